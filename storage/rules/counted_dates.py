"""Dates that are counted from the day they are said on: "in 3 weeks' time", "a fortnight", "the end of next month".

Only words that can be nothing else are read. "Next week" and "the end of the year" name no one day, so they are not.
"""

import calendar
import re
from datetime import date

import dateparser

NUMBERS = {
    name: number
    for number, name in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
} | {"a": 1, "an": 1}  # fmt: skip
DISTANCE = re.compile(
    rf"(?:in|within)?\s*(\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})\s+"
    r"(day|week|fortnight|month|year)s?['’]?s?(?:\s+time)?(?:\s+from\s+(?:now|today)|\s+hence)?"
)
NAMED_DAY = re.compile(r"today|tomorrow")
# A month by itself is read as its last day, as "March 2025" is.
THIS_MONTH = re.compile(r"(?:the\s+)?end\s+of\s+(?:the|this)\s+month|(?:in\s+|during\s+)?this\s+month")
NEXT_MONTH = re.compile(r"(?:(?:the\s+)?end\s+of\s+|in\s+|during\s+)?next\s+month")


def is_counted(words: str) -> bool:
    """Whether these words, in lower case, say how far off a day is."""
    return any(shape.fullmatch(words) for shape in (DISTANCE, NAMED_DAY, THIS_MONTH, NEXT_MONTH))


def counted(words: str, today: date) -> date | None:
    """The day that these words say, counted from today; None where they count from nothing."""
    if THIS_MONTH.fullmatch(words):
        return month_end(today.year, today.month)
    if NEXT_MONTH.fullmatch(words):
        return month_end(today.year + today.month // 12, today.month % 12 + 1)
    if NAMED_DAY.fullmatch(words):
        return _parsed(words, today)
    if found := DISTANCE.fullmatch(words):
        number = NUMBERS.get(found[1]) or int(found[1])
        weeks = found[2] == "fortnight"
        return _parsed(f"in {2 * number if weeks else number} {'week' if weeks else found[2]}s", today)
    return None


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _parsed(distance: str, today: date) -> date | None:
    """dateparser counts; it is asked only for what can be nothing but a distance."""
    noon = f"{today.isoformat()}T12:00:00"
    settings = {"RELATIVE_BASE": dateparser.parse(noon, languages=["en"]), "PREFER_DATES_FROM": "future"}
    found = dateparser.parse(distance, languages=["en"], settings=settings)
    return found.date() if found else None
