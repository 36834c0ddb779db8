"""What the committee decided on an update: its grade confirmed or changed, and the recommendation signed off or not."""

from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from storage import latest
from storage.changes import added, audit, identified
from storage.errors import Refusal
from storage.recommendations import concern_of
from storage.rules import permissions
from storage.rules.grading import scale
from storage.rules.wording import keepable
from storage.sheets import sent_sheet
from storage.tables import plans as plan_tables
from storage.tables import rounds as tables
from storage.updates import lock
from storage.views import Moment, Person, Sheet
from storage.vocabulary import MOST_TEXT, Ruling, UpdateState


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
) -> Sheet:
    """Records a decision beside the proposal: the officer's own grade stays in their version. Signing off ends asking."""
    permissions.check_record_decision(person, concern_of(session, recommendation_id))
    lock(session, recommendation_id)
    now = sent_sheet(session, person=person, recommendation_id=recommendation_id, round_id=round_id)
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
    latest.refresh(session, [recommendation_id])
    return sent_sheet(session, person=person, recommendation_id=recommendation_id, round_id=round_id)
