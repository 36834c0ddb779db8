"""Offers that end without an answer: taken back by whoever made them, or lapsed, as the colleague has left the council."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from storage import outbox, people
from storage.changes import audit, identified
from storage.errors import Refusal
from storage.handovers import handover
from storage.people import Imported, ListedPerson, clerks_of
from storage.tables import people as people_tables
from storage.tables import plans as plan_tables
from storage.tables import rounds as tables
from storage.views import Handover, Moment, Person
from storage.vocabulary import HandoverState

TAKEN_BACK, LAPSED, LAPSED_FOR_CLERK = "offer taken back", "offer lapsed", "offer lapsed, for the clerk"

_handover, _person, _recommendation = tables.Handover, people_tables.Person, plan_tables.Recommendation


def take_back(session: Session, *, person: Person, moment: Moment, handover_id: int) -> Handover:
    """It is the giver's as before, and the colleague is told. Once it is answered there is nothing to take back."""
    row = session.get(_handover, handover_id, with_for_update=True)
    if row is None or row.from_id != person.id or row.to_id is None:
        raise Refusal("That is no offer of yours. Type “my actions” to see what is yours.")
    if row.state == HandoverState.ACCEPTED:
        raise Refusal(
            "Your colleague has accepted it, so it is theirs now. Ask them or the clerk to give it back to you."
        )
    if row.state == HandoverState.OFFERED:
        _settle(session, person, moment, row, "taken back")
        _tell(session, moment, row, TAKEN_BACK, [row.to_id])
    return handover(session, person=person, handover_id=handover_id)


def offers_lapse(session: Session, *, moment: Moment) -> int:
    """Offers to people who have left, of whom no answer will come: their givers and the clerks are told. How many."""
    lapsed = session.execute(
        select(_handover, col(_recommendation.plan_id))
        .join(_person, col(_person.id) == col(_handover.to_id))
        .join(_recommendation, col(_recommendation.id) == col(_handover.recommendation_id))
        .where(col(_handover.state) == HandoverState.OFFERED, col(_person.active).is_(False))
        .order_by(col(_handover.id))
    ).all()
    for row, plan_id in lapsed:
        _settle(session, None, moment, row, "lapsed")
        _tell(session, moment, row, LAPSED, [row.from_id])
        clerks = [one.id for one in clerks_of(session, plan_id) if one.id != row.from_id]
        _tell(session, moment, row, LAPSED_FOR_CLERK, clerks)
    return len(lapsed)


def import_list(session: Session, *, person: Person | None, moment: Moment, listed: Sequence[ListedPerson]) -> Imported:
    """The list of people, and what becomes of offers to those whom it says have left."""
    imported = people.import_people(session, person=person, moment=moment, people=listed)
    offers_lapse(session, moment=moment)
    return imported


def _settle(session: Session, person: Person | None, moment: Moment, row: tables.Handover, act: str) -> None:
    row.state, row.answered_at = HandoverState.SETTLED, moment.at
    row.answered_by_id = person.id if person else None
    session.add(row)
    audit(session, person=person, moment=moment, act=act, noun="handover", noun_id=row.id,
          before={"state": HandoverState.OFFERED}, after={"state": row.state})  # fmt: skip
    session.flush()


def _tell(session: Session, moment: Moment, row: tables.Handover, kind: str, person_ids: Sequence[int]) -> None:
    for id in person_ids:
        key, payload = f"{kind}:{row.id}:{id}", {"handover": identified(row.id)}
        outbox.post(session, moment=moment, key=key, person_id=id, kind=kind, payload=payload)
