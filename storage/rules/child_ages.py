"""An age, or a year at school, with somebody beside it: "Jayden (14)", "the twins, aged 4", "Zainab in Year 6 at Brookside"."""

import re

from storage.rules.child_alone import few_of_age
from storage.rules.child_people import goes_on, named, person_before
from storage.rules.child_words import Words, either, listed

OLDEST, MOST_MONTHS = 18, 23
AGE = re.compile(r"(\d{1,2})(yrs?|years?|yo|y|mths?|months?)?")
OLD = re.compile(r"(?:\d{1,2}|[a-z]+)-(?:year|yr|month|week)s?-olds?|\d{1,2}-?yo|\d{1,2}-y-o")
LAST_YEAR = 13
# How far a school stands behind a year: "a Year 9 boy from our town at Mill Lane School".
NEAR_BY = 6

Span = tuple[int, int]


def age(words: Words, i: int) -> Span | None:
    """What gives somebody's age away around the number at this word, as its first and last word."""
    if OLD.fullmatch(words.at(i)):
        return _somebody_old(words, i, i)
    read = _read(words, i)
    if read is None:
        return None
    last, unit, is_old = read
    if is_old:
        return _somebody_old(words, i, last)
    before, opened, is_aged, comma = _before(words, i)
    last, several = _more_ages(words, last)
    if opened:
        return _in_brackets(words, before, last, is_aged=is_aged, unit=unit, several=several)
    if is_aged:
        return _aged(words, before, last)
    if words.at(i - 1) == "of" and words.near(i) and (words.at(i - 2) in listed("child") or words.at(i - 3) == "twin"):
        counted = unit == "" and words.near(last + 1) and not goes_on(words, last + 1) and words.at(last + 1) != "known"
        return None if counted or words.at(i - 3) in listed("any_of_them") else (i - 2, last)
    if comma:
        return _after_comma(words, before, last, unit=unit, several=several)
    return _said_to_be(words, i, last) or _bare(words, i, last, unit)


def _read(words: Words, i: int) -> tuple[int, str, bool] | None:
    """An age's last word, its unit, and whether it says "old"; None where this is no age."""
    word = words.at(i)
    found = AGE.fullmatch(word)
    if not found and word not in listed("ages"):
        return None
    unit = (found[2] or "") if found else ""
    number = int(found[1]) if found else 1
    last = i
    if not unit and words.near(i + 1) and words.at(i + 1) in either("years", "months"):
        unit, last = words.at(i + 1), i + 1
    elif not unit and words.near(i + 1) and words.at(i + 1).replace(".", "") in ("yo", "y/o"):
        return (i + 1, "yo", True) if number <= OLDEST else None
    elif not unit and words.at(i + 1) == "y" and words.at(i + 2) == "o" and words.gap(i + 2) == "/":
        return (i + 2, "yo", True) if number <= OLDEST else None
    if words.at(last + 1) in ("old", "olds", "year-old", "year-olds", "month-old") and words.gap(last + 1) in (
        " ",
        "-",
    ):
        return (last + 1, unit, True) if number <= MOST_MONTHS else None
    if unit.startswith(("m", "w")):
        return (last, unit, False) if number <= MOST_MONTHS else None
    if unit == "yo":
        return (last, unit, True) if number <= OLDEST else None
    return (last, unit, False) if number <= OLDEST else None


def _somebody_old(words: Words, first: int, last: int) -> Span | None:
    after = words.at(last + 1) if words.near(last + 1) else ""
    before = words.low[max(first - 3, 0) : first]
    is_thing = after in listed("old_things") or not listed("old_things").isdisjoint(before)
    return None if is_thing and not (words.at(last) == "year-old" and after in listed("child")) else (first, last)


def _before(words: Words, i: int) -> tuple[int, bool, bool, bool]:
    """The last word before an age and what leads up to it; whether a bracket opens, "aged" is said, or a comma parts them."""
    first, is_aged = i, False
    while (
        first > 0
        and not _opens(words, first)
        and words.at(first - 1) in listed("beside_age")
        and words.gap(first).strip(" ,") == ""
    ):
        if words.at(first - 1) in ("m", "f") and not _opens(words, first - 1):
            break  # "M, aged 16": a letter for a name
        first -= 1
        is_aged = is_aged or words.at(first) in ("age", "aged")
    return first - 1, _opens(words, first), is_aged, words.gap(first).strip() in (",", "–", "-", "—")


