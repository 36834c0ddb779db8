"""A document arrives: it is kept with what was read in it, its doubts and the names in it become rows to be answered.

The same document again, in hand or imported, is found instead, and nothing is kept twice.
"""

from sqlalchemy import select
from sqlmodel import Session, col

from storage.changes import added, audit, identified
from storage.errors import Refusal
from storage.files import keep_file
from storage.importing import kept, lately
from storage.importing.intakes import LONGEST_TITLE, everybody
from storage.importing.named import Named, everybody_named
from storage.importing.proposal import Proposal
from storage.importing.raising import ask_which_plan, raise_first
from storage.importing.settled import check_may_take
from storage.importing.sight import see, view
from storage.importing.views import IntakeView, Known
from storage.importing.which_plan import version_of
from storage.people import person_by_id
from storage.plans import concern_of_plan
from storage.rules import permissions
from storage.rules.wording import bare_words
from storage.tables import intakes as tables
from storage.tables import plans as plan_tables
from storage.tables.rounds import StoredFile
from storage.views import Moment, Person
from storage.vocabulary import IntakeState, OwnerKind, Role


def start(
    session: Session, *, person: Person, moment: Moment, name: str, content: bytes, proposal: Proposal
) -> IntakeView | Known:
    """Keeps a document with what was read in it. One that is in hand, or has been imported, is found instead."""
    permissions.check_import(person)
    if not proposal.recommendations:
        raise Refusal(
            f"I read “{proposal.file}” and found no recommendation or action in it, so there is nothing to import. "
            "If there is a table of them, save just that as .docx, .xlsx or .csv and send it."
        )
    file = keep_file(session, person=person, moment=moment, name=name, content=content)
    said = kept.fingerprint(proposal)
    if before := _before(session, said, file.id):
        check_may_take(session, person, before)
        if before.state == IntakeState.CONFIRMED:
            return _known(session, before)
        return see(session, person=person, intake_id=identified(before.id))
    title = _title(proposal)
    plan_id = version_of(session, proposal, title)
    if plan_id is not None:
        permissions.check_import(person, concern_of_plan(session, plan_id))
    row = added(
        session,
        tables.Intake(
            file_id=file.id,
            fingerprint=said,
            proposal=kept.kept(proposal),
            state=IntakeState.IN_HAND,
            title=title,
            service=next((held.service for held in person.roles if held.role is Role.CLERK and held.service), ""),
            plan_id=plan_id,
            started_by_id=person.id,
            started_at=moment.at,
        ),
    )
    id = identified(row.id)
    read = lately.parsed(session, row)
    name_owners(session, person, id, read)
    raise_first(session, row, read)
    session.flush()
    ask_which_plan(session, row, read, person)
    after = {"file": file.id, "recommendations": len(proposal.recommendations), "doubts": len(proposal.doubts)}
    audit(session, person=person, moment=moment, act="began", noun="import", noun_id=id, after=after)
    return view(session, row, read=read)


def name_owners(session: Session, person: Person, intake_id: int, proposal: Proposal) -> None:
    """A row for each name that has none yet."""
    rows = session.scalars(select(tables.IntakeOwner).where(col(tables.IntakeOwner.intake_id) == intake_id)).all()
    there = {(row.text, row.is_link_officer) for row in rows}
    named = everybody_named(proposal, everybody(session, person), _known_bodies(session))
    new = [one for one in named if (one.owner.text, one.is_link_officer) not in there]
    for place, one in enumerate(new, len(rows) + 1):
        session.add(_owner_row(intake_id, place, one))
    session.flush()


def _known_bodies(session: Session) -> dict[tuple[str, ...], OwnerKind]:
    """Posts and bodies that own something already, by the words of their names."""
    row = plan_tables.Owner
    found = session.execute(
        select(col(row.name), col(row.kind)).where(col(row.kind) != OwnerKind.PERSON).order_by(col(row.id))
    ).all()
    return {bare_words(name): OwnerKind(kind) for name, kind in found}


def _owner_row(intake_id: int, place: int, one: Named) -> tables.IntakeOwner:
    return tables.IntakeOwner(
        intake_id=intake_id,
        position=place,
        text=one.owner.text,
        name=one.owner.name,
        role=one.owner.role,
        organisation=one.owner.organisation,
        is_link_officer=one.is_link_officer,
        found=one.found,
        candidates=list(one.candidates),
        kind=one.kind,
    )


def _before(session: Session, said: str, file_id: int) -> tables.Intake | None:
    """The import of the same bytes, or of another file that says the same; a dropped one does not count."""
    sha256 = session.get_one(StoredFile, file_id).sha256
    return session.scalars(
        select(tables.Intake)
        .join(StoredFile, col(StoredFile.id) == col(tables.Intake.file_id))
        .where((col(tables.Intake.fingerprint) == said) | (col(StoredFile.sha256) == sha256))
        .where(col(tables.Intake.state) != IntakeState.DROPPED)
        .order_by(col(tables.Intake.id).desc())
        .options(lately.LIGHT)
    ).first()


def _known(session: Session, row: tables.Intake) -> Known:
    plan = session.get_one(plan_tables.Plan, row.plan_id)
    by = person_by_id(session, row.settled_by_id).name if row.settled_by_id else ""
    return Known(plan.title, by, row.settled_at or row.started_at)


def _title(proposal: Proposal) -> str:
    """The review a form is about names its plan; else the form's own heading, else the file."""
    stem = proposal.file.rpartition(".")[0] or proposal.file
    found = next((words for words in (proposal.subject, proposal.title, stem) if words.strip()), "Plan")
    return " ".join(kept.storable(found).split())[:LONGEST_TITLE]
