"""The fields of one recommendation: what was agreed, what was said in each round, its indicators and its actions."""

import re
from collections.abc import Iterator, Sequence

from storage.reporting import sentences
from storage.reporting.colours import NO_SHADE, SHADES
from storage.reporting.fields import IndicatorFields, ItemFields, TaskFields, UpdateFields
from storage.reporting.naming import Naming
from storage.reporting.paper import Item, Measured, Paper, Reported, Task
from storage.reporting.sentences import NO_UPDATE
from storage.views import Grade, Round

FIGURE = re.compile(r"^\D{0,3}(\d[\d,]*(?:\.\d+)?)\s*(%|m|k)?$")


def item_fields(item: Item, paper: Paper, names: Naming) -> ItemFields:
    asked = tuple(round for round in paper.rounds if round.id in item.reported or not item.closed_before(round))
    updates = tuple(_update(item.reported.get(round.id), round, names) for round in asked)
    last = _last(item, paper)
    grade = last.grade if last else None
    latest = _update(
        item.reported.get(paper.now.id) or (last if item.closed_before(paper.now) else None), paper.now, names
    )
    return ItemFields(
        number=item.number,
        name=item.name,
        label=f"Recommendation {item.number}" if item.number else "Recommendation",
        headline=sentences.numbered(item.number, item.text),
        section=item.section,
        text=item.text,
        responsibility=names.owners(item),
        date=sentences.due(item.due),
        moved=sentences.moves(item),
        actions="\n".join(item.actions),
        measures="\n".join(item.measures),
        grade=sentences.stands(last) if last else "",
        shade=_shade(grade),
        signed_off=sentences.signed_off(item),
        latest=latest,
        updates=updates,
        earlier=tuple(
            shown
            for round, shown in zip(asked, updates, strict=True)
            if shown.received and (round != paper.now or item.closed_before(round))
        ),
        indicators=tuple(_indicator(one, paper.now, names) for one in item.indicators),
        tasks=tuple(_tasks(item.tasks, names)),
    )


def _last(item: Item, paper: Paper) -> Reported | None:
    return next((found for round in reversed(paper.rounds) if (found := item.reported.get(round.id))), None)


def _shade(grade: Grade | None) -> str:
    return SHADES[grade.meaning] if grade else NO_SHADE


def _update(reported: Reported | None, round: Round, names: Naming) -> UpdateFields:
    if reported is None:
        return UpdateFields(
            round.label, False, NO_UPDATE, "", NO_UPDATE, NO_UPDATE, NO_UPDATE, "", "", "", "", "", "", "", NO_SHADE
        )
    return UpdateFields(
        round=reported.round.label,
        received=True,
        evidence=reported.evidence,
        impact=reported.impact,
        assessment=sentences.assessment(reported),
        grade=sentences.stands(reported),
        proposed=sentences.proposed(reported),
        explanation=reported.explanation,
        anticipated=sentences.anticipated(reported),
        outlook=sentences.outlook(reported),
        future=reported.future,
        committee=sentences.committee(reported),
        given_by=sentences.given_by(reported, names),
        files="\n".join(reported.files),
        shade=_shade(reported.grade),
    )


def _tasks(tasks: Sequence[Task], names: Naming) -> Iterator[TaskFields]:
    """Each headline action once, above what belongs to it, where it is not an action of the list itself."""
    listed = {task.text for task in tasks}
    for task in tasks:
        if task.group and task.group not in listed:
            listed.add(task.group)
            yield TaskFields("", task.group, "", task.group, "", "", "", "", NO_SHADE)
        yield _task(task, names)


def _task(task: Task, names: Naming) -> TaskFields:
    return TaskFields(
        number=task.number,
        label=sentences.numbered(task.number, task.text),
        group=task.group,
        text=task.text,
        lead=names.lead(task.lead),
        start=sentences.due(task.starts),
        date=sentences.due(task.due),
        grade=task.grade.full_label if task.grade else task.grade_text,
        shade=_shade(task.grade),
    )


def _indicator(one: Measured, now: Round, names: Naming) -> IndicatorFields:
    values = dict(one.values)
    actual = values.pop(now.label, "")
    before = next(reversed(values.values()), "")
    return IndicatorFields(
        code=one.code,
        text=one.text,
        lead=names.lead(one.lead),
        target=one.target,
        actual=actual,
        before=before,
        direction=_direction(before, actual),
        trend="\n".join(f"{label}: {value}" for label, value in one.values),
    )


def _direction(before: str, actual: str) -> str:
    """Up, down or no change, where both are figures of one kind; whether that is good is for the reader."""
    was, now = FIGURE.match(before.strip()), FIGURE.match(actual.strip())
    if not was or not now or was[2] != now[2]:
        return ""
    first, second = (float(found[1].replace(",", "")) for found in (was, now))
    return "No change" if first == second else "Up" if second > first else "Down"
