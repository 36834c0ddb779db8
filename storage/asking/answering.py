"""The one way from a question to its answer: a function for each kind of question, all of which look through `seen`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from storage.asking import changes, counts
from storage.asking.answer_views import Answer, Side
from storage.asking.filters import Asked, Condition, conditions, scope
from storage.asking.rows import answer_rows, in_order, seen
from storage.asking.standing import NOW, labels, round_ids, standing_in
from storage.query import LATEST, Filters, GroupBy, Kind, Query
from storage.views import Person

PAGE = 8


@dataclass(frozen=True, slots=True)
class Page:
    number: int = 1
    size: int = PAGE


def answer(session: Session, *, person: Person, today: date, query: Query, page: Page = Page()) -> Answer:
    """Nothing outside this person's sight counts, shows, or can be told from what is not there."""
    return KINDS.get(query.kind, _listed)(_asked(session, person, today, query.filters), query, page)


def _asked(session: Session, person: Person, today: date, filters: Filters) -> Asked:
    if not filters.rounds:
        return Asked(session, person, today, NOW, None)
    ids = round_ids(session, sorted(filters.rounds))
    return Asked(session, person, today, standing_in(ids), ids)


def _listed(asked: Asked, query: Query, page: Page) -> Answer:
    """A list, and with `group_by` or as a count the numbers beside it."""
    within, wanted = conditions(asked, scope(query.filters)), conditions(asked, query.filters)
    matching, of = counts.how_many(asked, wanted), counts.how_many(asked, within)
    total = min(matching, query.limit) if query.limit and not query.group_by else matching
    number, pages = _page(page, total)
    start = (number - 1) * page.size
    rows = in_order(seen(asked).where(*wanted), asked, query.order)
    found = asked.session.execute(rows.offset(start).limit(max(0, min(page.size, total - start)))).all()
    return Answer(
        query=query,
        total=total,
        of=of,
        rows=answer_rows(asked.session, asked.today, found),
        page=number,
        pages=pages,
        groups=counts.groups(asked, query, within, wanted),
        emptied_by=() if matching else _emptied_by(asked, query),
        rounds=labels(asked.session, asked.round_ids) if asked.round_ids is not None else (),
    )


def _silent(asked: Asked, query: Query, page: Page) -> Answer:
    """Who has sent nothing: of the rounds that were named, or else of the last one of each plan, if it is open."""
    named = (
        query if query.filters.rounds else replace(query, filters=replace(query.filters, rounds=frozenset({LATEST})))
    )
    asked = _asked(asked.session, asked.person, asked.today, named.filters)
    unsent = asked.standing.c.update_id.is_(None)
    within = conditions(asked, scope(named.filters))
    wanted: list[Condition] = [*conditions(asked, named.filters), unsent]
    total, of = counts.how_many(asked, wanted), counts.how_many(asked, within)
    number, pages = _page(page, total)
    rows = in_order(seen(asked).where(*wanted), asked, query.order)
    found = asked.session.execute(rows.offset((number - 1) * page.size).limit(page.size)).all()
    grouped = replace(named, group_by=query.group_by or GroupBy.OWNER)
    return Answer(
        query=query,
        total=total,
        of=of,
        rows=answer_rows(asked.session, asked.today, found),
        page=number,
        pages=pages,
        groups=counts.groups(asked, grouped, within, wanted),
        rounds=labels(asked.session, asked.round_ids or ()),
    )


def _compared(asked: Asked, query: Query, page: Page) -> Answer:
    """Sides with their counts. Two rounds side by side also show what moved between them."""
    compare = query.compare
    if compare is None:
        return _listed(asked, query, page)
    if compare.rounds:
        ordered = _by_period(asked.session, compare.rounds)
        sides = tuple(
            _side(asked, replace(query.filters, rounds=frozenset({one})), _label(asked, one)) for one in ordered
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
    return Side(name, counts.by_status(there, conditions(there, filters)))


def _label(asked: Asked, named: str) -> str:
    return " / ".join(labels(asked.session, round_ids(asked.session, [named]))) or named


def _by_period(session: Session, named: frozenset[str]) -> list[str]:
    """`YYYY-MM` names sort by themselves; "the one before" and "the last one" come after them, in that order."""
    return sorted(named, key=lambda one: (one == LATEST, not one[0].isdigit(), one))


def _page(page: Page, total: int) -> tuple[int, int]:
    pages = max(1, -(-total // page.size))
    return min(max(1, page.number), pages), pages


def _emptied_by(asked: Asked, query: Query) -> tuple[str, ...]:
    """Which filters, each left out alone, would leave something to show."""
    found = []
    for name in query.filters.set_names:
        filters = _with(query.filters, name, getattr(Filters(), name))
        there = _asked(asked.session, asked.person, asked.today, filters)
        if counts.how_many(there, conditions(there, filters)):
            found.append(name)
    return tuple(found)


def _with(filters: Filters, name: str, value: object) -> Filters:
    changed: dict[str, Any] = {name: value}
    return replace(filters, **changed)
