"""What a "not" or an "except" is about: the next part of the question, and what is joined to that."""

from dialogs.asking.data import small_words
from dialogs.asking.draft import Draft
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.outcome import Slot

RELATIVES = small_words("relatives")
WHETHER = small_words("whether") | {"am"}
MAY_BE_DENIED = frozenset(
    {Sort.GRADE, Sort.CODE, Sort.LATE, Sort.OWNER, Sort.PLAN, Sort.ME, Sort.RESPONDED, Sort.VAGUE}
)
PASSED = frozenset({Sort.FILLER, Sort.NOUN, Sort.OWNED, Sort.GRADED, Sort.PEOPLE, Sort.ROUND_WORD})
JOINTS = frozenset({Sort.OR, Sort.AND})
MARKING = frozenset({"graded", "rated", "marked", "recorded"})
MAY_BE_MARKED = frozenset({Sort.GRADE, Sort.CODE, Sort.LATE, Sort.VAGUE})


def denied(draft: Draft) -> frozenset[int]:
    """Positions of the marks that are denied. A denial that is about nothing it could be about is asked about."""
    found: set[int] = set()
    for at, mark in draft.placed(Sort.NOT, Sort.EXCEPT):
        first = _told(draft, at)
        if mark.sort is Sort.NOT and (owners := _owners_before(draft, at)):
            if draft.sentence.first in WHETHER:
                draft.ask(Slot.INTENT, "Those that are theirs, or those that are not?")
            found.update(owners)
            continue
        if first is None or draft.marks[first].sort not in _deniable(draft, mark):
            draft.denial_in_doubt = True
            draft.ask(Slot.INTENT, _unclear(draft, mark, first), words=draft.said(mark))
            continue
        about = {first, *_joined(draft, first, mark)}
        if mark.sort is Sort.EXCEPT:
            _ask_of_several(draft, about)
        found.update(about)
        if mark.sort is Sort.EXCEPT and "not" not in draft.words(mark).split():
            draft.excepted |= about
    return frozenset(found)


def _deniable(draft: Draft, denial: Mark) -> frozenset[Sort]:
    """ "not marked in damp" is of no grade, and leaves no plan out."""
    return MAY_BE_MARKED if MARKING & set(draft.words(denial).split()) else MAY_BE_DENIED


def _unclear(draft: Draft, denial: Mark, first: int | None) -> str:
    sort = draft.marks[first].sort if first is not None else None
    if sort in (Sort.RECOMMENDATION, Sort.NUMBER):
        return "I can leave out people, plans or grades, but no single recommendation. Which do you want to see?"
    if sort is Sort.NARROWING:
        return f"Those and which others? I am not sure what “{draft.said(denial)}” leaves out."
    if sort in (Sort.ABOUT, Sort.TEXT):
        return "I can look for words that are there, but not for rows without them. Which words shall I look for?"
    return f"I am not sure what “{draft.said(denial) or draft.words(denial)}” is about."


def _owners_before(draft: Draft, at: int) -> set[int]:
    """ "what do Bryn and Lena not own": the names stand before what is denied of them."""
    after = draft.after(at, skipping=frozenset({Sort.FILLER}))
    rest = [mark.sort for mark in draft.marks[at + 1 :] if mark.sort not in PASSED]
    owners: set[int] = set()
    for here in range(at - 1, -1, -1):
        if draft.marks[here].sort in (Sort.OWNER, Sort.ME):
            owners.add(here)
        elif draft.marks[here].sort not in JOINTS | {Sort.FILLER}:
            break
    return owners if after is not None and after.sort is Sort.OWNED and not rest else set()


def _like(sort: Sort) -> Sort:
    return {Sort.ME: Sort.OWNER, Sort.CODE: Sort.GRADE}.get(sort, sort)


def _next(draft: Draft, at: int) -> int | None:
    return next((here for here in range(at + 1, len(draft.marks)) if draft.marks[here].sort not in PASSED), None)


