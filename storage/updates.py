"""Writing an update: every save is a new version, nothing is overwritten, and what is overtaken is kept aside."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import func, select
from sqlmodel import Session, col

from storage import said
from storage.changes import added, audit, identified
from storage.errors import Refusal
from storage.recommendations import concern_of
from storage.rounds import check_open
from storage.rules import permissions
from storage.rules.checks import Subject, questions
from storage.rules.deadlines import read_date
from storage.rules.grading import scale
from storage.rules.wording import keepable
from storage.sheets import sheet
from storage.tables import plans as plan_tables
from storage.tables import rounds as tables
from storage.views import Change, Given, Moment, MovedOn, Overtaken, Person, Question, Response, Scheme, Sheet, Written
from storage.vocabulary import MOST_EVIDENCE, MOST_LINE, MOST_REASON, MOST_TEXT, Origin, UpdateState

SETTLED = (UpdateState.CONFIRMED, UpdateState.SIGNED_OFF)


def save(
    session: Session,
    *,
    person: Person,
    moment: Moment,
    recommendation_id: int,
    round_id: int,
    based_on: int | None,
    given: Given,
    origin: Origin = Origin.CARD,
) -> Sheet | Overtaken | MovedOn:
    """Keeps what somebody gave as a new version; the same again changes nothing.

    `based_on` is the version that the card showed: what rests on an older one is set aside, not written over it.
    Words typed into the chat rest on whatever counts when they arrive, and have none.
    """
    now = sheet_to_write(session, person, recommendation_id, round_id)
    base = now.response if based_on is None else _response_at(session, now, based_on)
    response = _checked(given.on(base), now, moment)
    if response == now.response or (response.blank and now.version == 0):
        return now
    if base == now.response:
        return add_version(session, person, moment, now, response, origin)
    if response == base or response.blank:
        return MovedOn(now)
    return _set_aside(session, person, moment, now, based_on or 0, response)


def sheet_to_write(session: Session, person: Person, recommendation_id: int, round_id: int) -> Sheet:
    """How it stands, for somebody who may change it, with the recommendation locked until the transaction ends."""
    session.execute(
        select(col(plan_tables.Recommendation.id))
        .where(col(plan_tables.Recommendation.id) == recommendation_id)
        .with_for_update()
    )
    now = sheet(session, person=person, recommendation_id=recommendation_id, round_id=round_id)
    permissions.check_answer(person, concern_of(session, recommendation_id))
    check_open(session, round_id)
    if now.state in SETTLED:
        raise Refusal(
            f"The committee has decided on {now.name}, so it cannot change in this round. Ask the scrutiny team."
        )
    return now


def use_aside(
    session: Session,
    *,
    person: Person,
    moment: Moment,
    recommendation_id: int,
    round_id: int,
    aside_number: int,
    joined: bool,
) -> Sheet:
    """Brings back what was set aside: in place of the other's words, or (joined) after them. Both versions stay."""
    now = sheet_to_write(session, person, recommendation_id, round_id)
    row = _version(session, _update_row(session, now), aside_number)
    if row is None or row.written_by_id != person.id or row.origin != Origin.SET_ASIDE:
        raise Refusal("I could not find the words you mean. Type “update” to see how it stands.")
    aside = said.response_with_values(session, row)
    response = _checked(_joined(now.response, aside) if joined else aside, now, moment)
    return now if response == now.response else add_version(session, person, moment, now, response, Origin.RESTORED)


