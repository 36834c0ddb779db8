"""Rows of a table under known heads: a recommendation, a section's name, the lower half of a row that a page cut,
a sub-action or an indicator of the recommendation above."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storage.importing.reading.columns import Columns, Kind
from storage.importing.reading.drafts import OF_A_RECOMMENDATION, OF_A_ROUND, Draft, IndicatorDraft, SubDraft
from storage.importing.reading.forms import said
from storage.importing.reading.grades import Scale, lexicon, plain, read_grade
from storage.importing.reading.labels import Field, Label, read_start
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.strips import Box, Passage, Strip

NUMBER = re.compile(
    r"(?:(?:rec(?:ommendation)?|no|r)\.?\s*)?[A-Z]{0,6}(?:[-/. ]?[A-Z]{1,4})?[-/. ]?\d{1,4}(?:[-/.]\d{1,4}){0,3} ?[a-z]?\.?",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"^\(?(\d{1,3}(?:\.\d{1,2})*[a-z]?)[.)]\s+(?=\S)")
NUMBERED_SUB = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*[a-z]?)\s+(?=[^\W\d_])")
POINTER = re.compile(
    r"^\W*(?:please )?(?:see|refer to|contained within|covered (?:by|in|under)|included (?:in|within|under)|as per|incorporated in\w*|merged with|gweler)\s+(?:also\s+)?(?:the\s+)?(?:recommendation|rec|action|argymhelliad)s?\.?\s*[A-Z]?\d",
    re.IGNORECASE,
)
NOTHING = re.compile(r"^(?:there (?:are|is) no|no (?:related )?performance|none\b|not applicable|n/?a$)", re.IGNORECASE)
LONGEST_SECTION = 160


def points_elsewhere(text: str) -> bool:
    """ "See Recommendation 10 for more actions"."""
    return bool(POINTER.match(text))


@dataclass
class _Cells:
    """One row's passages by field, with the round of each column."""

    by_label: list[tuple[Label, Box]]
    stray: list[Box]

    def box(self, field: Field) -> Box | None:
        return next((box for label, box in self.by_label if label.field is field and box.passages), None)


