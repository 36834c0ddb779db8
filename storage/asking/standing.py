"""How recommendations stand, as rows to put conditions on: now (`Latest`), or in the rounds that were asked about.

Both have the same columns, so that whatever narrows, counts or sorts need not know which of them it is given.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, false, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.changes import identified
from storage.query import LATEST, PREVIOUS, Status
from storage.tables import plans, rounds
from storage.tables.latest import Latest

_round, _update, _version, _decision = rounds.Round, rounds.Update, rounds.UpdateVersion, rounds.Decision

PLACES = {LATEST: 1, PREVIOUS: 2}

NOW: FromClause = (
    select(
        col(Latest.recommendation_id),
        col(Latest.due_on),
        col(Latest.round_id),
        col(Latest.update_id),
        col(Latest.version_id),
        col(Latest.grade_code),
        col(Latest.status),
        col(Latest.reported_at),
    )
).subquery("standing")


def in_rounds(named: Iterable[str]) -> ColumnElement[bool]:
    """Every plan's rounds of these names: `YYYY-MM` of the period, or its last one, or the one before that."""
    wanted = sorted(named)
    found = [_in_month(one) for one in wanted if one not in PLACES]
    places = [PLACES[one] for one in wanted if one in PLACES]
    if places:
        newest = (col(_round.period_on).desc(), col(_round.id).desc())
        place = func.row_number().over(partition_by=col(_round.plan_id), order_by=newest).label("place")
        placed = select(col(_round.id), place).subquery("placed")
        found.append(col(_round.id).in_(select(placed.c.id).where(placed.c.place.in_(places))))
    return or_(false(), *found)


def _in_month(name: str) -> ColumnElement[bool]:
    year, month = map(int, name.split("-"))
    after = date(year + month // 12, month % 12 + 1, 1)
    return and_(col(_round.period_on) >= date(year, month, 1), col(_round.period_on) < after)


def round_ids(session: Session, named: Iterable[str]) -> list[int]:
    return [
        identified(id)
        for id in session.scalars(select(col(_round.id)).where(in_rounds(named)).order_by(col(_round.id)))
    ]


def labels(session: Session, named: Iterable[str]) -> tuple[str, ...]:
    """What these rounds are called, each name once, the earliest first."""
    rows = session.connection().execute(
        select(col(_round.label), func.min(_round.period_on))
        .where(in_rounds(named))
        .group_by(col(_round.label))
        .order_by(func.min(_round.period_on), col(_round.label))
    )
    return tuple(label for label, _ in rows)


def standing_in(named: Iterable[str]) -> FromClause:
    """Every recommendation that these rounds ask about, with what was sent for it there, if anything."""
    grade, last = plans.Grade, aliased(_decision)
    decided = (
        select(func.max(_decision.id)).where(col(_decision.update_id) == col(_update.id)).correlate(_update)
    ).scalar_subquery()
    code = case((col(last.id).is_(None), col(_version.grade_code)), else_=col(last.grade_code))
    rows: Select[*tuple[object, ...]] = (
        select(
            col(plans.Recommendation.id).label("recommendation_id"),
            col(Latest.due_on).label("due_on"),
            col(_round.id).label("round_id"),
            col(_update.id).label("update_id"),
            col(_version.id).label("version_id"),
            code.label("grade_code"),
            func.coalesce(col(grade.meaning), Status.NO_GRADE.value).label("status"),
            col(_version.written_at).label("reported_at"),
        )
        .join(plans.Plan, col(plans.Plan.id) == col(_round.plan_id))
        .join(plans.Recommendation, col(plans.Recommendation.plan_id) == col(plans.Plan.id))
        .join(Latest, col(Latest.recommendation_id) == col(plans.Recommendation.id))
        .outerjoin(
            _update,
            (col(_update.recommendation_id) == col(plans.Recommendation.id))
            & (col(_update.round_id) == col(_round.id))
            & (col(_update.sent_version) > 0),
        )
        .outerjoin(
            _version, (col(_version.update_id) == col(_update.id)) & (col(_version.number) == col(_update.sent_version))
        )
        .outerjoin(last, col(last.id) == decided)
        .outerjoin(grade, (col(grade.scheme_id) == col(plans.Plan.scheme_id)) & (col(grade.code) == code))
        .where(in_rounds(named))
        # Signed off before the round was opened, it was not asked about there.
        .where(
            col(plans.Recommendation.signed_off_at).is_(None)
            | (col(plans.Recommendation.signed_off_at) >= col(_round.opened_at))
            | col(_update.id).is_not(None)
        )
    )
    return rows.select_from(_round).subquery("standing")
