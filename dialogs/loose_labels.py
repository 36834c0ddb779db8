"""A message that names its field without a colon: "expected completion 31/06/2025", "YC 1 is 58%", "impact is that …".

Less sure than a label, so that all but a date is asked about; `labels.yaml` has the names.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dialogs.graded import named_date
from dialogs.labels import ADDED, date_trouble, fields, indicator_of
from storage.rules.deadlines import mentions_date, read_date, which_year
from storage.views import Given, Indicator, Sheet

MOST_DATE_WORDS = 5
LONGEST_VALUE = 80
IS = r"(?:is|was|are|were|has\s+been|have\s+been)"
CAME_TO = (
    r"(?:is|was|are|were|=|at|stands\s+at|stood\s+at|returned|came\s+to|comes\s+to|reached|has\s+reached"
    r"|rose\s+to|fell\s+to)"
)
VALUE = r"(?:(?:about|around|approx\.?|approximately|nearly|almost|over|under|just|only|now|at)\s+)*[£$]?\d[^\n]*"


@dataclass(frozen=True, slots=True)
class Loose:
    given: Given | None = None
    plain: str = ""
    told: str = ""
    refused: str = ""
    asks: bool = False


def loosely_labelled(text: str, here: Sheet, today: date) -> Loose | None:
    return _date(text, today) or _value(text, here.indicators) or _prose(text)


def _date(text: str, today: date) -> Loose | None:
    """ "Anticipated date 3 May 2025" is one; "the date we agreed was kept" is a sentence."""
    named = named_date().fullmatch(text.strip())
    if not named:
        return None
    words = named[1].strip().rstrip(".,; ")
    read = read_date(words, today)
    if read.trouble == "impossible":
        told = f"“{words}” is not a date: {read.why}."
        return Loose(plain=text, told=told, refused=f"{told} I kept nothing of it.")
    if read.on is not None:
        return Loose(Given(anticipated=words, adding=ADDED, date_anew=True))
    if which_year(words, today):
        return Loose(plain=text, told=date_trouble(words, words, today))
    if len(words.split()) <= MOST_DATE_WORDS and mentions_date(words):
        given = Given(anticipated=words, adding=ADDED, date_anew=True)
        return Loose(given, told=date_trouble(words, words, today, kept=True), asks=True)
    return None


def _value(text: str, indicators: Sequence[Indicator]) -> Loose | None:
    """The value to the letter: "YC 1 returned 58% of them"."""
    names = tuple(name for one in indicators for name in (one.code.strip(), one.text.strip()) if name)
    words = text.strip().rstrip(".!; ")
    found = _value_shape(names).fullmatch(words) if names and len(words) <= LONGEST_VALUE * 2 else None
    one = indicator_of(found["name"], indicators) if found else None
    if not found or not one or len(found["value"]) > LONGEST_VALUE:
        return None
    return Loose(Given(indicators={one.id: found["value"].strip()}, adding=ADDED), asks=True)


@lru_cache(maxsize=1_000)
def _value_shape(names: tuple[str, ...]) -> re.Pattern[str]:
    choice = "|".join(r"\s*".join(map(re.escape, name.split())) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?:the\s+)?(?P<name>{choice})\s+(?:now\s+)?{CAME_TO}\s+(?P<value>{VALUE})", re.I)


def _prose(text: str) -> Loose | None:
    """ "Impact is …": a whole sentence, which stays one in its field."""
    found = _prose_shape().match(text.strip())
    if not found:
        return None
    words = text.strip()
    is_impact = fields()[" ".join(found["name"].casefold().split())] == "impact"
    given = Given(impact=words, adding=ADDED) if is_impact else Given(explanation=words, adding=ADDED)
    return Loose(given, told="If it is evidence, type no, and then all of it after “evidence:”.", asks=True)


@lru_cache(maxsize=1)
def _prose_shape() -> re.Pattern[str]:
    names = sorted(
        (name for name, field in fields().items() if field in ("impact", "explanation")), key=len, reverse=True
    )
    return re.compile(
        rf"(?:(?:the|our|my)\s+)?(?P<name>{'|'.join(map(re.escape, names))})\s+(?:so\s+far\s+)?{IS}\s+\S", re.I
    )
