"""Days reckoned from today: "next month", "in a fortnight", "three months ago"."""

import re

from dialogs.asking import calendar_reckoning as reckon
from dialogs.asking.calendar_reckoning import DAY, DAYS
from dialogs.asking.date_parts import NUMBERS, Now, point
from dialogs.asking.marks import Read
from storage.query import Period


def named_day(found: re.Match[str], now: Now) -> Read | None:
    step = {"today": 0, "tomorrow": 1, "yesterday": -1, "day after tomorrow": 2, "day before yesterday": -2}
    return point(now.today + step[found[1]] * DAY)


def weekday(found: re.Match[str], now: Now) -> Read | None:
    which, ahead = found[1], (DAYS[found[2]] - now.today.weekday()) % 7
    if which == "last" or (which is None and now.past):
        return point(now.today - ((-ahead) % 7 or 7) * DAY if which == "last" else now.today - (-ahead % 7) * DAY)
    if which == "next":
        day = reckon.week(now.today).from_on or now.today
        return point(day + (7 + DAYS[found[2]]) * DAY, doubt="" if ahead == 0 else "this week's or next week's")
    return point(now.today + ahead * DAY)


def relative(found: re.Match[str], now: Now) -> Read | None:
    """This, last or next week, month, quarter or year."""
    step = {"this": 0, "current": 0, "the": 0, "next": 1, "coming": 1, "last": -1, "previous": -1, "past": -1}[found[1]]
    kind, unit, today = found[2] or "", found[3], now.today
    if unit == "week":
        return Read(reckon.week(today + 7 * step * DAY), "week")
    if unit == "weekend":
        saturday = today + (DAYS["saturday"] - today.weekday() + 7 * step) * DAY
        return Read(Period(saturday, saturday + DAY))
    if unit == "fortnight":
        return stretch(step or 1, "fortnight", now)
    if unit == "month":
        on = reckon.shifted(today.replace(day=1), step, "month")
        return Read(reckon.month(on.year, on.month), "month")
    if unit == "quarter":
        on = reckon.shifted(today.replace(day=1), 3 * step, "month")
        return Read(reckon.financial_quarter(*reckon.quarter_of(on)))
    if "fin" in kind or "council" in kind or "fiscal" in kind or "municipal" in kind:
        return Read(reckon.financial_year(reckon.financial_year_of(today) + step), "year")
    if "academic" in kind or "school" in kind:
        return Read(reckon.academic_year(today.year - (today.month < reckon.FIRST_ACADEMIC_MONTH) + step), "year")
    return Read(reckon.year(today.year + step), "year")


def counted(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word]


def stretch(count: int, unit: str, now: Now) -> Read:
    other = reckon.shifted(now.today, count, unit)
    return Read(Period(min(other, now.today), max(other, now.today)))


def ahead(found: re.Match[str], now: Now) -> Read | None:
    return stretch(counted(found[1] or "one"), found[2].rstrip("s"), now)


def behind(found: re.Match[str], now: Now) -> Read | None:
    return stretch(-counted(found[1] or "one"), found[2].rstrip("s"), now)


def in_so_long(found: re.Match[str], now: Now) -> Read | None:
    return point(reckon.shifted(now.today, counted(found[1]), found[2].rstrip("s")))


def ago(found: re.Match[str], now: Now) -> Read | None:
    return point(reckon.shifted(now.today, -counted(found[1]), found[2].rstrip("s")))


def longer(found: re.Match[str], now: Now) -> Read | None:
    """ "more than a month" (overdue): due before that day a month ago."""
    last = reckon.shifted(now.today, -counted(found[2]), found[3].rstrip("s"))
    bound = "before" if found[4] else "longer"
    return Read(Period(None, last if found[1] == "at least" else last - DAY), bound=bound)


def week_after_next(found: re.Match[str], now: Now) -> Read | None:
    return Read(reckon.week(now.today + 14 * DAY), "week")


def by_so_much(found: re.Match[str], now: Now) -> Read | None:
    return Read(Period(), doubt="by that much exactly, or by more")


def so_much_or_more(found: re.Match[str], now: Now) -> Read | None:
    """ "two months or more" (overdue): due on that day two months ago, or before."""
    last = reckon.shifted(now.today, -counted(found[1]), found[2].rstrip("s"))
    return Read(Period(None, last), bound="longer")
