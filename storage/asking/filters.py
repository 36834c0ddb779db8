"""A query's filters as conditions on a standing beside its plan (and its recommendation, where it is by number).

Each is a line of its own. What a filter stands for is a parameter by name, so that a statement is built once for all
questions of one shape (`shape`), and run with what this question has (`given`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, ColumnElement, Date, FromClause, bindparam, func, not_, or_, select
from sqlalchemy.orm import Mapped
from sqlalchemy.types import TypeEngine
from sqlmodel import Session, col

from storage.asking.search import phrase_of, speaks_of
from storage.asking.sight import owned, owned_by
from storage.asking.standing import ALL, NOW, Part, in_rounds, standing_in
from storage.query import ME, Filters, Missing, Period, Status
from storage.tables import plans, rounds
from storage.views import Person

LONDON = ZoneInfo("Europe/London")
Condition = ColumnElement[bool]
Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, on what day, and about how things stand when: in the rounds that were named, if any were.

    `unsent` where only what nothing was sent for is asked about.
    """

    session: Session
    person: Person
    today: date
    standing: FromClause
    rounds: frozenset[str] = frozenset()
    unsent: bool = False

    @property
    def dialect(self) -> str:
        return self.session.get_bind().dialect.name


def standing_of(filters: Filters, parts: frozenset[Part] = ALL) -> FromClause:
    """How things stand now, or in the rounds that are named."""
    if not filters.rounds:
        return NOW
    graded = bool(filters.status) and Status.NO_GRADE not in filters.status
    return standing_in(filters.rounds, parts=parts, answered=graded or filters.updated is not None)


def counting(asked: Asked, filters: Filters) -> Asked:
    """The same asked, with no more of how things stand than these filters look at."""
    unsaid = {Missing.EVIDENCE, Missing.IMPACT} & filters.missing
    dated = filters.due or filters.overdue is not None or Missing.DUE in filters.missing
    parts = {Part.SENT} if asked.unsent or filters.status or Missing.GRADE in filters.missing else set()
    parts |= {Part.SAID} if unsaid or filters.updated else set()
    parts |= {Part.DUE} if dated else set()
    silent = standing_in(asked.rounds, parts=frozenset(parts)) if asked.unsent else None
    return replace(asked, standing=silent if silent is not None else standing_of(filters, frozenset(parts)))


def conditions(asked: Asked, filters: Filters) -> list[Condition]:
    values = given(asked, filters)
    found = [WHERE[name](asked, filters, values) for name in filters.set_names if name != "rounds"]
    return [*found, asked.standing.c.update_id.is_(None)] if asked.unsent else found


def scope(filters: Filters) -> Filters:
    """The part of the filters that says where one looks; the rest says what for."""
    return Filters(plans=filters.plans, but_plans=filters.but_plans, rounds=filters.rounds)


def shape(filters: Filters) -> tuple[object, ...]:
    """All that makes one statement another than the next: not the names, days and words that are looked for."""
    ends = [(one.from_on is None, one.to_on is None) if one else None for one in (filters.due, filters.updated)]
    mine = [(ME in names, names == {ME}) for names in (filters.owners, filters.but_owners)]
    return (filters.set_names, filters.overdue, filters.missing, *ends, *mine, bool(phrase_of(filters.text)))


def given(asked: Asked, filters: Filters) -> dict[str, Any]:
    """What the parameters stand for."""
    values: dict[str, Any] = {"today": asked.today, "person": asked.person.id}
    for name in filters.set_names:
        if name in VALUES:
            values |= VALUES[name](asked, filters)
    return values


def _period(name: str, period: Period | None) -> dict[str, date]:
    from_on, to_on = (period.from_on, period.to_on) if period else (None, None)
    ends = {f"{name}_from": from_on, f"{name}_to": to_on}
    return {end: day for end, day in ends.items() if day is not None}


def _updated_between(period: Period | None) -> dict[str, datetime]:
    """Days are days on the council's wall, both of them in."""
    days = _period("updated", period)
    return {end: midnight(day + timedelta(days=end.endswith("to"))) for end, day in days.items()}


VALUES: dict[str, Callable[[Asked, Filters], Given]] = {
    "status": lambda _, filters: {"status": sorted(one.value for one in filters.status)},
    "owners": lambda _, filters: {"owners": sorted(filters.owners - {ME})},
    "plans": lambda _, filters: {"plans": sorted(filters.plans)},
    "recommendations": lambda _, filters: {"numbers": sorted(one.lower() for one in filters.recommendations)},
    "due": lambda _, filters: _period("due", filters.due),
    "updated": lambda _, filters: _updated_between(filters.updated),
    "text": lambda asked, filters: {"words": phrase_of(filters.text).on(asked.dialect)},
    "but_owners": lambda _, filters: {"but_owners": sorted(filters.but_owners - {ME})},
    "but_plans": lambda _, filters: {"but_plans": sorted(filters.but_plans)},
}