def _opens(words: Words, i: int) -> bool:
    return words.gap(i).strip(" ,") in ("(", "[")


def _more_ages(words: Words, last: int) -> tuple[int, bool]:
    """ "6 and 8", "4, 7 and 9": the last of several ages that stand in a row."""
    several = False
    while last + 2 < len(words):
        joined = words.at(last + 1) in ("and", "&") and words.near(last + 1)
        following = last + 2 if joined else last + 1
        listing = joined or words.gap(following).strip() in (",", "&")
        read = _read(words, following) if listing else None
        if read is None or read[2] or words.at(following) in listed("ages"):
            return last, several
        last, several = read[0], several or joined
    return last, several


def _closes(words: Words, last: int) -> bool:
    return words.gap(last + 1).lstrip()[:1] in (")", "]")


def _in_brackets(words: Words, before: int, last: int, *, is_aged: bool, unit: str, several: bool) -> Span | None:
    """ "Jayden (14)", "the boy (14, Kelder Academy)"; "(12 rooms)" and "(14 to 18)" are no ages."""
    gap = words.gap(last + 1).strip()
    ends = gap[:1] in (")", "]", ",", ";", "/") or (words.at(last + 1) in listed("beside_age") and words.near(last + 1))
    if not ends or before < 0:
        return None
    after = last + 1 if _closes(words, last) else _past_bracket(words, last + 1)
    if is_aged and (grouped := _group(words, before)) is not None:
        return grouped, last
    if _is_series_of_counts(words, before, last) and not is_aged and not unit:
        return None
    first = person_before(words, before, after)
    return None if first is None else (first, last)


def _past_bracket(words: Words, i: int) -> int:
    """The first word after the bracket that is open at this one closes, if it closes soon."""
    for at in range(i, min(i + NEAR_BY, len(words))):
        if at > i and (")" in words.gap(at) or "]" in words.gap(at)):
            return at
    return len(words)


def _group(words: Words, before: int) -> int | None:
    """ "the twins", "siblings", "sibling group of three": few enough to be known by their ages."""
    for at in range(before, max(before - 4, -1), -1):
        if words.at(at) in listed("small_groups") or (
            words.at(at) in ("sibling", "family") and words.at(at + 1) in ("group", "of")
        ):
            return at
        if not words.near(at):
            return None
    return None


def _is_series_of_counts(words: Words, before: int, last: int) -> bool:
    """ "Sites: Ashby (4), Norton (5)": one of several, after a word for what is counted."""
    first, end = max(before - 8, 0), min(last + 8, len(words))
    if listed("counted").isdisjoint(words.low[first:end]):
        return False
    beside = (*range(first, before), *range(last + 1, end))
    return any(words.at(at).isdigit() and "(" in words.gap(at) for at in beside)


def _aged(words: Words, before: int, last: int) -> Span | None:
    """ "Siobhán, aged 9", "a child aged 7", "the twins, aged 4"; "aged 14 to 18" and "aged 2 or over" is anybody."""
    if words.at(last + 1) in ("to", "or", "and") and words.at(last + 2) in (
        "over",
        "under",
        "above",
        "below",
        "older",
        "younger",
    ):
        return None
    if words.at(last + 1) in ("to", "or", "upwards", "plus", "and") and not words.at(last + 2).isalpha():
        return None
    if words.gap(last + 1)[:1] in ("+", "–", "-", "/"):
        return None
    if (grouped := _group(words, before)) is not None or (grouped := few_of_age(words, before)) is not None:
        return grouped, last
    first = person_before(words, before, len(words))
    return None if first is None else (first, last)


def _after_comma(words: Words, before: int, last: int, *, unit: str, several: bool) -> Span | None:
    """ "Leighton, 15, was", "Adam, 15 was", "Mohammed, 11yrs,", "Tomasz and Ola, 6 and 8,"."""
    gap, after = words.gap(last + 1).lstrip()[:1], words.at(last + 1)
    ends = gap in (",", ";", ")", "–", "—") or (words.near(last + 1) and after in ("was", "is", "has", "had", "who"))
    if not (ends or unit or several):
        return None
    if unit and unit[0] in "mw" and not ends:
        return None
    first = person_before(words, before, last + 1)
    return None if first is None else (first, last)


