"""Recommendations made of paragraphs: a line that says what is recommended, and under it lines or rows with a label each.

"4. The council should …" over "Responsible: …", "By when: …", "Progress: …". Word's own numbers count, and where there are
no numbers, what stands over such labels again and again.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from storage.importing.reading.columns import heads
from storage.importing.reading.drafts import OF_A_RECOMMENDATION, OF_A_ROUND
from storage.importing.reading.forms import Recurring, label_of, said
from storage.importing.reading.labels import Field, Label
from storage.importing.reading.outlines import outlined_starts
from storage.importing.reading.strips import Strip

NUMBERED = re.compile(r"^\(?(\d{1,3})[.)]\s+(?=[^\W\d_])")
LISTED = re.compile(r"\(?(\d{1,3})[.)]?")
ASKS = re.compile(r"\b(?:should|must|needs? to|recommends?)\b|^that\b|\.$", re.IGNORECASE)
OF_ONE = (OF_A_RECOMMENDATION | OF_A_ROUND) - {Field.RECOMMENDATION, Field.FINDING}
BESIDE = OF_ONE - {Field.ACTION}
MOST_WRAPPED = 4
FEWEST = 2
Starts = dict[int, Label]


@dataclass(frozen=True, slots=True)
class Block:
    """Labels one after another, from `first` up to `end`, and the lines without one right above them, from `above`."""

    above: int
    first: int
    end: int
    fields: frozenset[Field]

    @property
    def is_of_one(self) -> bool:
        return not self.fields.isdisjoint(BESIDE)


def blocks_of(strips: Sequence[Strip], recurring: Recurring) -> list[Block]:
    """Every stretch of a recommendation's labels under a line that has none."""
    found: list[Block] = []
    at, above = 0, 0
    while at < len(strips):
        if not (fields := _labelled(strips, at, recurring)):
            above = above if strips[at].is_line else at + 1
            at += 1
            continue
        end = at
        while end < len(strips) and (more := _labelled(strips, end, recurring)):
            fields, end = fields | more, end + 1
            end = _wrapped(strips, end, recurring)
        if above < at:
            found.append(Block(above, at, end, frozenset(fields)))
        at = above = end
    return found


def paragraph_starts(strips: Sequence[Strip], recurring: Recurring, is_start: Callable[[Strip], bool]) -> Starts:
    """Where such recommendations begin. Where lines call themselves recommendations, there is nothing to find."""
    if any(is_start(strip) for strip in strips if strip.is_line):
        return {}
    blocks = [block for block in blocks_of(strips, recurring) if block.is_of_one]
    stretches = [range(max(block.above, block.first - MOST_WRAPPED), block.first) for block in blocks]
    if outlined := outlined_starts(strips, stretches):
        return outlined
    found = _numbered(strips, blocks)
    found |= _unnumbered(strips, blocks, found)
    return dict(sorted(found.items())) if len(found) >= FEWEST else {}


def _numbered(strips: Sequence[Strip], blocks: Sequence[Block]) -> Starts:
    """Their numbers rise; under another heading they may begin again."""
    found: Starts = {}
    last, before = 0, 0
    for block in blocks:
        lines = range(max(block.above, block.first - MOST_WRAPPED), block.first)
        at = next((one for one in reversed(lines) if _number(strips[one])), None)
        if at is None:
            continue
        number = _number(strips[at])
        begins_again = number == "1" and any(strip.level for strip in strips[before:at])
        if int(number) > last or begins_again:
            text = strips[at].text
            rest = text if not (own := NUMBERED.match(text)) else text[own.end() :]
            found[at], last, before = Label(Field.RECOMMENDATION, number=number, rest=rest), int(number), at
    return found


def _unnumbered(strips: Sequence[Strip], blocks: Sequence[Block], numbered: Starts) -> Starts:
    """What stands over the same labels again and again. How many lines it has, the shortest of them says."""
    free = [block for block in blocks if numbered.keys().isdisjoint(range(block.above, block.first))]
    free = [block for block in free if strips[block.first].is_line and len(block.fields & OF_ONE) >= FEWEST]
    alike = [block for block in free if sum(len(block.fields & one.fields) >= FEWEST for one in blocks) >= FEWEST]
    if not alike:
        return {}
    length = min(block.first - block.above for block in alike)
    starts = {block.first - min(length, MOST_WRAPPED) for block in alike}
    return {at: Label(Field.RECOMMENDATION, rest=strips[at].text) for at in starts}


def _number(strip: Strip) -> str:
    """The number that a line begins with, or that Word prints before it."""
    found = NUMBERED.match(strip.text) or LISTED.fullmatch(strip.boxes[0].passages[0].numbered)
    return found[1] if found else ""


def _wrapped(strips: Sequence[Strip], at: int, recurring: Recurring) -> int:
    """Past the lines of a value that goes on, where more labels follow them."""
    for end in range(at, min(at + MOST_WRAPPED, len(strips))):
        strip = strips[end]
        if not strip.is_line or strip.level or _number(strip):
            return at
        if _labelled(strips, end, recurring):
            return end
        if not strip.text[:1].islower():
            return at
    return at


def _labelled(strips: Sequence[Strip], at: int, recurring: Recurring) -> set[Field]:
    """The fields of a line or row that is a label of a recommendation with its value, or of a table of them."""
    strip = strips[at]
    if strip.is_line:
        pair = said(strip.boxes[0].passages, recurring)
        return {pair.label.field} & OF_ONE if pair and not pair.label.number else set()
    if len(strip.boxes) <= FEWEST:
        label = label_of(strip.boxes[0], recurring) if strip.boxes[0].passages else None
        return {label.field} & OF_ONE if label and not label.number else set()
    above = strips[at - 1] if at else None
    if above is None or not above.is_line or not ASKS.search(above.text):
        return set()
    labels = heads(strip, first=True)
    fields = {label.field for label in labels.values()} if labels else set()
    return (
        fields if len(fields & OF_ONE) >= FEWEST and fields.isdisjoint((Field.RECOMMENDATION, Field.NUMBER)) else set()
    )
