"""Inverted questions put in the order of plain ones: "what hasn't Bryn finished" is "what has Bryn not finished".

The "not" of a short form stands before the name and is about what the name has or has not done: read where it stands it
would be about the name, and leave out the very person who is asked about. "Neither … nor" is the same of two names, and
"nobody" of everybody.
"""

from collections.abc import Sequence
from dataclasses import replace

from dialogs.asking.data import small_words
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.tokens import Sentence, Token

ACTING = small_words("acting_verbs")
BEING = small_words("being_verbs")
BEFORE_A_SUBJECT = small_words("before_a_subject")
RECORDING = frozenset({"record", "log", "note"})
PUTTING = frozenset({"put", "mark", "set", "record", "log", "make", "flag", "change"})
WHAT_WAS_SAID = frozenset({"it", "that", "this"})
NOBODY = small_words("nobody")
ASKED_KINDLY = frozenset({"can", "could"})
OURSELVES = frozenset({"i", "we", "you", "they", "he", "she"})
SUBJECTS = frozenset({Sort.OWNER, Sort.PLAN, Sort.ME})
JOINTS = frozenset({Sort.AND, Sort.OR, Sort.NOT})
PASSED = frozenset({Sort.FILLER, Sort.NOUN, Sort.PERIOD, Sort.ROUND_WORD, Sort.PEOPLE, Sort.NUMBER})
"""What may stand between a subject and what is said of it. All else is what is said, or is asked about there."""


def plain(sentence: Sentence, marks: Sequence[Mark]) -> Sentence:
    """The sentence with each such "not" moved from before its subject to before what is said of it."""
    tokens = _with_nobody_denied(sentence.tokens, marks)
    for at in range(len(tokens) - 1, -1, -1):
        if (tokens[at].word == "not" and at and tokens[at - 1].word in ACTING | BEING) or tokens[at].word == "neither":
            tokens = _moved(tokens, marks, at)
    tokens = _with_what_was_due(tokens, marks)
    tokens = _with_order_first(_with_what_to_record(tokens, marks))
    return replace(sentence, tokens=tokens) if tokens != sentence.tokens else sentence


def _with_what_was_due(tokens: tuple[Token, ...], marks: Sequence[Mark]) -> tuple[Token, ...]:
    """ "what should Bryn have finished by May" is "what Bryn should have finished by May"."""
    at = next((here for here, token in enumerate(tokens[:-2]) if here and token.word in ("should", "must")), None)
    subject = next((mark for mark in marks if at is not None and mark.start == at + 1 and mark.sort in SUBJECTS), None)
    if at is None or subject is None or subject.possessive or not _has_done(tokens, subject.end):
        return tokens
    return (*tokens[:at], *tokens[at + 1 : subject.end], tokens[at], *tokens[subject.end :])


def _has_done(tokens: tuple[Token, ...], at: int) -> bool:
    return at < len(tokens) and tokens[at].word == "have"


def _with_what_to_record(tokens: tuple[Token, ...], marks: Sequence[Mark]) -> tuple[Token, ...]:
    """ "damp 3 - put it down as slipped" is "put damp 3 down as slipped"."""
    words = [token.word for token in tokens]
    at = next(
        (here for here in range(1, len(words) - 1) if words[here] in PUTTING and words[here + 1] in WHAT_WAS_SAID), 0
    )
    if not at or not tokens[at].pause or set(words[:at]) & (ACTING | BEING):
        return tokens
    named = {mark.sort for mark in marks if mark.end <= at and mark.sort is not Sort.FILLER}
    if not named <= {Sort.PLAN, Sort.RECOMMENDATION, Sort.NUMBER} or not named & {Sort.RECOMMENDATION, Sort.NUMBER}:
        return tokens
    return (replace(tokens[at], pause=""), *tokens[:at], *tokens[at + 2 :])


def _with_order_first(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "damp 3 is complete, please record that" is "record damp 3 is complete"."""
    end = len(tokens)
    while end and tokens[end - 1].word in ("please", "thanks"):
        end -= 1
    at = end - 2
    if (
        at < 1
        or tokens[0].word in ACTING | BEING
        or tokens[at].word not in RECORDING
        or tokens[end - 1].word not in WHAT_WAS_SAID
    ):
        return tokens
    begin = at - 1 if tokens[at - 1].word in ("please", "can", "so") else at
    if not begin or not (tokens[begin].pause or tokens[at].pause):
        return tokens
    return (replace(tokens[at], pause=""), *tokens[:begin])


def _with_nobody_denied(tokens: tuple[Token, ...], marks: Sequence[Mark]) -> tuple[Token, ...]:
    """ "what has nobody finished" is what has not been finished; "actions nobody owns" is a phrase of its own."""
    known = {at for mark in marks for at in range(mark.start, mark.end)}
    for at in range(len(tokens) - 1, 0, -1):
        if tokens[at - 1].word in ACTING and tokens[at].word in NOBODY and at not in known:
            tokens = (*tokens[:at], replace(tokens[at], word="not", glued="not"), *tokens[at + 1 :])
    return tokens


def _moved(tokens: tuple[Token, ...], marks: Sequence[Mark], at: int) -> tuple[Token, ...]:
    begin = at + 1
    while begin < len(tokens) and tokens[begin].word in BEFORE_A_SUBJECT:
        begin += 1
    verb = tokens[at - 1].word if at else ""
    following = [mark for mark in marks if mark.end > begin]
    end = _end_of_subjects(following)
    if begin < len(tokens) and tokens[begin].word == "you" and verb in ASKED_KINDLY:
        return (*tokens[:at], *tokens[at + 1 :])  # "couldn't you show me …" asks that it be shown
    if begin < len(tokens) and tokens[begin].word in OURSELVES:
        end = begin + 1
    elif end is None:
        return tokens
    elif verb in ACTING | BEING:
        end = _said_of_it(tokens, following, end, acting=verb in ACTING, whether=at == 1)
    else:
        end = end + 1 if end < len(tokens) and tokens[end].word in ACTING | BEING else None
    if end is None:
        return tokens
    subjects = [_or(token) if tokens[at].word == "neither" else token for token in tokens[at + 1 : end]]
    return (*tokens[:at], *subjects, replace(tokens[at], word="not", glued="not", pause=""), *tokens[end:])


def _or(token: Token) -> Token:
    return replace(token, word="or", glued="or") if token.word == "nor" else token


def _end_of_subjects(following: Sequence[Mark]) -> int | None:
    """Where "Bryn", or "Bryn and Lena", ends; none where the "not" is about something else, or about what is Bryn's."""
    end: int | None = None
    for at, mark in enumerate(following):
        if mark.sort in SUBJECTS and not mark.possessive:
            end = mark.end
        elif mark.sort not in JOINTS or at + 1 == len(following) or following[at + 1].sort not in SUBJECTS:
            break
    return end


def _said_of_it(
    tokens: tuple[Token, ...], following: Sequence[Mark], end: int, *, acting: bool, whether: bool
) -> int | None:
    """Where what is denied begins. "What isn't damp" denies the name: after "is", what is said must follow it at once,
    but for "aren't the damp ones overdue", which asks yes or no."""
    after = [mark for mark in following if mark.start >= end]
    for mark in after:
        adverb = all(token.word in BEFORE_A_SUBJECT for token in tokens[mark.start : mark.end])
        if not (acting or whether) and (tokens[mark.start].pause or not (adverb or mark.sort not in PASSED | JOINTS)):
            return None
        if mark.sort not in PASSED | SUBJECTS | JOINTS:
            return mark.start
    return len(tokens) if acting else None
