"""Periods as people write them. `found` says where in a sentence one stands; `read` says which days it means.

Nothing is guessed from a sentence as a whole: a run of words is a period only where it has the shape of one.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from dialogs.asking import calendar_reckoning as reckon
from dialogs.asking.calendar_reckoning import DAY, DAYS
from dialogs.asking.data import load
from dialogs.asking.marks import Read
from dialogs.asking.tokens import Sentence, pieces
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


def _any(words: object) -> str:
    return "|".join(re.escape(str(word)) for word in sorted(map(str, words), key=len, reverse=True))  # type: ignore[call-overload]


MONTH = rf"(?:{_any(MONTHS)})"
YEAR = r"(?:(?:19|20)\d\d)"
SHORT_YEAR = r"(?:(?:19|20)\d\d|\d\d)"
ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)?)"
COUNT = rf"(?:\d{{1,3}}|{_any(NUMBERS)})"
UNIT = r"(?:day|week|fortnight|month|quarter|year)s?"
WEEKDAY = rf"(?:{_any(DAYS)})"
SPLIT_YEAR = r"(?:(?:20)?\d\d[/-](?:20)?\d\d)"

Reader = Callable[[re.Match[str], "Now"], Read | None]


@dataclass(frozen=True, slots=True)
class Now:
    """Today, whether a date without a year lies behind or ahead, and the council's own calendar."""

    today: date
    past: bool = False
    seasons: tuple[Season, ...] = ()


def _point(day: date, **more: object) -> Read:
    return replace(Read(Period(day, day), "point"), **more)  # type: ignore[arg-type]


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day(year: int, month: int, day: int) -> Read | None:
    """No such day is no date, and is asked about."""
    try:
        return _point(date(year, month, day))
    except ValueError:
        return Read(Period(), doubt="there is no such day")


def _nearest(now: Now, make: Callable[[int], Period]) -> Period:
    """The year that is not said: the last time this came, or the next."""
    for year in (now.today.year + step for step in ((0, -1, -2) if now.past else (-1, 0, 1, 2))):
        period = make(year)
        if (period.from_on or now.today) <= now.today if now.past else (period.to_on or now.today) >= now.today:
            return period
    return make(now.today.year)


def _numeric(found: re.Match[str], now: Now) -> Read | None:
    return _day(_year(found[3]), int(found[2]), int(found[1]))


def _iso(found: re.Match[str], now: Now) -> Read | None:
    return _day(int(found[1]), int(found[2]), int(found[3]))


def _day_month(found: re.Match[str], now: Now) -> Read | None:
    return _dated(int(re.sub(r"\D", "", found[1])), MONTHS[found[2]], found[3], now)


def _month_day(found: re.Match[str], now: Now) -> Read | None:
    return _dated(int(re.sub(r"\D", "", found[2])), MONTHS[found[1]], found[3], now)


def _dated(day: int, month: int, year: str | None, now: Now) -> Read | None:
    if year:
        return _day(_year(year), month, day)
    if not (checked := _day(2024, month, day)) or checked.doubt:
        return checked

    def in_year(number: int) -> Period:
        on = date(number, month, min(day, 28) if month == 2 else day)
        return Period(on, on)

    return replace(Read(_nearest(now, in_year), "point"), yearless=True)


def _month_year(found: re.Match[str], now: Now) -> Read | None:
    number, year = MONTHS[found[1]], _year(found[2])
    short = len(found[2]) == 2 and "'" not in found[0]
    doubt = f"it may be a day of {found[1].title()} or a year" if short and not now.past and int(found[2]) <= 31 else ""
    return Read(reckon.month(year, number), "month", months=((year, number),), doubt=doubt)


def _month(found: re.Match[str], now: Now) -> Read | None:
    number = MONTHS[found[2]]
    step = {"last": -1, "next": 1}.get(found[1] or "", 0)
    period = _nearest(replace(now, past=now.past if not step else step < 0), lambda year: reckon.month(year, number))
    assert period.from_on
    return Read(period, "month", yearless=True, months=((period.from_on.year, number),))


