"""Tables with heads: a recommendation to a row, a section's name, the lower half of a row that a page cut, or a sub-action
or indicator of the recommendation above."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from storage.importing.reading.columns import Columns, Kind, arranged, heads, two_rows
from storage.importing.reading.contents import by_content, counts_only
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import (
    Draft,
)
from storage.importing.reading.forms import Pair
from storage.importing.reading.grades import Grades
from storage.importing.reading.guessing import guessed_label
from storage.importing.reading.labels import Field, Label, names_a_part, read_label
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.priorities import MAY_BE
from storage.importing.reading.records import Records
from storage.importing.reading.references import References
from storage.importing.reading.rounds import spot_round
from storage.importing.reading.rows import Cells, cells_of
from storage.importing.reading.second_gradings import run_together
from storage.importing.reading.sections import may_name_section
from storage.importing.reading.standing import Standing
from storage.importing.reading.strips import Box, Strip
from storage.importing.reading.tied import Tied
from storage.importing.reading.under import (
    add_indicator,
    add_sub_action,
)
from storage.importing.reading.whole_rows import named_by, names_section, told_of_all

LABELLED = re.compile(r"[^\W\d_][\w ]{1,24}:\s")
OF_BOTH = re.compile(r"\s*(?:/|&|,|\band\b|\bor\b)\s*", re.IGNORECASE)
GOES_ON = re.compile(r"\b(?:continued|cont\W?d|parhad|cont\.)\W*$|^(?:appendix|annex|table|page)\b", re.IGNORECASE)
MOST_LOOKED_AT = 40


class Grids:
    """The table at hand, if its heads are known. `around`: the one in a cell of whose row it stands."""

    def __init__(self, standing: Standing, ledger: Ledger, grades: Grades, references: References) -> None:
        self.standing, self.ledger, self.grades = standing, ledger, grades
        self.tied = Tied(standing, ledger, references)
        self.records = Records(standing, ledger, grades)
        self.columns: Columns | None = None
        self.named_in_rows = False
        self.labels: Mapping[int, Label] = {}
        self.around: Columns | None = None

    def turn_to(self) -> None:
        self.close()
        self.around, self.records.theme = None, ()

    def enter(self, strip: Strip) -> None:
        """A table in a cell begins: the one around it is kept until it goes on."""
        if self.columns and strip.inside == self.columns.table:
            self.around = self.columns

    def close(self) -> None:
        self.columns, self.named_in_rows = None, False

    @property
    def is_beneath(self) -> bool:
        """Whether the table at hand stands under a recommendation and lists something of it."""
        return self.columns is not None and self.columns.kind in (Kind.SUBS, Kind.PARTS, Kind.INDICATORS)

    @property
    def holds_parts(self) -> bool:
        return self.columns is not None and self.columns.kind is Kind.PARTS

    # ---- heads
    def open(self, strips: Sequence[Strip], index: int) -> int:
        """Reads heads here, over one row or two. How many rows they were; none where these are no heads."""
        strip = strips[index]
        first = index == 0 or (strips[index - 1].table != strip.table and strips[index - 1].inside != strip.table)
        labels = heads(strip, first=first)
        if labels is None:
            return 0
        below = strips[index + 1] if index + 1 < len(strips) and strips[index + 1].table == strip.table else None
        lower = heads(below, first=False) if below else None
        if below and lower is None and _stands_under(strip, below):
            lower = {}
        if below and lower is not None and set(lower) != set(labels):
            labels = two_rows(labels, strip, lower, below)
        else:
            below = None
        taken = 2 if below else 1
        self.named_in_rows = self.named_in_rows and self.columns is not None and self.columns.table == strip.table
        self._place_heads(strips[index : index + taken])
        rows = [
            one
            for one in strips[index + taken : index + MOST_LOOKED_AT]
            if one.table == strip.table and one.text != strip.text
        ]
        if counts_only(labels, rows):
            self.columns = Columns(labels, Kind.FIGURES, None, strip.width, strip.table)
            self.name_table()
            return taken
        known = labels
        labels = by_content(labels, strips[index : index + taken], rows, self.grades)
        for at in (at for at in labels if at not in known or _is_taken_for_text(known[at], labels[at])):
            self._guessed(strip.at(at), labels[at].field)
        self.labels = labels
        within = self.standing.draft is not None and (
            self.standing.draft.form or self.standing.draft.named_above or self._is_inside(strip)
        )
        self.columns = self.tied.columns(
            labels, strips[index : index + taken], rows, self.standing.line_over, within=within
        )
        self.columns = self.columns or arranged(labels, strip, below, within=within)
        told = self.standing.found.findings
        told += [one for one in run_together(self.columns.labels, self.columns.heads) if one not in told]
        self.name_table()
        return taken

    def name_table(self) -> None:
        """The line that stood right over this table may name a section; over a recommendation's own parts, it names those."""
        standing = self.standing
        within = self.columns is not None and self.columns.kind is not Kind.RECORDS
        is_tied = self.columns is not None and self.columns.reference is not None
        if standing.line_over and not is_tied and not (within and names_a_part(standing.line_over.text)):
            standing.heading, standing.over = standing.line_over.boxes[0].passages, ()
        standing.line_over = None

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

    def _is_inside(self, strip: Strip) -> bool:
        """Whether this is a table in a cell of a recommendation's row, which tells more of it."""
        return self.around is not None and strip.inside == self.around.table and self.around.kind is Kind.RECORDS

    def goes_on(self, strip: Strip) -> bool:
        """Whether this row belongs to the table: the same one, or one as wide that has no labels of its own. After a table
        in a cell the one around it goes on."""
        if self.around and strip.table == self.around.table:
            self.columns, self.around = self.around, None
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

    def row(self, strip: Strip, below: Strip | None) -> None:
        assert self.columns is not None
        if strip.table != self.columns.table and self._is_headed():
            self.name_table()
        draft = self.standing.draft
        if self.columns.kind is Kind.FIGURES:
            return
        if any(strip.text == over.text for over in self.columns.heads):
            self.ledger.take(passage for box in strip.full for passage in box.passages)
            return  # the heads said again, half way down
        cells = cells_of(strip, self.columns, self.grades)
        if self.columns.reference is not None:
            for tied in self.tied.named(strip, self.columns.reference, cells):
                self._beneath(tied, strip, cells)
            return
        if len(strip.full) <= 2 and self._names_recommendation(strip, below):
            return
        if self.columns.kind is Kind.RECORDS:
            self.records.take(strip, cells, self.columns)
        elif draft:
            self._beneath(draft, strip, cells)

    def _is_headed(self) -> bool:
        """Whether the line over a table that goes on under the heads of another names the section of its rows."""
        over, columns = self.standing.line_over, self.columns
        is_of_records = columns is not None and columns.kind is Kind.RECORDS and columns.reference is None
        return is_of_records and over is not None and may_name_section(over) and not GOES_ON.search(over.text)

    def _beneath(self, draft: Draft, strip: Strip, cells: Cells) -> None:
        assert self.columns is not None
        if strip.full and self.columns.kind is Kind.INDICATORS:
            add_indicator(draft, strip, cells)
        elif strip.full and self.columns.kind is Kind.SUBS:
            add_sub_action(draft, strip, cells)
        elif self.columns.kind is Kind.PARTS:
            self.records.fill(draft, strip, cells, self.columns)

    def _names_recommendation(self, strip: Strip, below: Strip | None) -> bool:
        """A row that is a recommendation's heading, in a table of actions: the rows below are its own."""
        assert self.columns is not None
        if self.columns.kind is Kind.INDICATORS or not (named := named_by(strip, below)):
            return False
        labels = _of_actions(self.labels, self.columns.heads)
        if labels is None:
            return False
        draft = self.standing.begin(strip, named.number)
        draft.named_above = self.named_in_rows = True
        draft.add(Field.NUMBER if named.number else Field.RECOMMENDATION, named.label if named.number else ())
        self.ledger.take(named.label)
        draft.add(Field.RECOMMENDATION, named.text)
        upper, *lower = self.columns.heads
        self.columns = arranged(labels, upper, lower[0] if lower else None, within=True)
        return True

    def names_section(self, strips: Sequence[Strip], index: int) -> bool:
        """The name of a section, among rows that name their recommendations: it is that of the next."""
        if self.columns is None or not self.named_in_rows or self.columns.kind is Kind.RECORDS:
            return False
        if not names_section(strips, index, self.columns.heads):
            return False
        standing = self.standing
        standing.over = tuple(passage for box in strips[index].full for passage in box.passages)
        standing.draft = standing.pointer = None
        return True

    def told_of_all(self, strip: Strip) -> list[Pair]:
        """What a row under the actions of a recommendation tells of it as a whole, under labels of its own."""
        draft = self.standing.draft
        if self.columns is None or draft is None or any(strip.text == over.text for over in self.columns.heads):
            return []
        if self.columns.reference is not None or self.columns.kind in (Kind.INDICATORS, Kind.FIGURES):
            return []
        if self.named_in_rows:
            return told_of_all(strip)
        if self.columns.kind is Kind.PARTS or len(strip.full) < 2 or strip.table != self.columns.table:
            return []
        told = told_of_all(strip)
        is_dated = self.columns.kind is Kind.RECORDS or (bool(told) and told[0].label.round is not None)
        return told if is_dated else []


