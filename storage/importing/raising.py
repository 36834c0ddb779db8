"""The doubts that importing raises beyond the reader's own, as rows: kept true to the plan that a document is taken for.

They are asked when the document arrives, again when it is taken for another plan, and at last when it is confirmed: the
plan may have got a round, a grade or a link officer in between.
"""

from sqlmodel import Session

from storage.changes import added, identified
from storage.importing import kept
from storage.importing.answered import answered
from storage.importing.beside import fitted_to
from storage.importing.history import rounds_of
from storage.importing.lately import read_in
from storage.importing.periods import settle
from storage.importing.proposal import Doubt, Proposal
from storage.importing.questions import answerable, beside_the_key, no_link_officer, own_doubts
from storage.importing.sight import answers_of, doubt_rows, last_document, named_in
from storage.importing.which_plan import WHICH_PLAN, asked
from storage.importing.whole import level_named
from storage.people import link_officers_of
from storage.schemes import scheme_of
from storage.tables import intakes as tables
from storage.tables import plans as plan_tables
from storage.views import Person
from storage.vocabulary import Found, OwnerChoice

OWN = frozenset(
    ("older_document", "no_key", "off_key", "round_not_dated", "round_perhaps_same", "round_again", "key_clashes",
     "key_otherwise", "grade_not_in_plan", "no_link_officer")
)  # fmt: skip


def raise_first(session: Session, row: tables.Intake, read: Proposal) -> None:
    """A document has arrived: its import's doubts and its reader's."""
    doubts = (*_wanted(session, row, read), *map(answerable, read.doubts))
    session.add_all(_row(identified(row.id), place, doubt) for place, doubt in enumerate(doubts, 1))


def raise_again(session: Session, row: tables.Intake) -> bool:
    """Adds what is asked newly, and takes back what no longer is; the reader's doubts stay. Whether anything was."""
    rows = doubt_rows(session, row)
    wanted = _wanted(session, row, read_in(session, row))
    there = {_same(one) for one in rows}
    still = {_sameness(doubt) for doubt in wanted}
    new = [doubt for doubt in wanted if _sameness(doubt) not in there]
    gone = [one for one in rows if one.code in OWN and _same(one) not in still]
    place = max((one.position for one in rows), default=0)
    for one in gone:
        session.delete(one)
    session.add_all(_row(identified(row.id), place + n, doubt) for n, doubt in enumerate(new, 1))
    session.flush()
    return bool(new or gone)


def ask_which_plan(session: Session, row: tables.Intake, read: Proposal, person: Person) -> bool:
    """Asked of a document that would begin a plan and may be a version of one; no more once that has been said. Whether
    anything was."""
    there = [one for one in doubt_rows(session, row) if one.code == WHICH_PLAN]
    if there and row.plan_id is None:
        return False
    for one in there:
        session.delete(one)
    wanted = asked(session, read, row.title, person) if row.plan_id is None else None
    if wanted is not None:
        ask(session, row, wanted)
    session.flush()
    return bool(there or wanted)


def ask(session: Session, row: tables.Intake, doubt: Doubt) -> tables.IntakeDoubt:
    """One doubt more, which stays whatever the plan."""
    place = max((one.position for one in doubt_rows(session, row)), default=0)
    return added(session, _row(identified(row.id), place + 1, doubt))


def _wanted(session: Session, row: tables.Intake, read: Proposal) -> list[Doubt]:
    last = last_document(session, row.plan_id) if row.plan_id else None
    rounds = list(rounds_of(session, row.plan_id).values()) if row.plan_id else []
    settled = settle(read, rounds)
    again = frozenset(doubt.round for doubt in settled.asked)
    found = [*own_doubts(read, plan_is_known=row.plan_id is not None, before=last, asked_again=again), *settled.asked]
    if row.plan_id:
        # Which key it is graded by may itself have been answered.
        so_far = answered(read, (one for one in answers_of(session, row) if not level_named(one.doubt.field)))
        scheme = scheme_of(session, session.get_one(plan_tables.Plan, row.plan_id).scheme_id)
        found += beside_the_key(so_far, scheme, fitted_to(session, row.plan_id, so_far))
    outside = [one.text for one in named_in(session, row) if not one.is_link_officer and _is_outside(one)]
    if outside and not read.link_officers and not link_officers_of(session, row.plan_id or 0, row.service):
        found.append(no_link_officer(outside))
    return found


def _is_outside(one: tables.IntakeOwner) -> bool:
    if one.choice is None:
        return one.found in (Found.BODY, Found.UNKNOWN)
    return one.choice == OwnerChoice.OUTSIDE


def _sameness(doubt: Doubt) -> tuple[object, ...]:
    return (doubt.code, doubt.field, doubt.recommendation, kept.storable(doubt.round), kept.storable(doubt.message))


def _same(row: tables.IntakeDoubt) -> tuple[object, ...]:
    return (row.code, row.field, row.recommendation, row.round, row.message)


def _row(intake_id: int, place: int, doubt: Doubt) -> tables.IntakeDoubt:
    return tables.IntakeDoubt(
        intake_id=intake_id,
        position=place,
        code=doubt.code,
        message=kept.storable(doubt.message),
        recommendation=doubt.recommendation,
        field=doubt.field,
        place=kept.storable(doubt.place),
        round=kept.storable(doubt.round),
        candidates=[kept.storable(one) for one in doubt.candidates],
    )
