"""From a paper to the fields that forms print: every fact in its words, as the council wants people and itself named."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from storage.reporting import sentences
from storage.reporting.colours import SHADES
from storage.reporting.fields import (
    ChangeFields,
    Fields,
    GradeFields,
    HistoryFields,
    ItemFields,
    SectionFields,
)
from storage.reporting.item_facts import item_fields
from storage.reporting.lettering import one_line
from storage.reporting.movement import Count, Movement, counts, movement
from storage.reporting.naming import House, naming
from storage.reporting.paper import Item, Paper
from storage.reporting.sentences import NO_UPDATE
from storage.reporting.tally import tally
from storage.vocabulary import Meaning


def fields(paper: Paper, house: House) -> Fields:
    names, moved, tallied, told = naming(paper, house.named), movement(paper), counts(paper), tally(paper)
    outstanding = tuple(item_fields(item, paper, names) for item in paper.outstanding)
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
        history=tuple(HistoryFields(one.name, tuple(map(str, one.numbers)), one.shade) for one in told.table),
        outstanding=outstanding,
        sections=_sections(outstanding),
        closed=tuple(item_fields(item, paper, names) for item in paper.closed),
        earlier=tuple(item for item in outstanding if item.earlier),
        beside=tuple(item for item in outstanding if item.indicators or item.tasks),
        slipped=tuple(item for item in outstanding if item.moved),
        successes=tuple(
            shown for item, shown in zip(paper.outstanding, outstanding, strict=True) if _is_done(item, paper)
        ),
        achieved=tuple(
            _change(item, item.reported[paper.now.id].impact or item.reported[paper.now.id].evidence)
            for item in paper.outstanding
            if _is_done(item, paper)
        ),
        **_changes(moved),
        chart="",
    )


def _is_done(item: Item, paper: Paper) -> bool:
    grade = item.grade_in(paper.now)
    return grade is not None and grade.meaning is Meaning.COMPLETE


def _changes(moved: Movement) -> dict[str, tuple[ChangeFields, ...]]:
    return {
        "better": tuple(_change(step.item, sentences.stepped(step)) for step in moved.better),
        "worse": tuple(_change(step.item, sentences.stepped(step)) for step in moved.worse),
        "moved": tuple(_change(item, sentences.slipped_to(item, move)) for item, move in moved.moved),
        "newly_signed_off": tuple(_change(item, sentences.signed_off(item)) for item in moved.signed_off),
        "silent": tuple(_change(item, NO_UPDATE) for item in moved.silent),
    }


def _change(item: Item, words: str) -> ChangeFields:
    """In one line each: a line of its own in a list's entry would read as the next."""
    return ChangeFields(item.name, one_line(item.text), one_line(words))


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
