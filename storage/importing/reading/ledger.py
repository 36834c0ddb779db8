"""The account of every passage: what found a place, and what is shown to the clerk as not placed.

A label is placed when it is read as one, a value when the field it went into is built: never by looking for it afterwards.
"""

from collections.abc import Iterable

from storage.importing.proposal import NotPlaced
from storage.importing.reading.strips import Flat, Passage
from storage.rules.wording import bare_words

SHORTEST_ECHO = 4
RUNNING = 3


class Ledger:
    def __init__(self) -> None:
        self._placed: set[int] = set()

    def take(self, passages: Iterable[Passage]) -> None:
        """These are now in a field, or are labels that a field's name says."""
        self._placed.update(passage.index for passage in passages)

    def has(self, passage: Passage) -> bool:
        return passage.index in self._placed

    def left(self, flat: Flat, held: str) -> tuple[NotPlaced, ...]:
        """What nobody took, in order. A list that only says a field's words again is held by that field (`held`: all
        their words in a row), and a running header is listed once with all its places."""
        in_lines = {passage.index for strip in flat.strips if strip.is_line for passage in strip.boxes[0].passages}
        groups: dict[str, list[Passage]] = {}
        for passage in flat.passages:
            is_line = passage.index in in_lines
            if not self.has(passage) and not (is_line and echoes(passage, held)):
                key = passage.text.casefold() if is_line else str(passage.index)
                groups.setdefault(key, []).append(passage)
        return tuple(
            NotPlaced(", ".join(dict.fromkeys(one.place for one in same)), same[0].text) for same in _parted(groups)
        )


def _parted(groups: dict[str, list[Passage]]) -> list[list[Passage]]:
    """What stands on page after page together, everything else by itself."""
    parts = [part for same in groups.values() for part in ([same] if len(same) >= RUNNING else [[one] for one in same])]
    return sorted(parts, key=lambda part: part[0].index)


def words_in_a_row(fields: Iterable[str]) -> str:
    return f" {' '.join(' '.join(bare_words(said)) for said in fields)} "


def echoes(passage: Passage, held: str) -> bool:
    """Whether these words, and not only two or three of them, stand in a row in a field. `held`: all fields' words."""
    words = bare_words(passage.text)
    return len(words) >= SHORTEST_ECHO and f" {' '.join(words)} " in held
