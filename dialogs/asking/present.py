"""Words that lead from a past round back to the present: "and these days?", "which of those are late at the moment".

They fill a question that names no time, but after one about a round they say that its grades are not wanted any more.
"""

from collections.abc import Sequence
from dataclasses import replace

from dialogs.asking.draft import Draft
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.outcome import Slot
from dialogs.asking.tokens import Sentence
from storage.query import LATEST, Query

LEADING = frozenset({Sort.FILLER, Sort.FOLLOW})


def with_present(marks: Sequence[Mark], sentence: Sentence, before: Query | None) -> tuple[Mark, ...]:
    """The marks, with "now" no filler but what takes away the round that was asked for before."""
    if before is None or not before.filters.rounds - {LATEST}:
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
    alone = any(_is_present(mark, draft.sentence) for mark in draft.marks) and all(mark.sort in LEADING for mark in draft.marks)
    timed = before.filters.due or before.filters.updated or before.since or before.compare
    if alone and timed:
        told = draft.sentence.text
        draft.ask(Slot.INTENT, "Which part of what you asked before shall be as of now? Could you ask it in full?", words=told)


def _is_present(mark: Mark, sentence: Sentence) -> bool:
    leads_on = mark.sort is Sort.FOLLOW and sentence.tokens[mark.end - 1].word == "now"
    return leads_on or mark.senses.get(Sort.FILLER) == "now"


def _only_opens(marks: Sequence[Mark], at: int) -> bool:
    """ "now the ambers", "and now show …" go on to the next question, and say nothing of time."""
    return all(mark.sort in LEADING for mark in marks[:at]) and any(mark.sort not in LEADING for mark in marks[at:])
