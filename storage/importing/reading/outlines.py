"""Recommendations with numbers of two parts, "1.1 The Board should …", under sections with the first: "1. LEADERSHIP"."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from storage.importing.reading.labels import Field, Label
from storage.importing.reading.strips import Strip

DOTTED = re.compile(r"^([A-Z]{0,3}\d{1,3}(?:\.\d{1,2})+)[.):]?\s+(?=[^\W\d_])")
WHOLE = re.compile(r"^\(?(\d{1,3})[.)]\s+(?=[^\W\d_])")
SECTION = re.compile(
    r"^(?:(?:section|theme|part|priority|area|objective|adran|thema)\s+)?([A-Z]{0,3}\d{1,3})[.):–—-]?\s+\S",
    re.IGNORECASE,
)
MOST_WORDS = 14
FEWEST = 2


def outlined_starts(strips: Sequence[Strip], stretches: Sequence[range]) -> dict[int, Label]:
    """Those that stand over labels. `stretches`: the unlabelled lines over each block of labels."""
    found: dict[int, Label] = {}
    whole: dict[int, Label] = {}
    for lines in stretches:
        if start := _nearest(strips, lines, DOTTED):
            found[start[0]] = start[1]
        elif start := _nearest(strips, lines, WHOLE):
            whole[start[0]] = start[1]
    least = min((len(_parts(label.number)) for label in found.values()), default=0)
    found = {at: label for at, label in found.items() if len(_parts(label.number)) == least}  # what is deeper is of one
    if len(found) < FEWEST or not _rise(found):
        return {}
    mixed = dict(sorted({**found, **whole}.items()))  # "1. …", "2.1 …", "2.2 …", "3. …"
    if _rise(mixed):
        return mixed
    return found if len(found) >= len(whole) or not _rise(whole) else {}  # counted anew under each: actions of it


def _nearest(strips: Sequence[Strip], lines: range, shape: re.Pattern[str]) -> tuple[int, Label] | None:
    for at in reversed(lines):
        if start := shape.match(strips[at].text):
            return at, Label(Field.RECOMMENDATION, number=start[1], rest=strips[at].text[start.end() :])
    return None


def _rise(found: Mapping[int, Label]) -> bool:
    return all(_parts(found[one].number) < _parts(found[other].number) for one, other in pairwise(found))


def sections_over(strips: Sequence[Strip], starts: Mapping[int, Label]) -> set[int]:
    """The line right over the first of each section, with its first number."""
    found: set[int] = set()
    for at, label in starts.items():
        above = next((one for one in range(at - 1, -1, -1) if strips[one].full), None)
        over = SECTION.match(strips[above].text) if above is not None and strips[above].is_line else None
        is_name = above is not None and len(strips[above].text.split()) <= MOST_WORDS
        if (
            above is not None
            and over
            and is_name
            and DOTTED.match(strips[at].text)
            and not DOTTED.match(strips[above].text)
        ):
            found |= {above} if label.number.rpartition(".")[0] == over[1] else set()
    return found


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", number))
