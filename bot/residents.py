"""The people of the record as players of the local page, and one stranger, so that the closed door can be tried too."""

from sqlmodel import Session

from bot.playground.people import Player
from storage import people
from storage.views import Person
from storage.vocabulary import Role

STRANGER = Player(
    key="stranger",
    name="Sam Stranger",
    email="sam.stranger@elsewhere.example",
    entra_id="00000000-0000-4000-8000-000000000000",
    job_title="",
    caption="nobody the record knows",
    tenant_id="00000000-0000-4000-8000-0000000000ff",
)


def players_of(session: Session, *, tenant_id: str) -> tuple[Player, ...]:
    known = tuple(
        Player(
            key=str(person.id),
            name=person.name,
            email=person.email,
            entra_id=entra_id or f"00000000-0000-4000-8000-{person.id:012d}",
            job_title=person.job_title,
            caption=_caption(person),
            tenant_id=tenant_id,
        )
        for person, entra_id in people.everybody(session)
    )
    return (*known, STRANGER)


def _caption(person: Person) -> str:
    held = sorted({held.role for held in person.roles}, key=list(Role).index)
    return ", ".join(role.replace("_", " ") for role in held) or person.job_title or "officer"
