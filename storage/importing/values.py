"""A list of values (.csv, .tsv, a spreadsheet pasted) as one table; None where the text is none."""

import csv
import io
import re
from collections import Counter

from storage.importing import limits
from storage.importing.source import Cell, Line, Row, Table
from storage.importing.unreadable import unreadable
from storage.importing.whitespace import tidy

LIST_NAMES = (".csv", ".tsv", ".tab", ".psv")
SEPARATORS = ",;\t|"
SAMPLE = 60
# A spreadsheet puts a cell with a break in it between quotation marks when its cells are copied.
PASTED_BREAK = re.compile(r'(?:^|[\t\n])"[^"\t]*\n')
DIRECTIVE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)

Record = tuple[int, list[str]]


def as_table(shown: str, text: str) -> Table | None:
    named = shown.casefold().endswith(LIST_NAMES)
    if directive := DIRECTIVE.match(text):
        separator, records = directive[1], _records(text[directive.end() :], directive[1])
        records = [(number + 1, cells) for number, cells in records]
    else:
        separator, records = _best(text, named)
    if not separator:
        return None
    filled = [(number, cells) for number, cells in records if any(cell.strip() for cell in cells)]
    if len(filled) > limits.MOST_ROWS:
        raise unreadable(shown, "too long", f"{limits.MOST_ROWS:,} rows")
    width = max((_width(cells) for _, cells in filled), default=0)
    if width > limits.MOST_COLUMNS:
        raise unreadable(shown, "too long", f"{limits.MOST_COLUMNS} columns")
    return Table(tuple(_row(number, cells[:width]) for number, cells in filled), "line 1") if filled else None


def _best(text: str, named: bool) -> tuple[str, list[Record]]:
    """The separator under which the lines agree best on how many cells they have."""
    rated = []
    for separator in SEPARATORS if named else ",;\t" if PASTED_BREAK.search(text) else ",;":
        if separator in text:
            records = _records(text, separator)
            rated.append((_agreement(records[:SAMPLE] if named else records), separator, records))
    if not rated:
        return "", []
    agreement, separator, records = max(rated, key=lambda one: one[0])
    # Prose has commas too: where nothing but the content says so, every line must have the same three cells or more.
    if named:
        return (separator, records) if agreement[0] > 0 else ("", [])
    fewest = 2 if separator == "\t" else 3
    certain = agreement[0] == 1 and agreement[1] >= fewest and len([cells for _, cells in records if cells]) >= fewest
    return (separator, records) if certain and not _is_prose(records) else ("", [])


def _agreement(records: list[Record]) -> tuple[float, int]:
    sizes = Counter(len(cells) for _, cells in records if any(cell.strip() for cell in cells))
    if not sizes or max(sizes) < 2:
        return 0.0, 0
    size, count = max(((size, count) for size, count in sizes.items() if size > 1), key=lambda one: (one[1], one[0]))
    return count / sizes.total(), size


def _is_prose(records: list[Record]) -> bool:
    """Commas of a sentence are followed by a space."""
    later = [cell for _, cells in records for cell in cells[1:] if cell]
    return sum(cell.startswith(" ") for cell in later) * 2 > len(later)


def _records(text: str, separator: str) -> list[Record]:
    """Every record with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=False)
    records: list[Record] = []
    begins = 1
    try:
        for cells in reader:
            records.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error:
        # A cell of more than 128 KB is a quotation mark that nobody closed: read line by line instead.
        return [(number, line.split(separator)) for number, line in enumerate(text.splitlines(), start=1)]
    return records


def _width(cells: list[str]) -> int:
    return max((column for column, cell in enumerate(cells, start=1) if cell.strip()), default=0)


def _row(number: int, cells: list[str]) -> Row:
    place = f"line {number}"
    return Row(tuple(_cell(column, cell, place) for column, cell in enumerate(cells)), place)


def _cell(column: int, text: str, place: str) -> Cell:
    lines = (tidy(line).strip() for line in text.splitlines())
    return Cell(tuple(Line(line, place) for line in lines if line), column)
