"""What is asked for beside the question before, and not in its place: "add Lena as well", "include the reds"."""

from dialogs.asking.draft import Draft
from dialogs.asking.marks import Sort

BOTH_WAYS = ("status", "owners", "plans", "rounds")
"""Of these, one more may be asked for together with those asked for before."""


def names_one_more(draft: Draft) -> bool:
    """Whether an "add" names one more of what was asked for before: more owners, say, of overdue rows for one owner."""
    told, before = draft.filters.set_names, draft.before_it
    if before is None or not any(mark.value == "adding" for mark in draft.of(Sort.FOLLOW)):
        return False
    return len(told) == 1 and told[0] in BOTH_WAYS and told[0] in before.filters.set_names and not draft.explicit_kind
