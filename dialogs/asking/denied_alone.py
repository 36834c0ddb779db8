""" "And what isn't?", after what is complete: the same is denied, and what it was is not said again."""

from collections.abc import Sequence
from dataclasses import replace

from dialogs.asking.data import small_words
from dialogs.asking.grading import OPEN
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.tokens import Sentence, Token, tokenise
from storage.query import Filters, Kind, Query, Status

SAID_OF = small_words("said_of")
TURNING = small_words("turning_away") | {"now", "ok", "okay", "so"}
BESIDE = frozenset({Sort.FILLER, Sort.FOLLOW, Sort.NARROWING, Sort.PRONOUN, Sort.NOUN, Sort.NOT, Sort.AND, Sort.KIND})
RESTS = frozenset(
    {"rest", "others", "remainder", "everything else", "other ones", "all rest", "all others", "remaining ones"}
)
ALONE = TURNING | {"the", "please", "show", "me", "what", "about", "how", "of", "list", "thanks"}
OF_ALL = frozenset({Kind.LIST, Kind.COUNT})
ASKED = frozenset({"what", "which", "that", "many"})
WORDS = {
    frozenset({Status.COMPLETE}): "complete",
    frozenset({Status.ON_TRACK}): "on track",
    frozenset({Status.SLIPPED}): "slipped",
    frozenset({Status.NOT_ACHIEVED}): "failed",
    frozenset({Status.NO_GRADE}): "ungraded",
    frozenset({Status.SLIPPED, Status.NOT_ACHIEVED}): "off track",
    OPEN: "outstanding",
}


def said_in_full(sentence: Sentence, marks: Sequence[Mark], before: Query | None) -> Sentence:
    """The sentence with what is denied said at its end, where the question before said but one thing of them."""
    words = [token.word for token in sentence.tokens]
    if before is not None and (rest := _rest(sentence, marks, before)) is not None:
        return rest
    end = len(words)
    while end and words[end - 1] in ("please", "then", "yet", "thanks"):
        end -= 1
    denies = end > 2 and words[end - 1] == "not" and words[end - 2] in SAID_OF and bool(set(words) & ASKED)
    if before is None or not denies or before.kind not in OF_ALL or any(mark.sort not in BESIDE for mark in marks):
        return sentence
    if any(mark.sort is Sort.KIND and mark.value != Kind.COUNT for mark in marks) or not (
        said := _said(before.filters)
    ):
        return sentence
    last = sentence.tokens[end - 1]
    denied = tuple(replace(one, start=last.start, end=last.end) for one in tokenise(said).tokens)
    lead = () if words[0] in TURNING else (_and(sentence.tokens[0]),)
    return replace(sentence, tokens=(*lead, *sentence.tokens[:end], *denied, *sentence.tokens[end:]))


def _rest(sentence: Sentence, marks: Sequence[Mark], before: Query) -> Sentence | None:
    """ "and the rest", after the reds of a plan: those of it that are not red. Of somebody's, or of the first three, it may
    be other things."""
    words = [token.word for token in sentence.tokens if token.word not in ALONE]
    asked = set(before.filters.set_names) - {"plans"}
    plain = before.kind in OF_ALL and asked in ({"status"}, {"overdue"}) and before.limit is None
    if " ".join(words) not in RESTS or not plain or not (said := _said(before.filters)):
        return None
    return replace(sentence, tokens=tokenise(f"and what is not {said}").tokens)


def _said(asked: Filters) -> str:
    if asked.overdue:
        return "" if asked.status else "overdue"
    return WORDS.get(asked.status, "") if asked.overdue is None else ""


def _and(first: Token) -> Token:
    return replace(first, word="and", glued="and", raw="and", end=first.start, possessive=False, pause="")
