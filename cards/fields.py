"""The inputs of the form. What is kept already stands in them to the letter, or, where it is too long to carry,
above an empty one that adds to it: an input whose value was cut would save the cut as the answer."""

from collections.abc import Mapping
from functools import lru_cache

from cards.elements import choice_input, folded, label, line, run, small, text_input, toggle
from cards.frame import Element, Room, json_bytes
from cards.people import words
from cards.wording import UNDRAWABLE, count, said, unmarked
from storage.views import Grade, Indicator, Sheet

FIELDS = ("evidence", "impact", "explanation", "anticipated", "grade")
MOST_INPUT_BYTES = 8_500
MOST_BOX_BYTES = 8_000
MOST_INDICATORS = 8

LABELS = {
    "evidence": "Evidence of progress",
    "impact": "Evidence of impact",
    "explanation": "Explanation",
    "anticipated": "Anticipated date",
}
ADDED = {"evidence": "evidence", "impact": "impact", "explanation": "explanation", "anticipated": "anticipated date"}
PLACEHOLDERS = {
    "evidence": "What has been done since last time. Numbers, dates and links help.",
    "impact": "What difference it has made, and to whom.",
    "explanation": "If it has slipped or was not achieved: why, and what happens next.",
    "anticipated": "e.g. March 2025 or 31/03/2025",
}


def goes_back_whole(text: str) -> bool:
    """Whether a card can hold this text in its box to the letter, as its writer typed it."""
    is_small = json_bytes(text.encode("utf-8", "replace").decode()) <= MOST_BOX_BYTES
    return is_small and not UNDRAWABLE.search(text.replace("\n", "").replace("\r", ""))


def adding(sheet: Sheet) -> frozenset[str]:
    """The inputs, by id, that cannot carry what is kept: first what no client hands back whole, then the longest."""
    values = _values(sheet)
    crowded = {id for id, value in values.items() if not _carries(value)}
    weights = {id: json_bytes(value) for id, value in values.items() if id not in crowded}
    while sum(weights.values()) > MOST_INPUT_BYTES:
        longest = max(weights, key=weights.__getitem__)
        del weights[longest]
        crowded.add(longest)
    return frozenset(crowded)


def told(sheet: Sheet, crowded: frozenset[str]) -> Mapping[str, str]:
    """What a button says about the inputs beside it. `fields` stand for all that is kept: what is emptied in them is
    meant to go, and Teams leaves empty boxes out. An empty one in "add" mode leaves what is kept as it is."""
    whole = " ".join(name for name in (*_values(sheet), "grade") if name not in crowded)
    return {"fields": whole} | {f"{field}_mode": "add" for field in FIELDS if field in crowded}


def inputs(sheet: Sheet, room: Room, crowded: frozenset[str]) -> list[Element]:
    return [
        *_prose("evidence", sheet, room, crowded),
        *_prose("impact", sheet, room, crowded),
        *_indicators(sheet, room, crowded),
        *_grade(sheet, room),
        *_prose("explanation", sheet, room, crowded),
        *_prose("anticipated", sheet, room, crowded),
    ]


def _values(sheet: Sheet) -> dict[str, str]:
    said_now = sheet.response
    kept = {
        "evidence": said_now.evidence,
        "impact": said_now.impact,
        "explanation": said_now.explanation,
        "anticipated": said_now.anticipated,
    }
    return kept | {_id(one): said_now.indicators.get(one.id, "") for one in sheet.indicators[:MOST_INDICATORS]}


def _carries(value: str) -> bool:
    """Whether a client hands this back as it was: NUL and half characters do not survive the way."""
    return not UNDRAWABLE.search(value.replace("\n", "").replace("\r", ""))


def _prose(field: str, sheet: Sheet, room: Room, crowded: frozenset[str]) -> list[Element]:
    is_long = field != "anticipated"
    if field in crowded:
        kept = [label(LABELS[field]), *words(_values(sheet)[field], room)]
        added = f"Add to the {ADDED[field]} (what is already there is kept)"
        return [*kept, text_input(field, added, multiline=is_long)]
    value = _values(sheet)[field]
    return [text_input(field, LABELS[field], value, placeholder=PLACEHOLDERS[field], multiline=is_long)]


def _grade(sheet: Sheet, room: Room) -> list[Element]:
    grades = sheet.scheme.grades
    labels = [_label(grade) for grade in grades]
    meanings = [
        line(run(label, bold=True), f": {_definition(grade, 3 * room.name)}")
        for label, grade in zip(labels, grades, strict=True)
        if grade.definition
    ]
    choices = [(label, grade.code) for label, grade in zip(labels, grades, strict=True)]
    chosen = choice_input("grade", "Assessment of progress", choices, sheet.response.grade or "")
    return [chosen, toggle("What the grades mean", "grade_meanings"), folded("grade_meanings", meanings)]


# A scheme's words are the same on every form of its plan.
@lru_cache(maxsize=1_000)
def _label(grade: Grade) -> str:
    return unmarked(grade.full_label)


@lru_cache(maxsize=1_000)
def _definition(grade: Grade, limit: int) -> str:
    return said(grade.definition, limit)


def _indicators(sheet: Sheet, room: Room, crowded: frozenset[str]) -> list[Element]:
    if not sheet.indicators:
        return []
    drawn = [label("Indicators")]
    for one in sheet.indicators[:MOST_INDICATORS]:
        drawn.append(_indicator(one, sheet.response.indicators.get(one.id, ""), room, _id(one) in crowded))
    left_out = len(sheet.indicators) - MOST_INDICATORS
    if left_out > 0:
        drawn.append(small(f"{count('more indicator', left_out)} would not fit here. Type one as “code: value”."))
    return drawn


def _indicator(one: Indicator, value: str, room: Room, is_crowded: bool) -> Element:
    asked = _asked(one, room)
    if is_crowded:
        kept = unmarked(value, room.name)
        return text_input(_id(one), f"{asked}. Kept: “{kept}”. What you type takes its place")
    return text_input(_id(one), asked, value)


def _asked(one: Indicator, room: Room) -> str:
    """The label of an indicator's box: what is counted, the aim, and what it came to last time."""
    half = room.name // 2
    name = ": ".join(unmarked(part, room.name) for part in (one.code, one.text) if part.strip()) or "Indicator"
    target = f"target {unmarked(one.target, half)}" if one.target.strip() else "no target"
    before = (
        f"{unmarked(one.last_value, half)} in {unmarked(one.last_round, half)}" if one.last_value.strip() else "none"
    )
    return f"{name} ({target}; last value {before})"


def _id(one: Indicator) -> str:
    return f"indicator_{one.id}"
