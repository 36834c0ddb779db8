"""What is known when somebody is at the door, in one look: have they said this before, who are they, are they noted."""

from dataclasses import dataclass

from sqlmodel import Session

from storage import conversations, deliveries, people
from storage.views import Moment, Person, Reference


@dataclass(frozen=True, slots=True)
class Doorstep:
    handled: deliveries.Handled | None
    person: Person | None
    to_note: bool


def look(session: Session, *, entra_id: str, delivery: str, reference: Reference, moment: Moment) -> Doorstep:
    person = people.person_with_entra_id(session, entra_id) if entra_id else None
    return Doorstep(
        deliveries.handled(session, key=delivery),
        person,
        person is not None
        and conversations.needs_noting(session, person=person, moment=moment, reference=reference),
    )
