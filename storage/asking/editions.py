"""When what is remembered of the record still holds: one look at a few numbers tells."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session

from storage import prepared
from storage.asking.sight import sees_everything
from storage.memory import Sight
from storage.tables.plans import Plan
from storage.tables.rounds import Round
from storage.views import Person

NUMBERS: Select[*tuple[Any, ...]] = select(
    func.count(),
    func.sum(Plan.edition),
    func.max(Plan.id),
    select(func.max(Round.id)).scalar_subquery(),
).select_from(Plan)

EVERYTHING: Sight = (0, frozenset())
"""Stands for all who see everything: they share what is remembered, for they see the same."""


def edition_of(session: Session) -> tuple[int | None, ...]:
    """Changes with every plan that is added, every write to what was agreed or who owns it, every round opened or closed."""
    return tuple(prepared.rows(session, NUMBERS, {})[0])


def sight_of(person: Person) -> Sight:
    return EVERYTHING if sees_everything(person) else (person.id, person.roles)
