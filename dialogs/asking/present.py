"""Words that lead from a past round back to the present: "and these days?", "which of those are late at the moment".

They fill a question that names no time, but after one about a round they say that its grades are not wanted any more.
"""

from collections.abc import Sequence
from dataclasses import replace

from dialogs.asking.data import small_words
from dialogs.asking.draft import Draft
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.outcome import Slot
from dialogs.asking.tokens import Sentence
from storage.query import LATEST, Kind, Query

ASKING = small_words("asking")
LEADING = frozenset({Sort.FILLER, Sort.FOLLOW})
AT_ONCE = frozenset({"now", "right now"})
ORDERS = frozenset({
    Sort.SORTING, Sort.GROUPING, Sort.ORDER, Sort.ORDER_BY, Sort.FORMAT, Sort.HANDING, Sort.MAKING, Sort.RESET,
})  # fmt: skip
"""What is to be done with the answer, of which "now" says that it be done at once."""


def with_present(marks: Sequence[Mark], sentence: Sentence, before: Query | None) -> tuple[Mark, ...]:
    """The marks, with "now" no filler but what takes away the round that was asked for before."""
    if before is None or not before.filters.rounds - {LATEST}:
        return tuple(marks)
    if any(mark.sort in ORDERS or _orders(mark) for mark in marks):
        return tuple(marks)
    present = [mark for at, mark in enumerate(marks) if _is_present(mark, sentence) and not _only_opens(marks, at)]
    return tuple(
        replace(mark, sort=Sort.WIDENING, values=("round",), senses={Sort.WIDENING: "round"})
        if mark in present
        else mark
        for mark in marks
    )


def ask_of_the_present(draft: Draft, before: Query) -> None:
    """ "and now?", after dates or two rounds: there is no telling which of them the present stands in for."""
    alone = any(_is_present(mark, draft.sentence) for mark in draft.marks) and all(
        mark.sort in LEADING for mark in draft.marks
    )
    doubtful = any(mark.sort is Sort.WIDENING and draft.words(mark) in AT_ONCE for mark in draft.marks) and any(
        mark.sort is Sort.NARROWING or mark.value == "showing" for mark in draft.marks
    )
    if doubtful and not _asks_which(draft):
        draft.ask(Slot.INTENT, "As they are graded now, or as they were in that round?", words=draft.sentence.text)
    timed = before.filters.due or before.filters.updated or before.since or before.compare
    if alone and timed:
        told = draft.sentence.text
        draft.ask(
            Slot.INTENT, "Which part of what you asked before shall be as of now? Could you ask it in full?", words=told
        )


def _orders(mark: Mark) -> bool:
    return mark.sort is Sort.KIND and mark.value != Kind.COUNT


def _asks_which(draft: Draft) -> bool:
    """ "which of those are red now" asks how they stand; "just the reds now" may only go on to those."""
    return draft.sentence.first in ASKING


def _is_present(mark: Mark, sentence: Sentence) -> bool:
    leads_on = mark.sort is Sort.FOLLOW and sentence.tokens[mark.end - 1].word == "now"
    return leads_on or mark.senses.get(Sort.FILLER) == "now"


def _only_opens(marks: Sequence[Mark], at: int) -> bool:
    """ "now the ambers", "and now show …" go on to the next question, and say nothing of time."""
    return all(mark.sort in LEADING for mark in marks[:at]) and any(mark.sort not in LEADING for mark in marks[at:])
