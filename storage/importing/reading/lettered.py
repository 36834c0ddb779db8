"""Lettered actions in lines under a recommendation: "(a) Rewrite the terms. Lead: Ruth Amos. By: May 2025."; and such
that are counted under its number, "1.1.1 Rewrite the terms".

Who leads one and by when may stand in its line or on lines of their own below it; the first label of another kind is the
recommendation's again. What could be either's is the recommendation's, and doubted."""

import re
from dataclasses import replace

from storage.importing.reading import forms
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import Draft, SubDraft
from storage.importing.reading.ground import Ground
from storage.importing.reading.labels import Field
from storage.importing.reading.labels_in_a_line import BRIEF, apart, values_of
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.standing import LONG, Standing
from storage.importing.reading.strips import NO_TABLE, Passage, Strip

MARK = re.compile(r"^(?:(?P<full>\d{1,2}(?:\.\d{1,2})*)\s?)?\(?(?P<mark>[a-z]|[ivx]{1,4})[.)]\s+(?=\S)")
DEEPER = re.compile(r"^(?P<full>\d{1,2}(?:\.\d{1,2})+)\.(?P<mark>\d{1,2})[.):]?\s+(?=\S)")
COUNTED = re.compile(r"^(?P<full>(?!))?\(?(?P<mark>\d{1,2})[.)]\s+(?=\S)")
OF_ONE = BRIEF - {Field.GRADE}
NUMBERS = tuple(map(str, range(1, 31)))
ORDERS = (tuple("abcdefghijklmnopqrst"), ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), NUMBERS)
FAR = 6


class Lettered:
    """`sub`: the action whose lines are being read, `marks`: those that its recommendation had so far."""

    def __init__(self, ground: Ground, standing: Standing, ledger: Ledger) -> None:
        self.ground, self.standing, self.ledger = ground, standing, ledger
        self.draft: Draft | None = None
        self.sub: SubDraft | None = None
        self.marks: list[str] = []

    def take(self, index: int) -> bool:
        strip, draft = self.ground.strips[index], self.standing.draft
        if draft is not self.draft:
            self.draft, self.sub, self.marks = draft, None, []
        in_lines = draft is not None and draft.form and self.standing.form_table == NO_TABLE
        if draft is None or not in_lines or index in self.ground.listed or not strip.is_line:
            return False
        mark = self._mark(draft, index)
        if mark and self._is_of(draft, mark) and self._begins(mark["mark"], strip.text):
            self._begin(draft, strip, mark)
            return True
        return self.sub is not None and self._goes_on(draft, self.sub, index)

    def _mark(self, draft: Draft, index: int) -> re.Match[str] | None:
        """A letter, a third number, or under a number of two parts a number of one: "1." under "2.3"."""
        text = self.ground.strips[index].text
        counts = "." in draft.number and index not in self.ground.ahead.sections
        return MARK.match(text) or DEEPER.match(text) or (COUNTED.match(text) if counts else None)

    @staticmethod
    def _is_of(draft: Draft, mark: re.Match[str]) -> bool:
        """Whether the number before the letter, if there is one, is the recommendation's."""
        return mark["full"] in (None, draft.number)

    def _begins(self, mark: str, text: str) -> bool:
        """The first of a list or the next of it, where no list of a longer value may go on, or where it says who leads."""
        is_next = any(
            mark in order and order.index(mark) == len(self.marks) and list(order[: len(self.marks)]) == self.marks
            for order in ORDERS
        )
        pointer = self.standing.pointer[0] if self.standing.pointer else None
        if not is_next or pointer is Field.EVIDENCE:
            return False
        return pointer not in LONG or bool(values_of(text)[1])

    def _begin(self, draft: Draft, strip: Strip, mark: re.Match[str]) -> None:
        passage = strip.boxes[0].passages[0]
        self.marks.append(mark["mark"])
        last = f".{mark['mark']}" if mark.re is DEEPER else f"({mark['mark']})"
        self.sub = SubDraft(strip.place, number=f"{draft.number}{last}")
        draft.subs.append(self.sub)
        text, told = values_of(passage.text[mark.end() :])
        self._add(self.sub, Field.ACTION, (replace(passage, text=text),))
        for label, _, value in told:
            self._add(self.sub, label.field, (replace(passage, text=value),) if value else ())
            draft.paired = True
        self.standing.pointer = None

    def _goes_on(self, draft: Draft, sub: SubDraft, index: int) -> bool:
        """A label of the action, or more of its words; anything else ends it."""
        strip = self.ground.strips[index]
        passages = strip.boxes[0].passages
        pair = forms.said(passages, self.ground.recurring)
        if pair and pair.label.field in OF_ONE and not pair.label.number:
            if self._is_its_own(draft, pair.label.field, index):
                for one in apart(pair):
                    self._add(sub, one.label.field, one.values)
                self.ledger.take(pair.label_passages)
                draft.paired = True
                return True
            draft.findings.append(_whose(pair.said, sub, strip))
        elif pair is None and passages[0].text[:1].islower():
            self._add(sub, Field.ACTION, passages)
            return True
        self.sub = None
        return False

    def _is_its_own(self, draft: Draft, what: Field, index: int) -> bool:
        """Where the recommendation has such a label already, an action before has one, or another action is still to come."""
        before = any(what in sub.values for sub in draft.subs)
        later = (
            at for at in range(index + 1, min(index + FAR, len(self.ground.strips))) if self.ground.strips[at].is_line
        )
        following = next((at for at in later if self._mark(draft, at)), None)
        starts = next((at for at in range(index + 1, index + FAR) if at in self.ground.listed), None)
        is_followed = following is not None and (starts is None or following < starts)
        return what in draft.labelled or before or is_followed

    @staticmethod
    def _add(sub: SubDraft, what: Field, passages: tuple[Passage, ...]) -> None:
        sub.values.setdefault(what, []).extend(passages)


def _whose(said: str, sub: SubDraft, strip: Strip) -> Finding:
    doubt = (
        f"{quoted(said, 60)} stands under the action {sub.number} and may be that action's; "
        "I took it for the recommendation's."
    )
    return Finding("label_of_action", "owners", doubt, place=strip.place)
