"""Tables that belong to another one: each of their rows names a recommendation by its reference, and tells an action, a
measure or an indicator of it. The reference stands in every row, or in the first of those that it is merged down over.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from storage.importing.reading.columns import heads
from storage.importing.reading.contents import numbers_by_content
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import Draft
from storage.importing.reading.labels import Field, Label, read_label, read_start
from storage.importing.reading.priorities import named_otherwise
from storage.importing.reading.retelling import Saying, retold_at, says_again
from storage.importing.reading.rows import NUMBER, NUMBERED, counts
from storage.importing.reading.strips import NO_TABLE, Strip
from storage.rules.wording import bare_words

TEXTS = (Field.RECOMMENDATION, Field.FINDING)
BENEATH = frozenset(
    {Field.ACTION, Field.MEASURE, Field.INDICATOR, Field.INDICATOR_CODE, Field.TARGET, Field.ACTUAL}
)  # fmt: skip
MEASURED = frozenset({Field.INDICATOR, Field.INDICATOR_CODE, Field.TARGET, Field.ACTUAL})
MAY_NAME = (Field.NUMBER, Field.RECOMMENDATION, Field.FINDING, Field.SECTION)
NAMES_ONE = re.compile(
    r"\brec|\bpriorit|\bfinding|\bimprovement|\bobjective|\boutcome|\bargymhell|\bblaenor", re.IGNORECASE
)
OF_AN_ACTION = re.compile(r"\baction|\btask|\bmilestone|\bstep|\bmeasure|\bcode\b|\bgweithred", re.IGNORECASE)
SEVERAL = re.compile(r"\s*(?:[,;&/\n]|\band\b|\bac?\b)\s*")
LEADING = re.compile(rf"^({NUMBER.pattern})(?:\s*[:.)–—-]\s*|\s+(?=[A-Z]))(?=[^\W\d_])", re.IGNORECASE)
HEADS_WITHIN = 4
IN_ROWS_ABOVE = -1
"""No column has the references: rows that say nothing else stand over those that they name the recommendation of."""
FEWEST_KNOWN = 2
MOST = 0.75
Tables = Mapping[int, Sequence[Strip]]


@dataclass(frozen=True, slots=True)
class Named:
    """A recommendation that a table lists. `sure`: the table calls its texts recommendations."""

    number: str
    words: frozenset[str]
    sure: bool
    table: int = NO_TABLE


def counted(number: str) -> str:
    """A reference as it counts: "BV 01." is "bv1"."""
    said = re.sub(r"[^a-z0-9.]", "", number.casefold()).strip(".")
    return re.sub(r"(?<![\d.])0+(?=\d)", "", said)


class Known(Protocol):
    """Recommendations by their number, as it counts."""

    def get(self, number: str, /) -> Named | None: ...

    def __len__(self) -> int: ...


class Elsewhere:
    """Those that a table knows from outside of itself."""

    def __init__(self, known: Mapping[str, Named], listings: Mapping[str, Sequence[Named]], table: int) -> None:
        self._known, self._listings, self._table = known, listings, table

    def get(self, number: str) -> Named | None:
        one = self._known.get(number)
        if one and one.table == NO_TABLE:
            return one
        return _settled([other for other in self._listings.get(number, ()) if other.table != self._table])

    def __len__(self) -> int:
        return len(self._known.keys() | self._listings.keys())


class References:
    """Every recommendation of the document that has a number, wherever its table stands."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._known: dict[str, Named] | None = None
        self._listings: dict[str, list[Named]] = {}

    def known(self, drafts: Iterable[Draft]) -> dict[str, Named]:
        """Those that tables list, and those that forms and paragraphs have named so far."""
        if self._known is None:
            self._listings = _listings(self._tables)
            self._known = {number: one for number, several in self._listings.items() if (one := _settled(several))}
        named = {
            counted(draft.number): Named(draft.number, frozenset(bare_words(draft.text)), True)
            for draft in drafts
            if (draft.form or draft.named_above) and draft.number and draft.text
        }
        return {**named, **self._known}

    def column(
        self, labels: Mapping[int, Label], heads_of: Sequence[Strip], rows: Sequence[Strip], drafts: Sequence[Draft],
        *, within: bool,
    ) -> int | None:  # fmt: skip
        """The column by which each row names its recommendation. `within`: the table stands under one that is named above."""
        boxes = sorted((box for strip in heads_of for box in strip.full), key=lambda box: box.column)
        for head in boxes:
            label = labels.get(head.column)
            others = {one.field for at, one in labels.items() if at != head.column}
            if (label and label.field not in MAY_NAME) or OF_AN_ACTION.search(head.text):
                continue
            if others.isdisjoint(BENEATH) or not others.isdisjoint(TEXTS):
                continue
            known: Known = self.known(drafts)
            if heads_of[0].table in {one.table for one in self.known(drafts).values()}:
                known = self.elsewhere(heads_of[0].table, drafts)
                if not says_again(head.column, rows, partial(_saying, known=known)):
                    return None
            if len(known) >= FEWEST_KNOWN and _names(head.column, head.text, others, rows, known, within=within):
                return head.column
        return IN_ROWS_ABOVE if self._are_headed(labels, rows, drafts) else None

    def elsewhere(self, table: int, drafts: Iterable[Draft]) -> Elsewhere:
        """Those that other tables list, and forms and paragraphs."""
        return Elsewhere(self.known(drafts), self._listings, table)

    def retold(
        self, labels: Mapping[int, Label], heads_of: Sequence[Strip], rows: Sequence[Strip], drafts: Sequence[Draft]
    ) -> tuple[int, int] | None:
        """The columns of a number and a text that only say again what another table lists, over rows of actions."""
        at = retold_at(labels, rows)
        if at is None:
            return None
        known = self.elsewhere(heads_of[0].table, drafts)
        for row in (row for row in rows if len(row.full) > 1 and row.at(at[1]).passages):
            named = known.get(counted(_number(row.at(at[0]).text)))
            if named is None or not named.sure or not set(bare_words(row.at(at[1]).text)) <= named.words:
                return None
        return at

    def heads(self, text: str, labels: Mapping[int, Label], drafts: Sequence[Draft]) -> tuple[Named, ...]:
        """The recommendation that a heading over a table names: "IP1: Financial plan", "Recommendation 3". A number alone
        may be the section's."""
        fields = {label.field for label in labels.values()}
        if fields.isdisjoint(BENEATH) or not fields.isdisjoint(TEXTS):
            return ()
        known = self.known(drafts)
        named = referred(text, known) if len(known) >= FEWEST_KNOWN else ()
        return named if len(named) == 1 and (not named[0].number.isdigit() or NAMES_ONE.search(text)) else ()

    def _are_headed(self, labels: Mapping[int, Label], rows: Sequence[Strip], drafts: Sequence[Draft]) -> bool:
        """Whether every row of one cell names a recommendation, and the first row is one."""
        fields = {label.field for label in labels.values()}
        if fields.isdisjoint(BENEATH) or not fields.isdisjoint(TEXTS) or not rows or len(rows[0].full) != 1:
            return False
        known = self.known(drafts)
        alone = [row.full[0].text for row in rows if len(row.full) == 1]
        return len(known) >= FEWEST_KNOWN and all(referred(text, known) for text in alone)


