"""Tables with heads: a recommendation to a row, a section's name, the lower half of a row that a page cut, or a sub-action
or indicator of the recommendation above."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from storage.importing.reading.accounts import by_round
from storage.importing.reading.besides import as_label, kept_column
from storage.importing.reading.columns import Columns, Kind, arranged, heads, two_rows
from storage.importing.reading.contents import by_content, counts_only
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import (
    OF_A_RECOMMENDATION,
    OF_A_ROUND,
    Draft,
    Passages,
)
from storage.importing.reading.forms import said
from storage.importing.reading.grades import Grades
from storage.importing.reading.guessing import guessed_label
from storage.importing.reading.labels import Field, Label, read_label, read_start
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.priorities import MAY_BE
from storage.importing.reading.references import References
from storage.importing.reading.rounds import spot_round
from storage.importing.reading.row_rounds import day_of_account, round_of_row
from storage.importing.reading.rows import LISTED, NUMBER, NUMBERED, Cells, cells_of, counts, is_note
from storage.importing.reading.standing import Standing
from storage.importing.reading.strips import Box, Passage, Strip
from storage.importing.reading.tied import Tied
from storage.importing.reading.under import (
    add_action_row,
    add_indicator,
    add_sub_action,
    as_action,
    is_recommended,
    parent_of,
)
from storage.rules.wording import bare_words

LABELLED = re.compile(r"[^\W\d_][\w ]{1,24}:\s")
LONGEST_SECTION = 160
MOST_LOOKED_AT = 40


class Grids:
    """The table at hand, if its heads are known."""

    def __init__(self, standing: Standing, ledger: Ledger, grades: Grades, references: References) -> None:
        self.standing, self.ledger, self.grades = standing, ledger, grades
        self.tied = Tied(standing, ledger, references)
        self.columns: Columns | None = None
        self.heads: tuple[Mapping[int, Label], Strip, Strip | None] | None = None
        self.theme: Passages = ()

    def turn_to(self) -> None:
        self.columns, self.theme = None, ()

    def close(self) -> None:
        self.columns = None

    @property
    def is_tied(self) -> bool:
        return self.columns is not None and self.columns.reference is not None

    @property
    def holds_parts(self) -> bool:
        return self.columns is not None and self.columns.kind is Kind.PARTS

    # ---- heads
    def open(self, strips: Sequence[Strip], index: int, over: Strip | None = None) -> int:
        """Reads heads here, over one row or two. How many rows they were; none where these are no heads. `over`: the heading
        right over the table."""
        strip = strips[index]
        first = index == 0 or strips[index - 1].table != strip.table
        labels = heads(strip, first=first)
        if labels is None:
            return 0
        below = strips[index + 1] if index + 1 < len(strips) and strips[index + 1].table == strip.table else None
        lower = heads(below, first=False) if below else None
        if below and lower and set(lower) != set(labels):
            labels = two_rows(labels, strip, lower, below)
        else:
            below = None
        taken = 2 if below else 1
        self._place_heads(strips[index : index + taken])
        rows = [
            one
            for one in strips[index + taken : index + MOST_LOOKED_AT]
            if one.table == strip.table and one.text != strip.text
        ]
        if counts_only(labels, rows):
            self.columns = Columns(labels, Kind.FIGURES, None, strip.width, strip.table)
            return taken
        known = labels
        labels = by_content(labels, strips[index : index + taken], rows, self.grades)
        for at in (at for at in labels if at not in known or _is_taken_for_text(known[at], labels[at])):
            self._guessed(strip.at(at), labels[at].field)
        self.heads = (labels, strip, below)
        within = self.standing.draft is not None and (self.standing.draft.form or self.standing.draft.named_above)
        self.columns = self.tied.columns(labels, strips[index : index + taken], rows, over, within=within)
        self.columns = self.columns or arranged(labels, strip, below, within=within)
        return taken

    def _guessed(self, head: Box, what: Field) -> None:
        self.ledger.take(head.passages)
        doubt = guessed_label(head.text, what)
        if what is not Field.NUMBER and doubt not in self.standing.found.findings:
            self.standing.found.findings.append(doubt)

    def _place_heads(self, rows: Sequence[Strip]) -> None:
        for box in (box for row in rows for box in row.full):
            label = read_label(box.text, damaged=True, loose=True)
            is_over_heads = len(rows) > 1 and box.span > 1
            if label or is_over_heads or not spot_round(box.text)[1]:
                self.ledger.take(box.passages)
            if label and not label.sure:
                name = label.field.replace("_", " ")
                doubt = f"The heading {quoted(box.text)} is damaged; I read it as “{name}”."
                self.standing.found.findings.append(Finding("label_corrupted", "text", doubt, place=rows[0].place))

    def goes_on(self, strip: Strip) -> bool:
        """Whether this row belongs to the table: the same one, or one as wide that has no labels of its own."""
        if self.columns is None:
            return False
        if strip.table == self.columns.table:
            return True
        if self.columns.kind is Kind.FIGURES:
            return False
        if len(strip.boxes) <= 2 and strip.full and read_label(strip.full[0].text):
            return False
        labelled = sum(bool(LABELLED.match(box.text)) for box in strip.full)
        if labelled >= max(2, len(strip.full) - 1):
            return False
        return abs(strip.width - self.columns.width) <= 1 and strip.width > 2

    def row(self, strip: Strip) -> None:
        assert self.columns is not None
        draft = self.standing.draft
        if self.columns.kind is Kind.FIGURES:
            return
        cells = cells_of(strip, self.columns, self.grades)
        if self.columns.reference is not None:
            for tied in self.tied.named(strip, self.columns.reference, cells):
                self._beneath(tied, strip, cells)
            return
        if len(strip.full) == 1 and self._names_recommendation(strip):
            return
        if self.columns.kind is Kind.RECORDS:
            self._record(strip, cells)
        elif draft:
            self._beneath(draft, strip, cells)

    def _beneath(self, draft: Draft, strip: Strip, cells: Cells) -> None:
        assert self.columns is not None
        if strip.full and self.columns.kind is Kind.INDICATORS:
            add_indicator(draft, strip, cells)
        elif strip.full and self.columns.kind is Kind.SUBS:
            add_sub_action(draft, strip, cells)
        elif self.columns.kind is Kind.PARTS:
            self._fill(draft, cells, strip)

    def _names_recommendation(self, strip: Strip) -> bool:
        """A row that is a recommendation's heading, in a table of actions: the rows below are its own."""
        assert self.heads is not None
        passages = strip.full[0].passages
        start = read_start(passages[0].text)
        fields = {label.field for label in self.heads[0].values()}
        if not start or not start.rest or Field.RECOMMENDATION in fields or Field.ACTION not in fields:
            return False
        draft = self.standing.begin(strip, start.number)
        draft.named_above = True
        draft.add(Field.RECOMMENDATION, (replace(passages[0], text=start.rest), *passages[1:]))
        self.columns = arranged(*self.heads, within=True)
        return True

    # ---- recommendations
    def _record(self, strip: Strip, cells: Cells) -> None:
        standing = self.standing
        main, number = cells.box(Field.RECOMMENDATION), cells.number
        if counts(strip.full, main):
            return
        if self._is_section(strip):
            standing.over = tuple(passage for box in strip.full for passage in box.passages)
            standing.draft, self.theme = None, ()
            return
        if is_note(strip.full, main, number):
            return
        draft = standing.draft
        if draft and _is_said_again(main, number, draft, cells):
            self.ledger.take(passage for box in (main, number) if box for passage in box.passages)
            self._fill(draft, Cells(tuple(each for each in cells.labelled if each[1] is not main)), strip)
        elif draft and _carries_on(main, number, draft):
            self.ledger.take(number.passages if number else ())
            self._fill(draft, cells, strip)
        elif parent := parent_of(number, standing.found.drafts, cells):
            self._part(parent, strip, cells)
            return
        elif main or number or draft:
            draft = standing.begin(strip)
            draft.of_row = frozenset(self.columns.fields()) if self.columns else frozenset()
            self._fill(draft, cells, strip)
            _number(draft, cells)
        if draft:
            add_action_row(draft, strip, cells)

    def _part(self, parent: Draft, strip: Strip, cells: Cells) -> None:
        """Row 1.1 under row 1, which says nothing but what is recommended: an action of it. Under a theme's name it is a
        recommendation, and the name its section."""
        if is_recommended(parent):
            parent.paired = True
            add_sub_action(parent, strip, as_action(cells))
            return
        standing = self.standing
        standing.found.drafts.remove(parent)
        standing.over = (*parent.values.get(Field.NUMBER, ()), *parent.values.get(Field.RECOMMENDATION, ()))
        standing.draft = None
        self._record(strip, cells)

    def _is_section(self, strip: Strip) -> bool:
        """One cell alone, over the row or at its head, that is a name and no sentence."""
        assert self.columns is not None
        full = strip.full
        if len(full) != 1:
            return bool(full) and len({box.text for box in full}) == 1 and len(full) == len(strip.boxes) > 2
        box, text = full[0], full[0].text
        if len(text) > LONGEST_SECTION or read_start(text) or text[:1].islower():
            return False
        if len(strip.boxes) < 3 and box.span < 3:
            return False
        if box.span >= max(2, self.columns.width - 1):
            return True
        if box.column > 1 or (self.columns.main is not None and box.column > self.columns.main):
            return False
        if self.columns.column(Field.NUMBER) == box.column and NUMBER.fullmatch(text):
            return False
        return text[-1:] not in ".;" or strip.bold

    def _fill(self, draft: Draft, cells: Cells, strip: Strip) -> None:
        assert self.columns is not None
        beneath = draft.form or draft.named_above
        of_the_row, dated = round_of_row(strip, self.columns) if beneath else day_of_account(strip, self.columns)
        self.ledger.take(dated)
        for label, box in cells.labelled:
            if of_the_row and label.field in OF_A_ROUND and label.round is None:
                self._report(draft, replace(label, round=of_the_row), box, strip)
                continue
            if label.field is Field.SECTION:
                if box.text == " ".join(passage.text for passage in self.theme):
                    self.ledger.take(box.passages)
                elif box.passages:
                    self.theme = box.passages
                draft.theme = self.theme
            elif label.field in OF_A_ROUND:
                self._report(draft, label, box, strip)
            elif label.field in OF_A_RECOMMENDATION:
                draft.add(label.field, box.passages)
        self._keep_beside(draft, strip)

    def _keep_beside(self, draft: Draft, strip: Strip) -> None:
        """What stands in columns that no field is for, with what stands over them."""
        assert self.columns is not None
        assert self.heads is not None
        for at, head in self.columns.besides.items():
            box = strip.at(at)
            if box.column != at or not box.passages:
                continue
            draft.besides.setdefault(as_label(head), []).extend(box.passages)
            for over in (one for one in self.heads[1:] if isinstance(one, Strip)):
                self.ledger.take(over.at(at).passages)
            if (doubt := kept_column(head)) and doubt not in self.standing.found.findings:
                self.standing.found.findings.append(doubt)

    def _report(self, draft: Draft, label: Label, box: Box, strip: Strip) -> None:
        """A cell of a round. Who leads may be named on a line of it."""
        what = label.field
        if label.rest == "either" and self.grades.alone(box.text):
            what = Field.GRADE
        passages: list[Passage] = []
        for passage in box.passages:
            inner = said([passage])
            if inner and inner.label.field is Field.OWNER and inner.values:
                draft.add(Field.OWNER, inner.values)
            else:
                passages.append(passage)
        if label.round is None and (told := by_round(passages)):
            for spotted, words in told:
                draft.add(what, words, spotted)
                draft.round(spotted).place, draft.round(spotted).told = strip.place, True
            return
        draft.add(what, passages, label.round)
        here = draft.round(label.round)
        here.place = strip.place
        if what is Field.GRADE and box.shade:
            here.other_shades += [here.shade] if here.shade not in ("", box.shade) else []
            here.shade = box.shade


