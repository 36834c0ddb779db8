"""A document that has been imported, or was dropped: nothing about it can change any more, and whoever tries is told so."""

from sqlmodel import Session

from storage.changes import identified
from storage.errors import Refusal
from storage.people import person_by_id
from storage.tables.intakes import Intake
from storage.tables.plans import Plan
from storage.vocabulary import IntakeState


class Settled(Refusal):
    """`intake_id`: so that nobody is left standing at a document that is gone from the desk."""

    def __init__(self, sentence: str, intake_id: int) -> None:
        super().__init__(sentence)
        self.intake_id = intake_id


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
