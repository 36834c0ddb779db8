"""Rows between pipes that a line break inside a cell cut in two: "| 7 | Leaflet printed." over "Training given. | Green |".

A row that begins with a pipe ends with one. Where one does not, and the lines below it close it with as many cells as the
table's heads have, they are one row. Each line that was joined leaves a blank, so that every other keeps its number.
"""

import re
from collections.abc import Sequence

from storage.importing.whitespace import JOINED

PIPE = re.compile(r"(?<!\\)\|")
MOST_LINES = 12


def pipes_joined(lines: Sequence[str]) -> list[str]:
    """The same lines where no row is cut."""
    whole = list(lines)
    width = 0
    at = 0
    while at < len(lines):
        end = at
        if not lines[at].strip() or lines[at] == JOINED:
            width = 0
        elif lines[at].lstrip().startswith("|"):
            end = at if _is_closed(lines[at]) else _end(lines, at, width)
            width = width or (_pipes(lines[at]) if end == at else 0)
        if end > at:
            parts = [line.strip() for line in lines[at : end + 1] if line.strip()]
            whole[at : end + 1] = ["\n".join(parts), *([JOINED] * (end - at))]
        at = end + 1
    return whole


def _end(lines: Sequence[str], at: int, width: int) -> int:
    """The line that closes this row: the one with which it has as many pipes as the heads. The same line where none does."""
    pipes = _pipes(lines[at])
    for end in range(at + 1, min(at + MOST_LINES, len(lines))):
        if lines[end].lstrip().startswith("|"):
            return at
        pipes += _pipes(lines[end])
        if pipes >= width:
            return end if pipes == width and _is_closed(lines[end]) else at
    return at


def _is_closed(line: str) -> bool:
    bare = line.strip()
    return bare.endswith("|") and not bare.endswith("\\|")


def _pipes(line: str) -> int:
    return len(PIPE.findall(line))
