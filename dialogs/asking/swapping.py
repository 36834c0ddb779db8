""" "Swap Bryn for Lena", "Lena instead of Bryn": one name that was asked for gives way to another, and is not left out."""

from collections.abc import Sequence
from dataclasses import replace

from dialogs.asking.data import small_words
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.tokens import Sentence
from storage.query import Query

SWAPPING = small_words("swapping")
GIVING_WAY = frozenset({"for", "with", "to", "by"})
IN_PLACE_OF = (("instead", "of"), ("rather", "than"), ("in", "place", "of"))
NAMES = frozenset({Sort.OWNER, Sort.PLAN})
BESIDE = frozenset({Sort.FILLER, Sort.OWNED, Sort.NOUN, Sort.FOLLOW, Sort.VERSUS, Sort.KIND, Sort.EXCEPT, Sort.UNKNOWN})


def swapped(sentence: Sentence, marks: Sequence[Mark], before: Query | None) -> Sentence:
    """The sentence with nothing but the new name left of it, where the other is the only one that was asked for."""
    names = [mark for mark in marks if mark.sort in NAMES]
    if before is None or len(names) != 2 or any(mark.sort not in BESIDE for mark in marks if mark not in names):
        return sentence
    first, second = names
    words = [token.word for token in sentence.tokens]
    between = words[first.end : second.start]
    known = {at for mark in marks for at in range(mark.start, mark.end)}
    ordered = bool(SWAPPING & set(words[: first.start])) and bool(between) and between[0] in GIVING_WAY
    placed = any(tuple(between[: len(one)]) == one for one in IN_PLACE_OF) and not (
        SWAPPING & set(words[: first.start])
    )
    odd = {words[at] for at in range(len(words)) if at not in known} - SWAPPING - {"place"}
    if not (ordered or placed) or odd:
        return sentence
    gone, new = (first, second) if ordered else (second, first)
    if gone.sort is not new.sort or len(gone.values) != 1 or len(new.values) != 1:
        return sentence
    asked = before.filters.owners if gone.sort is Sort.OWNER else before.filters.plans
    if asked != frozenset(gone.values):
        return sentence
    kept = sentence.tokens[new.start : new.end]
    return replace(sentence, tokens=(replace(kept[0], pause=""), *kept[1:]))
