"""What rounds are called, in the plans that somebody may see: what others call theirs is not for them to know."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlmodel import col

from storage.asking.filters import Asked, conditions
from storage.asking.ready import found
from storage.asking.sight import owned_by, plans_overseen, sees_everything
from storage.asking.standing import in_rounds
from storage.query import Filters
from storage.tables import plans, rounds


def labels(asked: Asked, named: frozenset[str], filters: Filters) -> tuple[str, ...]:
    """Each name once, the earliest first; of the plans that were asked about, if any were."""
    within, asked = Filters(plans=filters.plans, but_plans=filters.but_plans), replace(asked, unsent=False)

    def built() -> Select[*tuple[Any, ...]]:
        label, on = col(rounds.Round.label), func.min(rounds.Round.period_on)
        rows = select(label, on).join(plans.Plan, col(plans.Plan.id) == col(rounds.Round.plan_id))
        rows = rows.where(in_rounds(named), *conditions(asked, within))
        if not sees_everything(asked.person):
            own = select(col(plans.Recommendation.plan_id)).where(owned_by(asked.person))
            rows = rows.where(or_(plans_overseen(asked.person), col(plans.Plan.id).in_(own)))
        return rows.group_by(label).order_by(on, label)

    return tuple(row[0] for row in found(asked, ("labels", named), within, built)) if named else ()