class Grids:
    def __init__(self, found: object, ledger: Ledger, scale: Scale) -> None:
        self.found, self.ledger, self.scale = found, ledger, scale
        self.section = ""
        self.heading: tuple[Passage, ...] = ()
        self._named: set[int] = set()
        self._theme: tuple[int, str] = (-1, "")

    def name(self, draft: Draft | None) -> None:
        """This recommendation was named by a heading above its tables."""
        self._named.add(id(draft))

    def named_above(self, draft: Draft) -> bool:
        return id(draft) in self._named

    def begin_section(self, passages: Sequence[Passage]) -> None:
        """A row of its own within the table names what follows."""
        self.section = " ".join(passage.text for passage in self.ledger.take(passages))
        self._theme = (-1, "")

    def is_grade(self, text: str) -> bool:
        return bool(text) and read_grade(text, self.scale, cell=True).is_alone

    def is_known_grade(self, text: str) -> bool:
        return plain(text) in lexicon().names or self.is_grade(text)

    def begins_grade(self, text: str) -> bool:
        return (
            self.is_known_grade(re.split(r"[.;:\n(–—]|\s-\s", text)[0])
            or read_grade(text, self.scale, cell=True).code is not None
        )

    def row(self, strip: Strip, columns: Columns, draft: Draft | None) -> Draft | None:
        """Takes a row. The recommendation that stands afterwards."""
        if columns.kind is Kind.INDICATORS:
            self.indicator(strip, columns, draft)
            return draft
        if columns.kind is Kind.SUBS:
            self.sub_action(strip, columns, draft)
            return draft
        cells = self.cells(strip, columns)
        if columns.kind is Kind.PARTS and draft:
            self.fill(draft, cells, strip)
            return draft
        return self.record(strip, columns, cells, draft)

    # ---- recommendations
    def record(self, strip: Strip, columns: Columns, cells: _Cells, draft: Draft | None) -> Draft | None:
        if self.is_section(strip, columns, draft):
            self.begin_section([passage for box in strip.full for passage in box.passages])
            return None
        main, number = cells.box(Field.RECOMMENDATION), cells.box(Field.NUMBER)
        if draft and self.carries_on(main, number, draft, cells):
            self.fill(draft, cells, strip)
            return draft
        if not main and not number and not draft:
            return None
        new = Draft(strip.place, section=self.section, heading=self.heading)
        self.found.drafts.append(new)  # type: ignore[attr-defined]
        self.fill(new, cells, strip)
        self.number(new, cells)
        return new

    def carries_on(self, main: Box | None, number: Box | None, draft: Draft, cells: _Cells) -> bool:
        """The lower half of a row: neither number nor text, or a text that goes on in the middle of a sentence."""
        if number:
            return number.text.casefold().strip(" .") == draft.number.casefold() and (
                main is None or main.text[:1].islower()
            )
        if main is None:
            return True
        text = main.text
        if read_start(text) or NUMBERED.match(text):
            return False
        return text[:1].islower() and draft.text[-1:] not in ".!?"

    def is_section(self, strip: Strip, columns: Columns, draft: Draft | None) -> bool:
        """One cell alone, over the row or at its head, that is a name and no sentence."""
        full = strip.full
        if len(full) != 1:
            return bool(full) and len({box.text for box in full}) == 1 and len(full) == len(strip.boxes) > 2
        box = full[0]
        text = box.text
        if (
            len(text) > LONGEST_SECTION
            or read_start(text)
            or text[:1].islower()
            or (len(strip.boxes) < 3 and box.span < 3)
        ):
            return False
        spread = box.span >= max(2, columns.width - 1)
        if spread:
            return True
        if box.column > 1 or (columns.main is not None and box.column > columns.main):
            return False
        if columns.column(Field.NUMBER) == box.column and NUMBER.fullmatch(text):
            return False
        return text[-1:] not in ".;" or strip.bold

    def number(self, draft: Draft, cells: _Cells) -> None:
        """The number of a row: its own column's, or what its text begins with."""
        if box := cells.box(Field.NUMBER):
            start = read_start(box.text)
            draft.number = start.number if start else box.text.strip(" .:")
            return
        passages = draft.values.get(Field.RECOMMENDATION, [])
        if not passages:
            return
        first = passages[0]
        if start := read_start(first.text):
            draft.number = start.number
            passages[:1] = [_cut(first, start.rest)] if start.rest else []
        elif found := NUMBERED.match(first.text):
            draft.number = found[1]
            passages[0] = _cut(first, first.text[found.end() :])
        elif first.numbered and (digits := re.search(r"\d+(?:\.\d+)*[a-z]?", first.numbered)):
            draft.number = digits[0]

    def fill(self, draft: Draft, cells: _Cells, strip: Strip) -> None:
        for label, box in cells.by_label:
            field = label.field
            if field is Field.SECTION:
                if box.passages:
                    self._theme = (strip.table, box.text)
                    self.ledger.take(box.passages)
                if self._theme[0] == strip.table:
                    draft.section = " – ".join(part for part in (self.section, self._theme[1]) if part)
            elif field is Field.NUMBER:
                self.ledger.take(box.passages)
            elif field in OF_A_ROUND:
                self._update(draft, label, box, strip)
            elif field in OF_A_RECOMMENDATION:
                draft.add(field, self.ledger.take(box.passages))

    def _update(self, draft: Draft, label: Label, box: Box, strip: Strip) -> None:
        field = label.field
        if label.rest == "either":
            field = Field.GRADE if box.passages and self.is_grade(box.text) else Field.EVIDENCE
        passages: list[Passage] = []
        for passage in self.ledger.take(box.passages):
            inner = said([passage])
            if inner and inner.label.field is Field.OWNER and inner.values:
                draft.add(Field.OWNER, inner.values)
            else:
                passages.append(passage)
        draft.add(field, passages, label.round)
        here = draft.round(label.round)
        here.place = strip.place
        if field is Field.GRADE and box.shade:
            here.shade = box.shade

    def cells(self, strip: Strip, columns: Columns) -> _Cells:
        """The row's cells by their heads. A column without a head goes with what it holds, or with its left neighbour."""
        by_label: list[tuple[Label, Box]] = []
        stray: list[Box] = []
        last: Label | None = None
        for box in strip.boxes:
            label = columns.labels.get(box.column)
            if label is None:
                label = self.unheaded(box, last, columns)
            elif label.field is Field.RECOMMENDATION and self.is_number_beside(strip, box, columns):
                last, label = label, Label(Field.NUMBER)
                by_label.append((label, box))
                continue
            if label is None:
                stray.append(box)
            else:
                by_label.append((label, box))
                last = label
        return _Cells(by_label, stray)

    def unheaded(self, box: Box, last: Label | None, columns: Columns) -> Label | None:
        if box.column in columns.labels or last is None:
            return (
                Label(Field.NUMBER)
                if box.column == 0 and NUMBER.fullmatch(box.text) and Field.NUMBER not in columns.fields()
                else None
            )
        if columns.unknown_head(box.column):
            return None
        if box.passages and Field.GRADE not in columns.fields() and (self.is_grade(box.text) or len(box.text) == 1):
            return Label(Field.GRADE, last.round)
        if not box.passages and box.shade and Field.GRADE not in columns.fields():
            return Label(Field.GRADE, last.round)
        return last

    def is_number_beside(self, strip: Strip, box: Box, columns: Columns) -> bool:
        """ "Recommendation" over two columns: the number, then the text."""
        following = strip.at(box.column + box.span)
        if (
            following.column in columns.labels
            or columns.unknown_head(following.column)
            or following.column >= columns.width
        ):
            return False
        return bool(NUMBER.fullmatch(box.text)) or (not box.passages and bool(following.passages))

    # ---- what stands under a recommendation
    def sub_action(self, strip: Strip, columns: Columns, draft: Draft | None) -> None:
        if draft is None or not strip.full:
            return
        cells = self.cells(strip, columns)
        main = cells.box(Field.ACTION)
        text = main.text if main else strip.full[0].text
        if points_elsewhere(text):
            draft.add(Field.ACTION, self.ledger.take(main.passages if main else strip.full[0].passages))
            return
        number = cells.box(Field.NUMBER)
        if draft.subs and not number and (main is None or (text[:1].islower() and not NUMBERED.match(text))):
            sub = draft.subs[-1]
        elif len(strip.full) == 1 and main is None:
            return
        else:
            sub = SubDraft(place=strip.place)
            draft.subs.append(sub)
        for label, box in cells.by_label:
            sub.values.setdefault(label.field, []).extend(self.ledger.take(box.passages))
            if label.field is Field.GRADE and box.shade:
                sub.shade = box.shade
        self._number_sub(sub)

    def _number_sub(self, sub: SubDraft) -> None:
        if numbers := sub.values.get(Field.NUMBER):
            sub.number = numbers[0].text.strip(" .")
            return
        passages = sub.values.get(Field.ACTION, [])
        if passages and not sub.number:
            first = passages[0]
            if found := NUMBERED.match(first.text) or NUMBERED_SUB.match(first.text):
                sub.number = found[1]
                passages[0] = _cut(first, first.text[found.end() :])
            elif digits := re.fullmatch(r"\(?(\d+(?:\.\d+)*[a-z]?)[.)]?", first.numbered):
                sub.number = digits[1]

    def indicator(self, strip: Strip, columns: Columns, draft: Draft | None) -> None:
        if draft is None or not strip.full:
            return
        if NOTHING.match(strip.full[0].text) and len(strip.full) <= 2:
            return
        cells = self.cells(strip, columns)
        one = IndicatorDraft(place=strip.place)
        for label, box in cells.by_label:
            one.values.setdefault(label.field, []).extend(self.ledger.take(box.passages))
        draft.indicators.append(one)


def _cut(passage: Passage, text: str) -> Passage:
    return Passage(passage.index, text, passage.place, passage.struck, "", passage.bold)
