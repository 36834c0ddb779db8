"""Two columns of a table that could be the same thing: a second grading beside the first, deeds beside an account of them.

How sure somebody is of a date is no grade of the work, and what was done under a plan that is closed is its action.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from storage.importing.reading.columns import column
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.grades import Grades
from storage.importing.reading.labels import Field, Label, has_no_place
from storage.importing.reading.strips import Strip

MOST = 0.7
FEWEST = 2
LONGEST_GRADE = 60
SURENESS = re.compile(r"\b(?:confiden\w+|certainty|how (?:sure|certain)|hyder)\b", re.IGNORECASE)
DEEDS = re.compile(
    r"^(?:what (?:(?:we|they|you|officers|the \w+) )?(?:have |has |had )?(?:was |been )?(?:did|done)"
    r"|(?:actions?|steps|measures) (?:we )?(?:took|taken|completed)|work (?:done|completed|undertaken|carried out)"
    r"|beth wnaethom(?: ni)?)$",
    re.IGNORECASE,
)
TELL = (Field.GRADE, Field.EVIDENCE, Field.ASSESSMENT)
ASKED = frozenset({Field.RECOMMENDATION, Field.FINDING})


def all_grades(at: int, rows: Sequence[Strip], grades: Grades) -> bool:
    """Whether a column holds grades and hardly anything else."""
    said = column(rows, at)
    short = [text for text in said if len(text) <= LONGEST_GRADE]
    return len(said) >= FEWEST and sum(map(grades.known, short)) >= MOST * len(said)


def is_graded(labels: Mapping[int, Label], rows: Sequence[Strip], grades: Grades, *, but: int) -> bool:
    """Whether another column than this one tells the grades, under whatever head that tells of the work."""
    return any(at != but and label.field in TELL and all_grades(at, rows, grades) for at, label in labels.items())


def of_sureness(
    labels: Mapping[int, Label], heads_of: Sequence[Strip], rows: Sequence[Strip], grades: Grades
) -> set[int]:  # fmt: skip
    """ "Progress | Confidence": of two gradings in the same words, the one that says how sure somebody is."""
    headed = {box.column: box.text for strip in heads_of for box in strip.full}
    may_be = {at for at in headed if at not in labels or labels[at].field in TELL}
    sure = {at for at in may_be if SURENESS.search(headed[at])}
    others = {at for at in may_be - sure if at in labels or not has_no_place(headed[at])}
    return sure if sure and any(all_grades(at, rows, grades) for at in others) else set()


def deeds(labels: Mapping[int, Label], heads_of: Iterable[Strip]) -> dict[int, Label]:
    """ "What we did | … | Closing commentary": where nothing else is the action and another column tells how it stands, what
    was done is the action."""
    fields = {label.field for label in labels.values()}
    if Field.ACTION in fields or fields.isdisjoint(ASKED):
        return {}
    named = {
        box.column: box.text.strip(" :?")
        for strip in heads_of
        for box in strip.full
        if DEEDS.match(box.text.strip(" :?"))
    }
    done = [at for at in named if at not in labels or (labels[at].field is Field.EVIDENCE and not labels[at].round)]
    others = [at for at, label in labels.items() if label.field is Field.EVIDENCE and at not in done]
    return {done[0]: Label(Field.ACTION)} if len(done) == len(others) == 1 else {}


def run_together(labels: Mapping[int, Label], heads_of: Iterable[Strip]) -> list[Finding]:
    """For the clerk: two columns of the table are accounts of one round, and stand one under the other in the record."""
    named = {box.column: box.text for strip in heads_of for box in strip.full}
    by_round: dict[object, list[str]] = {}
    for at, label in sorted(labels.items()):
        if label.field is Field.EVIDENCE and at in named:
            by_round.setdefault(label.round, []).append(named[at])
    return [
        Finding(
            "columns_together",
            "evidence",
            f"The columns {' and '.join(map(quoted, heads))} both tell what was done; I put them one under the other.",
        )
        for heads in by_round.values()
        if len(heads) > 1
    ]
