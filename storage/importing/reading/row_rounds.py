"""Which round a row of a table is of, where a cell of the row says it and no head does. Used while a grid is filled."""

from collections.abc import Sequence

from storage.importing.reading.columns import Columns
from storage.importing.reading.drafts import OF_THE_COVER
from storage.importing.reading.labels import Field, bare
from storage.importing.reading.rounds import Spotted, spot_round
from storage.importing.reading.strips import Box, Passage, Strip

NONE: tuple[None, Sequence[Passage]] = (None, ())


def day_of_account(strip: Strip, columns: Columns) -> tuple[Spotted | None, Sequence[Passage]]:
    """ "Latest note date" beside the latest note: the day of what the row tells, and the words that say it."""
    at = columns.column(Field.REPORTED)
    return NONE if at is None else _only_a_date(strip.at(at))


def round_of_row(strip: Strip, columns: Columns) -> tuple[Spotted | None, Sequence[Passage]]:
    """A row under a recommendation whose first cell is a date and nothing else, under no head of its own field: each row
    is a round."""
    first = strip.full[0] if strip.full else None
    label = columns.labels.get(first.column) if first else None
    if first is None or (label and label.field not in OF_THE_COVER):
        return NONE
    return _only_a_date(first)


def _only_a_date(box: Box) -> tuple[Spotted | None, Sequence[Passage]]:
    spotted, rest = spot_round(box.text) if box.passages else (None, "")
    return NONE if spotted is None or bare(rest) else (spotted, box.passages)
