"""A grading key beside a table, in columns of its own of the same sheet, is a table of its own.

Cells that only stand in the same rows would else be read as more cells of each recommendation.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from storage.importing.reading.labels import Field, read_label
from storage.importing.reading.levels import is_colour_name, is_known
from storage.importing.source import Cell, Row, Table

WIDEST_KEY = 3
FEWEST_LEVELS = 3


def parted(table: Table) -> Iterator[Table]:
    """The table without the keys beside it, then each key. Most tables have none and stay as they are."""
    keys = [columns for columns in _stretches(table) if _is_key(_texts(table, columns))]
    if not keys:
        yield table
        return
    beside = {column for columns in keys for column in columns}
    yield _only(table, lambda column: column not in beside)
    for columns in keys:
        yield _only(table, columns.__contains__)


def _stretches(table: Table) -> list[range]:
    """Columns side by side that say something, between columns that nowhere do. Nothing where it is one stretch."""
    used = {column for row in table.rows for cell in row.cells if cell.lines for column in _covered(cell)}
    starts = sorted(column for column in used if column - 1 not in used)
    ends = [next(end for end in range(start, max(used) + 2) if end not in used) for start in starts]
    stretches = [range(start, end) for start, end in zip(starts, ends, strict=True)]
    return stretches if len(stretches) > 1 else []


def _covered(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.span)


def _texts(table: Table, columns: range) -> list[str]:
    if len(columns) > WIDEST_KEY:
        return []
    return [cell.text for row in table.rows for cell in row.cells if cell.lines and cell.column in columns]


def _is_key(texts: Sequence[str]) -> bool:
    """Several levels, most of them known; under a heading that says so, half of them are enough."""
    label = read_label(texts[0]) if texts else None
    headed = label is not None and label.field in (Field.KEY, Field.GRADE)
    known = sum(is_known(text) or is_colour_name(text) for text in texts)
    return known >= FEWEST_LEVELS or (headed and known >= FEWEST_LEVELS - 1)


def _only(table: Table, wanted: Callable[[int], bool]) -> Table:
    rows = (replace(row, cells=tuple(cell for cell in row.cells if wanted(cell.column))) for row in table.rows)
    return replace(table, rows=tuple(row for row in rows if _says_something(row)))


def _says_something(row: Row) -> bool:
    return any(cell.lines or cell.shade or cell.tables for cell in row.cells)
