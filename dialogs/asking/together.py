"""Words that mean something only together, and were not taken so: by themselves they explain nothing.

The lists are apart from the lexicon's: what a phrase means is said there, and that there is one is said here.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

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
    known, longest = _known()
    for start, token in enumerate(tokens):
        words: Words = ()
        for end, one in enumerate(tokens[start : start + longest.get(token.glued, 0)], start + 1):
            if words and one.pause:
                break
            words += (one.glued,)
            if words in known:
                yield start, end


@cache
def _known() -> tuple[frozenset[Words], dict[str, int]]:
    """The runs of words, and how many words the longest has that begins with a word."""
    patterns = chain.from_iterable(load("together").values())
    runs = {words for pattern in patterns for words in map(pieces, spelt_out(pattern)) if len(words) > 1}
    longest: dict[str, int] = defaultdict(int)
    for words in runs:
        longest[words[0]] = max(longest[words[0]], len(words))
    return frozenset(runs), dict(longest)
