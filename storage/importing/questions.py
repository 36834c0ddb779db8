"""What an import must ask beyond the reader's doubts: a key where there is none, grades off the key, rounds without a date."""

from collections.abc import Iterator
from dataclasses import replace

from storage.importing.becoming import ANY_DAY
from storage.importing.history import labelled
from storage.importing.keys import codes, known_names
from storage.importing.proposal import Doubt, Proposal
from storage.rules.deadlines import read_date


def own_doubts(proposal: Proposal, *, plan_is_known: bool, before: Proposal | None = None) -> tuple[Doubt, ...]:
    """`before` is the last document of the plan that this one is a version of."""
    asked = (_older(proposal, before), _no_key(proposal, plan_is_known), _off_key(proposal), _undated(proposal))
    return tuple(doubt for doubts in asked for doubt in doubts)


def answerable(doubt: Doubt) -> Doubt:
    """A doubt about the key can always be settled by a key that the program knows."""
    return replace(doubt, candidates=known_names()) if doubt.field == "scheme" and not doubt.candidates else doubt


def _older(proposal: Proposal, before: Proposal | None) -> Iterator[Doubt]:
    """What an older document says would take the place of what a newer one has said since."""
    then, now = proposal.reported, before.reported if before else None
    if then.on and now and now.on and then.on < now.on:
        told = (
            f"This document stands at {then.text}, and the last one that was imported at {now.text}. What it says "
            "otherwise would take the place of newer words. Drop it, unless you mean that."
        )
        yield Doubt("older_document", told, field="reported")


def _no_key(proposal: Proposal, plan_is_known: bool) -> Iterator[Doubt]:
    asked = any(doubt.field == "scheme" for doubt in proposal.doubts)
    if not proposal.key.levels and not plan_is_known and not asked:
        told = "The document has no grading key. By which grades are its recommendations to be assessed?"
        yield Doubt("no_key", told, field="scheme", candidates=known_names())


def _off_key(proposal: Proposal) -> Iterator[Doubt]:
    known = set(codes(proposal.key.levels))
    if not known:
        return
    for one in proposal.recommendations:
        for update in one.updates:
            if update.grade is not None and update.grade not in known:
                told = f"“{update.grade_text or update.grade}” is no grade of the key, so it is kept as words only."
                yield Doubt("off_key", told, one.position, "grade", one.place, update.round, tuple(sorted(known)))


def _undated(proposal: Proposal) -> Iterator[Doubt]:
    dates: dict[str, bool] = {}
    for one in proposal.recommendations:
        for label, update in labelled(one, proposal):
            dates[label] = dates.get(label, False) or bool(update.on or read_date(label, ANY_DAY).on)
    stands_for = proposal.reported.text or "the day of the import"
    for label in (label for label, is_dated in dates.items() if not is_dated):
        yield Doubt("round_not_dated", f"“{label}” names no date, so that round is put at {stands_for}.", field="round")
