"""A line of its own: a recommendation's start, a label and its value, a section's name, or more of what was said before.

One of the three shapes that `scanning.py` tells apart; labels in a line are put where those of a row are (`form_rows.py`)."""

import re
from dataclasses import replace

from storage.importing.reading import forms
from storage.importing.reading.ahead import STARTS
from storage.importing.reading.beginnings import is_heading, is_of_another, start_of
from storage.importing.reading.closed_before import tells_of_closed
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import Draft, Passages
from storage.importing.reading.form_rows import GRADED, FormRows
from storage.importing.reading.grids import Grids
from storage.importing.reading.ground import Ground
from storage.importing.reading.labels import Field, Label, names_a_part
from storage.importing.reading.labels_in_a_line import apart
from storage.importing.reading.lettered import Lettered
from storage.importing.reading.replies import Role, Start
from storage.importing.reading.rows import NOTE
from storage.importing.reading.sections import may_name_section
from storage.importing.reading.standing import Standing
from storage.importing.reading.strips import NO_TABLE, Strip

# "Recommendation 1 (High priority)": what is in the brackets is no word of it.
RANKED = re.compile(
    r"\(((?:very )?(?:high|medium|moderate|low|critical|essential|significant|advisory|p ?\d)(?:[ -]+(?:risk|priority))?)\)",
    re.IGNORECASE,
)
BUT_ONCE = frozenset({Field.OWNER, Field.DUE, Field.OWNER_AND_DUE, Field.ACTION})
FAR, NEAR = 12, 2
SAID_AS = {Role.ANSWER: Field.EVIDENCE, Role.REASON: Field.EXPLANATION, Role.WORDING: Field.RECOMMENDATION}


