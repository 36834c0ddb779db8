"""Where a person stands in their walk: kept in the record, so that a restart or another device finds them there."""

from dataclasses import replace

from sqlmodel import Session

from storage import updates
from storage.rounds import assignments
from storage.sheets import sheet
from storage.tables import rounds as tables
from storage.views import Assignment, Given, Moment, MovedOn, Overtaken, Person, Sheet, Walk
from storage.vocabulary import Origin

OVERTAKEN = "overtaken"
"""What is pending while somebody chooses between their words, set aside, and those that came first."""


def walk_of(session: Session, *, person: Person) -> Walk:
    row = session.get(tables.Walk, person.id)
    if row is None:
        return Walk()
    return Walk(row.recommendation_id, row.round_id, row.walking, row.pending, row.pending_text, row.pending_id)


def whereabouts(session: Session, *, person: Person) -> tuple[Walk, tuple[Assignment, ...]]:
    """Where somebody stands, and all that open rounds want or wanted from them."""
    return walk_of(session, person=person), assignments(session, person=person)


def stand(session: Session, *, person: Person, moment: Moment, walk: Walk) -> Walk:
    """Puts the person where `walk` says. Whatever question was pending is gone unless `walk` holds it."""
    row = session.get(tables.Walk, person.id) or tables.Walk(person_id=person.id, moved_at=moment.at)
    row.recommendation_id, row.round_id, row.walking = walk.recommendation_id, walk.round_id, walk.walking
    row.pending, row.pending_text, row.pending_id = walk.pending, walk.pending_text, walk.pending_id
    row.moved_at = moment.at
    session.add(row)
    return walk


def step_to(session: Session, *, person: Person, moment: Moment, recommendation_id: int, round_id: int) -> Sheet:
    """Takes the person to a recommendation, with nothing pending, and shows it."""
    there = sheet(session, person=person, recommendation_id=recommendation_id, round_id=round_id)
    stand(session, person=person, moment=moment, walk=Walk(recommendation_id, round_id, walking=True))
    return there


def save_here(
    session: Session,
    *,
    person: Person,
    moment: Moment,
    recommendation_id: int,
    round_id: int,
    based_on: int | None,
    given: Given,
    origin: Origin = Origin.CARD,
) -> tuple[Sheet | Overtaken | MovedOn, tuple[Assignment, ...]]:
    """Saves an answer and takes the person to it, so that what they type next is about what they see."""
    saved = updates.save(
        session,
        person=person,
        moment=moment,
        recommendation_id=recommendation_id,
        round_id=round_id,
        based_on=based_on,
        given=given,
        origin=origin,
    )
    here = Walk(recommendation_id, round_id, walking=True)
    if isinstance(saved, Overtaken):
        here = replace(here, pending=OVERTAKEN, pending_id=saved.aside_number)
    stand(session, person=person, moment=moment, walk=here)
    session.flush()
    return saved, assignments(session, person=person)
