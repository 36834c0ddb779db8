"""Writes every update of a plan as CSV that spreadsheets open rightly and that runs nothing when one does."""

import csv
import io
from datetime import date

from storage.reporting.columns import COLUMNS, Value, rows
from storage.reporting.lettering import printable
from storage.reporting.naming import House
from storage.reporting.paper import Paper

# A spreadsheet takes text that begins so for a formula. An apostrophe before it is its own way of saying "text".
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


def comma_separated(paper: Paper, house: House) -> bytes:
    """UTF-8 with the mark that tells Excel so; dates as 2026-07-31."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow([column.name for column in COLUMNS])
    writer.writerows([_cell(value) for value in row] for row in rows(paper, house.named))
    return b"\xef\xbb\xbf" + written.getvalue().encode("utf-8")


def _cell(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    words = printable(value or "")
    return f"'{words}" if words.startswith(FORMULAS) else words
