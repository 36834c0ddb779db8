"""How recommendations stand, as rows to put conditions on: now (`Latest`), or in the rounds that were asked about.

Both have the same columns, so that whatever narrows, counts or sorts need not know which of them it is given.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, exists, false, func, null, or_, select
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import Session, col

from storage.changes import identified
from storage.query import LATEST, PREVIOUS, Status
from storage.tables import plans, rounds
from storage.tables.latest import Latest

_round, _update, _version, _decision = rounds.Round, rounds.Update, rounds.UpdateVersion, rounds.Decision
_recommendation = plans.Recommendation

PLACES = {LATEST: 1, PREVIOUS: 2}

NOW: FromClause = (
    select(
        col(Latest.recommendation_id),
        col(Latest.plan_id),
        col(Latest.due_on),
        col(Latest.late_from),
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


def round_ids(session: Session, named: Iterable[str], titles: Iterable[str] = ()) -> list[int]:
    """The rounds of these names; of these plans alone, where there are any."""
    found = select(col(_round.id)).where(in_rounds(named)).order_by(col(_round.id))
    if wanted := sorted(titles):
        of_these = select(col(plans.Plan.id)).where(col(plans.Plan.title).in_(wanted))
        found = found.where(col(_round.plan_id).in_(of_these))
    return [identified(id) for id in session.scalars(found)]


class Part(StrEnum):
    """What a standing in rounds is put together from, beside what it stands on."""

    SENT = "sent"
    SAID = "said"
    DUE = "due"


ALL = frozenset(Part)


@lru_cache(maxsize=400)
def standing_in(named: frozenset[str], *, parts: frozenset[Part] = ALL, answered: bool = False) -> FromClause:
    """Every recommendation that these rounds ask about, with what was sent for it there, if anything; or (`answered`)
    only those for which something was: then what is looked for can be found by how it counts.

    For what is only counted, `parts` leaves out what is not asked about: no database sees by itself that it may.
    """
    last = aliased(_decision)
    decided = (
        select(func.max(_decision.id)).where(col(_decision.update_id) == col(_update.id)).correlate(_update)
    ).scalar_subquery()
    rows = _answered() if answered else _asked_about(parts)
    if Part.DUE in parts:
        rows = rows.outerjoin(Latest, col(Latest.recommendation_id) == _id(answered=answered))
        if answered:
            rows = rows.join(_recommendation, col(_recommendation.id) == col(_update.recommendation_id))
    if Part.SAID in parts:
        this = (col(_version.update_id) == col(_update.id)) & (col(_version.number) == col(_update.sent_version))
        rows = rows.outerjoin(_version, this).outerjoin(last, col(last.id) == decided)
    columns = _columns(parts, last, answered=answered)
    return rows.with_only_columns(*columns, maintain_column_froms=True).where(in_rounds(named)).subquery("standing")


def _answered() -> Select[*tuple[Any, ...]]:
    # What was sent counts as something. Asked so, the index alone tells, and not a row of the table is read.
    there = (col(_update.round_id) == col(_round.id)) & col(_update.counts_as).is_not(None)
    return select(col(_round.id)).select_from(_round).join(_update, there)


def _asked_about(parts: frozenset[Part]) -> Select[*tuple[Any, ...]]:
    """What was signed off before the round was opened, and not answered there, it did not ask about."""
    here = (
        (col(_update.recommendation_id) == col(_recommendation.id))
        & (col(_update.round_id) == col(_round.id))
        & (col(_update.sent_version) > 0)
    )
    rows = select(col(_round.id)).select_from(_round)
    rows = rows.join(_recommendation, col(_recommendation.plan_id) == col(_round.plan_id))
    signed_off = col(_recommendation.signed_off_at)
    rows = rows.outerjoin(_update, here) if parts else rows
    was_sent: ColumnElement[bool] = col(_update.id).is_not(None) if parts else exists().where(here)
    return rows.where(signed_off.is_(None) | (signed_off >= col(_round.opened_at)) | was_sent)


def _columns(parts: frozenset[Part], last: Any, *, answered: bool) -> Sequence[ColumnElement[Any]]:
    """The same as those of `NOW`; of a part that is left out, all are empty."""
    sent, said, due = answered or bool(parts), Part.SAID in parts, Part.DUE in parts
    counts_as = col(_update.counts_as)
    status = counts_as if answered else func.coalesce(counts_as, Status.NO_GRADE.value) if sent else null()
    done = (status == Status.COMPLETE.value) | col(_recommendation.signed_off_at).is_not(None)
    code = case((col(last.id).is_(None), col(_version.grade_code)), else_=col(last.grade_code))
    return (
        _id(answered=answered).label("recommendation_id"),
        col(_round.plan_id).label("plan_id"),
        (col(Latest.due_on) if due else null()).label("due_on"),
        (case((done, None), else_=col(Latest.due_on)) if due else null()).label("late_from"),
        col(_round.id).label("round_id"),
        (col(_update.id) if sent else null()).label("update_id"),
        (col(_version.id) if said else null()).label("version_id"),
        (code if said else null()).label("grade_code"),
        status.label("status"),
        (col(_version.written_at) if said else null()).label("reported_at"),
    )


def _id(*, answered: bool) -> Mapped[Any]:
    return col(_update.recommendation_id) if answered else col(_recommendation.id)
