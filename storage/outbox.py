"""Messages the bot sends first. A letter is written in the transaction that caused it and sent later, once."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

from sqlalchemy import select, true, update
from sqlmodel import Session, col

from storage.changes import identified
from storage.conversations import blocked, reference_of
from storage.people import person_by_id
from storage.tables.messages import Letter
from storage.tables.people import Person as PersonRow
from storage.tables.rounds import Handover, Walk
from storage.views import Moment, OutboxLetter
from storage.vocabulary import OFFERED, HandoverState, OutboxState

Outcome = Literal["sent", "blocked", "not_installed", "failed", "later"]

# A courier that died has its letters taken over after this long.
CLAIM_HOLDS = timedelta(minutes=2)
MOST_ATTEMPTS = 6


def post(
    session: Session, *, moment: Moment, key: str, person_id: int, kind: str, payload: Mapping[str, int | str]
) -> None:
    """Puts a letter in the outbox, unless one with this key is there already."""
    if session.scalar(select(col(Letter.id)).where(col(Letter.key) == key)) is None:
        session.add(
            Letter(
                key=key,
                person_id=person_id,
                kind=kind,
                payload=dict(payload),
                state=OutboxState.WAITING,
                due_at=moment.at,
            )
        )


def claim(session: Session, *, moment: Moment, only_to: str | None = None, most: int = 10) -> tuple[OutboxLetter, ...]:
    """Takes letters that are due: everybody's, or those to one e-mail. No other courier gets them while it holds."""
    stale = (col(Letter.state) == OutboxState.CLAIMED) & (col(Letter.claimed_at) < moment.at - CLAIM_HOLDS)
    due = (col(Letter.state) == OutboxState.WAITING) & (col(Letter.due_at) <= moment.at)
    theirs = select(col(PersonRow.id)).where(col(PersonRow.email) == only_to)
    rows = session.scalars(
        select(Letter)
        .where(due | stale, true() if only_to is None else col(Letter.person_id).in_(theirs))
        .order_by(col(Letter.due_at), col(Letter.id))
        .limit(most)
        .with_for_update(skip_locked=True)
    ).all()
    for row in rows:
        row.state, row.claimed_at, row.attempts = OutboxState.CLAIMED, moment.at, row.attempts + 1
        session.add(row)
    return tuple(_view(session, row) for row in rows)


def settle(session: Session, *, moment: Moment, letter_id: int, outcome: Outcome) -> None:
    """What became of a letter. One to be tried later waits twice as long each time, and fails after the last."""
    row = session.get_one(Letter, letter_id)
    if outcome == "later" and row.attempts < MOST_ATTEMPTS:
        row.state, row.due_at = OutboxState.WAITING, moment.at + timedelta(seconds=30 * 2**row.attempts)
    else:
        row.state = OutboxState.FAILED if outcome == "later" else OutboxState(outcome)
        row.settled_at = moment.at
    if outcome == "blocked":
        blocked(session, row.person_id, moment)
    if outcome == "sent":
        # It lies below whatever was on their screen: a bare grade typed now may be meant for what it speaks of.
        session.execute(
            update(Walk).where(col(Walk.person_id) == row.person_id, col(Walk.walking)).values(elsewhere=True)
        )
        _put_last(session, row, moment)
    session.add(row)


def _put_last(session: Session, row: Letter, moment: Moment) -> None:
    """An offer that is the last thing put to somebody takes a yes or a no; any other letter after it ends that. Where
    another question is open, it stays that one's."""
    offer = session.get(Handover, int(row.payload.get("handover", 0))) if row.kind == "handover" else None
    is_offer = offer is not None and offer.state == HandoverState.OFFERED and offer.to_id == row.person_id
    walk = session.get(Walk, row.person_id)
    if walk is None and is_offer:
        walk = Walk(person_id=row.person_id, moved_at=moment.at)
    if walk is None or walk.pending not in ("", OFFERED):
        return
    walk.pending, walk.pending_id = (OFFERED, offer.id) if offer and is_offer else ("", None)
    walk.pending_text = ""
    session.add(walk)


def _view(session: Session, row: Letter) -> OutboxLetter:
    person = person_by_id(session, row.person_id)
    return OutboxLetter(
        identified(row.id), person, row.kind, row.payload, reference_of(session, row.person_id), row.attempts
    )
