"""A message that begins with a grade and goes on: with its date, with evidence on further lines, or with other words."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from dialogs.labels import fields
from storage.rules.deadlines import read_date, which_year
from storage.rules.grading import read_grade
from storage.views import Grade, Scheme
from storage.vocabulary import Meaning

ENDS = re.compile(r"[,;.:\n]|\s[-–—]\s|\s(?=\d)|(?<=\w)\s(?=\()")
# Where no mark parts them, these words go on from a grade: "on track because", "slipped until March 2025".
GOES_ON = re.compile(r"\s(?:because|since|as|but|although|though|so|due\s+to|owing\s+to|by|(until|till|to))\s+", re.I)
# A bare number counts many things: only a reason after it makes it look like a grade.
GIVES_REASON = re.compile(r"\s(?:because|since|due\s+to|owing\s+to)\s+", re.I)
# A grade with what follows it stands at the beginning; further in, a sentence only mentions one.
MOST_ENDS = 6


@dataclass(frozen=True, slots=True)
class Graded:
    """`anticipated` where the rest is a date and nothing else; `on_its_own_line` where the grade's line says no more;
    `impossible` is a date in the rest that there is not, with the reason. `words` are the rest to the letter, "because …",
    and `is_sure` where the grade is named by its code or label and these are words, no date."""

    code: str
    rest: str
    anticipated: str = ""
    on_its_own_line: bool = False
    impossible: str = ""
    words: str = ""
    is_sure: bool = False


def graded(text: str, scheme: Scheme, today: date) -> Graded | None:
    """The longest beginning that is a grade. A bare number is one only before "new date …": it may count
    something else, or be the day of a month. Anything else after it makes it look like one, for its writer to say."""
    found = None
    whole = text.strip()
    for end in list(ENDS.finditer(whole))[:MOST_ENDS]:
        before, rest = whole[: end.start()], whole[end.end() :].strip()
        grade = read_grade(before, scheme).grade
        if not grade or not rest:
            continue
        in_words = any(map(str.isalpha, before))
        # Beside "fully achieved" a date alone may be when it was.
        anticipated = _date(rest, today, named_only=not in_words or grade.meaning is Meaning.COMPLETE)
        is_marked = not end[0].isspace() or end[0] == "\n"
        is_dated = in_words and read_date(rest, today).on is not None
        if anticipated or is_dated or (is_marked and (in_words or _is_another_thing(rest, end[0], today))):
            on_its_own_line = end[0] == "\n" and in_words
            impossible = "" if anticipated else _impossible(rest, today)
            is_sure = _is_named(before, grade) and _is_words(rest, today) and not impossible
            found = Graded(grade.code, rest, anticipated, on_its_own_line, impossible, rest, is_sure)
    return found or _unmarked(whole, scheme, today)


def _unmarked(whole: str, scheme: Scheme, today: date) -> Graded | None:
    for shape in (GOES_ON, GIVES_REASON):
        goes_on = shape.search(whole)
        grade = read_grade(whole[: goes_on.start()], scheme).grade if goes_on else None
        if goes_on and grade:
            in_words = any(map(str.isalpha, whole[: goes_on.start()]))
            rest = whole[goes_on.end() :].strip()
            dated = _date(rest, today, named_only=False) if in_words and shape is GOES_ON and goes_on[1] else ""
            if in_words or shape is GIVES_REASON:
                named = _is_named(whole[: goes_on.start()], grade)
                words = whole[goes_on.start() :].strip()
                is_sure = named and _is_words(rest, today) and _is_words(words, today)
                return Graded(grade.code, rest, dated, words=words, is_sure=is_sure)
    return None


def _is_named(before: str, grade: Grade) -> bool:
    """By its code or its label: "done" and "delayed" may be the first word of a sentence."""
    names = "|".join(map(re.escape, (grade.code, grade.label)))
    return re.search(rf"(?<!\w)(?:{names})(?!\w)", before, re.I) is not None


def _is_words(rest: str, today: date) -> bool:
    bare = rest.strip(" .,;()")
    return any(map(str.isalpha, rest)) and read_date(bare, today).on is None and not which_year(bare, today)


def _is_another_thing(rest: str, mark: str, today: date) -> bool:
    """Whether a bare number before this may be a grade: on a line of its own, or before a date it is no day of."""
    return mark == "\n" or read_date(rest, today).on is not None or bool(which_year(rest, today))


def _impossible(rest: str, today: date) -> str:
    read = read_date(rest.strip(" .,;()"), today)
    return f"“{rest.strip(' .,;()')}” is not a date: {read.why}." if read.trouble == "impossible" else ""


@cache
def named_date() -> re.Pattern[str]:
    names = "|".join(
        sorted((re.escape(name) for name, of in fields().items() if of == "anticipated"), key=len, reverse=True)
    )
    return re.compile(rf"(?:and\s+)?(?:the\s+)?(?:{names})\s*(?:is|now|:|=)?\s+(.+)", re.I | re.S)


def _date(words: str, today: date, *, named_only: bool) -> str:
    """ "new date 30 June 2027", or a date alone."""
    named = named_date().fullmatch(words)
    if named_only and not named:
        return ""
    only = (named[1] if named else words).strip(" .,;")
    return only if any(map(str.isalpha, words)) and read_date(only, today).on else ""
