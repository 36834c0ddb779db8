"""A confirmed document becomes a plan, or the newer version of one: all of it in one transaction, or nothing."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from storage import latest
from storage.changes import audit, identified
from storage.errors import Refusal
from storage.importing.again import take_in
from storage.importing.becoming import plan_of
from storage.importing.history import History, rounds_of, standings, write_history
from storage.importing.intakes import moved, open_row, titled
from storage.importing.lately import LIGHT, read_in
from storage.importing.raising import ask_which_plan, raise_again
from storage.importing.sight import view
from storage.importing.views import Imported, IntakeView, NamedOwner, Overtaken
from storage.people import add_colleague, appoint_link_officer, person_by_id
from storage.plans import add_plan
from storage.schemes import scheme_of
from storage.tables import intakes as tables
from storage.tables import plans as plan_tables
from storage.tables.messages import AuditRow
from storage.views import Colleague, Moment, Person
from storage.vocabulary import IntakeState, OwnerChoice

IMPORTED = "imported"
COUNTED = (
    "recommendations",
    "updates",
    "aside",
    "new",
    "changed",
    "gone",
    "is_newer",
    "unanswered",
    "link_officers",
    "outsiders",
)
"""What the card says of an import; the audit row keeps it, so that whoever presses again is told the same."""


def confirm(
    session: Session, *, person: Person, moment: Moment, intake_id: int, seen: int, leaving: bool
) -> Imported | Overtaken:
    """Takes the document in as the clerk saw it. `leaving`: knowing that the worst doubts, or names, are not answered."""
    if done := _done_already(session, person, intake_id):
        return done
    row = open_row(session, person, intake_id)
    if raise_again(session, row) | ask_which_plan(session, row, read_in(session, row), person):
        moved(session, row)
        return Overtaken(view(session, row))
    intake = view(session, row, afresh=True)
    if intake.stamp != seen:
        return Overtaken(intake)
    check_ready(session, intake, leaving=leaving)
    intake = replace(intake, owners=_added(session, person, moment, intake.owners))
    is_newer = intake.plan_id is not None
    plan_id, ids = _taken_in(session, person, moment, intake)
    written, aside = _write_past(session, moment, intake, plan_id, ids)
    for officer in _link_officers(intake):
        appoint_link_officer(session, person=person, moment=moment, colleague_id=officer.id, plan_id=plan_id)
    row.plan_id, row.state = plan_id, IntakeState.CONFIRMED
    row.settled_by_id, row.settled_at = person.id, moment.at
    moved(session, row)
    done = replace(_outcome(intake, plan_id, len(ids), written, is_newer=is_newer), aside=aside)
    after = {"plan": plan_id} | {name: getattr(done, name) for name in COUNTED}
    audit(session, person=person, moment=moment, act=IMPORTED, noun="import", noun_id=intake_id, after=after)
    session.flush()
    return done


def check_ready(session: Session, intake: IntakeView, *, leaving: bool) -> None:
    """Refuses what cannot be imported; and, unless it is knowingly left, what has not been answered."""
    if intake.plan_id is None and titled(session, intake.title) is not None:
        raise Refusal(
            f"There is a plan called “{intake.title}” already. Type “title is …” to call this one something else, "
            "or “newer version” if it is the same plan."
        )
    if intake.plan_id is None and intake.needs_a_key:
        raise Refusal(
            "This document has no grading key. Say first by which grades it is to be assessed: type “doubts”."
        )
    if not intake.proposal.recommendations:
        raise Refusal("Every row has been left out, so there is nothing to import. Type “drop” to let it go.")
    if (intake.blocking or intake.open_owners) and not leaving:
        raise Refusal("Some doubts that matter are not answered. Type “doubts” to see them, or “confirm anyway”.")


def _taken_in(session: Session, person: Person, moment: Moment, intake: IntakeView) -> tuple[int, dict[int, int]]:
    """The plan, and which of its recommendations each position of the document is."""
    if intake.plan_id is not None and intake.comparison is not None:
        ids = take_in(session, person=person, moment=moment, intake=intake, plan_id=intake.plan_id,
                      comparison=intake.comparison)  # fmt: skip
        return intake.plan_id, ids
    plan_id = add_plan(session, person=person, moment=moment, plan=plan_of(intake))
    stored = session.scalars(
        select(col(plan_tables.Recommendation.id))
        .where(col(plan_tables.Recommendation.plan_id) == plan_id)
        .order_by(col(plan_tables.Recommendation.position))
    ).all()
    pairs = zip(intake.proposal.recommendations, stored, strict=True)
    return plan_id, {one.position: identified(id) for one, id in pairs}


def _write_past(
    session: Session, moment: Moment, intake: IntakeView, plan_id: int, ids: dict[int, int]
) -> tuple[int, int]:
    session.flush()
    scheme_id = session.get_one(plan_tables.Plan, plan_id).scheme_id
    codes = {grade.code for grade in scheme_of(session, scheme_id).grades}
    rounds, there = rounds_of(session, plan_id), standings(session, plan_id)
    history = History(session, moment, intake.proposal, intake.id, plan_id, codes, rounds, there)
    written = write_history(history, [(ids[one.position], one) for one in intake.proposal.recommendations])
    latest.refresh_plan(session, plan_id)
    return written


def _added(session: Session, person: Person, moment: Moment, owners: tuple[NamedOwner, ...]) -> tuple[NamedOwner, ...]:
    """The same names, those that were to be added now people, and each person with the address that finds them."""
    return tuple(_known(session, _add(session, person, moment, owner)) for owner in owners)


def _add(session: Session, person: Person, moment: Moment, owner: NamedOwner) -> NamedOwner:
    if owner.choice is not OwnerChoice.CREATE:
        return owner
    name = owner.name or owner.text
    new = add_colleague(session, person=person, moment=moment, name=name, email=owner.email, job_title=owner.role)
    return replace(owner, choice=OwnerChoice.PERSON, person=Colleague(new.id, new.name, new.job_title))


def _known(session: Session, owner: NamedOwner) -> NamedOwner:
    return replace(owner, email=person_by_id(session, owner.person.id).email) if owner.person else owner


def _link_officers(intake: IntakeView) -> list[Colleague]:
    return [owner.person for owner in intake.owners if owner.is_link_officer and owner.person is not None]


def _done_already(session: Session, person: Person, intake_id: int) -> Imported | None:
    """Pressed twice: the second press waits for the first, and tells what that has done."""
    row = session.get(tables.Intake, intake_id, with_for_update=True, options=[LIGHT])
    if row is None or row.state != IntakeState.CONFIRMED or row.settled_by_id != person.id or row.plan_id is None:
        return None
    told = session.scalars(
        select(AuditRow)
        .where(col(AuditRow.noun) == "import", col(AuditRow.noun_id) == intake_id, col(AuditRow.act) == IMPORTED)
        .order_by(col(AuditRow.id).desc())
    ).first()
    counted: dict[str, Any] = {"recommendations": 0, "updates": 0}
    counted |= {name: value for name, value in (told.after if told else {}).items() if name in COUNTED}
    counted["link_officers"] = tuple(counted.get("link_officers", ()))
    title = session.get_one(plan_tables.Plan, row.plan_id).title
    return Imported(intake_id=intake_id, plan_id=row.plan_id, plan_title=title, **counted)


def _outcome(intake: IntakeView, plan_id: int, recommendations: int, updates: int, *, is_newer: bool) -> Imported:
    compared = intake.comparison
    outside = {owner.text for owner in intake.owners if not owner.is_link_officer and owner.person is None}
    return Imported(
        intake_id=intake.id,
        plan_id=plan_id,
        plan_title=intake.title,
        recommendations=recommendations,
        updates=updates,
        new=len(compared.new) if compared else 0,
        changed=len([one for one in compared.changed if one.changes]) if compared else 0,
        gone=len(compared.gone) if compared else 0,
        is_newer=is_newer,
        unanswered=len(intake.open_doubts),
        link_officers=tuple(officer.name for officer in _link_officers(intake)),
        outsiders=len(outside),
    )
