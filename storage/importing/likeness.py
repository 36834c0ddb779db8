"""Which recommendation of a newer document is which of the record: by number and text together, then by text alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from storage.importing.proposal import ProposedRecommendation
from storage.rules.wording import bare_words

Words = tuple[str, ...]

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
    words = {one.position: bare_words(one.text) for one in proposed}
    known = {one.id: bare_words(one.text) for one in recorded}
    found = _word_for_word(proposed, recorded, words, known)
    rest = [one for one in proposed if one.position not in found]
    left = [other for other in recorded if other.id not in set(found.values())]
    likenesses = [
        (-likeness, one.position, other.id)
        for one in rest
        for other in left
        if (likeness := _likeness(one, words[one.position], other, known[other.id]))
    ]
    for _, position, id in sorted(likenesses):
        if position not in found and id not in found.values():
            found[position] = id
    return found


def _word_for_word(
    proposed: Sequence[ProposedRecommendation],
    recorded: Sequence[Recorded],
    words: Mapping[int, Words],
    known: Mapping[int, Words],
) -> dict[int, int]:
    """Those with the very same text. Where several have it they are told apart by their numbers, else by their order."""
    by_text: dict[Words, list[Recorded]] = {}
    for other in recorded:
        by_text.setdefault(known[other.id], []).append(other)
    found: dict[int, int] = {}
    for same_number in (True, False):
        for one in proposed:
            alike = by_text.get(words[one.position], [])
            twin = next((each for each in alike if not same_number or _same_number(one, each)), None)
            if twin is not None and one.position not in found and words[one.position]:
                found[one.position] = twin.id
                alike.remove(twin)
    return found


def _likeness(one: ProposedRecommendation, words: Words, other: Recorded, known: Words) -> float:
    """How alike two are, the same number counting for them; 0 where they are not alike enough to be one."""
    mine, theirs = set(words), set(known)
    if len(mine & theirs) < WORTH_COMPARING * max(1, min(len(mine), len(theirs))):
        return 0.0
    same_number = _same_number(one, other)
    ratio = SequenceMatcher(None, words, known, autojunk=False).ratio()
    if ratio < (WITH_NUMBER if same_number else WITHOUT):
        return 0.0
    return ratio + (0.2 if same_number else 0.0)


def _same_number(one: ProposedRecommendation, other: Recorded) -> bool:
    return bool(one.number.strip()) and one.number.strip().casefold() == other.number.strip().casefold()
