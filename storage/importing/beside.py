"""A document in hand in the terms of the record: its grades in the plan's key, its answers in the plan's rounds.

What was read stays as it was read; this is what confirming would store, and what the comparison shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from storage.importing.answered import Answer
from storage.importing.fitting import Fit, fit, in_the_plans_key, is_only_words
from storage.importing.history import rounds_of
from storage.importing.periods import Name, Settled, in_the_records_rounds, settle
from storage.importing.proposal import Proposal
from storage.importing.whole import level_named
from storage.rules.wording import bare_words
from storage.schemes import scheme_of
from storage.tables import plans as plan_tables
from storage.vocabulary import AnswerKind

SAID = (AnswerKind.PICKED, AnswerKind.TYPED)


@dataclass(frozen=True, slots=True)
class Beside:
    """`fitted` is None for a plan of its own: its key is the document's."""

    proposal: Proposal
    fitted: Fit | None
    settled: Settled


def beside(session: Session, plan_id: int | None, proposal: Proposal, answers: Iterable[Answer]) -> Beside:
    """`proposal` has the answers in it already; some of them say how the document stands to the plan."""
    said = [one for one in answers if one.kind in SAID]
    rounds = list(rounds_of(session, plan_id).values()) if plan_id else []
    settled = settle(proposal, rounds, names_said(said))
    placed = in_the_records_rounds(proposal, settled)
    if plan_id is None:
        return Beside(placed, None, settled)
    fitted = fitted_to(session, plan_id, proposal, said)
    return Beside(in_the_plans_key(placed, fitted), fitted, settled)


def fitted_to(session: Session, plan_id: int, proposal: Proposal, said: Iterable[Answer] = ()) -> Fit:
    scheme = scheme_of(session, session.get_one(plan_tables.Plan, plan_id).scheme_id)
    by_label = {grade.full_label: grade.code for grade in scheme.grades}
    chosen = {level_named(one.doubt.field): by_label.get(one.value, "") for one in said}
    return fit(scheme, proposal, may_grow=is_only_words(scheme), chosen={k: v for k, v in chosen.items() if k and v})


def names_said(said: Iterable[Answer]) -> frozenset[Name]:
    """Rounds that the clerk has named."""
    return frozenset(bare_words(one.value) for one in said if one.doubt.field == "round")
