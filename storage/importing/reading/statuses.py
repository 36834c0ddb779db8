"""A status where an owner should stand: "Completed" under "Reviewing Manager" is nobody, and goes with the dates.

Asked by `responsible.py` of every line of owners."""

import re
from collections.abc import Callable, Sequence

from storage.importing.reading.dates import is_how_it_goes
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.people import lexicon

MARKED = re.compile(r"\s*(?:[,;:/|(\[]|\s[-–—])\s*")
WORD = re.compile(r"\s+(?=[^\W\d_a-z])")
EDGES = " ,;:/|.-–—()[]"


def without_statuses(
    lines: Sequence[str], is_somebody: Callable[[str], bool]
) -> tuple[list[str], list[str], list[Finding]]:
    """The owners, what stood with them and is nobody, and what is said of it."""
    parted = [status_apart(line, is_somebody) for line in lines]
    who = [owner for owner, _ in parted if owner]
    statuses = [status for _, status in parted if status]
    said = f"{quoted(', '.join(statuses))} stands with the owners and names nobody; I kept it with the due date."
    return who, statuses, [Finding("owner_mixed_with_date", "owners", said)] if statuses else []


def status_apart(line: str, is_somebody: Callable[[str], bool]) -> tuple[str, str]:
    """Who, and how it went or goes: a line of its own, or the end of one, after a sign or in capitals after a post."""
    if line.casefold().strip(EDGES) in lexicon().placeholders:
        return line, ""
    if is_how_it_goes(line) and not is_somebody(line):
        return "", line
    for sign in (MARKED, WORD):
        for found in sign.finditer(line):
            head, tail = line[: found.start()].strip(EDGES), line[found.end() :].strip(EDGES)
            is_status = is_how_it_goes(tail) and tail.casefold() not in lexicon().placeholders
            if head and is_status and is_somebody(head) and not is_somebody(tail):
                return head, tail
    return line, ""
