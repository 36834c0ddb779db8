"""What is asked for beside the question before, and not in its place: "add Lena as well", "include the reds"."""

from dialogs.asking.calendar_reckoning import DAY
from dialogs.asking.data import small_words
from dialogs.asking.draft import Draft
from dialogs.asking.marks import Sort
from storage.query import Filters, Period

BOTH_WAYS = ("status", "owners", "plans", "rounds")
"""Of these, one more may be asked for together with those asked for before."""
DATED = ("due", "updated")
ASKING = small_words("asking")
PLURALS = small_words("colours_in_the_plural")


def names_one_more(draft: Draft) -> bool:
    """Whether an "add" names one more of what was asked for before: more owners, say, of overdue rows for one owner."""
    told, before = draft.filters.set_names, draft.before_it
    if before is None or not (any(mark.value == "adding" for mark in draft.of(Sort.FOLLOW)) or says_too(draft)):
        return False
    if len(told) != 1 or told[0] not in before.filters.set_names or draft.explicit_kind:
        return False
    return told[0] in BOTH_WAYS or (told[0] in DATED and joined(draft.filters, before.filters, told[0]) is not None)


def says_too(draft: Draft) -> bool:
    """ "the reds too", "Lena's as well": one more, where it is not of the same ones that it is said."""
    words = [token.word for token in draft.sentence.tokens]
    while words and words[-1] in ("please", "thanks", "then"):
        words.pop()
    last = words[-1:] == ["too"] or words[-2:] == ["as", "well"] or words[:1] == ["plus"] or _also(draft, words)
    whole = words[:1] and words[0] in ASKING
    return last and len(words) > 1 and not whole and not draft.has(Sort.NARROWING, Sort.PRONOUN)


def _also(draft: Draft, words: list[str]) -> bool:
    """ "also Lena's", "also the reds"; "also red" may be said of those that there are."""
    graded = [draft.words(mark) for mark in draft.of(Sort.GRADE, Sort.CODE, Sort.LATE)]
    return words[:1] == ["also"] and all(said in PLURALS for said in graded)


def joined(mine: Filters, before: Filters, name: str) -> Period | None:
    """Two stretches of time as one, where nothing lies between them."""
    one, other = getattr(mine, name), getattr(before, name)
    if not (one and other and one.from_on and one.to_on and other.from_on and other.to_on):
        return None
    first, then = sorted((one, other), key=lambda period: (period.from_on, period.to_on))
    if then.from_on - first.to_on > DAY:
        return None
    return Period(first.from_on, max(first.to_on, then.to_on))
