"""Raising the checks' questions: when an answer is saved, and anew on every later day that somebody looks at it.

A day can make an answer untrue that was true when it was saved. A reason stays valid for what it saw, and for no more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import delete, select
from sqlmodel import Session, col

from storage.changes import audit, put_all
from storage.rules.checks import Subject, questions
from storage.rules.wording import keepable
from storage.tables import rounds as tables
from storage.unseen import is_blank
from storage.views import Moment, Person, Question, Response, Sheet
from storage.vocabulary import MOST_REASON

_question = tables.VersionQuestion


def raised(now: Sheet, response: Response, today: date) -> tuple[Question, ...]:
    """What the checks ask about this response, with the reasons that were given for seeing just the same."""
    reasons = {(question.code, question.saw): question.reason for question in now.questions}
    subject = Subject(
        name=now.name,
        response=response,
        grade=now.scheme.grade(response.grade),
        scheme=now.scheme,
        due=now.due,
        measures=now.measures,
        last=now.last,
        today=today,
    )
    return tuple(replace(asked, reason=reasons.get((asked.code, asked.saw))) for asked in questions(subject))


def as_of(sheet: Sheet, today: date) -> Sheet:
    """The sheet with what the checks ask on this day. What was answered and is not asked any more stays to be read."""
    if sheet.version == 0 or sheet.round.closed:
        return sheet
    asked = raised(sheet, sheet.response, today)
    codes = {question.code for question in asked}
    answered = (one for one in sheet.questions if one.reason is not None and one.code not in codes)
    return replace(sheet, questions=(*asked, *answered))


def keep_raised(session: Session, version_id: int, asked: Sequence[Question]) -> None:
    """Puts on record what is asked about a version now, where that is not what is there."""
    there = session.execute(
        select(col(_question.code), col(_question.saw)).where(col(_question.version_id) == version_id)
    ).all()
    known = {(code, saw) for code, saw in there}
    new = [one for one in asked if (one.code, one.saw) not in known]
    if new:
        session.execute(
            delete(_question).where(
                col(_question.version_id) == version_id, col(_question.code).in_([one.code for one in new])
            )
        )
        put_all(session, _question, [row(version_id, one) for one in new])


def row(version_id: int, question: Question) -> dict[str, object]:
    asked = {"code": question.code, "saw": question.saw, "why": question.why, "reason": question.reason}
    return {"version_id": version_id, **asked, "answered_by_id": None, "answered_at": None}


def answer(
    session: Session, person: Person, moment: Moment, update_id: int | None, now: Sheet, reasons: Mapping[str, str]
) -> Sheet:
    """The same sheet with these reasons on its questions, and on record."""
    version_id = session.scalars(
        select(col(tables.UpdateVersion.id)).where(
            col(tables.UpdateVersion.update_id) == update_id, col(tables.UpdateVersion.number) == now.version
        )
    ).first()
    if version_id is not None:
        keep_raised(session, version_id, now.questions)
    asked = session.scalars(
        select(_question).where(col(_question.version_id) == version_id).order_by(col(_question.id))
    )
    for question in asked.all():
        reason = keepable(reasons.get(question.code, ""), "reason", MOST_REASON).strip()
        if not is_blank(reason) and reason != question.reason:
            before = {"reason": question.reason}
            question.reason, question.answered_by_id, question.answered_at = reason, person.id, moment.at
            session.add(question)
            after = {"code": question.code, "reason": reason}
            audit(session, person=person, moment=moment, act="kept", noun="question", noun_id=question.id,
                  before=before, after=after)  # fmt: skip
    session.flush()
    answered = tuple(
        replace(q, reason=q.reason if is_blank(said := reasons.get(q.code, "")) else said.strip())
        for q in now.questions
    )
    return replace(now, questions=answered)
