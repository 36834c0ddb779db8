"""Moving a due date: the new one is added after the old with its reason, so that every slip stays to be seen."""

from sqlmodel import Session

from storage.changes import added, audit
from storage.errors import Refusal
from storage.memory import plan_changed
from storage.recommendations import concern_of, dues
from storage.rules import permissions
from storage.rules.deadlines import read_date
from storage.rules.wording import keepable
from storage.tables.plans import DueDate
from storage.unseen import is_blank
from storage.views import Due, Moment, Person
from storage.vocabulary import MOST_LINE, MOST_REASON


def move_due_date(
    session: Session, *, person: Person, moment: Moment, recommendation_id: int, text: str, reason: str
) -> Due:
    """The clerk sets a new date, in the words it was agreed in."""
    concern = concern_of(session, recommendation_id)
    permissions.check_move_due_date(person, concern)
    if is_blank(keepable(text, "date", MOST_LINE)):
        raise Refusal("Give the new date, in words or figures. Nothing has changed.")
    if is_blank(keepable(reason, "reason", MOST_REASON)):
        raise Refusal("Say why the date moves, so that the committee can see it. Nothing has changed.")
    read = read_date(text, moment.today)
    if read.trouble == "impossible":
        raise Refusal(f"“{text.strip()}” is not a date: {read.why}. Nothing has changed.")
    before = dues(session, [recommendation_id])[recommendation_id]
    row = DueDate(
        recommendation_id=recommendation_id,
        text=text.strip(),
        due_on=read.on,
        reason=reason.strip(),
        set_by_id=person.id,
        set_at=moment.at,
    )
    added(session, row)
    plan_changed(session, concern.plan_id)
    audit(
        session,
        person=person,
        moment=moment,
        act="moved the due date of",
        noun="recommendation",
        noun_id=recommendation_id,
        before={"due": before.text},
        after={"due": row.text, "reason": row.reason},
    )
    return dues(session, [recommendation_id])[recommendation_id]