def keep(
    session: Session,
    *,
    person: Person,
    moment: Moment,
    recommendation_id: int,
    round_id: int,
    version: int,
    reasons: Mapping[str, str],
) -> Sheet | MovedOn:
    """Answers questions with reasons for leaving the words as they are. The clerk reads the reasons."""
    now = sheet_to_write(session, person, recommendation_id, round_id)
    if version != now.version:
        return MovedOn(now)
    row = _version(session, _update_row(session, now), version)
    asked = session.scalars(
        select(tables.VersionQuestion).where(
            col(tables.VersionQuestion.version_id) == identified(row.id if row else None)
        )
    ).all()
    for question in asked:
        reason = keepable(reasons.get(question.code, ""), "reason", MOST_REASON).strip()
        if reason and reason != question.reason:
            before = {"reason": question.reason}
            question.reason, question.answered_by_id, question.answered_at = reason, person.id, moment.at
            session.add(question)
            after = {"code": question.code, "reason": reason}
            audit(session, person=person, moment=moment, act="kept", noun="question", noun_id=question.id,
                  before=before, after=after)  # fmt: skip
    answered = tuple(replace(q, reason=reasons.get(q.code, "").strip() or q.reason) for q in now.questions)
    return replace(now, questions=answered)


def add_version(
    session: Session, person: Person, moment: Moment, now: Sheet, response: Response, origin: Origin
) -> Sheet:
    """The one place where a version that counts is added. It raises the scheme's questions anew; reasons carry over."""
    state = UpdateState.RETURNED if now.state is UpdateState.RETURNED else UpdateState.DRAFT
    update = _update_row(session, now) if now.version else _new_update(session, now)
    row = _add_row(session, person, moment, now, update, response, origin)
    asked = _questions(now, response, moment)
    session.add_all(_question_row(identified(row.id), question) for question in asked)
    before = {"version": now.version, "state": now.state}
    update.version, update.state = row.number, state
    session.add(update)
    after = {
        "version": row.number,
        "state": state,
        "origin": origin,
        "for": now.for_owner.name if now.for_owner else None,
    }
    audit(
        session, person=person, moment=moment, act="wrote", noun="update", noun_id=update.id, before=before, after=after
    )
    return replace(
        now,
        state=state,
        version=row.number,
        response=response,
        anticipated_on=row.anticipated_on,
        written=Written(person.name, person.id, moment.at, now.for_owner.name if now.for_owner else ""),
        contributors=tuple(dict.fromkeys((*now.contributors, person.name))),
        questions=asked,
    )


def _checked(response: Response, now: Sheet, moment: Moment) -> Response:
    """The response to the letter, or a refusal that names the limit or the value that cannot be."""
    keepable(response.evidence, "evidence", MOST_EVIDENCE)
    keepable(response.impact, "evidence of impact", MOST_TEXT)
    keepable(response.explanation, "explanation", MOST_TEXT)
    keepable(response.anticipated, "anticipated date", MOST_LINE)
    known = {indicator.id for indicator in now.indicators}
    for id, value in response.indicators.items():
        keepable(value, "indicator value", MOST_LINE)
        if id not in known:
            raise Refusal(
                "That card names an indicator this recommendation does not have. Type “update” for a fresh card."
            )
    if response.grade is not None and now.scheme.grade(response.grade) is None:
        raise Refusal(
            f"“{response.grade[:30]}” is not a grade of this plan. Choose {scale(now.scheme)}. I kept nothing of it."
        )
    read = read_date(response.anticipated, moment.today)
    if read.trouble == "impossible":
        raise Refusal(
            f"“{response.anticipated.strip()}” is not a date: {read.why}. I kept nothing yet; mend it and save again."
        )
    return response


def _questions(now: Sheet, response: Response, moment: Moment) -> tuple[Question, ...]:
    reasons = {(question.code, question.saw): question.reason for question in now.questions}
    subject = Subject(
        name=now.name,
        response=response,
        grade=now.scheme.grade(response.grade),
        scheme=now.scheme,
        due=now.due,
        measures=now.measures,
        last=now.last,
        today=moment.today,
    )
    return tuple(replace(asked, reason=reasons.get((asked.code, asked.saw))) for asked in questions(subject))


def _question_row(version_id: int, question: Question) -> tables.VersionQuestion:
    return tables.VersionQuestion(
        version_id=version_id, code=question.code, saw=question.saw, why=question.why, reason=question.reason
    )


