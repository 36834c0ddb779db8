"""A grading key in one line: "1 = Fully achieved, 2 = On track …", "a status of Delivered, On course or Delayed"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from storage.importing.proposal import Level
from storage.importing.reading.asked import levels_asked
from storage.importing.reading.levels import (
    LONGEST_NAME,
    coloured,
    head_of,
    is_colour_name,
    is_known,
    level,
    parted,
    share,
    told_apart,
)
from storage.importing.reading.scales import lexicon, plain, without_signs
from storage.vocabulary import Meaning

KEY_WORDS = (
    r"key|percentages?|b?rag|gradings?|grades|legend|definitions?|ratings?|scoring|scores|allwedd|graddau|scale|colours?"
    r"|status(?:es)?|statws|judge?ments?|dyfarniadau"
)
HEADED = re.compile(rf"^[^:]{{0,80}}(?:{KEY_WORDS})\b[^:]{{0,60}}:\s*(.+)$", re.IGNORECASE)
CODE = r"\d{1,2}|[A-Z]{1,2}"
IS = r"[-–—:=.)]+|\bis\b|\bmeans\b|\s"
NEXT = r"[;.|]|,(?!\s*(?!and\b|or\b)[a-z])|$|\d{1,2}\s*[-–—=:]|\b[A-Z]\s*[=:–—-]\s|\sand\s|\sor\s|/\s*\d"
CODED = re.compile(
    r"(?:^|[;,.|/(]\s*|\s(?=\d{1,2}\s*[-–—=:])|\s(?=[A-Z]\s*[=:–—-]\s)|\band\s+|\bor\s+)"
    rf"\(?(?P<code>{CODE})\)?\s*(?:{IS})\s*(?P<label>[^\W\d_][^;|=\d]*?)(?=\s*(?:{NEXT}))"
)
NAME = r"[^\W\d_][\w\s'’/-]{1,30}?"
MEANS = r"=|:|–|—|\s-\s|\bmeans\b|\("
WORDED = re.compile(
    rf"(?:^|[;,.|(]\s*|\band\s+)(?P<label>{NAME})\s*(?:{MEANS})\s*(?P<definition>[^;|=]+?)"
    rf"(?=\s*(?:[;|]|$|[.,]\s+(?:and\s+)?[A-Z]{NAME}\s*(?:{MEANS})))"
)
PIECES = re.compile(rf"\s*[;|]\s*|,\s+(?=(?:{CODE})\s*[-–—=:]\s)")
TOLD = re.compile(
    rf"(?:(?P<code>{CODE})(?:\s*[-–—:=.)(]+\s*|\s+(?={'|'.join(lexicon().colours)})))?"
    r"(?P<name>[^,;:=–—(]{2,30}?)\s*(?:(?P<sign>,|:|=|–|—|\(|\s-\s)\s*(?P<means>.+))?$",
    re.IGNORECASE,
)
UNPARTED = re.compile(r"(?:^|\s)(\d{1,2})[.)]?\s+([^\W\d_][^\d]*?)(?=\s+\d{1,2}[.)]?\s|\W*$)")
ONE = r"[^,.;]{2,30}"
AMONG = re.compile(
    r"\b(?:status|grade|rating|rag|score)(?:es|s)?\s+(?:of|is|are|may be|can be|from|as|one of)?\s*(?:either |one of )?"
    rf"((?:{ONE},\s*){{0,6}}{ONE},?\s+(?:or|and)\s+{ONE})[.;]",
    re.IGNORECASE,
)
EQUATED = re.compile(r"\s*[;|]\s*|,\s+(?=[^=,;]{1,40}=)|\.\s+(?=[^=.;]{1,40}=)")
PERCENT = re.compile(r"(?:^|[;,.|]\s*)(\d{1,3})\s?%\s*(?:[=:–—-]|\bis\b|\bmeans\b)\s*([^\W\d_][^;,.|=%\d]*)")
RUN = re.compile(
    r"(?<![\w.])\(?(?P<code>\d|[A-Z])\)?\s*(?:[=:]|\s[–—-]\s|–|—|\bis\b|\bmeans\b)\s*(?!\(?(?:\d|[A-Z])\)?\s*[=:–—-])(?P<label>[^\W\d_][^;|=\n]*?)"
    r"(?=\s*(?:[;|]|[,.]?\s+(?:and\s+|or\s+)?\(?(?:\d|[A-Z])\)?\s*(?:[=:]|\s[–—-]\s|–|—|is\b|means\b)|\.\s|\.?$))"
)
RATED = re.compile(rf"\b(?:{KEY_WORDS}|rated?|graded?|scored?)\b", re.IGNORECASE)
STARTS = re.compile(r"(?<=[.!?:;)])\s+(?=[^\W\d_])")
A_KEY = re.compile(
    r"^(?:\w+\s+){0,2}(?:key|legend|allwedd|scale|(?:gradings?|grades|ratings?|status(?:es)?|statws)"
    r"(?: (?:values|options|categories))?(?: used)?(?: (?:is|are|may be|can be|will be|must be|shown as))?"
    r"(?: (?:either|one of|any of|from))?(?: the following)?)\s*:",
    re.IGNORECASE,
)
LIST_SIGNS = tuple(
    map(re.compile, (r"\s*[;|]\s*", r"\s+/\s+", r"\s*/\s*", r"\s*[,;|]\s*(?:(?:or|and|neu)\s+)?|\s+/\s+"))
)
DASHED = re.compile(r"\s[-–—]\s|[–—(]")
LONGEST = 1200
MOST_WORDS = 4
MOST_WORDS_IN_A_NAME = 6
SHORTEST_LIST = 3
MOSTLY = 0.5
SIGNS = 6


@dataclass(frozen=True, slots=True)
class SaidKey:
    """`prose`: the sentence says more than the key, and stays what it is."""

    levels: tuple[Level, ...]
    prose: bool = False


def key_in(text: str, *, needs_name: bool) -> SaidKey | None:
    """`needs_name`: only a line that calls itself a key is one. A key may follow on other words of its paragraph."""
    if len(text) > LONGEST:
        return None
    if said := _whole(text, needs_name=needs_name):
        return said
    if not needs_name and (levels := _in_a_run(text) or _by_colour(text)):
        return SaidKey(levels, prose=not _is_mostly(text, levels))
    for start in STARTS.finditer(text) if RATED.search(text) else ():
        if said := _whole(text[start.end() :], needs_name=True):
            return SaidKey(said.levels, prose=True)
    asked = () if needs_name else levels_asked(text)
    return SaidKey(asked) if asked else None


def _whole(text: str, *, needs_name: bool) -> SaidKey | None:
    headed = HEADED.match(text)
    if needs_name and not headed:
        return None
    if among := _among(text):
        return SaidKey(among, prose=True)
    body = headed[1] if headed else text
    fewest = 2 if headed else SHORTEST_LIST
    ways: tuple[Callable[[], tuple[Level, ...]], ...] = (
        lambda: _in_percent(body),
        lambda: _equated(body, headed=bool(headed)),
        lambda: _named_and_told(body),
        lambda: _coded(body),
        lambda: _listed(body, text, mixed=True) if headed else (),
        lambda: _worded(body),
        lambda: _unparted(body) if headed else (),
        lambda: _listed(body, text) if headed else (),
    )
    levels = next((levels for way in ways if len(levels := way()) >= fewest), ())
    if not levels or all(one.definition.isdigit() for one in levels):
        return None
    return SaidKey(levels) if headed or _is_mostly(body, levels) else None


def _among(text: str) -> tuple[Level, ...]:
    found = AMONG.search(text)
    names = re.split(r",\s*(?:or|and)?\s*|\s+(?:or|and)\s+", found[1]) if found else []
    names = [name.strip() for name in names if name.strip()]
    return tuple(level("", name) for name in names) if len(names) >= 2 and all(map(is_known, names)) else ()


def _coded(body: str) -> tuple[Level, ...]:
    levels = [level(found["code"], *parted(found["label"].strip(" ."))) for found in CODED.finditer(body)]
    known = [one for one in levels if is_known(one.label)]
    if 2 * len(known) < len(levels) or len({one.code.isdigit() for one in levels}) > 1:
        levels = known
    distinct = len({one.code for one in levels}) == len(levels)
    return told_apart(levels) if len(levels) >= 2 and distinct else ()


def _named_and_told(body: str) -> tuple[Level, ...]:
    """ "🟢 Green, on track; 🔴 Red, overdue; Complete", "B Blue, done; A Amber, late": what parts the grades is stronger than
    the comma that parts a name from what it means. A letter is a code where its dash or its colour says so."""
    pieces = [piece.strip(" .") for piece in PIECES.split(body) if piece.strip(" .")]
    found = [TOLD.match(piece) for piece in pieces]
    told = [one for one in found if one]
    if (
        len(told) < SHORTEST_LIST
        or len(told) < len(pieces)
        or not any(one["code"] or one["sign"] == "," for one in told)
    ):
        return ()
    heads = [without_signs(one["name"]) or one["name"] for one in told]
    if not all(map(is_known, heads)) or not any(map(is_colour_name, heads)) or len(set(map(plain, heads))) < len(heads):
        return ()
    return tuple(_level_told(one) for one in told)


def _level_told(one: re.Match[str]) -> Level:
    name, means = one["name"].strip(), (one["means"] or "").strip(" .)")
    if one["code"]:
        return level(one["code"], name, means)
    return coloured(name, means) if is_colour_name(without_signs(name)) and means else level("", name, means)


def _equated(body: str, *, headed: bool) -> tuple[Level, ...]:
    """ "Open = within its date; Open - extended = a new date agreed": a name is all that stands before the sign."""
    sides = [piece.split("=") for piece in EQUATED.split(body.strip(" .")) if piece.strip()]
    if len(sides) < 2 or any(len(each) != 2 or not 0 < len(each[0].strip()) <= LONGEST_NAME for each in sides):
        return ()
    letters = {name.strip(" .") for name, _ in sides}
    if len(letters) >= SHORTEST_LIST and all(
        len(one) == 1 and one.lower() in lexicon().abbreviations for one in letters
    ):
        return tuple(level(name.strip(" ."), means.strip(" .")) for name, means in sides)
    levels = [level("", name.strip(" ."), means.strip(" .")) for name, means in sides]
    if any(re.fullmatch(CODE, one.label) for one in levels) or len({plain(one.label) for one in levels}) < len(levels):
        return ()
    return tuple(levels) if any(is_known(one.label) for one in levels) and (headed or _all_known(levels)) else ()


def _in_a_run(text: str) -> tuple[Level, ...]:
    """ "… A to D: A = Achieved; B = Being done in time; C = Late": codes that follow one another from the first, each with
    words that mean a grade."""
    found = list(RUN.finditer(text))
    codes = [one["code"] for one in found]
    whole = [list("ABCDEFGHI"), list("123456789"), list("0123456789")]
    runs = any(codes in (run[: len(codes)], run[: len(codes)][::-1]) for run in whole)
    levels = tuple(level(one["code"], *parted(one["label"].strip(" ."))) for one in found)
    named = sum(is_known(one.label) for one in levels) + bool(found and RATED.search(text[: found[0].start()]))
    meant = {one.meaning for one in levels if one.meaning is not Meaning.OTHER}
    told = sum(one.meaning in meant for one in levels) > MOSTLY * len(levels)
    enough = len(levels) >= SHORTEST_LIST and named and told and len(meant) > 1
    return levels if runs and enough and all(len(one.label) <= LONGEST_NAME for one in levels) else ()


def _by_colour(text: str) -> tuple[Level, ...]:
    """ "Green – done  Amber – in hand  Red – late": each colour begins what it means."""
    found = list(_colours().finditer(text))
    if len(found) < SHORTEST_LIST:
        return ()
    ends = [*(one.start() for one in found[1:]), len(text)]
    said = [text[one.end() : end].strip(" .;,|(") for one, end in zip(found, ends, strict=True)]
    if len({plain(one[1]) for one in found}) < len(found) or not all(any(map(str.isalpha, one)) for one in said):
        return ()
    last = re.split(r"(?<=[a-z)])\.\s", said[-1])[0]
    return tuple(
        coloured(one[1], words.strip(" )") if "(" not in words else words)
        for one, words in zip(found, [*said[:-1], last], strict=True)
    )


@cache
def _colours() -> re.Pattern[str]:
    names = "|".join(name.title() for name in lexicon().colours)
    return re.compile(rf"(?<!\w)((?:{names})|(?:{names.upper()}))\s*(?:[=:(]|\s?[–—]\s?|\s-\s|\bmeans\b|\bis\b)\s*")


def _in_percent(body: str) -> tuple[Level, ...]:
    """ "0% = not begun; 50% = under way; 100% = complete": between nothing and all there is progress."""
    levels = tuple(share(percent, name) for percent, name in PERCENT.findall(body))
    distinct = len({one.code for one in levels}) == len(levels) >= SHORTEST_LIST
    return levels if distinct and any(is_known(one.label) for one in levels) else ()


def _all_known(levels: Sequence[Level]) -> bool:
    return all(is_known(one.label) for one in levels)


def _worded(body: str) -> tuple[Level, ...]:
    levels = [level("", found["label"].strip(), found["definition"].strip(" .)")) for found in WORDED.finditer(body)]
    names = [one for one in levels if is_known(one.label)]
    is_whole = len(names) >= 2 and 2 * len(names) > len(levels) and _is_nearly_all(body, levels)
    known = told_apart(levels if is_whole else names)
    return known if len({plain(one.label) for one in known}) == len(known) > 1 else ()


def _unparted(body: str) -> tuple[Level, ...]:
    """ "Key: 1 Complete 2 On target 3 Behind"."""
    levels = tuple(level(code, label) for code, label in UNPARTED.findall(body))
    return levels if 2 * sum(is_known(one.label) for one in levels) >= len(levels) else ()


def _listed(body: str, text: str, *, mixed: bool = False) -> tuple[Level, ...]:
    """ "Status: Complete, On track, Delayed". What calls itself a key may have a name that is nobody else's. A sign that
    parts more than a comma does leaves the commas to the names: "Met / Partly met, on target / Not met".

    `mixed`: only where some names go on after a dash and others are bare, so that the dash tells no name from its meaning.
    """
    for sign in LIST_SIGNS:
        names = [name.strip(" .") for name in sign.split(body.strip(" .;"))]
        known = sum(is_known(name) or is_known(head_of(name)) for name in names)
        most = MOST_WORDS if "," in sign.pattern else MOST_WORDS_IN_A_NAME
        own = bool(A_KEY.match(text)) and known >= 2 and all(0 < len(name.split()) <= most for name in names)
        distinct = len(set(map(plain, names))) == len(names) >= SHORTEST_LIST
        longer = sum(bool(DASHED.search(name)) for name in names)
        if distinct and (own or known == len(names)) and (not mixed or 0 < longer < len(names)):
            return tuple(level("", name) for name in names if len(name) <= LONGEST_NAME)
    return ()


def _is_nearly_all(body: str, levels: Sequence[Level]) -> bool:
    """Whether the names and what they mean leave no more than signs: then a name that is nobody else's is one too."""
    held = sum(len(one.label) + len(one.definition) for one in levels)
    return all(one.definition for one in levels) and held + SIGNS * len(levels) >= len(body)


def _is_mostly(body: str, levels: Sequence[Level]) -> bool:
    held = sum(len(one.label) + len(one.definition) + len(one.code) for one in levels)
    return held >= MOSTLY * len(body)
