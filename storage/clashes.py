"""Where two people answered one recommendation: what was set aside, how the two differ, and how they are made one."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from storage import said
from storage.errors import Refusal
from storage.sheets import Stand
from storage.tables import rounds as tables
from storage.unseen import is_blank
from storage.views import Change, Person, Response, Scheme
from storage.vocabulary import Origin, Use


@dataclass(frozen=True, slots=True)
class Aside:
    response: Response
    based_on: int
    settled: bool


def asides(session: Session, person: Person, stand: Stand) -> dict[int, Aside]:
    """This person's words that were set aside from this update, by their version's number."""
    rows = session.execute(
        select(
            col(tables.UpdateVersion.number), col(tables.UpdateVersion.based_on), col(tables.UpdateVersion.settled_at)
        )
        .where(col(tables.UpdateVersion.update_id) == stand.update_id)
        .where(col(tables.UpdateVersion.written_by_id) == person.id)
        .where(col(tables.UpdateVersion.origin) == Origin.SET_ASIDE)
        .order_by(col(tables.UpdateVersion.number))
    ).all()
    return {
        number: Aside(words, based_on, settled_at is not None)
        for number, based_on, settled_at in rows
        if (words := said.response_at(session, stand.update_id, number)) is not None
    }


def response_at(session: Session, stand: Stand, number: int) -> Response:
    """What stood in the version that a card showed. Version 0 is the blank form."""
    if number == 0:
        return Response()
    found = said.response_at(session, stand.update_id, number)
    if found is None:
        raise Refusal("That card is damaged, so I kept nothing. Type “update” for a fresh one.")
    return found


def differences(scheme: Scheme, one: Response, other: Response) -> tuple[Change, ...]:
    """The fields in which two responses differ, as they read."""

    def label(code: str | None) -> str:
        grade = scheme.grade(code)
        return grade.full_label if grade else ""

    pairs = [
        ("Evidence of progress", one.evidence, other.evidence),
        ("Evidence of impact", one.impact, other.impact),
        ("Assessment", label(one.grade), label(other.grade)),
        ("Explanation", one.explanation, other.explanation),
        ("Anticipated date", one.anticipated, other.anticipated),
        ("Indicators", "; ".join(one.indicators.values()), "; ".join(other.indicators.values())),
    ]
    return tuple(Change(field, before, after) for field, before, after in pairs if before != after)


def changes(scheme: Scheme, base: Response, theirs: Response, mine: Response) -> tuple[Change, ...]:
    """What would become of their answer with what I changed in its place. Boxes that I left alone are no difference."""
    return differences(scheme, theirs, merged(base, theirs, mine, Use.MINE))


def rivals(base: Response, theirs: Response, mine: Response) -> tuple[str, ...]:
    """What both of us changed and only one can have: a grade, a date or a value cannot stand one after the other."""

    def rival(was: str | None, their: str | None, my: str | None) -> bool:
        return their != was and my not in (was, their)

    found = {
        "grade": rival(base.grade, theirs.grade, mine.grade),
        "date": rival(base.anticipated, theirs.anticipated, mine.anticipated),
        "values": any(
            rival(base.indicators.get(id), theirs.indicators.get(id), mine.indicators.get(id))
            for id in {**base.indicators, **theirs.indicators, **mine.indicators}
        ),
    }
    return tuple(name for name, is_rival in found.items() if is_rival)


def merged(base: Response, theirs: Response, mine: Response, use: Use) -> Response:
    """Their answer with what I changed: a field that I left as it was on my card is theirs, and none of mine is old.

    With both, words stand one after the other; of what only one can have, `use` says whose counts."""

    def text(was: str, their: str, my: str) -> str:
        if my in (was, their):
            return their
        both = [words for words in (their, my) if not is_blank(words)]
        return my if use is Use.MINE or their == was else "\n\n".join(both)

    def value(was: str | None, their: str | None, my: str | None) -> str | None:
        if my in (was, their) or (use is Use.BOTH_THEIRS and their != was):
            return their
        return my

    anticipated = value(base.anticipated, theirs.anticipated, mine.anticipated) or ""
    return Response(
        evidence=text(base.evidence, theirs.evidence, mine.evidence),
        impact=text(base.impact, theirs.impact, mine.impact),
        grade=value(base.grade, theirs.grade, mine.grade),
        explanation=text(base.explanation, theirs.explanation, mine.explanation),
        anticipated=anticipated,
        indicators={
            id: found
            for id in {**theirs.indicators, **mine.indicators}
            if (found := value(base.indicators.get(id), theirs.indicators.get(id), mine.indicators.get(id)))
        },
        grade_text=theirs.grade_text,
        future=theirs.future,
        anticipated_on=(theirs if anticipated == theirs.anticipated else mine).anticipated_on,
    )
