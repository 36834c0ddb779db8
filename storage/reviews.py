"""The clerk's side of an answer: what has come in, accepting it, or returning it with a comment."""

from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from storage import outbox
from storage.changes import added, audit, identified
from storage.errors import Refusal
from storage.raising import as_of
from storage.recommendations import concern_of
from storage.rounds import check_open
from storage.rules import permissions
from storage.rules.wording import keepable
from storage.sheets import Key, sent_sheet, sent_sheets
from storage.tables import plans as plan_tables
from storage.tables import rounds as tables
from storage.unseen import is_blank
from storage.updates import lock
from storage.views import Moment, MovedOn, Person, Sheet
from storage.vocabulary import MOST_TEXT, UpdateState, Verdict


def to_review(session: Session, *, person: Person, today: date) -> tuple[Sheet, ...]:
    """What has been sent in open rounds and not been reviewed, in the order of plans and positions."""
    sent = sent_sheets(session, person=person, keys=keys_to_review(session, person=person))
    return tuple(as_of(one, today) for one in sent)


def keys_to_review(session: Session, *, person: Person) -> list[Key]:
    update, round, plan, recommendation = tables.Update, tables.Round, plan_tables.Plan, plan_tables.Recommendation
    rows = session.execute(
        select(col(recommendation.id), col(round.id))
        .join(update, col(update.recommendation_id) == col(recommendation.id))
        .join(round, col(round.id) == col(update.round_id))
        .join(plan, col(plan.id) == col(recommendation.plan_id))
        .where(col(update.state) == UpdateState.SUBMITTED, col(round.closed_at).is_(None))
        .order_by(col(round.period_on), col(plan.title), col(recommendation.position), col(round.id))
    ).all()
    keys = [(identified(id), identified(round_id)) for id, round_id in rows]
    return [key for key in keys if permissions.may_review(person, concern_of(session, key[0]))]


def review(
    session: Session,
    *,
    person: Person,
    moment: Moment,
    recommendation_id: int,
    round_id: int,
    version: int,
    verdict: Verdict,
    comment: str = "",
) -> Sheet | MovedOn:
    """Accepts or returns the version that the clerk saw. Its writer is told."""
    permissions.check_review(person, concern_of(session, recommendation_id))
    if verdict is Verdict.RETURNED and is_blank(keepable(comment, "comment", MOST_TEXT)):
        raise Refusal("Say what is missing, so that the officer knows what to do. Nothing has been returned yet.")
    lock(session, recommendation_id)
    now = sent_sheet(session, person=person, recommendation_id=recommendation_id, round_id=round_id)
    check_open(now.round)
    state = UpdateState.RETURNED if verdict is Verdict.RETURNED else UpdateState.ACCEPTED
    if now.state is state and now.sent_version == version:
        return now
    if now.state is not UpdateState.SUBMITTED or now.sent_version != version:
        return MovedOn(now)
    update, said = _sent(session, now)
    before = {"state": update.state}
    update.state = state
    session.add(update)
    row = added(
        session,
        tables.Review(
            version_id=identified(said.id),
            verdict=verdict,
            comment=comment.strip(),
            reviewed_by_id=person.id,
            reviewed_at=moment.at,
        ),
    )
    after = {"state": state, "comment": comment.strip()}
    audit(
        session, person=person, moment=moment, act=verdict, noun="update", noun_id=update.id, before=before, after=after
    )
    if verdict is Verdict.RETURNED:
        _tell(session, moment, now, identified(row.id), said.written_by_id)
    session.flush()
    return sent_sheet(session, person=person, recommendation_id=recommendation_id, round_id=round_id)


def _tell(session: Session, moment: Moment, now: Sheet, review_id: int, writer_id: int | None) -> None:
    """Whoever wrote it, and all who own it now: since it was sent it may have changed hands."""
    payload = {"recommendation": now.recommendation_id, "round": now.round.id}
    for id in sorted(
        {owner.person_id for owner in now.owners if owner.person_id} | ({writer_id} if writer_id else set())
    ):
        key = f"returned:{review_id}:{id}"
        outbox.post(session, moment=moment, key=key, person_id=id, kind="returned", payload=payload)


def _sent(session: Session, now: Sheet) -> tuple[tables.Update, tables.UpdateVersion]:
    row = session.execute(
        select(tables.Update, tables.UpdateVersion)
        .join(tables.UpdateVersion, col(tables.UpdateVersion.update_id) == col(tables.Update.id))
        .where(col(tables.Update.recommendation_id) == now.recommendation_id)
        .where(col(tables.Update.round_id) == now.round.id, col(tables.UpdateVersion.number) == now.sent_version)
    ).one()
    return row[0], row[1]
