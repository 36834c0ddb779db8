"""Goes down a document strip by strip and gathers each recommendation's words under its labels.

Three shapes, told apart by their labels: grids (heads above rows, `grids.py`), forms (label, value: `form_rows.py`) and
prose (both in a line, `prose.py`). A table that goes on without its heads, a cell that goes on after a page's end, a label
in pieces: each is made whole.
"""

from collections.abc import Sequence

from storage.importing.reading import forms
from storage.importing.reading.beginnings import is_only_headed
from storage.importing.reading.form_rows import FormRows
from storage.importing.reading.grids import Grids
from storage.importing.reading.ground import Ground, survey
from storage.importing.reading.labels import heads_a_form, read_label
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.lists import taken_for_recommendations
from storage.importing.reading.minutes import Minutes
from storage.importing.reading.prose import Prose
from storage.importing.reading.references import References
from storage.importing.reading.replies import Replies
from storage.importing.reading.scales import Scale
from storage.importing.reading.signing import Signing
from storage.importing.reading.standing import Scanned, Standing
from storage.importing.reading.strips import Strip


def scan(
    strips: Sequence[Strip], key: set[int], scale: Scale, ledger: Ledger, running: set[str], replies: Replies
) -> Scanned:
    """`key`: the strips that are the grading key, or else were taken before."""
    return _Scan(survey(strips, scale, running, replies), key, ledger).run()


class _Scan:
    def __init__(self, ground: Ground, key: set[int], ledger: Ledger) -> None:
        self.ground, self.key, self.ledger = ground, key, ledger
        self.standing = Standing()
        self.grids = Grids(self.standing, ledger, ground.grades, References(ground.tables))
        self.rows = FormRows(ground, self.standing, self.grids, ledger)
        self.prose = Prose(ground, self.standing, self.grids, self.rows)
        self.signing = Signing(ground.tables)
        self.minutes = Minutes(ground.strips, ground.tables, self.standing, ledger)

    def run(self) -> Scanned:
        strips, found = self.ground.strips, self.standing.found
        unsaid = self.ground.named or {at: start for at, start in self.ground.listed.items() if not start.number}
        if unsaid:
            found.findings.append(taken_for_recommendations(strips[min(unsaid)]))
        index = 0
        while index < len(strips):
            if index in self.key:
                self.standing.line_over, index = None, index + 1
            elif found.drafts and self.signing.holds(strips[index], self.grids.columns):
                index += 1
            else:
                index += self.take(index)
        self.standing.name_sections(strips[0].text if strips else "")
        found.drafts += found.tied.values()
        return found

    def take(self, index: int) -> int:
        """Takes the strip here and those that are one with it. How many they were."""
        strip = self.ground.strips[index]
        if strip.sheet != self.standing.sheet:
            self.standing.turn_to(strip.sheet)
            self.grids.turn_to()
        if index in self.minutes.lines:
            return self.minutes.take_lines(index)
        if self.minutes.is_between(index):
            self.minutes.pass_by(strip)
            return 1
        if self.minutes.holds(strip):
            self.minutes.take(strip)
            return 1
        self.grids.enter(strip)
        if strip.is_line or index in self.ground.named:
            self.prose.take(index)
            return 1
        if is_only_headed(strip, self.ground.tables[strip.table]):
            for box in strip.full:
                self.ledger.take(box.passages if heads_a_form(box.text) else ())
            return 1
        is_free = index - 1 not in self.ground.named and not self.goes_on_as_form(strip)
        if is_free and (taken := self.grids.open(self.ground.strips, index)):
            return taken
        if self.grids.goes_on(strip) and self.tells_of_all(strip):
            return 1
        if self.grids.goes_on(strip) and not self.labels_itself(strip):
            if not self.grids.names_section(self.ground.strips, index):
                self.grids.row(strip, next(iter(self.ground.strips[index + 1 : index + 2]), None))
            return 1
        self.grids.close()
        return self.rows.take(index)

    def tells_of_all(self, strip: Strip) -> bool:
        """A row over the columns of a table may tell of the recommendation whose rows are above it."""
        told = self.grids.told_of_all(strip)
        for pair in told:
            self.rows.pair(pair, strip)
        return bool(told)

    def goes_on_as_form(self, strip: Strip) -> bool:
        """A pair whose label the form has again and again, though its value may be worded like a heading."""
        recurring = self.ground.recurring
        is_pair = len(strip.full) <= 2 or forms.recurs_beside(strip, strip.at(2), recurring)
        is_pair = is_pair and strip.table == self.standing.form_table and bool(strip.boxes[0].passages)
        return is_pair and forms.stem(strip.boxes[0].text) in recurring

    def labels_itself(self, strip: Strip) -> bool:
        """A row of one cell that is a label, or a label with its value ("Progress (March 2025): Seven of nine …"), under a
        table that only holds parts of a recommendation; or a label with its value over all further columns."""
        if self.grids.is_beneath and _is_pair_over_the_rest(strip):
            label = read_label(strip.boxes[0].text, loose=True)
            return label is not None and self.rows.has_place(label.field)
        if len(strip.full) != 1 or not self.grids.holds_parts:
            return False
        pair = forms.said(strip.full[0].passages, self.ground.recurring)
        label = pair.label if pair and pair.values else read_label(strip.full[0].text)
        return label is not None and self.rows.has_place(label.field)


def _is_pair_over_the_rest(strip: Strip) -> bool:
    """ "Accountable officer | Ines Vaughan" under a table of six columns: two cells, and the second goes over all the rest."""
    return len(strip.boxes) == 2 and strip.boxes[1].span > 1 and bool(strip.boxes[0].passages)
