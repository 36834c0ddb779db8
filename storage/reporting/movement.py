"""What a paper says has changed since the round before: better, worse, new dates, signed off, silent. And the counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.reporting.paper import ORDER, Item, Move, Paper
from storage.views import Grade, Round, Scheme


@dataclass(frozen=True, slots=True)
class Step:
    """An item whose grade is not what it was."""

    item: Item
    before: Grade
    now: Grade


@dataclass(frozen=True, slots=True)
class Movement:
    better: tuple[Step, ...]
    worse: tuple[Step, ...]
    moved: tuple[tuple[Item, Move], ...]
    signed_off: tuple[Item, ...]
    silent: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many items of a round have each grade, in the scheme's order, and how many have none, and why."""

    round: Round
    graded: tuple[int, ...]
    ungraded: int
    silent: int
    closed: int

    @property
    def total(self) -> int:
        return sum(self.graded) + self.ungraded + self.silent + self.closed


def movement(paper: Paper) -> Movement:
    steps = list(_steps(paper))
    return Movement(
        better=tuple(step for step in steps if _rank(step.now) < _rank(step.before)),
        worse=tuple(step for step in steps if _rank(step.now) > _rank(step.before)),
        moved=tuple(_moved(paper)),
        signed_off=tuple(item for item in paper.outstanding if item.signed_off and item.signed_off.round == paper.now),
        silent=paper.silent,
    )


def counts(paper: Paper) -> tuple[Count, ...]:
    return tuple(_count(paper.items, round, paper.scheme) for round in paper.rounds)


def _count(items: Sequence[Item], round: Round, scheme: Scheme) -> Count:
    asked = [item for item in items if not item.closed_before(round)]
    heard = [item for item in asked if round.id in item.reported]
    grades = [item.grade_in(round) for item in heard]
    return Count(
        round=round,
        graded=tuple(sum(grade == one for grade in grades) for one in scheme.grades),
        ungraded=grades.count(None),
        silent=len(asked) - len(heard),
        closed=len(items) - len(asked),
    )


def _steps(paper: Paper) -> Iterator[Step]:
    """Against the last round that the item had a grade in: one that nobody answered says nothing."""
    for item in paper.outstanding:
        now = item.grade_in(paper.now)
        before = next((grade for round in reversed(paper.rounds[:-1]) if (grade := item.grade_in(round))), None)
        if now and before and now != before and _comparable(now) and _comparable(before):
            yield Step(item, before, now)


def _moved(paper: Paper) -> Iterator[tuple[Item, Move]]:
    """Dates set since the round before was asked for."""
    if paper.before is None:
        return
    since = paper.before.period_on
    for item in paper.outstanding:
        for move in item.dates[1:]:
            if move.set_on > since:
                yield item, move


def _comparable(grade: Grade) -> bool:
    return grade.meaning in ORDER


def _rank(grade: Grade) -> int:
    """By what the grades amount to; where two amount to the same, neither is better."""
    return ORDER.index(grade.meaning)
