"""The account of every passage: what found a place, and what is shown to the clerk as not placed."""

from collections.abc import Iterable

from storage.importing.proposal import NotPlaced
from storage.importing.reading.strips import Flat, Passage
from storage.rules.wording import bare_words

SHORTEST_ECHO = 4
RUNNING = 3


class Ledger:
    def __init__(self) -> None:
        self._placed: set[int] = set()

    def take(self, passages: Iterable[Passage]) -> tuple[Passage, ...]:
        """These are now in a field, or are labels that a field's name says."""
        taken = tuple(passages)
        self._placed.update(passage.index for passage in taken)
        return taken

    def give_back(self, passage: Passage) -> None:
        self._placed.discard(passage.index)

    def has(self, passage: Passage) -> bool:
        return passage.index in self._placed

    def left(self, flat: Flat, said: str) -> tuple[NotPlaced, ...]:
        """What nobody took, in order. A list that only says a field's words again is held by that field, and a running
        header is listed once with all its places."""
        held = f" {' '.join(bare_words(said))} "
        rest = [
            passage
            for passage in (*(p for strip in flat.strips for box in strip.boxes for p in box.passages), *flat.asides)
            if not self.has(passage) and not _echoes(passage, held)
        ]
        in_lines = {passage.index for strip in flat.strips if strip.is_line for passage in strip.boxes[0].passages}
        places: dict[str, list[Passage]] = {}
        for passage in rest:
            key = passage.text.casefold() if passage.index in in_lines else str(passage.index)
            places.setdefault(key, []).append(passage)
        return tuple(
            NotPlaced(", ".join(dict.fromkeys(one.place for one in said_here)), said_here[0].text)
            for said_here in _gathered(places)
        )


def _gathered(places: dict[str, list[Passage]]) -> list[list[Passage]]:
    lists = [
        group for same in places.values() for group in ([same] if len(same) >= RUNNING else [[one] for one in same])
    ]
    return sorted(lists, key=lambda group: group[0].index)


def _echoes(passage: Passage, held: str) -> bool:
    words = bare_words(passage.text)
    return len(words) >= SHORTEST_ECHO and f" {' '.join(words)} " in held
