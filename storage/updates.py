"""Writing an update: every save is a new version, nothing is overwritten, and what is overtaken is kept aside."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from storage import raising
from storage.attribution import attributed
from storage.changes import audit, put, put_all
from storage.clashes import asides, changes, merged, response_at, rivals
from storage.errors import Refusal
from storage.prepared import rows
from storage.rounds import check_open
from storage.rules import permissions
from storage.rules.deadlines import read_date
from storage.rules.grading import scale
from storage.rules.wording import keepable
from storage.sheets import Stand, concern_of_sheet, stands
from storage.tables import plans as plan_tables
from storage.tables import rounds as tables
from storage.views import Given, Moment, MovedOn, Overtaken, Person, Response, Sheet, Written
from storage.vocabulary import MOST_EVIDENCE, MOST_LINE, MOST_TEXT, SETTLED, Origin, UpdateState, Use

IN_FORCE = (
    update(tables.Update)
    .where(col(tables.Update.id) == bindparam("of"))
    .values(version=bindparam("is_version"), state=bindparam("is_state"), versions=bindparam("are_versions"))
)
SET_ASIDE = (
    update(tables.Update).where(col(tables.Update.id) == bindparam("of")).values(versions=bindparam("are_versions"))
)


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
    stand = stand_to_answer(session, person, recommendation_id, round_id)
    now = stand.sheet
    base = now.response if based_on in (None, now.version) else response_at(session, stand, based_on or 0)
    response = checked(given.on(base), now, moment)
    # The same "in two weeks" said again on a later day is another day.
    is_moved = given.date_anew and response.anticipated_on != now.response.anticipated_on
    if (response == now.response and not is_moved) or (response.blank and now.version == 0):
        return raising.as_of(now, moment.today)
    if base == now.response:
        return add_version(session, person, moment, stand, response, origin)
    if response.blank or merged(base, now.response, response, Use.MINE) == now.response:
        return MovedOn(now)
    overtaken_by = attributed(session, stand, based_on or 0, changes(now.scheme, base, now.response, response))
    number = _set_aside(session, person, moment, stand, based_on or 0, response)
    return Overtaken(now, number, response, overtaken_by, person.id, rivals(base, now.response, response))


def stand_to_write(session: Session, person: Person, recommendation_id: int, round_id: int) -> Stand:
    """How it stands, for somebody who may change it, with the recommendation locked until the transaction ends."""
    lock(session, recommendation_id)
    stand = stands(session, person=person, keys=[(recommendation_id, round_id)])[0]
    now = stand.sheet
    permissions.check_answer(person, concern_of_sheet(now))
    check_open(now.round)
    if now.signed_off:
        raise Refusal(f"{now.name} has been signed off, so nothing more is asked of it. I kept nothing of this.")
    if now.state in SETTLED:
        raise Refusal(
            f"The committee has decided on {now.name}, so it cannot change in this round. Ask the scrutiny team."
        )
    return stand


def stand_to_answer(session: Session, person: Person, recommendation_id: int, round_id: int) -> Stand:
    """The same, for words: what somebody has given back to the clerk takes none of theirs until it is settled whose it is."""
    stand = stand_to_write(session, person, recommendation_id, round_id)
    if stand.sheet.given_back:
        raise Refusal(
            f"You gave {stand.sheet.name} back to the clerk, so I recorded nothing for it. "
            "If it is yours after all, ask the clerk to give it to you."
        )
    return stand


def lock(session: Session, recommendation_id: int) -> None:
    """On PostgreSQL, where writers run side by side, those of one recommendation wait for each other. SQLite has one."""
    if session.get_bind().dialect.name != "sqlite":
        row = plan_tables.Recommendation
        session.execute(select(col(row.id)).where(col(row.id) == recommendation_id).with_for_update())


def keep(
    session: Session,
    *,
    person: Person,
    moment: Moment,
    recommendation_id: int,
    round_id: int,
    version: int,
    reasons: Mapping[str, str],
    asks: str = "",
) -> Sheet:
    """Answers questions with reasons for leaving the words as they are. The clerk reads the reasons.

    `asks` names the questions that were seen; where others are asked by now, the reasons are for none of them.
    """
    stand = stand_to_answer(session, person, recommendation_id, round_id)
    now = raising.as_of(stand.sheet, moment.today)
    if version != now.version or asks not in ("", now.asks):
        raise Refusal(
            f"{now.name} has changed since that card was drawn, so I kept none of your reasons. "
            "They are still where you typed them. Open it again to see how it stands."
        )
    kept = raising.answer(session, person, moment, stand.update_id, now, reasons)
    if now.state is UpdateState.RETURNED and now.version == now.sent_version and kept.questions != now.questions:
        # The reasons are the answer to the clerk's comment: a version of its own, so that they can be sent.
        return add_version(session, person, moment, replace(stand, sheet=kept), now.response, Origin.CARD)
    return kept


def add_version(
    session: Session, person: Person, moment: Moment, stand: Stand, response: Response, origin: Origin
) -> Sheet:
    """The one place where a version that counts is added. It raises the scheme's questions anew; reasons carry over."""
    now = stand.sheet
    # What was sent stays sent, and in the clerk's hands, until the new words are sent in their turn.
    state = now.state or UpdateState.DRAFT
    kept = _keep(session, person, moment, stand, response, origin, now.version)
    asked = raising.raised(now, response, moment.today)
    put_all(session, tables.VersionQuestion, [raising.row(kept.id, question) for question in asked])
    in_force = {"of": kept.update_id, "is_version": kept.number, "is_state": state, "are_versions": kept.number}
    rows(session, IN_FORCE, in_force)
    whom = now.for_owner.name if now.for_owner else ""
    audit(
        session,
        person=person,
        moment=moment,
        act="wrote",
        noun="update",
        noun_id=kept.update_id,
        before={"version": now.version, "state": now.state},
        after={"version": kept.number, "state": state, "origin": origin, "for": whom},
    )
    return replace(
        now,
        state=state,
        version=kept.number,
        response=response,
        written=Written(person.name, person.id, moment.at, whom),
        contributors=tuple(dict.fromkeys((*now.contributors, person.name))),
        questions=asked,
    )


