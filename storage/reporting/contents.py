"""Reads the paper of a plan as of a round, whole, in the one transaction it is called in, for somebody who may compile it."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from storage import recommendations
from storage.changes import identified
from storage.errors import Refusal
from storage.plans import concern_of_plan
from storage.reporting import reported
from storage.reporting.paper import Item, Measured, Move, Paper, Reported, SignedOff, Task, Writer
from storage.rules import permissions
from storage.schemes import scheme_of
from storage.sheets import round_view
from storage.tables import people as people_tables
from storage.tables import plans as tables
from storage.tables import rounds as round_tables
from storage.views import Due, Moment, Owner, Person, Round, Scheme
from storage.vocabulary import Family, Role

Ids = Sequence[int]


def paper(
    session: Session, *, person: Person | None, moment: Moment, plan_id: int, round_id: int | None = None
) -> Paper:
    """The plan's paper as of one of its rounds; of the last that was opened, where none is named.

    None is the server's own console, which sees everything.
    """
    concern = concern_of_plan(session, plan_id)
    if person is not None:
        permissions.check_compile(person, concern)
    plan = session.get_one(tables.Plan, plan_id)
    rounds, until = _rounds(session, plan, round_id)
    scheme = scheme_of(session, plan.scheme_id)
    titles = _job_titles(session)
    return Paper(
        plan_id=plan_id,
        edition=plan.edition,
        title=plan.title,
        family=Family(plan.family),
        service=plan.service,
        agreed=plan.agreed_text,
        scheme=scheme,
        confidence=_confidence(session, plan.scheme_id),
        link_officers=_link_officers(session, plan, titles),
        job_titles=titles,
        rounds=rounds,
        items=_items(session, plan_id, scheme, rounds, until),
        compiled_at=moment.at,
        compiled_on=moment.today,
    )


def _rounds(session: Session, plan: tables.Plan, round_id: int | None) -> tuple[tuple[Round, ...], datetime | None]:
    """The rounds up to the one the paper is as of, and when the next was opened: what came after that is not in it."""
    table = round_tables.Round
    rows = session.scalars(
        select(table).where(col(table.plan_id) == plan.id).order_by(col(table.period_on), col(table.id))
    ).all()
    if not rows:
        raise Refusal(f"No round of “{plan.title}” has been opened, so there is nothing to report yet.")
    place = len(rows) - 1 if round_id is None else [row.id for row in rows].index(round_id)
    until = rows[place + 1].opened_at if place + 1 < len(rows) else None
    return tuple(round_view(row) for row in rows[: place + 1]), until


@dataclass(frozen=True, slots=True)
class _Agreed:
    """What was agreed for each recommendation, by its id."""

    owners: Mapping[int, tuple[Owner, ...]]
    as_written: Mapping[int, Mapping[int, str]]
    actions: Mapping[int, tuple[str, ...]]
    measures: Mapping[int, tuple[str, ...]]
    dates: Mapping[int, tuple[Move, ...]]
    tasks: Mapping[int, tuple[Task, ...]]


def _items(
    session: Session, plan_id: int, scheme: Scheme, rounds: Sequence[Round], until: datetime | None
) -> tuple[Item, ...]:
    table, section = tables.Recommendation, tables.Section
    rows = session.execute(
        select(table, col(section.title))
        .outerjoin(section, col(section.id) == col(table.section_id))
        .where(col(table.plan_id) == plan_id)
        .order_by(col(table.position), col(table.id))
    ).all()
    ids = [identified(row.id) for row, _ in rows]
    agreed = _Agreed(
        recommendations.owners(session, ids),
        _as_written(session, ids),
        recommendations.actions(session, ids),
        recommendations.measures(session, ids),
        _dates(session, ids, until),
        _tasks(session, ids, scheme),
    )
    said = reported.in_rounds(session, ids, rounds, scheme)
    measured = _indicators(session, ids, rounds)
    return tuple(
        _item(row, title or "", agreed, said.get(id, {}), measured[id])
        for (row, title), id in zip(rows, ids, strict=True)
    )


def _item(
    row: tables.Recommendation,
    section: str,
    agreed: _Agreed,
    said: Mapping[int, Reported],
    indicators: tuple[Measured, ...],
) -> Item:
    id = identified(row.id)
    return Item(
        id=id,
        position=row.position,
        number=row.number,
        section=section,
        text=row.text,
        owners=agreed.owners[id],
        as_written=agreed.as_written[id],
        actions=agreed.actions[id],
        measures=agreed.measures[id],
        dates=agreed.dates[id],
        indicators=indicators,
        tasks=agreed.tasks[id],
        reported=said,
        signed_off=_signed_off(row, said),
    )


def _signed_off(row: tables.Recommendation, said: Mapping[int, Reported]) -> SignedOff | None:
    """By the decision that signed it off; one of a later round than the paper's has not happened yet."""
    for found in said.values():
        if found.ruled and found.ruled.signed_off:
            return SignedOff(found.ruled.on, found.round, found.ruled.comment)
    return SignedOff(row.signed_off_at.date()) if row.signed_off_at else None


