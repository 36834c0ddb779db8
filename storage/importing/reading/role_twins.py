"""Posts that are written a letter apart: "Housing Manger" beside "Housing Manager". The same post, or so it is asked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from storage.importing.proposal import ProposedRecommendation
from storage.importing.reading.doubting import Finding
from storage.importing.reading.letters_apart import distance, neighbours, unhyphened
from storage.importing.reading.people import lexicon

SHORTEST_WORD = 5
MOST_WORDS = 14
"""No post is called by more; what is longer is a cell that nobody could part, and is not compared word by word."""


def role_twins(recommendations: Sequence[ProposedRecommendation]) -> list[tuple[int | None, Finding]]:
    """The one with a word that no post is called by, or the one that is written once; both are kept as written."""
    held: dict[str, list[int]] = defaultdict(list)
    for one in recommendations:
        for role in _posts(one):
            held[role].append(one.position)
    found: list[tuple[int | None, Finding]] = []
    for first, second in neighbours(sorted(held, key=lambda role: (-len(held[role]), role))):
        usual, rare = (second, first) if _is_misspelt(first, second) else (first, second)
        if not _is_misspelt(rare, usual):
            continue
        where = set(held[rare])
        said = f"“{rare}” and “{usual}” may be one post; I kept both as written."
        about = where.pop() if len(where) == 1 else None
        found.append((about, Finding("owner_name_variant", "owners", said, (usual, rare))))
    return found


def _posts(one: ProposedRecommendation) -> Iterable[str]:
    return (owner.text for owner in one.owners if 1 < len(owner.text.split()) <= MOST_WORDS)


def _is_misspelt(rare: str, usual: str) -> bool:
    """Whether it has one other word than the usual one, a letter away from a word that posts are called by."""
    ours, theirs = unhyphened(rare).split(), unhyphened(usual).split()
    differing = [(a, b) for a, b in zip(ours, theirs, strict=False) if a != b]
    if len(ours) != len(theirs) or len(differing) != 1:
        return False
    odd, known = differing[0]
    if min(len(odd), len(known)) < SHORTEST_WORD or odd.rstrip("s") == known.rstrip("s"):
        return False
    words = lexicon().heads | lexicon().subjects | lexicon().ranks
    return known in words and odd not in words and distance(odd, known) == 1
