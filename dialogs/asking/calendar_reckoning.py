"""Months, quarters, terms and feasts as dates. The council's financial year runs from 1 April to 31 March."""

import calendar
from datetime import date, timedelta

from storage.query import Period

DAY = timedelta(days=1)
DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
FIRST_MONTH = 4
FIRST_ACADEMIC_MONTH = 9


def month(year: int, number: int) -> Period:
    return Period(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))


def months(year: int, first: int, last: int) -> Period:
    """Whole months; a stretch that ends in an earlier month than it begins runs into the next year."""
    return Period(month(year, first).from_on, month(year + (last < first), last).to_on)


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))


def financial_year(first: int) -> Period:
    return Period(date(first, 4, 1), date(first + 1, 3, 31))


def academic_year(first: int) -> Period:
    return Period(date(first, 9, 1), date(first + 1, 8, 31))


def financial_quarter(first_year: int, quarter: int) -> Period:
    number = 3 * quarter + 1 if quarter < 4 else 1
    return months(first_year + (quarter == 4), number, number + 2)


def financial_half(first_year: int, half: int) -> Period:
    return months(first_year, 4, 9) if half == 1 else months(first_year, 10, 3)


def financial_year_of(day: date) -> int:
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def quarter_of(day: date) -> tuple[int, int]:
    return financial_year_of(day), (day.month - FIRST_MONTH) % 12 // 3 + 1


def week(day: date) -> Period:
    monday = day - day.weekday() * DAY
    return Period(monday, monday + 6 * DAY)


def shifted(day: date, count: int, unit: str) -> date:
    """So many days, weeks, months or years on; the 31st of a shorter month is its last day."""
    if unit == "day":
        return day + count * DAY
    if unit in ("week", "fortnight"):
        return day + count * (14 if unit == "fortnight" else 7) * DAY
    total = day.year * 12 + day.month - 1 + count * {"month": 1, "quarter": 3, "year": 12}[unit]
    last = calendar.monthrange(total // 12, total % 12 + 1)[1]
    return date(total // 12, total % 12 + 1, min(day.day, last))


def easter(number: int) -> date:
    """Easter Sunday by the Gregorian reckoning."""
    golden, century, rest = number % 19, number // 100, number % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    whole = epact + weekday - 7 * late + 114
    return date(number, whole // 31, whole % 31 + 1)