def _months(found: re.Match[str], now: Now) -> Read | None:
    """ "May - July 2014", "January and February"."""
    first, last = MONTHS[found[1]], MONTHS[found[2]]
    if found[3]:
        year = int(found[3]) - (last < first)
        return Read(reckon.months(year, first, last), months=((year, first), (int(found[3]), last)))
    return Read(_nearest(now, lambda year: reckon.months(year, first, last)), yearless=True)


def _just_year(found: re.Match[str], now: Now) -> Read | None:
    return Read(reckon.year(int(found[1])), "year")


def _split_year(found: re.Match[str], now: Now) -> Read | None:
    parts = re.split(r"[/-]", found["years"])
    first, second = _year(parts[0]), _year(parts[1])
    if second != first + 1:
        return Read(Period(), doubt="those are not two years that follow each other")
    whole = reckon.academic_year(first) if re.search("academic|school", found[0]) else reckon.financial_year(first)
    return Read(whole, "year")


def _quarter(found: re.Match[str], now: Now) -> Read | None:
    quarter = int(found[1]) if found[1].isdigit() else ["first", "second", "third", "fourth", "last"].index(found[1]) + 1
    quarter = min(quarter, 4)
    if not (year := found[2]):
        return Read(_nearest(now, lambda first: reckon.financial_quarter(first, quarter)), yearless=True)
    if len(parts := re.split(r"[/-]", year)) == 2:
        return Read(reckon.financial_quarter(_year(parts[0]), quarter))
    plain = reckon.months(int(year), 3 * quarter - 2, 3 * quarter)
    return Read(plain, doubt=f"quarter {quarter} of the calendar year {year} or of the financial year {year}/{int(year) % 100 + 1:02}")


def _half(found: re.Match[str], now: Now) -> Read | None:
    half = {"1": 1, "2": 2, "first": 1, "second": 2}[found[1]]
    if len(parts := re.split(r"[/-]", found[2])) == 2:
        return Read(reckon.financial_half(_year(parts[0]), half))
    return Read(Period(), doubt="half of the calendar year or of the financial year")


def _season(found: re.Match[str], now: Now) -> Read | None:
    first, last = DATES["seasons"][found[2]]
    if found[3]:
        return Read(reckon.months(int(found[3]), first, last))
    step = {"last": -1, "next": 1}.get(found[1] or "", 0)
    towards = replace(now, past=now.past if not step else step < 0)
    return Read(_nearest(towards, lambda year: reckon.months(year, first, last)), yearless=True)


def _term(found: re.Match[str], now: Now) -> Read | None:
    year = int(found[2]) if found[2] else None
    for season in now.seasons:
        if season.name.casefold().startswith(found[1]) and (year is None or season.from_on.year == year):
            return Read(Period(season.from_on, season.to_on))
    first, last = DATES["terms"][found[1]]
    if year:
        return Read(reckon.months(year, first, last))
    return Read(_nearest(now, lambda number: reckon.months(number, first, last)), yearless=True)


def _feast(found: re.Match[str], now: Now) -> Read | None:
    month, day = FEASTS[found[1]]
    return _dated(day, month, found[2], now)


def _easter(found: re.Match[str], now: Now) -> Read | None:
    def in_year(number: int) -> Period:
        on = reckon.easter(number) + DATES["easter"][found[1]] * DAY
        return Period(on, on)

    return Read(in_year(int(found[2])) if found[2] else _nearest(now, in_year), "point", yearless=not found[2])


def _new_year(found: re.Match[str], now: Now) -> Read | None:
    first = date(now.today.year + 1, 1, 1)
    return Read(Period(first, first), "new_year")


def _named_day(found: re.Match[str], now: Now) -> Read | None:
    step = {"today": 0, "tomorrow": 1, "yesterday": -1, "day after tomorrow": 2, "day before yesterday": -2}
    return _point(now.today + step[found[1]] * DAY)


