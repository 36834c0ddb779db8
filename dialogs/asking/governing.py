"""Which date a period is of: the words that stand before or after it say whether it was due then, or updated then."""

import re

from dialogs.asking.draft import Draft
from dialogs.asking.marks import Sort

TO_BE_DONE = re.compile(r"\b(?:due|done|doing|finished|finishing|completed|completing|delivered)\b")
TURNED = frozenset({"became", "went", "turned", "fell", "gone", "become"})


def governor(draft: Draft, at: int) -> Sort | None:
    """The word that says which date is meant: the nearest before the period, else the one right after it."""
    if TO_BE_DONE.search(draft.marks[at].value):
        return Sort.DUE
    if draft.filters.overdue and TURNED & {token.word for token in draft.sentence.tokens}:
        return Sort.DUE  # what became overdue in some time was due in it
    for mark in reversed(draft.marks[:at]):
        if mark.sort in (Sort.DUE, Sort.UPDATED):
            return mark.sort
        if mark.sort is Sort.LATE:
            break
    after = next((mark for mark in draft.marks[at + 1 :] if mark.sort is not Sort.FILLER), None)
    if after is not None and after.sort in (Sort.DUE, Sort.UPDATED):
        return after.sort
    return Sort.DUE if draft.has(Sort.DUE) else Sort.UPDATED if draft.has(Sort.UPDATED) else None


def is_alone(draft: Draft) -> bool:
    """A date and nothing else says nothing of what to do with it."""
    return len([one for one in draft.marks if one.sort not in (Sort.FILLER, Sort.OWNED, Sort.FOLLOW)]) == 1
