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
    r"\s*(?:unanimously)?\s*[:–—-]*\s*(?=that\b|That\b|\(?\w{1,5}[.)]|$|\d)"
)
ITEM = re.compile(
    r"(?:minute|item|min\.?|agenda item)?\s*(?:no\.?\s*)?[A-Z]{0,4}[-/. ]?\d{1,4}(?:[-/]\d{1,4})?\.?", re.IGNORECASE
)
DOTTED = re.compile(r"^([A-Z]{0,4}\d{1,4}(?:[./-]\d{1,3})+[a-z]?)[.):]?\s+(?=\S)")
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

    def __init__(self, tables: Mapping[int, Sequence[Strip]], standing: Standing, ledger: Ledger) -> None:
        self.tables, self.standing, self.ledger = minutes_in(tables), standing, ledger
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
        found = _parted(said, self.number[0].text.strip(" .") if self.number else "")
        self.ledger.take(words if said else ())
        for one in found:
            draft = self.standing.begin(strip, one.number)
            draft.heading, draft.over, draft.theme = (), (), self.item
            draft.add(Field.RECOMMENDATION, one.passages)
            first = one.passages[0]
            draft.add(Field.NUMBER, (replace(first, text=one.number),) if one.number else ())
        self._around(strip, found)
        if len(found) == 1 and self.number and found[0].number == self.number[0].text.strip(" ."):
            doubt = f"This resolution has no number of its own; I took the minute's, {quoted(found[0].number)}."
            self.standing.found.drafts[-1].findings.append(
                Finding("number_of_minute", "number", doubt, place=strip.place)
            )
        self.standing.draft, self.standing.pointer, self.standing.line_over = None, None, None

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
