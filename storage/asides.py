"""Words set aside that nobody has chosen yet: whose they are, and what of them the answer has not got.

`settling.py` puts the choice while there is one; what a round closes without, and what is given back, is read here.
"""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from storage import said
from storage.changes import identified
from storage.clashes import changes
from storage.schemes import scheme_of
from storage.tables import plans as plan_tables
from storage.tables import rounds as tables
from storage.views import Change, Response
from storage.vocabulary import SETTLED, Origin, UpdateState

_update, _version, _round = tables.Update, tables.UpdateVersion, tables.Round
_recommendation, _plan = plan_tables.Recommendation, plan_tables.Plan

UNSETTLED = col(_version.settled_at).is_(None)
# A choice that was made before the round closed was one; what was settled after it was only given back.
LEFT_AT_CLOSE = UNSETTLED | (col(_version.settled_at) >= col(_round.closed_at))


@dataclass(frozen=True, slots=True)
class Waiting:
    version_id: int
    writer_id: int
    update_id: int
    recommendation_id: int
    round_id: int
    number: str
    position: int
    text: str
    plan_title: str
    round_label: str
    closed: bool
    decided: bool
    response: Response
    lost: tuple[Change, ...]


def waiting_asides(session: Session, *where: ColumnElement[bool]) -> tuple[Waiting, ...]:
    """In the order in which they were set aside. Of words that a later card holds too, the earlier loses nothing."""
    rows = session.execute(
        select(_version, _update, _round, _recommendation, _plan)
        .join(_update, col(_update.id) == col(_version.update_id))
        .join(_round, col(_round.id) == col(_update.round_id))
        .join(_recommendation, col(_recommendation.id) == col(_update.recommendation_id))
        .join(_plan, col(_plan.id) == col(_recommendation.plan_id))
        .where(col(_version.origin) == Origin.SET_ASIDE, *where)
        .order_by(col(_version.id))
    ).all()
    found = [_waiting(session, *row) for row in rows]
    return tuple(
        replace(one, lost=()) if any(_holds(later, one) for later in found[place + 1 :]) else one
        for place, one in enumerate(found)
    )


def _waiting(session: Session, row: Any, update: Any, round: Any, recommendation: Any, plan: Any) -> Waiting:
    base = said.response_at(session, update.id, row.based_on) or Response()
    now = said.response_at(session, update.id, update.version) or Response()
    mine = said.response_at(session, update.id, row.number) or Response()
    return Waiting(
        version_id=identified(row.id),
        writer_id=identified(row.written_by_id),
        update_id=row.update_id,
        recommendation_id=identified(recommendation.id),
        round_id=identified(round.id),
        number=recommendation.number,
        position=recommendation.position,
        text=recommendation.text,
        plan_title=plan.title,
        round_label=round.label,
        closed=round.closed_at is not None,
        decided=UpdateState(update.state) in SETTLED or recommendation.signed_off_at is not None,
        response=mine,
        lost=changes(scheme_of(session, plan.scheme_id), base, now, mine),
    )


def _holds(later: Waiting, earlier: Waiting) -> bool:
    """Whether all that would be lost of an earlier card would be given back with a later one of the same writer."""
    if (later.writer_id, later.update_id) != (earlier.writer_id, earlier.update_id):
        return False
    words = {change.field: change.after for change in later.lost}
    return all(change.after in words.get(change.field, "") for change in earlier.lost)
