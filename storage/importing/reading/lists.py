"""Recommendations that are not called so: "Priority 1", "Finding 2" over forms. Those of paragraphs are in `paragraphs.py`."""

import re
from collections import defaultdict
from collections.abc import Sequence

from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import OF_A_RECOMMENDATION, OF_A_ROUND
from storage.importing.reading.forms import Recurring, label_of
from storage.importing.reading.labels import Field, Label, read_label, read_start
from storage.importing.reading.strips import Box, Strip

NAMED = re.compile(r"^([^\W\d_]{3,}(?: [^\W\d_]{2,})?) (\d{1,3})(?:\s*[:.–—-]\s*|$)")
FEWEST = 2


def named_starts(strips: Sequence[Strip], recurring: Recurring) -> dict[int, Label]:
    """ "Priority 1: Clear the backlog" over a form, "Finding 1" alone in its first row: one noun whose numbers rise, each
    right over a label with its value, in a document that calls nothing a recommendation."""
    found: dict[str, dict[int, Label]] = defaultdict(dict)
    last: dict[str, int] = defaultdict(int)
    for index, strip in enumerate(strips):
        if not (strip.is_line and strip.level) and any(map(_is_recommendation, strip.full)):
            return {}
        number = NAMED.match(strip.text) if strip.full == strip.boxes[:1] else None
        noun = number[1].casefold() if number else ""
        if number and int(number[2]) > last[noun] and _is_over_form(strips[index + 1 : index + 2], recurring):
            last[noun] = int(number[2])
            found[noun][index] = Label(Field.RECOMMENDATION, number=number[2], rest=strip.text[number.end() :])
    several = [starts for starts in found.values() if len(starts) >= FEWEST]
    return several[0] if len(several) == 1 else {}


def taken_for_recommendations(first: Strip) -> Finding:
    said = f"Nothing here is called a recommendation; I took what {quoted(first.text)} begins, and those like it, for them."
    return Finding("heading_as_text", "text", said)


def _is_recommendation(box: Box) -> bool:
    label = read_label(box.text)
    return bool(label and label.field is Field.RECOMMENDATION) or read_start(box.text) is not None


def _is_over_form(below: Sequence[Strip], recurring: Recurring) -> bool:
    if not below or below[0].is_line or len(below[0].boxes) < 2:
        return False
    first, *others = below[0].boxes
    label, beside = label_of(first, recurring), label_of(others[0], recurring)
    return label is not None and beside is None and label.field in OF_A_RECOMMENDATION | OF_A_ROUND
