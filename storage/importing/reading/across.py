"""A table whose recommendations stand side by side, with the labels down its first column: laid as one with a row for each.

"| Recommendation 1 | Recommendation 2" over "Owner | Ines Vaughan | Huw Parry". Asked of each table before it is laid flat;
`turning.py` does the turning.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.importing.reading.labels import Field, Label, read_label, read_start
from storage.importing.reading.levels import is_known
from storage.importing.reading.turning import Band
from storage.importing.source import Cell, Row, Table

OF_THE_HEAD = (Field.NUMBER, Field.RECOMMENDATION, Field.SECTION)
OF_THE_DOCUMENT = frozenset(
    {Field.SUBJECT, Field.LINK_OFFICER, Field.AGREED, Field.REPORTED, Field.ORGANISATION, Field.TOTAL, Field.KEY}
)
MOST_LETTERS_OF_A_NUMBER = 8
LONGEST_LABEL = 130
MOST_AMONG_VALUES = 0.1
MOST_WORDS_OF_A_LABEL = 4
LOOKED_AT = 8
FEWEST_LABELS = 2
FEWEST_WITHOUT_NUMBERS = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of a table that stay as they are."""

    rows: tuple[Row, ...]


def bands_in(table: Table) -> list[Band | Stretch]:
    """The table in parts, from the top: what lies across, and what does not. One part without a band is the whole table."""
    rows = table.rows
    heads = [at for at, row in enumerate(rows) if _numbers_across(row)]
    told = [at for at, row in enumerate(rows) if _tells_across(row)] if not heads and _is_labelled(rows) else []
    starts = _of_their_own(rows, heads or told)
    if not starts:
        return [Stretch(rows)]
    parts: list[Band | Stretch] = []
    done = 0
    for nth, head in enumerate(starts):
        end = starts[nth + 1] if nth + 1 < len(starts) else len(rows)
        first = _first_row(rows, done, head)
        end = _last_row(rows, head, end, is_last=nth + 1 == len(starts))
        repeated = [at for at in range(head + 1, end) if _texts(rows[at]) == _texts(rows[head])]
        lying = tuple(rows[at] for at in range(first, end) if at not in repeated)
        if (band := _band(lying, head - first, numbered=bool(heads))) is None:
            return [Stretch(rows)]
        parts += [Stretch(rows[done:first])] if first > done else []
        parts.append(band)
        done = end
    return [*parts, Stretch(rows[done:])] if done < len(rows) else parts


def names_what_is_below(row: Row, start: int) -> bool:
    """A name over all columns."""
    full = [cell for cell in row.cells if cell.lines]
    return len(full) == 1 and full[0].column < start < full[0].column + full[0].span


def label_in(row: Row, until: int) -> Cell | None:
    """The label of a row: what stands last, of what stands before this column."""
    return next((cell for cell in reversed(row.cells) if cell.column < until and cell.lines), None)


def is_label(cell: Cell) -> bool:
    return read_label(cell.text.rstrip(" :")) is not None


def first_of_values(head: Row) -> int:
    """The first column that is no label's."""
    return next(cell.column for cell in head.cells if cell.lines and cell.column > 0)


def read(cell: Cell | None) -> Label | None:
    return read_label(cell.text.rstrip(" :"), loose=True) if cell else None


def _numbers_across(row: Row) -> bool:
    """Several recommendations' numbers beside each other, or one at the head of the second column, under no other words."""
    full = [cell for cell in row.cells if cell.lines]
    if not full or len(row.cells) < 2:
        return False
    first, others = (full[0], full[1:]) if full[0].column == 0 else (None, full)
    if not others or not _is_number(others[-1], first) or not all(_is_number(cell, first) for cell in others):
        return False
    said = {cell.text for cell in others}
    if len(said) < len(others) or (first and read_start(first.text)):
        return False
    label = read(first)
    if first and (len(first.text) > LONGEST_LABEL or (label and label.field not in OF_THE_HEAD)):
        return False
    return len(others) > 1 or (first is None and bool(read_start(others[0].text)))


def _is_number(cell: Cell, head: Cell | None) -> bool:
    if read_start(cell.text):
        return True
    is_short = len(cell.text) <= MOST_LETTERS_OF_A_NUMBER and any(letter.isdigit() for letter in cell.text)
    if not is_short or " " in cell.text:
        return False
    label = read(head)
    return label is not None and label.field in OF_THE_HEAD[:2]


def _is_labelled(rows: Sequence[Row]) -> bool:
    """Whether a table may have its labels in its first column, by its first rows."""
    labels = (read(row.cells[0]) for row in rows[:LOOKED_AT] if len(row.cells) > 2 and row.cells[0].lines)
    return len({label.field for label in labels if label and not label.number}) >= FEWEST_WITHOUT_NUMBERS


