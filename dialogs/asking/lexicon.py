"""Phrases and what they mean, read from the YAML files beside this module and checked as they are read.

One phrase may have several senses ("due date" is a deadline, a thing to lack, and something to sort by); which one
counts is settled by its neighbours in `senses.py`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from dialogs.asking.data import load
from dialogs.asking.marks import Sort
from dialogs.asking.tokens import pieces

FILES = ("fillers", "grades", "deadlines", "missing", "kinds", "orders", "talk")
APART = frozenset({"negated", "turned"})
"""What stands in the files beside the phrases, and is none."""
BRACES = re.compile(r"[{}]")
Words = tuple[str, ...]
Senses = Mapping[Sort, str]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """`longest` says how many words the longest phrase has that begins with a word."""

    phrases: Mapping[Words, Senses]
    longest: Mapping[str, int]
    words: frozenset[str]
    negated: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One phrase in one sense, as it stands in a file."""

    sort: Sort
    meaning: str
    phrase: str


def lines() -> tuple[Line, ...]:
    """Every phrase of every file. A sort that does not exist, or a phrase that is no text, is a mistake in a file."""
    found: list[Line] = []
    for name in FILES:
        for sort, meanings in load(name).items():
            if sort in APART:
                continue
            for meaning, phrases in meanings.items():
                if not all(isinstance(phrase, str) for phrase in phrases) or not isinstance(meaning, str):
                    raise LookupError(
                        f"{name}.yaml, {sort}, {meaning}: every phrase must be text; quote yes, no and on"
                    )
                found.extend(Line(Sort(sort), meaning, phrase) for phrase in phrases)
    return tuple(found)


def spelt_out(phrase: str) -> Iterator[str]:
    """ "{still |}need to {do|finish}" is four phrases: each choice of what stands between braces."""
    options = [part.split("|") for part in BRACES.split(phrase)]
    return ("".join(choice) for choice in product(*options))


@cache
def lexicon() -> Lexicon:
    return built(lines())


def built(these: Iterable[Line], negated: Mapping[str, Iterable[str]] | None = None) -> Lexicon:
    """A lexicon of these lines. Two meanings of one phrase in one sense cannot both be right."""
    senses: dict[Words, dict[Sort, str]] = defaultdict(dict)
    for line in these:
        for phrase in spelt_out(line.phrase):
            known = senses[pieces(phrase)]
            if known.get(line.sort, line.meaning) != line.meaning:
                raise LookupError(f"“{phrase}” is both {known[line.sort]} and {line.meaning}")
            known[line.sort] = line.meaning
    senses.pop((), None)
    longest: dict[str, int] = defaultdict(int)
    for words in senses:
        longest[words[0]] = max(longest[words[0]], len(words))
    return Lexicon(
        dict(senses),
        dict(longest),
        frozenset(words[0] for words in senses if len(words) == 1),
        {kind: frozenset(others) for kind, others in (negated or load("grades")["negated"]).items()},
    )
