"""A table's heads: which column is which, whatever their order, over one row or two, and what kind of table that makes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as field_of
from enum import StrEnum

from storage.importing.reading.drafts import OF_A_ROUND, OF_THE_COVER
from storage.importing.reading.labels import Field, Label, bare, read_label, stays_beside
from storage.importing.reading.rounds import spot_round
from storage.importing.reading.strips import Strip

MAIN = (Field.RECOMMENDATION, Field.FINDING, Field.ACTION, Field.NUMBER, Field.SECTION, Field.MEASURE)
LONGEST_HEAD = 130
ABBREVIATION = re.compile(r"\b(?:nos?|refs?|recs?|num|resp|est|cyf|off|mgt)\.$|^\S{1,8}\.$", re.IGNORECASE)
ENOUGH = 0.6
NEARLY_ALL = 0.75
LONGEST_LOOSE = 60
PAIRS_BESIDE = 4


class Kind(StrEnum):
    RECORDS = "records"
    SUBS = "subs"
    INDICATORS = "indicators"
    PARTS = "parts"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Columns:
    """`unknown`: columns whose head names no field. `besides`: what stands over these, and over what only a cover has a
    field for. `heads`: the rows that say so."""

    labels: Mapping[int, Label]
    kind: Kind
    main: int | None
    width: int
    table: int
    unknown: frozenset[int] = frozenset()
    reference: int | None = None
    besides: Mapping[int, str] = field_of(default_factory=dict)
    heads: tuple[Strip, ...] = ()

    def fields(self) -> set[Field]:
        return {label.field for label in self.labels.values()}

    def column(self, field: Field) -> int | None:
        return next((at for at, label in self.labels.items() if label.field is field), None)


def heads(strip: Strip, *, first: bool) -> dict[int, Label] | None:
    """The labels of a heading row by column, None for every other row. `first`: it is the first row of its table."""
    full = strip.full
    if strip.is_line or len(full) < 2 or any(len(box.text) > LONGEST_HEAD for box in full):
        return None
    if any(box.text.endswith(".") and not ABBREVIATION.search(box.text) for box in full):
        return None
    colons = sum(box.text.rstrip().endswith(":") for box in full)
    if colons and (colons < len(full) or len(full) == 2):
        return None
    strict = sum(read_label(box.text) is not None for box in full)
    leading = first or strip.heading
    if strict < 2 and not (strict == 1 and leading and (len(full) > 2 or strip.heading)):
        return None
    loose = leading or strict >= ENOUGH * len(full)
    found: dict[int, Label] = {}
    for box in full:
        label = read_label(box.text, damaged=loose, loose=loose and len(box.text) <= LONGEST_LOOSE)
        if label and label.number:
            return None
        if label:
            found[box.column] = label
        elif loose and len(full) > 2 and (alone := spot_round(box.text)) and alone[0] and not bare(alone[1]):
            found[box.column] = Label(Field.EVIDENCE, alone[0], rest="either")
    enough = NEARLY_ALL if not leading else 0 if _names_rows(found, strict) else ENOUGH
    if len(found) < enough * len(full):
        return None
    if all(label.field in OF_THE_COVER for label in found.values()):
        return None
    leading_label = found.get(full[0].column)
    is_of_cover = leading_label is not None and leading_label.field in OF_THE_COVER
    if len(full) == 2 and any(label.field in OF_THE_COVER for label in found.values()):
        return None
    if len(full) == PAIRS_BESIDE and is_of_cover and full[1].column not in found:
        return None  # "Name of review | Parking | Date of Executive | 2 December 2025": two labels, each with its value
    return found


def _names_rows(found: Mapping[int, Label], strict: int) -> bool:
    """Whether the heads that are known are those of a table of recommendations, whatever the others say."""
    return strict >= 2 and any(label.field in MAIN[:3] for label in found.values())


def two_rows(upper: Mapping[int, Label], strip: Strip, lower: Mapping[int, Label], below: Strip) -> dict[int, Label]:
    """Heads over two rows made one: the lower is the nearer; what stands over it gives its round."""
    labels: dict[int, Label] = {}
    for box in (*strip.boxes, *below.boxes):
        at = box.column
        over = upper.get(strip.at(at).column)
        under = lower.get(at)
        if under:
            spotted = under.round or (over.round if over else None) or spot_round(strip.at(at).text)[0]
            labels[at] = replace(under, round=spotted)
        elif over and (at == strip.at(at).column):
            labels.setdefault(at, over)
    return labels


def arranged(labels: Mapping[int, Label], strip: Strip, below: Strip | None, *, within: bool) -> Columns:
    """The columns of a table. `within`: it stands under a recommendation that was named above it."""
    fields = {label.field for label in labels.values()}
    rows = (strip, below) if below else (strip,)
    headed = frozenset(box.column for one in rows for box in one.full)
    labels = _surest_date(labels, strip)
    unknown = headed - set(labels)
    if _is_of_indicators(fields):
        return Columns(_as_indicators(labels), Kind.INDICATORS, None, strip.width, strip.table, unknown, heads=rows)
    labels = _of_one_round(_as_beside(_in_full(_one_of_each(labels))))
    unknown = headed - set(labels)
    labels = _as_diary(labels) if within else labels
    at = _main(labels)
    if within and (at is None or labels[at].field is not Field.RECOMMENDATION):
        tells = fields & {Field.START, Field.OWNER, Field.DUE, Field.GRADE}
        is_subs = at is not None and labels[at].field is Field.ACTION and len(tells) >= 2
        return Columns(labels, Kind.SUBS if is_subs else Kind.PARTS, at, strip.width, strip.table, unknown, heads=rows)
    if at is not None and labels[at].field is not Field.NUMBER:
        labels = {**labels, at: replace(labels[at], field=Field.RECOMMENDATION)}
    elsewhere = {
        at for at, label in labels.items() if label.field in OF_THE_COVER and label.field is not Field.REPORTED
    }
    besides = {at: head for at in sorted(unknown | elsewhere) if stays_beside(head := _head(at, strip, below))}
    return Columns(labels, Kind.RECORDS, at, strip.width, strip.table, unknown, besides=besides, heads=rows)


def _head(at: int, strip: Strip, below: Strip | None) -> str:
    """What stands over a column, the nearer of two rows first."""
    near = below.at(at).text if below else ""
    return near or strip.at(at).text


def _surest_date(labels: Mapping[int, Label], strip: Strip) -> Mapping[int, Label]:
    """Beside a column that can only be the due date, one that merely has a date in its head ("Date and minute") is none."""
    dated = [at for at, label in labels.items() if label.field is Field.DUE]
    sure = [at for at in dated if read_label(strip.at(at).text)]
    return {at: label for at, label in labels.items() if at in sure or at not in dated} if sure else labels


def _in_full(labels: Mapping[int, Label]) -> dict[int, Label]:
    """ "Q1 23/24 update | Q1 RAG": a round that one head names short and one other in full is the same."""
    named = list(dict.fromkeys(label.round for label in labels.values() if label.round and label.round.on))
    full: dict[int, Label] = {}
    for at, label in labels.items():
        short = label.round.text.casefold() if label.round and not label.round.on else ""
        same = [one for one in named if short and re.match(rf"{re.escape(short)}\b", one.text.casefold())]
        full[at] = replace(label, round=same[0]) if len(same) == 1 else label
    return full


def _as_diary(labels: dict[int, Label]) -> dict[int, Label]:
    """ "Date | Progress | RAG" under a recommendation: the date is the day of what stands beside it, and no due date."""
    fields = {label.field for label in labels.values()}
    if Field.EVIDENCE not in fields or not fields <= OF_A_ROUND | {Field.DUE}:
        return labels
    return {
        at: replace(label, field=Field.REPORTED) if label.field is Field.DUE else label for at, label in labels.items()
    }


def _as_beside(labels: Mapping[int, Label]) -> dict[int, Label]:
    """ "Q1 update | RAG | Q2 update | RAG": where several columns are grades and none says of which round, each is of the
    round on its left."""
    bare = [at for at, label in labels.items() if label.field is Field.GRADE and label.round is None]
    rounds = {at: label.round for at, label in labels.items() if label.round and label.field in OF_A_ROUND}
    found = dict(labels)
    if len(bare) < 2 or len(set(rounds.values())) < 2:
        return found
    for at in bare:
        left = max((one for one in rounds if one < at), default=None)
        if left is not None:
            found[at] = replace(labels[at], round=rounds[left])
    return found


def _of_one_round(labels: Mapping[int, Label]) -> dict[int, Label]:
    """Where one column names a round and others name none, the whole row is of that round."""
    named = {label.round for label in labels.values() if label.round and label.field in OF_A_ROUND}
    if len(named) != 1:
        return dict(labels)
    only = named.pop()
    return {at: replace(label, round=only) if label.field in OF_A_ROUND else label for at, label in labels.items()}


def _main(labels: Mapping[int, Label]) -> int | None:
    """The column that holds what each row is about: the recommendation, or what stands for it where there is none."""
    for field in MAIN:
        if (at := next((column for column, label in labels.items() if label.field is field), None)) is not None:
            return at
    return None


def _is_of_indicators(fields: set[Field]) -> bool:
    measured = fields & {Field.TARGET, Field.ACTUAL, Field.INDICATOR_CODE}
    against = fields & {Field.DUE}
    return Field.RECOMMENDATION not in fields and (
        (Field.INDICATOR in fields and bool(measured | against))
        or len(measured) >= 2
        or (Field.MEASURE in fields and Field.ACTUAL in fields and bool(against))
    )


def _as_indicators(labels: Mapping[int, Label]) -> dict[int, Label]:
    """In a table of indicators "Target" is a figure and "Progress RAG" what was reached. Of two columns that describe one
    ("KPI | Measure"), the first is its code."""
    fields = {label.field for label in labels.values()}
    describing = [at for at, label in labels.items() if label.field in (Field.INDICATOR, Field.MEASURE)]
    coded = Field.INDICATOR_CODE in fields or len(describing) < 2 or Field.INDICATOR not in fields
    found = {}
    for at, label in labels.items():
        field = label.field
        if not coded and at in describing:
            field = Field.INDICATOR_CODE if at == describing[0] else Field.INDICATOR
        elif field is Field.DUE and Field.TARGET not in fields:
            field = Field.TARGET
        elif field in (Field.GRADE, Field.EVIDENCE, Field.PERCENT) and Field.ACTUAL not in fields:
            field = Field.ACTUAL
        elif field in (Field.NUMBER,):
            field = Field.INDICATOR_CODE
        elif field in (Field.MEASURE,) and Field.INDICATOR not in fields:
            field = Field.INDICATOR
        found[at] = replace(label, field=field)
    return found


def _one_of_each(labels: Mapping[int, Label]) -> dict[int, Label]:
    """Where two columns could be the recommendation, the one that says so is; of two that could be its section, the first."""
    found = dict(labels)
    several = {
        field: [at for at in sorted(found) if found[at].field is field]
        for field in (Field.RECOMMENDATION, Field.SECTION)
    }
    for at in (*several[Field.RECOMMENDATION][:-1], *several[Field.SECTION][1:]):
        del found[at]
    return found


def column(rows: Sequence[Strip], at: int) -> list[str]:
    """What stands in a column, rows of one cell aside."""
    boxes = (row.at(at) for row in rows if len(row.full) > 1)
    return [box.text for box in boxes if box.passages and box.column == at]
