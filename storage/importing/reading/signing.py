"""A sign-off block after the recommendations: who signed and when. Nothing of it belongs to a recommendation."""

import re
from collections.abc import Mapping, Sequence

from storage.importing.reading.columns import Columns, Kind
from storage.importing.reading.labels import BRACKETS, LONGEST_LABEL, WORD, bare, signing_details, signing_shapes
from storage.importing.reading.strips import Strip

AFTER_THE_LABEL = re.compile(r"[:._…]")


class Signing:
    """A table that begins with who signed; or a line or row that says so, and what follows of it."""

    def __init__(self, tables: Mapping[int, Sequence[Strip]]) -> None:
        self.tables = tables
        self.table: int | None = None

    def holds(self, strip: Strip, columns: Columns | None) -> bool:
        if not strip.full:
            return False
        said = strip.full[0].text
        in_rows = columns is not None and columns.table == strip.table and columns.kind is Kind.RECORDS
        if signs_off(said) and not (in_rows and len(said.split()) == 1 and len(strip.full) > 2):
            self.table = strip.table
            return True
        if strip.table != self.table:
            self.table = None
            return False
        begun = not strip.is_line and signs_off(self.tables[strip.table][0].full[0].text)
        return begun or _tells_of_signing(said)


def signs_off(text: str) -> bool:
    """ "Signed for the Council", "Approved by: Ruth Amos": the words that begin a sign-off block."""
    label = AFTER_THE_LABEL.split(text.casefold(), maxsplit=1)[0]
    said = " ".join(WORD.findall(BRACKETS.sub(" ", label)))
    return len(text) <= LONGEST_LABEL and any(shape.fullmatch(said) for shape in signing_shapes())


def _tells_of_signing(text: str) -> bool:
    """ "Date", "Print name: …": what else a sign-off block asks."""
    return len(text) <= LONGEST_LABEL and bare(AFTER_THE_LABEL.split(text, maxsplit=1)[0]) in signing_details()
