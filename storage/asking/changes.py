"""What has changed: each recommendation as it stands now beside how it stood before; better or worse, if that was asked.

Before is a round or a day that was named, else what was reported the time before last. Only what differs is a row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select
from sqlmodel import Session

from storage.asking import counts
from storage.asking.answer_views import Answer, AnswerRow, Before
from storage.asking.called import labels
from storage.asking.filters import Asked, conditions, midnight, scope
from storage.asking.moved import days_and_rounds, only_moved, shape_of
from storage.asking.ready import found as rows_of
from storage.asking.reports import DateSet, Report, dates_set, reports
from storage.asking.rows import answer_rows, in_order, seen
from storage.asking.span import Span
from storage.asking.standing import round_ids
from storage.query import LATEST, Query, Status
from storage.schemes import scheme_of
from storage.views import Grade

FEW = frozenset({"plans", "owners", "recommendations"})
"""Filters that leave a few of very many."""
Changed = tuple[Any, Before, Grade | None]
"""A row, how it stood before, and its grade now."""


def between(asked: Asked, query: Query, earlier: str, later: str, page: tuple[int, int]) -> Answer:
    """What differs between two rounds."""
    titles = query.filters.plans
    before, now = (frozenset(round_ids(asked.session, [name], titles)) for name in (earlier, later))
    of = counts.whole(asked, replace(scope(query.filters), rounds=frozenset({later})))
    return replace(_changed(asked, query, Span(before, now), page), of=of)


def since(asked: Asked, query: Query, page: tuple[int, int]) -> Answer:
    return _changed(asked, query, _span(asked.session, query), page)


def _span(session: Session, query: Query) -> Span:
    """Since the last round is what that round has brought; since any other is what has come after it."""
    since = query.since
    if since is None:
        return Span()
    if since.on is not None:
        return Span(since=midnight(since.on))
    ids = frozenset(round_ids(session, [since.round or LATEST], query.filters.plans))
    return Span(now=ids) if since.round == LATEST else Span(before=ids)


def _changed(asked: Asked, query: Query, span: Span, page: tuple[int, int]) -> Answer:
    def built() -> Select[*tuple[Any, ...]]:
        rows = seen(asked).where(*conditions(asked, query.filters))
        few = not FEW.isdisjoint(query.filters.set_names)
        return in_order(only_moved(rows, asked, span, query.direction, few=few), asked, query.order)

    what = ("changed", query.order, query.direction, shape_of(span))
    found = rows_of(asked, what, query.filters, built, days_and_rounds(span))[: query.limit]
    return _page(asked, query, span, found, page)


def _with_changes(session: Session, found: Sequence[Any], span: Span) -> Sequence[Changed]:
    ids = [row.recommendation_id for row in found]
    said, dates = reports(session, ids), dates_set(session, ids)
    return [
        (row, *change)
        for row in found
        if (change := _change(session, row, span, said.get(row.recommendation_id, []), dates))
    ]


def _change(
    session: Session,
    row: Any,
    span: Span,
    said: Sequence[Report],
    dates: Mapping[int, Sequence[DateSet]],
) -> tuple[Before, Grade | None] | None:
    """How it stood before, and its grade now; None where nothing has changed."""
    scheme = scheme_of(session, row.scheme_id)
    before, now = span.parts(said)
    grade_before, grade_now = (scheme.grade(one.grade_code) if one else None for one in (before, now))
    moved_from = _moved_from(dates.get(row.recommendation_id, ()), span.since or (before.said_at if before else None))
    label = before.round_label if before else ""
    if now is not None and (before is None or grade_before != grade_now):
        return Before(grade_before, status_of(grade_before), label, moved_from), grade_now
    if moved_from is not None:
        return Before(grade_before, status_of(grade_before), label, moved_from), grade_now or grade_before
    return None


def _moved_from(dates: Sequence[DateSet], since: datetime | None) -> date | None:
    """The date it had before it was moved after that moment; None where it was not moved, or had none."""
    if since is None:
        return None
    earlier = [one for one in dates if one.set_at < since]
    if not earlier or earlier[-1] is dates[-1] or earlier[-1].on == dates[-1].on:
        return None
    return earlier[-1].on


def status_of(grade: Grade | None) -> Status:
    return Status(grade.meaning.value) if grade and grade.meaning.value in set(Status) else Status.NO_GRADE


def _page(asked: Asked, query: Query, span: Span, found: Sequence[Any], page: tuple[int, int]) -> Answer:
    number, size = page
    pages = max(1, -(-len(found) // size))
    number = min(max(1, number), pages)
    shown = _with_changes(asked.session, found[(number - 1) * size : number * size], span)
    rows = answer_rows(asked.session, asked.today, [row for row, _, _ in shown])
    told = tuple(_as_of(row, before, now) for row, (_, before, now) in zip(rows, shown, strict=True))
    named = {row.before.round_label for row in told if row.before and row.before.round_label}
    return Answer(
        query=query,
        total=len(found),
        of=counts.whole(asked, scope(query.filters)),
        rows=told,
        page=number,
        pages=pages,
        rounds=labels(asked, asked.rounds, query.filters) or tuple(sorted(named)),
    )


def _as_of(row: AnswerRow, before: Before, now: Grade | None) -> AnswerRow:
    return replace(row, before=before, grade=now, status=status_of(now))
