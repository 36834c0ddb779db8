"""Words that were written in a round and never sent: counted before the round closes, told of to their writers when it
does, and theirs to read afterwards. Nobody else is shown them: a draft is nobody's word yet."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from storage import outbox, recommendations
from storage.changes import identified
from storage.errors import Refusal
from storage.rules import permissions
from storage.sheets import sheets
from storage.tables import rounds as tables
from storage.views import Moment, Person, Sheet
from storage.vocabulary import Origin

LETTER = "not sent"

_update, _version, _round = tables.Update, tables.UpdateVersion, tables.Round


def drafts_in(session: Session, round_id: int) -> int:
    """How many answers of this round hold something that has not been sent."""
    unsent = (col(_update.round_id) == round_id) & (col(_update.version) > col(_update.sent_version))
    return session.scalar(select(func.count(col(_update.id))).where(unsent)) or 0


def tell_writers(session: Session, *, moment: Moment, round_id: int) -> None:
    """A letter to everybody who wrote something in this round that was never sent."""
    rows = session.scalars(
        _written(col(_version.written_by_id))
        .where(col(_update.round_id) == round_id, col(_version.written_by_id).is_not(None))
        .group_by(col(_version.written_by_id))
        .order_by(col(_version.written_by_id))
    ).all()
    for writer in map(identified, rows):
        key, payload = f"{LETTER}:{round_id}:{writer}", {"round": round_id}
        outbox.post(session, moment=moment, key=key, person_id=writer, kind=LETTER, payload=payload)


def left_in_round(session: Session, *, person: Person, round_id: int) -> tuple[Sheet, ...]:
    """What this person wrote in a round that closed without it, as it stands."""
    found = _left(session, person, col(_update.round_id) == round_id)
    if not found:
        raise Refusal("Nothing of yours was left unsent there. Type “my actions” to see what is yours.")
    return found


def left_about(session: Session, *, person: Person, recommendation_id: int) -> tuple[Sheet, ...]:
    """The same about one recommendation, in whichever rounds have closed; the earliest first."""
    return _left(session, person, col(_update.recommendation_id) == recommendation_id)


def _left(session: Session, person: Person, where: Any) -> tuple[Sheet, ...]:
    keys: Sequence[Any] = session.execute(
        _written(col(_update.recommendation_id), col(_update.round_id))
        .join(_round, col(_round.id) == col(_update.round_id))
        .where(where, col(_version.written_by_id) == person.id, col(_round.closed_at).is_not(None))
        .group_by(col(_update.recommendation_id), col(_update.round_id), col(_round.period_on))
        .order_by(col(_round.period_on), col(_update.round_id), col(_update.recommendation_id))
    ).all()
    seen = [
        (one, other) for one, other in keys if permissions.may_see(person, recommendations.concern_of(session, one))
    ]
    return sheets(session, person=person, keys=seen) if seen else ()


def _written(*columns: Any) -> Select[Any]:
    """Of versions that counted and came after what was sent; what was set aside waits for its own choice."""
    return (
        select(*columns)
        .select_from(_version)
        .join(_update, col(_update.id) == col(_version.update_id))
        .where(col(_version.number) > col(_update.sent_version), col(_update.version) > col(_update.sent_version))
        .where(col(_version.origin) != Origin.SET_ASIDE)
    )
