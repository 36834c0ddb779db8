"""A message whose parts say themselves which field they are for: "Impact: …", "Grade: 2", "PI 3: 94%".

Each part stands by itself: what one of them cannot be is said, and takes no other part with it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from itertools import dropwhile

import yaml

from storage.rules.deadlines import read_date, which_year
from storage.rules.grading import scale
from storage.rules.typed_grades import read_typed_grade
from storage.unseen import UNSEEN, is_blank, seen
from storage.views import Given, Indicator, Scheme, Sheet

ADDED = frozenset({"evidence", "impact", "explanation"})
INDICATOR = "indicator "
LONGEST_VALUE = 300
LONGEST_KEPT, MOST_NUMBERED = 40, 3
# A grade, a date, a value is no longer than its line or its sentence; what follows is about something else.
ENDS = re.compile(r"(?<=[.;])\s|\n")
VALUE_ENDS = re.compile(r"(?<=[.;])\s(?=[A-Z])|\n")
# "Grade: 1 because …": the reason is words of its own.
REASON_BEGINS = re.compile(r"\s(?=(?:because|since|as|due\s+to|owing\s+to|but|although|though)\b)", re.I)
MOST_ENDS = 4
CODE_AND_NUMBER = re.compile(r"([\w./ -]{1,40}?)\s+([£$]?\d[\d,.]*\s?%?)")
NOTE = re.compile(r"^\([^()\n]*\)\s*")


@cache
def fields() -> dict[str, str]:
    """Each label, in lower case, with its field."""
    data: dict[str, list[str]] = yaml.safe_load(files("dialogs").joinpath("labels.yaml").read_text(encoding="utf-8"))
    return {name: field for field, names in data.items() for name in names}


@dataclass(frozen=True, slots=True)
class Labelled:
    """`given` is what could be taken, `left` says of each other part why not, and of a date that is kept as it is written
    that it is none one can be held to; `rest` are words under no label.
    With nothing given, all are plain words. `late` where the message begins without a label: a list may look like one."""

    given: Given | None
    left: str
    rest: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    field: str
    words: str
    rest: str = ""


def labelled(text: str, here: Sheet, today: date) -> Labelled | None:
    """None where no line of the message begins with a label."""
    shape = _shape(_names(here.indicators))
    places = list(dropwhile(lambda place: place["inner"], shape.finditer(text)))
    if not places:
        return None
    opening = text[: places[0].start()].strip()
    parts = [_cut(part, here.scheme, today) for part in _parts(text, places, here.indicators)]
    found = _together(parts)
    left = {name: why for name, words in found.items() if (why := _trouble(name, words, here, today))}
    taken = {name: words for name, words in found.items() if name not in left and not is_blank(words)}
    read = read_typed_grade(taken.get("grade", ""), here.scheme).grade
    given = Given(
        evidence=taken.get("evidence"),
        impact=taken.get("impact"),
        explanation=taken.get("explanation"),
        anticipated=taken.get("anticipated"),
        grade=read.code if read else None,
        indicators={
            int(name.removeprefix(INDICATOR)): words for name, words in taken.items() if name.startswith(INDICATOR)
        },
        adding=ADDED,
        date_anew=True,
    )
    rest = "\n".join(words for words in (opening, *(part.rest for part in parts)) if not is_blank(words))
    late = not is_blank(opening)
    if late and left:
        return None
    kept = _kept_as_written(taken.get("anticipated", ""), today)
    return Labelled(given if taken else None, " ".join([*left.values(), *kept]), rest, late)


def begins_with_label(text: str) -> bool:
    """Whether a message is in parts whatever it is for."""
    first = _shape(()).search(text)
    return first is not None and not first["inner"] and is_blank(text[: first.start()])


def indicator_of(name: str, indicators: Sequence[Indicator]) -> Indicator | None:
    """The indicator that has this code, or, where it is written out, this name."""
    wanted = "".join(name.split()).casefold()
    named = (one for one in indicators if wanted in {"".join(of.split()).casefold() for of in (one.code, one.text)})
    return next(named, None) if wanted else None


def value_of(text: str, indicators: Sequence[Indicator]) -> dict[int, str]:
    """ "PI 3 94%": a code and a number are a value without a colon, too."""
    found = CODE_AND_NUMBER.fullmatch(seen(text).strip(" .")) if len(text) <= LONGEST_VALUE else None
    one = indicator_of(found[1], [replace(one, text="") for one in indicators]) if found else None
    return {one.id: found[2]} if found and one else {}


def _names(indicators: Sequence[Indicator]) -> tuple[str, ...]:
    return tuple(name for one in indicators for name in (one.code.strip(), one.text.strip()) if name)


@lru_cache(maxsize=1_000)
def _shape(indicators: tuple[str, ...]) -> re.Pattern[str]:
    """A label at the beginning of a line, perhaps in a list or in bold; or after a sentence or a clause on the same line.
    At the beginning a dash does for its colon."""
    names = "|".join(sorted(map(re.escape, fields()), key=len, reverse=True))
    codes = "|".join(r"\s*".join(map(re.escape, name.split())) for name in sorted(indicators, key=len, reverse=True))
    return re.compile(
        rf"(?:^(?:[^\S\n]|[{UNSEEN}])*(?:[-–—*•·+][^\S\n]+)?|(?P<inner>(?<=[.;,!?])[^\S\n]+))[*_]{{0,3}}"
        rf"(?:(?P<field>{names})(?:[^\S\n]*\([^()\n]{{1,60}}\))?|(?P<code>{codes or '(?!)'}))"
        r"[*_]{0,3}(?:[^\S\n]*[:：=]|(?(inner)(?!)|[^\S\n]+[-–—](?=\s)))[*_]{0,3}",
        re.I | re.M,
    )


def _field(place: re.Match[str], indicators: Sequence[Indicator]) -> str:
    if place["field"]:
        return fields()[place["field"].casefold()]
    one = indicator_of(place["code"], indicators)
    return f"{INDICATOR}{one.id}" if one else "evidence"


def _parts(text: str, places: Sequence[re.Match[str]], indicators: Sequence[Indicator]) -> Iterator[Part]:
    """Each label with its words. Within a line, a field of words that has its own line already is only mentioned."""
    of_lines = {_field(place, indicators) for place in places if not place["inner"]}
    begun: list[re.Match[str]] = []
    for place, end in zip(places, [*(one.start() for one in places[1:]), len(text)], strict=True):
        is_mentioned = _field(place, indicators) in of_lines & ADDED or is_blank(text[place.end() : end])
        if place["inner"] and is_mentioned:
            continue
        of_lines |= {_field(place, indicators)}
        begun.append(place)
    for place, after in zip(begun, [*begun[1:], None], strict=True):
        words = text[place.end() : after.start() if after else len(text)].strip()
        yield Part(_field(place, indicators), words.rstrip(",; ") if after and after["inner"] else words)


def _cut(part: Part, scheme: Scheme, today: date) -> Part:
    """A grade, a date or a value ends where it can be read as one, or with its sentence."""
    if part.field in ADDED:
        return part
    whole = part.words
    if part.field == "grade" and not _reads(part, scheme, today):
        whole = NOTE.sub("", whole)
    is_value = part.field.startswith(INDICATOR)
    ends = list((VALUE_ENDS if is_value else ENDS).finditer(whole))[:MOST_ENDS]
    if part.field == "grade" and (reason := REASON_BEGINS.search(whole)):
        ends = [*ends, reason]
    cuts = [(whole[: end.start()], whole[end.end() :]) for end in ends]
    tries = cuts[:1] or [(whole, "")] if is_value else [(whole, ""), *reversed(cuts)]
    found = [replace(part, words=head.strip().rstrip(".,; "), rest=rest.strip()) for head, rest in tries]
    return next((one for one in found if _reads(one, scheme, today)), found[-1])


def _reads(part: Part, scheme: Scheme, today: date) -> bool:
    if part.field == "grade":
        return read_typed_grade(part.words, scheme).grade is not None
    return part.field != "anticipated" or read_date(part.words, today).on is not None


def _together(parts: Sequence[Part]) -> dict[str, str]:
    """A label given twice says more of the same field: its words stand one under the other. A second grade, date or
    value is then neither, and is said; the same one twice is one."""
    found: dict[str, str] = {}
    for part in parts:
        before = found.get(part.field, "")
        is_more = not is_blank(part.words) and (part.field in ADDED or part.words.casefold() != before.casefold())
        found[part.field] = f"{before}\n{part.words}" if is_more and not is_blank(before) else before or part.words
    return found


def _trouble(name: str, words: str, here: Sheet, today: date) -> str:
    """Why these words cannot be what their label says; "" where they can."""
    if is_blank(words) or name in ADDED:
        return ""
    shown = " / ".join(words.split("\n"))[:200]
    if name == "grade":
        read = read_typed_grade(words, here.scheme)
        why = "names more than one grade" if read.rivals else "is not a grade of this plan"
        return "" if read.grade else f"“{shown}” {why}, so I set none: choose {scale(here.scheme)}."
    if name == "anticipated":
        return "" if _may_be_kept(words, today) else date_trouble(words, shown, today)
    if "\n" in words or len(words) > LONGEST_VALUE:
        return f"“{shown}” is no one value, so I set none."
    return ""


def _may_be_kept(words: str, today: date) -> bool:
    """ "TBC", "next spring": the form keeps them as they are written, and asks; so do we. Two dates, a day that there is
    not or that only lacks its year, and a sentence ("12 May we met") are none."""
    is_sentence = len(words) > LONGEST_KEPT or (words.lstrip()[:1].isdigit() and len(words.split()) > MOST_NUMBERED)
    if "\n" in words or is_sentence or which_year(words, today):
        return False
    return read_date(words, today).trouble != "impossible"


def _kept_as_written(words: str, today: date) -> Iterator[str]:
    if why := date_trouble(words, words.strip(), today, kept=True) if not is_blank(words) else "":
        yield f"The anticipated date is kept as written: {why}"


def date_trouble(words: str, shown: str, today: date, *, kept: bool = False) -> str:
    """Why these words are no anticipated date, and, where they are not `kept`, that none was set; "" where they are one."""
    read = read_date(words, today)
    if read.trouble == "impossible":
        return f"“{shown}” is not a date: {read.why}. I set none."
    if dated := which_year(words, today):
        unset = "" if kept else ", so I set no date"
        return f"“{shown}” names no year{unset}. Which year? Type it with the year, as “new date: {dated}”."
    asked = " When will that be? Type it as “new date: June 2025”, or leave it, and I ask again before you send it."
    return f"“{shown}” names no one date{f'.{asked}' if kept else ', so I set none.'}" if read.trouble else ""
