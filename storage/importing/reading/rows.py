"""One row of a table: its cells under their heads, those that have no head of their own too."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storage.importing.reading.columns import Columns
from storage.importing.reading.grades import Grades
from storage.importing.reading.labels import Field, Label
from storage.importing.reading.strips import Box, Strip
from storage.importing.reading.totals import TOTAL_ALONE, is_total

NUMBER = re.compile(
    r"(?:(?:rec(?:ommendation)?|no|r)\.?\s*)?[A-Z]{0,6}(?:[-/. ]?[A-Z]{1,4})?[-/. ]?\d{1,4}(?:[-/.]\d{1,4}){0,3} ?[a-z]?"
    r"(?:\((?:[a-z]|[ivx]{1,4})\)){0,2}\.?",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"^\(?(\d{1,3}(?:\.\d{1,2})*[a-z]?(?:(?=[.)])|\((?:[a-z]|[ivx]{1,4})\)))[.)]?\s+(?=\S)")
LISTED = re.compile(r"\(?(\d+(?:\.\d+)*[a-z]?)[.)]?")
TOTAL = re.compile(r"(?:[^\W\d_]+ ){0,3}totals?\b[^.\d]{0,40}\d{1,4}", re.IGNORECASE)
TALLY = re.compile(r"[\d,.]+\s?%?(?:\s[^\W\d_]+){0,7}|(?:[^\W\d_]+\s){1,3}[:=–-]?\s?\d{1,4}")
FIGURE = re.compile(r"[£$]?\d[\d,.]*\s?%?")
NOTHING = re.compile(r"^(?:there (?:are|is) no|no (?:related )?performance|none\b|not applicable|n/?a$)", re.IGNORECASE)
NOTE = re.compile(r"^\W*(?:please\b|notes?\s?:|n\.?b\.?\W|guidance\b|nodyn\s?:|nodiadau\s?:)", re.IGNORECASE)
# "Completed actions are on the next sheet": a line about where things stand in the document.
OF_THE_DOCUMENT = re.compile(
    r"\b(?:(?:next|other|previous|first|second|third|last|separate|following|final|same|\w+['’\"”])\s+"
    r"(?:work)?(?:sheet|tab|page|table)|overleaf|continue[ds] (?:on|over|below)|y (?:daflen|dudalen) nesaf)\b"
    r"|\bon (?:the )?(?:(?:work)?sheet|tab|page)\b",
    re.IGNORECASE,
)
LONGEST_POINTER = 200
WORDS = re.compile(r"^[^\W\d_]{5,}")
POINTING = (
    r"see|refer to|contained within|covered (?:by|in|under)|included (?:in|within|under)|as per|incorporated in\w*"
    r"|merged with|gweler"
    r"|(?:see|refer to) (?:the )?(?:related |all )?(?:actions?|response|update) (?:under|in|for|against|at|of)"
)
POINTER = re.compile(
    rf"^\W*(?:please )?(?:{POINTING})\s+(?:also\s+)?(?:the\s+)?"
    r"(?:recommendation|rec|action|argymhelliad|priority|theme|objective|outcome|workstream|strand)s?\.?\s*[A-Z]?\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cells:
    """A row's boxes, each with its label. `counts_actions`: a second column has the actions' own numbers."""

    labelled: tuple[tuple[Label, Box], ...]
    number: Box | None = None
    counts_actions: bool = False

    def box(self, field: Field) -> Box | None:
        """The first box of this field that says something."""
        return next((box for label, box in self.labelled if label.field is field and box.passages), None)


def points_elsewhere(text: str) -> bool:
    """ "See Recommendation 10 for more actions"."""
    return bool(POINTER.match(text))


def cells_of(strip: Strip, columns: Columns, grades: Grades) -> Cells:
    """A column without a head goes with what it holds, or with its left neighbour; under a head nobody knows it stays out."""
    labelled: list[tuple[Label, Box]] = []
    last: Label | None = None
    for box in strip.boxes:
        label = columns.labels.get(box.column)
        if label and label.field is Field.RECOMMENDATION and _is_number_beside(strip, box, columns):
            last = label
            labelled.append((Label(Field.NUMBER), box))
            continue
        label = label or _unheaded(box, last, columns, grades)
        if label:
            labelled.append((label, box))
            last = label
    several = sum(label.field is Field.NUMBER for label in columns.labels.values()) > 1
    return Cells(tuple(labelled), _number_of(labelled, several=several), several)


def _number_of(labelled: Sequence[tuple[Label, Box]], *, several: bool) -> Box | None:
    """The row's own number. Of two columns of numbers the second counts the actions: "Ref | Recommendation | No | Action"."""
    numbers = [box for label, box in labelled if label.field is Field.NUMBER]
    return next((box for box in (numbers[:1] if several else numbers) if box.passages), None)


def _unheaded(box: Box, last: Label | None, columns: Columns, grades: Grades) -> Label | None:
    fields = columns.fields()
    if box.column in columns.unknown:
        return None
    if last is None:
        is_number = box.column == 0 and Field.NUMBER not in fields and NUMBER.fullmatch(box.text)
        return Label(Field.NUMBER) if is_number else None
    if Field.GRADE not in fields and (grades.alone(box.text) or len(box.text) == 1 or (not box.text and box.shade)):
        return Label(Field.GRADE, last.round)
    return last


def _is_number_beside(strip: Strip, box: Box, columns: Columns) -> bool:
    """ "Recommendation" over two columns: the number, then the text."""
    beside = strip.at(box.column + box.span)
    if beside.column in columns.labels or beside.column in columns.unknown or beside.column >= columns.width:
        return False
    return bool(NUMBER.fullmatch(box.text)) or (not box.passages and bool(beside.passages))


def is_about_document(text: str) -> bool:
    """A sentence that says on which sheet, page or table something stands."""
    return len(text) <= LONGEST_POINTER and OF_THE_DOCUMENT.search(text) is not None


def is_note(full: Sequence[Box], main: Box | None, number: Box | None) -> bool:
    """ "Please return by Friday", alone in its row, or words where only a number may stand: no recommendation, and no more
    of the one above."""
    if len(full) == 1 and (NOTE.match(full[0].text) or is_about_document(full[0].text)):
        return True
    return main is None and number is not None and not NUMBER.match(number.text) and bool(WORDS.match(number.text))


def counts(full: Sequence[Box], main: Box | None) -> bool:
    """A row of totals, "Total open | 13", "Total | 13 recommendations | Complete 5": a name, and nothing but figures beside
    it, with what they count. A recommendation is no figure."""
    if not full:
        return False
    first, *others = full
    if not others:
        return bool(TOTAL.fullmatch(first.text))
    if TOTAL_ALONE.fullmatch(first.text) and all(TALLY.fullmatch(box.text) for box in others):
        return True
    if not all(FIGURE.fullmatch(box.text) for box in others):
        return False
    return is_total(first.text) or (main is not None and main is not first and bool(WORDS.match(first.text)))


def is_nothing(boxes: Sequence[Box]) -> bool:
    """A row that says there is nothing to say: "There are no performance indicators …"."""
    return len(boxes) <= 2 and bool(NOTHING.match(boxes[0].text))
