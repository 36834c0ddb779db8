"""What a bare number is: a grade after "graded", a recommendation beside a plan's name; read before anything else is."""

from collections.abc import Sequence
from dataclasses import replace

from dialogs.asking.marks import Mark, Sort

MOST_GRADES = 9
JOINTS = frozenset({Sort.OR, Sort.AND})


def with_numbers(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    done: list[Mark] = []
    for at, mark in enumerate(marks):
        before = next((one for one in reversed(done) if one.sort is not Sort.FILLER), None)
        after = next((one for one in marks[at + 1 :]), None)
        done.append(_number(mark, before, after, done) if mark.sort is Sort.NUMBER else mark)
    return tuple(done)


def _number(mark: Mark, before: Mark | None, after: Mark | None, done: Sequence[Mark]) -> Mark:
    if mark.value[:-1].isdigit() and mark.value.endswith("s"):
        return replace(mark, sort=Sort.CODE, values=(mark.value[:-1],))
    if before is not None:
        if before.sort is Sort.VERSUS and any(one.sort is Sort.KIND and one.value == "update" for one in done):
            return replace(mark, sort=Sort.CODE)
        if before.sort in (Sort.GRADED, Sort.CODE) and mark.value.isdigit() and int(mark.value) <= MOST_GRADES:
            return replace(mark, sort=Sort.CODE)
        if before.sort in JOINTS and len(done) > 1 and _last_but_one(done) in (Sort.CODE, Sort.GRADE):
            return replace(mark, sort=Sort.CODE)
        if (
            before.sort is Sort.PLAN
            and mark.start == before.end
            and (after is None or after.sort in (Sort.FILLER, Sort.FORMAT, Sort.VERSUS))
        ):
            return replace(mark, sort=Sort.RECOMMENDATION)
    return mark


def _last_but_one(done: Sequence[Mark]) -> Sort | None:
    telling = [mark.sort for mark in done if mark.sort is not Sort.FILLER]
    return telling[-2] if len(telling) > 1 else None
