"""An answer as columns: what a spreadsheet of it holds, the same in every format."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from storage.asking.answer_views import IN_WORDS, Answer, AnswerRow

Value = str | int | date | None
LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    width: int
    value: Callable[[AnswerRow], Value]


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet: its name, the heads of its columns, their widths, and its rows."""

    name: str
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Value]]


def _grade_before(row: AnswerRow) -> Value:
    return row.before.grade.full_label if row.before and row.before.grade else None


COLUMNS = (
    Column("Plan", 30, lambda row: row.plan_title),
    Column("Number", 10, lambda row: row.number or f"item {row.position}"),
    Column("Recommendation", 60, lambda row: row.text),
    Column("Responsible", 30, lambda row: "; ".join(row.owners)),
    Column("Due as written", 20, lambda row: row.due_text),
    Column("Due", 18, lambda row: row.due_on),
    Column("Days late", 10, lambda row: row.days_late or None),
    Column("Grade", 22, lambda row: row.grade.full_label if row.grade else None),
    Column("Amounts to", 16, lambda row: IN_WORDS[row.status]),
    Column("Reported in", 18, lambda row: row.round_label),
    Column("Reported on", 18, lambda row: row.reported_at.astimezone(LONDON).date() if row.reported_at else None),
    Column("Signed off", 12, lambda row: "yes" if row.signed_off else "no"),
)
BEFORE = (
    Column("Grade before", 22, _grade_before),
    Column("Reported before in", 18, lambda row: row.before.round_label if row.before else None),
    Column("Due before", 18, lambda row: row.before.due_on if row.before else None),
)


def listed(found: Answer) -> Listed:
    columns = (*COLUMNS, *BEFORE) if any(row.before for row in found.rows) else COLUMNS
    return Listed(
        "Recommendations",
        [column.name for column in columns],
        [column.width for column in columns],
        [[column.value(row) for column in columns] for row in found.rows],
    )


def counted(found: Answer) -> Listed | None:
    """The counts beside the rows: by group, or side by side."""
    if found.groups:
        return Listed("Counts", ["Name", "Number", "Of"], [40, 12, 12], [[g.name, g.count, g.of] for g in found.groups])
    if found.sides:
        heads = ["Grade", *(side.name for side in found.sides)]
        rows: list[list[Value]] = [
            [words, *(side.counts[status] for side in found.sides)] for status, words in IN_WORDS.items()
        ]
        return Listed("Counts", heads, [22, *(24 for _ in found.sides)], rows)
    return None
