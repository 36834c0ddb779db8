"""Words that mean something only together, and were not taken so: by themselves they explain nothing.

The lists are apart from the lexicon's: what a phrase means is said there, and that there is one is said here.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from dialogs.asking.data import load
from dialogs.asking.lexicon import Words, spelt_out
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.tokens import Token, pieces

LEADING = frozenset({Sort.NOT, Sort.SILENT, Sort.AND, Sort.ABOUT, Sort.TEXT, Sort.ME})


def parted(tokens: Sequence[Token], marks: Sequence[Mark]) -> set[int]:
    """Positions of the words that stand together as in a list, where no mark takes the whole of it, and none takes a
    part of it together with others beside it ("from those who have not"), unless that only leads in or on."""
    found: set[int] = set()
    for start, end in _runs(tokens):
        within = [mark for mark in marks if mark.start < end and start < mark.end]
        whole = any(mark.start <= start and end <= mark.end for mark in within)
        if not whole and all((start <= mark.start and mark.end <= end) or mark.sort in LEADING for mark in within):
            found.update(range(start, end))
    return found


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    known = _known()
    for start, token in enumerate(tokens):
        for words in known.get(token.glued, ()):
            end = start + len(words)
            if end <= len(tokens) and all(_fits(tokens[start + at], word, at) for at, word in enumerate(words)):
                yield start, end


def _fits(token: Token, word: str, at: int) -> bool:
    return word in token.forms and not (at and token.pause)


@cache
def _known() -> dict[str, tuple[Words, ...]]:
    """Each run of words by its first word."""
    runs: dict[str, dict[Words, None]] = {}
    for group in load("together").values():
        for pattern in group:
            for words in map(pieces, spelt_out(pattern)):
                if len(words) > 1:
                    runs.setdefault(words[0], {})[words] = None
    return {first: tuple(found) for first, found in runs.items()}
