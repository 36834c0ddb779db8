"""The rows of an answer, from a select over a standing: which columns are read, in which order, and what is made of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlmodel import Session, col

from storage import prepared
from storage.asking.answer_views import AnswerRow
from storage.asking.filters import Asked
from storage.asking.sight import may_be_seen, sees_everything
from storage.query import Filters, Order, OrderBy, Status
from storage.recommendations import dues, owners
from storage.schemes import scheme_of
from storage.tables import plans, rounds

_recommendation, _plan = plans.Recommendation, plans.Plan
LABELS: Select[*tuple[Any, ...]] = select(col(rounds.Round.id), col(rounds.Round.label)).where(
    col(rounds.Round.id).in_(bindparam("ids", expanding=True))
)


def seen(asked: Asked) -> Select[*tuple[Any, ...]]:
    """Everything that this person may see, with how it stands; conditions and columns are put on it."""
    now = asked.standing.c
    rows = select(*_columns(asked)).select_from(asked.standing)
    return _in_sight(asked, rows.join(_recommendation, col(_recommendation.id) == now.recommendation_id))


def counted(asked: Asked, filters: Filters, *columns: Any) -> Select[*tuple[Any, ...]]:
    """The same for what is only counted: it is beside its plan alone, unless it is looked for by its number."""
    rows = select(*columns).select_from(asked.standing)
    if filters.recommendations:
        rows = rows.join(_recommendation, col(_recommendation.id) == asked.standing.c.recommendation_id)
    return _in_sight(asked, rows)


def _in_sight(asked: Asked, rows: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    rows = rows.join(_plan, col(_plan.id) == asked.standing.c.plan_id)
    if sees_everything(asked.person):
        return rows
    return rows.where(may_be_seen(asked.person, asked.standing.c.recommendation_id))


def _columns(asked: Asked) -> Sequence[Any]:
    now = asked.standing.c
    return (
        now.recommendation_id,
        now.round_id,
        now.grade_code,
        now.status,
        now.reported_at,
        now.due_on,
        col(_plan.id).label("plan_id"),
        col(_plan.title).label("plan_title"),
        col(_plan.scheme_id),
        col(_recommendation.number),
        col(_recommendation.position),
        col(_recommendation.text),
        col(_recommendation.signed_off_at),
    )


def in_order(rows: Select[*tuple[Any, ...]], asked: Asked, order: Order | None) -> Select[*tuple[Any, ...]]:
    """By what was asked, else by plan and place in it; always total. What has no date comes last either way."""
    now = asked.standing.c
    tie = (col(_plan.title), col(_recommendation.position), now.recommendation_id, now.round_id)
    key = {
        OrderBy.DUE: now.due_on,
        OrderBy.UPDATED: now.reported_at,
        OrderBy.OWNER: _first_owner(),
    }.get(order.by if order else OrderBy.RECOMMENDATION)
    if key is None or order is None:
        down = order is not None and order.descending
        return rows.order_by(col(_plan.title), col(_recommendation.position).desc() if down else tie[1], *tie[2:])
    return rows.order_by(key.is_(None), key.desc() if order.descending else key, *tie)


def _first_owner() -> ColumnElement[str | None]:
    return (
        select(func.min(plans.Owner.name))
        .join(plans.Ownership, col(plans.Ownership.owner_id) == col(plans.Owner.id))
        .where(col(plans.Ownership.recommendation_id) == col(_recommendation.id))
        .where(col(plans.Ownership.ended_at).is_(None))
        .scalar_subquery()
    )


def answer_rows(session: Session, today: date, found: Sequence[Any]) -> tuple[AnswerRow, ...]:
    ids = [row.recommendation_id for row in found]
    beside = _Beside(owners(session, ids), dues(session, ids), _labels(session, found))
    return tuple(_answer_row(session, today, row, beside) for row in found)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is read once for all the rows of a page."""

    owners: Any
    dues: Any
    labels: dict[int, str]


def _answer_row(session: Session, today: date, row: Any, beside: _Beside) -> AnswerRow:
    status, done = Status(row.status) if row.status in set(Status) else Status.NO_GRADE, row.signed_off_at is not None
    late = row.due_on is not None and row.due_on < today and status is not Status.COMPLETE and not done
    return AnswerRow(
        recommendation_id=row.recommendation_id,
        plan_id=row.plan_id,
        plan_title=row.plan_title,
        number=row.number,
        position=row.position,
        text=row.text,
        owners=tuple(one.name for one in beside.owners[row.recommendation_id]),
        due_text=beside.dues[row.recommendation_id].text,
        due_on=row.due_on,
        days_late=(today - row.due_on).days if late else 0,
        grade=scheme_of(session, row.scheme_id).grade(row.grade_code),
        status=status,
        round_id=row.round_id,
        round_label=beside.labels.get(row.round_id, ""),
        reported_at=row.reported_at,
        signed_off=done,
    )


def _labels(session: Session, found: Sequence[Any]) -> dict[int, str]:
    ids = sorted({row.round_id for row in found if row.round_id is not None})
    return {one.id: one.label for one in prepared.rows(session, LABELS, {"ids": ids})} if ids else {}
