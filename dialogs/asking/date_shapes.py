"""Every shape a date or a period may have, with the function that reads it. The first that fits a whole run is taken."""

import re
from dataclasses import replace

from dialogs.asking import calendar_reckoning as reckon
from dialogs.asking import named_dates as named
from dialogs.asking import relative_dates as relative
from dialogs.asking.calendar_reckoning import DAY
from dialogs.asking.date_parts import (
    COUNT,
    DATES,
    FEASTS,
    MONTH,
    ORDINAL,
    SHORT_YEAR,
    SPLIT_YEAR,
    UNIT,
    WEEKDAY,
    YEAR,
    Now,
    Reader,
    any_of,
    point,
)
from dialogs.asking.marks import Read
from dialogs.asking.tokens import pieces
from storage.query import Period


def read_atom(text: str, now: Now) -> Read | None:
    """One date or period without a "by" or "since" before it."""
    for pattern, reader in COMPILED:
        if found := pattern.fullmatch(text):
            return reader(found, now)
    return None


def week_of(found: re.Match[str], now: Now) -> Read | None:
    inner = read_atom(found[1], now)
    if inner is None or inner.period.from_on is None:
        return inner
    return Read(Period(inner.period.from_on, inner.period.from_on + 6 * DAY), "week")


def end_of(found: re.Match[str], now: Now) -> Read | None:
    inner = read_atom(found[1], now)
    if inner is None or inner.period.to_on is None:
        return inner
    return replace(point(inner.period.to_on, doubt=inner.doubt), grain="end")


def week_ending(found: re.Match[str], now: Now) -> Read | None:
    inner = read_atom(found[1], now)
    if inner is None or inner.period.to_on is None:
        return inner
    return Read(Period(inner.period.to_on - 6 * DAY, inner.period.to_on), "week")


def vague_part(found: re.Match[str], now: Now) -> Read | None:
    return Read(Period(), doubt="from which day on")


def end_of_unit(found: re.Match[str], now: Now) -> Read | None:
    unit = (found[1] or found[2]).split()[-1]
    if unit == "year" and (found[2] or "fin" in found[1] or "tax" in found[1]):
        return replace(
            point(reckon.financial_year(reckon.financial_year_of(now.today)).to_on or now.today), grain="end"
        )
    inner = read_atom(f"this {unit}", now)
    return replace(point(inner.period.to_on), grain="end") if inner and inner.period.to_on else None


def start_of(found: re.Match[str], now: Now) -> Read | None:
    inner = read_atom(found[1], now)
    if inner is None or inner.period.from_on is None:
        return inner
    return point(inner.period.from_on, doubt=inner.doubt)


def part_of_month(found: re.Match[str], now: Now) -> Read | None:
    inner = read_atom(found[2], now)
    if found[0].startswith(("late in ", "the late in ")):
        return Read(Period(), doubt="late in it, or past the date in it")
    if inner is None or inner.grain not in ("month", "year") or not (start := inner.period.from_on):
        return Read(Period(), doubt="which days are meant")
    assert inner.period.to_on
    if inner.grain == "month":
        bounds = {"early": (1, 10), "mid": (11, 20), "late": (21, inner.period.to_on.day)}[found[1]]
        return Read(Period(start.replace(day=bounds[0]), start.replace(day=bounds[1])))
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[found[1]]
    return Read(reckon.months(start.year, first, last))


def unknown(found: re.Match[str], now: Now) -> Read | None:
    for season in now.seasons:
        if season.name.casefold() in found[0]:
            return Read(Period(season.from_on, season.to_on))
    return Read(Period(), doubt="I do not know when that is")


OWN_YEAR = r"(?:financial |calendar |academic |school )?year"
INNER = (
    rf"(?:{MONTH} ?{YEAR}|{MONTH}|{YEAR}|{SPLIT_YEAR}|q[1-4](?: {SPLIT_YEAR})?"
    rf"|(?:this|next|last) (?:week|month|quarter|{OWN_YEAR})|(?:spring|summer|autumn|winter)(?: term)?(?: {YEAR})?)"
)
A_DAY = rf"{ORDINAL} (?:of )?{MONTH}(?: {YEAR})?|{MONTH} {ORDINAL}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}"
KINDS_OF_YEAR = r"financial |fin |fiscal |council |municipal |calendar |academic |school "

