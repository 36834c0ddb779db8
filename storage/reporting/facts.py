"""From a paper to the fields that forms print: every fact in its words, as the council wants people and itself named."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from storage.reporting import sentences
from storage.reporting.fields import (
    ChangeFields,
    Fields,
    GradeFields,
    HistoryFields,
    IndicatorFields,
    ItemFields,
    SectionFields,
    TaskFields,
    UpdateFields,
)
from storage.reporting.movement import Count, Movement, counts, movement
from storage.reporting.naming import House, Naming, naming
from storage.reporting.paper import Item, Measured, Paper, Reported, Task
from storage.reporting.sentences import NO_GRADE, NO_UPDATE
from storage.reporting.tally import tally
from storage.views import Grade, Round
from storage.vocabulary import Meaning

# Pale grounds for dark letters: the word says the grade, the ground only repeats it.
SHADES: Mapping[Meaning, str] = {
    Meaning.COMPLETE: "CFE2F3",
    Meaning.ON_TRACK: "D9EAD3",
    Meaning.SLIPPED: "FCE8B2",
    Meaning.NOT_ACHIEVED: "F4CCCC",
    Meaning.OTHER: "EDEDED",
}
NO_SHADE = "FFFFFF"
FIGURE = re.compile(r"^\D{0,3}(\d[\d,]*(?:\.\d+)?)\s*(%|m|k)?$")


def fields(paper: Paper, house: House) -> Fields:
    names, moved, tallied, told = naming(paper, house.named), movement(paper), counts(paper), tally(paper)
    outstanding = tuple(_item(item, paper, names) for item in paper.outstanding)
    return Fields(
        council=house.council,
        marking=house.marking,
        review=paper.title,
        service=paper.service,
        agreed=paper.agreed,
        link_officers=" / ".join(names.writer(one) for one in paper.link_officers),
        round=paper.now.label,
        before=paper.before.label if paper.before else "",
        draft=paper.draft,
        standing=sentences.standing(paper),
        compiled=sentences.day(paper.compiled_on),
        total=str(len(paper.items)),
        summary=sentences.summary(tallied[-1], [grade.label for grade in paper.scheme.grades]),
        scale=_scale(paper, tallied),
        confident=any(paper.confidence.values()),
        rounds=told.rounds,
        history=tuple(HistoryFields(one.name, tuple(map(str, one.numbers))) for one in told.table),
        outstanding=outstanding,
        sections=_sections(outstanding),
        closed=tuple(_item(item, paper, names) for item in paper.closed),
        slipped=tuple(item for item in outstanding if item.moved),
        successes=tuple(
            shown
            for item, shown in zip(paper.outstanding, outstanding, strict=True)
            if (grade := item.grade_in(paper.now)) and grade.meaning is Meaning.COMPLETE
        ),
        **_changes(moved),
        chart="",
    )


def _changes(moved: Movement) -> dict[str, tuple[ChangeFields, ...]]:
    return {
        "better": tuple(_change(step.item, sentences.stepped(step)) for step in moved.better),
        "worse": tuple(_change(step.item, sentences.stepped(step)) for step in moved.worse),
        "moved": tuple(_change(item, sentences.slipped_to(item, move)) for item, move in moved.moved),
        "newly_signed_off": tuple(_change(item, sentences.signed_off(item)) for item in moved.signed_off),
        "silent": tuple(_change(item, NO_UPDATE) for item in moved.silent),
    }


def _change(item: Item, words: str) -> ChangeFields:
    return ChangeFields(item.name, item.text, words)


def _scale(paper: Paper, tallied: Sequence[Count]) -> tuple[GradeFields, ...]:
    before = tallied[-2].graded if len(tallied) > 1 else ()
    return tuple(
        GradeFields(
            code=grade.code,
            label=grade.label,
            grade=grade.full_label,
            definition=grade.definition,
            confidence=paper.confidence.get(grade.code, ""),
            number=str(tallied[-1].graded[place]),
            before=str(before[place]) if before else "",
            shade=SHADES[grade.meaning],
        )
        for place, grade in enumerate(paper.scheme.grades)
    )


def _sections(items: Iterable[ItemFields]) -> tuple[SectionFields, ...]:
    """Items in the plan's order under the plan's headings; those without one keep their place."""
    return tuple(SectionFields(title, tuple(group)) for title, group in groupby(items, key=lambda item: item.section))


def _item(item: Item, paper: Paper, names: Naming) -> ItemFields:
    updates = tuple(
        _update(item.reported.get(round.id), round, names) for round in paper.rounds if not item.closed_before(round)
    )
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
        grade=grade.full_label if grade else "",
        shade=_shade(grade),
        signed_off=sentences.signed_off(item),
        latest=latest,
        updates=updates,
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
            round.label, False, NO_UPDATE, "", NO_UPDATE, NO_UPDATE, NO_UPDATE, "", "", "", "", "", "", NO_SHADE
        )
    return UpdateFields(
        round=reported.round.label,
        received=True,
        evidence=reported.evidence,
        impact=reported.impact,
        assessment=sentences.assessment(reported),
        grade=reported.grade.full_label if reported.grade else NO_GRADE,
        proposed=sentences.graded(reported.proposed),
        explanation=reported.explanation,
        anticipated=reported.anticipated,
        outlook=sentences.outlook(reported),
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
        grade=task.grade.full_label if task.grade else "",
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
        trend=", ".join(value for _, value in one.values),
    )


def _direction(before: str, actual: str) -> str:
    """Up, down or no change, where both are figures of one kind; whether that is good is for the reader."""
    was, now = FIGURE.match(before.strip()), FIGURE.match(actual.strip())
    if not was or not now or was[2] != now[2]:
        return ""
    first, second = (float(found[1].replace(",", "")) for found in (was, now))
    return "No change" if first == second else "Up" if second > first else "Down"
