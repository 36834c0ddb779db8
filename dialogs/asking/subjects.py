"""Whose, which plan, which number: names linked where they fit one, and asked about where they fit several or none."""

from itertools import pairwise

from dialogs.asking.courtesy import Meant, meant_by
from dialogs.asking.date_parts import OTHER_WORDS
from dialogs.asking.draft import Draft
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.outcome import Slot
from storage.query import ME, Kind

MOST_CANDIDATES = 8


def read_owners(draft: Draft) -> None:
    wanted: set[str] = set()
    unwanted: set[str] = set()
    for at, mark in draft.placed(Sort.OWNER):
        name = _one(draft, at, mark)
        if name is None:
            return
        (unwanted if at in draft.negated else wanted).add(name)
    _ask_of_run_together(draft)
    for at, mark in draft.placed(Sort.ME):
        if draft.query.kind is Kind.UPDATE and _gives_it(draft, at, mark):
            continue
        told = meant_by(draft, at, mark)
        if told is Meant.FAVOUR:
            continue
        if told is Meant.EITHER:
            ways = ("my actions", "everyone's actions")
            draft.ask(Slot.OWNER, "Only your own actions, or everybody's?", ways, draft.words(mark))
        (unwanted if at in draft.negated else wanted).add(ME)
    draft.narrow(owners=frozenset(wanted), but_owners=frozenset(unwanted))


def _ask_of_run_together(draft: Draft) -> None:
    """ "Director of Public Health" is neither the director nor Public Health: two names must be joined to be two."""
    owners = draft.placed(Sort.OWNER)
    for (one, first), (other, second) in pairwise(owners):
        between = {mark.sort for mark in draft.marks[one + 1 : other]}
        paused = bool(draft.sentence.tokens[second.start].pause)
        if between <= {Sort.FILLER} and not paused and first.values != second.values:
            said = draft.sentence.said(first.start, second.end)
            draft.ask(
                Slot.OWNER, f"Whose do you mean by “{said}”?", (*first.values, *second.values)[:MOST_CANDIDATES], said
            )
            return


def _gives_it(draft: Draft, at: int, mark: Mark) -> bool:
    """ "I" and "my update" say who gives the update, and not whose the recommendation is."""
    after = draft.after(at, skipping=frozenset())
    return draft.words(mark) == "i" or (draft.words(mark) == "my" and after is not None and after.sort is Sort.KIND)


def _one(draft: Draft, at: int, mark: Mark) -> str | None:
    said = draft.said(mark)
    if len(mark.values) > 1:
        draft.ask(Slot.OWNER, f"Several people are called “{said}”. Which one?", mark.values[:MOST_CANDIDATES], said)
        return None
    before = draft.sentence.tokens[mark.start - 1].word if mark.start else ""
    alone = mark.length == 1 and not mark.possessive
    month_too = any(draft.words(mark) in period.value.split() for period in draft.of(Sort.PERIOD))
    if alone and draft.words(mark) in OTHER_WORDS and before in ("for", "about", "in", "by") and not month_too:
        draft.ask(Slot.OWNER, f"Is “{said}” {mark.value}, or the month?", mark.values, said)
        return None
    return mark.value


def read_plans(draft: Draft) -> None:
    wanted: set[str] = set()
    unwanted: set[str] = set()
    for at, mark in draft.placed(Sort.PLAN):
        if len(mark.values) > 1:
            said = draft.said(mark)
            draft.ask(Slot.PLAN, f"Several plans fit “{said}”. Which one?", mark.values[:MOST_CANDIDATES], said)
            return
        (unwanted if at in draft.negated else wanted).add(mark.value)
    draft.narrow(plans=frozenset(wanted), but_plans=frozenset(unwanted))


def read_recommendations(draft: Draft) -> None:
    numbers = {value for mark in draft.of(Sort.RECOMMENDATION) for value in mark.values}
    draft.narrow(recommendations=frozenset(numbers))


def read_text(draft: Draft) -> None:
    texts = [mark.value for mark in draft.of(Sort.TEXT)]
    if len(texts) > 1:
        draft.ask(Slot.INTENT, "I can look for one phrase at a time. Which one?", tuple(texts))
    elif texts:
        draft.narrow(text=texts[0])
