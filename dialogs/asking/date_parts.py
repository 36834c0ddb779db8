"""What dates are made of: the words for months, years and counts as patterns, and the day that they are read on."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from dialogs.asking.calendar_reckoning import DAYS
from dialogs.asking.data import load
from dialogs.asking.marks import Read
from dialogs.asking.tokens import pieces
from storage.query import Period, Season
from storage.rules.deadlines import MONTHS

DATES = load("dates")
FEASTS = {" ".join(pieces(name)): (day["month"], day["day"]) for name, day in DATES["feasts"].items()}
NUMBERS = {
    word: number for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1)
} | {"a": 1, "an": 1, "couple": 2, "a couple of": 2, "couple of": 2, "the": 1}  # fmt: skip
# Month names that are also names of people or other words: alone, they are a month only where the words before say so.
OTHER_WORDS = {"may", "march", "april", "june", "august", "mar", "jan", "jun", "sep"}


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


MONTH = rf"(?:{any_of(MONTHS)})"
YEAR = r"(?:(?:19|20)\d\d)"
SHORT_YEAR = r"(?:(?:19|20)\d\d|\d\d)"
ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)?)"
COUNT = rf"(?:\d{{1,3}}|{any_of(NUMBERS)})"
UNIT = r"(?:day|week|fortnight|month|quarter|year)s?"
WEEKDAY = rf"(?:{any_of(DAYS)})"
SPLIT_YEAR = r"(?:(?:20)?\d\d[/-](?:20)?\d\d)"


@dataclass(frozen=True, slots=True)
class Now:
    """Today, whether a date without a year lies behind or ahead, and the council's own calendar."""

    today: date
    past: bool = False
    seasons: tuple[Season, ...] = ()


Reader = Callable[[re.Match[str], "Now"], Read | None]


def point(day: date, doubt: str = "") -> Read:
    return Read(Period(day, day), "point", doubt=doubt)


def full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def day_of(year: int, month: int, day: int) -> Read | None:
    """No such day is no date, and is asked about."""
    try:
        return point(date(year, month, day))
    except ValueError:
        return Read(Period(), doubt="there is no such day")


def nearest(now: Now, make: Callable[[int], Period]) -> Period:
    """The year that is not said: the last time this came, or the next."""
    for year in (now.today.year + step for step in ((0, -1, -2) if now.past else (-1, 0, 1, 2))):
        period = make(year)
        if (period.from_on or now.today) <= now.today if now.past else (period.to_on or now.today) >= now.today:
            return period
    return make(now.today.year)
