"""The next of its kind after a stretch of time: "and the month after that?", of what is due in October, is November."""

from collections.abc import Sequence
from datetime import date

from dialogs.asking.calendar_reckoning import DAY, shifted
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.tokens import Sentence
from storage.query import Period, Query

UNITS = {
    "week": (1, "week"),
    "fortnight": (2, "week"),
    "month": (1, "month"),
    "quarter": (3, "month"),
    "year": (12, "month"),
}
AHEAD = {"after": 1, "following": 1, "before": -1, "preceding": -1}
BACK = frozenset({"that", "this", "it"})


def with_step(marks: Sequence[Mark], sentence: Sentence, before: Query | None) -> tuple[Mark, ...]:
    """The marks, with such words made the period that they come to, where they follow one of just that length."""
    dates = (before.filters.due or before.filters.updated) if before else None
    run = _run(sentence)
    if dates is None or run is None:
        return tuple(marks)
    start, end, unit, way = run
    if (period := _beside(dates, unit, way)) is None:
        return tuple(marks)
    kept = [mark for mark in marks if mark.end <= start or mark.start >= end]
    stepped = Mark(start, end, Sort.PERIOD, (period,))
    return tuple(sorted([*kept, stepped], key=lambda mark: mark.start))


def _run(sentence: Sentence) -> tuple[int, int, str, int] | None:
    """ "the month after", "the week before that", "the following year": where it stands, and which way it leads."""
    words = [token.word for token in sentence.tokens]
    for at in range(1, len(words) - 1):
        pair = words[at : at + 2]
        if words[at - 1] != "the":
            continue
        if pair[0] in UNITS and pair[1] in ("after", "before"):
            end = at + 2 + (words[at + 2 : at + 3] != [] and words[at + 2] in BACK)
            return (at - 1, end, pair[0], AHEAD[pair[1]]) if end == len(words) else None
        if pair[1] in UNITS and pair[0] in ("following", "preceding"):
            return at - 1, at + 2, pair[1], AHEAD[pair[0]]
    return None


def _beside(dates: Period, unit: str, way: int) -> str | None:
    first, last = dates.from_on, dates.to_on
    if first is None or last is None or _end(first, unit) != last:
        return None
    begin = last + DAY if way > 0 else shifted(first, -UNITS[unit][0], UNITS[unit][1])
    return f"from {_said(begin)} to {_said(_end(begin, unit))}"


def _end(begin: date, unit: str) -> date:
    return shifted(begin, *UNITS[unit]) - DAY


def _said(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}".lower()
