"""Plans and everything the committee agreed: sections, recommendations, actions, measures, indicators, owners, dates."""

from datetime import date, datetime
from typing import Any, Optional

from sqlalchemy import JSON, Index, text
from sqlmodel import Field, UniqueConstraint

from storage.tables.columns import Table, identity, instant, link


class Scheme(Table, table=True):
    """A grading scheme as read from a plan's own key. It is never edited: a different key is a different scheme."""

    id: Optional[int] = identity()
    name: str
    rules: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)


class Grade(Table, table=True):
    __table_args__ = (UniqueConstraint("scheme_id", "code"),)

    id: Optional[int] = identity()
    scheme_id: int = link("scheme.id")
    position: int
    code: str
    label: str
    definition: str = ""
    confidence: str = ""
    meaning: str
    synonyms: list[str] = Field(default_factory=list, sa_type=JSON)


class Plan(Table, table=True):
    """`edition` is raised by every write to what was agreed, so that a program may remember what it has read."""

    id: Optional[int] = identity()
    title: str = Field(unique=True)
    aliases: list[str] = Field(default_factory=list, sa_type=JSON)
    family: str
    service: str = ""
    scheme_id: int = link("scheme.id")
    agreed_text: str = ""
    agreed_on: date | None = None
    subject: str = ""
    organisation: str = ""
    link_officers: list[str] = Field(default_factory=list, sa_type=JSON)
    introduction: str = ""
    edition: int = 1
    created_at: datetime = instant()


class Section(Table, table=True):
    __table_args__ = (UniqueConstraint("plan_id", "position"),)

    id: Optional[int] = identity()
    plan_id: int = link("plan.id")
    position: int
    title: str


SIGNED_OFF = text("signed_off_at IS NOT NULL")


class Recommendation(Table, table=True):
    """`number` is as printed and may be empty or repeated; `position` is the order in the plan and is neither.

    `missing_since_at`: when a newer version of the plan's document came without it. It stays, and is asked about still.
    """

    __table_args__ = (
        UniqueConstraint("plan_id", "position"),
        Index("ix_recommendation_signed_off_at", "signed_off_at", sqlite_where=SIGNED_OFF, postgresql_where=SIGNED_OFF),
    )

    id: Optional[int] = identity()
    plan_id: int = link("plan.id")
    section_id: int | None = link("section.id", nullable=True)
    position: int
    number: str = ""
    text: str
    signed_off_at: datetime | None = instant(nullable=True)
    missing_since_at: datetime | None = instant(nullable=True)


class AgreedAction(Table, table=True):
    __tablename__ = "agreed_action"

    id: Optional[int] = identity()
    recommendation_id: int = link("recommendation.id")
    position: int
    text: str


class SubAction(Table, table=True):
    __tablename__ = "sub_action"

    id: Optional[int] = identity()
    recommendation_id: int = link("recommendation.id")
    position: int
    number: str = ""
    group: str = ""
    text: str
    lead: str = ""
    start_text: str = ""
    starts_on: date | None = None
    due_text: str = ""
    due_on: date | None = None
    grade_code: str | None = None
    grade_text: str = ""


class Measure(Table, table=True):
    id: Optional[int] = identity()
    recommendation_id: int = link("recommendation.id")
    position: int
    text: str


class Indicator(Table, table=True):
    id: Optional[int] = identity()
    recommendation_id: int = link("recommendation.id")
    position: int
    code: str = ""
    text: str
    lead: str = ""
    target: str = ""


class Owner(Table, table=True):
    """A person, a role or an organisation that recommendations name. `person_id` is set where Teams can reach them."""

    id: Optional[int] = identity()
    kind: str
    name: str
    role: str = ""
    organisation: str = ""
    person_id: int | None = link("person.id", nullable=True)


class Ownership(Table, table=True):
    """An owner's part in a recommendation, from when to when: handing over ends one row and begins another."""

    id: Optional[int] = identity()
    recommendation_id: int = link("recommendation.id")
    owner_id: int = link("owner.id")
    part: str
    position: int
    as_written: str = ""
    since_at: datetime = instant()
    ended_at: datetime | None = instant(nullable=True)


class DueDate(Table, table=True):
    """One due date of a recommendation. Dates are added, never changed; the last one counts."""

    __tablename__ = "due_date"

    id: Optional[int] = identity()
    recommendation_id: int = link("recommendation.id")
    text: str
    due_on: date | None = None
    reason: str = ""
    set_by_id: int | None = link("person.id", nullable=True)
    set_at: datetime = instant()
