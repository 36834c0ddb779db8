"""Two plans may give one number to two recommendations of one person: what tells each from the other in typed words."""

from collections.abc import Sequence
from dataclasses import replace

from storage.rules.wording import bare_words
from storage.views import Assignment

# A title's beginning is easier to type than the whole, where it is enough.
ENOUGH = 4
SMALL = frozenset(("the", "of", "in", "for", "and", "a", "an", "round", "plan"))


def told_apart(listed: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """The same list; those that share a number know which words of their plan, or their round, they are named by."""
    called = [_called(one) for one in listed]
    if len(set(called)) == len(called):
        return tuple(listed)
    return tuple(
        replace(one, apart=_apart(one, listed)) if called.count(name) > 1 else one
        for one, name in zip(listed, called, strict=True)
    )


def fits(one: Assignment, words: str) -> bool:
    """Whether these words name its plan, its round, or both."""
    return names(words, one.plan_title, one.round_label)


def names(words: str, plan_title: str, round_label: str) -> bool:
    wanted = set(bare_words(words)) - SMALL
    return bool(wanted) and wanted <= {*bare_words(plan_title), *bare_words(round_label)}


def _apart(one: Assignment, listed: Sequence[Assignment]) -> str:
    title = one.plan_title.split()
    beginning = " ".join(title[:ENOUGH]).rstrip(" ,;:–-")
    others = [other for other in listed if _called(other) == _called(one) and other is not one]
    names = (beginning, one.plan_title, one.round_label, f"{one.plan_title} {one.round_label}")
    return next((name for name in names if not any(fits(other, name) for other in others)), names[-1])


def _called(one: Assignment) -> str:
    return one.number.casefold() or f"item {one.position}"
