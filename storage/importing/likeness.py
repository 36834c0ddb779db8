"""Which recommendation of a newer document is which of the record: by number and text together, then by text alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from storage.importing.proposal import ProposedRecommendation
from storage.rules.wording import bare_words

# With the same number half of the words will do; without it most of them must be the same.
WITH_NUMBER, WITHOUT = 0.5, 0.75
# What shares fewer words than this is not worth comparing letter by letter.
WORTH_COMPARING = 0.4


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recommendation that is known already."""

    id: int
    number: str
    text: str


def matched(proposed: Sequence[ProposedRecommendation], recorded: Sequence[Recorded]) -> dict[int, int]:
    """Position in the document -> id in the record, each at most once; whatever is left over is new, or gone."""
    found: dict[int, int] = {}
    words = {one.position: bare_words(one.text) for one in proposed}
    known = {one.id: bare_words(one.text) for one in recorded}
    pairs = sorted(
        (-_likeness(one, words[one.position], other, known[other.id]), one.position, other.id)
        for one in proposed
        for other in recorded
        if _may_be(one, words[one.position], other, known[other.id])
    )
    for _, position, id in pairs:
        if position not in found and id not in found.values():
            found[position] = id
    return found


def _may_be(one: ProposedRecommendation, words: tuple[str, ...], other: Recorded, known: tuple[str, ...]) -> bool:
    likeness = _of_words(words, known)
    same_number = _same_number(one, other)
    if likeness < WORTH_COMPARING:
        return False
    return _ratio(words, known) >= (WITH_NUMBER if same_number else WITHOUT)


def _likeness(one: ProposedRecommendation, words: tuple[str, ...], other: Recorded, known: tuple[str, ...]) -> float:
    """Two with the very same text are told apart by their numbers."""
    return _ratio(words, known) + (0.2 if _same_number(one, other) else 0.0)


def _same_number(one: ProposedRecommendation, other: Recorded) -> bool:
    return bool(one.number.strip()) and one.number.strip().casefold() == other.number.strip().casefold()


def _of_words(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    mine, theirs = set(one), set(other)
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def _ratio(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()
