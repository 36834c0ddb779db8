"""Minutes in a table: what a committee resolved under each item is recommended, what was said of it is not.

"17 | Falls prevention", "Resolved | 17.1 That …": each resolution is a recommendation, its item the section. An action log
further down tells the rest under the same references (`merging.py`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import Passages, runs_on
from storage.importing.reading.labels import Field
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.standing import Standing
from storage.importing.reading.strips import Passage, Strip

WORD = r"(?:resolved|agreed|recommended|decided|decisions?|resolutions?|penderfynwyd|penderfyniad(?:au)?|argymhellwyd)"
HEAD = re.compile(
    rf"(?:it was |members |the committee )?{WORD}(?: (?:to|that)(?: cabinet| council)?)?\W*", re.IGNORECASE
)
WITHIN = re.compile(
    r"^(?:it was )?(?:RESOLVED|RECOMMENDED|AGREED|PENDERFYNWYD"
    r"|(?:Resolved|Recommended|Agreed|Penderfynwyd)(?=\s*(?:[:–—-]|$|that\b)))"
    r"\s*(?:unanimously)?\s*[:–—-]*\s*(?=that\b|That\b|\(?\w{1,5}[.)]\s|$|\d+\.\d)"
)
ITEM = re.compile(
    r"(?:minute|item|min\.?|agenda item)?\s*(?:no\.?\s*)?[A-Z]{0,4}[-/. ]?\d{1,4}(?:[-/]\d{1,4})?\.?", re.IGNORECASE
)
DOTTED = re.compile(r"^([A-Z]{0,4}\d{1,4}(?:[./-]\d{1,3})+[a-z]?)[.):]?\s+(?=\S)")
ITEM_LINE = re.compile(r"^(?:(?:minute|item)\s+)?(\d{1,4}(?:/\d{2,4})?)[.:)]?\s+(?=[^\W\d_])", re.IGNORECASE)
COUNTED = re.compile(r"^\(?(\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)")
ASKS = re.compile(r"^(?:that|to|bod|fod|y dylai)\b", re.IGNORECASE)
# What asks nothing of anybody.
NOTED = re.compile(
    r"\bbe (?:noted|received|agreed|signed|confirmed|accepted|(?:approved|agreed|signed|confirmed) as an? (?:correct|true)"
    r"|taken as read|welcomed|thanked)\b[^.]{0,60}\.?$|\bbe excluded\b",
    re.IGNORECASE,
)
LONGEST_ITEM = 16
FEWEST = 2
Resolutions = Sequence[Passage]


@dataclass(frozen=True, slots=True)
class Resolution:
    number: str
    passages: tuple[Passage, ...]


def minutes_in(tables: Mapping[int, Sequence[Strip]]) -> set[int]:
    """The tables that are minutes: numbered items, and under two of them or more what was resolved."""
    return {
        number
        for number, rows in tables.items()
        if rows and not rows[0].is_line and any(_item(row) for row in rows) and _resolves(rows)
    }


def _resolves(rows: Sequence[Strip]) -> bool:
    told = [said for row in rows if (said := resolved(row)[1])]
    asking = [
        said for said in told if DOTTED.match(said[0].text) or COUNTED.match(said[0].text) or ASKS.match(said[0].text)
    ]
    return len(told) >= FEWEST and len(asking) == len(told)


def resolved_in_lines(strips: Sequence[Strip]) -> dict[int, tuple[range, int | None]]:
    """Where a line says that something was resolved: the lines of what was, and the line that names its item."""
    found: dict[int, tuple[range, int | None]] = {}
    item: int | None = None
    for at, strip in enumerate(strips):
        if not strip.is_line:
            continue
        if ITEM_LINE.match(strip.text) and not DOTTED.match(strip.text) and len(strip.text.split()) <= LONGEST_ITEM:
            item = at if strip.text[-1:] not in ".;:" else item
        elif begun := WITHIN.match(strip.text):
            end = at + 1
            while end < len(strips) and strips[end].is_line and _resolution(strips[end].text):
                end += 1
            rest = strip.text[begun.end() :]
            if _resolution(rest) or (not rest and end > at + 1):
                found[at] = (range(at, end), item)
    return found if len(found) >= FEWEST and any(item is not None for _, item in found.values()) else {}


def _resolution(text: str) -> bool:
    """A paragraph of what was resolved, and not the next item's title."""
    item = ITEM_LINE.match(text)
    if item and not DOTTED.match(text) and not ASKS.match(text[item.end() :]):
        return False
    return bool(DOTTED.match(text) or COUNTED.match(text) or ASKS.match(text))


def resolved(row: Strip) -> tuple[Passages, Passages]:
    """The words that only say that something was resolved, and the paragraphs of what was."""
    full = row.full
    if len(full) > 1 and HEAD.fullmatch(full[0].text):
        return full[0].passages, tuple(passage for box in full[1:] for passage in box.passages)
    passages = full[-1].passages if full else ()
    for at, passage in enumerate(passages):
        if found := WITHIN.match(passage.text):
            rest = passage.text[found.end() :]
            first = (replace(passage, text=rest),) if rest else ()
            return () if rest else (passage,), (*first, *passages[at + 1 :])
    return (), ()


