"""Dates as plans write them: several in a cell, ranges, months, quarters, words instead. What is not certain is no date."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from storage.importing.proposal import Dated
from storage.importing.reading.bilingual_dates import told_otherwise
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.spans import Span, certain_dates, joined_ranges, season_ends, spans_of

LONGEST_STATUS = 80
WORD = re.compile(r"[^\W\d_]+(?:['’/-][^\W\d_]+)*|&|\d+")
THEREAFTER = re.compile(
    r"[,;]?\s*\b(?:(?:and\s+)?then\b.*|(?:and\s+\w+\s+)?thereafter|and\s+ongoing)\W*$", re.IGNORECASE
)
BEGINS = re.compile(r"^\W*(?:from|since|starting|starts|commencing|beginning|begins|as of|o fis)\b")
OF_A_DAY = ("iso", "numeric", "day", "american")
COUNTED = re.compile(r"\d{5}")
EPOCH = date(1899, 12, 30)
COUNTED_DAYS = range(36526, 55153)
"""Of this century's first fifty years."""

SAID = {
    "due_counted": "{what} may be a day as a spreadsheet counts them, {day}; I stored the words alone.",
    "due_from_then": "{what} says when it begins, not when it is due, so I stored the words alone.",
    "due_invalid": "{what} is no date: {why}.",
    "month_typo": "{what}: I read the month as {why}.",
    "status_in_date_cell": "{what} stands where the date should, and says how it went.",
    "due_two_languages": "{what} is one day in one language and another in the other, so I stored the words alone.",
    "due_other_words": "{what} says more than a date; please check what I read.",
    "due_ambiguous_quarter": "{what} is a quarter without its financial year, so I stored the words alone.",
    "due_year_only": "{what} gives a year and no day or month, so I stored the words alone.",
    "due_not_a_date": "{what} is not one certain date, so I stored the words alone.",
}


@dataclass(frozen=True, slots=True)
class When:
    dated: Dated
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    """`harmless` may stand beside a date; `settled` say how it went, `goes` those that leave a date as it is; `vague` stand
    where a date should."""

    harmless: frozenset[str]
    settled: re.Pattern[str]
    goes: re.Pattern[str]
    vague: re.Pattern[str]


@cache
def _words() -> _Words:
    data: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("when.yaml").read_text(encoding="utf-8"))
    return _Words(frozenset(data["harmless"]), *(_any_of(data[each]) for each in ("settled", "goes", "vague")))


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(one) for one in ordered)})(?!\w)")


def is_vague(text: str) -> bool:
    """Words that stand where a date should: "Ongoing", "TBC", "Quarterly"."""
    return bool(_words().vague.search(text.casefold()))


def is_how_it_goes(text: str) -> bool:
    """Words alone that say how it went or when it happens, and name no day: "Completed", "Ongoing", "Still in progress"."""
    if len(text) > LONGEST_STATUS:
        return False
    said = text.casefold()
    over = said
    for words in (_words().goes, _words().settled, _words().vague):
        over = words.sub(" ", over)
    return over != said and all(word in _words().harmless for word in WORD.findall(over))


def has_short_years(cells: Iterable[str]) -> bool:
    """Whether "Dec 24" is a month of a year in these cells: none of them names a day, or most of them are written so."""
    kinds = Counter(span.kind for cell in cells for span in spans_of(cell))
    days = sum(kinds[kind] for kind in OF_A_DAY)
    return kinds["loose_month"] > days


def read_one(text: str) -> Dated:
    """A cover's date: the words, and the date where they name just one, in however many languages."""
    dates = list(dict.fromkeys(certain_dates(text)))
    return Dated(text, dates[0] if len(dates) == 1 else None, tuple(dates))


def read_start(text: str) -> Dated:
    """A start: a month is its first day."""
    spans = [span for span in spans_of(text) if span.is_certain]
    on = spans[0].first or spans[0].read.on if len(spans) == 1 else None
    return Dated(text, on, (on,) if on else ())


