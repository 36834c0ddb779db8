"""A list of values (.csv, .tsv, a spreadsheet pasted) as one table; None where the text is none."""

import re
from collections import Counter
from collections.abc import Sequence

from storage.importing import limits
from storage.importing.allowance import Allowance
from storage.importing.records import Record, Records, records_of
from storage.importing.shifted_rows import made_whole
from storage.importing.source import Cell, Line, Remark, Row, Table
from storage.importing.unreadable import unreadable
from storage.importing.whitespace import tidy

LIST_NAMES = (".csv", ".tsv", ".tab", ".psv")
SEPARATORS = ",;\t|"
SAMPLE = 60
# A spreadsheet puts a cell with a break in it between quotation marks when its cells are copied.
PASTED_BREAK = re.compile(r'(?:^|[\t\n])"[^"\t]*\n')
DIRECTIVE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)

MOST_NAMED = 8


def as_table(shown: str, text: str) -> tuple[Table, tuple[Remark, ...]] | None:
    """The table, and what is odd about its quotation marks."""
    named = shown.casefold().endswith(LIST_NAMES)
    skipped = 0
    if directive := DIRECTIVE.match(text):
        separator, records, skipped = directive[1], records_of(text[directive.end() :], directive[1]), 1
    else:
        separator, records = _best(text, named)
    if not separator:
        return None
    filled = [(number + skipped, cells) for number, cells in records.found if any(cell.strip() for cell in cells)]
    filled, shifted = made_whole(filled, separator)
    width = max((_width(cells) for _, cells in filled), default=0)
    if width > limits.MOST_COLUMNS:
        raise unreadable(shown, "too long", f"{limits.MOST_COLUMNS} columns")
    allowance = Allowance(shown)
    for _, cells in filled:
        allowance.spend(rows=1, cells=sum(bool(cell.strip()) for cell in cells))
    if not filled:
        return None
    rows = tuple(_row(number, cells[:width]) for number, cells in filled)
    return Table(rows, "line 1"), (*_remarks(records, skipped), *shifted)


def _remarks(records: Records, skipped: int) -> tuple[Remark, ...]:
    """Each kind once, with the lines it is about."""
    found = []
    if records.opened:
        said = (
            f"A quotation mark is opened and not closed in {_lines(records.opened, skipped)}. I took it as a letter and "
            "read each line as a row of its own; compare those rows with the file."
        )
        found.append(Remark(said, f"line {records.opened[0] + skipped}", "quotes_unclosed"))
    if records.perhaps:
        said = (
            f"A cell in {_lines(records.perhaps, skipped)} goes over several lines, each with as many parts as a row "
            "has. I read them as one row; if they are several, put the quotation marks right and send the file again."
        )
        found.append(Remark(said, f"line {records.perhaps[0] + skipped}", "quotes_unclosed"))
    return tuple(found)


def _lines(numbers: Sequence[int], skipped: int) -> str:
    shown = ", ".join(str(number + skipped) for number in numbers[:MOST_NAMED])
    more = f" and {len(numbers) - MOST_NAMED} more" if len(numbers) > MOST_NAMED else ""
    return f"line {shown}" if len(numbers) == 1 else f"lines {shown}{more}"


def _best(text: str, named: bool) -> tuple[str, Records]:
    """The separator under which the lines agree best on how many cells they have. Only the best so far is held."""
    best, agreement, records = "", (-1.0, 0), Records()
    for separator in SEPARATORS if named else ",;\t" if PASTED_BREAK.search(text) else ",;":
        if separator in text:
            read = records_of(text, separator)
            rated = _agreement(read.found[:SAMPLE] if named else read.found)
            if rated > agreement:
                best, agreement, records = separator, rated, read
    if not best:
        return "", records
    # Prose has commas too: where nothing but the content says so, every line must have the same three cells or more.
    if named:
        return (best, records) if agreement[0] > 0 else ("", records)
    fewest = 2 if best == "\t" else 3
    many = sum(bool(cells) for _, cells in records.found) >= fewest
    certain = agreement[0] == 1 and agreement[1] >= fewest and many
    return (best, records) if certain and not _is_prose(records.found) else ("", records)


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


def _width(cells: list[str]) -> int:
    return max((column for column, cell in enumerate(cells, start=1) if cell.strip()), default=0)


def _row(number: int, cells: list[str]) -> Row:
    place = f"line {number}"
    return Row(tuple(_cell(column, cell, place) for column, cell in enumerate(cells)), place)


def _cell(column: int, text: str, place: str) -> Cell:
    lines = (tidy(line).strip() for line in text.splitlines())
    return Cell(tuple(Line(line, place) for line in lines if line), column)
