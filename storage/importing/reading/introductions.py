"""The prose around the recommendations: how a plan introduces itself, its successes, how it will be watched over.

Only what stands before the first recommendation or after the last: a sentence between two of them may be a lost piece of one.
"""

import re
from collections.abc import Iterator, Sequence

from storage.importing.reading.beginnings import STATES
from storage.importing.reading.drafts import Draft
from storage.importing.reading.labels import read_start
from storage.importing.reading.ledger import Ledger, echoes
from storage.importing.reading.strips import Flat, Passage, Strip

FEWEST_WORDS = 8
FEWEST_LISTED = 3
LONGEST_HEADING = 14
ENDS_A_SENTENCE = re.compile(r"[.!?…:;][)\"”’']*$")


def introduction(
    flat: Flat,
    drafts: Sequence[Draft],
    ledger: Ledger,
    running: set[str],
    held: str,
    not_read: set[int],
    outside: set[int],
) -> tuple[str, ...]:
    """Its paragraphs, headings among them, each placed. `held`: the words of the fields in a row, which it does not repeat.
    `not_read`: what looks like recommendations, which it never holds. `outside`: what of a message greets and takes leave,
    and what minutes tell of an item, wherever it stands."""
    found: list[Passage] = []
    for stretch in _stretches(flat.strips, drafts):
        free = [strip for strip in stretch if _index(strip) not in not_read and _is_free(strip, ledger, running, held)]
        found += [passage for strip in _prose(free) for passage in strip.full[0].passages if not ledger.has(passage)]
    found += [one for one in flat.passages if one.index in outside and one not in found and not ledger.has(one)]
    found.sort(key=lambda one: one.index)
    ledger.take(found)
    return tuple(f"{passage.numbered} {passage.text}".strip() for passage in found)


def _stretches(strips: Sequence[Strip], drafts: Sequence[Draft]) -> Iterator[Sequence[Strip]]:
    """What comes before the first word of a recommendation, and what comes after the last."""
    said = [passage.index for draft in drafts for passage in draft.passages]
    if not said:
        return
    first, last = min(said), max(said)
    yield [strip for strip in strips if _index(strip) < first]
    yield [strip for strip in strips if _index(strip) > last]


def _index(strip: Strip) -> int:
    """Where the strip's words begin among all."""
    return strip.full[0].passages[0].index if strip.full else 0


def _is_free(strip: Strip, ledger: Ledger, running: set[str], held: str) -> bool:
    """One box of words that no field holds, that no page repeats, and that do not call themselves a recommendation."""
    start = read_start(strip.text)
    if len(strip.full) != 1 or strip.text.casefold() in running or (start and not STATES.match(start.rest)):
        return False
    passages = strip.full[0].passages
    return not all(ledger.has(one) or echoes(one, held) for one in passages)


def _prose(strips: Sequence[Strip]) -> Iterator[Strip]:
    """Sentences; the lines of a list that goes on from them; and the headings that stand over either."""
    goes_on = False
    for strip, below in zip(strips, _below(strips), strict=True):
        is_sentence = _is_sentence(strip)
        is_listed = goes_on and _is_listed(strip)
        heads = _is_heading(strip) and below is not None and _is_sentence(below)
        goes_on = is_sentence or is_listed
        if is_sentence or is_listed or heads:
            yield strip


def _below(strips: Sequence[Strip]) -> Sequence[Strip | None]:
    """For each the next that is no heading. From the end, so that each is looked at once, however many headings follow."""
    found: list[Strip | None] = []
    below: Strip | None = None
    for strip in reversed(strips):
        found.append(below)
        below = below if _is_heading(strip) else strip
    return found[::-1]


def _is_sentence(strip: Strip) -> bool:
    if read_start(strip.text):
        return True
    return len(strip.text.split()) >= FEWEST_WORDS and bool(strip.is_line or ENDS_A_SENTENCE.search(strip.text))


def _is_listed(strip: Strip) -> bool:
    return strip.is_line and len(strip.text.split()) >= FEWEST_LISTED and not strip.level


def _is_heading(strip: Strip) -> bool:
    return strip.is_line and len(strip.text.split()) <= LONGEST_HEADING and not re.search(r"[.;,]$", strip.text)
