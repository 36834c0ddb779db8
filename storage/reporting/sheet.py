"""Writes every update of a plan as a workbook: a row each, true dates, a frozen head, filters, and no formula ever."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from storage.reporting.columns import COLUMNS, Column, Value, rows
from storage.reporting.lettering import one_line, printable
from storage.reporting.naming import House
from storage.reporting.paper import Paper
from storage.reporting.sentences import day
from storage.reporting.tally import tally

# What Excel takes in one cell. A longer text goes on in the next sheet, so that none of it is lost.
MOST_IN_A_CELL = 32_767
HEAD_FONT, HEAD_FILL = Font(name="Arial", size=12, bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1B3A4B")
BODY_FONT, TOP = Font(name="Arial", size=12), Alignment(horizontal="left", vertical="top", wrap_text=True)


def sheet(paper: Paper, house: House) -> bytes:
    book = Workbook(write_only=True)
    book.properties.title = one_line(f"{paper.title}: updates, {paper.now.label}")
    book.properties.creator = one_line(house.council)
    book.properties.language = "en-GB"
    found = list(rows(paper, house.named))
    overlong = _write(book.create_sheet("Updates"), [column.name for column in COLUMNS], found, COLUMNS)
    told = tally(paper)
    numbers: list[tuple[Value, ...]] = [(one.name, *one.numbers) for one in told.table]
    counts = [Column("Grade", 28), *[Column(label, 18, "number") for label in told.rounds]]
    _write(book.create_sheet("Progress by round"), ["Grade", *told.rounds], numbers, counts)
    about: list[tuple[Value, ...]] = [("Review", paper.title), ("Progress as of", paper.now.label), ("Council", house.council),
             ("Protective marking", house.marking or "None given"), ("Compiled", day(paper.compiled_on)),
             ("Status", "Draft" if paper.draft else "Round closed")]  # fmt: skip
    _write(book.create_sheet("About"), ["What", "Answer"], about, [Column("What", 24), Column("Answer", 60)])
    if overlong:
        _write(book.create_sheet("Long texts"), ["Cell", "Text"], overlong, [Column("Cell", 16), Column("Text", 100)])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _write(
    page: Worksheet, head: Sequence[str], found: Sequence[Sequence[Value]], columns: Sequence[Column]
) -> list[tuple[str, str]]:
    """The rows under their head. Answers what did not fit a cell, in pieces, with the cell that it belongs to."""
    for place, column in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(place)].width = column.width
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(found) + 1}"
    page.append([_cell(page, name, head=True) for name in head])
    overlong: list[tuple[str, str]] = []
    for number, row in enumerate(found, 2):
        page.append([_cell(page, value) for value in row])
        overlong += [
            (f"{get_column_letter(place)}{number}", words[start : start + MOST_IN_A_CELL])
            for place, value in enumerate(row, 1)
            if isinstance(value, str) and len(words := printable(value)) > MOST_IN_A_CELL
            for start in range(0, len(words), MOST_IN_A_CELL)
        ]
    return overlong


def _cell(page: Worksheet, value: Value, *, head: bool = False) -> Any:
    """Text is text, whatever it begins with: a cell says what kind of thing it holds."""
    cell: Any = WriteOnlyCell(page, value=None)
    cell.font, cell.alignment = (HEAD_FONT if head else BODY_FONT), TOP
    if head:
        cell.fill = HEAD_FILL
    if isinstance(value, str):
        words = printable(value) or ("" if head else "None given")
        cell.data_type = "s"
        cell._value = (
            words if len(words) <= MOST_IN_A_CELL else f"{words[: MOST_IN_A_CELL - 40]} (whole in “Long texts”)"
        )
    elif value is None:
        cell.data_type, cell._value = "s", "None given"
    elif isinstance(value, int):
        cell.value = value
    else:
        cell.value = datetime(value.year, value.month, value.day)
        cell.number_format = "d mmmm yyyy"
    return cell
