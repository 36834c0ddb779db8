"""The numbered lines of a quoted message that somebody wrote under: each is what an answer is to, though nothing names it."""

import re
from collections.abc import Sequence

from storage.importing.reading.labels import Field, Label
from storage.importing.reading.strips import Strip

NUMBERED = re.compile(r"^(?:(?:q(?:uestion)?|point|item|no)\.?\s?)?\(?(\d{1,3})[.):]\s+(?=\S)", re.IGNORECASE)
FEWEST = 2
BETWEEN = 0.5


def quoted_starts(strips: Sequence[Strip]) -> dict[int, Label]:
    """Where one depth counts up from line to line, and under half of the lines or more stand words less deep."""
    lines = ((at, NUMBERED.match(strip.text)) for at, strip in enumerate(strips) if strip.is_line and strip.quoted)
    numbered = {at: found for at, found in lines if found}
    depths = {strips[at].quoted for at in numbered}
    for depth in sorted(depths):
        places: list[int] = []
        for at in numbered:
            is_next = not places or int(numbered[at][1]) > int(numbered[places[-1]][1])
            if strips[at].quoted == depth and is_next:
                places.append(at)
        ends = [*places[1:], len(strips)]
        answered = sum(
            any(strip.is_line and strip.quoted < depth for strip in strips[at:end])
            for at, end in zip(places, ends, strict=True)
        )
        if len(places) >= FEWEST and answered >= max(FEWEST, BETWEEN * len(places)):
            return {
                at: Label(Field.RECOMMENDATION, number=numbered[at][1], rest=strips[at].text[numbered[at].end() :])
                for at in places
            }
    return {}
