"""What an import must ask beyond the reader's doubts: a key where there is none, grades off the key, rounds without a date,
and how a newer document's key and rounds stand to the plan's."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from storage.importing.becoming import ANY_DAY
from storage.importing.fitting import Fit, used
from storage.importing.keys import codes, known_names
from storage.importing.proposal import Doubt, Proposal
from storage.importing.whole import round_of, updates_of
from storage.rules.deadlines import read_date
from storage.views import Scheme


def own_doubts(
    proposal: Proposal, *, plan_is_known: bool, before: Proposal | None = None, asked_again: Collection[str] = ()
) -> tuple[Doubt, ...]:
    """`before` is the last document of the plan that this one is a version of; `asked_again` are rounds that are asked
    about already."""
    undated = _undated(proposal, asked_again)
    asked = (_older(proposal, before), _no_key(proposal, plan_is_known), _off_key(proposal), undated)
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


def _undated(proposal: Proposal, asked_again: Collection[str]) -> Iterator[Doubt]:
    dates: dict[str, bool] = {}
    for update in updates_of(proposal):
        label = round_of(update, proposal)
        dates[label] = dates.get(label, False) or bool(update.on or read_date(label, ANY_DAY).on)
    stands_for = proposal.reported.text or "the day of the import"
    for label in (label for label, is_dated in dates.items() if not is_dated and label not in asked_again):
        told = (
            f"“{label}” names no date, so that round is put at {stands_for}. Type what it is called, like July 2024, or "
            "“right” to leave it so."
        )
        yield Doubt("round_not_dated", told, field="round", round=label)


def beside_the_key(proposal: Proposal, scheme: Scheme, fitted: Fit) -> Iterator[Doubt]:
    """What a newer document's key says otherwise than the plan's. The plan keeps its own: what was recorded stays so."""
    stored = "; ".join(fitted.said(code) for code in fitted.moved)
    if fitted.clashes:
        both = "; ".join(
            f"{code} is “{fitted.grades[code].label}” in it and “{_label(scheme, code)}” in the plan"
            for code in fitted.clashes
        )
        told = (
            f"This document's key is not the plan's: {both}. The plan keeps its key and every grade its meaning. "
            f"{f'By what they mean, {stored}. ' if stored else ''}Type “right” if that is so; else drop the document."
        )
        yield Doubt("key_clashes", told)
    elif stored and proposal.key.stated:
        told = f"This document grades by a key of its own. The plan keeps its key, and by what they mean {stored}."
        yield Doubt("key_otherwise", told)
    grades = tuple(grade.full_label for grade in scheme.grades)
    in_use = used(proposal)
    for code in (code for code, other in fitted.codes.items() if other is None and code in in_use):
        told = (
            f"“{fitted.grades[code].full_label}” is no grade of the plan, and nothing says which of the plan's it is. Pick "
            "it; as it is, those answers have no grade, and the document's words for it."
        )
        yield Doubt("grade_not_in_plan", told, field=f"levels[{code}]", candidates=grades)


def no_link_officer(outside: Sequence[str]) -> Doubt:
    named = ", ".join(outside[:3]) + (f" and {len(outside) - 3} more" if len(outside) > 3 else "")
    told = (
        f"The document names no link officer, and nobody I know in Teams answers for {named}. Type who does; or “right”, "
        "and nobody is asked for those."
    )
    return Doubt("no_link_officer", told, field="link_officers")


def _label(scheme: Scheme, code: str) -> str:
    grade = scheme.grade(code)
    return grade.label if grade else ""
