"""A document in hand as it stands: its proposal with the answers so far in it, its doubts worst first, and who is who."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from storage.changes import identified
from storage.errors import Refusal
from storage.importing import lately
from storage.importing.answered import Answer, answered, value_now
from storage.importing.beside import Beside, beside
from storage.importing.comparison import compare
from storage.importing.kinds import kind_of
from storage.importing.proposal import Doubt, Proposal
from storage.importing.settled import check_in_hand, check_may_take
from storage.importing.views import AskedDoubt, Comparison, IntakeView, NamedOwner
from storage.people import link_officers_of
from storage.tables import intakes as tables
from storage.tables import people as people_tables
from storage.tables import plans as plan_tables
from storage.tables.rounds import StoredFile
from storage.views import Colleague, Person
from storage.vocabulary import AnswerKind, Found, IntakeState, OwnerChoice, OwnerKind


def see(session: Session, *, person: Person, intake_id: int, compared: bool = True) -> IntakeView:
    """How a document stands, for a clerk who may import it; beside the plan it is a version of, unless that is not asked."""
    return view(session, _permitted(session, person, intake_id), compared=compared)


def see_in_hand(session: Session, *, person: Person, intake_id: int, compared: bool = True) -> IntakeView:
    """The same, of a document that waits for a clerk still."""
    row = _permitted(session, person, intake_id)
    check_in_hand(session, row)
    return view(session, row, compared=compared)


def view(
    session: Session,
    row: tables.Intake,
    *,
    compared: bool = True,
    read: Proposal | None = None,
    afresh: bool = False,
) -> IntakeView:
    """`read`: what was read in it, where the caller has it at hand. `afresh`: compared with the plan as it is this moment,
    whatever was found lately."""
    session.flush()
    doubts = doubt_rows(session, row)
    read = read or lately.read_in(session, row)
    answers = _answers(doubts)
    proposal = answered(read, answers)
    people = _people(session)
    plan = session.get_one(plan_tables.Plan, row.plan_id) if row.plan_id else None
    in_hand = row.state == IntakeState.IN_HAND
    here = beside(session, row.plan_id, proposal, answers) if in_hand else None
    owners = _owners(session, row, proposal, people)
    return IntakeView(
        id=identified(row.id),
        version=row.version,
        state=IntakeState(row.state),
        title=plan.title if plan else row.title,
        service=plan.service if plan else row.service,
        proposal=here.proposal if here else proposal,
        doubts=_asked(doubts, read, proposal, people),
        owners=owners,
        file=session.get_one(StoredFile, row.file_id).name,
        started_by=people[row.started_by_id].name,
        started_at=row.started_at,
        plan_id=row.plan_id,
        plan_title=plan.title if plan else "",
        edition=plan.edition if plan else 0,
        comparison=_compared(session, row, row.plan_id, here, afresh) if compared and here and row.plan_id else None,
        has_link_officer=_has_link_officer(session, row, owners),
        settled_by=people[row.settled_by_id].name if row.settled_by_id else "",
        settled_at=row.settled_at,
    )


def _permitted(session: Session, person: Person, intake_id: int) -> tables.Intake:
    row = session.get(tables.Intake, intake_id, options=[lately.LIGHT])
    if row is None:
        raise Refusal("That document is not in the record. Type “import” to see what is in hand.")
    check_may_take(session, person, row)
    return row


def _compared(session: Session, row: tables.Intake, plan_id: int, here: Beside, afresh: bool) -> Comparison:
    def now() -> Comparison:
        return compare(session, plan_id=plan_id, here=here, before=last_document(session, plan_id))

    return now() if afresh else lately.compared(session, row, plan_id, now)


def _has_link_officer(session: Session, row: tables.Intake, owners: Sequence[NamedOwner]) -> bool:
    """Whether somebody answers for those whom Teams does not reach: named in the document, or so appointed already."""
    if any(one.is_link_officer and one.choice in (OwnerChoice.PERSON, OwnerChoice.CREATE) for one in owners):
        return True
    return bool(link_officers_of(session, row.plan_id or 0, row.service))


def proposal_so_far(session: Session, row: tables.Intake, but: int | None = None) -> Proposal:
    """What was read, with all answers in it but one."""
    doubts = [doubt for doubt in doubt_rows(session, row) if doubt.id != but]
    return answered(lately.read_in(session, row), _answers(doubts))


def last_document(session: Session, plan_id: int) -> Proposal | None:
    """What the newest document that was taken into a plan said."""
    row = session.scalars(
        select(tables.Intake)
        .where(col(tables.Intake.plan_id) == plan_id, col(tables.Intake.state) == IntakeState.CONFIRMED)
        .order_by(col(tables.Intake.settled_at).desc(), col(tables.Intake.id).desc())
        .options(lately.LIGHT)
    ).first()
    return proposal_so_far(session, row) if row else None


def doubt_of(row: tables.IntakeDoubt) -> Doubt:
    return Doubt(row.code, row.message, row.recommendation, row.field, row.place, row.round, tuple(row.candidates))


def doubt_rows(session: Session, row: tables.Intake) -> Sequence[tables.IntakeDoubt]:
    """A document's doubts, in the order they were raised."""
    return session.scalars(
        select(tables.IntakeDoubt)
        .where(col(tables.IntakeDoubt.intake_id) == row.id)
        .order_by(col(tables.IntakeDoubt.position))
    ).all()


