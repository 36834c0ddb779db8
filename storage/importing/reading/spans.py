"""Stretches of a text that are shaped like a date: what each says, and what it might say where it does not say it.

`storage/rules/deadlines.py` reads a day; here are the shapes that plans use besides: months, ranges, quarters, bare years.
"""

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from storage.rules.deadlines import MONTHS as ENGLISH
from storage.rules.deadlines import ReadDate, month_end, read_date

NEVER = date(2000, 1, 1)
"""Nothing here counts from today: spans that do are not looked for."""

WELSH = {
    "ionawr": 1, "chwefror": 2, "mawrth": 3, "ebrill": 4, "mai": 5, "mehefin": 6, "gorffennaf": 7, "awst": 8, "medi": 9,
    "hydref": 10, "tachwedd": 11, "rhagfyr": 12,
}  # fmt: skip
MONTHS = ENGLISH | WELSH
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
LONG_MONTHS = [name for name in MONTHS if len(name) > 3]
TWIN = rf"(?:{MONTH})\s*/\s*"
"""A month in its other language: "1 Mai / May 2024"."""

YEAR = r"(?:19|20)\d\d"
ORDINAL = r"(?:st|nd|rd|th)?"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
PAIR = rf"{YEAR}\s*[/–-]\s*(?:{YEAR}|\d\d)"
SHORT_PAIR = rf"\d\d\s*[/–-]\s*\d\d(?!\d|\s*[/.–-]\s*\d|{ORDINAL}\s+(?:{MONTH}))"
"""A financial year in two digits twice, which only a quarter beside it makes certain: "Q2 23/24"."""

MIDNIGHT = r"[ t]+00:00(?::00)?(?![\d:])"
"""What a workbook's date shows after the day where its format asks for a time that nobody gave."""

SPAN = re.compile(
    rf"(?P<iso>\b{YEAR}-\d\d-\d\d)(?:[ t]\d\d:\d\d(?::\d\d)?(?:\.0+)?)?\b"
    rf"|(?P<numeric>\b\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?(?:{YEAR}|\d\d)(?!\d))(?:{MIDNIGHT})?"
    rf"|(?P<day>\b{WEEKDAY}(?:the\s+)?\d{{1,2}}{ORDINAL}(?:\s+of)?[\s-]+(?:{TWIN})?(?:{MONTH})\.?,?[\s-]+(?:{YEAR}|\d\d(?!\d)))"
    rf"|(?P<american>\b(?:{MONTH})\.?\s+\d{{1,2}}{ORDINAL},?\s+{YEAR})"
    rf"|(?P<range>\b(?P<first>{MONTH})\.?\s*(?:-|–|—|to|/)\s*(?P<last>{MONTH})\.?,?\s+(?P<range_year>{YEAR}))"
    rf"|(?P<month>\b(?:{MONTH})\.?,?(?:\s+|-|/|\s*–\s*)(?:of\s+)?(?P<month_year>{YEAR}))\b(?![-/]\d)"
    rf"|(?P<short_month>\b(?:{MONTH})\.?(?:-|\s?['’])(?P<short_year>\d\d)(?!\d))"
    rf"|(?P<loose_month>(?<!\bon )\b(?:{MONTH})\.?\s+(?P<loose_year>[12345]\d)(?=\s*(?:$|[);/\n–—]|,(?!\s*\d)|\.\s*$|-\s"
    rf"|(?:and|or|then|for|revised|subject|was|now|all|in all)\b)))"
    rf"|(?P<number_month>(?<![\d/])(?P<month_number>0?[1-9]|1[0-2])/(?P<number_year>{YEAR}))\b"
    rf"|(?P<quarter>\b(?:q(?:uarter|tr)?|chwarter)\.?\s?[1-4][\s,(]*(?:of\s+)?(?:fy\s?)?(?:{PAIR}|{SHORT_PAIR})\)?"
    rf"|\b(?:{PAIR}|{SHORT_PAIR})[\s,:–-]*(?:q(?:uarter|tr)?|chwarter)\.?\s?[1-4]\b)"
    rf"|(?P<bare_quarter>\b(?:q(?:uarter|tr)?|chwarter)\.?\s?[1-4](?:[\s,]*{YEAR})?)\b"
    rf"|(?P<misspelt>\b(?:\d{{1,2}}{ORDINAL}\s+)?[a-z]{{3,10}}(?:\s+|-){YEAR})\b(?![-/]\d)"
    rf"|(?P<year>\b(?:{PAIR}|{YEAR})\b)"
)
IN_TWO = re.compile(rf"({MONTH})\s*/\s*({MONTH})")
LONGEST_LOOSE = 60
"""In a longer text "May 20" may be followed by what it counts."""
UNSURE = ("bare_quarter", "year", "misspelt")
SEASON = re.compile(rf"\b(spring|summer|autumn|winter)(?:\s+term)?\s+({YEAR})")
SEASON_ENDS = {"spring": 5, "summer": 8, "autumn": 11, "winter": 12}
DASH = re.compile(r"\s*(?:-|–|—|to|until|through)\s*")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that is shaped like a date, and what it says. `first` is a range's or a month's beginning."""

    start: int
    end: int
    text: str
    kind: str
    read: ReadDate
    first: date | None = None
    readings: tuple[date, ...] = ()

    @property
    def is_certain(self) -> bool:
        return self.read.on is not None and self.kind not in UNSURE


def spans_of(text: str) -> list[Span]:
    """Every stretch shaped like a date, with what it says."""
    if not any(c.isdigit() for c in text):
        return []
    said = text.lower()
    spans = [span for found in SPAN.finditer(said) if (span := _span(text, found))]
    return spans if len(text) <= LONGEST_LOOSE else [span for span in spans if span.kind != "loose_month"]


def certain_dates(text: str) -> list[date]:
    """Every date in a text that can be no other."""
    return [span.read.on for span in spans_of(text) if span.read.on and span.is_certain]


def joined_ranges(text: str, spans: list[Span]) -> list[Span]:
    """ "Sept 2016 – Mar 2017" is one range, and ends when it ends."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        if (
            before
            and before.read.on
            and span.read.on
            and DASH.fullmatch(text[before.end : span.start])
            and before.read.on < span.read.on
        ):
            first = before.first or before.read.on
            joined[-1] = Span(before.start, span.end, text[before.start : span.end], "range", span.read, first)
        else:
            joined.append(span)
    return joined


