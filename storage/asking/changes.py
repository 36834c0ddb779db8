"""What has changed: each recommendation as it stands now beside how it stood before; better or worse, if that was asked.

Before is a round or a day that was named, else what was reported the time before last. Only what differs is a row.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from storage.asking import counts
from storage.asking.answer_views import Answer, AnswerRow, Before
from storage.asking.called import labels
from storage.asking.filters import Asked, conditions, midnight, scope
from storage.asking.reports import DateSet, Report, dates_set, reports
from storage.asking.rows import answer_rows, in_order, seen
from storage.asking.standing import round_ids
from storage.query import LATEST, Movement, Query, Since, Status
from storage.schemes import scheme_of
from storage.views import Grade

RANK = {Status.COMPLETE: 0, Status.ON_TRACK: 1, Status.SLIPPED: 2, Status.NOT_ACHIEVED: 3}


@dataclass(frozen=True, slots=True)
class Span:
    """Which reports are "before" and which are "now": by their rounds, or by the day they were made.

    With only "now", before is whatever came last before it; with only "before", now is whatever came last after it.
    With neither it is the last two.
    """

    before: frozenset[int] | None = None
    now: frozenset[int] | None = None
    since: datetime | None = None

    def parts(self, said: Sequence[Report]) -> tuple[Report | None, Report | None]:
        if self.since:
            at = self.since
            return _last(one for one in said if one.said_at < at), _last(one for one in said if one.said_at >= at)
        if self.before is None and self.now is None:
            return (said[-2], said[-1]) if len(said) > 1 else (None, None)
        before, now = self._in(self.before, said), self._in(self.now, said)
        if self.before is None:
            before = _last(one for one in said if now and one.period_on < now.period_on)
        if self.now is None:
            now = _last(one for one in said if before is None or one.period_on > before.period_on)
        return before, now

    @staticmethod
    def _in(ids: frozenset[int] | None, said: Sequence[Report]) -> Report | None:
        return _last(one for one in said if ids is not None and one.round_id in ids)


def between(asked: Asked, query: Query, earlier: str, later: str, page: tuple[int, int]) -> Answer:
    """What differs between two rounds."""
    before, now = (frozenset(round_ids(asked.session, [name])) for name in (earlier, later))
    of = counts.whole(asked, replace(scope(query.filters), rounds=frozenset({later})))
    return replace(_changed(asked, query, Span(before, now), page), of=of)


def since(asked: Asked, query: Query, page: tuple[int, int]) -> Answer:
    return _changed(asked, query, _span(asked.session, query.since), page)


def _span(session: Session, since: Since | None) -> Span:
    """Since the last round is what that round has brought; since any other is what has come after it."""
    if since is None:
        return Span()
    if since.on is not None:
        return Span(since=midnight(since.on))
    ids = frozenset(round_ids(session, [since.round or LATEST]))
    return Span(now=ids) if since.round == LATEST else Span(before=ids)


def _changed(asked: Asked, query: Query, span: Span, page: tuple[int, int]) -> Answer:
    wanted = conditions(asked, query.filters)
    found = asked.session.connection().execute(in_order(seen(asked).where(*wanted), asked, query.order)).all()
    ids = [row.recommendation_id for row in found]
    said, dates = reports(asked.session, ids), dates_set(asked.session, ids)
    moved = [
        (row, before, now)
        for row in found
        if (change := _change(asked.session, row, span, said.get(row.recommendation_id, []), dates))
        and _wanted(*change, query.direction)
        for before, now in [change]
    ]
    return _page(asked, query, moved[: query.limit], counts.whole(asked, scope(query.filters)), page)


def _change(
    session: Session,
    row: Row[*tuple[Any, ...]],
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


def _wanted(before: Before, now: Grade | None, direction: Movement | None) -> bool:
    """Better and worse are of two grades. Where one is missing there is neither."""
    if direction is None:
        return True
    first, last = RANK.get(before.status), RANK.get(status_of(now))
    if first is None or last is None or first == last:
        return False
    return (last < first) is (direction is Movement.BETTER)


def status_of(grade: Grade | None) -> Status:
    return Status(grade.meaning.value) if grade and grade.meaning.value in set(Status) else Status.NO_GRADE


def _page(
    asked: Asked,
    query: Query,
    moved: Sequence[tuple[Row[*tuple[Any, ...]], Before, Grade | None]],
    of: int,
    page: tuple[int, int],
) -> Answer:
    number, size = page
    pages = max(1, -(-len(moved) // size))
    number = min(max(1, number), pages)
    shown = moved[(number - 1) * size : number * size]
    rows = answer_rows(asked.session, asked.today, [row for row, _, _ in shown])
    told = tuple(_as_of(row, before, now) for row, (_, before, now) in zip(rows, shown, strict=True))
    named = {row.before.round_label for row in told if row.before and row.before.round_label}
    return Answer(
        query=query,
        total=len(moved),
        of=of,
        rows=told,
        page=number,
        pages=pages,
        rounds=labels(asked, asked.rounds, query.filters) or tuple(sorted(named)),
    )


def _as_of(row: AnswerRow, before: Before, now: Grade | None) -> AnswerRow:
    return replace(row, before=before, grade=now, status=status_of(now))


def _last(said: Iterable[Report]) -> Report | None:
    found = list(said)
    return found[-1] if found else None