def _set_aside(
    session: Session, person: Person, moment: Moment, now: Sheet, based_on: int, response: Response
) -> Overtaken:
    """Somebody saved in between: these words are kept aside, once, and shown beside those that count."""
    update = _update_row(session, now)
    row = _kept_aside(session, person, update, response) or _add_row(
        session, person, moment, now, update, response, Origin.SET_ASIDE, based_on
    )
    return Overtaken(now, row.number, response, differences(now.scheme, now.response, response))


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


def _response_at(session: Session, now: Sheet, number: int) -> Response:
    """What stood in the version that a card showed. Version 0 is the blank form."""
    if number == 0:
        return Response()
    row = _version(session, _update_row(session, now), number) if now.version else None
    if row is None:
        raise Refusal("That card is damaged, so I kept nothing. Type “update” for a fresh one.")
    return said.response_with_values(session, row)


def _joined(theirs: Response, mine: Response) -> Response:
    def both(one: str, other: str) -> str:
        return one if other.strip() in one else f"{one}\n\n{other}" if one.strip() else other

    return Response(
        evidence=both(theirs.evidence, mine.evidence),
        impact=both(theirs.impact, mine.impact),
        grade=theirs.grade or mine.grade,
        explanation=both(theirs.explanation, mine.explanation),
        anticipated=theirs.anticipated or mine.anticipated,
        indicators={**mine.indicators, **theirs.indicators},
    )


def _kept_aside(
    session: Session, person: Person, update: tables.Update, response: Response
) -> tables.UpdateVersion | None:
    rows = session.scalars(
        select(tables.UpdateVersion)
        .where(col(tables.UpdateVersion.update_id) == update.id, col(tables.UpdateVersion.written_by_id) == person.id)
        .where(col(tables.UpdateVersion.origin) == Origin.SET_ASIDE, col(tables.UpdateVersion.number) > update.version)
        .order_by(col(tables.UpdateVersion.number))
    )
    return next((row for row in rows if said.response_with_values(session, row) == response), None)


def _add_row(
    session: Session,
    person: Person,
    moment: Moment,
    now: Sheet,
    update: tables.Update,
    response: Response,
    origin: Origin,
    based_on: int | None = None,
) -> tables.UpdateVersion:
    last = session.scalar(
        select(func.max(tables.UpdateVersion.number)).where(col(tables.UpdateVersion.update_id) == update.id)
    )
    row = added(
        session,
        tables.UpdateVersion(
            update_id=identified(update.id),
            number=(last or 0) + 1,
            based_on=now.version if based_on is None else based_on,
            origin=origin,
            evidence=response.evidence,
            impact=response.impact,
            grade_code=response.grade,
            explanation=response.explanation,
            anticipated_text=response.anticipated,
            anticipated_on=read_date(response.anticipated, moment.today).on,
            written_by_id=person.id,
            for_owner_id=now.for_owner.id if now.for_owner else None,
            written_at=moment.at,
        ),
    )
    session.add_all(
        tables.IndicatorValue(indicator_id=id, round_id=now.round.id, version_id=row.id, text=value)
        for id, value in response.indicators.items()
    )
    return row


def _new_update(session: Session, now: Sheet) -> tables.Update:
    row = tables.Update(
        recommendation_id=now.recommendation_id, round_id=now.round.id, state=UpdateState.DRAFT, version=0
    )
    return added(session, row)


def _update_row(session: Session, now: Sheet) -> tables.Update:
    return session.scalars(
        select(tables.Update).where(
            col(tables.Update.recommendation_id) == now.recommendation_id, col(tables.Update.round_id) == now.round.id
        )
    ).one()


def _version(session: Session, update: tables.Update, number: int) -> tables.UpdateVersion | None:
    return session.scalars(
        select(tables.UpdateVersion).where(
            col(tables.UpdateVersion.update_id) == update.id, col(tables.UpdateVersion.number) == number
        )
    ).first()
