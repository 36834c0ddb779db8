"""Goes down a document strip by strip and gathers each recommendation's words under its labels.

Three shapes, told apart by their labels: grids (heads above rows), forms (label, value) and prose (both in a line). A
table that goes on without its heads, a cell that goes on after a page's end, a label in pieces: each is made whole.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from storage.importing.reading import forms
from storage.importing.reading.ahead import STARTS, Ahead
from storage.importing.reading.beginnings import is_form, is_heading, is_of_another, is_only_headed, names_one, start_of
from storage.importing.reading.besides import as_label
from storage.importing.reading.columns import Kind
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import OF_A_RECOMMENDATION, OF_A_ROUND, OF_THE_COVER
from storage.importing.reading.grades import Grades
from storage.importing.reading.grids import Grids
from storage.importing.reading.guessing import guessed_label
from storage.importing.reading.labels import Field, heads_a_form, names_a_part, read_label
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.lists import named_starts, taken_for_recommendations
from storage.importing.reading.paragraphs import paragraph_starts
from storage.importing.reading.priorities import detail_headings
from storage.importing.reading.recurring import recurring_labels
from storage.importing.reading.references import References
from storage.importing.reading.rows import NOTE, NUMBER
from storage.importing.reading.scales import Scale
from storage.importing.reading.sections import may_name_section
from storage.importing.reading.signing import Signing
from storage.importing.reading.standing import Scanned, Standing
from storage.importing.reading.strips import NO_TABLE, Strip

BUT_ONCE = frozenset({Field.OWNER, Field.DUE, Field.OWNER_AND_DUE, Field.ACTION})
FAR, NEAR = 12, 2
OUTCOME = re.compile(r"^(?:the )?(?:actual )?outcomes?\b", re.IGNORECASE)
WHAT_IT_IS_ABOUT = re.compile(r"\b(?:title|name of|review|report|audit|inspection)\b", re.IGNORECASE)


def scan(strips: Sequence[Strip], key: set[int], scale: Scale, ledger: Ledger, running: set[str]) -> Scanned:
    return _Scan(strips, key, scale, ledger, running).run()


class _Scan:
    def __init__(self, strips: Sequence[Strip], key: set[int], scale: Scale, ledger: Ledger, running: set[str]) -> None:
        self.strips, self.key, self.ledger, self.running = strips, key, ledger, running
        self.grades = Grades(scale)
        self.standing = Standing()
        self.recurring = recurring_labels(strips, self.grades)
        self.named = named_starts(strips, self.recurring)
        self.ahead = Ahead(strips, self.recurring, self.grades, running)
        self.tables: dict[int, list[Strip]] = defaultdict(list)
        for strip in strips:
            self.tables[strip.table] += [strip] if strip.full else []
        self.detailed = detail_headings(strips, self.tables)
        self.listed = self.named or paragraph_starts(strips, self.recurring, self.ahead.starts_one)
        self.listed = {**self.listed, **self.detailed}
        self.ahead.listed = self.listed
        self.grids = Grids(self.standing, ledger, self.grades, References(self.tables))
        self.signing = Signing(self.tables)
        self.heading: tuple[int, Strip] | None = None
        self.guessed: set[str] = set()
        self.form_table = NO_TABLE
        self.stacked = False
        self.unnamed = not any(names_one(strip) for strip in strips)

    def run(self) -> Scanned:
        index = 0
        unsaid = self.named or {at: start for at, start in self.listed.items() if not start.number}
        if unsaid:
            self.standing.found.findings.append(taken_for_recommendations(self.strips[min(unsaid)]))
        while index < len(self.strips):
            if index in self.key:
                self.heading, index = None, index + 1
            elif self.standing.found.drafts and self.signing.holds(self.strips[index], self.grids.columns):
                index += 1
            else:
                index += self.take(index)
        self.standing.name_sections(self.strips[0].text if self.strips else "")
        self.standing.found.drafts += self.standing.found.tied.values()
        return self.standing.found

    def take(self, index: int) -> int:
        """Takes the strip here and those that are one with it. How many they were."""
        strip = self.strips[index]
        if strip.sheet != self.standing.sheet:
            self.standing.turn_to(strip.sheet)
            self.grids.turn_to()
            self.heading, self.form_table = None, NO_TABLE
        if strip.is_line or index in self.named:
            self.line(index)
            return 1
        if is_only_headed(strip, self.tables[strip.table]):
            for box in strip.full:
                self.ledger.take(box.passages if heads_a_form(box.text) else ())
            return 1
        if (
            index - 1 not in self.named
            and not self.goes_on_as_form(strip)
            and (taken := self.grids.open(self.strips, index, self.heading[1] if self.heading else None))
        ):
            self.name_table()
            return taken
        if self.grids.goes_on(strip) and not self.labels_itself(strip):
            self.grids.row(strip)
            return 1
        self.grids.close()
        return self.form(index)

    def goes_on_as_form(self, strip: Strip) -> bool:
        """A pair whose label the form has again and again, though its value may be worded like a heading."""
        is_pair = len(strip.full) <= 2 or forms.recurs_beside(strip, strip.at(2), self.recurring)
        is_pair = is_pair and strip.table == self.form_table and bool(strip.boxes[0].passages)
        return is_pair and forms.stem(strip.boxes[0].text) in self.recurring

    def labels_itself(self, strip: Strip) -> bool:
        """A row of one cell that is a label, under a table that only holds parts of a recommendation."""
        if len(strip.full) != 1 or not self.grids.holds_parts:
            return False
        label = read_label(strip.full[0].text)
        return label is not None and self.has_place(label.field)

    def name_table(self) -> None:
        """The line that stood right over this table may name a section; over a recommendation's own parts, it names those."""
        if self.grids.is_tied:
            self.heading = None
            return
        within = self.grids.columns is not None and self.grids.columns.kind is not Kind.RECORDS
        if self.heading and not (within and names_a_part(self.heading[1].text)):
            self.standing.heading, self.standing.over = self.heading[1].boxes[0].passages, ()
        self.heading = None

    # ---- forms
    def form(self, index: int) -> int:
        strip = self.strips[index]
        if len(strip.boxes) == 2 and strip.full == strip.boxes[:1] and self.ahead.is_section(index, apart=True):
            self.heading = (index, strip)
            return 1
        run = forms.labels_over_values(self.strips, index, self.recurring)
        run = run if run.pairs else forms.label_run(self.strips, index)
        pairs = run.pairs if run.taken > 1 else forms.pairs(strip, self.recurring)
        if not pairs:
            self.unlabelled(strip)
            return 1
        self.await_start(strip)
        self.form_table, self.stacked = strip.table, len(strip.boxes) == 1
        for pair in forms.of_one_round(pairs):
            self.pair(pair, strip)
        return run.taken

    def await_start(self, strip: Strip) -> None:
        """In a table that names its recommendation further down, what stands above is that recommendation's own."""
        if strip.table == self.form_table:
            return
        rows = self.tables[strip.table]
        labels = [read_label(row.full[0].text) for row in rows]
        starts = [at for at, label in enumerate(labels) if label and label.field is Field.RECOMMENDATION]
        first = forms.label_of(rows[0].full[0], self.recurring)
        if len(starts) == 1 and starts[0] > 0 and first and first.field in OF_A_RECOMMENDATION | {Field.SECTION}:
            self.begun_under_heading(strip).begin(strip).form = True
        elif self.heading and self.unnamed and not starts and is_form(rows, self.recurring):
            self.begin_named_by(self.heading[1])
            self.heading = None

    def begin_named_by(self, heading: Strip) -> None:
        """Where nothing in a document calls itself a recommendation, the heading over each form is one."""
        draft = self.standing.begin(heading)
        draft.form = draft.named_above = True
        draft.heading = draft.over = ()
        draft.add(Field.RECOMMENDATION, heading.boxes[0].passages)
        said = f"Nothing calls {quoted(heading.text)} a recommendation; I took it for one, by the labels under it."
        draft.findings.append(Finding("heading_as_text", "text", said, place=heading.place))

    def begun_under_heading(self, strip: Strip) -> Standing:
        """The standing, with the heading that stood right over this strip as its section."""
        self.name_table()
        return self.standing

    def pair(self, pair: forms.Pair, strip: Strip) -> None:
        """A label with its value, where a label of its kind has a place."""
        standing = self.standing
        what = self.meant(pair)
        is_title = what is Field.RECOMMENDATION and pair.label.round and not pair.label.number
        if is_title or not self.has_place(what):
            return  # "Audit recommendations, position at 31 December" is a title: no recommendation is of a round
        words = forms.stem(pair.said)
        if self.recurring.get(words) and words not in self.guessed:
            self.guessed.add(words)
            standing.found.findings.append(guessed_label(pair.said, what))
        if what is Field.NUMBER and not NUMBER.fullmatch(" ".join(passage.text for passage in pair.values)):
            return
        valued = {passage.index for passage in pair.values}
        if not pair.label.number:
            self.ledger.take(passage for passage in pair.label_passages if passage.index not in valued)
        if what is Field.BESIDE:
            assert standing.draft is not None
            label = as_label(forms.label_and_value(pair.said)[0])
            standing.draft.besides.setdefault(label, []).extend(pair.values)
            standing.pointer = None
        elif what in OF_THE_COVER:
            standing.found.cover.setdefault(what, []).extend(pair.values)
        elif what is Field.RECOMMENDATION:
            self.grids.close()
            self.begun_under_heading(strip).begin_form(strip, pair)
        elif what is Field.NUMBER:
            self.begun_under_heading(strip).begin_by_number(strip, pair.values)
        else:
            draft = standing.draft or standing.begin(strip)
            draft.form = True
            if not pair.label.sure:
                doubt = f"The label {quoted(pair.said)} is damaged; I read it as “{what.replace('_', ' ')}”."
                draft.findings.append(Finding("label_corrupted", str(what), doubt, place=strip.place))
            if what is Field.SECTION:
                draft.theme = pair.values
            else:
                standing.put(what, pair.values, pair.label.round, pair.shade)

    def meant(self, pair: forms.Pair) -> Field:
        """An "outcome" after the measure and the account is what came of it, no second measure; a "review title" on the
        cover is what the document is about, where beside a recommendation it names its section."""
        draft = self.standing.draft
        if pair.label.field is Field.SECTION and draft is None and WHAT_IT_IS_ABOUT.search(pair.said):
            return Field.SUBJECT
        if pair.label.field is not Field.MEASURE or not draft or not draft.values.get(Field.MEASURE):
            return pair.label.field
        reported = any(Field.EVIDENCE in here.labelled for here in draft.rounds)
        return Field.IMPACT if reported and OUTCOME.match(pair.said) else Field.MEASURE

    def has_place(self, what: Field) -> bool:
        """What a form may say here: of the cover before the first recommendation, of a recommendation after."""
        if what is Field.KEY or what is Field.TOTAL:
            return False
        if what in OF_THE_COVER:
            return self.standing.draft is None and not self.standing.is_past
        if self.standing.draft is None:
            return what in (Field.RECOMMENDATION, Field.NUMBER)
        if self.standing.draft.has_column(what):
            return False  # "Owner", "Date" and "Note" under a table are the document's: its rows have their own
        return what in OF_A_RECOMMENDATION | OF_A_ROUND | {Field.NUMBER, Field.SECTION, Field.BESIDE}

    def unlabelled(self, strip: Strip) -> None:
        """A row without a label that is known: the value goes on, or the label is damaged, or nobody knows."""
        draft, pointer = self.standing.draft, self.standing.pointer
        if draft is None or not draft.form or not strip.full:
            return
        first, full = strip.boxes[0], strip.full
        below = self.standing.awaits_value or (self.stacked and len(strip.boxes) == 1)
        if pointer and (not first.passages or (len(full) == 1 and below)):
            self.standing.carry_on(passage for box in full for passage in box.passages)
        elif len(full) == 1:
            draft.loose += full[0].passages
        elif pointer and forms.is_damage(first.text):
            self.standing.carry_on(passage for box in full[1:] for passage in box.passages)
            name = "text" if pointer[0] is Field.RECOMMENDATION else str(pointer[0])
            doubt = f"The label {quoted(first.text)} is damaged; I took what stands beside it as more of the {name}."
            draft.findings.append(Finding("label_corrupted", name, doubt, place=strip.place))

    # ---- prose
    def line(self, index: int) -> None:
        strip = self.strips[index]
        passages = strip.boxes[0].passages
        if strip.text.casefold() in self.running:
            return
        if index not in self.listed and self.ahead.is_section(index):
            self.standing.pointer, self.heading = None, (index, strip)
            return
        if index in self.detailed or self.ends_detail(strip):
            self.standing.end()
            self.grids.close()
            self.heading = None if index in self.detailed else (index, strip)
        if start := self.listed.get(index) or (None if self.named else start_of(strip, self.grades)):
            first = (replace(passages[0], text=start.rest),) if start.rest else ()
            said = forms.Pair(start, passages[0].text, passages[:1], (*first, *passages[1:]))
            self.pair(said, strip)
            self.form_table = NO_TABLE
            if self.standing.draft:
                self.standing.draft.named_above, self.standing.level = True, strip.level
            if index in self.detailed:
                self.standing.head_details(start, strip)
        elif (pair := forms.said(passages, self.recurring)) and self.has_place(pair.label.field):
            self.grids.close()
            over_forms = self.named and strip.level and pair.label.field is Field.RECOMMENDATION
            if over_forms or (
                pair.label.field is Field.SECTION and not (self.standing.draft and self.standing.draft.form)
            ):
                self.heading = (index, strip)
                return
            for one in forms.several(pair):
                self.pair(one, strip)
        elif self.form_table == NO_TABLE and not self.standing.awaits_value and self.is_anothers(index):
            self.begin_named_by(strip)
        elif self.ends_paragraphs(index):
            self.standing.end()
            self.heading = (index, strip)
        elif not self.goes_on_in_prose(index) and not self.stands_under_heading(strip):
            self.heading = (index, strip) if is_heading(strip) else None

    def ends_detail(self, strip: Strip) -> bool:
        """A heading as high as those over the details of each recommendation that a table lists."""
        draft = self.standing.draft
        named = draft is not None and draft.named_above and bool(self.detailed)
        return named and 0 < strip.level <= self.standing.level

    def stands_under_heading(self, strip: Strip) -> bool:
        """ "What success will look like: …" between a heading and its table takes nothing from the heading."""
        _, colon, said = strip.text.partition(": ")
        return self.heading is not None and bool(self.heading[1].level) and not strip.level and bool(colon and said)

    def ends_paragraphs(self, index: int) -> bool:
        """A heading after a recommendation that is made of paragraphs: what follows is the report's again."""
        strip, draft = self.strips[index], self.standing.draft
        if not draft or not draft.form or self.form_table != NO_TABLE or not draft.tells_enough:
            return False
        if names_a_part(strip.text) or self.grids.columns:
            return False
        if strip.level:
            return strip.level <= (self.standing.level or strip.level)
        return may_name_section(strip) and (not self.ahead.goes_on_to_label(index) or self.is_anothers(index, FAR))

    def goes_on_below(self, index: int) -> bool:
        """Whether a label of the same recommendation still follows this line, or all of it is in lines."""
        follows = self.ahead.goes_on_to_label(index)
        if follows is None:
            return self.form_table == NO_TABLE
        text = self.strips[index].text
        ends = self.form_table == NO_TABLE and text[-1:] in ".!?" and not NOTE.match(text)
        return follows or (ends and self.ahead.next_label(index) is STARTS)

    def is_anothers(self, index: int, far: int = NEAR) -> bool:
        """Whether the next label is one that the recommendation at hand has already: it is another's, whose start was lost."""
        draft, label = self.standing.draft, self.ahead.next_label(index, far)
        return bool(draft and draft.form and label and draft.tells_enough and label.field in BUT_ONCE & draft.labelled)

    def goes_on_in_prose(self, index: int) -> bool:
        """A line without a label, between the labels of a recommendation: more of the value before, or lost from one."""
        strip, standing = self.strips[index], self.standing
        draft, passages = standing.draft, strip.boxes[0].passages
        if not draft or not draft.form or not standing.pointer or self.grids.columns or strip.level:
            return False
        runs_on = standing.runs_on(passages[0].text)
        if not (standing.awaits_value or runs_on or self.goes_on_below(index)) or is_of_another(strip, draft.number):
            return False
        if standing.awaits_value or passages[0].text[:1].islower() or self.form_table == NO_TABLE:
            standing.carry_on(passages)
        else:
            draft.loose += passages
        return True
