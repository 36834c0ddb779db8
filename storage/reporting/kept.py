"""Every compiled report, kept for good: what it was made from, who had it when, and how two of them differ."""

from typing import Any

from sqlalchemy import Row, Select, select
from sqlmodel import Session, col

from storage import outbox
from storage.changes import added, audit, identified
from storage.content import keep_content
from storage.errors import Refusal
from storage.plans import concern_of_plan
from storage.reporting.comparing import basis, differences
from storage.reporting.compile import Written
from storage.reporting.layout import form
from storage.reporting.paper import Paper
from storage.reporting.wanted import Format, KeptReport, Wanted
from storage.rules import permissions
from storage.rules.permissions import Concern
from storage.tables import people as people_tables
from storage.tables import plans as plan_tables
from storage.tables import rounds as round_tables
from storage.tables.reports import Report
from storage.tables.rounds import FileContent
from storage.views import Moment, Person

MOST_LISTED = 20
_plan, _round, _person = plan_tables.Plan, round_tables.Round, people_tables.Person
KEPT: Select[*tuple[Any, ...]] = (
    select(Report, col(_plan.title), col(_plan.service), col(_round.label), col(_person.name))
    .join(_plan, col(_plan.id) == col(Report.plan_id))
    .join(_round, col(_round.id) == col(Report.round_id))
    .outerjoin(_person, col(_person.id) == col(Report.compiled_by_id))
    .order_by(col(Report.id).desc())
)


def asked_for(session: Session, *, person: Person, moment: Moment, wanted: Wanted) -> None:
    """Goes on record before the work begins, so that a request which arrives twice is one."""
    permissions.check_compile(person, concern_of_plan(session, wanted.plan_id))
    after = {"round": wanted.round, "form": wanted.form, "format": wanted.format}
    audit(
        session,
        person=person,
        moment=moment,
        act="asked for the report of",
        noun="plan",
        noun_id=wanted.plan_id,
        after=after,
    )


def keep(
    session: Session,
    *,
    person: Person | None,
    moment: Moment,
    paper: Paper,
    wanted: Wanted,
    written: Written,
    template_id: int | None = None,
) -> KeptReport:
    """Keeps a compiled report under the hash of its bytes. None is the server's own console."""
    if person is not None:
        permissions.check_compile(person, concern_of_plan(session, wanted.plan_id))
    sha256 = keep_content(session, written.content)
    row = added(
        session,
        Report(
            plan_id=wanted.plan_id,
            round_id=wanted.round_id,
            form=wanted.form,
            format=wanted.format,
            name=written.name,
            sha256=sha256,
            size=len(written.content),
            draft=paper.draft,
            template_id=template_id,
            basis=basis(paper),
            compiled_by_id=person.id if person else None,
            compiled_at=moment.at,
        ),
    )
    after = {"sha256": sha256, "round": wanted.round, "form": wanted.form, "format": wanted.format}
    audit(session, person=person, moment=moment, act="compiled", noun="report", noun_id=row.id, after=after)
    return _kept(session, identified(row.id), person)


def reports(session: Session, *, person: Person) -> tuple[KeptReport, ...]:
    """The last reports of plans that this person looks after, the newest first."""
    rows = session.execute(KEPT).yield_per(50)
    found: list[KeptReport] = []
    for row in rows:
        if permissions.may_compile(person, Concern(row[0].plan_id, row.service)):
            found.append(_view(row))
        if len(found) == MOST_LISTED:
            break
    rows.close()
    return tuple(found)


def report(session: Session, *, person: Person, report_id: int) -> KeptReport:
    return _kept(session, report_id, person)


def fetch(session: Session, *, person: Person, moment: Moment, report_id: int) -> tuple[KeptReport, bytes]:
    """A report's bytes, as they were compiled. Who had them goes on record."""
    found = _kept(session, report_id, person)
    content = session.get_one(FileContent, found.sha256).content
    audit(session, person=person, moment=moment, act="fetched", noun="report", noun_id=report_id)
    return found, content


def tell(session: Session, *, person: Person, moment: Moment, report_id: int) -> None:
    """For who was asked to wait: a letter that the report is ready."""
    outbox.post(session, moment=moment, key=f"report:{report_id}:{person.id}", person_id=person.id, kind="report",
                payload={"report": report_id})  # fmt: skip


def tell_failed(session: Session, *, person: Person, moment: Moment, wanted: Wanted, why: str, key: str) -> None:
    payload = {"title": wanted.title, "why": why}
    outbox.post(session, moment=moment, key=f"no report:{key}", person_id=person.id, kind="no_report", payload=payload)


def compare(
    session: Session, *, person: Person, report_id: int, with_id: int | None = None
) -> tuple[KeptReport, KeptReport, tuple[str, ...]]:
    """What differs from the one compared with; without one, from the last of the same plan before it."""
    newer = _kept(session, report_id, person)
    older_id = with_id or session.scalar(
        select(col(Report.id))
        .where(col(Report.plan_id) == newer.plan_id, col(Report.id) < report_id)
        .order_by(col(Report.id).desc())
        .limit(1)
    )
    if older_id is None:
        raise Refusal(
            f"Report {report_id} is the first of “{newer.title}”, so there is none before it to compare with."
        )
    older = _kept(session, older_id, person)
    if older.plan_id != newer.plan_id:
        raise Refusal(f"Reports {older.id} and {newer.id} are of different plans, so comparing them would say nothing.")
    first, second = sorted((older, newer), key=lambda one: one.id)
    bases = [session.get_one(Report, one.id).basis for one in (first, second)]
    return first, second, tuple(differences(bases[0], bases[1]))


def _kept(session: Session, report_id: int, person: Person | None) -> KeptReport:
    row = session.execute(KEPT.where(col(Report.id) == report_id)).first()
    if row is None or (
        person is not None and not permissions.may_compile(person, Concern(row[0].plan_id, row.service))
    ):
        raise Refusal(f"I cannot find report {report_id} among those you may see. Type “reports” for a list.")
    return _view(row)


def _view(row: Row[Any]) -> KeptReport:
    found: Report = row[0]
    return KeptReport(
        id=identified(found.id),
        plan_id=found.plan_id,
        title=row.title,
        round=row.label,
        form_name=form(found.form).name,
        format=Format(found.format),
        name=found.name,
        size=found.size,
        sha256=found.sha256,
        draft=found.draft,
        compiled_by=row.name or "the server's console",
        compiled_at=found.compiled_at,
    )
