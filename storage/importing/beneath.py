"""A doubt about one sub-action or indicator names it in its field: "sub_actions[2].due". What stands there, and setting it.

The number counts from 1 in the order of the document, which answers never change.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from storage.importing.proposal import Dated, ProposedIndicator, ProposedRecommendation, ProposedSubAction

FIELD = re.compile(r"(sub_actions|indicators)\[(\d+)\]\.(\w+)")
DATES = ("start", "due")
NEVER_EMPTY = ("text",)
OF_A_SUB_ACTION = ("text", "number", "lead", "grade", *DATES)
OF_AN_INDICATOR = ("text", "code", "lead", "target", "actual")

Dating = Callable[[Dated, str], Dated]


@dataclass(frozen=True, slots=True)
class Beneath:
    """Which field of which row under a recommendation. `at` counts from 0."""

    rows: str
    at: int
    field: str

    @property
    def is_date(self) -> bool:
        return self.rows == "sub_actions" and self.field in DATES

    @property
    def is_grade(self) -> bool:
        return self.rows == "sub_actions" and self.field == "grade"


def named(field: str) -> Beneath | None:
    """What a doubt's field names, where it is of a row under a recommendation."""
    found = FIELD.fullmatch(field)
    one = Beneath(found[1], int(found[2]) - 1, found[3]) if found else None
    known = OF_A_SUB_ACTION if one and one.rows == "sub_actions" else OF_AN_INDICATOR
    return one if one and one.field in known else None


def same_kind(field: str) -> str:
    """The field without its row, by which doubts of one kind are alike."""
    return re.sub(r"\[\d+\]", "", field)


def field_of(rows: str, place: int, field: str) -> str:
    return f"{rows}[{place}].{field}"


def row_of(one: ProposedRecommendation, where: Beneath) -> ProposedSubAction | ProposedIndicator | None:
    rows = one.sub_actions if where.rows == "sub_actions" else one.indicators
    return rows[where.at] if 0 <= where.at < len(rows) else None


def with_value(one: ProposedRecommendation, where: Beneath, value: str, dating: Dating) -> ProposedRecommendation:
    """The recommendation with this value in that row. A grade is a code or None, a date keeps its own words."""
    row = row_of(one, where)
    if row is None:
        return one
    if where.is_date:
        new: object = dating(getattr(row, where.field), value)
    else:
        new = (value or None) if where.is_grade else value
    changed = replace(row, **{where.field: new})  # type: ignore[arg-type]  # the field is one of the row's own
    if isinstance(changed, ProposedSubAction):
        subs = one.sub_actions
        return replace(one, sub_actions=(*subs[: where.at], changed, *subs[where.at + 1 :]))
    indicators = one.indicators
    return replace(one, indicators=(*indicators[: where.at], changed, *indicators[where.at + 1 :]))