def _said_to_be(words: Words, i: int, last: int) -> Span | None:
    """ "Amir is 14.", "Max, who is now 14", "Demi-Leigh turned fourteen"."""
    at = i - 1
    while at > 0 and words.at(at) in ("now", "just", "only", "currently", "nearly", "almost", "turned", "turning"):
        at -= 1
    if not words.near(i) or words.at(at) not in ("is", "was", "turned", "turns", "has") or at < 1:
        at = at + 1 if words.at(at + 1) in ("turned", "turning") else 0
    if at < 1:
        return None
    who = at - 2 if words.at(at - 1) == "who" else at - 1
    following = words.gap(last + 1).strip()[:1]
    ends = (
        words.at(at) in ("turned", "turns")
        or following in (".", ",", ";", ")")
        or last + 1 >= len(words)
        or words.at(last + 1) in ("and", "now", "but", "years")
    )
    first = named(words, who) if ends else None
    return None if first is None else (first, last)


def _bare(words: Words, i: int, last: int, unit: str) -> Span | None:
    """ "Ella 14 was found", "Ella 4 yrs was"."""
    if not words.near(i) or not (
        unit or (words.at(last + 1) in ("was", "is", "has", "had", "who") and words.near(last + 1))
    ):
        return None
    if unit and not goes_on(words, last + 1):
        return None
    first = named(words, i - 1)
    return None if first is None else (first, last)


def school_year(words: Words, i: int) -> Span | None:
    """A year group with one person in it: "Sam (Year 9)", "T.J., a Year 8 pupil", "a Year 9 boy at Mill Lane School"."""
    last = _last_of_year(words, i)
    if last is None:
        return None
    if _opens(words, i):
        first = person_before(words, i - 1, last + 1 if _closes(words, last) else _past_bracket(words, last + 1))
        return None if first is None else (first, last)
    return _told_of_year(words, i, last) or _one_of_year(words, i, last)


def _last_of_year(words: Words, i: int) -> int | None:
    """ "Year 9", "Yr9", and "Reception" in brackets."""
    if words.at(i) == "reception":
        return i if _opens(words, i) else None
    digits = "" if words.at(i) in ("year", "yr") else words.at(i).lstrip("yr")
    last = i if digits else i + 1
    number = digits or (words.at(last) if words.near(last) else "")
    return last if number.isdecimal() and len(number) < 3 and 1 <= int(number) <= LAST_YEAR else None


def _told_of_year(words: Words, i: int, last: int) -> Span | None:
    """Somebody before it: ", Year 9,", ", a Year 8 pupil", "in Year 6 at", "is in Year 7"."""
    at = i - 1
    while (
        at > 0
        and words.at(at) in ("a", "an", "in", "currently", "now", "is", "was", "who", "another")
        and words.gap(at).strip() in ("", ",")
    ):
        at -= 1
    if at < 0 or words.words[at].islower() or words.at(at) in listed("lettered"):
        return None
    led = [words.at(one) for one in range(at + 1, i)]
    parted = words.gap(at + 1).strip() == ","
    if not parted and "in" not in led and "a" not in led:
        return None
    first = (
        person_before(words, at, last + 1)
        if parted or _at_school(words, last) or goes_on(words, last + 1) or "is" in led
        else None
    )
    return None if first is None else (first, last)


def _one_of_year(words: Words, i: int, last: int) -> Span | None:
    """ "a Year 9 boy at Mill Lane School": one child of a year, and where; or what befell them."""
    if words.at(last + 1) not in listed("child") or words.at(i - 1) not in ("a", "one", "the", "another"):
        return None
    return (i, last + 1) if _at_school(words, last + 1) or _befell(words, last + 1) else None


def _at_school(words: Words, last: int) -> bool:
    return any(
        words.at(at) in ("at", "from", "of") and words.near(at + 1) and words.words[at + 1][:1].isupper()
        for at in range(last + 1, min(last + NEAR_BY, len(words) - 1))
    )


def _befell(words: Words, last: int) -> bool:
    return any(
        words.at(at) in either("befell", "may_befall") for at in range(last + 1, min(last + NEAR_BY, len(words)))
    )
