"""Recommendations with numbers of two parts, "1.1 The Board should …", under sections with the first: "1. LEADERSHIP"."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from storage.importing.reading.labels import Field, Label
from storage.importing.reading.strips import Strip

DOTTED = re.compile(r"^([A-Z]{0,3}\d{1,2}(?:\.\d{1,2})+)[.):]?\s+(?=[^\W\d_])")
SECTION = re.compile(
    r"^(?:(?:section|theme|part|priority|area|objective|adran|thema)\s+)?([A-Z]{0,3}\d{1,2})[.):–—-]?\s+\S",
    re.IGNORECASE,
)
MOST_WORDS = 14
FEWEST = 2
MOST_OF_THEM = 0.5


def outlined_starts(strips: Sequence[Strip], stretches: Sequence[range]) -> dict[int, Label]:
    """Those that stand over labels. `stretches`: the unlabelled lines over each block of labels."""
    found: dict[int, Label] = {}
    numbered = 0
    for lines in stretches:
        numbered += any(SECTION.match(strips[at].text) for at in lines)
        at = next((one for one in reversed(lines) if DOTTED.match(strips[one].text)), None)
        if at is not None and (start := DOTTED.match(strips[at].text)):
            found[at] = Label(Field.RECOMMENDATION, number=start[1], rest=strips[at].text[start.end() :])
    least = min((len(_parts(label.number)) for label in found.values()), default=0)
    found = {at: label for at, label in found.items() if len(_parts(label.number)) == least}  # what is deeper is of one
    rising = all(_parts(found[one].number) < _parts(found[other].number) for one, other in pairwise(found))
    return found if len(found) >= max(FEWEST, MOST_OF_THEM * numbered) and rising else {}


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
