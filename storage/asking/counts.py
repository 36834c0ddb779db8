"""Counts: how many match out of how many, by owner, plan, grade, round or month; and sides of a comparison."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, not_, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from storage.asking.answer_views import IN_WORDS, Group
from storage.asking.editions import edition_of, sight_of
from storage.asking.filters import WHERE, Asked, Condition, conditions, counting, given, scope
from storage.asking.ready import found
from storage.asking.rows import counted, seen
from storage.asking.sight import owned_by, plans_overseen, sees_everything
from storage.asking.standing import in_rounds
from storage.memory import memory_of
from storage.query import Filters, GroupBy, OrderBy, Query, Status
from storage.tables import plans, rounds

NOBODY, NO_ROUND, NO_DATE = "Nobody", "Not reported yet", "No date"


def whole(asked: Asked, within: Filters) -> int:
    """How much this person may see within these plans and rounds. It is told with every answer and changes seldom, so it
    is remembered until what it is counted from does; what was signed off is looked at each time."""
    there, settled = _counted(asked, within), 0
    if within.rounds:
        (numbers,) = found(asked, ("settled", within.rounds), within, lambda: _settled(asked, within))
        settled = sum(numbers)
    return there - settled


def _settled(asked: Asked, within: Filters) -> Select[*tuple[Any, ...]]:
    """Few are signed off, and they have an index: the "+ 0" keeps the database from going through whole plans instead."""
    plan_id = col(plans.Recommendation.plan_id) + 0
    taken_off = [_signed_off_before(_there(within, part, plan_id)) for part in _parts(asked, within, plan_id)]
    return select(*(one.scalar_subquery() for one in taken_off))


def _counted(asked: Asked, within: Filters) -> int:
    memory, edition = memory_of(asked.session), edition_of(asked.session)
    key = (sight_of(asked.person), within)
    known = memory.wholes.get(key)
    if known and known[0] == edition:
        return known[1]
    (numbers,) = found(asked, ("whole", within.rounds), within, lambda: _whole(asked, within))
    number = int(sum(numbers))
    memory.keep_whole(key, edition, number)
    return number


def _whole(asked: Asked, within: Filters) -> Select[*tuple[Any, ...]]:
    plan_id = col(plans.Recommendation.plan_id)
    return select(*(_there(within, part, plan_id).scalar_subquery() for part in _parts(asked, within, plan_id)))


def _parts(asked: Asked, within: Filters, plan_id: ColumnElement[int] | Mapped[int]) -> list[Condition]:
    """What is seen because all of its plan is, and what is seen because it is one's own."""
    values = given(asked, within)
    named = [WHERE[name](asked, within, values) for name in within.set_names if name != "rounds"]
    overseen = plans_overseen(asked.person)
    parts: list[Condition] = [plan_id.in_(select(col(plans.Plan.id)).where(overseen, *named))]
    if not sees_everything(asked.person):
        in_part = plan_id.in_(select(col(plans.Plan.id)).where(not_(overseen), *named))
        parts.append(in_part & owned_by(asked.person))
    return parts


def _there(within: Filters, part: Condition, plan_id: ColumnElement[int] | Mapped[int]) -> Select[int]:
    recommendation, round = plans.Recommendation, rounds.Round
    rows = select(func.count()).select_from(recommendation).where(part)
    if not within.rounds:
        return rows
    return rows.join(round, col(round.plan_id) == plan_id).where(in_rounds(within.rounds))


def _signed_off_before(there: Select[int]) -> Select[int]:
    """What a round did not ask about: signed off before it was opened, and not answered there."""
    recommendation, round = plans.Recommendation, rounds.Round
    answered = exists().where(
        col(rounds.Update.recommendation_id) == col(recommendation.id),
        col(rounds.Update.round_id) == col(round.id),
        col(rounds.Update.sent_version) > 0,
    )
    signed_off = col(recommendation.signed_off_at)
    return there.where(signed_off.is_not(None), signed_off < col(round.opened_at), ~answered)


def is_any(asked: Asked, filters: Filters) -> bool:
    asked = counting(asked, filters)
    rows = counted(asked, filters, asked.standing.c.recommendation_id).where(*conditions(asked, filters))
    return asked.session.connection().execute(rows.limit(1)).first() is not None


