"""Rows over a table's columns: one that names the recommendation of the rows below, and one that tells of it as a whole.

"Recommendation 1: Mend the steps" over its actions, "Progress: Two are mended. | RAG: Green" under them, a theme's name over
several. Asked while a table with heads is read (`grids.py`, `scanning.py`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from storage.importing.reading.drafts import OF_A_RECOMMENDATION, OF_A_ROUND, Passages
from storage.importing.reading.forms import Pair, of_one_round, said
from storage.importing.reading.labels import Field, read_label, read_start
from storage.importing.reading.rows import NUMBER
from storage.importing.reading.strips import Box, Strip
from storage.importing.reading.under import reads_as_recommended

LONGEST_NAME = 160
FAR = 4
LETTERED = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)]?", re.IGNORECASE)
DIGITS = re.compile(r"\d+(?:\.\d+)*")
TOLD = OF_A_ROUND | OF_A_RECOMMENDATION - {Field.RECOMMENDATION, Field.FINDING}


@dataclass(frozen=True, slots=True)
class Named:
    """A recommendation that a row names. `label`: the passages that only say that it is one, or which."""

    number: str
    text: Passages
    label: Passages = ()


def named_by(strip: Strip, below: Strip | None) -> Named | None:
    """The recommendation that is all that this row says, None where it says something else. `below`: the next row."""
    full = strip.full
    if len(full) == 2:
        return _beside_its_number(strip, full[0], full[1], below)
    if len(full) != 1:
        return None
    first, *others = full[0].passages
    if start := read_start(first.text):
        if start.rest:
            return Named(start.number, (replace(first, text=start.rest), *others))
        return Named(start.number, tuple(others), (first,)) if others else None
    pair = said(full[0].passages)
    if pair and pair.label.field is Field.RECOMMENDATION and pair.label.round is None and pair.values:
        valued = {one.index for one in pair.values}
        return Named("", pair.values, tuple(one for one in pair.label_passages if one.index not in valued))
    return None


def _beside_its_number(strip: Strip, number: Box, text: Box, below: Strip | None) -> Named | None:
    """ "2 | That steps are mended", where the text goes over all further columns and a row of another kind follows."""
    start = read_start(number.text)
    is_label = read_label(number.text) == start if start else False
    goes_over = text.span > 1 and text.column + text.span >= strip.width
    if not goes_over or not (is_label or NUMBER.fullmatch(number.text)) or not reads_as_recommended(text.text):
        return None
    pair = said(text.passages)
    if (pair and pair.label.field is not Field.RECOMMENDATION) or not _is_part(below, strip, number):
        return None
    return Named(start.number if start else number.text.strip(" .:()"), text.passages, number.passages)


def _is_part(below: Strip | None, strip: Strip, number: Box) -> bool:
    """Whether the row below is an action of this one: it has no number, a letter, or a number that goes on from this."""
    if below is None or below.table != strip.table or len(below.full) < 2:
        return False
    first = below.full[0]
    if first.column > number.column or LETTERED.fullmatch(first.text):
        return True
    digits = DIGITS.search(number.text)
    return digits is not None and bool(re.match(rf"\D{{0,2}}{re.escape(digits[0])}\s?[.(a-z]", first.text))


def names_section(strips: Sequence[Strip], index: int, heads: Iterable[Strip]) -> bool:
    """A name alone in its row, right before a row that names a recommendation, or before another such name."""
    if not _is_name(strips[index]):
        return False
    said_of_heads = {strip.text for strip in heads}
    for at, other in enumerate(strips[index + 1 : index + 1 + FAR], index + 1):
        if other.table != strips[index].table:
            return False
        if other.text in said_of_heads:
            continue
        if named_by(other, next(iter(strips[at + 1 : at + 2]), None)):
            return True
        if not _is_name(other):
            return False
    return False


def _is_name(strip: Strip) -> bool:
    full = strip.full
    if len(full) != 1 or full[0].column > 1 or len(full[0].text) > LONGEST_NAME:
        return False
    text = full[0].text
    if read_start(text) or text[:1].islower() or (text[-1:] in ".;:" and not strip.bold):
        return False
    label = read_label(text.partition(":")[0])
    return label is None or label.field is Field.SECTION


def told_of_all(strip: Strip) -> list[Pair]:
    """What a row tells under labels of its own, each in a cell with its value or in one before it. Nothing where a cell is
    neither, or where none tells how things stand."""
    found: list[Pair] = []
    for box in strip.full:
        pair = _labelled(box)
        if pair and pair.label.field in TOLD:
            found.append(replace(pair, shade=_shade_of(pair, box, strip)))
        elif found and not found[-1].values:
            found[-1] = replace(found[-1], values=box.passages, shade=box.shade or found[-1].shade)
        else:
            return []
    if not any(pair.label.field in OF_A_ROUND and (pair.values or pair.shade) for pair in found):
        return []
    return of_one_round(found)


def _labelled(box: Box) -> Pair | None:
    """ "Progress at June 2025" is a label with its round; "By June 2025" is a date, though "By" is a label."""
    if (pair := said(box.passages)) and not pair.label.number:
        return pair
    label = read_label(box.text)
    is_dated = label is not None and label.round is not None and label.field not in OF_A_ROUND
    return Pair(label, box.text, box.passages, ()) if label and not label.number and not is_dated else None


def _shade_of(pair: Pair, box: Box, strip: Strip) -> str:
    """A grade may be told by colour alone: its cell's own, or that of the blank cell beside it."""
    if pair.label.field is not Field.GRADE:
        return ""
    beside = strip.at(box.column + box.span)
    return (beside.shade if not beside.passages else "") or box.shade
