"""Writes an answer as CSV that spreadsheets open rightly, and that runs nothing when one does."""

import csv
import io
from datetime import date

from storage.asking.columns import Listed, Value

# What a spreadsheet takes for the beginning of a formula.
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")


def comma_separated(one: Listed) -> bytes:
    """With the mark that tells Excel that this is UTF-8."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow([_told(head) for head in one.heads])
    writer.writerows([_told(value) for value in row] for row in one.rows)
    return written.getvalue().encode("utf-8-sig", "replace")


def _told(value: Value) -> str | int:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return value
    text = value.replace("\0", "\ufffd")
    return f"'{text}" if text.startswith(RUNS) or text.lstrip().startswith(RUNS[:4]) else text