def _of_actions(labels: Mapping[int, Label], rows: Sequence[Strip]) -> Mapping[int, Label] | None:
    """The heads over the actions of a recommendation that a row names. "Recommendation / action" is over both."""
    fields = {label.field for label in labels.values()}
    if Field.ACTION in fields:
        return None if Field.RECOMMENDATION in fields else labels
    main = next((at for at, label in labels.items() if label.field is Field.RECOMMENDATION), None)
    if main is None or not any(_names_actions(row.at(main).text) for row in rows):
        return None
    return {**labels, main: replace(labels[main], field=Field.ACTION)}


def _names_actions(head: str) -> bool:
    parts = [read_label(part) for part in OF_BOTH.split(head)]
    return len(parts) > 1 and any(label and label.field is Field.ACTION for label in parts)


def _stands_under(strip: Strip, below: Strip) -> bool:
    """ "Status" over "Not started | Under way | Done", and the other heads merged down over both rows."""
    parts = [strip.at(box.column) for box in below.full]
    return bool(parts) and any(box.continued for box in below.boxes) and all(over.span > 1 for over in parts)


def _is_taken_for_text(before: Label, after: Label) -> bool:
    """Whether a column that would name a section, or what came of it, holds the recommendations or their actions here."""
    return (before.field in MAY_BE and after.field is Field.RECOMMENDATION) or (
        before.field is Field.EVIDENCE and after.field is Field.ACTION
    )
