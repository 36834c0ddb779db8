"""What no question gives, however well it is understood: orders to the record, predictions, other people's business."""

from dialogs.asking.data import small_words
from dialogs.asking.draft import Draft
from dialogs.asking.marks import Sort
from dialogs.asking.outcome import Why

REMOVING = small_words("removing")


def why_not(draft: Draft, *, anew: bool) -> Why | None:
    if draft.has(Sort.BEYOND):
        return "beyond"
    if draft.has(Sort.RESET) and not draft.filters.set_names:
        return "again"
    return "beyond" if _is_about_a_round(draft) or (anew and _removes(draft)) else None


def _is_about_a_round(draft: Draft) -> bool:
    """ "open the July round" is an order; "open actions in the July round" are not complete."""
    first = draft.sentence.tokens[0].word if draft.sentence.tokens else ""
    return first in ("open", "close") and draft.has(Sort.ROUND_WORD) and not draft.has(Sort.NOUN)


def _removes(draft: Draft) -> bool:
    """ "drop the overdue ones" takes them out of an answer; with no answer before it, it would take them out of the record."""
    first = next((mark for mark in draft.marks if mark.sort is not Sort.FILLER), None)
    return first is not None and first.sort is Sort.EXCEPT and draft.words(first).split()[0] in REMOVING
