"""A message that begins with a grade and goes on: with its date, with evidence on further lines, or with other words."""

import re
from dataclasses import dataclass
from datetime import date

from dialogs.labels import FIELDS
from storage.rules.deadlines import read_date
from storage.rules.grading import read_grade
from storage.views import Scheme

ENDS = re.compile(r"[,;.:\n]|\s[-–—]\s")
_NAMES = "|".join(
    sorted((re.escape(name) for name, of in FIELDS.items() if of == "anticipated"), key=len, reverse=True)
)
NAMED_DATE = re.compile(rf"(?:and\s+)?(?:the\s+)?(?:{_NAMES})\s*(?:is|now|:|=)?\s+(.+)", re.I | re.S)
# A grade with what follows it stands at the beginning; further in, a sentence only mentions one.
MOST_ENDS = 4


@dataclass(frozen=True, slots=True)
class Graded:
    """`anticipated` where the rest is a date and nothing else; `on_its_own_line` where the grade's line says no more."""

    code: str
    rest: str
    anticipated: str
    on_its_own_line: bool


def graded(text: str, scheme: Scheme, today: date) -> Graded | None:
    """The longest beginning that is a grade. A bare number is one only before "new date …": it may count
    something else, or be the day of a month."""
    found = None
    for end in list(ENDS.finditer(text.strip()))[:MOST_ENDS]:
        before, rest = text.strip()[: end.start()], text.strip()[end.end() :].strip()
        grade = read_grade(before, scheme).grade
        in_words = any(map(str.isalpha, before))
        anticipated = _date(rest, today, named_only=not in_words)
        if grade and rest and (anticipated or in_words):
            found = Graded(grade.code, rest, anticipated, end[0] == "\n")
    return found


def _date(words: str, today: date, *, named_only: bool) -> str:
    """ "new date 30 June 2027", or a date alone."""
    named = NAMED_DATE.fullmatch(words)
    if named_only and not named:
        return ""
    only = (named[1] if named else words).strip(" .,;")
    return only if any(map(str.isalpha, words)) and read_date(only, today).on else ""
