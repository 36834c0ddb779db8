"""What looks like recommendations and was not understood: lines with their labels, a numbered list of what should be done.

None of it is a plan's introduction. It is told, and listed with what found no place.
"""

import re
from collections.abc import Iterator, Sequence

from storage.importing.proposal import ProposedRecommendation
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.forms import NOTHING_RECURS
from storage.importing.reading.labels import Field, read_label
from storage.importing.reading.ledger import Ledger, echoes
from storage.importing.reading.paragraphs import blocks_of
from storage.importing.reading.strips import Strip

BEGINS = re.compile(r"^(?:[^\W\d_]{3,14}\.? )?\(?(\d{1,3})[.):]?\s+(?=[^\W\d_a-z][\w'’]*\s+\w)")
FEWEST = 2
FEWEST_WORDS = 6
NUMBERED = re.compile(r"^\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+\S", re.IGNORECASE)
NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]?", re.IGNORECASE)
ASKS = re.compile(r"^(?:\S{1,4}\s+)?that\s|\bshould\b", re.IGNORECASE)


def rows_not_read(
    strips: Sequence[Strip], ledger: Ledger, held: str, read: Sequence[ProposedRecommendation], told: set[int]
) -> list[Finding]:
    """What begins as those do that were read, by its number or by what it asks, and was not opened; one doubt about all.
    `told`: what another doubt is about already."""
    numbers = {one.number.strip(".") for one in read if one.number}
    asks = 2 * sum(bool(ASKS.search(one.text)) for one in read) > len(read)
    seen: list[Strip] = []
    last = 0
    for strip in strips:
        first = strip.boxes[0].passages[:1] if strip.full else ()
        if not first or ledger.has(first[0]) or first[0].index in told or echoes(first[0], held):
            continue
        begins = BEGINS.match(strip.text)
        number = begins[1] if begins and (numbers or not read) else ""
        is_next = bool(number) and number not in numbers and int(number) > last
        if is_next:
            last = int(number)
        if is_next or (asks and len(first[0].text.split()) >= FEWEST_WORDS and ASKS.search(first[0].text)):
            seen.append(strip)
    if not seen or (
        not read and (len(seen) < FEWEST or 2 * sum(bool(ASKS.search(one.text)) for one in seen) < len(seen))
    ):
        return []
    many = f"{len(seen)} {'more ' if read else ''}part{'s' if len(seen) > 1 else ''}"
    said = (
        f"{many} of this text {'begin' if len(seen) > 1 else 'begins'} like a recommendation, {quoted(seen[0].text, 60)} first,"
        " and I could not tell its columns or lines apart; what I did not read is listed as not placed."
    )
    return [Finding("rows_not_read", "record", said, place=seen[0].place)]


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
