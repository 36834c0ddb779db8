"""A document's own grading key becomes a scheme of the record: its codes and labels, and the checks that fit its meanings."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from storage.importing.proposal import Key, Level, Proposal
from storage.rules.schemes import KNOWN, all_rules, known
from storage.rules.wording import bare_words
from storage.views import Grade, Rule, Scheme


def scheme_of(proposal: Proposal) -> Scheme:
    """The scheme that a plan of this document is graded by (id 0, not stored yet)."""
    levels = proposal.key.levels
    grades = tuple(_grade(level, levels, code) for level, code in zip(levels, codes(levels), strict=True))
    known_one = next((known(key) for key in KNOWN if _same(known(key), grades)), None)
    name = known_one.name if known_one else ", ".join(grade.label for grade in grades)
    return Scheme(0, name[:120], grades, _rules(grades, asks_for_impact(proposal)))


def codes(levels: tuple[Level, ...]) -> tuple[str, ...]:
    """A code for each level: its own, or (where it has none, or another has the same) its label, or its place."""
    found: list[str] = []
    for place, level in enumerate(levels, 1):
        wanted = (level.code.strip(), level.label.strip(), f"{level.label.strip()} ({place})")
        found.append(next(code for code in wanted if code and code not in found))
    return tuple(found)


def key_named(name: str) -> Key | None:
    """The levels of a scheme that the program knows, for a document that has no key."""
    scheme = next((known(key) for key in KNOWN if bare_words(known(key).name) == bare_words(name)), None)
    if scheme is None:
        return None
    return Key(False, tuple(Level(one.code, one.label, one.meaning, one.definition) for one in scheme.grades))


def known_names() -> tuple[str, ...]:
    return tuple(known(key).name for key in KNOWN)


def asks_for_impact(proposal: Proposal) -> bool:
    return any(update.impact.strip() for one in proposal.recommendations for update in one.updates)


def _grade(level: Level, levels: tuple[Level, ...], code: str) -> Grade:
    taken = {word.strip().casefold() for other in levels for word in (other.label, other.code)}
    words = tuple(word for word in _words()[level.meaning.value] if word not in taken)
    same_meaning = [other for other in levels if other.meaning is level.meaning]
    # Two grades of one meaning: a word for the meaning would not say which of them.
    synonyms = words if len(same_meaning) == 1 else ()
    return Grade(code, level.label.strip() or code, level.definition, level.meaning, synonyms, level.confidence)


def _same(scheme: Scheme, grades: tuple[Grade, ...]) -> bool:
    return [(one.code, one.label.casefold(), one.meaning) for one in scheme.grades] == [
        (one.code, one.label.casefold(), one.meaning) for one in grades
    ]


def _rules(grades: tuple[Grade, ...], with_impact: bool) -> tuple[Rule, ...]:
    """Every check that asks about a meaning this key has; those about impact only where the form asks for it."""
    meanings = {grade.meaning for grade in grades}
    left_out = set() if with_impact else set(_words()["checks_of_impact"])
    return tuple(
        rule for rule in all_rules() if rule.code not in left_out and (not rule.grades or rule.grades & meanings)
    )


@cache
def _words() -> dict[str, Any]:
    text = files("storage.rules.schemes").joinpath("meanings.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data