def _tells_across(row: Row) -> bool:
    """ "Recommendation | That steps are mended | That doors are painted": no numbers, and each is a text of its own."""
    full = [cell for cell in row.cells if cell.lines]
    if len(full) < 3 or full[0] is not row.cells[0]:
        return False
    label = read(full[0])
    if label is None or label.field is not Field.RECOMMENDATION or label.number:
        return False
    return all(" " in cell.text and not is_label(cell) for cell in full[1:])


def _of_their_own(rows: Sequence[Row], starts: Sequence[int]) -> list[int]:
    """Without a head that a page repeats: it says the same as the one before."""
    found: list[int] = []
    for at in starts:
        if not found or _texts(rows[at]) != _texts(rows[found[-1]]):
            found.append(at)
    return found


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells if cell.lines]


def _first_row(rows: Sequence[Row], done: int, head: int) -> int:
    """Where the band begins: a section may be named over several of its columns."""
    over = head - 1
    if over < done:
        return head
    full = [cell for cell in rows[over].cells if cell.lines]
    begins = [cell for cell in full if cell.column >= first_of_values(rows[head])]
    label = read(full[0]) if full and full[0].column == 0 else None
    is_named = label is not None and label.field is Field.SECTION
    names = len(begins) == len(full) - is_named
    return over if begins and names and not any(is_label(cell) for cell in begins) else head


def _last_row(rows: Sequence[Row], head: int, end: int, *, is_last: bool) -> int:
    """Where it ends: the title of the next, a note, or a key under the table are no labels with values."""
    last, start = end, first_of_values(rows[head])
    while last > head + 1 and (
        _is_alone(rows[last - 1])
        or names_what_is_below(rows[last - 1], start)
        or (is_last and _is_of_a_key(rows[last - 1]))
    ):
        last -= 1
    return last


def _is_alone(row: Row) -> bool:
    full = [cell for cell in row.cells if cell.lines]
    if len(full) != 1 or full[0].column > 0:
        return False
    label = read(full[0])
    is_short = read_label(full[0].text) is not None or len(full[0].text.split()) <= MOST_WORDS_OF_A_LABEL
    return label is None or not is_short or label.field in OF_THE_DOCUMENT or ":" in full[0].text.rstrip(" :")


def _is_of_a_key(row: Row) -> bool:
    full = [cell for cell in row.cells if cell.lines]
    if not full or full[0].column > 0 or read(full[0]):
        return False
    return len(full[0].text) <= 2 or is_known(full[0].text)


def _band(rows: tuple[Row, ...], head: int, *, numbered: bool) -> Band | None:
    """The band that these rows are, None where the labels are too few, or nobody can tell whose a column is."""
    start = first_of_values(rows[head])
    body = [row for row in rows[head + 1 :] if any(cell.lines for cell in row.cells)]
    labels = [(label_in(row, start), row) for row in body]
    named = [label for cell, _ in labels if cell and (label := read(cell))]
    fields = {label.field for label in named} | ({Field.RECOMMENDATION} if not numbered else set())
    said = sum(cell is not None for cell, _ in labels)
    fewest = FEWEST_LABELS if numbered else FEWEST_WITHOUT_NUMBERS
    if len(fields - OF_THE_DOCUMENT) < fewest or 2 * len(named) < said or any(label.number for label in named):
        return None
    values = [cell for row in body for cell in row.cells if cell.lines and cell.column >= start]
    if sum(is_label(cell) for cell in values) > MOST_AMONG_VALUES * len(values):
        return None
    texts = [row for cell, row in labels if (label := read(cell)) and label.field is Field.RECOMMENDATION]
    texts += [] if numbered else [rows[head]]
    return _with_columns(rows, head, start, texts)


def _with_columns(rows: tuple[Row, ...], head: int, start: int, texts: Sequence[Row]) -> Band | None:
    """Each column's recommendation has a number or a text: what stands in one that has neither is nobody's."""
    columns: list[range] = []
    at = start
    wide = max(cell.column + cell.span for row in rows for cell in row.cells)
    while at < wide:
        cell = rows[head].at(at)
        columns.append(range(at, max(cell.column + cell.span, at + 1) if cell else at + 1))
        at = columns[-1].stop
    used = [one for one in columns if _is_used(rows, one)]
    named = [one for one in used if any((cell := row.at(one.start)) and cell.lines for row in (rows[head], *texts))]
    return Band(rows, head, start, tuple(named), tuple(one for one in used if one not in named)) if named else None


def _is_used(rows: Sequence[Row], column: range) -> bool:
    begun = (row.at(column.start) for row in rows)
    return any(cell and cell.lines and cell.column >= column.start for cell in begun)