def referred(text: str, known: Known) -> tuple[Named, ...]:
    """The recommendations that a cell names: "BV1", "Rec 3", "R1 and R4", "BV2 – Clear the backlog"."""
    whole = known.get(counted(_number(text)))
    if whole:
        return (whole,)
    parts = [known.get(counted(_number(part))) for part in SEVERAL.split(text) if part]
    if len(parts) > 1 and all(parts):
        return tuple(dict.fromkeys(part for part in parts if part))
    found = LEADING.match(text)
    first = known.get(counted(found[1])) if found else None
    return (first,) if first else ()


def says_only(text: str, named: Sequence[Named]) -> bool:
    """Whether the cell has nothing but the reference and words of its recommendation."""
    said = {word for one in named for word in (*one.words, *bare_words(one.number))}
    return said.issuperset(bare_words(text)) or NUMBER.fullmatch(text) is not None or read_label(text) is not None


def unknown(number: str, place: str) -> Finding:
    said = f"Rows here belong to {quoted(number)}, which the document does not give as a recommendation."
    return Finding("reference_unknown", "number", said, place=place)


def unnamed(strip: Strip) -> Finding:
    said = f"{quoted(strip.text, 60)} stands among rows that name their recommendation, and names none."
    return Finding("reference_missing", "number", said, place=strip.place)


