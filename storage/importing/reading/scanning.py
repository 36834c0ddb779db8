"""Goes down a document strip by strip and gathers each recommendation's words under its labels.

Three shapes, told apart by their labels: forms (label, value), grids (heads above rows) and prose (label and value in a
line). A table that goes on without its heads, a cell that goes on after a page's end, a label in pieces: each is made whole.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from storage.importing.reading import forms
from storage.importing.reading.columns import Columns, Kind, arranged, by_content, heads, two_rows
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import OF_A_RECOMMENDATION, OF_A_ROUND, OF_THE_COVER, Draft, Values
from storage.importing.reading.grades import Scale
from storage.importing.reading.grids import Grids
from storage.importing.reading.labels import Field, Label, is_parted, read_label, read_start
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.rounds import Spotted
from storage.importing.reading.strips import Passage, Strip

STATES = re.compile(
    r"^(?:was|were|is|are|has|have|had|will|should|can|remains?|relates?|and|to|in|of|for|from|above|below|on)\b",
    re.IGNORECASE,
)
MOST_HEADING_WORDS = 22


@dataclass
class Scanned:
    drafts: list[Draft] = field(default_factory=list)
    cover: Values = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


class Scan:
    """Where the reader stands: the recommendation, its field, the table and the section."""

    def __init__(self, strips: Sequence[Strip], key: set[int], scale: Scale, ledger: Ledger, running: set[str]) -> None:
        self.strips, self.key, self.ledger, self.running = strips, key, ledger, running
        self.found = Scanned()
        self.draft: Draft | None = None
        self.columns: Columns | None = None
        self.pointer: tuple[Field, Spotted | None] | None = None
        self.open = False
        self.grids = Grids(self.found, ledger, scale)
        self.heading: tuple[Passage, ...] = ()
        self.headings: list[str] = []
        self.form_table = -1
        self.recurring = forms.recurring_labels(strips)

    def run(self) -> Scanned:
        index = 0
        while index < len(self.strips):
            if index in self.key:
                self.heading = ()
                index += 1
                continue
            index += self.take(index)
        self.name_sections()
        return self.found

    def name_sections(self) -> None:
        """Headings over tables are sections where there are several; one alone is the document's."""
        headings = {
            " ".join(passage.text for passage in draft.heading).casefold()
            for draft in self.found.drafts
            if draft.heading
        }
        if len(headings) < 2:
            return
        for draft in self.found.drafts:
            over = " ".join(passage.text for passage in self.ledger.take(draft.heading))
            draft.section = " – ".join(part for part in (over, draft.section) if part)

    def take(self, index: int) -> int:
        """Takes the strip here, and those that are one with it. How many they were."""
        strip = self.strips[index]
        if strip.is_line:
            return self.line(index)
        if labels := heads(strip, first=self.is_first(index)):
            return self.head(index, labels)
        if self.columns and self.goes_on(strip):
            self.row(strip)
            return 1
        self.columns = None
        return self.form(index)

    # ---- grids
    def head(self, index: int, labels: dict[int, Label]) -> int:
        strip, taken = self.strips[index], 1
        below = self.strips[index + 1] if index + 1 < len(self.strips) else None
        if below and below.table == strip.table and (lower := heads(below, first=False)) and set(lower) != set(labels):
            labels, taken = two_rows(labels, strip, lower, below), 2
        labels = by_content(labels, self.rows_under(index + taken), self.grids.is_known_grade, self.grids.begins_grade)
        for head in self.strips[index : index + taken]:
            self.ledger.take(
                passage
                for box in head.full
                for passage in box.passages
                if read_label(box.text, damaged=True, loose=True) or box.column in labels
            )
        for label, box in ((labels[box.column], box) for box in strip.full if box.column in labels):
            if not label.sure:
                self.found.findings.append(
                    Finding(
                        "label_corrupted",
                        "text",
                        f"The heading {quoted(box.text)} is damaged; I read it as “{label.field.replace('_', ' ')}”.",
                        place=strip.place,
                    )
                )
        within = self.draft is not None and (self.draft.form or self.grids.named_above(self.draft))
        columns = arranged(labels, strip, below if taken == 2 else None, within=within)
        if columns.kind is Kind.RECORDS:
            self.name_section(columns)
        if columns.kind in (Kind.RECORDS,) and not within:
            self.pointer = None
        self.columns = columns
        return taken

    def is_first(self, index: int) -> bool:
        return index == 0 or self.strips[index - 1].table != self.strips[index].table

    def rows_under(self, index: int) -> list[Strip]:
        """The rows of the same table from here on."""
        table = self.strips[index - 1].table
        return [strip for strip in self.strips[index : index + 40] if strip.table == table]

    def goes_on(self, strip: Strip) -> bool:
        """Whether this row belongs to the grid: same table, or a table as wide that has no labels of its own."""
        assert self.columns is not None
        if strip.table == self.columns.table:
            return True
        if len(strip.boxes) <= 2 and strip.full and read_label(strip.full[0].text):
            return False
        return abs(strip.width - self.columns.width) <= 1 and strip.width > 2

    def row(self, strip: Strip) -> None:
        assert self.columns is not None
        self.draft = self.grids.row(strip, self.columns, self.draft)
        self.heading = ()

    def name_section(self, columns: Columns) -> None:
        """The heading over a table of recommendations is their section, where the document has several."""
        if columns.table == (self.columns.table if self.columns else None):
            return
        if self.heading:
            self.grids.heading, self.grids.section = self.heading, ""
        self.heading = ()

    # ---- forms
    def form(self, index: int) -> int:
        strip = self.strips[index]
        if not strip.full:
            return 1
        pairs = forms.pairs(strip, self.recurring)
        if not pairs:
            run = forms.label_run(self.strips, index)
            pairs, taken = run.pairs, run.taken
        else:
            run = forms.label_run(self.strips, index)
            if run.taken > 1:
                pairs, taken = run.pairs, run.taken
            else:
                taken = 1
        if pairs:
            self.await_start(strip)
            self.form_table = strip.table
            for pair in _of_one_round(pairs):
                self.pair(pair, strip)
            return taken
        self.unlabelled(strip, index)
        return 1

    def pair(self, pair: forms.Pair, strip: Strip) -> None:
        label, values = pair.label, pair.values
        if label.field is Field.KEY or not self.has_place(label.field):
            return
        self.ledger.take(pair.label_passages)
        if label.field in OF_THE_COVER:
            self.cover(label.field, values)
            return
        if label.field is Field.RECOMMENDATION:
            self.begin(label, values, strip)
            return
        if label.field is Field.NUMBER:
            self.begin_by_number(values, strip)
            return
        if self.draft is None:
            self.draft = self.new(strip)
        self.draft.form = True
        if not label.sure:
            self.draft.findings.append(
                Finding(
                    "label_corrupted",
                    "evidence",
                    f"The label {quoted(pair.said)} is damaged; I read it as “{label.field}”.",
                    place=strip.place,
                )
            )
        if label.field is Field.SECTION:
            self.draft.section = " ".join(passage.text for passage in self.ledger.take(values))
            return
        self.put(label.field, values, label.round, pair)

    def has_place(self, what: Field) -> bool:
        """What a form may say here: of the cover before the first recommendation, of a recommendation after."""
        if what in OF_THE_COVER:
            return self.draft is None
        if self.draft is None and what not in (Field.RECOMMENDATION, Field.NUMBER):
            return what in OF_A_ROUND
        return what in OF_A_RECOMMENDATION | OF_A_ROUND | {Field.NUMBER, Field.SECTION}

    def put(
        self, what: Field, values: Sequence[Passage], spotted: Spotted | None, pair: forms.Pair | None = None
    ) -> None:
        assert self.draft is not None
        if what in OF_A_ROUND and spotted is None and values and (dated := forms.dated_value(values[0].text)):
            spotted, rest = dated
            first = values[0]
            values = [*([forms.reworded(first, rest)] if rest else []), *values[1:]]
            self.ledger.take([first])
        if what in OF_A_ROUND and spotted is None and (before := self.round_before(what)):
            spotted = before
            self.draft.inherited.append((what, before))
        self.draft.add(what, self.ledger.take(values), spotted)
        if what in OF_A_ROUND and pair and pair.shade:
            self.draft.round(spotted).shade = pair.shade
        self.pointer = (what, spotted)
        self.open = True

    def round_before(self, what: Field) -> Spotted | None:
        """The round that the label before names, where it has no such value yet: a label without a date goes with it."""
        before = self.pointer[1] if self.pointer and self.pointer[0] in OF_A_ROUND else None
        if before is None or self.draft is None or what in self.draft.round(before).labelled:
            return None
        return before

    def begin(self, label: Label, values: Sequence[Passage], strip: Strip) -> None:
        """A recommendation's first label. The same number again, or a label for the words that its number waits for, is no new one."""
        text = " ".join(passage.text for passage in values)
        waiting = self.draft is not None and not self.draft.text and self.draft.form
        again = (
            self.draft is not None
            and label.number
            and self.draft.number == label.number
            and (not text or text[:40] == self.draft.text[:40])
        )
        if again:
            self.ledger.take(values)
        elif (
            waiting and self.draft and (not label.number or not self.draft.number or label.number == self.draft.number)
        ):
            self.draft.number = self.draft.number or label.number
            self.put(Field.RECOMMENDATION, values, None)
        else:
            self.draft = self.new(strip)
            self.draft.number, self.draft.form = label.number, True
            self.put(Field.RECOMMENDATION, values, None)
        self.pointer = (Field.RECOMMENDATION, None)
        self.columns = None

    def begin_by_number(self, values: Sequence[Passage], strip: Strip) -> None:
        number = " ".join(passage.text for passage in self.ledger.take(values)).strip(" .:")
        if self.draft is None or not self.draft.form or self.draft.number or (self.draft.text and self.draft.rounds):
            self.draft = self.new(strip)
        self.draft.form, self.draft.number = True, (read_start(number) or Label(Field.NUMBER, number=number)).number

    def await_start(self, strip: Strip) -> None:
        """In a table that names its recommendation further down, what stands above it is that recommendation's own."""
        if strip.table == self.form_table:
            return
        rows = [other for other in self.strips if other.table == strip.table and other.full]
        starts = [
            n
            for n, row in enumerate(rows)
            if (label := read_label(row.full[0].text)) and label.field is Field.RECOMMENDATION
        ]
        first = forms.label_of(rows[0].full[0], self.recurring)
        if len(starts) == 1 and starts[0] > 0 and first and first.field in OF_A_RECOMMENDATION | {Field.SECTION}:
            self.draft = self.new(strip)
            self.draft.form = True

    def new(self, strip: Strip) -> Draft:
        if self.heading:
            self.grids.heading, self.grids.section = self.heading, ""
            self.heading = ()
        draft = Draft(strip.place, section=self.grids.section, heading=self.grids.heading)
        self.found.drafts.append(draft)
        return draft

    def cover(self, what: Field, values: Iterable[Passage]) -> None:
        if what is Field.TOTAL:
            return
        self.found.cover.setdefault(what, []).extend(self.ledger.take(values))

    def unlabelled(self, strip: Strip, index: int) -> None:
        """A row without a label that is known: the value goes on, or the label is damaged, or nobody knows."""
        full = strip.full
        first = strip.boxes[0]
        if self.draft is None or not self.draft.form:
            return
        if not first.passages and self.pointer:
            values = [passage for box in full for passage in box.passages]
            self.carry_on(values)
        elif len(full) == 1:
            self.draft.loose += self.ledger.take(full[0].passages) if not self.open_pointer() else ()
            if self.open_pointer():
                self.carry_on(full[0].passages)
        elif self.pointer and forms.is_damage(first.text):
            self.ledger.take(first.passages)
            self.carry_on([passage for box in full[1:] for passage in box.passages])
            what = self.pointer[0]
            about = "text" if what is Field.RECOMMENDATION else str(what)
            self.draft.findings.append(
                Finding(
                    "label_corrupted",
                    about,
                    f"The label {quoted(first.text)} is damaged; I took what stands beside it as more of the {what.replace('_', ' ')}.",
                    place=strip.place,
                )
            )

    def open_pointer(self) -> bool:
        """Whether a label has just been read whose value is still to come."""
        if not self.pointer or not self.draft:
            return False
        what, spotted = self.pointer
        values = self.draft.round(spotted).values if what in OF_A_ROUND else self.draft.values
        return not values.get(what)

    def carry_on(self, passages: Iterable[Passage]) -> None:
        assert self.draft is not None and self.pointer is not None
        self.draft.add(self.pointer[0], self.ledger.take(passages), self.pointer[1])

    # ---- prose
    def line(self, index: int) -> int:
        strip = self.strips[index]
        passages = strip.boxes[0].passages
        text = passages[0].text
        if strip.text.casefold() in self.running:
            return 1
        if start := self.starts(strip):
            self.columns = None
            self.begin(
                start, [forms.reworded(passages[0], start.rest), *passages[1:]] if start.rest else passages[1:], strip
            )
            self.ledger.take(passages)
            self.grids.name(self.draft)
            return 1
        if pair := forms.said(passages, self.recurring):
            if pair.label.field is not Field.KEY and (pair.label.field in OF_THE_COVER or self.draft is not None):
                self.columns = None
                self.pair(pair, strip)
                return 1
        if (
            self.draft
            and self.draft.form
            and self.pointer
            and not self.columns
            and not strip.level
            and self.belongs(index)
        ):
            if self.open_pointer() or text[:1].islower() or self.in_prose():
                self.carry_on(passages)
            else:
                self.draft.loose += self.ledger.take(passages)
            return 1
        if self.is_heading(strip):
            self.heading = passages
        else:
            self.heading = ()
        return 1

    def starts(self, strip: Strip) -> Label | None:
        """A line that begins a recommendation, not a sentence about one."""
        text = strip.boxes[0].passages[0].text
        start = read_start(text)
        if not start:
            return None
        parted = is_parted(text)
        if not parted and not strip.level and (STATES.match(start.rest) or not start.rest[:1].isupper()):
            return None
        if self.grids.is_grade(start.rest) or re.match(r"^(?:and|to|,|-|–|&)\s*\d", start.rest):
            return None
        return start

    def in_prose(self) -> bool:
        """Whether the recommendation at hand is written in lines, not in a table."""
        return self.draft is not None and self.form_table == -1

    def belongs(self, index: int) -> bool:
        """Whether a label of the same recommendation still follows this line."""
        if self.open_pointer():
            return True
        for other in self.strips[index + 1 : index + 12]:
            if not other.full:
                continue
            first = other.full[0].text
            if other.is_line:
                if self.starts(other):
                    return False
                pair = forms.said(other.boxes[0].passages, self.recurring)
                label = pair.label if pair else None
            else:
                label = read_label(first)
            if label:
                return (
                    label.field not in (Field.RECOMMENDATION, Field.NUMBER, Field.KEY)
                    and label.field not in OF_THE_COVER
                )
        return self.in_prose()

    def is_heading(self, strip: Strip) -> bool:
        words = strip.text.split()
        if len(words) > MOST_HEADING_WORDS or strip.text[-1:] in ".;,":
            return False
        return bool(strip.level) or strip.bold or len(words) <= 14


def _of_one_round(pairs: Sequence[forms.Pair]) -> list[forms.Pair]:
    """Labels in one row are of one round, though only the first says which."""
    named = next((pair.label.round for pair in pairs if pair.label.round), None)
    return [
        replace(pair, label=replace(pair.label, round=pair.label.round or named))
        if pair.label.field in OF_A_ROUND
        else pair
        for pair in pairs
    ]
