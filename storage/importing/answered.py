"""A clerk's answers to doubts, put into the proposal. The proposal itself stays as it was read; nothing that gives way is lost.

Words that an answer takes out of a field go to the list of what was not placed.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from storage.importing import whole
from storage.importing.beneath import NEVER_EMPTY as NEVER_EMPTY_BENEATH
from storage.importing.beneath import Beneath, named, row_of, with_value
from storage.importing.proposal import Dated, Doubt, NotPlaced, Proposal, ProposedOwner
from storage.importing.proposal import ProposedRecommendation as Recommendation
from storage.importing.proposal import ProposedUpdate as Update
from storage.importing.whole import PLAN, UNDATED, dated, level_named, read_as
from storage.vocabulary import AnswerKind

DATES = ("agreed", "reported", "due")
LISTS = ("actions", "measures")
OF_RECOMMENDATION = ("record", "text", "number", "section", "due", "owners", *LISTS)
OF_UPDATE = ("grade", "round", "evidence", "explanation", "impact", "future")
NEVER_EMPTY = ("scheme", "title", "text", "round", PLAN)
LAST = {"round": 1, "record": 2}
# How alike an owner as written and a candidate must be for the one to stand for the other.
ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Answer:
    doubt: Doubt
    kind: AnswerKind
    value: str = ""


def answered(proposal: Proposal, answers: Iterable[Answer]) -> Proposal:
    """The proposal with these answers in it. Doubts name rounds and rows as they were read, so those change last."""
    for answer in sorted(answers, key=lambda one: LAST.get(one.doubt.field, 0)):
        if answer.kind is AnswerKind.RIGHT or answer.doubt.field == PLAN:
            continue
        if value_now(proposal, answer.doubt) is not None:
            proposal = _with(proposal, answer)
    return proposal


def value_now(proposal: Proposal, doubt: Doubt) -> str | None:
    """What stands in the field that a doubt is about; None where it is about no single field, and can only be noted."""
    if doubt.recommendation is None:
        return whole.value_of(proposal, doubt)
    one = _recommendation(proposal, doubt)
    if one is None:
        return None
    if doubt.field in OF_RECOMMENDATION:
        return _of_recommendation(one, doubt.field)
    if beneath := named(doubt.field):
        return _of_row(one, beneath)
    update = _update(one, doubt)
    return _of_update(update, doubt.field) if update and doubt.field in OF_UPDATE else None


def may_be_empty(field: str) -> bool:
    beneath = named(field)
    return (beneath.field not in NEVER_EMPTY_BENEATH) if beneath else field not in NEVER_EMPTY


def is_date(field: str) -> bool:
    beneath = named(field)
    return beneath.is_date if beneath else field in DATES


def is_grade(field: str) -> bool:
    beneath = named(field)
    return beneath.is_grade if beneath else field == "grade"


def _with(proposal: Proposal, answer: Answer) -> Proposal:
    doubt, value = answer.doubt, answer.value
    before = value_now(proposal, doubt) or ""
    proposal = _keeping(proposal, doubt, before, value)
    if doubt.recommendation is None:
        return whole.with_value(proposal, doubt, value)
    if doubt.field == "record":
        left = (one for one in proposal.recommendations if one.position != doubt.recommendation)
        return replace(proposal, recommendations=tuple(left))
    changed = tuple(
        _with_recommendation(one, doubt, value) if one.position == doubt.recommendation else one
        for one in proposal.recommendations
    )
    return replace(proposal, recommendations=changed)


def _keeping(proposal: Proposal, doubt: Doubt, before: str, value: str) -> Proposal:
    """What stood in the field is listed as not placed, unless it is still there. Grades and dates keep their own words."""
    keeps_words = is_grade(doubt.field) or is_date(doubt.field) or doubt.field == "scheme" or level_named(doubt.field)
    if keeps_words or before == UNDATED or not before.strip() or before.strip() in value:
        return proposal
    given_way = NotPlaced(doubt.place or "taken out by an answer", before)
    return replace(proposal, not_placed=(*proposal.not_placed, given_way))


def _with_recommendation(one: Recommendation, doubt: Doubt, value: str) -> Recommendation:
    match doubt.field:
        case "text":
            return replace(one, text=value)
        case "number":
            return replace(one, number=value)
        case "section":
            return replace(one, section=value)
        case "due":
            dues = (*one.dues[:-1], dated(one.dues[-1], value)) if one.dues else ()
            return replace(one, due=dated(one.due, value), dues=dues)
        case "owners":
            return replace(one, owners=_owners(one, value))
        case "actions":
            return replace(one, actions=_lines(value))
        case "measures":
            return replace(one, measures=_lines(value))
    if beneath := named(doubt.field):
        return with_value(one, beneath, value, dated)
    meant = _update(one, doubt)
    changed = tuple(_with_update(update, doubt.field, value) if update is meant else update for update in one.updates)
    return replace(one, updates=changed)


def _with_update(update: Update, field: str, value: str) -> Update:
    match field:
        case "grade":
            return replace(update, grade=value or None)
        case "round":
            return replace(update, round=value, on=None)
        case "evidence":
            return replace(update, evidence=value)
        case "explanation":
            return replace(update, explanation=value)
        case "impact":
            return replace(update, impact=value)
    return replace(update, future=value)


def _owners(one: Recommendation, value: str) -> tuple[ProposedOwner, ...]:
    """One name takes the place of the owner it is most like; several, with semicolons between, of them all."""
    names = [name.strip() for name in value.split(";") if name.strip()]
    if len(names) == 1 and len(one.owners) > 1:
        likeness = [SequenceMatcher(None, owner.text.casefold(), value.casefold()).ratio() for owner in one.owners]
        if max(likeness) >= ALIKE:
            meant = one.owners[likeness.index(max(likeness))]
            new = replace(meant, text=value, name=value)
            return tuple(new if owner is meant else owner for owner in one.owners)
    part = {owner.text: owner.part for owner in one.owners}
    return tuple(ProposedOwner(name, name, part=part.get(name, one.owners[0].part)) if one.owners
                 else ProposedOwner(name, name) for name in names)  # fmt: skip


def _lines(value: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in value.splitlines() if line.strip())


def _recommendation(proposal: Proposal, doubt: Doubt) -> Recommendation | None:
    """Positions rise through a document, whatever rows are left out: of thousands none has to be passed by."""
    found, wanted = proposal.recommendations, doubt.recommendation or 0
    place = bisect_left(found, wanted, key=lambda one: one.position)
    return found[place] if place < len(found) and found[place].position == wanted else None


def _update(one: Recommendation, doubt: Doubt) -> Update | None:
    """The update that a doubt is about: of its round, or the only one there is."""
    meant = [update for update in one.updates if update.round == doubt.round] if doubt.round else list(one.updates)
    return meant[0] if len(meant) == 1 else one.updates[0] if len(one.updates) == 1 else None


def _of_recommendation(one: Recommendation, field: str) -> str:
    if field == "due":
        return read_as(one.due)
    if field == "owners":
        return "; ".join(owner.text for owner in one.owners)
    if field == "record":
        return one.text
    found = getattr(one, field)
    return "\n".join(found) if field in LISTS else str(found)


def _of_row(one: Recommendation, beneath: Beneath) -> str | None:
    row = row_of(one, beneath)
    if row is None:
        return None
    found = getattr(row, beneath.field)
    return read_as(found) if isinstance(found, Dated) else found or ""


def _of_update(update: Update, field: str) -> str:
    found = getattr(update, field)
    return found or ""
