"""A list for a plan: numbered lines, each with labels under it, in a text that never says "Recommendation 1"."""

import re
from collections.abc import Sequence

from storage.importing.reading.drafts import OF_A_RECOMMENDATION, OF_A_ROUND
from storage.importing.reading.forms import Recurring, said
from storage.importing.reading.labels import Field, Label, read_start
from storage.importing.reading.strips import Strip

NUMBERED = re.compile(r"^\(?(\d{1,3})[.)]\s+(?=[^\W\d_])")
MOST_WRAPPED = 4
FEWEST = 2
BESIDE = (OF_A_RECOMMENDATION | OF_A_ROUND) - {Field.RECOMMENDATION, Field.ACTION}


def listed_starts(strips: Sequence[Strip], recurring: Recurring) -> dict[int, Label]:
    """Where such recommendations begin. Their numbers rise, and each goes on to a label before the next begins."""
    found: dict[int, Label] = {}
    last = 0
    for index, strip in enumerate(strips):
        if not strip.is_line:
            continue
        if read_start(strip.text):
            return {}
        number = NUMBERED.match(strip.text)
        if number and int(number[1]) > last and _has_label_below(strips[index + 1 :], recurring):
            last = int(number[1])
            found[index] = Label(Field.RECOMMENDATION, number=number[1], rest=strip.text[number.end() :])
    return found if len(found) >= FEWEST else {}


def _has_label_below(below: Sequence[Strip], recurring: Recurring) -> bool:
    for strip in below[:MOST_WRAPPED]:
        if not strip.is_line or NUMBERED.match(strip.text):
            return False
        if pair := said(strip.boxes[0].passages, recurring):
            return pair.label.field in BESIDE
    return False