def _weekday(found: re.Match[str], now: Now) -> Read | None:
    which, ahead = found[1], (DAYS[found[2]] - now.today.weekday()) % 7
    if which == "last" or (which is None and now.past):
        return _point(now.today - ((-ahead) % 7 or 7) * DAY if which == "last" else now.today - (-ahead % 7) * DAY)
    if which == "next":
        day = reckon.week(now.today).from_on or now.today
        return _point(day + (7 + DAYS[found[2]]) * DAY, doubt="" if ahead == 0 else "this week's or next week's")
    return _point(now.today + ahead * DAY)


def _relative(found: re.Match[str], now: Now) -> Read | None:
    """This, last or next week, month, quarter or year."""
    step = {"this": 0, "current": 0, "the": 0, "next": 1, "coming": 1, "last": -1, "previous": -1, "past": -1}[found[1]]
    kind, unit, today = found[2] or "", found[3], now.today
    if unit == "week":
        return Read(reckon.week(today + 7 * step * DAY), "week")
    if unit == "fortnight":
        return _stretch(step * 1, "fortnight", now)
    if unit == "month":
        on = reckon.shifted(today.replace(day=1), step, "month")
        return Read(reckon.month(on.year, on.month), "month")
    if unit == "quarter":
        on = reckon.shifted(today.replace(day=1), 3 * step, "month")
        return Read(reckon.financial_quarter(*reckon.quarter_of(on)))
    if "financial" in kind or "council" in kind or "fiscal" in kind or "municipal" in kind:
        return Read(reckon.financial_year(reckon.financial_year_of(today) + step), "year")
    if "academic" in kind or "school" in kind:
        return Read(reckon.academic_year(today.year - (today.month < reckon.FIRST_ACADEMIC_MONTH) + step), "year")
    return Read(reckon.year(today.year + step), "year")


def _count(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word]


def _stretch(count: int, unit: str, now: Now) -> Read:
    other = reckon.shifted(now.today, count, unit)
    return Read(Period(min(other, now.today), max(other, now.today)))


def _ahead(found: re.Match[str], now: Now) -> Read | None:
    return _stretch(_count(found[1] or "one"), found[2].rstrip("s"), now)


def _behind(found: re.Match[str], now: Now) -> Read | None:
    return _stretch(-_count(found[1] or "one"), found[2].rstrip("s"), now)


def _in_so_long(found: re.Match[str], now: Now) -> Read | None:
    return _point(reckon.shifted(now.today, _count(found[1]), found[2].rstrip("s")))


def _ago(found: re.Match[str], now: Now) -> Read | None:
    return _point(reckon.shifted(now.today, -_count(found[1]), found[2].rstrip("s")))


def _longer(found: re.Match[str], now: Now) -> Read | None:
    """ "more than a month" (overdue): due before that day a month ago."""
    last = reckon.shifted(now.today, -_count(found[2]), found[3].rstrip("s"))
    return Read(Period(None, last if found[1] == "at least" else last - DAY), bound="longer")


def _week_of(found: re.Match[str], now: Now) -> Read | None:
    inner = read_atom(found[1], now)
    if inner is None or inner.period.from_on is None:
        return inner
    return Read(Period(inner.period.from_on, inner.period.from_on + 6 * DAY), "week")


def _end_of(found: re.Match[str], now: Now) -> Read | None:
    inner = read_atom(found[1], now)
    if inner is None or inner.period.to_on is None:
        return inner
    return replace(_point(inner.period.to_on, doubt=inner.doubt), grain="end")


def _end_of_unit(found: re.Match[str], now: Now) -> Read | None:
    unit = (found[1] or found[2]).split()[-1]
    if unit == "year" and (found[2] or "financial" in found[1] or "tax" in found[1]):
        return replace(_point(reckon.financial_year(reckon.financial_year_of(now.today)).to_on or now.today), grain="end")
    inner = read_atom(f"this {unit}", now)
    return replace(_point(inner.period.to_on), grain="end") if inner and inner.period.to_on else None


