"""The records of a list of values, each with the line it begins on. A quotation mark that nobody closes joins nothing.

What it would have swallowed is read line by line, and the lines are named, so that the clerk may look.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

Record = tuple[int, list[str]]

QUOTE = '"'
# A file with more open marks than this was not written with quotation marks around its cells at all.
MOST_OPEN = 1_000


@dataclass(slots=True)
class Records:
    """`opened`: the lines with a mark that nobody closed. `perhaps`: those whose cell may hold whole rows."""

    found: list[Record] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    perhaps: list[int] = field(default_factory=list)


def records_of(text: str, separator: str) -> Records:
    lines = list(io.StringIO(text, newline=""))
    records = Records()
    at = 0
    while at < len(lines) and len(records.opened) < MOST_OPEN:
        at = _closed(lines, at, separator, records)
        if at < len(lines):
            records.found.append((at + 1, _alone(lines[at], separator)))
            if lines[at].count(QUOTE) % 2:
                records.opened.append(at + 1)
            at += 1
    records.found += ((n, _alone(line, separator)) for n, line in enumerate(lines[at:], at + 1))
    return _parted(records, lines, separator)


def _closed(lines: Sequence[str], at: int, separator: str, records: Records) -> int:
    """Takes records from this line on while their quotation marks are in order; the line where one's are not."""
    reader = csv.reader(islice(lines, at, None), delimiter=separator, strict=True)
    begins = at
    try:
        for cells in reader:
            records.found.append((begins + 1, cells))
            begins = at + reader.line_num
    except csv.Error:
        return begins
    return len(lines)


def _alone(line: str, separator: str) -> list[str]:
    """One line for itself: with its marks in pairs as any program would read it, else just as it is written."""
    bare = line.rstrip("\r\n")
    if bare.count(QUOTE) % 2 == 0:
        try:
            return next(csv.reader([bare], delimiter=separator), [])
        except csv.Error:
            pass  # a cell of more than 128 KB
    return bare.split(separator) if bare else []


def _parted(records: Records, lines: Sequence[str], separator: str) -> Records:
    """A mark may be closed by another row's: where a record of several lines is too short, and a line of it is as long as
    the others are, it is no record but rows. One that is as long as the others is only named."""
    usual = _usual(records.found)
    found: list[Record] = []
    ends = [*(number for number, _ in records.found[1:]), len(lines) + 1]
    for (number, cells), end in zip(records.found, ends, strict=True):
        broken = end - number > 1 and len(cells) <= usual and any("\n" in cell or "\r" in cell for cell in cells)
        within = lines[number - 1 : end - 1] if broken else ()
        rows = [line.rstrip("\r\n").split(separator) for line in within if line.strip()]
        if usual < 2 or len(rows) < 2:
            found.append((number, cells))
        elif len(cells) < usual and any(len(row) >= usual for row in rows[1:]):
            records.opened.append(number)
            found += _each(number, within, separator)
        else:
            if all(len(row) == usual for row in rows):
                records.perhaps.append(number)
            found.append((number, cells))
    records.found = found
    records.opened.sort()
    return records


def _each(number: int, within: Sequence[str], separator: str) -> Iterator[Record]:
    yield from ((n, _alone(line, separator)) for n, line in enumerate(within, number))


def _usual(found: Sequence[Record]) -> int:
    """How many cells most records have."""
    sizes = Counter(len(cells) for _, cells in found if any(cell.strip() for cell in cells))
    return max(sizes, key=lambda size: (sizes[size], size), default=0)
