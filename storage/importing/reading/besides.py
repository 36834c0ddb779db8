"""What a document says of a recommendation that the record has no field for: "Risk: High", "Executive decision: Agreed".

It stays with the recommendation, under its own label at the end of its text, where a clerk looks for it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.labels import has_no_place, read_label
from storage.importing.reading.strips import Passage

DECLINED = re.compile(
    r"(?:rejected|declined|not (?:accepted|agreed|supported|approved)|withdrawn|gwrthodwyd)\W*", re.IGNORECASE
)
Besides = dict[str, list[Passage]]
"""By label, as it is written."""


def beside_lines(besides: Mapping[str, Sequence[Passage]]) -> list[str]:
    """A line for each label that has something beside it."""
    return [f"{label}: {said}" for label, passages in besides.items() if (said := " ".join(p.text for p in passages))]


def as_label(text: str) -> str:
    return text.strip().rstrip(":?").rstrip()


def kept_column(head: str) -> Finding | None:
    """For the clerk, where nobody knows what the column is; a risk or a cost is known to have no field, and a response
    may only say that it was accepted."""
    if has_no_place(head) or read_label(head, loose=True):
        return None
    said = f"I do not know the column {quoted(head)}; I kept what it says at the end of each recommendation's text."
    return Finding("label_unknown", "text", said)


def kept_with_text(labels: Iterable[str], told: Iterable[Finding]) -> list[Finding]:
    """For the clerk, once: what the record has no field for is published with the recommendation unless it is taken out.
    `told`: what was said already of columns that nobody knows."""
    known = " ".join(finding.message for finding in told if finding.code == "label_unknown")
    kept = [label for label in dict.fromkeys(labels) if quoted(label) not in known]
    if not kept:
        return []
    names = " and ".join(filter(None, (", ".join(map(quoted, kept[:-1])), quoted(kept[-1]))))
    said = f"The record has no field for {names}; I kept what is said there at the end of each recommendation's text."
    return [Finding("kept_with_text", "text", said)]


def is_declined(besides: Mapping[str, Sequence[Passage]], responses: Sequence[str]) -> bool:
    """Whether the council said no to it: nobody is expected to lead it, by no date."""
    said = (passage.text for passages in besides.values() for passage in passages)
    return any(map(DECLINED.fullmatch, (*said, *responses)))