def _start_of(found: re.Match[str], now: Now) -> Read | None:
    inner = read_atom(found[1], now)
    if inner is None or inner.period.from_on is None:
        return inner
    return _point(inner.period.from_on, doubt=inner.doubt)


def _part_of_month(found: re.Match[str], now: Now) -> Read | None:
    inner = read_atom(found[2], now)
    if inner is None or inner.grain not in ("month", "year") or not (start := inner.period.from_on):
        return Read(Period(), doubt="which days are meant")
    assert inner.period.to_on
    if inner.grain == "month":
        bounds = {"early": (1, 10), "mid": (11, 20), "late": (21, inner.period.to_on.day)}[found[1]]
        return Read(Period(start.replace(day=bounds[0]), start.replace(day=bounds[1])))
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[found[1]]
    return Read(reckon.months(start.year, first, last))


def _unknown(found: re.Match[str], now: Now) -> Read | None:
    for season in now.seasons:
        if season.name.casefold() in found[0]:
            return Read(Period(season.from_on, season.to_on))
    return Read(Period(), doubt="I do not know when that is")


INNER = rf"(?:{MONTH} ?{YEAR}|{MONTH}|{YEAR}|{SPLIT_YEAR}|q[1-4](?: {SPLIT_YEAR})?|(?:this|next|last) (?:week|month|quarter|(?:financial |calendar |academic |school )?year)|(?:spring|summer|autumn|winter)(?: term)?(?: {YEAR})?)"

ATOMS: tuple[tuple[str, Reader], ...] = (
    (r"(\d{4})-(\d{2})-(\d{2})", _iso),
    (r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})", _numeric),
    (rf"(?:week commencing|w/c|wc|week beginning|the week of|week of) (?:the )?((?:{ORDINAL} (?:of )?{MONTH}(?: {YEAR})?|{MONTH} {ORDINAL}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}))", _week_of),
    (rf"(?:{WEEKDAY} )?(?:the )?({ORDINAL}) (?:of )?({MONTH})(?: ({SHORT_YEAR}))?", _day_month),
    (rf"({MONTH}) (?:the )?(\d{{1,2}}(?:st|nd|rd|th))(?: ({YEAR}))?", _month_day),
    (rf"({MONTH}) (\d{{1,2}}) ({YEAR})", _month_day),
    (rf"({MONTH})(?: (?:and|to|-|through|until)) ({MONTH})(?: ({YEAR}))?", _months),
    (rf"({MONTH}) (?:of )?({SHORT_YEAR})", _month_year),
    (rf"(?:the )?(early|mid|late|middle of|middle part of)(?: in)? ({INNER})".replace("|middle of|middle part of", ""), _part_of_month),
    (rf"(?:the )?(?:very )?end (?:of )?(?:the )?({INNER})", _end_of),
    (rf"(?:the )?(?:start|beginning) of (?:the )?({INNER})", _start_of),
    (r"(?:the )?(?:end of|end) (?:the |this )?((?:financial |calendar |tax )?(?:week|month|quarter|year))|(month|quarter|year) ?end", _end_of_unit),
    (rf"(?:the )?(?:financial year|fy|fiscal year|council year|academic year|school year) ?(?P<years>{SPLIT_YEAR})", _split_year),
    (rf"(?:the )?(?P<years>{SPLIT_YEAR})(?: (?:financial|academic|school|council|fiscal) year| fy)?", _split_year),
    (rf"(?:the )?(?:q|quarter |qtr )([1-4])(?: (?:of )?(?:fy ?)?({SPLIT_YEAR}|{YEAR}))?", _quarter),
    (rf"(?:the )?(first|second|third|fourth|last) quarter(?: of)? ({SPLIT_YEAR}|{YEAR})", _quarter),
    (rf"(?:h|half )([12]) (?:of )?({SPLIT_YEAR}|{YEAR})", _half),
    (rf"(?:the )?(first|second) half of ({SPLIT_YEAR}|{YEAR})", _half),
    (rf"(?:the )?({_any(' '.join(pieces(word)) for word in DATES['unknown'])})", _unknown),
    (r"(?:the )?new year", _new_year),
    (rf"(?:the )?({_any(DATES['terms'])})(?: ({YEAR}))?", _term),
    (rf"(?:the )?(?:(this|last|next) )?(spring|summer|autumn|winter)(?: (?:of )?({YEAR}))?", _season),
    (rf"({_any(FEASTS)})(?: ({YEAR}))?", _feast),
    (rf"({_any(DATES['easter'])})(?: ({YEAR}))?", _easter),
    (r"(?:the )?(day after tomorrow|day before yesterday|today|tomorrow|yesterday)", _named_day),
    (rf"(?:the )?(?:(this|next|last|coming) )?({WEEKDAY})", _weekday),
    (rf"(?:the )?(?:next|coming|following) ({COUNT}) ({UNIT})", _ahead),
    (rf"(?:the )?(?:last|past|previous|preceding) ({COUNT}) ({UNIT})", _behind),
    (r"(?:the )?(this|current|the|next|coming|last|previous|past) (financial |fiscal |council |municipal |calendar |academic |school )?(week|fortnight|month|quarter|year)", _relative),
    (rf"(?:within|inside) (?:the )?(?:next )?({COUNT}) ({UNIT})", _ahead),
    (rf"in (?:the )?({COUNT}) ({UNIT})(?: time| from now)?", _in_so_long),
    (rf"({COUNT}) ({UNIT}) (?:from now|from today|time)", _in_so_long),
    (rf"({COUNT}) ({UNIT}) (?:ago|back)", _ago),
    (rf"(?:by |for )?(more than|over|at least) ({COUNT}) ({UNIT})", _longer),
    (rf"({YEAR})", _just_year),
    (rf"(?:(last|next|this) )?({MONTH})", _month),
)  # fmt: skip
COMPILED = tuple((re.compile(pattern), reader) for pattern, reader in ATOMS)