ATOMS: tuple[tuple[str, Reader], ...] = (
    (r"(\d{4})-(\d{2})-(\d{2})", named.iso),
    (r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})", named.numeric),
    (rf"(?:week commencing|w/c|wc|week beginning|the week of|week of) (?:the )?({A_DAY})", week_of),
    (rf"(?:week ending|w/e|the week ending) (?:on )?(?:the )?({A_DAY})", week_ending),
    (rf"(?:the )?(?:back|tail|top|far) ?end of (?:the )?(?:{INNER}|(?:{KINDS_OF_YEAR})?year|month)", vague_part),
    (rf"(?:{WEEKDAY} )?(?:the )?({ORDINAL}) (?:of )?({MONTH})(?: ({SHORT_YEAR}))?", named.day_month),
    (rf"(?:the )?({ORDINAL}) (?:to|-|until|and) (?:the )?({ORDINAL}) (?:of )?({MONTH})(?: ({YEAR}))?", named.days_of_month),
    (r"(\d{1,2})/(\d{1,2})", named.day_and_month),
    (r"(?:the )?(\d{1,2}(?:st|nd|rd|th))", named.day_alone),
    (rf"({MONTH}) (?:the )?(\d{{1,2}}(?:st|nd|rd|th))(?: ({YEAR}))?", named.month_day),
    (rf"({MONTH}) (\d{{1,2}}) ({YEAR})", named.month_day),
    (rf"({MONTH})(?: (?:and|or|to|-|through|until)) ({MONTH})(?: ({YEAR}))?", named.months),
    (rf"({MONTH}) (?:of )?({SHORT_YEAR})", named.month_year),
    (rf"(?:the )?(early|mid|late)(?: in)? ({INNER})", part_of_month),
    (rf"(?:the )?(?:very )?end (?:of )?(?:the )?({INNER})", end_of),
    (rf"(?:the )?(?:start|beginning) of (?:the )?({INNER})", start_of),
    (
        r"(?:the )?(?:end of|end) (?:the |this )?((?:financial |fin |calendar |tax )?(?:week|month|quarter|year))"
        r"|(?:financial |fin |tax )?(month|quarter|year) ?end",
        end_of_unit,
    ),
    (rf"(?:the )?(?:(?:{KINDS_OF_YEAR})year|fy) ?(?P<years>{SPLIT_YEAR})", named.split_year),
    (rf"(?:the )?(?P<years>{SPLIT_YEAR})(?: (?:financial|academic|school|council|fiscal) year| fy)?", named.split_year),
    (rf"(?:the )?(?:q|quarter |qtr )([1-4])(?: (?:of )?(?:fy ?)?({SPLIT_YEAR}|{YEAR}))?", named.quarter),
    (rf"(?:the )?(first|second|third|fourth|last) quarter(?: of)? ({SPLIT_YEAR}|{YEAR})", named.quarter),
    (rf"(?:h|half )([12]) (?:of )?({SPLIT_YEAR}|{YEAR})", named.half_year),
    (rf"(?:the )?(first|second) half of ({SPLIT_YEAR}|{YEAR})", named.half_year),
    (rf"(?:the )?({any_of(' '.join(pieces(word)) for word in DATES['unknown'])})", unknown),
    (r"(?:the )?new year", named.new_year),
    (rf"(?:the )?({any_of(DATES['terms'])})(?: ({YEAR}))?", named.term),
    (rf"(?:the )?(?:(this|last|next) )?(spring|summer|autumn|winter)(?: (?:of )?({YEAR}))?", named.season),
    (rf"({any_of(FEASTS)})(?: ({YEAR}))?", named.feast),
    (rf"({any_of(DATES['easter'])})(?: ({YEAR}))?", named.easter),
    (r"(?:the )?(day after tomorrow|day before yesterday|today|tomorrow|yesterday)", relative.named_day),
    (rf"(?:the )?(?:(this|next|last|coming) )?({WEEKDAY})", relative.weekday),
    (rf"(?:the )?(?:next|coming|following) ({COUNT}) ({UNIT})", relative.ahead),
    (rf"(?:the )?(?:last|past|previous|preceding) ({COUNT}) ({UNIT})", relative.behind),
    (
        rf"(?:the )?(this|current|the|next|coming|last|previous|past) ({KINDS_OF_YEAR})?"
        r"(weekend|week|fortnight|month|quarter|year)",
        relative.relative,
    ),
    (rf"(?:within|inside) (?:the )?(?:next )?({COUNT}) ({UNIT})", relative.ahead),
    (rf"in (?:the )?({COUNT}) ({UNIT})(?: time| from now)?", relative.in_so_long),
    (rf"({COUNT}) ({UNIT}) (?:from now|from today|time)", relative.in_so_long),
    (rf"({COUNT}) ({UNIT}) (?:ago|back)", relative.ago),
    (rf"(?:by |for )?(more than|over|longer than|upwards of|at least) (?!the )({COUNT}) ({UNIT})( ago)?", relative.longer),
    (rf"(?:by |for )?({COUNT}) ({UNIT}) (?:or|and) (?:more|longer|over)", relative.so_much_or_more),
    (rf"by ({COUNT}) ({UNIT})", relative.by_so_much),
    (r"(?:the )?week after next", relative.week_after_next),
    (rf"({YEAR})", named.just_year),
    (rf"(?:(last|next|this) )?({MONTH})", named.bare_month),
)  # fmt: skip
COMPILED = tuple((re.compile(pattern), reader) for pattern, reader in ATOMS)
