"""The traffic: activities already handled, letters to be sent first, and the audit of every write."""

from datetime import datetime
from typing import Any, Optional

from sqlalchemy import JSON, Index
from sqlmodel import Field

from storage.tables.columns import Table, identity, instant, link


class Delivery(Table, table=True):
    """An activity that changed something, and what was answered: Teams may deliver the same one again."""

    key: str = Field(primary_key=True)
    handled_at: datetime = instant(index=True)
    answer: dict[str, Any] | None = Field(default=None, sa_type=JSON)


class Letter(Table, table=True):
    """One message to be sent first. `key` makes sure that the same cause writes the same person once."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due", "state", "due_at", "id"),)

    id: Optional[int] = identity()
    key: str = Field(unique=True)
    person_id: int = link("person.id")
    kind: str
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    state: str
    attempts: int = 0
    due_at: datetime = instant()
    claimed_at: datetime | None = instant(nullable=True)
    settled_at: datetime | None = instant(nullable=True)


class AuditRow(Table, table=True):
    """Who did what to what, when, what was before and what is now. Written in the transaction that did it."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_noun", "noun", "noun_id"),)

    id: Optional[int] = identity()
    at: datetime = instant(index=True)
    person_id: int | None = link("person.id", nullable=True)
    act: str
    noun: str
    noun_id: int | None = None
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    after: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
