"""A plan's updates as the rows of a sheet: one a recommendation and round, the same for every program that reads sheets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from storage.reporting import sentences
from storage.reporting.naming import Named, Naming, naming
from storage.reporting.paper import Item, Paper, Reported
from storage.reporting.sentences import COUNCIL_TIME, NO_UPDATE
from storage.views import Round

Value = str | int | date | None
Kind = Literal["text", "date", "number"]


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is in characters."""

    name: str
    width: int
    kind: Kind = "text"


COLUMNS = (
    Column("Review", 26),
    Column("Position", 10, "number"),
    Column("Number", 10),
    Column("Section", 22),
    Column("Recommendation", 50),
    Column("Responsible", 28),
    Column("Agreed action", 40),
    Column("Success measure", 40),
    Column("Due (as written)", 18),
    Column("Due", 14, "date"),
    Column("Times moved", 12, "number"),
    Column("Round", 16),
    Column("Round date", 14, "date"),
    Column("Status", 20),
    Column("Evidence of progress", 60),
    Column("Evidence of impact", 50),
    Column("Proposed grade", 20),
    Column("Grade", 20),
    Column("Committee", 36),
    Column("Explanation", 40),
    Column("Anticipated (as written)", 20),
    Column("Indicators", 36),
    Column("Given by", 28),
    Column("For", 24),
    Column("Given on", 14, "date"),
    Column("Signed off on", 14, "date"),
    Column("Files", 24),
)


def rows(paper: Paper, named: Named) -> Iterator[tuple[Value, ...]]:
    """Every round asked of every item, answered or not; what a round no longer asked about has a row that says so."""
    names = naming(paper, named)
    for item in paper.items:
        for round in paper.rounds:
            yield (*_agreed(item, paper, names), *_said(item, round, names))


def _agreed(item: Item, paper: Paper, names: Naming) -> tuple[Value, ...]:
    return (
        paper.title,
        item.position,
        item.number,
        item.section,
        item.text,
        names.owners(item),
        "\n".join(item.actions),
        "\n".join(item.measures),
        item.due.text,
        item.due.on,
        item.due.moved,
    )


def _said(item: Item, round: Round, names: Naming) -> tuple[Value, ...]:
    reported = item.reported.get(round.id)
    head: tuple[Value, ...] = (round.label, round.period_on)
    signed_off_on = item.signed_off.on if item.signed_off else None
    if reported is None:
        status = "Signed off before" if item.closed_before(round) else NO_UPDATE
        return (*head, status, "", "", "", "", "", "", "", "", "", "", None, signed_off_on, "")
    return (
        *head,
        reported.state.replace("_", " ").capitalize(),
        reported.evidence,
        reported.impact,
        reported.proposed.full_label if reported.proposed else "",
        reported.grade.full_label if reported.grade else "",
        sentences.committee(reported),
        reported.explanation,
        reported.anticipated,
        _values(item, reported),
        names.writer(reported.by) if reported.by else "",
        reported.on_behalf_of,
        reported.written_at.astimezone(COUNCIL_TIME).date() if reported.written_at else None,
        signed_off_on,
        "\n".join(reported.files),
    )


def _values(item: Item, reported: Reported) -> str:
    """The indicators that were given a value then, each with what it is."""
    given = [(one, dict(one.values).get(reported.round.label, "")) for one in item.indicators]
    return "\n".join(f"{one.code or one.text}: {value}" for one, value in given if value)
