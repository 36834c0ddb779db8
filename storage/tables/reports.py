"""Compiled reports, kept for good with what they were made from; councils' templates; the key that signs links."""

from datetime import datetime
from typing import Any, Optional

from sqlalchemy import JSON, LargeBinary
from sqlmodel import Field

from storage.tables.columns import Table, identity, instant, link


class Report(Table, table=True):
    """One compiled file. `basis` says which versions, grades and dates it shows, so that two can be compared."""

    id: Optional[int] = identity()
    plan_id: int = link("plan.id")
    round_id: int = link("round.id")
    form: str
    format: str
    name: str
    sha256: str = Field(foreign_key="file_content.sha256", index=True)
    size: int
    draft: bool
    template_id: int | None = link("report_template.id", nullable=True)
    basis: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    compiled_by_id: int | None = link("person.id", nullable=True)
    compiled_at: datetime = instant()


class ReportTemplate(Table, table=True):
    """A council's own Word template for a form. The last one counts; those before it stay with what they made."""

    __tablename__ = "report_template"

    id: Optional[int] = identity()
    form: str = Field(index=True)
    name: str
    sha256: str = Field(foreign_key="file_content.sha256", index=True)
    added_by_id: int | None = link("person.id", nullable=True)
    added_at: datetime = instant()


class LinkKey(Table, table=True):
    """What links to reports are signed with. One row, made at the first link, the same for every copy of the program."""

    __tablename__ = "link_key"

    id: int = Field(primary_key=True)
    key: bytes = Field(sa_type=LargeBinary)
