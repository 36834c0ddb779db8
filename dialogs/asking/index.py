"""The record's names, as the words they may be called by: built once for one person's `Names`, looked up by first word."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dialogs.asking.data import load
from dialogs.asking.tokens import Token, name_pieces
from storage.query import Names, OwnerName, PlanName
from storage.vocabulary import Meaning, OwnerKind

NAME_WORDS = load("name_words")
ALSO_WORDS = frozenset(NAME_WORDS["words"])
SHARED = frozenset(NAME_WORDS["shared"])
TITLES = frozenset(NAME_WORDS["titles"])
PLAN_WORDS = tuple(sorted((name_pieces(word) for word in NAME_WORDS["plan_words"]), key=len, reverse=True))
SHORTEST_CODE = 2
"""A grade's label is known by itself; a shorter code ("A", "R") only after "graded"."""
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Called:
    """Whole names and parts of names, each with all that are called so; the parts also by their first letter."""

    whole: dict[str, list[tuple[Words, tuple[str, ...]]]]
    parts: dict[str, tuple[str, ...]]
    by_letter: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    names: Names
    plans: Called
    owners: Called
    grade_words: dict[Words, frozenset[Meaning]]
    labels: dict[str, tuple[Words, ...]]
    plan_grades: dict[str, dict[Words, Meaning]]
    full_names: dict[str, tuple[tuple[Words, str], ...]]


@lru_cache(maxsize=256)
def index(names: Names) -> Index:
    plan_grades = {plan.title: _grades_of(plan) for plan in names.plans}
    grade_words: dict[Words, set[Meaning]] = defaultdict(set)
    for plan in names.plans:
        for words, meaning in plan.grade_words:
            grade_words[name_pieces(words)].add(meaning)
    return Index(
        names=names,
        plans=_called(_plan_names(names), _plan_parts(names)),
        owners=_called(_owner_names(names), _owner_parts(names)),
        grade_words={words: frozenset(meanings) for words, meanings in grade_words.items() if words},
        labels=_by_first(grade_words),
        plan_grades=plan_grades,
        full_names=_full_names(names),
    )


def _by_first(grade_words: Iterable[Words]) -> dict[str, tuple[Words, ...]]:
    first: dict[str, list[Words]] = defaultdict(list)
    for words in sorted(grade_words):
        if words and len("".join(words)) > SHORTEST_CODE and not words[0].isdigit():
            first[words[0]].append(words)
    return {word: tuple(found) for word, found in first.items()}


def _full_names(names: Names) -> dict[str, tuple[tuple[Words, str], ...]]:
    """First names with surnames, by the initials of the two."""
    found: dict[str, list[tuple[Words, str]]] = defaultdict(list)
    for owner in names.owners:
        words = name_pieces(owner.name)
        if len(words) == 2:
            found[words[0][0] + words[1][0]].append((words, owner.name))
    return {initials: tuple(one) for initials, one in found.items()}


def match(called: Called, tokens: tuple[Token, ...], at: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Whole names that begin at this word: how many words they take, and who or what is called so."""
    for form in tokens[at].forms:
        for words, meant in called.whole.get(form, ()):
            if fits(words, tokens, at):
                yield len(words), meant


def fits(words: Words, tokens: tuple[Token, ...], at: int) -> bool:
    end = at + len(words)
    return end <= len(tokens) and all(word in token.forms for word, token in zip(words, tokens[at:end], strict=True))


def _grades_of(plan: PlanName) -> dict[Words, Meaning]:
    found = {name_pieces(words): meaning for words, meaning in plan.grade_synonyms}
    return found | {name_pieces(words): meaning for words, meaning in plan.grade_words}


def _called(whole: Iterator[tuple[Words, str]], parts: Iterator[tuple[str, str]]) -> Called:
    by_words: dict[Words, dict[str, None]] = defaultdict(dict)
    for words, name in whole:
        if words:
            by_words[words][name] = None
    first: dict[str, list[tuple[Words, tuple[str, ...]]]] = defaultdict(list)
    for words, names in sorted(by_words.items(), key=lambda one: (-len(one[0]), one[0])):
        first[words[0]].append((words, tuple(names)))
    by_part: dict[str, dict[str, None]] = defaultdict(dict)
    for part, name in parts:
        by_part[part][name] = None
    letters: dict[str, list[str]] = defaultdict(list)
    for part in sorted(by_part):
        letters[part[0]].append(part)
    return Called(
        dict(first),
        {part: tuple(names) for part, names in by_part.items()},
        {letter: tuple(found) for letter, found in letters.items()},
    )


def _plan_names(names: Names) -> Iterator[tuple[Words, str]]:
    for plan in names.plans:
        for name in (plan.title, *plan.aliases):
            words = name_pieces(name)
            bare = words[1:] if words[:1] == ("the",) else words
            yield bare, plan.title
            for follow in PLAN_WORDS:
                yield bare + follow, plan.title
            if len(bare) > 1 and bare[-1] in ("plan", "review", "inspection"):
                for follow in (("action", "plan"), ("review",), ("plan",)):
                    yield bare[:-1] + follow, plan.title
            without_s = tuple(word.removesuffix("s") if word in ("childs", "childrens") else word for word in bare)
            if without_s != bare:
                yield without_s, plan.title


def _plan_parts(names: Names) -> Iterator[tuple[str, str]]:
    for plan in names.plans:
        for word in {word for name in (plan.title, *plan.aliases) for word in name_pieces(name)}:
            yield word, plan.title


def _owner_names(names: Names) -> Iterator[tuple[Words, str]]:
    for owner in names.owners:
        words = name_pieces(owner.name)
        yield words, owner.name
        if owner.kind is OwnerKind.PERSON and len(words) > 1:
            first, last = words[0], words[-1]
            yield (first, last), owner.name
            yield (last, first), owner.name
            yield (first, last[0]), owner.name
            yield (first[0], last), owner.name
            if len(words) > 2:
                yield words[-2:], owner.name
        for length in range(2, len(words)) if owner.kind is OwnerKind.ORGANISATION else ():
            for start in range(len(words) - length + 1):
                yield words[start : start + length], owner.name
        for role in owner.roles:
            yield name_pieces(role), owner.name
            yield ("the", *name_pieces(role)), owner.name


def _owner_parts(names: Names) -> Iterator[tuple[str, str]]:
    for owner in names.owners:
        words = name_pieces(owner.name)
        if not _is_person(owner, words) and len(words) == 1:
            yield words[0], owner.name
        for word in words if _is_person(owner, words) else ():
            if len(word) > 1:
                yield word, owner.name


def _is_person(owner: OwnerName, words: Words) -> bool:
    return owner.kind is OwnerKind.PERSON and len(words) > 1
