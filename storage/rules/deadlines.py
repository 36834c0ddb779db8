"""Dates as people write them: the words are kept, and a date is read only where it is certain."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from storage.rules.counted_dates import counted, is_counted, month_end
from storage.unseen import seen

__all__ = ["ReadDate", "has_passed", "is_counted_from_a_day", "mentions_date", "month_end", "read_date", "which_year"]

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
} | {"sept": 9}  # fmt: skip
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))

NUMERIC = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
DAY_AND_MONTH = re.compile(
    rf"(?:(\w+day),?\s+)?(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+({MONTH})\.?,?[\s-]+(\d{{4}}|\d{{2}})"
)
MONTH_AND_DAY = re.compile(rf"({MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})")
MONTH_ALONE = re.compile(
    rf"(?:(?:by|in|during)\s+)?(?:the\s+)?(?:(?:end|late)\s+(?:of\s+)?)?({MONTH})\.?,?[\s-]+(\d{{4}})"
)
YEAR_QUARTER = re.compile(r"q(?:uarter)?\s*([1-4])[\s,]*(?:of\s+)?(\d{4})\s*[/-]\s*(\d{4}|\d{2})")
YEAR_END = re.compile(r"(?:the\s+)?end\s+of\s+(?:the\s+year\s+)?(\d{4})")
MONTH_IN_NUMBERS = re.compile(r"(0?[1-9]|1[0-2])\s*[/.-]\s*(\d{4})")
WITHOUT_YEAR = re.compile(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+|(?:in|during)\s+)?(?:(?:the\s+)?(?:end|late)\s+(?:of\s+)?)?(?:{MONTH})"
)
LEADING = re.compile(r"^(?:by|on|due|until)\s+(?:the\s+)?(?=\S)")
LONGEST_DATE = 80


@dataclass(frozen=True, slots=True)
class ReadDate:
    """`on` is set only where the words name one date; `trouble` says why not."""

    text: str
    on: date | None = None
    trouble: Literal["", "impossible", "uncertain"] = ""
    why: str = ""


def read_date(text: str, today: date) -> ReadDate:
    """A day, a month (its last day), a quarter of a named financial year, or how far from today. Else: uncertain."""
    words = _bare(text)
    if not words:
        return ReadDate(text)
    if len(words) > LONGEST_DATE:
        return _unsure(text)
    if found := ISO.fullmatch(words):
        return _day(text, int(found[1]), int(found[2]), int(found[3]))
    if found := NUMERIC.fullmatch(words):
        return _day(text, _year(found[3]), int(found[2]), int(found[1]))
    if found := DAY_AND_MONTH.fullmatch(words):
        return _on_weekday(_day(text, _year(found[4]), MONTHS[found[3]], int(found[2])), found[1])
    if found := MONTH_AND_DAY.fullmatch(words):
        return _day(text, int(found[3]), MONTHS[found[1]], int(found[2]))
    if found := MONTH_ALONE.fullmatch(words):
        return (
            ReadDate(text, month_end(int(found[2]), MONTHS[found[1]])) if _plausible(int(found[2])) else _unsure(text)
        )
    if (found := MONTH_IN_NUMBERS.fullmatch(words)) and _plausible(int(found[2])):
        return ReadDate(text, month_end(int(found[2]), int(found[1])))
    if found := YEAR_QUARTER.fullmatch(words):
        return _financial_quarter(text, int(found[1]), int(found[2]), _year(found[3]))
    if found := YEAR_END.fullmatch(words):
        return _day(text, int(found[1]), 12, 31)
    on = counted(words, today)
    return ReadDate(text, on) if on and _plausible(on.year) else _unsure(text)


def which_year(text: str, today: date) -> str:
    """For a day or a month without its year, the next such with it, "31 March 2025"; "" where it is none."""
    words = _bare(text)
    if len(words) > LONGEST_DATE or not WITHOUT_YEAR.fullmatch(words):
        return ""
    said = LEADING.sub("", " ".join(seen(text).split()).strip(" .,;"))
    coming = ((f"{said} {year}", read_date(f"{said} {year}", today).on) for year in range(today.year, today.year + 9))
    return next((dated for dated, on in coming if on and on >= today), "")


MENTIONED = re.compile(
    rf"\b(?:{MONTH}|spring|summer|autumn|winter|(?:19|20)\d\d|\d{{1,2}}[/.]\d{{1,2}})\b", re.IGNORECASE
)


def mentions_date(text: str) -> bool:
    """Whether a date may stand somewhere in these words."""
    return MENTIONED.search(text) is not None


def is_counted_from_a_day(text: str) -> bool:
    """Whether these words name no date by themselves: "in 3 weeks" says when only to who knows when it was written."""
    return is_counted(_bare(text))


def _bare(text: str) -> str:
    return LEADING.sub("", " ".join(seen(text).casefold().split()).strip(" .,;"))


def has_passed(on: date | None, today: date) -> bool:
    return on is not None and on < today


def _day(text: str, year: int, month: int, day: int) -> ReadDate:
    if not _plausible(year):
        return _unsure(text)
    if not 1 <= month <= 12:
        return ReadDate(text, trouble="impossible", why=f"there is no month {month}")
    longest = calendar.monthrange(year, month)[1]
    if not 1 <= day <= longest:
        return ReadDate(text, trouble="impossible", why=f"{calendar.month_name[month]} {year} has {longest} days")
    return ReadDate(text, date(year, month, day))


def _on_weekday(read: ReadDate, weekday: str | None) -> ReadDate:
    """ "Monday 3 May 2024" was a Friday: one of the two is wrong, and it is not for us to say which."""
    if weekday is None or read.on is None or calendar.day_name[read.on.weekday()].casefold() == weekday:
        return read
    return ReadDate(read.text, trouble="impossible", why=f"{read.on.day} {read.on:%B %Y} is a {read.on:%A}")


def _financial_quarter(text: str, quarter: int, first_year: int, second_year: int) -> ReadDate:
    if second_year != first_year + 1 or not _plausible(first_year):
        return _unsure(text)
    return ReadDate(text, month_end(first_year, 3 + 3 * quarter) if quarter < 4 else month_end(second_year, 3))


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _plausible(year: int) -> bool:
    return 1990 <= year <= 2100


def _unsure(text: str) -> ReadDate:
    return ReadDate(text, trouble="uncertain")
