"""How much waits at a clerk's desk: what has been sent, and what has been given back."""

from sqlmodel import Session

from storage.handovers import with_clerk
from storage.reviews import keys_to_review
from storage.views import Inbox, Person
from storage.vocabulary import Role


def inbox(session: Session, *, person: Person) -> Inbox:
    if not person.holds(Role.CLERK):
        return Inbox()
    return Inbox(len(keys_to_review(session, person=person)), len(with_clerk(session, person=person)))