BEFORE = r"before|prior to|earlier than|ahead of|pre"
BY = r"by|until|till|up to|up until|no later than|not later than|on or before|not after|to be done by"
AFTER = r"after|later than|beyond|past|post"
FROM = r"since|from|as of|starting|starting from|on or after|not before|as from|ever since"
PLAIN = r"in|during|on|over|throughout|in the course of|for|at|in the month of|in the period|within"
SHAPE = "|".join(
    re.sub(r"\((?!\?)|\(\?P<years>", "(?:", pattern) for pattern, _ in ATOMS
)  # fmt: skip
FINDER = re.compile(
    rf"(?<![\w/])(?:between (?P<a>{SHAPE}) (?:and|to|-) (?P<b>{SHAPE})"
    rf"|(?:from |during )?(?P<c>{SHAPE}) (?:to|until|till|through to|through|up to|-) (?P<d>{SHAPE})"
    rf"|(?:(?P<bound>{BEFORE}|{BY}|{AFTER}|{FROM}|{PLAIN}) )?(?:the )?(?P<e>{SHAPE})(?P<onwards> (?:onwards|onward|on|or later|or after|or before|or earlier))?)(?![\w/])"
)
QUICK = re.compile(
    rf"\d|{_any(m for m in MONTHS)}|day|week|month|year|quarter|fortnight|spring|summer|autumn|winter|{_any(FEASTS)}|easter|friday|today|tomorrow|{_any(' '.join(pieces(word)) for word in DATES['unknown'])}"
)


def read_atom(text: str, now: Now) -> Read | None:
    for pattern, reader in COMPILED:
        if found := pattern.fullmatch(text):
            return reader(found, now)
    return None


def read(text: str, now: Now) -> Read | None:
    """The period that a run of words means, if it has the shape of one: `found` gives such runs."""
    shape = FINDER.fullmatch(text)
    if shape is None:
        return None
    if shape["e"] is not None:
        inner = read_atom(shape["e"], now)
        return _bounded(inner, shape["bound"] or "", shape["onwards"] or "", now) if inner else None
    first, last = (shape["a"], shape["b"]) if shape["a"] else (shape["c"], shape["d"])
    return _between(first, last, now)


