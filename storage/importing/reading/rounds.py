"""The round that a label names: "Evidence of Progress (July 2024):", "RAG Q2 2023/24", "Update – Spring 2024"."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from storage.importing.reading.spans import MONTH, MONTHS, SEASON, spans_of
from storage.rules.deadlines import month_end

AROUND = re.compile(r"(?:\b(?:as at|as of|at|to|for|in|on|up to|during)\s+)$", re.IGNORECASE)
# In a label "Mar 23" is a month of a year, where in a sentence it may be a day.
LOOSE_MONTH = re.compile(rf"\b({MONTH})\.?\s+([12345]\d)\b(?!\s*(?:st|nd|rd|th|,|\d))")
EMPTY = re.compile(r"\(\s*[-–:,.]*\s*\)|\[\s*\]")
NEAR = 12
EDGES = " -–—:;,.|/\n"


@dataclass(frozen=True, slots=True)
class Spotted:
    """A round's name as written and the day its period ends, None where that is not certain."""

    text: str
    on: date | None = None


@lru_cache(maxsize=4096)
def spot_round(text: str) -> tuple[Spotted | None, str]:
    """The round in a label, and the label without it."""
    plain = text.strip(EDGES)
    spans = [span for span in spans_of(plain) if span.kind not in ("year", "misspelt")]
    if spans:
        last = spans[-1] if spans[-1].start - spans[0].end <= NEAR else spans[0]
        end = _bracket_closed(plain, spans[0].start, _inside(plain, spans[0].start, last.end))
        return Spotted(plain[spans[0].start : end], last.read.on), _around(plain, spans[0].start, end)
    if loose := LOOSE_MONTH.search(plain.casefold()):
        on = month_end(2000 + int(loose[2]), MONTHS[loose[1]])
        return Spotted(plain[loose.start() : loose.end()], on), _around(plain, loose.start(), loose.end())
    if season := SEASON.search(plain.casefold()):
        return Spotted(plain[season.start() : season.end()]), _around(plain, season.start(), season.end())
    return None, plain


def _inside(text: str, start: int, end: int) -> int:
    """ "Update (Q2 2024/25)": a bracket that opens before a round's name is none of the name's where it closes."""
    is_closed = text[end - 1] == ")" and text.count(")", start, end) > text.count("(", start, end)
    return end - 1 if is_closed else end


def _bracket_closed(text: str, start: int, end: int) -> int:
    """ "Q1 (Apr – Jun 2024)": a bracket that opens within a round's name closes with it."""
    is_open = text.count("(", start, end) > text.count(")", start, end)
    return end + 1 if is_open and text[end : end + 1] == ")" else end


def _around(text: str, start: int, end: int) -> str:
    before, after = AROUND.sub("", text[:start]), text[end:]
    return EMPTY.sub(" ", f"{before} {after}").strip(EDGES)
