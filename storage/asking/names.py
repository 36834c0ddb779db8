"""What a person's questions can refer to: the plans, owners and rounds that they may see, by name, and nothing else.

Read once and remembered until something that it is made of changes: one look at a few numbers tells.
"""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from storage.asking.editions import edition_of, sight_of
from storage.asking.sight import may_be_seen, sees_everything
from storage.memory import memory_of
from storage.query import Names, OwnerName, PlanName, RoundName, Season
from storage.schemes import scheme_of
from storage.tables import plans, rounds
from storage.views import Person
from storage.vocabulary import Meaning, OwnerKind


def names(session: Session, *, person: Person, calendar: Sequence[Season] = ()) -> Names:
    memory, edition, sight = memory_of(session), edition_of(session), sight_of(person)
    known = memory.names.get(sight)
    if known and known[0] == edition:
        return known[1]
    found = _read(session, person, tuple(calendar))
    memory.keep_names(sight, edition, found)
    return found


def _read(session: Session, person: Person, calendar: tuple[Season, ...]) -> Names:
    seen = select(col(plans.Plan.id)).join(
        plans.Recommendation, col(plans.Recommendation.plan_id) == col(plans.Plan.id)
    )
    if not sees_everything(person):
        seen = seen.where(may_be_seen(person))
    plan_ids = list(session.scalars(seen.distinct().order_by(col(plans.Plan.id))))
    return Names(
        plans=_plans(session, person, plan_ids),
        owners=_owners(session, person),
        rounds=_rounds(session, plan_ids),
        calendar=calendar,
    )


def _plans(session: Session, person: Person, ids: Sequence[int | None]) -> tuple[PlanName, ...]:
    numbers = defaultdict[int, set[str]](set)
    recommendation = plans.Recommendation
    rows = (
        select(col(recommendation.plan_id), col(recommendation.number))
        .join(plans.Plan, col(plans.Plan.id) == col(recommendation.plan_id))
        .where(col(recommendation.number) != "")
    )
    for plan_id, number in session.connection().execute(
        rows if sees_everything(person) else rows.where(may_be_seen(person))
    ):
        numbers[plan_id].add(number)
    found = session.scalars(
        select(plans.Plan).where(col(plans.Plan.id).in_(ids)).order_by(col(plans.Plan.title), col(plans.Plan.id))
    )
    return tuple(
        PlanName(
            plan.title,
            tuple(plan.aliases),
            _grade_words(session, plan.scheme_id, synonyms=False),
            _grade_words(session, plan.scheme_id, synonyms=True),
            frozenset(numbers[plan.id or 0]),
        )
        for plan in found
    )


def _grade_words(session: Session, scheme_id: int, *, synonyms: bool) -> tuple[tuple[str, Meaning], ...]:
    return tuple(
        (word, grade.meaning)
        for grade in scheme_of(session, scheme_id).grades
        for word in dict.fromkeys(grade.synonyms if synonyms else (grade.code, grade.label))
    )


def _owners(session: Session, person: Person) -> tuple[OwnerName, ...]:
    """Everybody who is responsible for something now, once by name."""
    owner, ownership = plans.Owner, plans.Ownership
    rows = (
        select(col(owner.name), col(owner.kind), col(owner.role))
        .join(ownership, col(ownership.owner_id) == col(owner.id))
        .join(plans.Recommendation, col(plans.Recommendation.id) == col(ownership.recommendation_id))
        .join(plans.Plan, col(plans.Plan.id) == col(plans.Recommendation.plan_id))
        .where(col(ownership.ended_at).is_(None))
        .distinct()
        .order_by(col(owner.name), col(owner.kind), col(owner.role))
    )
    kinds, roles = dict[str, str](), defaultdict[str, dict[str, None]](dict)
    for name, kind, role in session.connection().execute(
        rows if sees_everything(person) else rows.where(may_be_seen(person))
    ):
        kinds.setdefault(name, kind)
        if role:
            roles[name][role] = None
    return tuple(OwnerName(name, OwnerKind(kind), tuple(roles[name])) for name, kind in kinds.items())


def _rounds(session: Session, plan_ids: Sequence[int | None]) -> tuple[RoundName, ...]:
    """Several plans' rounds of one month are one; it is open while one of them is."""
    round = rounds.Round
    rows = session.connection().execute(
        select(col(round.period_on), col(round.label), col(round.closed_at))
        .where(col(round.plan_id).in_(plan_ids))
        .order_by(col(round.period_on), col(round.id))
    )
    found: dict[str, RoundName] = {}
    for period_on, label, closed_at in rows:
        id = f"{period_on:%Y-%m}"
        known = found.get(id)
        found[id] = RoundName(
            id, known.label if known else label, (known.open if known else False) or closed_at is None
        )
    return tuple(found.values())
