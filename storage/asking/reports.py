"""Everything that was sent about some recommendations, round by round, each with the grade that counts there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session, col

from storage import prepared
from storage.tables import plans, rounds

_round, _update, _version, _decision = rounds.Round, rounds.Update, rounds.UpdateVersion, rounds.Decision
AT_ONCE = 500
OF_THESE = col(_update.recommendation_id).in_(bindparam("ids", expanding=True))
SENT: Select[*tuple[Any, ...]] = (
    select(
        col(_update.recommendation_id),
        col(_update.id),
        col(_round.id).label("round_id"),
        col(_round.label),
        col(_round.period_on),
        col(_version.written_at),
        col(_version.grade_code),
    )
    .join(_round, col(_round.id) == col(_update.round_id))
    .join(_version, (col(_version.update_id) == col(_update.id)) & (col(_version.number) == col(_update.sent_version)))
    .where(OF_THESE)
    .order_by(col(_round.period_on), col(_round.id))
)
RULED: Select[*tuple[Any, ...]] = (
    select(col(_decision.update_id), col(_decision.grade_code))
    .join(_update, col(_update.id) == col(_decision.update_id))
    .where(OF_THESE)
    .order_by(col(_decision.id))
)
DATES: Select[*tuple[Any, ...]] = (
    select(col(plans.DueDate.recommendation_id), col(plans.DueDate.due_on), col(plans.DueDate.set_at))
    .where(col(plans.DueDate.recommendation_id).in_(bindparam("ids", expanding=True)))
    .order_by(col(plans.DueDate.id))
)


class Report(NamedTuple):
    update_id: int
    round_id: int
    round_label: str
    period_on: date
    said_at: datetime
    grade_code: str | None


@dataclass(frozen=True, slots=True)
class DateSet:
    on: date | None
    set_at: datetime


def reports(session: Session, ids: Sequence[int]) -> Mapping[int, list[Report]]:
    """By recommendation, the earliest round first."""
    found: dict[int, list[Report]] = defaultdict(list)
    for start in range(0, len(ids), AT_ONCE):
        these = {"ids": list(ids[start : start + AT_ONCE])}
        decided: dict[int, str | None] = dict(prepared.rows(session, RULED, these))
        for one in prepared.rows(session, SENT, these):
            grade_code = decided.get(one.id, one.grade_code)
            report = Report(one.id, one.round_id, one.label, one.period_on, one.written_at, grade_code)
            found[one.recommendation_id].append(report)
    return found


def dates_set(session: Session, ids: Sequence[int]) -> Mapping[int, list[DateSet]]:
    """By recommendation, every due date it has had, in the order in which they were set."""
    found: dict[int, list[DateSet]] = defaultdict(list)
    for start in range(0, len(ids), AT_ONCE):
        for id, on, set_at in prepared.rows(session, DATES, {"ids": list(ids[start : start + AT_ONCE])}):
            found[id].append(DateSet(on, set_at))
    return found
