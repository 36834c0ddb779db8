"""What one program may remember between transactions, because nothing can change it unnoticed.

A grading scheme never changes. What was agreed for a recommendation is remembered under its plan's edition, which every
write to the plan raises: another replica's change shows in the number that is read each time.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, update

from storage.query import Filters, Names
from storage.tables.plans import Plan
from storage.views import Dossier, RoleHeld, Scheme

MOST_DOSSIERS = 20_000
MOST_NAMES = 500
MOST_WHOLES = 20_000
# Of documents in hand, that is of clerks who go through one at a time. The longest is some six megabytes.
MOST_DOCUMENTS = 4

Sight = tuple[int, frozenset[RoleHeld]]
"""Whose view of the record something is: a person's, with the roles they hold."""


@dataclass(slots=True)
class Memory:
    schemes: dict[int, Scheme] = field(default_factory=dict)
    dossiers: OrderedDict[tuple[int, int], Dossier] = field(default_factory=OrderedDict)
    names: OrderedDict[Sight, tuple[tuple[Any, ...], Names]] = field(default_factory=OrderedDict)

    wholes: OrderedDict[tuple[Sight, Filters], tuple[tuple[Any, ...], int]] = field(default_factory=OrderedDict)
    readings: OrderedDict[tuple[int, str], Any] = field(default_factory=OrderedDict)
    comparisons: OrderedDict[tuple[Any, ...], Any] = field(default_factory=OrderedDict)

    def keep(self, recommendation_id: int, edition: int, dossier: Dossier) -> None:
        self.dossiers[recommendation_id, edition] = dossier
        if len(self.dossiers) > MOST_DOSSIERS:
            self.dossiers.popitem(last=False)

    def keep_whole(self, key: tuple[Sight, Filters], edition: tuple[Any, ...], number: int) -> None:
        self.wholes[key] = (edition, number)
        if len(self.wholes) > MOST_WHOLES:
            self.wholes.popitem(last=False)

    def keep_names(self, sight: Sight, edition: tuple[Any, ...], names: Names) -> None:
        self.names[sight] = (edition, names)
        if len(self.names) > MOST_NAMES:
            self.names.popitem(last=False)

    def keep_reading(self, key: tuple[int, str], reading: Any) -> None:
        self.readings[key] = reading
        if len(self.readings) > MOST_DOCUMENTS:
            self.readings.popitem(last=False)

    def keep_comparison(self, key: tuple[Any, ...], comparison: Any) -> None:
        self.comparisons[key] = comparison
        if len(self.comparisons) > MOST_DOCUMENTS:
            self.comparisons.popitem(last=False)


def memory_of(session: Session) -> Memory:
    found: Memory = session.info["memory"]
    return found


def plan_changed(session: Session, plan_id: int) -> None:
    """Called by every write to what was agreed. Until it is committed, this transaction remembers nothing of the plan."""
    session.info.setdefault("changed_plans", set()).add(plan_id)
    session.execute(
        update(Plan)
        .where(col(Plan.id) == plan_id)
        .values(edition=Plan.edition + 1)
        .execution_options(synchronize_session=False)
    )


def may_remember(session: Session, plan_id: int) -> bool:
    return plan_id not in session.info.get("changed_plans", ())
