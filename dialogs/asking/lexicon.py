"""Phrases and what they mean, read from the YAML files beside this module and checked as they are read.

One phrase may have several senses ("due date" is a deadline, a thing to lack, and something to sort by); which one
counts is settled by its neighbours in `senses.py`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from dialogs.asking.data import load
from dialogs.asking.marks import Sort
from dialogs.asking.tokens import pieces

FILES = ("fillers", "grades", "deadlines", "missing", "kinds", "orders", "talk")
Words = tuple[str, ...]
Senses = Mapping[Sort, str]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """`phrases` by their first word, the longest first."""

    phrases: Mapping[str, tuple[tuple[Words, Senses], ...]]
    single: Mapping[str, Senses]
    negated: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One phrase in one sense, as it stands in a file."""

    sort: Sort
    meaning: str
    phrase: str


def lines() -> tuple[Line, ...]:
    """Every phrase of every file. A sort that does not exist, or a phrase that is no text, is a mistake in a file."""
    found = []
    for name in FILES:
        for sort, meanings in load(name).items():
            if sort == "negated":
                continue
            for meaning, phrases in meanings.items():
                if not all(isinstance(phrase, str) for phrase in phrases) or not isinstance(meaning, str):
                    raise LookupError(f"{name}.yaml, {sort}, {meaning}: every phrase must be text; quote yes, no and on")
                found.extend(Line(Sort(sort), meaning, phrase) for phrase in phrases)
    return tuple(found)


@cache
def lexicon() -> Lexicon:
    return built(lines())


def built(these: Iterable[Line], negated: Mapping[str, Iterable[str]] | None = None) -> Lexicon:
    """A lexicon of these lines. Two meanings of one phrase in one sense cannot both be right."""
    senses: dict[Words, dict[Sort, str]] = defaultdict(dict)
    for line in these:
        known = senses[pieces(line.phrase)]
        if known.get(line.sort, line.meaning) != line.meaning:
            raise LookupError(f"“{line.phrase}” is both {known[line.sort]} and {line.meaning}")
        known[line.sort] = line.meaning
    by_first: dict[str, list[tuple[Words, Senses]]] = defaultdict(list)
    for words, meant in senses.items():
        if words:
            by_first[words[0]].append((words, meant))
    return Lexicon(
        {first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in by_first.items()},
        {words[0]: meant for words, meant in senses.items() if len(words) == 1},
        {kind: frozenset(others) for kind, others in (negated or load("grades")["negated"]).items()},
    )
