"""A row of labels and values, and a label with its value wherever it stands: each is put where its kind has a place.

The middle of the scan: rows come from `scanning.py`, pairs out of lines from `prose.py`; what they say goes to the standing."""

import re

from storage.importing.reading import forms
from storage.importing.reading.beginnings import is_form
from storage.importing.reading.besides import as_label
from storage.importing.reading.columns import heads
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import OF_A_RECOMMENDATION, OF_A_ROUND, OF_THE_COVER, Draft
from storage.importing.reading.grids import Grids
from storage.importing.reading.ground import Ground
from storage.importing.reading.guessing import guessed_label
from storage.importing.reading.labels import Field, has_no_place, names_a_record, read_label, stays_beside
from storage.importing.reading.labels_in_a_line import apart
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.rounds import spot_round
from storage.importing.reading.rows import NUMBER
from storage.importing.reading.second_gradings import SURENESS
from storage.importing.reading.standing import NUMBERED, Standing
from storage.importing.reading.strips import Strip

GRADED = frozenset({Field.GRADE, Field.ASSESSMENT})
OUTCOME = re.compile(r"^(?:the )?(?:actual )?outcomes?\b", re.IGNORECASE)
FEWEST_WORDS = 4
MOST_WORDS_OF_A_LABEL = 7
ROMAN = re.compile(r"\(?[ivx]{1,5}[.)]?", re.IGNORECASE)
WHAT_IT_IS_ABOUT = re.compile(r"\b(?:title|name of|review|report|audit|inspection)\b", re.IGNORECASE)


