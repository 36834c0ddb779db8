"""Days, months, years and their parts, as they are named: each function reads one shape of `date_shapes.py`."""

import re
from dataclasses import replace
from datetime import date

from dialogs.asking import calendar_reckoning as reckon
from dialogs.asking.calendar_reckoning import DAY
from dialogs.asking.date_parts import DATES, FEASTS, Now, day_of, full_year, nearest
from dialogs.asking.marks import Read
from storage.query import Period
from storage.rules.deadlines import MONTHS


def numeric(found: re.Match[str], now: Now) -> Read | None:
    return day_of(full_year(found[3]), int(found[2]), int(found[1]))


def iso(found: re.Match[str], now: Now) -> Read | None:
    return day_of(int(found[1]), int(found[2]), int(found[3]))


def day_month(found: re.Match[str], now: Now) -> Read | None:
    return dated(int(re.sub(r"\D", "", found[1])), MONTHS[found[2]], found[3], now)


def month_day(found: re.Match[str], now: Now) -> Read | None:
    return dated(int(re.sub(r"\D", "", found[2])), MONTHS[found[1]], found[3], now)


def dated(day: int, month: int, year: str | None, now: Now) -> Read | None:
    if year:
        return day_of(full_year(year), month, day)
    if not (checked := day_of(2024, month, day)) or checked.doubt:
        return checked

    def in_year(number: int) -> Period:
        on = date(number, month, min(day, 28) if month == 2 else day)
        return Period(on, on)

    return replace(Read(nearest(now, in_year), "point"), yearless=True)


def days_of_month(found: re.Match[str], now: Now) -> Read | None:
    """ "1 to 15 October"."""
    first, last = (dated(int(re.sub(r"\D", "", found[at])), MONTHS[found[3]], found[4], now) for at in (1, 2))
    if not first or not last or first.doubt or last.doubt:
        return first if first and first.doubt else last
    doubt = (
        "" if (first.period.from_on or now.today) <= (last.period.to_on or now.today) else "it ends before it begins"
    )
    return Read(Period(first.period.from_on, last.period.to_on), doubt=doubt)


def day_and_month(found: re.Match[str], now: Now) -> Read | None:
    """ "30/09", in the order of these islands."""
    month = int(found[2])
    return (
        dated(int(found[1]), month, None, now) if 1 <= month <= 12 else Read(Period(), doubt="there is no such month")
    )


def day_alone(found: re.Match[str], now: Now) -> Read | None:
    """ "the 30th": of this month, or of the nearest that has it."""
    day = int(re.sub(r"\D", "", found[1]))
    for step in (0, -1, -2) if now.past else (0, 1, 2):
        first = reckon.shifted(now.today.replace(day=1), step, "month")
        read = day_of(first.year, first.month, day) if day else None
        on = read.period.from_on if read else None
        if on is not None and (on <= now.today if now.past else on >= now.today):
            return read
    return Read(Period(), doubt="which month is meant")


def month_year(found: re.Match[str], now: Now) -> Read | None:
    number, year = MONTHS[found[1]], full_year(found[2])
    short = len(found[2]) == 2 and "'" not in found[0]
    doubt = f"it may be a day of {found[1].title()} or a year" if short and not now.past and int(found[2]) <= 31 else ""
    return Read(reckon.month(year, number), "month", months=((year, number),), doubt=doubt)


def bare_month(found: re.Match[str], now: Now) -> Read | None:
    number = MONTHS[found[2]]
    step = {"last": -1, "next": 1}.get(found[1] or "", 0)
    period = nearest(replace(now, past=now.past if not step else step < 0), lambda year: reckon.month(year, number))
    assert period.from_on
    return Read(period, "month", yearless=True, months=((period.from_on.year, number),))