def _put(values: Given, name: str, type: TypeEngine[Any] | None = None) -> BindParameter[Any]:
    return bindparam(name, values[name], type, expanding=isinstance(values[name], list))


def _status(asked: Asked, filters: Filters, values: Given) -> Condition:
    return asked.standing.c.status.in_(_put(values, "status"))


def _overdue(asked: Asked, filters: Filters, values: Given) -> Condition:
    late_from, today = asked.standing.c.late_from, _put(values, "today", Date())
    return late_from < today if filters.overdue else or_(late_from.is_(None), late_from >= today)


def _owners(asked: Asked, filters: Filters, values: Given) -> Condition:
    return _owned(asked, filters.owners, values, "owners")


def _plans(asked: Asked, filters: Filters, values: Given) -> Condition:
    return col(plans.Plan.title).in_(_put(values, "plans"))


def _recommendations(asked: Asked, filters: Filters, values: Given) -> Condition:
    return func.lower(col(plans.Recommendation.number)).in_(_put(values, "numbers"))


def _due(asked: Asked, filters: Filters, values: Given) -> Condition:
    day = asked.standing.c.due_on
    found: list[Condition] = [day.is_not(None)]
    if "due_from" in values:
        found.append(day >= _put(values, "due_from", Date()))
    if "due_to" in values:
        found.append(day <= _put(values, "due_to", Date()))
    return _all(found)


def _updated(asked: Asked, filters: Filters, values: Given) -> Condition:
    at = asked.standing.c.reported_at
    found: list[Condition] = [at.is_not(None)]
    if "updated_from" in values:
        found.append(at >= _put(values, "updated_from", at.type))
    if "updated_to" in values:
        found.append(at < _put(values, "updated_to", at.type))
    return _all(found)


def _text(asked: Asked, filters: Filters, values: Given) -> Condition:
    within = select(col(rounds.Round.id)).where(in_rounds(asked.rounds)) if asked.rounds else None
    return speaks_of(asked.standing.c.recommendation_id, asked.dialect, phrase_of(filters.text), within)


def _missing(asked: Asked, filters: Filters, values: Given) -> Condition:
    return or_(*(MISSING[one](asked) for one in sorted(filters.missing)))


def _but_owners(asked: Asked, filters: Filters, values: Given) -> Condition:
    return not_(_owned(asked, filters.but_owners, values, "but_owners"))


def _but_plans(asked: Asked, filters: Filters, values: Given) -> Condition:
    return col(plans.Plan.title).not_in(_put(values, "but_plans"))


WHERE: dict[str, Callable[[Asked, Filters, Given], Condition]] = {
    "status": _status,
    "overdue": _overdue,
    "owners": _owners,
    "plans": _plans,
    "recommendations": _recommendations,
    "due": _due,
    "updated": _updated,
    "text": _text,
    "missing": _missing,
    "but_owners": _but_owners,
    "but_plans": _but_plans,
}


def _owned(asked: Asked, names: frozenset[str], values: Given, name: str) -> Condition:
    id = asked.standing.c.recommendation_id
    named = id.in_(owned().where(col(plans.Owner.name).in_(_put(values, name))))
    if ME not in names:
        return named
    mine = owned_by(asked.person, id)
    return mine if names == {ME} else or_(named, mine)


def _unsaid(words: Mapped[str]) -> Callable[[Asked], Condition]:
    """Nothing sent, or sent with this box left blank."""

    def blank(asked: Asked) -> Condition:
        said = select(words).where(col(rounds.UpdateVersion.id) == asked.standing.c.version_id).scalar_subquery()
        return func.trim(func.coalesce(said, "")) == ""

    return blank


MISSING: dict[Missing, Callable[[Asked], Condition]] = {
    Missing.EVIDENCE: _unsaid(col(rounds.UpdateVersion.evidence)),
    Missing.IMPACT: _unsaid(col(rounds.UpdateVersion.impact)),
    Missing.OWNER: lambda asked: asked.standing.c.recommendation_id.not_in(owned()),
    Missing.DUE: lambda asked: asked.standing.c.due_on.is_(None),
    Missing.GRADE: lambda asked: asked.standing.c.status == Status.NO_GRADE.value,
}


def _all(found: Sequence[Condition]) -> Condition:
    whole = found[0]
    for one in found[1:]:
        whole &= one
    return whole


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON).astimezone(UTC)
