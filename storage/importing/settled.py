"""Whether a document is before a clerk still: one that is a colleague's, has been imported or was dropped cannot be changed
by them any more, and whoever tries is told so."""

from sqlmodel import Session

from storage.changes import identified
from storage.errors import Refusal
from storage.people import person_by_id
from storage.plans import concern_of_plan
from storage.rules import permissions
from storage.tables.intakes import Intake
from storage.tables.plans import Plan
from storage.views import Person
from storage.vocabulary import IntakeState

NO_PLAN = 0
NOT_THEIRS = "That document is for a plan which you do not look after, so I changed nothing. Ask a clerk who does."


class Settled(Refusal):
    """`intake_id`: so that nobody is left standing at a document that is gone from their desk."""

    def __init__(self, sentence: str, intake_id: int) -> None:
        super().__init__(sentence)
        self.intake_id = intake_id


def may_take(session: Session, person: Person, row: Intake) -> bool:
    """A version of a known plan is for the clerks of it; any other document for whoever sent it, and for those who look
    after all plans, or after those of its service. Whoever has imported it may see what came of that."""
    if row.plan_id is not None and row.settled_by_id != person.id:
        return permissions.may_import(person, concern_of_plan(session, row.plan_id))
    if person.id in (row.started_by_id, row.settled_by_id):
        return permissions.may_import(person)
    return permissions.may_import(person, permissions.Concern(NO_PLAN, row.service))


def check_may_take(session: Session, person: Person, row: Intake) -> None:
    permissions.check_import(person)
    if not may_take(session, person, row):
        raise Settled(NOT_THEIRS, identified(row.id))


def check_in_hand(session: Session, row: Intake) -> None:
    if row.state == IntakeState.IN_HAND:
        return
    by = person_by_id(session, row.settled_by_id).name if row.settled_by_id else "somebody"
    if row.state == IntakeState.DROPPED:
        told = (
            f"“{row.title}” was dropped by {by} in the meantime, so I changed nothing. Send it again if it is wanted."
        )
    else:
        title = session.get_one(Plan, row.plan_id).title
        told = (
            f"“{row.title}” has been imported by {by} in the meantime, so I changed nothing. Type “import doubts of {title}” "
            "to see what was doubtful in it."
        )
    raise Settled(told, identified(row.id))
