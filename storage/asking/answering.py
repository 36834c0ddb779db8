"""The one way from a question to its answer: a function for each kind of question, all of which look through `seen`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Integer, Select, bindparam
from sqlmodel import Session, col

from storage.asking import changes, counts
from storage.asking.answer_views import Answer, Side
from storage.asking.called import labels
from storage.asking.filters import Asked, conditions, scope, standing_of
from storage.asking.ready import found
from storage.asking.rows import answer_rows, in_order, seen
from storage.asking.standing import standing_in
from storage.query import LATEST, Filters, GroupBy, Kind, OrderBy, Query
from storage.tables.plans import Plan
from storage.views import Person

PAGE = 8


@dataclass(frozen=True, slots=True)
class Page:
    number: int = 1
    size: int = PAGE


def answer(session: Session, *, person: Person, today: date, query: Query, page: Page = Page()) -> Answer:
    """Nothing outside this person's sight counts, shows, or can be told from what is not there."""
    return KINDS.get(query.kind, _listed)(_asked(session, person, today, query.filters), query, page)


def rounds_called(session: Session, *, person: Person, today: date, filters: Filters) -> tuple[str, ...]:
    """What the rounds that were asked about are called."""
    return labels(_asked(session, person, today, filters), filters.rounds, filters)


def _asked(session: Session, person: Person, today: date, filters: Filters) -> Asked:
    return Asked(session, person, today, standing_of(filters), filters.rounds)


def _listed(asked: Asked, query: Query, page: Page) -> Answer:
    """A list, and with `group_by` or as a count the numbers beside it."""
    counted = counts.by_plan(asked, query.filters)
    matching = sum(number for _, number in counted)
    total = min(matching, query.limit) if query.limit and not query.group_by else matching
    number, pages = _page(page, total)
    start = (number - 1) * page.size
    shown = _rows(asked, query, counted, (start, max(0, min(page.size, total - start))))
    return Answer(
        query=query,
        total=total,
        of=counts.whole(asked, scope(query.filters)),
        rows=answer_rows(asked.session, asked.today, shown),
        page=number,
        pages=pages,
        groups=counts.groups(asked, query),
        emptied_by=() if matching else _emptied_by(asked, query),
        rounds=labels(asked, asked.rounds, query.filters),
    )


def _rows(asked: Asked, query: Query, counted: Sequence[tuple[int, int]], window: tuple[int, int]) -> Sequence[Any]:
    """The rows of one page. Where plans come one after the other, those that the page shows are looked at alone: to put
    a hundred thousand in order for eight of them would take longer than all the rest."""
    start, most = window
    by_plan = query.order is None or query.order.by is OrderBy.RECOMMENDATION
    shown: list[int] = []
    if by_plan:
        shown, start = _plans_of(counted, start, most)

    def built() -> Select[*tuple[Any, ...]]:
        rows = in_order(seen(asked).where(*conditions(asked, query.filters)), asked, query.order)
        if by_plan:
            rows = rows.where(col(Plan.id).in_(bindparam("shown", shown, expanding=True)))
        return rows.offset(bindparam("start", start, Integer())).limit(bindparam("most", most, Integer()))

    if most <= 0:
        return []
    here = {"start": start, "most": most} | ({"shown": shown} if by_plan else {})
    return found(asked, ("rows", query.order), query.filters, built, here)


def _plans_of(counted: Sequence[tuple[int, int]], start: int, most: int) -> tuple[list[int], int]:
    """The plans whose rows stand in this window of the whole, and where it begins within them."""
    shown, place, before = [], 0, 0
    for plan_id, number in counted:
        if place + number <= start:
            before = place + number
        elif place < start + most:
            shown.append(plan_id)
        place += number
    return shown, start - before


def _silent(asked: Asked, query: Query, page: Page) -> Answer:
    """Who has sent nothing: of the rounds that were named, or else of the last one of each plan, if it is open."""
    named = (
        query if query.filters.rounds else replace(query, filters=replace(query.filters, rounds=frozenset({LATEST})))
    )
    asked = replace(asked, standing=standing_in(named.filters.rounds), rounds=named.filters.rounds, unsent=True)
    counted = counts.by_plan(asked, named.filters)
    total = sum(number for _, number in counted)
    number, pages = _page(page, total)
    shown = _rows(asked, named, counted, ((number - 1) * page.size, page.size))
    grouped = replace(named, group_by=query.group_by or GroupBy.OWNER)
    return Answer(
        query=query,
        total=total,
        of=counts.whole(asked, scope(named.filters)),
        rows=answer_rows(asked.session, asked.today, shown),
        page=number,
        pages=pages,
        groups=counts.groups(asked, grouped) if total else (),
        rounds=labels(asked, asked.rounds, query.filters),
    )


def _compared(asked: Asked, query: Query, page: Page) -> Answer:
    """Sides with their counts. Two rounds side by side also show what moved between them."""
    compare = query.compare
    if compare is None:
        return _listed(asked, query, page)
    if compare.rounds:
        ordered = _by_period(asked.session, compare.rounds)
        sides = tuple(
            _side(asked, replace(query.filters, rounds=frozenset({one})), _label(asked, query.filters, one))
            for one in ordered
        )
        moved = changes.between(asked, query, ordered[0], ordered[-1], (page.number, page.size))
        return replace(moved, sides=sides)
    names = sorted(compare.plans or compare.owners)
    field = "plans" if compare.plans else "owners"
    sides = tuple(_side(asked, _with(query.filters, field, frozenset({one})), one) for one in names)
    together = _with(query.filters, field, frozenset(names))
    return replace(_listed(asked, replace(query, filters=together), page), query=query, sides=sides)


def _changed(asked: Asked, query: Query, page: Page) -> Answer:
    return changes.since(asked, query, (page.number, page.size))


KINDS: Mapping[Kind, Callable[[Asked, Query, Page], Answer]] = {
    Kind.LIST: _listed,
    Kind.COUNT: _listed,
    Kind.SHOW: _listed,
    Kind.WHO_NOT_RESPONDED: _silent,
    Kind.COMPARE: _compared,
    Kind.CHANGES: _changed,
}


def _side(asked: Asked, filters: Filters, name: str) -> Side:
    there = _asked(asked.session, asked.person, asked.today, filters)
    return Side(name, counts.by_status(there, filters))


def _label(asked: Asked, filters: Filters, named: str) -> str:
    return " / ".join(labels(asked, frozenset({named}), filters)) or named


def _by_period(session: Session, named: frozenset[str]) -> list[str]:
    """`YYYY-MM` names sort by themselves; "the one before" and "the last one" come after them, in that order."""
    return sorted(named, key=lambda one: (one == LATEST, not one[0].isdigit(), one))


def _page(page: Page, total: int) -> tuple[int, int]:
    pages = max(1, -(-total // page.size))
    return min(max(1, page.number), pages), pages


def _emptied_by(asked: Asked, query: Query) -> tuple[str, ...]:
    """Which filters, each left out alone, would leave something to show."""
    names = []
    for name in query.filters.set_names:
        filters = _with(query.filters, name, getattr(Filters(), name))
        there = _asked(asked.session, asked.person, asked.today, filters)
        if counts.is_any(there, filters):
            names.append(name)
    return tuple(names)


def _with(filters: Filters, name: str, value: object) -> Filters:
    changed: dict[str, Any] = {name: value}
    return replace(filters, **changed)
