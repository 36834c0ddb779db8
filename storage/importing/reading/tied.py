"""A table whose rows name their recommendations: which columns it has, and whose each of its rows is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from storage.importing.reading.columns import Columns, Kind, arranged
from storage.importing.reading.drafts import Draft
from storage.importing.reading.labels import Field, Label
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.references import IN_ROWS_ABOVE, Known, References, referred, says_only, unknown, unnamed
from storage.importing.reading.rows import NUMBER, Cells, counts
from storage.importing.reading.standing import Standing
from storage.importing.reading.strips import Strip

TELLS = (Field.START, Field.OWNER, Field.DUE, Field.OWNER_AND_DUE, Field.GRADE)


class Tied:
    """`of_row`: whom the row before named; a blank reference goes on from there. `retold`: the column that says again what
    the reference names."""

    def __init__(self, standing: Standing, ledger: Ledger, references: References) -> None:
        self.standing, self.ledger, self.references = standing, ledger, references
        self.of_row: list[Draft] = []
        self.known: Known = {}
        self.is_told = False
        self.retold: int | None = None

    def columns(
        self, labels: Mapping[int, Label], heads_of: Sequence[Strip], rows: Sequence[Strip], over: Strip | None,
        *, within: bool,
    ) -> Columns | None:  # fmt: skip
        """The columns of such a table, None where it is none. `over`: its heading, which may name them for all rows."""
        drafts = self.standing.found.drafts
        found = self.references.column(labels, heads_of, rows, drafts, within=within)
        headed = self.references.heads(over.text, labels, drafts) if found is None and over and not within else ()
        again = self.references.retold(labels, heads_of, rows, drafts) if found is None and not headed else None
        found, self.retold = again or (found, None)
        if found is None and not headed:
            return None
        found = IN_ROWS_ABOVE if found is None else found
        self.of_row, self.is_told, self.known = [], False, self.references.elsewhere(heads_of[0].table, drafts)
        self.standing.pointer = None
        for one in headed:
            self.of_row = [self.standing.found.tied_to(one.number, heads_of[0].place)]
            self.of_row[0].theme = over.full[0].passages if over else ()
        for strip in heads_of:
            self.ledger.take(strip.at(found).passages)
        others = {at: label for at, label in labels.items() if at not in (found, self.retold)}
        columns = arranged(others, heads_of[0], heads_of[1] if len(heads_of) > 1 else None, within=True)
        fields = columns.fields()
        if columns.kind is Kind.PARTS and Field.ACTION in fields and not fields.isdisjoint(TELLS):
            columns = replace(columns, kind=Kind.SUBS)
        return replace(columns, reference=found)

    def named(self, strip: Strip, reference: int, cells: Cells) -> list[Draft]:
        """Whose row this is. A row that is no more than a name says whose the rows below are."""
        alone = strip.full[0] if len(strip.full) == 1 else None
        box = alone or strip.at(reference)
        known = self.known
        if counts(strip.full, cells.box(Field.ACTION)):
            return []
        if box.passages and (found := referred(box.text, known)):
            self.of_row = [self.standing.found.tied_to(one.number, strip.place) for one in found]
            if says_only(box.text, found):
                self.of_row[0].add(Field.NUMBER, box.passages)
                self.ledger.take(box.passages)  # the recommendation itself says all of it
            if self.retold is not None:
                self.ledger.take(strip.at(self.retold).passages)
            return [] if alone else self.of_row
        if alone and alone.column == reference:
            return []
        if box.passages and not alone:
            self.of_row = self._another(strip, box.text) if NUMBER.fullmatch(box.text) else []
            for draft in self.of_row:
                draft.add(Field.NUMBER, box.passages)
        if not self.of_row and not self.is_told:
            self.is_told = True
            self.standing.found.findings.append(unnamed(strip))
        return self.of_row

    def _another(self, strip: Strip, number: str) -> list[Draft]:
        """A reference that no recommendation has."""
        is_new = number not in self.standing.found.tied
        draft = self.standing.found.tied_to(number.strip(" ."), strip.place)
        draft.findings += [unknown(number, strip.place)] if is_new else []
        return [draft]
