"""Names that are written a letter or two apart: which pairs may be, and how far apart they are."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

SHORTEST_NAME = 7


def neighbours(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs that share all words but one, or all letters: only these can be a letter apart."""
    near: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in names:
        words = unhyphened(name).split()
        near["".join(words),].append(name)
        for at in range(len(words)):
            near[(*words[:at], "", *words[at + 1 :])].append(name)
    pairs = (pair for alike in near.values() for pair in combinations(alike, 2))
    yield from dict.fromkeys(pairs)


def unhyphened(name: str) -> str:
    return " ".join(re.sub(r"[-‐‑–]", " ", name.casefold()).split())


def a_letter_apart(one: str, other: str) -> bool:
    """One name of the two differs by a letter, or by two where it is long enough; the others are the same."""
    if one == other or abs(len(one) - len(other)) > 2 or min(len(one), len(other)) < SHORTEST_NAME:
        return False
    first, second = one.split(), other.split()
    if len(first) != len(second):
        return one.replace(" ", "") == other.replace(" ", "")
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    if len(differing) != 1:
        return False
    shorter = min(map(len, differing[0]))
    return distance(*differing[0]) <= (2 if shorter >= 5 else 1)


def distance(one: str, other: str) -> int:
    """Letters changed, added, lost or swapped with their neighbour."""
    if one == other:
        return 0
    rows = [list(range(len(other) + 1))]
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, against in enumerate(other, 1):
            here.append(min(rows[-1][column] + 1, here[-1] + 1, rows[-1][column - 1] + (letter != against)))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                here[-1] = min(here[-1], rows[-2][column - 2] + 1)
        rows.append(here)
    return rows[-1][-1]