def _is_taken_for_text(before: Label, after: Label) -> bool:
    """Whether a column that would name a section, or what came of it, holds the recommendations here."""
    return before.field in MAY_BE and after.field is Field.RECOMMENDATION


def _carries_on(main: Box | None, number: Box | None, draft: Draft) -> bool:
    """The lower half of a row: neither number nor text, or a text that goes on in the middle of a sentence."""
    if number:
        return _is_its_number(number, draft) and (main is None or main.text[:1].islower())
    if main is None:
        return True
    if read_start(main.text) or NUMBERED.match(main.text):
        return False
    return main.text[:1].islower() and draft.text[-1:] not in ".!?"


def _is_said_again(main: Box | None, number: Box | None, draft: Draft, cells: Cells) -> bool:
    """The recommendation repeated beside each of its actions, as a register does that has a row for every action."""
    action = cells.box(Field.ACTION)
    if main is None or action is None or not draft.action_rows or (number and not _is_its_number(number, draft)):
        return False
    words, said = bare_words(main.text), bare_words(draft.text)
    return bool(said) and words[-len(said) :] == said and len(words) - len(said) <= 2


def _is_its_number(number: Box, draft: Draft) -> bool:
    return number.text.casefold().strip(" .") == draft.number.casefold()


def _number(draft: Draft, cells: Cells) -> None:
    """The number of a row: its own column's, or what its text begins with."""
    if box := cells.number:
        start = read_start(box.text)
        draft.number = start.number if start else box.text.strip(" .:")
        draft.add(Field.NUMBER, box.passages)
        return
    passages = draft.values.get(Field.RECOMMENDATION, [])
    if not passages:
        return
    first = passages[0]
    if start := read_start(first.text):
        draft.number = start.number
        passages[:1] = [replace(first, text=start.rest)] if start.rest else []
    elif found := NUMBERED.match(first.text):
        draft.number = found[1]
        passages[0] = replace(first, text=first.text[found.end() :])
    elif found := LISTED.fullmatch(first.numbered):
        draft.number = found[1]
