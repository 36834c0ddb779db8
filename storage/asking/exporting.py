"""An answer as a file, whole: all its rows up to a limit, as things stand when the file is fetched."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from storage.asking.answer_views import Answer
from storage.asking.answering import Page, answer
from storage.asking.columns import Listed, counted, listed
from storage.asking.comma_separated import comma_separated
from storage.asking.spreadsheet import workbook
from storage.query import Format, Kind, Query
from storage.views import Person

MOST_EXPORTED = 5_000


@dataclass(frozen=True, slots=True)
class Exported:
    """`total` is how many rows there are, of which at most `MOST_EXPORTED` are in the file."""

    name: str
    content: bytes
    total: int

    @property
    def is_cut(self) -> bool:
        return self.total > MOST_EXPORTED


def export(session: Session, *, person: Person, today: date, query: Query, format: Format, understood: str) -> Exported:
    """`understood` is the question in words: it goes into the file, which will be read apart from the chat."""
    whole = replace(query, kind=Kind.LIST) if query.kind in (Kind.REPORT, Kind.SHOW) else query
    found = answer(session, person=person, today=today, query=whole, page=Page(1, MOST_EXPORTED))
    rows, counts = listed(found), counted(found)
    name = f"Recommendations {today.isoformat()}.{format.value}"
    if format is Format.CSV:
        return Exported(
            name,
            comma_separated(_one_table(found, rows, counts)),
            found.total,
        )
    about = Listed("About", ["What", "Answer"], [24, 80], [
        ["Question", understood], ["As things stood on", today], ["Matching", found.total], ["Out of", found.of],
        ["Rows in this file", len(found.rows)], ["Rounds", "; ".join(found.rounds)],
    ])  # fmt: skip
    return Exported(name, workbook([rows, *([counts] if counts else []), about], understood[:200]), found.total)


def _one_table(found: Answer, rows: Listed, counts: Listed | None) -> Listed:
    """A CSV file has one: of a count by groups it is the counts."""
    return counts if counts and (found.query.kind is Kind.COUNT or not found.rows) else rows
