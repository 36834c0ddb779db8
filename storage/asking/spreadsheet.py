"""Writes an answer as a workbook: true dates, a head that stays, filters, and text that is text whatever it begins with."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from storage.asking.columns import Listed, Value

MOST_IN_A_CELL = 32_767
HEAD, GROUND = Font(name="Arial", size=12, bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1B3A4B")
BODY, TOP = Font(name="Arial", size=12), Alignment(horizontal="left", vertical="top", wrap_text=True)


def workbook(sheets: Sequence[Listed], title: str) -> bytes:
    book = Workbook(write_only=True)
    book.properties.title = title
    book.properties.language = "en-GB"
    for one in sheets:
        _write(book.create_sheet(one.name), one)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _write(page: Any, one: Listed) -> None:
    for place, width in enumerate(one.widths, 1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(one.heads))}{len(one.rows) + 1}"
    page.append([_cell(page, head, is_head=True) for head in one.heads])
    for row in one.rows:
        page.append([_cell(page, value) for value in row])


def _cell(page: Any, value: Value, *, is_head: bool = False) -> Any:
    cell = WriteOnlyCell(page, value=None)
    cell.font, cell.alignment = (HEAD if is_head else BODY), TOP
    if is_head:
        cell.fill = GROUND
    if isinstance(value, str):
        cell.value = _printable(value)
        cell.data_type = "s"  # openpyxl would take "=1+1" for a formula
    elif isinstance(value, date):
        cell.value, cell.number_format = value, "d mmmm yyyy"
    elif value is not None:
        cell.value = value
    return cell


def _printable(text: str) -> str:
    """What a workbook can hold: no control characters and no half characters; a text too long for a cell says so."""
    whole = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text).encode("utf-8", "replace").decode("utf-8")
    return whole if len(whole) <= MOST_IN_A_CELL else f"{whole[: MOST_IN_A_CELL - 20]}… (cut here)"