def months(found: re.Match[str], now: Now) -> Read | None:
    """ "May - July 2014", "January and February"."""
    first, last = MONTHS[found[1]], MONTHS[found[2]]
    listed = re.search(r" (?:and|or) ", found[0])
    if listed and last != first % 12 + 1:
        return Read(Period(), doubt="those are two separate months")
    if found[3]:
        year = int(found[3]) - (last < first)
        return Read(reckon.months(year, first, last), months=((year, first), (int(found[3]), last)))
    return Read(nearest(now, lambda year: reckon.months(year, first, last)), yearless=True)


def just_year(found: re.Match[str], now: Now) -> Read | None:
    return Read(reckon.year(int(found[1])), "year")


def split_year(found: re.Match[str], now: Now) -> Read | None:
    parts = re.split(r"[/-]", found["years"])
    first, second = full_year(parts[0]), full_year(parts[1])
    if second != first + 1:
        return Read(Period(), doubt="those are not two years that follow each other")
    whole = reckon.academic_year(first) if re.search("academic|school", found[0]) else reckon.financial_year(first)
    return Read(whole, "year")


def quarter(found: re.Match[str], now: Now) -> Read | None:
    quarter = (
        int(found[1]) if found[1].isdigit() else ["first", "second", "third", "fourth", "last"].index(found[1]) + 1
    )
    quarter = min(quarter, 4)
    if not (year := found[2]):
        return Read(nearest(now, lambda first: reckon.financial_quarter(first, quarter)), yearless=True)
    if len(parts := re.split(r"[/-]", year)) == 2:
        return Read(reckon.financial_quarter(full_year(parts[0]), quarter))
    plain = reckon.months(int(year), 3 * quarter - 2, 3 * quarter)
    return Read(
        plain,
        doubt=f"quarter {quarter} of the calendar year {year} or of the financial year {year}/{int(year) % 100 + 1:02}",
    )


def half_year(found: re.Match[str], now: Now) -> Read | None:
    half = {"1": 1, "2": 2, "first": 1, "second": 2}[found[1]]
    if len(parts := re.split(r"[/-]", found[2])) == 2:
        return Read(reckon.financial_half(full_year(parts[0]), half))
    return Read(Period(), doubt="half of the calendar year or of the financial year")


def season(found: re.Match[str], now: Now) -> Read | None:
    """ "This summer" is this year's, also when it is over; "this winter" may have begun last year."""
    first, last = DATES["seasons"][found[2]]
    if found[3]:
        return Read(reckon.months(int(found[3]), first, last))
    if found[1] == "this":
        began = reckon.months(now.today.year - 1, first, last)
        still = began.to_on is not None and now.today <= began.to_on
        return Read(began if still else reckon.months(now.today.year, first, last))
    step = {"last": -1, "next": 1}.get(found[1] or "", 0)
    towards = replace(now, past=now.past if not step else step < 0)
    return Read(nearest(towards, lambda year: reckon.months(year, first, last)), yearless=True)


def term(found: re.Match[str], now: Now) -> Read | None:
    year = int(found[2]) if found[2] else None
    for season in now.seasons:
        if season.name.casefold().startswith(found[1]) and (year is None or season.from_on.year == year):
            return Read(Period(season.from_on, season.to_on))
    first, last = DATES["terms"][found[1]]
    if year:
        return Read(reckon.months(year, first, last))
    return Read(nearest(now, lambda number: reckon.months(number, first, last)), yearless=True)


def feast(found: re.Match[str], now: Now) -> Read | None:
    month, day = FEASTS[found[1]]
    return dated(day, month, found[2], now)


def easter(found: re.Match[str], now: Now) -> Read | None:
    def in_year(number: int) -> Period:
        on = reckon.easter(number) + DATES["easter"][found[1]] * DAY
        return Period(on, on)

    return Read(in_year(int(found[2])) if found[2] else nearest(now, in_year), "point", yearless=not found[2])


def new_year(found: re.Match[str], now: Now) -> Read | None:
    first = date(now.today.year + 1, 1, 1)
    return Read(Period(first, first), "new_year")
