"""A plan's updates as the rows of a sheet: one a recommendation and round, the same for every program that reads sheets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from storage.reporting import sentences
from storage.reporting.naming import Named, Naming, naming
from storage.reporting.paper import Item, Measured, Paper, Task
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
    Column("Action plan agreed", 18),
    Column("Link officers", 24),
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
    Column("Dates moved", 36),
    Column("Actions below", 40),
    Column("Round", 16),
    Column("Round date", 14, "date"),
    Column("Status", 20),
    Column("Evidence of progress", 60),
    Column("Evidence of impact", 50),
    Column("Proposed grade", 20),
    Column("Grade as written", 20),
    Column("Grade", 20),
    Column("Committee", 36),
    Column("Explanation", 40),
    Column("Anticipated (as written)", 20),
    Column("Anticipated", 14, "date"),
    Column("Future actions", 36),
    Column("Indicators", 36),
    Column("Given by", 28),
    Column("Given with", 28),
    Column("For", 24),
    Column("Given on", 14, "date"),
    Column("Signed off on", 14, "date"),
    Column("Signed off", 36),
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
        paper.agreed,
        " / ".join(map(names.writer, paper.link_officers)),
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
        sentences.moves(item),
        "\n".join(_task(task, names) for task in item.tasks),
    )


def _said(item: Item, round: Round, names: Naming) -> tuple[Value, ...]:
    reported = item.reported.get(round.id)
    head: tuple[Value, ...] = (round.label, round.period_on)
    ended: tuple[Value, ...] = (item.signed_off.on if item.signed_off else None, sentences.signed_off(item))
    if reported is None:
        status = "Signed off before" if item.closed_before(round) else NO_UPDATE
        return (*head, status, *[""] * 8, None, "", _values(item, round, names), *[""] * 3, None, *ended, "")
    return (
        *head,
        reported.state.replace("_", " ").capitalize(),
        reported.evidence,
        reported.impact,
        reported.proposed.full_label if reported.proposed else "",
        reported.grade_text,
        reported.grade.full_label if reported.grade else "",
        sentences.committee(reported),
        reported.explanation,
        reported.anticipated,
        reported.anticipated_on,
        reported.future,
        _values(item, round, names),
        names.writer(reported.by) if reported.by else "",
        sentences.listed([names.writer(one) for one in reported.others]),
        names.lead(reported.on_behalf_of),
        reported.written_at.astimezone(COUNCIL_TIME).date() if reported.written_at else None,
        *ended,
        "\n".join(reported.files),
    )


def _values(item: Item, round: Round, names: Naming) -> str:
    """Each indicator with what it is, and the value that it was given in this round."""
    return "\n".join(_indicator(one, dict(one.values).get(round.label, ""), names) for one in item.indicators)


def _indicator(one: Measured, value: str, names: Naming) -> str:
    facts = (("lead", names.lead(one.lead)), ("target", one.target), ("value", value))
    told = [" ".join(filter(None, (one.code, one.text))), *(f"{name} {words}" for name, words in facts if words)]
    return "; ".join(told)


def _task(task: Task, names: Naming) -> str:
    grade = task.grade.full_label if task.grade else task.grade_text
    facts = (
        ("part of", task.group),
        ("lead", names.lead(task.lead)),
        ("from", sentences.due(task.starts)),
        ("due", sentences.due(task.due)),
        ("grade", grade),
    )
    told = [sentences.numbered(task.number, task.text), *(f"{name} {words}" for name, words in facts if words)]
    return "; ".join(told)
