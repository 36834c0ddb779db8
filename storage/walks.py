"""Where a person stands in their walk: kept in the record, so that a restart or another device finds them there."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from storage import updates
from storage.changes import put
from storage.clashes import response_at
from storage.prepared import rows
from storage.rounds import assignments
from storage.sheets import sheet
from storage.tables import rounds as tables
from storage.views import Assignment, Given, Moment, MovedOn, Overtaken, Person, Sheet, Walk
from storage.vocabulary import Origin

OVERTAKEN = "overtaken"
"""What is pending while somebody chooses between their words, set aside, and those that came first."""


_row = tables.Walk
FIND = select(
    col(_row.recommendation_id),
    col(_row.round_id),
    col(_row.walking),
    col(_row.pending),
    col(_row.pending_text),
    col(_row.pending_id),
    col(_row.elsewhere),
).where(col(_row.person_id) == bindparam("person"))

MOVE = (
    update(_row)
    .where(col(_row.person_id) == bindparam("of"))
    .values({name: bindparam(name) for name in (*Walk.__slots__, "moved_at")})
)


def walk_of(session: Session, *, person: Person) -> Walk:
    return _found(session, person) or Walk()


def _found(session: Session, person: Person) -> Walk | None:
    found = rows(session, FIND, {"person": person.id})
    return Walk(*found[0]) if found else None


def whereabouts(session: Session, *, person: Person) -> tuple[Walk, tuple[Assignment, ...]]:
    """Where somebody stands, and all that open rounds want or wanted from them."""
    return walk_of(session, person=person), assignments(session, person=person)


def came_at(session: Session, *, person: Person) -> datetime | None:
    """When this person was last taken to where they stand, and shown it."""
    return session.scalar(select(col(_row.moved_at)).where(col(_row.person_id) == person.id))


def stand(session: Session, *, person: Person, moment: Moment, walk: Walk, is_shown: bool = False) -> Walk:
    """Puts the person where `walk` says. Whatever question was pending is gone unless `walk` holds it. `is_shown`: they see
    it as it is now, though they stood there before."""
    there = _found(session, person)
    if there == walk and not is_shown:
        return walk
    facts = {**{name: getattr(walk, name) for name in Walk.__slots__}, "moved_at": moment.at}
    if there is None:
        put(session, tables.Walk, person_id=person.id, **facts)
    else:
        rows(session, MOVE, {**facts, "of": person.id})
    return walk


def nothing_pending(session: Session, *, person: Person, moment: Moment) -> Walk:
    """The same place, with no older question left for a yes or a no."""
    walk = replace(walk_of(session, person=person), pending="", pending_text="", pending_id=None)
    return stand(session, person=person, moment=moment, walk=walk)


def looks(session: Session, *, person: Person, moment: Moment, about: tuple[int, int] | None) -> Walk:
    """What was shown to this person last is about this recommendation, or about none: then something else than the one
    they stand at is on their screen."""
    walk = walk_of(session, person=person)
    elsewhere = walk.walking and about != (walk.recommendation_id, walk.round_id)
    return stand(session, person=person, moment=moment, walk=replace(walk, elsewhere=elsewhere))


def step_to(session: Session, *, person: Person, moment: Moment, recommendation_id: int, round_id: int) -> Sheet:
    """Takes the person to a recommendation, with nothing pending, and shows it."""
    there = sheet(session, person=person, recommendation_id=recommendation_id, round_id=round_id)
    here = Walk(recommendation_id, round_id, walking=True)
    stand(session, person=person, moment=moment, walk=here, is_shown=True)
    return there


def grade_as_asked(
    session: Session,
    *,
    person: Person,
    moment: Moment,
    recommendation_id: int,
    round_id: int,
    asked_at: int,
    grade: str,
) -> Sheet | MovedOn:
    """The grade that was chosen on a card of version `asked_at`, unless another has been given since: that one stands."""
    there = updates.stand_to_answer(session, person, recommendation_id, round_id)
    if there.sheet.response.grade not in (grade, response_at(session, there, asked_at).grade):
        return MovedOn(there.sheet)
    saved = save_here(
        session,
        person=person,
        moment=moment,
        recommendation_id=recommendation_id,
        round_id=round_id,
        based_on=None,
        given=Given(grade=grade),
        origin=Origin.WORDS,
    )
    if not isinstance(saved, Sheet):
        raise LookupError("a grade that rests on whatever counts cannot be overtaken")
    return saved


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
) -> Sheet | Overtaken | MovedOn:
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
        here = replace(here, pending=OVERTAKEN, pending_text=str(saved.sheet.version), pending_id=saved.aside_number)
    stand(session, person=person, moment=moment, walk=here, is_shown=True)
    return saved