def checked(response: Response, now: Sheet, moment: Moment) -> Response:
    """The response to the letter, or a refusal that names the limit or the value that cannot be.

    A new anticipated date is read here, once: "in 3 weeks" means the same day however often the rest is saved after it.
    """
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
    return replace(response, anticipated_on=response.anticipated_on or read.on)


def _set_aside(
    session: Session, person: Person, moment: Moment, stand: Stand, based_on: int, response: Response
) -> int:
    """Somebody saved in between: these words are kept aside, once, to be shown beside those that count. Their number."""
    now = stand.sheet
    set_before = asides(session, person, stand).items()
    number = next((number for number, one in set_before if not one.settled and one.response == response), None)
    if number is None:
        kept = _keep(session, person, moment, stand, response, Origin.SET_ASIDE, based_on)
        rows(session, SET_ASIDE, {"of": kept.update_id, "are_versions": kept.number})
        number = kept.number
        audit(session, person=person, moment=moment, act="set aside", noun="update", noun_id=kept.update_id,
              before={"version": now.version}, after={"version": number, "based_on": based_on})  # fmt: skip
    return number


@dataclass(frozen=True, slots=True)
class _Kept:
    id: int
    update_id: int
    number: int


def _keep(
    session: Session,
    person: Person,
    moment: Moment,
    stand: Stand,
    response: Response,
    origin: Origin,
    based_on: int,
) -> _Kept:
    """Adds a version's row, with the next number of its update; the first version brings the update itself."""
    now, number = stand.sheet, stand.versions + 1
    update_id = stand.update_id or _new_update(session, now)
    id = put(
        session,
        tables.UpdateVersion,
        update_id=update_id,
        number=number,
        based_on=based_on,
        origin=origin,
        evidence=response.evidence,
        impact=response.impact,
        grade_code=response.grade,
        explanation=response.explanation,
        anticipated_text=response.anticipated,
        anticipated_on=response.anticipated_on,
        grade_text=response.grade_text,
        found_in="",
        future=response.future,
        written_by_id=person.id,
        for_owner_id=now.for_owner.id if now.for_owner else None,
        written_at=moment.at,
        settled_at=None,
    )
    values = [
        {"indicator_id": indicator_id, "round_id": now.round.id, "version_id": id, "text": value}
        for indicator_id, value in response.indicators.items()
    ]
    put_all(session, tables.IndicatorValue, values)
    return _Kept(id, update_id, number)


def _new_update(session: Session, now: Sheet) -> int:
    return put(
        session,
        tables.Update,
        recommendation_id=now.recommendation_id,
        round_id=now.round.id,
        state=UpdateState.DRAFT,
        version=0,
        sent_version=0,
        versions=0,
    )