def _as_written(session: Session, ids: Ids) -> Mapping[int, Mapping[int, str]]:
    """How the plan's own document names those responsible now, by owner."""
    table = tables.Ownership
    rows = session.execute(
        select(col(table.recommendation_id), col(table.owner_id), col(table.as_written))
        .where(col(table.recommendation_id).in_(ids), col(table.ended_at).is_(None), col(table.as_written) != "")
        .order_by(col(table.id))
    )
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for id, owner_id, words in rows:
        found[id][owner_id] = words
    return found


def _dates(session: Session, ids: Ids, until: datetime | None) -> Mapping[int, tuple[Move, ...]]:
    table = tables.DueDate
    rows = session.scalars(select(table).where(col(table.recommendation_id).in_(ids)).order_by(col(table.id)))
    found: dict[int, tuple[Move, ...]] = defaultdict(tuple)
    for row in rows:
        before = found[row.recommendation_id]
        if not before or until is None or row.set_at < until:
            move = Move(Due(row.text, row.due_on, len(before)), row.reason, row.set_at.date())
            found[row.recommendation_id] = (*before, move)
    return found


def _tasks(session: Session, ids: Ids, scheme: Scheme) -> Mapping[int, tuple[Task, ...]]:
    table = tables.SubAction
    rows = session.scalars(
        select(table).where(col(table.recommendation_id).in_(ids)).order_by(col(table.position), col(table.id))
    )
    found: dict[int, tuple[Task, ...]] = defaultdict(tuple)
    for row in rows:
        task = Task(
            number=row.number,
            group=row.group,
            text=row.text,
            lead=row.lead,
            starts=Due(row.start_text, row.starts_on),
            due=Due(row.due_text, row.due_on),
            grade=scheme.grade(row.grade_code),
            grade_text=row.grade_text,
        )
        found[row.recommendation_id] += (task,)
    return found


def _indicators(session: Session, ids: Ids, rounds: Sequence[Round]) -> Mapping[int, tuple[Measured, ...]]:
    table = tables.Indicator
    rows = session.scalars(
        select(table).where(col(table.recommendation_id).in_(ids)).order_by(col(table.position), col(table.id))
    ).all()
    values = reported.values(session, [identified(row.id) for row in rows], rounds)
    found: dict[int, tuple[Measured, ...]] = defaultdict(tuple)
    for row in rows:
        id = identified(row.id)
        found[row.recommendation_id] += (Measured(id, row.code, row.text, row.lead, row.target, values[id]),)
    return found


def _confidence(session: Session, scheme_id: int) -> Mapping[str, str]:
    """The second definition of each grade, where the plan's key has two: progress, and confidence."""
    table = tables.Grade
    rows = session.execute(select(col(table.code), col(table.confidence)).where(col(table.scheme_id) == scheme_id))
    return {code: words for code, words in rows if words}


def _link_officers(session: Session, plan: tables.Plan, titles: Mapping[str, str]) -> tuple[Writer, ...]:
    """Who co-ordinates this plan's return: those named for it, else in its document, else for its service or for all."""
    person, held = people_tables.Person, people_tables.RoleHolding
    rows = session.execute(
        select(col(person.name), col(person.job_title), col(held.plan_id), col(held.service))
        .join(held, col(held.person_id) == col(person.id))
        .where(col(held.role) == Role.LINK_OFFICER, col(person.active))
        .order_by(col(person.name), col(person.id))
    ).all()
    wanted: tuple[Callable[[int | None, str | None], bool], ...] = (
        lambda plan_id, service: plan_id == plan.id,
        lambda plan_id, service: plan_id is None and service is not None and service == plan.service,
        lambda plan_id, service: plan_id is None and service is None,
    )
    by_role = [
        dict.fromkeys(Writer(name, title) for name, title, plan_id, service in rows if fits(plan_id, service))
        for fits in wanted
    ]
    in_document = dict.fromkeys(Writer(name, titles.get(name, "")) for name in plan.link_officers)
    return tuple(next((found for found in (by_role[0], in_document, *by_role[1:]) if found), ()))


def _job_titles(session: Session) -> Mapping[str, str]:
    """Everybody's job title by name, for papers that may not name them."""
    person = people_tables.Person
    return dict(session.execute(select(col(person.name), col(person.job_title)).order_by(col(person.id))).all())