def read_when(parts: Sequence[str], struck: str = "", *, short_years: bool = False) -> When:
    """A due cell: its paragraphs, each with a date, several, or words. Beside words in its own paragraph a date is not
    safe; beside another paragraph of words it is. `short_years`: "Dec 24" can be no day in this document."""
    text = "\n".join(parts)
    dates: list[date] = []
    findings: list[Finding] = []
    for part in parts:
        found, doubts = _read_part(part, struck, short_years=short_years)
        dates += found
        findings += doubts
    distinct = tuple(dict.fromkeys(dates))
    if struck and spans_of(struck):
        said = f"{quoted(struck)} is struck through; I read what is not."
        findings.append(Finding("due_struck_through", "due", said, tuple(map(str, distinct))))
    if len(distinct) > 1:
        several = ", ".join(f"{one.day} {one:%B %Y}" for one in distinct)
        said = f"{quoted(text)} gives several dates ({several}); I took the latest."
        findings.append(Finding("due_multiple", "due", said, tuple(map(str, distinct))))
    return When(Dated(text, max(distinct, default=None), distinct), tuple(dict.fromkeys(findings)))


def _read_part(part: str, struck: str, *, short_years: bool) -> tuple[list[date], list[Finding]]:
    """One paragraph: the dates that are safe to keep, and what is to be said of it."""
    said = (part.replace(struck, " ") if struck and part != struck else part).lower()
    spans = joined_ranges(said, spans_of(said))
    dates = [span.read.on for span in spans if span.read.on and span.is_certain]
    options = [str(one) for span in spans for one in ((span.read.on,) if span.read.on else span.readings)]
    over = _without(said, spans)

    def doubt(code: str, why: str = "", *more: str) -> list[Finding]:
        return [Finding(code, "due", SAID[code].format(what=quoted(part), why=why), (*options, *more))]

    if wrong := next((span for span in spans if span.read.trouble == "impossible"), None):
        return [], doubt("due_invalid", wrong.read.why)
    if typo := next((span for span in spans if span.kind == "misspelt"), None):
        if len(typo.readings) == 1:
            return [typo.readings[0]], doubt("month_typo", f"{typo.readings[0]:%B}")
        return dates, doubt("due_not_a_date")
    if told_otherwise(said, spans):
        return [], doubt("due_two_languages")
    if _words().settled.search(over):
        return [], doubt("status_in_date_cell")
    if dates and _goes_on_after(said, spans):
        return dates, doubt("due_other_words")
    if len(spans) == 1 and spans[0].kind != "range" and BEGINS.match(said):
        return [], doubt("due_from_then")
    if _words().vague.search(over):
        return [], doubt("due_not_a_date", "", *season_ends(said))
    if dates:
        other = any(word not in _words().harmless for word in WORD.findall(over))
        loose = not short_years and any(span.kind == "loose_month" for span in spans)
        return dates, doubt("due_other_words") if other or loose else []
    if on := _counted(said):
        told = SAID["due_counted"].format(what=quoted(part), day=f"{on.day} {on:%B %Y}")
        return [], [Finding("due_not_a_date", "due", told, (str(on),))]
    kinds = {span.kind for span in spans}
    if "bare_quarter" in kinds:
        return [], doubt("due_ambiguous_quarter")
    return [], doubt("due_year_only" if "year" in kinds else "due_not_a_date")


def _counted(said: str) -> date | None:
    """ "45565": a day as a spreadsheet counts them, which a cell that is formatted as text shows as a number."""
    days = int(said) if COUNTED.fullmatch(said.strip()) else 0
    return EPOCH + timedelta(days=days) if days in COUNTED_DAYS else None


def _goes_on_after(said: str, spans: Sequence[Span]) -> bool:
    """ "Nov 2023 and then ongoing": vague words that only follow the date."""
    tail = THEREAFTER.search(said)
    return tail is not None and not _words().vague.search(_without(said, spans)[: tail.start() - len(said)])


def _without(said: str, spans: Sequence[Span]) -> str:
    starts = [*(span.start for span in spans), len(said)]
    ends = [0, *(span.end for span in spans)]
    return " ".join(said[begins:ends_at] for begins, ends_at in zip(ends, starts, strict=True))
