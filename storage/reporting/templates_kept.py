"""Councils' own Word templates in the record: the last one for a form is the one that papers are made from."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from storage.changes import added, audit, identified
from storage.content import keep_content
from storage.reporting.templates import check
from storage.rules import permissions
from storage.rules.filetypes import shown_name
from storage.tables.reports import ReportTemplate
from storage.tables.rounds import FileContent
from storage.views import Moment, Person


@dataclass(frozen=True, slots=True)
class KeptTemplate:
    id: int
    form: str
    name: str
    content: bytes


def template_of(session: Session, *, form: str) -> KeptTemplate | None:
    row = session.scalars(
        select(ReportTemplate).where(col(ReportTemplate.form) == form).order_by(col(ReportTemplate.id).desc())
    ).first()
    if row is None:
        return None
    return KeptTemplate(identified(row.id), row.form, row.name, session.get_one(FileContent, row.sha256).content)


def use_template(
    session: Session, *, person: Person | None, moment: Moment, form: str, name: str, content: bytes
) -> None:
    """From now on, papers of this form are made from it. One that would not work is refused."""
    if person is not None:
        permissions.check_use_template(person)
    check(content)
    sha256 = keep_content(session, content)
    row = added(
        session,
        ReportTemplate(
            form=form,
            name=shown_name(name),
            sha256=sha256,
            added_by_id=person.id if person else None,
            added_at=moment.at,
        ),
    )
    after = {"form": form, "sha256": sha256}
    audit(session, person=person, moment=moment, act="chose", noun="report template", noun_id=row.id, after=after)
