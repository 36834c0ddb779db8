"""What the committee decided on an update: its grade confirmed or changed, its date moved, and the recommendation signed off
or not. The clerk records it after the meeting, from the list of what the committee has had before it."""

from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from storage import latest
from storage.changes import added, audit, identified
from storage.due_dates import move_due_date
from storage.errors import Refusal
from storage.recommendations import concern_of
from storage.rules import permissions
from storage.rules.grading import scale
from storage.rules.wording import keepable
from storage.sheets import Key, sent_sheet, sent_sheets
from storage.tables import plans as plan_tables
from storage.tables import rounds as tables
from storage.updates import lock
from storage.views import Moment, MovedOn, Person, Sheet
from storage.vocabulary import MOST_TEXT, SETTLED, Origin, Ruling, UpdateState

_update, _version, _round = tables.Update, tables.UpdateVersion, tables.Round
_plan, _recommendation = plan_tables.Plan, plan_tables.Recommendation


def to_decide(session: Session, *, person: Person) -> tuple[Sheet, ...]:
    """What was accepted for the committee, or sent before its round closed, and no decision is recorded of yet: newest
    rounds first, then plans and positions. What a document brought in was decided before it came here."""
    rows = session.execute(
        select(col(_recommendation.id), col(_round.id))
        .join(_update, col(_update.recommendation_id) == col(_recommendation.id))
        .join(_version, col(_version.update_id) == col(_update.id))
        .join(_round, col(_round.id) == col(_update.round_id))
        .join(_plan, col(_plan.id) == col(_recommendation.plan_id))
        .where(
            (col(_update.state) == UpdateState.ACCEPTED)
            | ((col(_update.state) == UpdateState.SUBMITTED) & col(_round.closed_at).is_not(None))
        )
        .where(col(_version.origin) != Origin.IMPORTED)
        .group_by(col(_recommendation.id), col(_round.id), col(_plan.title))
        .order_by(
            col(_round.period_on).desc(), col(_plan.title), col(_recommendation.position), col(_recommendation.id),
            col(_round.id),
        )
    ).all()  # fmt: skip
    keys: list[Key] = [(identified(id), identified(round_id)) for id, round_id in rows]
    mine = [key for key in keys if permissions.may_record_decision(person, concern_of(session, key[0]))]
    return sent_sheets(session, person=person, keys=mine)


def decide(
    session: Session,
    *,
    person: Person,
    moment: Moment,
    recommendation_id: int,
    round_id: int,
    grade: str | None,
    decided_on: date,
    signed_off: bool = False,
    comment: str = "",
    moved_to: str = "",
    seen: int | None = None,
) -> Sheet | MovedOn:
    """Records a decision beside the proposal: the officer's own grade stays in their version. Signing off ends asking, and
    a date that moves has the comment for its reason. `seen` is the version that the clerk had before them."""
    permissions.check_record_decision(person, concern_of(session, recommendation_id))
    lock(session, recommendation_id)
    now = sent_sheet(session, person=person, recommendation_id=recommendation_id, round_id=round_id)
    if seen is not None and (now.sent_version != seen or now.state in SETTLED):
        return MovedOn(now)
    if not now.sent_version:
        raise Refusal(f"Nothing has been sent for {now.name} in this round, so there is no grade to decide on.")
    if grade is not None and now.scheme.grade(grade) is None:
        raise Refusal(f"“{grade[:30]}” is not a grade of this plan. Choose {scale(now.scheme)}.")
    update, said = session.execute(
        select(tables.Update, tables.UpdateVersion)
        .join(tables.UpdateVersion, col(tables.UpdateVersion.update_id) == col(tables.Update.id))
        .where(col(tables.Update.recommendation_id) == recommendation_id, col(tables.Update.round_id) == round_id)
        .where(col(tables.UpdateVersion.number) == now.sent_version)
    ).one()
    row = added(
        session,
        tables.Decision(
            update_id=identified(update.id),
            version_id=identified(said.id),
            ruling=Ruling.CONFIRMED if grade == said.grade_code else Ruling.CHANGED,
            grade_code=grade,
            signed_off=signed_off,
            comment=keepable(comment, "comment", MOST_TEXT),
            decided_on=decided_on,
            recorded_by_id=person.id,
            recorded_at=moment.at,
        ),
    )
    before = {"state": update.state, "grade": said.grade_code}
    update.state = UpdateState.SIGNED_OFF if signed_off else UpdateState.CONFIRMED
    session.add(update)
    if signed_off:
        recommendation = session.get_one(plan_tables.Recommendation, recommendation_id)
        recommendation.signed_off_at = moment.at
        session.add(recommendation)
    after = {"state": update.state, "grade": grade, "ruling": row.ruling}
    audit(
        session,
        person=person,
        moment=moment,
        act="decided",
        noun="update",
        noun_id=update.id,
        before=before,
        after=after,
    )
    if moved_to.strip():
        move_due_date(
            session, person=person, moment=moment, recommendation_id=recommendation_id, text=moved_to, reason=comment
        )
    latest.refresh(session, [recommendation_id])
    session.flush()
    return sent_sheet(session, person=person, recommendation_id=recommendation_id, round_id=round_id)
