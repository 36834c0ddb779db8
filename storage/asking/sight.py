"""What a person may see, as a condition: `rules/permissions.may_see` in SQL, so that what they may not never counts."""

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, false, or_, select, true
from sqlmodel import col

from storage.tables import plans
from storage.views import Person, RoleHeld
from storage.vocabulary import Role

OVERSEERS = (Role.LINK_OFFICER, Role.MANAGER, Role.CLERK)


def may_be_seen(person: Person, id: ColumnElement[int] | None = None) -> ColumnElement[bool]:
    """About a recommendation (or a column of its id) beside its plan."""
    return or_(plans_overseen(person), owned_by(person, id))


def plans_overseen(person: Person) -> ColumnElement[bool]:
    """About a plan: whether all of it may be seen, whoever owns what."""
    overseen = [_within(held) for held in sorted(person.roles, key=str) if held.role in OVERSEERS]
    return or_(false(), *overseen)


def sees_everything(person: Person) -> bool:
    return any(held.role in OVERSEERS and held.plan_id is None and held.service is None for held in person.roles)


def owned_by(person: Person, id: ColumnElement[int] | None = None) -> ColumnElement[bool]:
    """About a recommendation, or a column of its id."""
    whose = bindparam("person", person.id, Integer())
    here = col(plans.Recommendation.id) if id is None else id
    return here.in_(owned().where(col(plans.Owner.person_id) == whose))


def owned() -> Select[int]:
    """What owners are responsible for now: asked for by itself, since few own much and most own nothing of it."""
    return (
        select(col(plans.Ownership.recommendation_id))
        .join(plans.Owner, col(plans.Owner.id) == col(plans.Ownership.owner_id))
        .where(col(plans.Ownership.ended_at).is_(None))
    )


def _within(held: RoleHeld) -> ColumnElement[bool]:
    return and_(
        true() if held.plan_id is None else col(plans.Plan.id) == held.plan_id,
        true() if held.service is None else col(plans.Plan.service) == held.service,
    )
