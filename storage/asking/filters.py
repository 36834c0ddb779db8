"""A query's filters as conditions on a standing beside its recommendation and plan. Each is a line of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, FromClause, func, not_, or_, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from storage.asking.search import speaks_of
from storage.asking.sight import owned, owned_by
from storage.asking.standing import in_rounds
from storage.query import ME, Filters, Missing, Period, Status
from storage.tables import plans, rounds
from storage.views import Person

LONDON = ZoneInfo("Europe/London")
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, on what day, and about how things stand when: in the rounds that were named, if any were."""

    session: Session
    person: Person
    today: date
    standing: FromClause
    rounds: frozenset[str] = frozenset()


def conditions(asked: Asked, filters: Filters) -> list[Condition]:
    return [WHERE[name](asked, filters) for name in filters.set_names if name != "rounds"]


def scope(filters: Filters) -> Filters:
    """The part of the filters that says where one looks; the rest says what for."""
    return Filters(plans=filters.plans, but_plans=filters.but_plans, rounds=filters.rounds)


def late(asked: Asked) -> Condition:
    now = asked.standing.c
    return (
        now.due_on.is_not(None)
        & (now.due_on < asked.today)
        & (now.status != Status.COMPLETE.value)
        & col(plans.Recommendation.signed_off_at).is_(None)
    )


def _status(asked: Asked, filters: Filters) -> Condition:
    return asked.standing.c.status.in_(sorted(one.value for one in filters.status))


def _overdue(asked: Asked, filters: Filters) -> Condition:
    return late(asked) if filters.overdue else not_(func.coalesce(late(asked), False))


def _owners(asked: Asked, filters: Filters) -> Condition:
    return _owned(asked, filters.owners)


def _plans(asked: Asked, filters: Filters) -> Condition:
    return col(plans.Plan.title).in_(sorted(filters.plans))


def _recommendations(asked: Asked, filters: Filters) -> Condition:
    return func.lower(col(plans.Recommendation.number)).in_(sorted(one.lower() for one in filters.recommendations))


def _due(asked: Asked, filters: Filters) -> Condition:
    return _within(asked.standing.c.due_on, filters.due)


def _updated(asked: Asked, filters: Filters) -> Condition:
    """Days are days on the council's wall."""
    period, at = filters.updated or Period(), asked.standing.c.reported_at
    found: list[Condition] = [at.is_not(None)]
    if period.from_on:
        found.append(at >= midnight(period.from_on))
    if period.to_on:
        found.append(at < midnight(period.to_on + timedelta(days=1)))
    return _all(found)


def _text(asked: Asked, filters: Filters) -> Condition:
    within = select(col(rounds.Round.id)).where(in_rounds(asked.rounds)) if asked.rounds else None
    return speaks_of(asked.session, filters.text, within)


def _missing(asked: Asked, filters: Filters) -> Condition:
    return or_(*(MISSING[one](asked) for one in sorted(filters.missing)))


def _but_owners(asked: Asked, filters: Filters) -> Condition:
    return not_(_owned(asked, filters.but_owners))


def _but_plans(asked: Asked, filters: Filters) -> Condition:
    return col(plans.Plan.title).not_in(sorted(filters.but_plans))


WHERE: dict[str, Callable[[Asked, Filters], Condition]] = {
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


def _owned(asked: Asked, names: frozenset[str]) -> Condition:
    named = col(plans.Recommendation.id).in_(owned().where(col(plans.Owner.name).in_(sorted(names - {ME}))))
    return or_(named, owned_by(asked.person)) if ME in names else named


def _unsaid(words: Mapped[str]) -> Callable[[Asked], Condition]:
    """Nothing sent, or sent with this box left blank."""

    def blank(asked: Asked) -> Condition:
        said = select(words).where(col(rounds.UpdateVersion.id) == asked.standing.c.version_id).scalar_subquery()
        return func.trim(func.coalesce(said, "")) == ""

    return blank


MISSING: dict[Missing, Callable[[Asked], Condition]] = {
    Missing.EVIDENCE: _unsaid(col(rounds.UpdateVersion.evidence)),
    Missing.IMPACT: _unsaid(col(rounds.UpdateVersion.impact)),
    Missing.OWNER: lambda asked: col(plans.Recommendation.id).not_in(owned()),
    Missing.DUE: lambda asked: asked.standing.c.due_on.is_(None),
    Missing.GRADE: lambda asked: asked.standing.c.status == Status.NO_GRADE.value,
}


def _within(day: ColumnElement[date], period: Period | None) -> Condition:
    found: list[Condition] = [day.is_not(None)]
    if period and period.from_on:
        found.append(day >= period.from_on)
    if period and period.to_on:
        found.append(day <= period.to_on)
    return _all(found)


def _all(found: Sequence[Condition]) -> Condition:
    whole = found[0]
    for one in found[1:]:
        whole &= one
    return whole


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON).astimezone(UTC)
