"""A review that only the head over the recommendations names: "Recommendation (Scrutiny Review of Markets 2023)"."""

import re
from collections.abc import Sequence

from storage.importing.reading.labels import Field, read_label
from storage.importing.reading.strips import Strip

IN_BRACKETS = re.compile(r"^([^()]{3,40}?)\s*\(([^()]{8,80})\)$")
NAMES_ONE = re.compile(
    r"\b(?:review|inspection|report|audit|assessment|inquiry|enquiry|investigation|adolygiad|arolygiad|arolygiaeth|adroddiad)\b",
    re.IGNORECASE,
)
HEADS_WITHIN = 12


def subject_in_head(strips: Sequence[Strip]) -> str:
    """The words in brackets; nothing where two heads name different ones."""
    rows = [strip for strip in strips[:HEADS_WITHIN] if len(strip.full) > 2]
    found = [one for strip in rows for box in strip.full if (one := IN_BRACKETS.match(box.text))]
    named = {one[2].strip() for one in found if _is_of_recommendations(one[1]) and NAMES_ONE.search(one[2])}
    return named.pop() if len(named) == 1 else ""


def _is_of_recommendations(head: str) -> bool:
    label = read_label(head)
    return label is not None and label.field is Field.RECOMMENDATION
