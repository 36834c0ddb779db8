"""Verbs in two parts with their object between them: "leave Bryn out of it" is "leave out Bryn"."""

from collections.abc import Sequence
from dataclasses import replace

from dialogs.asking.data import small_words
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.tokens import Sentence

VERBS = {tuple(verb.split()) for verb in small_words("verbs_in_two_parts")}
BEGINNINGS = frozenset(verb for verb, _ in VERBS)
OBJECTS = frozenset({Sort.OWNER, Sort.PLAN, Sort.GRADE, Sort.CODE, Sort.LATE, Sort.ME})
BETWEEN = OBJECTS | {Sort.FILLER, Sort.NOUN, Sort.AND}
ADDED = frozenset({"add", "include", "throw"})
LEAD = 5
TO_WHAT = (
    ["that"],
    ["it"],
    ["this"],
    ["them"],
    ["those"],
    ["these"],
    ["the", "list"],
    ["that", "list"],
    ["this", "list"],
)
OF_IT = frozenset({"it", "that", "this", "them", "those", "these"})


def joined(sentence: Sentence, marks: Sequence[Mark]) -> Sentence:
    """The sentence with the second part of such a verb right behind the first, if nothing but its object is between."""
    tokens = sentence.tokens
    begin = next((at for at, token in enumerate(tokens) if token.word in BEGINNINGS), None)
    if begin is None or any(mark.sort is not Sort.FILLER for mark in marks if mark.end <= begin):
        return sentence
    ends = (at for at in range(begin + 2, len(tokens)) if (tokens[begin].word, tokens[at].word) in VERBS)
    end = next(ends, None)
    if end is None or not _is_an_object(marks, begin + 1, end):
        return sentence
    rest = tokens[end + 1 :]
    if len(rest) > 1 and tokens[end].word == "out" and rest[0].word == "of" and rest[1].word in OF_IT:
        rest = rest[2:]
    return replace(sentence, tokens=(*tokens[: begin + 1], tokens[end], *tokens[begin + 1 : end], *rest))


def without_to_that(sentence: Sentence) -> Sentence:
    """ "add Bryn to that", "include damp in the list": what it is added to is what was asked before."""
    words = [token.word for token in sentence.tokens]
    added = next((at for at, word in enumerate(words[:LEAD]) if word in ADDED), None)
    if added is None:
        return sentence
    for tail in (2, 3):
        said = words[-tail:]
        if len(words) - tail > added + 1 and said[0] in ("to", "into", "in", "onto") and said[1:] in TO_WHAT:
            return replace(sentence, tokens=sentence.tokens[:-tail])
    return sentence


def _is_an_object(marks: Sequence[Mark], start: int, end: int) -> bool:
    within = [mark for mark in marks if start <= mark.start < end]
    known = sum(mark.length for mark in within) == end - start
    return known and all(mark.sort in BETWEEN for mark in within) and any(mark.sort in OBJECTS for mark in within)
