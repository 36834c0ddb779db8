"""What the second half of a pair leaves to the first: "this week or next" is this week or next week."""

from dataclasses import replace

from dialogs.asking.data import load
from dialogs.asking.tokens import Sentence, Token

PAIRS = load("dates")["pairs"]
WHICH = frozenset(PAIRS["which"])
UNITS = frozenset(PAIRS["units"])
JOINTS = frozenset(PAIRS["joints"])
ARTICLES = frozenset(PAIRS["articles"])
KINDS_OF_YEAR = frozenset(PAIRS["kinds_of_year"])


def filled(sentence: Sentence) -> Sentence:
    """The sentence with each such half said in full."""
    tokens = list(sentence.tokens)
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].word not in JOINTS:
            continue
        if (unit := _unit_before(tokens, at)) and (place := _half_after(tokens, at)):
            tokens[at + 1 : place + 1] = _with_unit(tokens[place], unit)
        elif at and tokens[at - 1].word in WHICH and (unit := _unit_after(tokens, at)):
            tokens[at - 1 : at] = _with_unit(tokens[at - 1], unit)
    return replace(sentence, tokens=tuple(tokens)) if tokens != list(sentence.tokens) else sentence


def _with_unit(which: Token, unit: list[Token]) -> list[Token]:
    """The words that are put in stand where the word does that they are put beside."""
    return [which, *(replace(one, start=which.start, end=which.end, possessive=False, pause="") for one in unit)]


def _unit_after(tokens: list[Token], joint: int) -> list[Token]:
    """ "this or next week": what the second half says, of both."""
    end = joint + 2
    if end < len(tokens) and tokens[end].word in KINDS_OF_YEAR:
        end += 1
    whole = end < len(tokens) and tokens[joint + 1].word in WHICH and tokens[end].word in UNITS
    return [replace(one, glued=one.word) for one in tokens[joint + 2 : end + 1]] if whole else []


def _unit_before(tokens: list[Token], joint: int) -> list[Token]:
    """What "this" or "next" says which of, right before the joint."""
    begin = joint - 1
    if begin < 1 or tokens[begin].word not in UNITS:
        return []
    if tokens[begin].word == "year" and tokens[begin - 1].word in KINDS_OF_YEAR:
        begin -= 1
    return tokens[begin:joint] if begin and tokens[begin - 1].word in WHICH else []


def _half_after(tokens: list[Token], joint: int) -> int | None:
    """Where the second half's "next" stands, if nothing comes after it that it could say which of."""
    here = joint + 1
    while here < len(tokens) and tokens[here].word in ARTICLES:
        here += 1
    if here >= len(tokens) or tokens[here].word not in WHICH:
        return None
    after = tokens[here + 1] if here + 1 < len(tokens) else None
    ended = after is None or bool(tokens[here + 1].pause) or after.word in PAIRS["goes_on"]
    return here if ended else None