def _between(first: str, last: str, now: Now) -> Read | None:
    year = re.search(rf"{YEAR}$", last)
    end = read_atom(last, now)
    if year and not re.search(rf"{YEAR}|\d\d[/.-]\d\d", first):
        start = read_atom(f"{first} {year[0]}", now)
    else:
        start = read_atom(first, now)
    if start is None or end is None:
        return None
    from_on, to_on = start.period.from_on, end.period.to_on
    if from_on and to_on and from_on > to_on and start.yearless:
        from_on = reckon.shifted(from_on, -1, "year")
    doubt = start.doubt or end.doubt or ("the end is before the beginning" if from_on and to_on and from_on > to_on else "")
    both = start.months + end.months
    return Read(Period(from_on, to_on), bound="between", doubt=doubt, months=both, parts=(start, end))


def _bounded(inner: Read, bound: str, onwards: str, now: Now) -> Read | None:
    start, end = inner.period.from_on, inner.period.to_on
    if inner.bound == "longer":
        return inner
    if onwards.strip() in ("or before", "or earlier"):
        return replace(inner, period=Period(None, end), bound="by")
    if onwards or re.fullmatch(FROM, bound):
        return replace(inner, period=Period(start, None), bound="since" if "since" in bound else "from")
    if re.fullmatch(BEFORE, bound):
        if inner.grain == "end":  # before the end of March, its last day is still to come
            return replace(inner, period=Period(None, end), bound="before")
        return replace(inner, period=Period(None, start - DAY if start else None), bound="before")
    if re.fullmatch(BY, bound):
        return replace(inner, period=Period(None, end), bound="by")
    if re.fullmatch(AFTER, bound):
        return replace(inner, period=Period(end + DAY if end else None, None), bound="after")
    if inner.grain == "new_year":
        return replace(inner, period=Period(start, None), bound="from")
    return replace(inner, bound=inner.bound or bound)


def found(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Runs of tokens that have the shape of a period: where they begin and end, and the words as `read` takes them."""
    text, starts = "", {}
    for at, token in enumerate(sentence.tokens):
        text += " - " if token.pause == "-" and text else " " if text else ""
        starts[len(text)] = at
        text += token.glued
    if not QUICK.search(text):
        return
    ends = {start + len(sentence.tokens[at].glued): at + 1 for start, at in starts.items()}
    for shape in FINDER.finditer(text):
        start, end = shape.start(), shape.end()
        if start in starts and end in ends and _stands(shape, text, sentence, starts[start], ends[end]):
            yield starts[start], ends[end], shape[0]


def _stands(shape: re.Match[str], text: str, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a shape is a date here. Bare words that have other uses need a word before them that says so."""
    bare = shape["e"]
    if bare is None:
        return True
    if bare in OTHER_WORDS:
        return _month_here(shape["bound"] or "", text[: shape.start()], sentence, end)
    if bare.isdigit():
        return not re.search(r"(?:recs?|recommendations?|actions?|items?|numbers?|no|#|over|top|first) ?$", text[: shape.start()])
    return not (bare in DAYS and not shape["bound"] and text != bare and not re.search(r"due $", text[: shape.start()]))


def _month_here(bound: str, before: str, sentence: Sentence, end: int) -> bool:
    here = sentence.tokens[end - 1]
    after = sentence.tokens[end] if end < len(sentence.tokens) else None
    if here.possessive or (after and after.capitalised and after.word not in MONTHS and not after.word.isdigit()):
        return False
    if bound and bound not in ("for", "over", "at", "past", "beyond", "on", "pre", "post"):
        return True
    if after and after.word in ("deadline", "deadlines", "round", "return", "due", "update", "updates", "dates"):
        return True
    joined = re.search(r"(?:and|or) $", before) and here.word not in ("may", "march")
    return len(sentence.tokens) == 1 or bool(joined or re.search(r"(?:due|deadlines?) $", before))
