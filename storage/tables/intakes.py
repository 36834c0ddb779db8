"""Documents on their way into the record: each with what it seems to say, every doubt, and what the clerk answered."""

from datetime import datetime
from typing import Any, Optional

from sqlalchemy import JSON
from sqlmodel import Field, UniqueConstraint

from storage.tables.columns import Table, identity, instant, link


class Intake(Table, table=True):
    """One document that was sent in. `proposal` is what was read, and stays as it was read; answers are beside it.

    `plan_id` is the known plan it is a newer version of, or (once confirmed) the plan it became.
    """

    id: Optional[int] = identity()
    file_id: int = link("stored_file.id")
    fingerprint: str = Field(index=True)
    proposal: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    state: str = Field(index=True)
    version: int = 1
    title: str
    service: str = ""
    plan_id: int | None = link("plan.id", nullable=True)
    started_by_id: int = link("person.id")
    started_at: datetime = instant()
    settled_by_id: int | None = link("person.id", nullable=True)
    settled_at: datetime | None = instant(nullable=True)


class IntakeDoubt(Table, table=True):
    """A doubt and its answer. `version` counts the answers, so that two clerks do not answer over each other."""

    __tablename__ = "intake_doubt"
    __table_args__ = (UniqueConstraint("intake_id", "position"),)

    id: Optional[int] = identity()
    intake_id: int = link("intake.id")
    position: int
    code: str
    message: str
    recommendation: int | None = None
    field: str = ""
    place: str = ""
    round: str = ""
    candidates: list[str] = Field(default_factory=list, sa_type=JSON)
    version: int = 0
    answer: str | None = None
    value: str = ""
    answered_by_id: int | None = link("person.id", nullable=True)
    answered_at: datetime | None = instant(nullable=True)


class IntakeOwner(Table, table=True):
    """Somebody the document names, and whom the record knows them as. Each text is matched once for the whole document."""

    __tablename__ = "intake_owner"
    __table_args__ = (UniqueConstraint("intake_id", "position"),)

    id: Optional[int] = identity()
    intake_id: int = link("intake.id")
    position: int
    text: str
    name: str = ""
    role: str = ""
    organisation: str = ""
    is_link_officer: bool = False
    found: str
    candidates: list[int] = Field(default_factory=list, sa_type=JSON)
    version: int = 0
    choice: str | None = None
    kind: str = ""
    person_id: int | None = link("person.id", nullable=True)
    email: str = ""
    answered_by_id: int | None = link("person.id", nullable=True)
    answered_at: datetime | None = instant(nullable=True)