def season_ends(text: str) -> tuple[str, ...]:
    """When a season that is named with its year may be over."""
    return tuple(str(month_end(int(year), SEASON_ENDS[name])) for name, year in SEASON.findall(text.casefold()))


def _span(text: str, found: re.Match[str]) -> Span | None:
    words, kind = found[0], next(name for name in _KINDS if found[name])
    place = (found.start(), found.end(), text[found.start() : found.end()], kind)
    if kind == "range":
        year, first, last = int(found["range_year"]), MONTHS[found["first"]], MONTHS[found["last"]]
        begins = date(year - (first > last), first, 1)
        return Span(*place, ReadDate(words, month_end(year, last)), begins)
    if kind in ("month", "short_month", "loose_month", "number_month"):
        return _month(place, found, kind)
    if kind == "day" and (twin := IN_TWO.search(words)):
        if MONTHS[twin[1]] != MONTHS[twin[2]]:
            return Span(*place, ReadDate(words, trouble="uncertain"))
        return Span(*place, read_date(_in_english(words.replace(twin[0], twin[2])), NEVER))
    if kind == "quarter":
        said = _quarter(words)
        return Span(*place, read_date(said, NEVER) if said else ReadDate(words, trouble="uncertain"))
    if kind == "bare_quarter":
        return Span(*place, ReadDate(words, trouble="uncertain"), readings=_quarters(words))
    if kind == "misspelt":
        return _misspelt(place, words)
    if kind == "year":
        return Span(*place, ReadDate(words, trouble="uncertain"))
    return Span(
        *place, read_date(found["iso"] or _in_english(re.sub(r"\s*([/.-])\s*(?=\d)", r"\1", found[kind])), NEVER)
    )


def _in_english(words: str) -> str:
    return re.sub(
        r"[a-z]{3,}", lambda found: list(ENGLISH)[WELSH[found[0]] - 1] if found[0] in WELSH else found[0], words
    )


_KINDS = (
    "iso",
    "numeric",
    "day",
    "american",
    "range",
    "month",
    "short_month",
    "loose_month",
    "number_month",
    "quarter",
    "bare_quarter",
    "misspelt",
    "year",
)


def _month(place: tuple[int, int, str, str], found: re.Match[str], kind: str) -> Span:
    year = int(found["month_year"] or found["number_year"] or 2000 + int(found["short_year"] or found["loose_year"]))
    number = int(found["month_number"]) if kind == "number_month" else MONTHS[re.search(r"[a-z]+", found[0])[0]]  # type: ignore[index]
    return Span(*place, ReadDate(found[0], month_end(year, number)), date(year, number, 1))


def _quarter(words: str) -> str:
    """ "2023-24 Q4" said as "q4 2023/24", and "Q4 23/24" too; nothing where two digits twice are no financial year."""
    digit = re.search(r"(?:q(?:uarter|tr)?|chwarter)\.?\s?([1-4])", words)
    years = re.search(rf"({YEAR})\s*[/–-]\s*({YEAR}|\d\d)", words)
    if digit and years:
        return f"q{digit[1]} {years[1]}/{years[2]}"
    short = re.search(r"(\d\d)\s*[/–-]\s*(\d\d)", words)
    if short and digit:
        return f"q{digit[1]} 20{short[1]}/{short[2]}" if int(short[1]) + 1 == int(short[2]) else ""
    return words


def _quarters(words: str) -> tuple[date, ...]:
    """What a quarter beside one year could mean: of the calendar, of the financial year that begins or ends in it."""
    found = re.search(rf"([1-4])[\s,]*({YEAR})", words)
    if not found:
        return ()
    quarter, year = int(found[1]), int(found[2])
    financial = [read_date(f"q{quarter} {first}/{first + 1}", NEVER).on for first in (year, year - 1)]
    return tuple(one for one in (month_end(year, 3 * quarter), *financial) if one)


def _misspelt(place: tuple[int, int, str, str], words: str) -> Span | None:
    """A word like a month's before a year: the months it may be, with the day where one stands before it."""
    *day, word, year = re.split(r"[\s-]+", words)
    close = get_close_matches(word, LONG_MONTHS, n=3, cutoff=0.75) if len(word) > 3 and word not in SEASON_ENDS else []
    months = dict.fromkeys(MONTHS[name] for name in close)
    if not months:
        return Span(place[0] + len(words) - 4, place[1], year, "year", ReadDate(year, trouble="uncertain"))
    if day and len(months) == 1:
        read = read_date(f"{day[0]} {list(ENGLISH)[next(iter(months)) - 1]} {year}", NEVER)
        return Span(
            *place,
            read if not read.on else ReadDate(words, trouble="uncertain"),
            readings=(read.on,) if read.on else (),
        )
    ends = () if day else tuple(month_end(int(year), one) for one in months)
    return Span(*place, ReadDate(words, trouble="uncertain"), readings=ends)
