"""What was found of a document lately, so that the next press on one of its cards need not find it anew.

What was read in it never changes. How it stands to its plan is remembered beside numbers of which one at least changes
with everything that rests on it; a transaction that has changed the document remembers nothing.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import defer
from sqlalchemy.orm.interfaces import LoaderOption
from sqlmodel import Session, col

from storage.changes import identified
from storage.importing import kept
from storage.importing.proposal import Proposal
from storage.importing.views import Comparison
from storage.memory import may_remember, memory_of
from storage.tables import intakes as tables
from storage.tables.plans import Plan, Recommendation
from storage.tables.rounds import Decision, Round, Update

CHANGED = "changed_intakes"

# What was read of thousands of rows is megabytes of JSON: a document's row is had without it.
LIGHT: LoaderOption = defer(col(tables.Intake.proposal))  # type: ignore[arg-type]  # SQLModel types columns as what they hold


def read_in(session: Session, row: tables.Intake) -> Proposal:
    """What was read in a document that is in the record already."""
    memory, key = memory_of(session), (identified(row.id), row.fingerprint)
    found: Proposal | None = memory.readings.get(key)
    if found is None:
        found = parsed(session, row)
        memory.keep_reading(key, found)
    return found


def parsed(session: Session, row: tables.Intake) -> Proposal:
    """Its stored form is let go at once: of thousands of rows it weighs as much again."""
    session.flush()
    found = kept.proposal_of(row.proposal)
    session.expire(row, ["proposal"])
    return found


def compared(session: Session, row: tables.Intake, plan_id: int, compare: Callable[[], Comparison]) -> Comparison:
    """The comparison that was made of the same document and the same plan, or else this one."""
    if row.id in session.info.get(CHANGED, ()) or not may_remember(session, plan_id):
        return compare()
    memory, key = memory_of(session), (identified(row.id), row.version, *_standing(session, plan_id))
    found: Comparison | None = memory.comparisons.get(key)
    if found is None:
        found = compare()
        memory.keep_comparison(key, found)
    return found


def changed(session: Session, row: tables.Intake) -> None:
    """Until this transaction is committed, it remembers nothing of how the document stands."""
    session.info.setdefault(CHANGED, set()).add(row.id)


def _standing(session: Session, plan_id: int) -> tuple[Any, ...]:
    """Changes with whatever is agreed, opened, closed, answered, decided or signed off in a plan: what is agreed raises its
    edition, answers and decisions are only ever added, and what was signed off stays so."""
    said = session.execute(
        select(func.count(), func.sum(Update.version), func.sum(Update.sent_version), func.sum(Update.versions))
        .select_from(Update)
        .join(Round, col(Round.id) == col(Update.round_id))
        .where(col(Round.plan_id) == plan_id)
    ).one()
    decided = session.scalar(
        select(func.count(col(Decision.id)))
        .join(Update, col(Update.id) == col(Decision.update_id))
        .join(Round, col(Round.id) == col(Update.round_id))
        .where(col(Round.plan_id) == plan_id)
    )
    signed_off = session.scalar(
        select(func.count(col(Recommendation.id)))
        .where(col(Recommendation.plan_id) == plan_id)
        .where(col(Recommendation.signed_off_at).is_not(None))
    )
    edition = session.scalar(select(col(Plan.edition)).where(col(Plan.id) == plan_id))
    return (plan_id, edition, *said, decided, signed_off)
