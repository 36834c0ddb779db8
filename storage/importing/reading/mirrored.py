"""A form with its values on the left and the labels to the right of them: laid the other way round, as other forms are."""

from collections.abc import Sequence
from dataclasses import replace

from storage.importing.reading.labels import Field, read_label
from storage.importing.source import Cell, Row, Table

LOOKED_AT = 24
FEWEST_LABELS = 3
FEWEST_FIELDS = 3
MOST_ON_THE_LEFT = 0.2
ENOUGH = 0.5
TWO_PAIRS = 4
FEWEST_WORDS = 4
TOLD = (Field.RECOMMENDATION, Field.ACTION)


def is_mirrored(table: Table) -> bool:
    """Whether what stands to the right are labels, and what stands to the left are none, by its first pairs."""
    pairs = [pair for row in table.rows[:LOOKED_AT] for pair in _pairs(row)]
    if len(pairs) < FEWEST_LABELS:
        return False
    right = [read_label(_plain(label), loose=True) for _, label in pairs]
    left = sum(_is_label(value) for value, _ in pairs)
    known = [label for label in right if label and not label.rest]
    fields = {label.field for label in known}
    sure = sum(read_label(_plain(label)) is not None for _, label in pairs)
    told = [
        value.text for (value, _), label in zip(pairs, right, strict=True) if value and label and label.field in TOLD
    ]
    return (
        any(len(text.split()) >= FEWEST_WORDS for text in told)
        and len(fields) >= FEWEST_FIELDS
        and sure >= FEWEST_LABELS
        and len(known) >= ENOUGH * len(pairs)
        and left <= MOST_ON_THE_LEFT * len(pairs)
    )


def faced(table: Table) -> Table:
    """The table with each label before its value."""
    return replace(table, rows=tuple(_faced(row) for row in table.rows))


def _faced(row: Row) -> Row:
    pairs = _pairs(row)
    if not pairs or any(_is_label(value) for value, _ in pairs):
        return row
    cells: list[Cell] = []
    for at, (value, label) in enumerate(pairs):
        cells.append(replace(label, column=2 * at, span=1))
        cells.append(replace(value, column=2 * at + 1, span=1) if value else Cell((), 2 * at + 1))
    return replace(row, cells=tuple(cells))


def _pairs(row: Row) -> list[tuple[Cell | None, Cell]]:
    """Value and label, one pair or two to a row; a value may be blank, a label may not. Blank columns count for nothing."""
    full = [cell for cell in row.cells if cell.lines or cell.tables]
    if len(full) == 1 and full[0] is not row.cells[0]:
        return [(_before(row.cells, full[0]), full[0])]
    if len(full) == TWO_PAIRS and not all(_is_label(label) for label in full[1::2]):
        return []
    return list(zip(full[::2], full[1::2], strict=True)) if len(full) in (2, TWO_PAIRS) else []


def _before(cells: Sequence[Cell], label: Cell) -> Cell | None:
    """The blank cell that awaits a value, which may have a colour."""
    return next((cell for cell in reversed(cells) if cell.column < label.column), None)


def _is_label(value: Cell | None) -> bool:
    return value is not None and bool(value.lines) and read_label(_plain(value)) is not None


def _plain(cell: Cell) -> str:
    return cell.text.rstrip(" :")
