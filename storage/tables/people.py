"""People, the roles they hold, and where each can be reached."""

from datetime import datetime
from typing import Optional

from sqlmodel import Field, UniqueConstraint

from storage.tables.columns import Table, identity, instant, link


class Person(Table, table=True):
    """Somebody of this council. `entra_id` binds them to Teams; where it is unknown, their e-mail binds it later."""

    id: Optional[int] = identity()
    name: str
    email: str = Field(unique=True)
    entra_id: str | None = Field(default=None, unique=True)
    job_title: str = ""
    service: str = ""
    active: bool = True


class RoleHolding(Table, table=True):
    __tablename__ = "role_holding"
    __table_args__ = (UniqueConstraint("person_id", "role", "plan_id", "service"),)

    id: Optional[int] = identity()
    person_id: int = link("person.id")
    role: str
    plan_id: int | None = link("plan.id", nullable=True)
    service: str | None = None


class Conversation(Table, table=True):
    """A personal chat with the bot: what is needed to write to somebody first."""

    id: Optional[int] = identity()
    person_id: int = link("person.id")
    channel_conversation_id: str = Field(unique=True)
    service_url: str
    bot_id: str
    user_id: str
    tenant_id: str
    welcomed_at: datetime | None = instant(nullable=True)
    blocked_at: datetime | None = instant(nullable=True)
    seen_at: datetime = instant()
