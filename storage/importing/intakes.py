"""Documents in hand: which there are, what their plan is to be called, and letting one go.

Everything a clerk does is a row at once, so that a restart, another device or a colleague finds it as it is.
"""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlmodel import Session, col

from storage.changes import audit, identified
from storage.errors import Refusal
from storage.importing import lately
from storage.importing.raising import ask_which_plan, raise_again
from storage.importing.settled import check_in_hand, check_may_take, may_take
from storage.importing.sight import doubt_rows, view
from storage.importing.views import InHand, IntakeView
from storage.importing.which_plan import WHICH_PLAN
from storage.people import colleagues, person_by_id
from storage.plans import concern_of_plan
from storage.rules import permissions
from storage.rules.wording import bare_words, keepable
from storage.tables import intakes as tables
from storage.tables import plans as plan_tables
from storage.tables.rounds import StoredFile
from storage.views import Colleague, Moment, Person
from storage.vocabulary import MOST_LINE, AnswerKind, IntakeState

LONGEST_TITLE = 200


def in_hand(session: Session, *, person: Person) -> tuple[InHand, ...]:
    """The documents that wait for a clerk, whoever sent them, the newest first."""
    if not permissions.may_import(person):
        return ()
    rows = session.execute(
        select(
            tables.Intake,
            col(StoredFile.name),
            func.json_array_length(col(tables.Intake.proposal)["recommendations"]),
        )
        .join(StoredFile, col(StoredFile.id) == col(tables.Intake.file_id))
        .where(col(tables.Intake.state) == IntakeState.IN_HAND)
        .order_by(col(tables.Intake.id).desc())
        .options(lately.LIGHT)
    ).all()
    return tuple(_line(session, row, file, many) for row, file, many in rows if may_take(session, person, row))


def name_plan(
    session: Session,
    *,
    person: Person,
    moment: Moment,
    intake_id: int,
    title: str | None = None,
    service: str | None = None,
) -> IntakeView:
    """What the plan is to be called, or whose service it is. A title that a plan has already is a version of that plan."""
    row = open_row(session, person, intake_id)
    before = {"title": row.title, "service": row.service, "plan": row.plan_id}
    if title is not None:
        if not keepable(title, "title", LONGEST_TITLE).strip():
            raise Refusal("Give the plan a title: “title is …”. Nothing has changed.")
        row.plan_id = _aimed(session, person, title)
        row.title = title.strip()
    if service is not None:
        row.service = keepable(service, "service", MOST_LINE).strip()
    _changed(session, person, moment, row, before)
    return view(session, row)


def aim(session: Session, *, person: Person, moment: Moment, intake_id: int, plan_id: int | None) -> IntakeView:
    """Whether a document is a newer version of a known plan (which) or a plan of its own."""
    row = open_row(session, person, intake_id)
    if plan_id is not None:
        permissions.check_import(person, concern_of_plan(session, plan_id))
    before = {"title": row.title, "service": row.service, "plan": row.plan_id}
    row.plan_id = plan_id
    _changed(session, person, moment, row, before)
    if plan_id is None:
        _is_its_own(session, person, moment, row)
    return view(session, row)


def drop(session: Session, *, person: Person, moment: Moment, intake_id: int) -> IntakeView:
    """Lets a document go. It stays in the record, with the answers there were, and nothing comes of it."""
    row = open_row(session, person, intake_id)
    row.state, row.settled_by_id, row.settled_at = IntakeState.DROPPED, person.id, moment.at
    moved(session, row)
    audit(session, person=person, moment=moment, act="dropped", noun="import", noun_id=intake_id)
    session.flush()
    return view(session, row)


def of_plan(session: Session, *, person: Person, plan_id: int) -> tuple[IntakeView, ...]:
    """The documents that a plan came from, the newest first, each with its doubts and what was answered."""
    permissions.check_import(person, concern_of_plan(session, plan_id))
    rows = session.scalars(
        select(tables.Intake)
        .where(col(tables.Intake.plan_id) == plan_id, col(tables.Intake.state) == IntakeState.CONFIRMED)
        .order_by(col(tables.Intake.id).desc())
        .options(lately.LIGHT)
    ).all()
    return tuple(view(session, row) for row in rows)


def open_row(session: Session, person: Person, intake_id: int) -> tables.Intake:
    """A document that may still be changed, by somebody who may; locked where writers run side by side."""
    row = session.get(tables.Intake, intake_id, with_for_update=True, options=[lately.LIGHT])
    if row is None:
        raise Refusal("That document is not in the record. Type “import” to see what is in hand.")
    check_may_take(session, person, row)
    check_in_hand(session, row)
    return row


def moved(session: Session, row: tables.Intake) -> None:
    row.version += 1
    session.add(row)
    lately.changed(session, row)


def titled(session: Session, title: str) -> int | None:
    """A plan of this title, or known by it, whatever the spelling's case and punctuation."""
    wanted = bare_words(title)
    rows = session.execute(
        select(col(plan_tables.Plan.id), col(plan_tables.Plan.title), plan_tables.Plan.aliases).order_by(  # type: ignore[call-overload]
            col(plan_tables.Plan.id)
        )
    ).all()
    return next((id for id, named, aliases in rows if wanted in (bare_words(named), *map(bare_words, aliases))), None)


def looked_after(session: Session, *, person: Person, title: str) -> int | None:
    """The plan of that title, for somebody who may import it: for anybody else there is none."""
    plan_id = titled(session, title)
    may = plan_id is not None and permissions.may_import(person, concern_of_plan(session, plan_id))
    return plan_id if may else None


def everybody(session: Session, person: Person) -> tuple[Colleague, ...]:
    """Everybody who is active, the clerk too: a clerk may own recommendations."""
    me = Colleague(person.id, person.name, person.job_title)
    return (*colleagues(session, person=person), me)


def _aimed(session: Session, person: Person, title: str) -> int | None:
    """The plan of that title: a document becomes a version of it only for somebody who may import it."""
    plan_id = titled(session, title)
    if plan_id is not None and not permissions.may_import(person, concern_of_plan(session, plan_id)):
        raise Refusal(
            f"There is a plan called “{title.strip()[:80]}” already, which you may not import. Give this one another "
            "title, or ask a clerk who looks after that plan. Nothing has changed."
        )
    return plan_id


def _changed(
    session: Session, person: Person, moment: Moment, row: tables.Intake, before: Mapping[str, object]
) -> None:
    """Another plan, or another service, may be asked otherwise."""
    raise_again(session, row)
    ask_which_plan(session, row, lately.read_in(session, row), person)
    moved(session, row)
    after = {"title": row.title, "service": row.service, "plan": row.plan_id}
    audit(session, person=person, moment=moment, act="named", noun="import", noun_id=row.id, before=before, after=after)


def _is_its_own(session: Session, person: Person, moment: Moment, row: tables.Intake) -> None:
    """Whoever has said that it is a plan of its own is not asked which one it is."""
    for one in doubt_rows(session, row):
        if one.code == WHICH_PLAN and one.answer is None:
            one.answer, one.answered_by_id, one.answered_at = AnswerKind.RIGHT, person.id, moment.at
            one.version += 1
            session.add(one)


def _line(session: Session, row: tables.Intake, file: str, recommendations: int) -> InHand:
    open_doubts = session.scalar(
        select(func.count())
        .select_from(tables.IntakeDoubt)
        .where(col(tables.IntakeDoubt.intake_id) == row.id, col(tables.IntakeDoubt.answer).is_(None))
    )
    by = person_by_id(session, row.started_by_id).name
    return InHand(identified(row.id), row.title, file, by, row.started_at, recommendations, open_doubts or 0)
