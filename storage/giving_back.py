"""Words set aside whose choice has ended, as the round closed, the committee decided or the part passed on: given back once."""

from collections.abc import Sequence

from sqlalchemy import update
from sqlmodel import Session, col

from storage import recommendations
from storage.asides import UNSETTLED, Waiting, waiting_asides
from storage.changes import audit
from storage.left_views import Ended, Ending
from storage.rules import permissions
from storage.tables import rounds as tables
from storage.views import Moment, Person

_version = tables.UpdateVersion


def ended_choices(session: Session, *, person: Person) -> tuple[Ended, ...]:
    """Those of this person that have not been given back yet, oldest first."""
    waiting = waiting_asides(session, UNSETTLED, col(_version.written_by_id) == person.id)
    return tuple(ended for one in waiting if (ended := _ended(session, person, one)))


def give_back(session: Session, *, person: Person, moment: Moment, ended: Sequence[Ended]) -> None:
    """From now on nobody is asked about them. They stay in the record, like all that was written."""
    ids = [one.version_id for one in ended]
    session.execute(
        update(_version)
        .where(col(_version.id).in_(ids), col(_version.written_by_id) == person.id, col(_version.settled_at).is_(None))
        .values(settled_at=moment.at)
    )
    for id in ids:
        audit(session, person=person, moment=moment, act="was given back", noun="version", noun_id=id)


def _ended(session: Session, person: Person, one: Waiting) -> Ended | None:
    concern = recommendations.concern_of(session, one.recommendation_id)
    is_theirs = permissions.may_answer(person, concern)
    if not (one.closed or one.decided or not is_theirs):
        return None
    why = Ending.PASSED_ON if not is_theirs else Ending.CLOSED if one.closed else Ending.DECIDED
    return Ended(
        version_id=one.version_id,
        name=f"recommendation {one.number}" if one.number else f"item {one.position}",
        called=one.number or f"item {one.position}",
        plan_title=one.plan_title,
        round_label=one.round_label,
        why=why,
        lost=one.lost,
        may_open=one.closed and permissions.may_see(person, concern),
    )