class FormRows:
    """`guessed`: labels whose meaning was guessed, each said once. `awaited`: tables that were looked through for a start."""

    def __init__(self, ground: Ground, standing: Standing, grids: Grids, ledger: Ledger) -> None:
        self.ground, self.standing, self.grids, self.ledger = ground, standing, grids, ledger
        self.guessed: set[str] = set()
        self.awaited: set[int] = set()

    def take(self, index: int) -> int:
        strip = self.ground.strips[index]
        is_blank = len(strip.boxes) > 1 and forms.stem(strip.text) in self.ground.recurring
        is_banner = strip.full == strip.boxes[:1] and strip.width == 2 and not is_blank
        if is_banner and self.ground.ahead.is_section(index, apart=True):
            self.standing.line_over = strip
            return 1
        run = forms.labels_over_values(self.ground.strips, index, self.ground.recurring)
        run = run if run.pairs else forms.label_run(self.ground.strips, index)
        pairs = run.pairs if run.taken > 1 else forms.pairs(strip, self.ground.recurring)
        if not pairs and self.is_over_heads(index):
            self.standing.end()
            return 1
        if not pairs:
            self.unlabelled(strip)
            return 1
        self.await_start(strip)
        self.standing.form_table, self.standing.stacked = strip.table, len(strip.boxes) == 1
        for pair in (part for one in forms.of_one_round(pairs) for part in apart(one)):
            self.pair(pair, strip)
        return run.taken

    def is_over_heads(self, index: int) -> bool:
        """A row of one cell right over the heads of a table of recommendations tells of these, and no more of the form."""
        strip, below = (*self.ground.strips[index : index + 2], None)[:2]
        if strip is None or below is None or len(strip.full) != 1 or below.table != strip.table:
            return False
        labels = (heads(below, first=False) or {}) if len(below.full) > 2 else {}
        return any(label.field is Field.RECOMMENDATION for label in labels.values())

    def await_start(self, strip: Strip) -> None:
        """In a table that names its recommendation further down, what stands above is that recommendation's own."""
        if strip.table in self.awaited:
            return
        self.awaited.add(strip.table)
        rows = self.ground.tables[strip.table]
        labels = [read_label(row.full[0].text) for row in rows]
        starts = [at for at, label in enumerate(labels) if label and label.field is Field.RECOMMENDATION]
        first = forms.label_of(rows[0].full[0], self.ground.recurring)
        if len(starts) == 1 and starts[0] > 0 and first and first.field in OF_A_RECOMMENDATION | {Field.SECTION}:
            self.grids.name_table()
            self.standing.begin(strip).form = True
        elif self.standing.line_over and self.ground.unnamed and not starts and is_form(rows, self.ground.recurring):
            self.begin_named_by(self.standing.line_over)
            self.standing.line_over = None

    def begin_named_by(self, heading: Strip) -> None:
        """Where nothing in a document calls itself a recommendation, the heading over each form is one."""
        draft = self.standing.begin(heading)
        draft.form = draft.named_above = True
        draft.heading = draft.over = ()
        draft.add(Field.RECOMMENDATION, heading.boxes[0].passages)
        said = f"Nothing calls {quoted(heading.text)} a recommendation; I took it for one, by the labels under it."
        draft.findings.append(Finding("heading_as_text", "text", said, place=heading.place))

    def pair(self, pair: forms.Pair, strip: Strip) -> None:
        """A label with its value, where a label of its kind has a place."""
        standing = self.standing
        what = self.meant(pair)
        is_title = what is Field.RECOMMENDATION and pair.label.round and not pair.label.number
        if is_title or not self.has_place(what):
            return  # "Audit recommendations, position at 31 December" is a title: no recommendation is of a round
        words = forms.stem(pair.said)
        if self.ground.recurring.get(words) and words not in self.guessed and what is not Field.BESIDE:
            self.guessed.add(words)
            standing.found.findings.append(guessed_label(pair.said, what))
        said = " ".join(passage.text for passage in pair.values)
        if what is Field.NUMBER and not (NUMBER.fullmatch(said) or ROMAN.fullmatch(said)):
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
            self.grids.name_table()
            standing.begin_form(strip, pair)
        elif what is Field.NUMBER:
            self.grids.name_table()
            standing.begin_by_number(strip, pair.values)
        else:
            self.tell(what, pair, strip)

    def tell(self, what: Field, pair: forms.Pair, strip: Strip) -> None:
        """What a label tells of the recommendation at hand."""
        draft = self.standing.draft or self.standing.begin(strip)
        draft.form = True
        if not pair.label.sure:
            doubt = f"The label {quoted(pair.said)} is damaged; I read it as “{what.replace('_', ' ')}”."
            draft.findings.append(Finding("label_corrupted", str(what), doubt, place=strip.place))
        if what is Field.SECTION:
            draft.theme = pair.values
        else:
            self.standing.put(what, pair.values, pair.label.round, pair.shade)

    def meant(self, pair: forms.Pair) -> Field:
        """An "outcome" after the measure and the account is what came of it, no second measure; a "review title" on the
        cover is what the document is about, where beside a recommendation it names its section."""
        draft = self.standing.draft
        if pair.label.field is self.ground.stands_for_it and not (draft and draft.named_above):
            return Field.RECOMMENDATION
        if self._lost_its_number(pair):
            return Field.RECOMMENDATION
        if pair.label.field is Field.FINDING and pair.label.round and draft and draft.text:
            return Field.EVIDENCE  # "Auditor's findings at 30 June 2025" is what became of it
        if pair.label.field is Field.SECTION and draft is None and WHAT_IT_IS_ABOUT.search(pair.said):
            return Field.SUBJECT
        if pair.label.field in GRADED and SURENESS.search(pair.said) and draft and self._has_grade(draft, pair):
            return Field.BESIDE
        if pair.label.field is not Field.MEASURE or not draft or not draft.values.get(Field.MEASURE):
            return pair.label.field
        reported = any(Field.EVIDENCE in here.labelled for here in draft.rounds)
        return Field.IMPACT if reported and OUTCOME.match(pair.said) else Field.MEASURE

    @staticmethod
    def _lost_its_number(pair: forms.Pair) -> bool:
        """ "REC | The markets should …", where others are "REC 4": beside it stands no number, but what is recommended."""
        said = " ".join(passage.text for passage in pair.values)
        is_number = pair.label.field is Field.NUMBER and names_a_record(pair.said)
        return is_number and len(said.split()) >= FEWEST_WORDS and not NUMBERED.match(said)

    @staticmethod
    def _has_grade(draft: Draft, pair: forms.Pair) -> bool:
        """Whether a label before has graded the work, so that one of how sure somebody is grades it no more."""
        return any(not GRADED.isdisjoint(here.labelled) for here in draft.rounds if pair.label.field in OF_A_ROUND)

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
        below = self.standing.awaits_value or (self.standing.stacked and len(strip.boxes) == 1)
        if pointer and (not first.passages or (len(full) == 1 and below)):
            self.standing.carry_on(passage for box in full for passage in box.passages)
        elif len(full) == 1:
            draft.loose += full[0].passages
        elif pointer and (forms.is_damage(first.text) or self.cuts_a_sentence(strip)):
            self.standing.carry_on(passage for box in full[1:] for passage in box.passages)
            name = "text" if pointer[0] is Field.RECOMMENDATION else str(pointer[0])
            doubt = f"The label {quoted(first.text)} is damaged; I took what stands beside it as more of the {name}."
            draft.findings.append(Finding("label_corrupted", name, doubt, place=strip.place))
        elif self.is_unknown_label(strip):
            self.ledger.take(first.passages)
            draft.besides.setdefault(as_label(first.text), []).extend(full[1].passages)

    def is_unknown_label(self, strip: Strip) -> bool:
        """ "Sponsor | Ruth Amos" among a form's labels: what nobody knows stays beside its words, and the clerk is told. A
        month or a day is no label of anything."""
        first, full = strip.boxes[0], strip.full
        is_pair = len(strip.boxes) == len(full) == 2 and self.standing.pointer is not None
        is_short = len(first.text.split()) <= MOST_WORDS_OF_A_LABEL and first.text[-1:] not in ".;,"
        is_known = read_label(first.text, loose=True) is not None or spot_round(first.text)[0] is not None
        return is_pair and is_short and stays_beside(first.text) and not is_known

    def cuts_a_sentence(self, strip: Strip) -> bool:
        """Whether what stands beside scraps goes on in the middle of the sentence that was read last."""
        first, *others = strip.full
        beside = others[0].passages[0].text if others else ""
        is_label = read_label(first.text, loose=True) is not None or has_no_place(first.text)
        is_scrap = len(first.text) <= forms.LONGEST_TAIL and not is_label
        return is_scrap and beside[:1].islower() and self.standing.runs_on(beside)