def answers_of(session: Session, row: tables.Intake) -> list[Answer]:
    return _answers(doubt_rows(session, row))


def named_in(session: Session, row: tables.Intake) -> Sequence[tables.IntakeOwner]:
    """Everybody the document names, in the order they were found."""
    return session.scalars(
        select(tables.IntakeOwner)
        .where(col(tables.IntakeOwner.intake_id) == row.id)
        .order_by(col(tables.IntakeOwner.position))
    ).all()


def _answers(rows: Sequence[tables.IntakeDoubt]) -> list[Answer]:
    return [Answer(doubt_of(row), AnswerKind(row.answer), row.value) for row in rows if row.answer]


def _asked(
    rows: Sequence[tables.IntakeDoubt], read: Proposal, proposal: Proposal, people: Mapping[int, Colleague]
) -> tuple[AskedDoubt, ...]:
    """The worst first, one kind after the other; within a kind as they come in the document."""
    names = {one.position: (one.number, one.text) for one in read.recommendations}
    found = [_asked_one(row, proposal, names, people) for row in rows]
    kinds = list(dict.fromkeys((doubt.weight, doubt.kind) for doubt in found))
    kinds.sort(key=lambda kind: kind[0])
    return tuple(sorted(found, key=lambda doubt: kinds.index((doubt.weight, doubt.kind))))


def _asked_one(
    row: tables.IntakeDoubt,
    proposal: Proposal,
    names: Mapping[int, tuple[str, str]],
    people: Mapping[int, Colleague],
) -> AskedDoubt:
    kind = kind_of(row.code, row.field)
    number, text = names.get(row.recommendation or 0, ("", ""))
    name = f"Recommendation {number}" if number else f"Item {row.recommendation}" if row.recommendation else ""
    return AskedDoubt(
        id=identified(row.id),
        version=row.version,
        code=row.code,
        kind=kind.title,
        weight=kind.weight,
        message=row.message,
        recommendation=row.recommendation,
        name=name,
        text=text,
        field=row.field,
        place=row.place,
        round=row.round,
        candidates=tuple(row.candidates),
        now=value_now(proposal, doubt_of(row)),
        answer=AnswerKind(row.answer) if row.answer else None,
        value=row.value,
        answered_by=people[row.answered_by_id].name if row.answered_by_id else "",
    )


def _owners(
    session: Session, row: tables.Intake, proposal: Proposal, people: Mapping[int, Colleague]
) -> tuple[NamedOwner, ...]:
    """Those that the document still names once answers are in it; the ones that are asked about come first."""
    rows = named_in(session, row)
    owns: dict[str, tuple[str, ...]] = {}
    for one in proposal.recommendations:
        for owner in one.owners:
            owns[owner.text] = (*owns.get(owner.text, ()), one.number or f"item {one.position}")
    named = [
        _owner(each, people, owns.get(each.text, ()))
        for each in rows
        if (each.text in proposal.link_officers if each.is_link_officer else each.text in owns)
    ]
    return tuple(sorted(named, key=lambda owner: (not owner.is_open, owner.is_link_officer, owner.number)))


def _owner(row: tables.IntakeOwner, people: Mapping[int, Colleague], owns: tuple[str, ...]) -> NamedOwner:
    choice = OwnerChoice(row.choice) if row.choice else None
    person_id = row.person_id
    if choice is None and row.found == Found.EXACT:
        choice, person_id = OwnerChoice.PERSON, row.candidates[0]
    elif choice is None and row.found == Found.BODY:
        choice = OwnerChoice.OUTSIDE
    return NamedOwner(
        id=identified(row.id),
        version=row.version,
        number=row.position,
        text=row.text,
        name=row.name,
        role=row.role,
        organisation=row.organisation,
        is_link_officer=row.is_link_officer,
        found=Found(row.found),
        kind=OwnerKind(row.kind),
        candidates=tuple(people[id] for id in row.candidates if id in people),
        choice=choice,
        person=people.get(person_id) if person_id else None,
        email=row.email,
        answered_by=people[row.answered_by_id].name if row.answered_by_id else "",
        owns=owns if not row.is_link_officer else (),
    )


def _people(session: Session) -> dict[int, Colleague]:
    """Everybody there has ever been: who answered may have left since."""
    rows = session.scalars(select(people_tables.Person).order_by(col(people_tables.Person.id))).all()
    return {identified(row.id): Colleague(identified(row.id), row.name, row.job_title) for row in rows}
