"""What a "not" or an "except" is about: the next part of the question, and what is joined to that."""

from dialogs.asking.draft import Draft
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.outcome import Slot

MAY_BE_DENIED = frozenset(
    {Sort.GRADE, Sort.CODE, Sort.LATE, Sort.OWNER, Sort.PLAN, Sort.ME, Sort.RESPONDED, Sort.VAGUE}
)
PASSED = frozenset({Sort.FILLER, Sort.NOUN, Sort.OWNED, Sort.GRADED, Sort.PEOPLE, Sort.ROUND_WORD})
JOINTS = frozenset({Sort.OR, Sort.AND})


def denied(draft: Draft) -> frozenset[int]:
    """Positions of the marks that are denied. A denial that is about nothing it could be about is asked about."""
    found: set[int] = set()
    for at, mark in draft.placed(Sort.NOT, Sort.EXCEPT):
        first = _next(draft, at)
        if first is None or draft.marks[first].sort not in MAY_BE_DENIED:
            draft.ask(Slot.INTENT, f"I am not sure what “{draft.said(mark)}” is about.", words=draft.said(mark))
            continue
        about = {first, *_joined(draft, first, mark)}
        found.update(about)
        if mark.sort is Sort.EXCEPT and "not" not in draft.words(mark).split():
            draft.excepted |= about
    return frozenset(found)


def _like(sort: Sort) -> Sort:
    return {Sort.ME: Sort.OWNER, Sort.CODE: Sort.GRADE}.get(sort, sort)


def _next(draft: Draft, at: int) -> int | None:
    return next((here for here in range(at + 1, len(draft.marks)) if draft.marks[here].sort not in PASSED), None)


def _joined(draft: Draft, first: int, denial: Mark) -> set[int]:
    """ "except Kim and Jo", "not complete or on track": what goes on in the same sort."""
    found: set[int] = set()
    here = first
    while (joint := _next(draft, here)) is not None and draft.marks[joint].sort in JOINTS:
        if denial.sort is Sort.NOT and draft.marks[joint].sort is Sort.AND:
            break
        here_after = _next(draft, joint)
        if here_after is None or _like(draft.marks[here_after].sort) is not _like(draft.marks[first].sort):
            break
        found.add(here_after)
        here = here_after
    return found
