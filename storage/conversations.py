"""The personal chats people have with the bot: how to reach somebody first, and whether they were welcomed."""

from datetime import timedelta

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from storage.tables.people import Conversation
from storage.tables.people import Person as PersonRow
from storage.views import Moment, Person, Reference

SEEN_AGAIN_AFTER = timedelta(hours=12)

IN_CHAT = select(Conversation).where(col(Conversation.channel_conversation_id) == bindparam("chat"))


def note(session: Session, *, person: Person, moment: Moment, reference: Reference) -> None:
    row = _row(session, reference) or Conversation(
        person_id=person.id,
        channel_conversation_id=reference.conversation_id,
        service_url=reference.service_url,
        bot_id=reference.bot_id,
        user_id=reference.user_id,
        tenant_id=reference.tenant_id,
        seen_at=moment.at,
    )
    row.person_id, row.service_url, row.bot_id = person.id, reference.service_url, reference.bot_id
    row.user_id, row.tenant_id, row.seen_at, row.blocked_at = reference.user_id, reference.tenant_id, moment.at, None
    session.add(row)


def welcome(session: Session, *, person: Person, moment: Moment) -> bool:
    """Whether this is the first time; afterwards it never is again, in any of the person's chats."""
    rows = session.scalars(select(Conversation).where(col(Conversation.person_id) == person.id)).all()
    if any(row.welcomed_at for row in rows):
        return False
    for row in rows:
        row.welcomed_at = moment.at
        session.add(row)
    return bool(rows)


def reference_of(session: Session, person_id: int) -> Reference | None:
    """The chat in which somebody was last seen."""
    row = session.scalars(
        select(Conversation)
        .join(PersonRow, col(PersonRow.id) == col(Conversation.person_id))
        .where(col(Conversation.person_id) == person_id, col(Conversation.blocked_at).is_(None), col(PersonRow.active))
        .order_by(col(Conversation.seen_at).desc(), col(Conversation.id).desc())
    ).first()
    if row is None:
        return None
    return Reference(row.channel_conversation_id, row.service_url, row.bot_id, row.user_id, row.tenant_id)


def blocked(session: Session, person_id: int, moment: Moment) -> None:
    """The person has blocked or removed the bot: nobody writes to them first until they come back."""
    for row in session.scalars(select(Conversation).where(col(Conversation.person_id) == person_id)):
        row.blocked_at = moment.at
        session.add(row)


def _row(session: Session, reference: Reference) -> Conversation | None:
    return session.scalars(IN_CHAT, {"chat": reference.conversation_id}).first()
