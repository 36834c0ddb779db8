"""A name that is let go of beside words for all of its kind: "forget damp, I want all plans", "everyone's, not just his".

By itself, "forget damp" may leave that plan out, or show it instead; beside "all plans" it says what "all plans" says.
"""

from collections.abc import Sequence

from dialogs.asking.data import small_words
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.tokens import Sentence
from storage.query import Query

LETTING_GO = small_words("letting_go")
ONLY = frozenset({"only", "just", "the", "about", "merely"})
OF_A_KIND = {
    "owner": frozenset({Sort.OWNER, Sort.PRONOUN, Sort.ME}),
    "plan": frozenset({Sort.PLAN}),
}


def with_letting_go(marks: Sequence[Mark], sentence: Sentence, before: Query | None) -> tuple[Mark, ...]:
    """The marks, with what is let go of made one with the words for all of its kind."""
    wide = next((mark for mark in marks if mark.sort is Sort.WIDENING and mark.value in OF_A_KIND), None)
    if before is None or wide is None:
        return tuple(marks)
    for mark in marks:
        begin = _begin(sentence, mark.start)
        if begin is not None and mark.sort in OF_A_KIND[wide.value] and _was_asked_for(mark, before):
            gone = Mark(begin, mark.end, Sort.WIDENING, wide.values, senses={Sort.WIDENING: wide.value})
            kept = [one for one in marks if one.end <= begin or one.start >= mark.end]
            return tuple(sorted([*kept, gone], key=lambda one: one.start))
    return tuple(marks)


def _begin(sentence: Sentence, start: int) -> int | None:
    """Where "forget" or "not only" stands, right before the name."""
    words = [token.word for token in sentence.tokens]
    at = start - 1
    while at > 0 and words[at] in ONLY:
        at -= 1
    if at < 0:
        return None
    if words[at - 1 : at + 1] == ["never", "mind"]:
        return at - 1
    not_only = words[at] == "not" and bool({"only", "just", "merely"} & set(words[at + 1 : start]))
    return at if not_only or words[at] in LETTING_GO else None


def _was_asked_for(mark: Mark, before: Query) -> bool:
    asked = before.filters.owners | before.filters.plans
    return bool(asked) and (mark.sort in (Sort.PRONOUN, Sort.ME) or set(mark.values) <= asked)
