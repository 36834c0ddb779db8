"""Totals that stand where the names of grades are no list of their own: figures between a key's names and meanings, and one
figure alone, "Total open: 6", above or below the rows."""

import re
from collections.abc import Sequence

from storage.importing.proposal import ProposedRecommendation
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.scales import Scale, plain
from storage.importing.reading.strips import Box, Strip
from storage.vocabulary import Meaning

FIGURE = re.compile(r"\d{1,4}")
OF = r"(?: (?:number of )?(?:recommendations?|actions?|items?))?"
ALONE = re.compile(
    rf"(?P<name>(?:total|cyfanswm){OF}(?: (?P<which>open|outstanding|live|closed|complete|completed|implemented))?{OF})"
    r"\s*[:=–-]\s*(?P<figure>\d{1,4})\.?",
    re.IGNORECASE,
)
OPEN = frozenset(("open", "outstanding", "live"))


def in_key(strips: Sequence[Strip], used: set[int], scale: Scale, ledger: Ledger) -> dict[str, int]:
    """ "Status | Number | Meaning": the figure beside each level of the key, and the total right below them."""
    found: dict[str, int] = {}
    rows: list[tuple[Box, ...]] = []
    table = None
    for index, strip in enumerate(strips):
        figures = [box for box in strip.full[1:] if FIGURE.fullmatch(box.text)]
        if strip.is_line or len(figures) != 1:
            continue
        name = strip.full[0]
        is_level = index in used and len(strip.full) > 2 and scale.coded(name.text) is not None
        is_total = strip.table == table and plain(name.text).startswith(("total", "cyfanswm")) and len(strip.full) == 2
        if not (is_level or is_total):
            continue
        table = strip.table
        found.setdefault(name.text.strip(" :"), int(figures[0].text))
        rows.append((name, figures[0]))
        used.add(index)
    if len(found) < 2:
        return {}
    ledger.take(passage for row in rows for box in row for passage in box.passages)
    return found


def alone(strips: Sequence[Strip], used: set[int], ledger: Ledger) -> dict[str, int]:
    """Only where the document states one, and nothing else of the kind."""
    said = [(index, one) for index, strip in enumerate(strips) if index not in used and (one := _alone(strip))]
    if len(said) != 1:
        return {}
    index, one = said[0]
    used.add(index)
    ledger.take(strips[index].full[0].passages)
    return {one["name"]: int(one["figure"])}


def _alone(strip: Strip) -> re.Match[str] | None:
    return ALONE.fullmatch(strip.text) if len(strip.full) == 1 else None


def counted_for(name: str, recommendations: Sequence[ProposedRecommendation], scale: Scale) -> int:
    """How many the rows come to: of those that are open, all that are not complete."""
    one = ALONE.fullmatch(f"{name}: 0")
    which = (one["which"] or "").casefold() if one else ""
    if not which:
        return len(recommendations)
    complete = sum(
        bool(each.updates) and scale.meaning(each.updates[-1].grade) is Meaning.COMPLETE for each in recommendations
    )
    return len(recommendations) - complete if which in OPEN else complete