def _item(row: Strip) -> Passages:
    """The title of the item that a row begins: it stands beside the number."""
    full = row.full
    if len(full) < 2 or not ITEM.fullmatch(full[0].text):
        return ()
    title = full[1].passages[0]
    is_title = len(title.text.split()) <= LONGEST_ITEM and title.text[-1:] not in ".;:" and not WITHIN.match(title.text)
    return (title,) if is_title else ()


class Minutes:
    """The item that the rows of such a table are under."""

    def __init__(
        self, strips: Sequence[Strip], tables: Mapping[int, Sequence[Strip]], standing: Standing, ledger: Ledger
    ) -> None:  # fmt: skip
        self.strips, self.lines = strips, resolved_in_lines(strips)
        self.tables, self.standing, self.ledger = minutes_in(tables), standing, ledger
        named = [item for _, item in self.lines.values() if item is not None]
        self.first_line, self.last_line = min(named, default=0), max(self.lines, default=0)
        self.first = {number: tables[number][0] for number in self.tables}
        self.item: Passages = ()
        self.number: Passages = ()

    def holds(self, strip: Strip) -> bool:
        return strip.table in self.tables

    def take(self, strip: Strip) -> None:
        if self.first[strip.table] is strip and not _item(strip):
            self.ledger.take(passage for box in strip.full for passage in box.passages)
        if strip.full and ITEM.fullmatch(strip.full[0].text):
            self.item, self.number = _item(strip), strip.full[0].passages
        words, said = resolved(strip)
        found = self._begin(strip, words, said)
        self._around(strip, found)

    def is_between(self, index: int) -> bool:
        """A line between the items of such minutes, which tells what was said."""
        strip = self.strips[index]
        return self.first_line <= index < self.last_line and strip.is_line and self.standing.draft is None

    def pass_by(self, strip: Strip) -> None:
        self._around(strip, ())

    def take_lines(self, index: int) -> int:
        """What a line says was resolved, or the lines under it. How many they were."""
        lines, item = self.lines[index]
        over = self.strips[item].boxes[0].passages[0] if item is not None else None
        named = ITEM_LINE.match(over.text) if over else None
        self.item = (replace(over, text=over.text[named.end() :]),) if over and named else ()
        self.number = (replace(over, text=named[1]),) if over and named else ()
        words, said = resolved(self.strips[index])
        more = [passage for at in lines[1:] for passage in self.strips[at].boxes[0].passages]
        self._begin(self.strips[index], words, (*said, *more))
        return len(lines)

    def _begin(self, strip: Strip, words: Passages, said: Passages) -> list[Resolution]:
        found = _parted(said, self.number[0].text.strip(" .") if self.number else "")
        self.ledger.take(words if said else ())
        for one in found:
            draft = self.standing.begin(strip, one.number)
            draft.heading, draft.over, draft.theme = (), (), self.item
            draft.add(Field.RECOMMENDATION, one.passages)
            first = one.passages[0]
            draft.add(Field.NUMBER, (replace(first, text=one.number),) if one.number else ())
        if len(found) == 1 and self.number and found[0].number == self.number[0].text.strip(" ."):
            doubt = f"This resolution has no number of its own; I took the minute's, {quoted(found[0].number)}."
            self.standing.found.drafts[-1].findings.append(
                Finding("number_of_minute", "number", doubt, place=strip.place)
            )
        self.standing.draft, self.standing.pointer, self.standing.line_over = None, None, None
        return found

    def _around(self, strip: Strip, found: Sequence[Resolution]) -> None:
        """What was said of an item and what was only noted is kept with what the document says around its recommendations."""
        used = {passage.index for one in found for passage in one.passages}
        free = (passage for box in strip.full for passage in box.passages if passage.index not in used)
        self.standing.found.around |= {passage.index for passage in free if not self.ledger.has(passage)}


def _parted(said: Resolutions, minute: str) -> list[Resolution]:
    """Each numbered paragraph, or each that begins anew; what goes on in the middle of one belongs to it. What is only
    noted asks nothing."""
    found: list[Resolution] = []
    for passage in said:
        number, text = _numbered(passage, minute)
        is_more = found and not number and (runs_on(found[-1].passages[-1].text, text) or not ASKS.match(text))
        if is_more:
            found[-1] = replace(found[-1], passages=(*found[-1].passages, passage))
        else:
            found.append(Resolution(number, (replace(passage, text=text, numbered=""),)))
    found = [one for one in found if not NOTED.search(" ".join(each.text for each in one.passages))]
    alone = len(found) == 1 and len(said) == 1 and not found[0].number
    return [replace(found[0], number=minute)] if alone else found


def _numbered(passage: Passage, minute: str) -> tuple[str, str]:
    """Its reference, with the minute's before one that only counts: "17(a)"."""
    if dotted := DOTTED.match(passage.text):
        return dotted[1], passage.text[dotted.end() :]
    counted = COUNTED.match(passage.text)
    mark = counted[1] if counted else passage.numbered.strip("().")
    if not mark:
        return "", passage.text
    number = mark if "." in mark or not minute else f"{minute}({mark})"
    return number, passage.text[counted.end() :] if counted else passage.text
