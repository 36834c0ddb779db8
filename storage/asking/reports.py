"""Everything that was sent about some recommendations, round by round, each with the grade that counts there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from storage.tables import plans, rounds

_round, _update, _version, _decision = rounds.Round, rounds.Update, rounds.UpdateVersion, rounds.Decision
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Report:
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
        for id, report in _some(session, ids[start : start + AT_ONCE]):
            found[id].append(report)
    return found


def dates_set(session: Session, ids: Sequence[int]) -> Mapping[int, list[DateSet]]:
    """By recommendation, every due date it has had, in the order in which they were set."""
    due, found = plans.DueDate, defaultdict[int, list[DateSet]](list)
    for start in range(0, len(ids), AT_ONCE):
        rows = session.execute(
            select(col(due.recommendation_id), col(due.due_on), col(due.set_at))
            .where(col(due.recommendation_id).in_(ids[start : start + AT_ONCE]))
            .order_by(col(due.id))
        )
        for id, on, set_at in rows:
            found[id].append(DateSet(on, set_at))
    return found


def _some(session: Session, ids: Sequence[int]) -> list[tuple[int, Report]]:
    rows = session.execute(
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
        .join(
            _version, (col(_version.update_id) == col(_update.id)) & (col(_version.number) == col(_update.sent_version))
        )
        .where(col(_update.recommendation_id).in_(ids))
        .order_by(col(_round.period_on), col(_round.id))
    ).all()
    ruled = session.execute(
        select(col(_decision.update_id), col(_decision.grade_code))
        .where(col(_decision.update_id).in_([one.id for one in rows]))
        .order_by(col(_decision.id))
    )
    decided = {one.update_id: one.grade_code for one in ruled}
    return [
        (one.recommendation_id, Report(one.id, one.round_id, one.label, one.period_on, one.written_at,
                                       decided.get(one.id, one.grade_code)))
        for one in rows
    ]  # fmt: skip