def _number(text: str) -> str:
    start = read_start(text)
    return start.number if start and not start.rest else text


def _names(at: int, head: str, others: set[Field], rows: Sequence[Strip], known: Known, *, within: bool) -> bool:
    full = [row for row in rows if len(row.full) > 1 and not counts(row.full, None)]
    said = [row.at(at).text for row in full if row.at(at).column == at]
    filled = [text for text in said if text]
    named = [found[0] for text in filled if (found := referred(text, known))]
    if not named or len(named) < MOST * len(filled):
        return False
    if not filled[0].strip(" .").isdigit() or (NAMES_ONE.search(head) and all(one.sure for one in named)):
        return _is_beneath(others, filled, said, named)
    if within:
        return False
    goes_on = len(filled) < len(said) or len(set(filled)) < len(filled) or Field.NUMBER in others
    in_order = [one.number for one in named] == [str(n) for n in range(1, len(named) + 1)]
    return goes_on or (all(one.sure for one in named) and (not in_order or len(named) == len(known)))


def _saying(text: str, known: Known) -> Saying | None:
    found = referred(text, known)
    return (text, found[0].number, found[0].words) if len(found) == 1 else None


def _is_beneath(others: set[Field], filled: Sequence[str], said: Sequence[str], named: Sequence[Named]) -> bool:
    """Where nothing calls the first table's texts recommendations, a second like it is no more of them unless a reference
    has several rows."""
    several = len(filled) < len(said) or len(set(filled)) < len(filled) or Field.NUMBER in others
    return all(one.sure for one in named) or several or not others.isdisjoint(MEASURED)


def _listings(tables: Tables) -> dict[str, list[Named]]:
    """What tables list under a number of their own, each once in its table."""
    found: dict[str, list[Named]] = {}
    for rows in tables.values():
        for number, one in _in_table(rows).items():
            found.setdefault(number, []).append(one)
    return found


def _settled(several: Sequence[Named]) -> Named | None:
    """The one that a number names; of two that differ under it none is known."""
    sure = [one for one in several if one.sure] or several
    return sure[0] if sure and all(one.words == sure[0].words for one in sure) else None


def _in_table(rows: Sequence[Strip]) -> dict[str, Named]:
    for at, strip in enumerate(rows[:HEADS_WITHIN]):
        labels = heads(strip, first=at == 0)
        if labels is None:
            continue
        labels |= numbers_by_content(labels, [strip], rows[at + 1 :])
        if (main := named_otherwise(labels, [strip], rows[at + 1 :])) is not None:
            labels[main] = Label(Field.RECOMMENDATION)
        fields = {label.field: column for column, label in reversed(labels.items())}
        text = next((fields[field] for field in (*TEXTS, Field.ACTION) if field in fields), None)
        if text is None or (Field.NUMBER not in fields and Field.RECOMMENDATION not in fields):
            return {}
        named = [_of_row(row, fields.get(Field.NUMBER), text, sure=Field.ACTION not in fields or text != fields[Field.ACTION])
                 for row in rows[at + 1 :]]  # fmt: skip
        told = [one for one in named if one]
        return {counted(one.number): one for one in told} if len({one.number for one in told}) == len(told) else {}
    return {}


def _of_row(row: Strip, number: int | None, text: int, *, sure: bool) -> Named | None:
    said = row.at(text).text
    if number is not None:
        reference = row.at(number).text
        is_one = row.at(number).column == number and NUMBER.fullmatch(reference) and not NUMBER.fullmatch(said)
        return Named(reference.strip(" ."), frozenset(bare_words(said)), sure, row.table) if is_one and said else None
    if (start := read_start(said)) and start.rest:
        return Named(start.number, frozenset(bare_words(start.rest)), sure, row.table)
    found = NUMBERED.match(said)
    return Named(found[1], frozenset(bare_words(said[found.end() :])), sure, row.table) if found else None
