"""What looks like recommendations and was not understood: lines with their labels, a numbered list of what should be done.

None of it is a plan's introduction. It is told, and listed with what found no place.
"""

import re
from collections.abc import Iterator, Sequence

from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.forms import NOTHING_RECURS
from storage.importing.reading.labels import Field, read_label
from storage.importing.reading.ledger import Ledger, echoes
from storage.importing.reading.paragraphs import blocks_of
from storage.importing.reading.strips import Strip

FEWEST = 2
NUMBERED = re.compile(r"^\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+\S", re.IGNORECASE)
NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]?", re.IGNORECASE)
ASKS = re.compile(r"^(?:\S{1,4}\s+)?that\s|\bshould\b", re.IGNORECASE)


def unread(strips: Sequence[Strip], ledger: Ledger, held: str) -> tuple[set[int], list[Finding]]:
    """The strips, by their first passage, that are no introduction; and one doubt about all of them. `held`: the words of
    the fields in a row; a list that only says them again is understood."""
    lines = [strip for strip in strips if strip.is_line]
    free = [
        strip for strip in lines if not all(ledger.has(one) or echoes(one, held) for one in strip.boxes[0].passages)
    ]
    found = list(dict.fromkeys((*_labelled(free), *_listed(free))))
    if not found:
        return set(), []
    said = (
        f"From {quoted(found[0].text, 60)} on stands what looks like recommendations, and I did not understand it; "
        "it is listed as not placed."
    )
    first = Finding("part_not_understood", "record", said, place=found[0].place)
    return {strip.boxes[0].passages[0].index for strip in found}, [first]


def _labelled(free: Sequence[Strip]) -> Iterator[Strip]:
    """Several labels one after another, and the line right above them."""
    for block in blocks_of(free, NOTHING_RECURS):
        if block.is_of_one and len(block.fields) >= FEWEST:
            yield from free[block.first - 1 : block.end]


def _listed(free: Sequence[Strip]) -> Iterator[Strip]:
    """Numbered lines that say what should be done, under a heading that names recommendations."""
    run: list[Strip] = []
    headed = False
    for strip in free:
        if _is_numbered(strip) and ASKS.search(strip.text):
            run += [strip]
            continue
        yield from run if headed and len(run) >= FEWEST else ()
        run = []
        label = read_label(strip.text, loose=True)
        headed = label is not None and label.field is Field.RECOMMENDATION
    yield from run if headed and len(run) >= FEWEST else ()


def _is_numbered(strip: Strip) -> bool:
    first = strip.boxes[0].passages[0]
    return bool(NUMBERED.match(first.text) or NUMBER.fullmatch(first.numbered))
