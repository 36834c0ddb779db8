"""What has changed, told by the database: of a hundred thousand recommendations only those that moved are read at all.

A report's `counts_as` says what its grade amounts to, so that better and worse are told without its words. Which of the
reports are "before" and "now" is what `Span` says of them in Python: the two must agree, for the page that is shown is
drawn with the latter.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ScalarSelect,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import col

from storage.asking.filters import Asked, Condition
from storage.asking.span import Span
from storage.query import Movement, Status
from storage.tables import plans, rounds
from storage.tables.columns import Instant

RANK = {Status.COMPLETE: 0, Status.ON_TRACK: 1, Status.SLIPPED: 2, Status.NOT_ACHIEVED: 3}
"""The best first. What has no grade is neither better nor worse than anything."""


Rows = Select[*tuple[Any, ...]]


def shape_of(span: Span) -> tuple[bool, ...]:
    """All that makes one statement another than the next: not the rounds, nor the day."""
    return (span.before is not None, span.now is not None, span.since is not None)


def days_and_rounds(span: Span) -> Mapping[str, Any]:
    """What the parameters stand for."""
    given = {"since": span.since, "before": span.before, "now": span.now}
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in given.items()
        if value is not None
    }


def only_moved(rows: Rows, asked: Asked, span: Span, way: Movement | None, *, few: bool) -> Rows:
    """Those of which the grade now is better, or worse, than the one before; or, if neither is asked, that differ at all.

    `few` where the rows are those of a plan or of somebody: then nothing is looked up of all the others.
    """
    id = asked.standing.c.recommendation_id
    named = _named(span, rows.with_only_columns(id, maintain_column_froms=True) if few else None)
    if named is not None:
        rows = rows.outerjoin(named, named.c.recommendation_id == id)
    if way is None:
        return rows.where(or_(_graded_anew(asked, span, named), _moved_date(asked, span, named)))
    before, now = (_ranked(one.counts_as()) for one in _before_and_now(asked, span, named))
    return rows.where(now < before if way is Movement.BETTER else now > before)


def _named(span: Span, these: Rows | None) -> Subquery | None:
    """When each recommendation was last reported on in the rounds that were named, where only one side was named: found
    once for all, for what is beside it is looked for by it in each of a recommendation's reports.

    Of a few ("these") it is looked for in what there is of them, and not in all that was sent in those rounds.
    """
    if span.since is not None or (span.before is None) is (span.now is None):
        return None
    update, round = rounds.Update, rounds.Round
    found = select(col(update.recommendation_id), func.max(col(round.period_on)).label("period_on"))
    found = found.join(round, col(round.id) == col(update.round_id)).where(col(update.sent_version) > 0)
    wanted: BindParameter[Any] = bindparam("before" if span.before is not None else "now", expanding=True)
    if these is None:
        found = found.where(col(round.id).in_(wanted))
    else:
        found = found.where((col(round.id) + 0).in_(wanted), col(update.recommendation_id).in_(these))
    return found.group_by(col(update.recommendation_id)).subquery("named")


def _ranked(status: ColumnElement[Any]) -> ColumnElement[int | None]:
    return case({one.value: rank for one, rank in RANK.items()}, value=status)


def _graded_anew(asked: Asked, span: Span, named: Subquery | None) -> Condition:
    before, now = (one.code() for one in _before_and_now(asked, span, named))
    last_two = span == Span()
    return and_(now.is_not(None), now.is_distinct_from(before), before.is_not(None) if last_two else true())


def _moved_date(asked: Asked, span: Span, named: Subquery | None) -> Condition:
    """Another date than the one that was set when the report before was made, or on the day that was named."""
    before, _ = _before_and_now(asked, span, named)
    when = _since() if span.since is not None else before.told(_sent_at(before.update))
    then, now = _due(asked, when), _due(asked)
    return and_(then.is_not(None), then.is_distinct_from(now))


def _due(asked: Asked, before: ColumnElement[Any] | None = None) -> ScalarSelect[Any]:
    set = aliased(plans.DueDate)
    found = select(col(set.due_on)).where(col(set.recommendation_id) == asked.standing.c.recommendation_id)
    found = found if before is None else found.where(col(set.set_at) < before)
    return found.order_by(col(set.id).desc()).limit(1).correlate(asked.standing).scalar_subquery()


def _since() -> ColumnElement[Any]:
    return bindparam("since", type_=Instant())


def _before_and_now(asked: Asked, span: Span, named: Subquery | None) -> tuple["_Report", "_Report"]:
    before, now = _Report(asked, named), _Report(asked, named)
    if span.since is not None:
        return before.where(_sent_at(before.chosen) < _since()), now.where(_sent_at(now.chosen) >= _since())
    if span.before is not None:
        before = before.where(before.within("before"))
    if span.now is not None:
        now = now.where(now.within("now"))
    if span.before is None:
        before = before.where(before.period < named.c.period_on) if named is not None else before.behind(1)
    if span.now is None and named is not None:
        now = now.where(or_(named.c.period_on.is_(None), now.period > named.c.period_on))
    return before, now


def _sent_at(update: type[rounds.Update]) -> ScalarSelect[Any]:
    return _of_version(update, lambda version: col(version.written_at))


def _of_version(
    update: type[rounds.Update], what: Callable[[type[rounds.UpdateVersion]], Mapped[Any]]
) -> ScalarSelect[Any]:
    version = aliased(rounds.UpdateVersion)
    this = (col(version.update_id) == col(update.id)) & (col(version.number) == col(update.sent_version))
    return select(what(version)).where(this).correlate(update).scalar_subquery()


class _Report:
    """One of a recommendation's reports: the last that there is under some conditions, or one so far behind it.

    It is chosen first and looked into afterwards, so that nothing is looked up of those that are passed over.
    """

    def __init__(self, asked: Asked, named: Subquery | None) -> None:
        self.standing = asked.standing
        self.around = (asked.standing,) if named is None else (asked.standing, named)
        self.update, self.chosen, self.round = aliased(rounds.Update), aliased(rounds.Update), aliased(rounds.Round)
        self.conditions: list[Condition] = []
        self.place = 0

    def where(self, condition: Condition) -> "_Report":
        self.conditions.append(condition)
        return self

    def behind(self, place: int) -> "_Report":
        self.place = place
        return self

    def counts_as(self) -> ScalarSelect[Any]:
        return self.told(col(self.update.counts_as))

    def code(self) -> ScalarSelect[Any]:
        """The grade that counts, empty where there is none: the committee's, where it has decided."""
        decision = aliased(rounds.Decision)
        ruled = select(func.coalesce(col(decision.grade_code), "")).where(
            col(decision.update_id) == col(self.update.id)
        )
        last = ruled.order_by(col(decision.id).desc()).limit(1).correlate(self.update).scalar_subquery()
        written = _of_version(self.update, lambda version: col(version.grade_code))
        return self.told(func.coalesce(last, written, ""))

    def told(self, what: ColumnElement[Any] | Mapped[Any]) -> ScalarSelect[Any]:
        newest = (col(self.round.period_on).desc(), col(self.round.id).desc())
        chosen = select(col(self.chosen.id)).where(self._sent(), *self.conditions).order_by(*newest)
        this = chosen.limit(1).offset(self.place or None).correlate(*self.around).scalar_subquery()
        return select(what).where(col(self.update.id) == this).scalar_subquery()

    @property
    def period(self) -> Mapped[Any]:
        return col(self.round.period_on)

    def within(self, named: str) -> Condition:
        """Plus nothing: or else SQLite looks up each of a thousand rounds, where a recommendation was reported on in ten."""
        return (col(self.round.id) + 0).in_(bindparam(named, expanding=True))

    def _sent(self) -> Condition:
        return and_(
            col(self.chosen.round_id) == col(self.round.id),
            col(self.chosen.recommendation_id) == self.standing.c.recommendation_id,
            col(self.chosen.sent_version) > 0,
        )
