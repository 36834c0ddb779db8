"""What is known when somebody is at the door, in one look: have they said this before, who are they, are they noted."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session, col

from storage.conversations import SEEN_AGAIN_AFTER
from storage.deliveries import Handled
from storage.prepared import rows
from storage.tables.messages import Delivery
from storage.tables.people import Conversation, RoleHolding
from storage.tables.people import Person as PersonRow
from storage.views import Moment, Person, Reference, RoleHeld
from storage.vocabulary import Role

LOOK: Select[*tuple[Any, ...]] = (
    select(
        col(PersonRow.id),
        col(PersonRow.name),
        col(PersonRow.email),
        col(PersonRow.job_title),
        col(PersonRow.service),
        col(RoleHolding.role),
        col(RoleHolding.plan_id),
        col(RoleHolding.service).label("of_service"),
        col(Conversation.person_id).label("noted_person_id"),
        col(Conversation.service_url),
        col(Conversation.blocked_at),
        col(Conversation.seen_at),
        col(Delivery.key),
        col(Delivery.answer),
    )
    .select_from(PersonRow)
    .outerjoin(RoleHolding, col(RoleHolding.person_id) == col(PersonRow.id))
    .outerjoin(Conversation, col(Conversation.channel_conversation_id) == bindparam("chat"))
    .outerjoin(Delivery, col(Delivery.key) == bindparam("delivery"))
    .where(col(PersonRow.entra_id) == bindparam("entra_id"), col(PersonRow.active))
)


@dataclass(frozen=True, slots=True)
class Doorstep:
    """`to_note` where what we know of this chat is missing or out of date: most turns have nothing to write of it."""

    handled: Handled | None = None
    person: Person | None = None
    to_note: bool = False


def look(session: Session, *, entra_id: str, delivery: str, reference: Reference, moment: Moment) -> Doorstep:
    keys = {"entra_id": entra_id, "delivery": delivery, "chat": reference.conversation_id}
    found = rows(session, LOOK, keys) if entra_id else []
    if not found:
        return Doorstep()
    first = found[0]
    roles = frozenset(RoleHeld(Role(row.role), row.plan_id, row.of_service) for row in found if row.role)
    person = Person(first.id, first.name, first.email, first.job_title, first.service, roles)
    noted = (first.noted_person_id, first.service_url) == (person.id, reference.service_url)
    lately = first.seen_at is not None and moment.at - first.seen_at <= SEEN_AGAIN_AFTER
    handled = Handled(first.answer) if first.key else None
    return Doorstep(handled, person, to_note=not (noted and lately and first.blocked_at is None))
