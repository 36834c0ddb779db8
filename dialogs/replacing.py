"""Words that put other words in the place of what a field holds, or empty it: "replace the evidence with: …", "clear my
grade", "explanation:" with nothing after it. `replacing.yaml` has the words; the fields are named as in `labels.yaml`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from cards.wording import shortened
from dialogs.labels import ADDED, INDICATOR, fields, indicator_of, labelled
from dialogs.shapes import DIGITS
from storage.rules.deadlines import mentions_date
from storage.unseen import is_blank, seen
from storage.views import Given, Indicator, Response, Sheet

QUOTED = re.compile(r"“([^“”]*)”|\"([^\"]*)\"", re.S)
LONGEST_ORDER = 200
NAMES = {
    "evidence": "evidence",
    "impact": "evidence of impact",
    "explanation": "explanation",
    "anticipated": "anticipated date",
    "grade": "grade",
}


NOTHING = Given(adding=ADDED)
ONE_AT_A_TIME = (
    "I empty one field at a time: type “clear the evidence”, “clear the grade” and so on, or “undo” to take back what you "
    "typed last. Nothing has changed."
)
ENDS = " .!?\n\t"


@dataclass(frozen=True, slots=True)
class Replaced:
    """`asks` where a yes is wanted first; `refused` why nothing can come of it; `plain` are words beside it that name no
    field."""

    given: Given = NOTHING
    plain: str = ""
    told: str = ""
    refused: str = ""
    asks: bool = False


def replaced(text: str, here: Sheet, today: date) -> tuple[Replaced, ...]:
    """What each part of a message does away with; () where it is no such message."""
    if emptied := _emptied(text, here):
        return (emptied,)
    shape = _shapes(_names(here.indicators)).replace
    begun = [found for found in shape.finditer(text) if _is_order(found, text, here, today)]
    if not begun or not is_blank(text[: begun[0].start()]):
        return ()
    ends = [*(one.start() for one in begun[1:]), len(text)]
    return tuple(_put(one, text[one.end() : end], here, today) for one, end in zip(begun, ends, strict=True))


def begins_so(text: str) -> bool:
    """Whether a message is of this kind whatever it is for."""
    shapes = _shapes(())
    found = shapes.replace.match(text)
    is_put = found is not None and bool(found["mark"] and (found["verb"] or found["corrected"] or found["should"]))
    return is_put or shapes.empty.fullmatch(_order(text)) is not None


def does_away(here: Sheet, given: Given) -> bool:
    """Whether something that stands in a field of prose, or is not said anew, would be there no more."""
    return any(True for _ in done_away(here.response, given))


def done_away(before: Response, given: Given) -> Iterator[str]:
    """The fields of which that is so."""
    for name in ("evidence", "impact", "explanation"):
        then = getattr(given, name)
        if then is not None and name not in given.adding and not is_blank(getattr(before, name)):
            yield name
    if given.grade == "" and before.grade:
        yield "grade"
    if given.anticipated == "" and not is_blank(before.anticipated):
        yield "anticipated"
    yield from (f"{INDICATOR}{id}" for id, value in given.indicators.items() if not value and before.indicators.get(id))


def colleagues_words(here: Sheet, given: Given, person_id: int, name: str) -> str:
    """Why the whole of a field is not replaced before a yes: a colleague has written in this answer, too."""
    others = [one for one in here.contributors if one != name]
    if here.written and here.written.by_id != person_id and here.written.by not in others:
        others.append(here.written.by)
    gone = [one for one in done_away(here.response, given) if one in ADDED]
    return f"{others[0]} has written in this answer too, so I ask before I replace it." if others and gone else ""


def _emptied(text: str, here: Sheet) -> Replaced | None:
    """ "Delete the evidence", "explanation:", "grade: none"."""
    shapes, order = _shapes(_names(here.indicators)), _order(text)
    if shapes.several.fullmatch(order):
        return Replaced(told=ONE_AT_A_TIME, refused=ONE_AT_A_TIME)
    found = shapes.empty.fullmatch(order) or shapes.alone.fullmatch(order)
    if not found:
        return None
    field = _field(found, here.indicators)
    by_none = found.groupdict().get("none")
    stands = _stands(here, field)
    if by_none and (field.startswith(INDICATOR) or (field != "grade" and not stands)):
        return None
    if wrong := _another(found, here):
        return Replaced(refused=wrong)
    name = _called(field, here)
    if not stands:
        what = f"{here.name} has no {name} yet, so nothing has changed."
        return Replaced(told=what, refused=f"{what} To give it, type it in one message, as “{name}: …”.")
    return Replaced(_emptying(field), asks=True)


def _is_order(found: re.Match[str], text: str, here: Sheet, today: date) -> bool:
    """ "Replace the evidence with: …", "change my grade to 2", "evidence instead: …". Prose wants a word that parts it from
    the field's name, and where that is no colon, something must stand there to be replaced: "make progress with schools".
    "Change the date to be agreed" is an order only if what follows can be a date."""
    field = _field(found, here.indicators)
    if not (found["verb"] or found["corrected"] or found["should"]):
        return False
    if found["mark"] is not None or (found["verb"] and not text[found.end() :].strip(ENDS)):
        return True
    if field in ADDED:
        return found["verb"] is not None and found["with"] is not None and bool(_stands(here, field))
    words = text[found.end() :].strip()
    if found["verb"] and found["with"] and (len(words.split()) == 1 or mentions_date(words)):
        return True
    parts = labelled(f"{_label(field, here)}: {words}", here, today)
    return parts is not None and parts.given is not None and not parts.left and not parts.rest


def _put(found: re.Match[str], rest: str, here: Sheet, today: date) -> Replaced:
    field = _field(found, here.indicators)
    name, words = _called(field, here), rest.strip()
    if quoted := QUOTED.fullmatch(words):
        words = quoted[1] or quoted[2] or ""
    if is_blank(words.strip(ENDS)):
        return Replaced(
            refused=f"With what? Type it in one message: “replace the {name} with: …”. Nothing has changed."
        )
    if wrong := _another(found, here):
        return Replaced(refused=wrong)
    parts = labelled(f"{_label(field, here)}: {words}", here, today)
    if parts is None or parts.given is None:
        return Replaced(refused=f"{parts.left if parts else ''} Nothing has changed.".strip())
    given = replace(parts.given, adding=parts.given.adding - {field})
    return Replaced(given, parts.rest, parts.left, asks=field in ADDED and not found["mark"])


def _stands(here: Sheet, field: str) -> str:
    if field.startswith(INDICATOR):
        return here.response.indicators.get(int(field.removeprefix(INDICATOR)), "").strip()
    return str(getattr(here.response, field) or "").strip()


def _emptying(field: str) -> Given:
    if field.startswith(INDICATOR):
        return Given(indicators={int(field.removeprefix(INDICATOR)): ""}, adding=ADDED)
    none = Given(adding=ADDED - {field})
    match field:
        case "evidence":
            return replace(none, evidence="")
        case "impact":
            return replace(none, impact="")
        case "explanation":
            return replace(none, explanation="")
        case "anticipated":
            return replace(none, anticipated="", date_anew=True)
        case _:
            return replace(none, grade="")


def _another(found: re.Match[str], here: Sheet) -> str:
    """That another recommendation is named than the one in hand."""
    named = found.groupdict().get("number") or ""
    if named.casefold() in ("", here.number.casefold(), f"item {here.position}"):
        return ""
    return f"You are at {here.short_name}, so nothing has changed. Type “open {named}” first, then that again."


def _field(found: re.Match[str], indicators: Sequence[Indicator]) -> str:
    if found["field"]:
        return fields()[" ".join(found["field"].casefold().split())]
    one = indicator_of(found["code"], indicators)
    return f"{INDICATOR}{one.id}" if one else "evidence"


def _label(field: str, here: Sheet) -> str:
    if field.startswith(INDICATOR):
        one = next(one for one in here.indicators if one.id == int(field.removeprefix(INDICATOR)))
        return one.code.strip() or one.text.strip()
    return field


def _called(field: str, here: Sheet) -> str:
    return NAMES.get(field) or f"value of {shortened(_label(field, here), 60)}"


def _names(indicators: Sequence[Indicator]) -> tuple[str, ...]:
    return tuple(name for one in indicators for name in (one.code.strip(), one.text.strip()) if name)


def _order(text: str) -> str:
    """An order to empty a field is short, and a line of its own."""
    words = seen(text).strip().replace("’", "'")
    return "" if len(words) > LONGEST_ORDER else words


@dataclass(frozen=True, slots=True)
class Shapes:
    replace: re.Pattern[str]
    empty: re.Pattern[str]
    alone: re.Pattern[str]
    several: re.Pattern[str]


@cache
def _listed() -> dict[str, str]:
    """Each list as one choice, its longest first."""
    data: dict[str, list[str]] = yaml.safe_load(files("dialogs").joinpath("replacing.yaml").read_text(encoding="utf-8"))
    return {name: f"(?:{'|'.join(map(_spaced, sorted(words, key=len, reverse=True)))})" for name, words in data.items()}


def _spaced(words: str) -> str:
    return r"[^\S\n]+".join(re.escape(word).replace("'", "['’]") for word in words.split())


@lru_cache(maxsize=1_000)
def _shapes(indicators: tuple[str, ...]) -> Shapes:
    said, gap = _listed(), r"[^\S\n]+"
    labels = "|".join(map(_spaced, sorted(fields(), key=len, reverse=True)))
    codes = "|".join(map(_spaced, sorted(indicators, key=len, reverse=True)))
    named = (
        rf"(?:(?:value|figure){gap}(?:of|for){gap}(?:the{gap})?)?(?:(?P<field>{labels})|(?P<code>{codes or '(?!)'}))"
        rf"(?:[^\S\n]*\([^()\n]{{1,60}}\))?(?:{gap}{said['box']})?"
        rf"(?:{gap}(?:of|for|in|from|on){gap}(?:(?:rec(?:ommendation)?\.?|number|no\.?|#)[^\S\n]*)(?P<number>{DIGITS}))?"
    )
    ordered = rf"(?:{said['before']}{gap}|,[^\S\n]*)*"
    whose = rf"(?:{said['whose']}{gap})*"
    mark = r"[^\S\n]*(?P<mark>[:：=]|[^\S\n][-–—](?=\s)|\n)"
    first = rf"(?:(?P<verb>{said['replace']})|(?P<corrected>{said['corrected']})){gap}"
    after = rf"(?:{gap}(?:(?P<with>{said['with']})|(?P<should>{said['instead']})))?(?:{mark}|(?=\s)|(?=[.!?]*\Z))"
    return Shapes(
        re.compile(rf"^[^\S\n]*{ordered}(?:{first})?{whose}{named}{after}", re.I | re.M),
        re.compile(rf"{ordered}{said['empty']}{gap}{whose}{named}(?:{gap}(?:please|now))?[\s.!?]*", re.I),
        re.compile(
            rf"(?:[-–—*•·+][^\S\n]+)?[*_]{{0,3}}{named}[*_]{{0,3}}[^\S\n]*[:：=][*_]{{0,3}}\s*"
            rf"(?:(?P<none>{said['none']})|{said['emptied']})?[\s.!]*",
            re.I,
        ),
        re.compile(
            rf"{ordered}{said['empty']}{gap}{whose}"
            rf"(?:{said['everything']}|(?:{labels})(?:(?:,[^\S\n]*(?:and{gap})?|{gap}and{gap}){whose}(?:{labels}))+)[\s.!?]*",
            re.I,
        ),
    )
