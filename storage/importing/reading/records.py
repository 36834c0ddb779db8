"""The rows of a table of recommendations: a recommendation, its section's name, more of the one above, or a part of it.

`grids.py` knows whose table it is and hands its rows over, those of a table under a recommendation to be filled in too."""

from dataclasses import replace

from storage.importing.reading.accounts import by_round
from storage.importing.reading.besides import as_label, kept_column
from storage.importing.reading.columns import Columns
from storage.importing.reading.drafts import OF_A_RECOMMENDATION, OF_A_ROUND, Draft, Passages
from storage.importing.reading.forms import Pair, said
from storage.importing.reading.grades import Grades
from storage.importing.reading.labels import TICKED_HEAD, Field, Label, read_start
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.row_rounds import day_of_account, round_of_row
from storage.importing.reading.row_starts import carries_on, is_said_again, number_it
from storage.importing.reading.rows import NUMBER, Cells, counts, is_note
from storage.importing.reading.standing import Standing
from storage.importing.reading.strips import Box, Passage, Strip
from storage.importing.reading.under import add_action_row, add_sub_action, as_action, is_recommended, parent_of

LONGEST_SECTION = 160


class Records:
    """`theme`: what the cell beside the rows says, from one to the next."""

    def __init__(self, standing: Standing, ledger: Ledger, grades: Grades) -> None:
        self.standing, self.ledger, self.grades = standing, ledger, grades
        self.theme: Passages = ()

    def take(self, strip: Strip, cells: Cells, columns: Columns) -> None:
        """A row of a table of recommendations."""
        standing = self.standing
        main, number = cells.box(Field.RECOMMENDATION), cells.number
        if counts(strip.full, main):
            return
        draft = standing.draft
        if draft and (pair := _labelled(strip, draft)):
            standing.put(pair.label.field, pair.values, pair.label.round)
            return
        if _is_section(strip, columns):
            standing.over = tuple(passage for box in strip.full for passage in box.passages)
            standing.draft, self.theme = None, ()
            return
        if is_note(strip.full, main, number):
            return
        if draft and is_said_again(main, number, draft, cells):
            self.ledger.take(passage for box in (main, number) if box for passage in box.passages)
            rest = Cells(tuple(each for each in cells.labelled if each[1] is not main))
            self.fill(draft, strip, rest, columns)
        elif draft and carries_on(main, number, draft):
            self.ledger.take(number.passages if number else ())
            self.fill(draft, strip, cells, columns)
        elif parent := parent_of(number, standing.found.drafts, cells):
            self._part(parent, strip, cells, columns)
            return
        elif main or number or draft:
            above = draft.values.get(Field.RECOMMENDATION, []) if draft and main is None else []
            draft = standing.begin(strip)
            draft.of_row = frozenset(columns.fields())
            if above and columns.main is not None and strip.at(columns.main).continued:
                draft.add(
                    Field.RECOMMENDATION, above
                )  # its words are merged down over this row, whose number is another
            self.fill(draft, strip, cells, columns)
            number_it(draft, cells)
        if draft:
            add_action_row(draft, strip, cells)

    def _part(self, parent: Draft, strip: Strip, cells: Cells, columns: Columns) -> None:
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
        self.take(strip, cells, columns)

    def fill(self, draft: Draft, strip: Strip, cells: Cells, columns: Columns) -> None:
        """A row's cells, each under its label."""
        beneath = draft.form or draft.named_above
        of_the_row, dated = round_of_row(strip, columns) if beneath else day_of_account(strip, columns)
        has_its_day = any(label.field in OF_A_ROUND and label.round is None for label, _ in cells.labelled)
        if has_its_day:
            self.ledger.take(dated)
        elif dated and (at := columns.column(Field.REPORTED)) is not None:
            draft.besides.setdefault(as_label(_over(columns, at)), []).extend(dated)
        for label, box in cells.labelled:
            if of_the_row and label.field in OF_A_ROUND and label.round is None:
                self._report(draft, replace(label, round=of_the_row), box, strip, columns)
                continue
            if label.field is Field.SECTION:
                if box.text == " ".join(passage.text for passage in self.theme):
                    self.ledger.take(box.passages)
                elif box.passages:
                    self.theme = box.passages
                draft.theme = self.theme
            elif label.field in OF_A_ROUND:
                self._report(draft, label, box, strip, columns)
            elif label.field in OF_A_RECOMMENDATION:
                draft.add(label.field, box.passages)
        self._keep_beside(draft, strip, columns)

    def _keep_beside(self, draft: Draft, strip: Strip, columns: Columns) -> None:
        """What stands in columns that no field is for, with what stands over them."""
        for at, head in columns.besides.items():
            box = strip.at(at)
            if box.column != at or not box.passages:
                continue
            draft.besides.setdefault(as_label(head), []).extend(box.passages)
            for over in columns.heads:
                draft.beside_heads += over.at(at).passages
            if (doubt := kept_column(head)) and doubt not in self.standing.found.findings:
                self.standing.found.findings.append(doubt)

    def _under_tick(self, box: Box, columns: Columns) -> Box:
        """The head over a tick, in its place; a cell without a tick says nothing."""
        named = [one.at(box.column).text for one in columns.heads if one.at(box.column).passages]
        return replace(box, passages=tuple(replace(one, text=named[-1]) for one in box.passages[:1]), shade="")

    def _report(self, draft: Draft, label: Label, box: Box, strip: Strip, columns: Columns) -> None:
        """A cell of a round. Who leads may be named on a line of it."""
        what = label.field
        if label.rest == TICKED_HEAD:
            box = self._under_tick(box, columns)
            draft.round(label.round).labelled.add(what)
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


def _over(columns: Columns, at: int) -> str:
    """What stands over a column, the nearest of its heads."""
    return next((text for strip in reversed(columns.heads) if (text := strip.at(at).text)), "")


def _labelled(strip: Strip, draft: Draft) -> Pair | None:
    """A row of one cell, over all columns, that tells more of the recommendation above under a label of its own."""
    pair = said(strip.full[0].passages) if len(strip.full) == 1 and len(strip.boxes) == 1 else None
    told = pair is not None and bool(pair.values) and pair.label.field in OF_A_ROUND | OF_A_RECOMMENDATION
    return pair if pair and told and not draft.has_column(pair.label.field) else None


def _is_section(strip: Strip, columns: Columns) -> bool:
    """One cell alone, over the row or at its head, that is a name and no sentence."""
    full = strip.full
    if len(full) != 1:
        return bool(full) and len({box.text for box in full}) == 1 and len(full) == len(strip.boxes) > 2
    box, text = full[0], full[0].text
    if len(text) > LONGEST_SECTION or read_start(text) or text[:1].islower():
        return False
    if len(strip.boxes) < 3 and box.span < 3:
        return False
    if box.span >= max(2, columns.width - 1):
        return True
    if box.column > 1 or (columns.main is not None and box.column > columns.main):
        return False
    if columns.column(Field.NUMBER) == box.column and NUMBER.fullmatch(text):
        return False
    return text[-1:] not in ".;" or strip.bold