class Prose:
    def __init__(self, ground: Ground, standing: Standing, grids: Grids, rows: FormRows) -> None:
        self.ground, self.standing, self.grids, self.rows = ground, standing, grids, rows
        self.without_label: Draft | None = None
        self.lettered = Lettered(ground, standing, rows.ledger)

    def take(self, index: int) -> None:
        strip = self.ground.strips[index]
        passages = strip.boxes[0].passages
        if strip.text.casefold() in self.ground.running:
            return
        if self.reply(index) or self.lettered.take(index):
            return
        if self.ground.listed and index not in self.ground.listed and tells_of_closed(strip.text):
            self.standing.pointer = None
            return
        if index not in self.ground.listed and self.ground.ahead.is_section(index):
            self.standing.pointer, self.standing.line_over = None, strip
            return
        if index in self.ground.detailed or self.ends_detail(strip):
            self.standing.end()
            self.grids.close()
            self.standing.line_over = None if index in self.ground.detailed else strip
        if start := self.ground.listed.get(index) or (
            None if self.ground.named else start_of(strip, self.ground.grades)
        ):
            self.begin(index, start)
        elif (pair := forms.said(passages, self.ground.recurring)) and self.rows.has_place(pair.label.field):
            self.label(strip, pair)
        elif self.standing.form_table == NO_TABLE and not self.standing.awaits_value and self.is_anothers(index):
            self.rows.begin_named_by(strip)
        elif self.ends_paragraphs(index):
            self.standing.end()
            self.standing.line_over = strip
        elif not self.goes_on_in_prose(index) and not self.stands_under_heading(strip):
            self.standing.line_over = strip if is_heading(strip) else None

    def reply(self, index: int) -> bool:
        """A line of a message whose part in it is known: an officer's answer under what the plan says."""
        replies, strip, standing = self.ground.replies, self.ground.strips[index], self.standing
        passage = strip.boxes[0].passages[0]
        if start := replies.starts.get(index):
            self.begin_answered(index, start)
        elif index not in replies.roles:
            return False
        elif replies.roles[index] is Role.OUTSIDE or standing.draft is None:
            if standing.draft:
                standing.end()
        elif replies.roles[index] is Role.GRADE:
            standing.put(Field.GRADE, [replace(passage, text=replies.grades[index])])
        else:
            standing.put(SAID_AS[replies.roles[index]], strip.boxes[0].passages)
        return True

    def begin_answered(self, index: int, start: Start) -> None:
        """ "Rec 3 – Find a new van (Ruth Amos, due May)", or "Rec 3 – It was bought" where another message says what 3 is."""
        passage = self.ground.strips[index].boxes[0].passages[0]
        self.begin(index, replace(start.label, rest=start.bracket.text))
        draft = self.standing.draft
        assert draft is not None
        said = {Field.OWNER: start.bracket.owner, Field.DUE: start.bracket.due, Field.EVIDENCE: start.answer}
        for what, text in said.items():
            if text:
                draft.add(what, [replace(passage, text=text)])
        draft.findings += start.findings

    def begin(self, index: int, start: Label) -> None:
        """A recommendation begins with this line, be it with its words or with its number alone."""
        strip = self.ground.strips[index]
        passages = strip.boxes[0].passages
        rank = RANKED.fullmatch(start.rest)
        first = (replace(passages[0], text=start.rest),) if start.rest and not rank else ()
        self.rows.pair(forms.Pair(start, passages[0].text, passages[:1], (*first, *passages[1:])), strip)
        self.standing.form_table = NO_TABLE
        if self.standing.draft:
            self.standing.draft.named_above, self.standing.level = True, strip.level
            if rank:
                self.standing.draft.besides.setdefault("Priority", []).append(replace(passages[0], text=rank[1]))
        if index in self.ground.detailed:
            self.standing.head_details(start, strip)

    def label(self, strip: Strip, pair: forms.Pair) -> None:
        """A label and its value in a line. One that names a section, or heads the forms of a recommendation, stands over
        what comes next."""
        self.grids.close()
        over_forms = self.ground.named and strip.level and pair.label.field is Field.RECOMMENDATION
        within_form = self.standing.draft is not None and self.standing.draft.form
        if over_forms or (pair.label.field is Field.SECTION and not within_form):
            self.standing.line_over = strip
            return
        for one in (part for each in forms.several(pair) for part in apart(each)):
            self.rows.pair(one, strip)

    def ends_detail(self, strip: Strip) -> bool:
        """A heading as high as those over the details of each recommendation that a table lists."""
        draft = self.standing.draft
        named = draft is not None and draft.named_above and bool(self.ground.detailed)
        return named and 0 < strip.level <= self.standing.level

    def stands_under_heading(self, strip: Strip) -> bool:
        """ "What success will look like: …" between a heading and its table takes nothing from the heading."""
        _, colon, said = strip.text.partition(": ")
        over = self.standing.line_over
        return over is not None and bool(over.level) and not strip.level and bool(colon and said)

    def ends_paragraphs(self, index: int) -> bool:
        """A heading after a recommendation that is made of paragraphs: what follows is the report's again."""
        strip, draft = self.ground.strips[index], self.standing.draft
        if not draft or not draft.form or self.standing.form_table != NO_TABLE or not draft.tells_enough:
            return False
        if names_a_part(strip.text) or self.grids.columns:
            return False
        if strip.level:
            return strip.level <= (self.standing.level or strip.level)
        return may_name_section(strip) and (
            not self.ground.ahead.goes_on_to_label(index) or self.is_anothers(index, FAR)
        )

    def goes_on_below(self, index: int) -> bool:
        """Whether a label of the same recommendation still follows this line, or all of it is in lines."""
        follows = self.ground.ahead.goes_on_to_label(index)
        if follows is None:
            return self.standing.form_table == NO_TABLE
        text = self.ground.strips[index].text
        ends = self.standing.form_table == NO_TABLE and text[-1:] in ".!?" and not NOTE.match(text)
        return follows or (ends and self.ground.ahead.next_label(index) is STARTS)

    def is_anothers(self, index: int, far: int = NEAR) -> bool:
        """Whether the next label is one that the recommendation at hand has already: it is another's, whose start was lost."""
        draft, label = self.standing.draft, self.ground.ahead.next_label(index, far)
        return bool(draft and draft.form and label and draft.tells_enough and label.field in BUT_ONCE & draft.labelled)

    def goes_on_in_prose(self, index: int) -> bool:
        """A line without a label, between the labels of a recommendation: more of the value before, or lost from one."""
        strip, standing = self.ground.strips[index], self.standing
        draft, passages = standing.draft, strip.boxes[0].passages
        if not draft or not draft.form or not standing.pointer or self.grids.columns or strip.level:
            return False
        runs_on = standing.runs_on(passages[0].text)
        goes_on = standing.awaits_value or runs_on or self.goes_on_below(index)
        comes_to_grade = not goes_on and self.lost_its_grade(index)
        if not (goes_on or comes_to_grade) or is_of_another(strip, draft.number):
            return False
        if standing.awaits_value or passages[0].text[:1].islower() or self.standing.form_table == NO_TABLE:
            standing.carry_on(passages)
        elif comes_to_grade:
            self.carry_on_to_grade(draft, passages)
        else:
            draft.loose += passages
        return True

    def lost_its_grade(self, index: int) -> bool:
        """Whether lines under a form come to a grade, where the account read last has none yet: their label was lost."""
        standing = self.standing
        if not standing.draft or not standing.pointer or standing.pointer[0] is not Field.EVIDENCE:
            return False
        here = standing.draft.round(standing.pointer[1])
        return here.labelled.isdisjoint(GRADED) and self.ground.ahead.comes_to_grade(index)

    def carry_on_to_grade(self, draft: Draft, passages: Passages) -> None:
        """More of the account that was read last, with a doubt where it begins."""
        if self.without_label is not draft:
            self.without_label = draft
            said = f"{quoted(passages[0].text, 40)} and what follows has no label; I added it to the evidence."
            draft.findings.append(Finding("label_missing", "evidence", said, place=passages[0].place))
        self.standing.carry_on(passages)