def _told(draft: Draft, at: int) -> int | None:
    """What comes next; "take out anything that is finished" is of what follows the "that is"."""
    here = _next(draft, at)
    relative = here is not None and draft.words(draft.marks[here]).split()[0] in RELATIVES
    return _next(draft, here) if here is not None and relative and draft.marks[here].sort is Sort.AND else here


def _joined(draft: Draft, first: int, denial: Mark) -> set[int]:
    """ "except Kim and Jo", "not complete or on track": what goes on in the same sort."""
    found: set[int] = set(_listed(draft, first, denial))
    here = max({first, *found})
    while (joint := _next(draft, here)) is not None and draft.marks[joint].sort in JOINTS:
        if denial.sort is Sort.NOT and draft.marks[joint].sort is Sort.AND:
            break
        here_after = _next(draft, joint)
        if here_after is None or not _goes_on(draft, first, joint, here_after, denial):
            break
        found.add(here_after)
        here = here_after
    return found


def _listed(draft: Draft, first: int, denial: Mark) -> list[int]:
    """ "except damp, buses and fostering": what commas join to the first. One comma and no more may begin something else."""
    found: list[int] = []
    here = first
    while (other := _next(draft, here)) is not None and _is_next_in_list(draft, first, here, other):
        found.append(other)
        here = other
    after = _next(draft, here)
    ends = after is not None and _ends_list(draft.marks[after], draft.words(draft.marks[after]), denial)
    if found and not ends:
        draft.ask(Slot.INTENT, f"Is all of that left out, or only “{draft.said(draft.marks[first])}”?")
    return found


def _ends_list(joint: Mark, words: str, denial: Mark) -> bool:
    return joint.sort is Sort.OR or words == "nor" or (joint.sort is Sort.AND and denial.sort is Sort.EXCEPT)


def _is_next_in_list(draft: Draft, first: int, here: int, other: int) -> bool:
    paused = draft.sentence.tokens[draft.marks[here].end : draft.marks[other].start + 1]
    alike = _like(draft.marks[other].sort) is _like(draft.marks[first].sort)
    return alike and any(token.pause == "," for token in paused)


def _goes_on(draft: Draft, first: int, joint: int, here: int, denial: Mark) -> bool:
    """ "everything except the complete ones and Bryn's" leaves out both; "not complete and Bryn's" denies one."""
    sort = draft.marks[here].sort
    if _like(sort) is _like(draft.marks[first].sort):
        return True
    leads_away = draft.words(draft.marks[joint]).split()[-1] in ("in", "for", "with", "by", "are", "is")
    return denial.sort is Sort.EXCEPT and not leads_away and sort in MAY_BE_DENIED


def _ask_of_several(draft: Draft, about: set[int]) -> None:
    """ "everything except Bryn's overdue ones" leaves out what is both: that is no question that can be asked as one."""
    last = max(about)
    here = draft.marks[last]
    after = draft.after(last, skipping=frozenset({Sort.FILLER}))
    if after is None or draft.sentence.tokens[after.start].pause:
        return
    owned = here.sort is Sort.ME or (here.sort is Sort.OWNER and here.possessive)
    close = here.sort is Sort.PLAN and after.start == here.end
    graded = after.sort in (Sort.GRADE, Sort.CODE, Sort.LATE, Sort.MISSING, Sort.LACKING)
    joined = after.sort in JOINTS and _lacks_next(draft, last)
    named = after.sort in (Sort.PLAN, Sort.OWNER, Sort.ME) and after.start == here.end
    beside = here.sort in (Sort.GRADE, Sort.CODE) and named
    if ((owned or close) and graded) or joined or beside:
        draft.ask(Slot.INTENT, "I can leave out people, plans or grades, but not what is several of them at once.")


def _lacks_next(draft: Draft, at: int) -> bool:
    """ "… and those with no evidence": what is lacking cannot be left out."""
    sorts = [mark.sort for mark in draft.marks[at + 1 :] if mark.sort not in PASSED | {Sort.PRONOUN, Sort.NARROWING}]
    return len(sorts) > 1 and sorts[1] in (Sort.MISSING, Sort.LACKING)