def by_plan(asked: Asked, filters: Filters) -> Sequence[tuple[int, int]]:
    """How many of each plan, in the order in which lists name the plans."""
    asked = counting(asked, filters)

    def built() -> Select[*tuple[Any, ...]]:
        title, id = col(plans.Plan.title), col(plans.Plan.id)
        rows = counted(asked, filters, id, func.count()).where(*conditions(asked, filters))
        return rows.group_by(id, title).order_by(title, id)

    return [(row[0], row[1]) for row in found(asked, ("by plan",), filters, built)]


def by_status(asked: Asked, filters: Filters) -> Mapping[Status, int]:
    status = asked.standing.c.status
    rows = counted(asked, filters, status, func.count()).where(*conditions(asked, filters))
    there = {row[0]: row[1] for row in asked.session.connection().execute(rows.group_by(status).order_by(status))}
    return {one: there.get(one.value, 0) for one in Status}


def groups(asked: Asked, query: Query) -> tuple[Group, ...]:
    """Each line with its count and the whole of which that is a part. Something owned by two is counted for both."""
    if query.group_by is None:
        return ()
    wanted = conditions(asked, query.filters)
    within = conditions(replace(asked, unsent=False), scope(query.filters))
    name, rows = _named(asked, query.group_by)
    matches = func.count(case((and_(*wanted), 1))) if wanted else func.count()
    rows = rows.where(*within).with_only_columns(name.label("name"), matches, func.count(), maintain_column_froms=True)
    lines = [
        Group(_in_words(query.group_by, one), count, of)
        for one, count, of in asked.session.connection().execute(rows.group_by(name).order_by(name))
        if count
    ]
    return _cut(_sorted(lines, query), query.limit)


def _named(asked: Asked, group_by: GroupBy) -> tuple[Any, Select[*tuple[Any, ...]]]:
    rows, now = seen(asked), asked.standing.c
    match group_by:
        case GroupBy.PLAN:
            return col(plans.Plan.title), rows
        case GroupBy.STATUS:
            return now.status, rows
        case GroupBy.MONTH:
            return _month(asked.session, now.due_on), rows
        case GroupBy.ROUND:
            return col(rounds.Round.label), rows.outerjoin(rounds.Round, col(rounds.Round.id) == now.round_id)
        case GroupBy.OWNER:
            held = (col(plans.Ownership.recommendation_id) == col(plans.Recommendation.id)) & col(
                plans.Ownership.ended_at
            ).is_(None)
            joined = rows.outerjoin(plans.Ownership, held)
            return col(plans.Owner.name), joined.outerjoin(
                plans.Owner, col(plans.Owner.id) == col(plans.Ownership.owner_id)
            )


def _month(session: Session, day: ColumnElement[Any]) -> ColumnElement[str]:
    if session.get_bind().dialect.name == "sqlite":
        return func.strftime("%Y-%m", day)
    return func.to_char(day, "YYYY-MM")


def _in_words(group_by: GroupBy, name: str | None) -> str:
    if name is None:
        return {GroupBy.OWNER: NOBODY, GroupBy.ROUND: NO_ROUND, GroupBy.MONTH: NO_DATE}.get(group_by, "")
    return IN_WORDS[Status(name)] if group_by is GroupBy.STATUS else name


def _sorted(found: list[Group], query: Query) -> list[Group]:
    """The most first where nothing else was asked; months, rounds and grades keep the order they have by nature."""
    order = query.order
    if order is None and query.group_by is GroupBy.MONTH:
        return sorted(found, key=lambda one: (one.name == NO_DATE, one.name))
    if order is None and query.group_by is GroupBy.STATUS:
        place = list(IN_WORDS.values())
        return sorted(found, key=lambda one: place.index(one.name))
    if order is None or order.by is OrderBy.COUNT:
        sign = 1 if order and not order.descending else -1
        return sorted(found, key=lambda one: (sign * one.count, one.name.casefold(), one.name))
    return sorted(found, key=lambda one: (one.name.casefold(), one.name), reverse=order.descending)


def _cut(found: list[Group], limit: int | None) -> tuple[Group, ...]:
    """The first so many. Those that are level with the last of them are not left out: there is no saying who is first."""
    if limit is None or len(found) <= limit:
        return tuple(found)
    last = found[limit - 1].count
    return tuple(one for place, one in enumerate(found) if place < limit or one.count == last)
