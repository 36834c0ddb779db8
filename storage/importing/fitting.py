"""A newer document's grading key beside the plan's: what each of its grades is there, and what nobody can say but the clerk.

A grade of the record never changes its meaning because a document numbers its key otherwise. Pure: schemes in, words out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from storage.importing.keys import scheme_of
from storage.importing.proposal import (
    Key,
    Level,
    Proposal,
    ProposedRecommendation,
    ProposedSubAction,
    ProposedUpdate,
)
from storage.rules.schemes import KNOWN, all_rules, known
from storage.rules.wording import bare_words
from storage.views import Grade, Scheme
from storage.vocabulary import Meaning

# "Complete" and "Completed" are one word in two forms.
STEM = 6


@dataclass(frozen=True, slots=True)
class Fit:
    """`codes`: what each code of the document's key is in the plan's; None where nothing says. `scheme` is the plan's
    once the document is taken in: its own, or that one with what the document adds."""

    scheme: Scheme
    grades: Mapping[str, Grade]
    codes: Mapping[str, str | None]
    clashes: tuple[str, ...] = ()

    @property
    def moved(self) -> tuple[str, ...]:
        """The codes that are stored as another one."""
        return tuple(code for code, other in self.codes.items() if other is not None and other != code)

    def said(self, code: str) -> str:
        """ "1 – Not achieved is stored as 4 – Not achieved"."""
        grade = self.scheme.grade(self.codes[code])
        return f"{self.grades[code].full_label} is stored as {grade.full_label if grade else 'words only'}"


def fit(scheme: Scheme, proposal: Proposal, *, may_grow: bool, chosen: Mapping[str, str]) -> Fit:
    """`may_grow`: the plan's key is only the words that were in use so far. `chosen`: what the clerk said of a code."""
    if not proposal.key.levels:
        return Fit(scheme, {}, {})
    theirs = scheme_of(proposal)
    grades = {grade.code: grade for grade in theirs.grades}
    if _is_the_same_key(scheme, theirs):
        return Fit(theirs, grades, {code: code for code in grades})
    codes = {code: _in(scheme, theirs, grade, may_grow=may_grow) for code, grade in grades.items()}
    ours = {grade.code for grade in scheme.grades}
    codes |= {code: wanted for code, wanted in chosen.items() if code in codes and wanted in ours}
    clashes = tuple(code for code, grade in grades.items() if _clashes(scheme.grade(code), grade))
    new = [grades[code] for code in codes if codes[code] is None and code not in ours and may_grow]
    codes |= {grade.code: grade.code for grade in new}
    return Fit(_grown(scheme, new, proposal) if new else scheme, grades, codes, clashes)


def is_only_words(scheme: Scheme) -> bool:
    """Whether a plan's key is no more than the words its documents have graded with: names that nothing defines."""
    return scheme.name not in _known_names() and all(
        not grade.definition and grade.code.casefold() == grade.label.casefold() for grade in scheme.grades
    )


def in_the_plans_key(proposal: Proposal, fitted: Fit) -> Proposal:
    """The same answers, each grade as the plan's key has it. What a grade is called in the document is kept beside it."""
    if all(code == other for code, other in fitted.codes.items()):
        return proposal
    return replace(proposal, recommendations=tuple(_translated(one, fitted) for one in proposal.recommendations))


def used(proposal: Proposal) -> set[str]:
    """The codes that the document grades with."""
    return {grade for one in proposal.recommendations for grade in _grades(one) if grade is not None}


def _grades(one: ProposedRecommendation) -> Iterable[str | None]:
    yield from (update.grade for update in one.updates)
    yield from (sub.grade for sub in one.sub_actions)


def _grown(scheme: Scheme, new: Sequence[Grade], proposal: Proposal) -> Scheme:
    """The plan's key with grades added: its other words and checks as for a document that had them all from the start."""
    levels = tuple(
        Level(one.code, one.label, one.meaning, one.definition, one.confidence) for one in (*scheme.grades, *new)
    )
    grown = scheme_of(replace(proposal, key=Key(False, levels)))
    checks = {rule.code for rule in (*scheme.rules, *grown.rules)}
    return replace(grown, rules=tuple(rule for rule in all_rules() if rule.code in checks))


def _is_the_same_key(scheme: Scheme, theirs: Scheme) -> bool:
    """Every grade of the plan is there, under its code, with its meaning: at most there are more, or other words for it."""
    return all(_means_the_same(grade, theirs.grade(grade.code), scheme, theirs) for grade in scheme.grades)


def _means_the_same(ours: Grade, other: Grade | None, scheme: Scheme, theirs: Scheme) -> bool:
    if other is None or other.meaning is not ours.meaning:
        return False
    return _called(ours) == _called(other) or (_only(scheme, ours.meaning) and _only(theirs, ours.meaning))


def _in(scheme: Scheme, theirs: Scheme, grade: Grade, *, may_grow: bool) -> str | None:
    """The plan's code for a grade of another key: by its name, else by its meaning where no other grade has that."""
    named = [ours for ours in scheme.grades if _called(ours) == _called(grade) and ours.meaning is grade.meaning]
    if len(named) == 1:
        return named[0].code
    alike = [ours for ours in scheme.grades if ours.meaning is grade.meaning]
    if grade.meaning is Meaning.OTHER or len(alike) != 1 or not _only(theirs, grade.meaning):
        return None
    return alike[0].code if not may_grow or _kin(alike[0], grade) else None


def _clashes(ours: Grade | None, grade: Grade) -> bool:
    """One code for two things."""
    return ours is not None and (ours.meaning is not grade.meaning or _is_other(ours, grade))


def _is_other(ours: Grade, grade: Grade) -> bool:
    return ours.meaning is Meaning.OTHER and _called(ours) != _called(grade)


def _only(scheme: Scheme, meaning: Meaning) -> bool:
    return meaning is not Meaning.OTHER and sum(grade.meaning is meaning for grade in scheme.grades) == 1


def _called(grade: Grade) -> tuple[str, ...]:
    return bare_words(grade.label) or bare_words(grade.code)


def _kin(one: Grade, other: Grade) -> bool:
    return [word[:STEM] for word in _called(one)] == [word[:STEM] for word in _called(other)]


def _translated(one: ProposedRecommendation, fitted: Fit) -> ProposedRecommendation:
    return replace(
        one,
        updates=tuple(_update(update, fitted) for update in one.updates),
        sub_actions=tuple(_sub_action(sub, fitted) for sub in one.sub_actions),
    )


def _update(update: ProposedUpdate, fitted: Fit) -> ProposedUpdate:
    code, words = _moved(update.grade, update.grade_text, fitted)
    return replace(update, grade=code, grade_text=words)


def _sub_action(sub: ProposedSubAction, fitted: Fit) -> ProposedSubAction:
    code, words = _moved(sub.grade, sub.grade_text, fitted)
    return replace(sub, grade=code, grade_text=words)


def _moved(code: str | None, words: str, fitted: Fit) -> tuple[str | None, str]:
    if code is None or code not in fitted.codes or fitted.codes[code] == code:
        return code, words
    return fitted.codes[code], words or fitted.grades[code].full_label


def _known_names() -> set[str]:
    return {known(key).name for key in KNOWN}
