"""A text that was broken at a width of its own, with numbered and lettered parts: its lines are made whole again.

"1.1  The Board should be attended by people" over "     who can commit money." Each line that was joined leaves a blank, so
that every other keeps its number."""

import re
from collections.abc import Sequence
from itertools import pairwise

from storage.importing.whitespace import JOINED

NARROWEST, WIDEST = 50, 100
NEARLY, FEWEST_FULL = 0.85, 3
FEWEST = 2
PART = re.compile(r"\s*\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[a-z]?[.):]?\s+[^\W\d_]")
LETTERED = re.compile(r"\s*(?:\([a-z]\)|[a-z]\)|\([ivx]{1,4}\))\s+\S")
BEGINS = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,2})*[a-z]?|[a-z]|[ivx]{1,4})[.)]\s|\d{1,2}\.\d{1,2}\s|[-–—*•]\s|[^\W\d_][^:.()]{1,40}:(?:\s|$)"
)
"""What begins a line of its own, however full the line above is."""
MARK = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)]?\s+")


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The same lines where nothing shows that they were broken."""
    whole = list(lines)
    width = _width(lines)
    if not width or not _is_outlined(lines):
        return whole
    start = 0
    for at in range(1, len(lines)):
        above, here = lines[at - 1].rstrip(), lines[at].strip()
        hangs = bool(here) and _column(lines[start]) == _indent(lines[at]) and not BEGINS.match(here)
        if above.strip() and here and here != JOINED and (hangs or _goes_on(above, lines[at], width)):
            whole[start], whole[at] = f"{whole[start].rstrip()} {here}", JOINED
        else:
            start = at
    return whole


def _goes_on(above: str, line: str, width: int) -> bool:
    """Whether the next word would not have fitted, and the line begins nothing and does not stand further out."""
    here = line.strip()
    return not BEGINS.match(here) and _indent(line) >= _indent(above) and len(above) + 1 + len(here.split()[0]) > width


def _is_outlined(lines: Sequence[str]) -> bool:
    """Parts with numbers such as 1.1, or lettered ones, that hang: what goes on below them stands further in."""
    hanging = 0
    for line, below in pairwise(lines):
        if PART.match(line) or LETTERED.match(line):
            hanging += bool(below.strip()) and _indent(below) == _column(line)
    return hanging >= FEWEST and not any("\t" in line.strip() for line in lines)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _column(line: str) -> int:
    """Where the words begin that stand after a line's number or letter; -1 where it has none."""
    mark = MARK.match(line.lstrip())
    return _indent(line) + mark.end() if mark else -1


def _width(lines: Sequence[str]) -> int:
    longest = max((len(line.rstrip()) for line in lines), default=0)
    about = sum(len(line.rstrip()) >= NEARLY * longest for line in lines)
    return longest if NARROWEST <= longest <= WIDEST and about >= FEWEST_FULL else 0
