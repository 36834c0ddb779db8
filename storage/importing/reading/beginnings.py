"""What a strip begins: a recommendation, a form of labels and values, or nothing but a heading. Asked while scanning."""

import re
from collections.abc import Sequence

from storage.importing.reading import forms
from storage.importing.reading.drafts import OF_A_RECOMMENDATION, OF_A_ROUND, OF_THE_COVER
from storage.importing.reading.grades import Grades
from storage.importing.reading.labels import Field, Label, heads_a_form, is_parted, read_label, read_start
from storage.importing.reading.strips import Strip

STATES = re.compile(
    r"^(?:was|were|is|are|has|have|had|will|should|can|remains?|relates?|and|to|in|of|for|from|above|below|on)\b",
    re.IGNORECASE,
)
SEVERAL = re.compile(r"^(?:and|to|,|-|–|&)\s*\d")
LONGEST_HEADING = 14
FEWEST_ROWS = 3
MOST_WORDS_OF_A_HEAD = 3


def start_of(strip: Strip, grades: Grades) -> Label | None:
    """A line that begins a recommendation, not a sentence about one."""
    text = strip.boxes[0].passages[0].text
    start = read_start(text)
    if not start or grades.alone(start.rest) or SEVERAL.match(start.rest):
        return None
    if is_parted(text) or strip.level:
        return start
    return None if STATES.match(start.rest) or not start.rest[:1].isupper() else start


def names_one(strip: Strip) -> bool:
    """Whether a cell or line is the label or the number of a recommendation."""
    labels = (read_label(box.text) for box in strip.full)
    return any(label and label.field in (Field.RECOMMENDATION, Field.NUMBER) for label in labels) or bool(
        read_start(strip.text)
    )


def is_of_another(strip: Strip, number: str) -> bool:
    """A sentence about another recommendation: "Recommendation 3 was signed off in 2023"."""
    start = read_start(strip.text)
    return start is not None and bool(STATES.match(start.rest)) and start.number != number


def is_only_headed(strip: Strip, table: Sequence[Strip]) -> bool:
    """ "Item | Response" over labels and their values: it says only that these are labels and values."""
    first, *rows = table
    if strip is not first or len(strip.full) != 2 or len(rows) < FEWEST_ROWS or strip.width > 2:
        return False
    if any(len(box.text.split()) > MOST_WORDS_OF_A_HEAD or box.text.endswith((".", ":")) for box in strip.full):
        return False
    labels = [read_label(row.full[0].text) for row in rows]
    said = read_label(strip.full[0].text)
    named = {label.field for label in labels if label}
    is_label = said is not None and (said.field in OF_THE_COVER or said.number != "")
    beside = strip.full[1].text
    if not heads_a_form(beside) and not read_label(beside):
        return False
    return not is_label and len(named) >= FEWEST_ROWS and 2 * sum(map(bool, labels)) > len(rows)


def is_form(rows: Sequence[Strip], recurring: forms.Recurring) -> bool:
    """Labels with their values, most of them known, and one of them a recommendation's."""
    labels = [forms.label_of(row.full[0], recurring) for row in rows if len(row.full) > 1]
    fields = {label.field for label in labels if label}
    return 2 * len(fields) > len(rows) and bool(fields & OF_A_RECOMMENDATION) and bool(fields & OF_A_ROUND)


def is_heading(strip: Strip) -> bool:
    """What is styled as a heading; else a line that is no sentence, bold or short."""
    is_line = strip.text[-1:] not in ".;,:" and (strip.bold or len(strip.text.split()) <= LONGEST_HEADING)
    return bool(strip.level) or is_line
