"""Messages that are never run, whatever they hold: commands to a machine, pasted evidence, and very long ones."""

import re
from functools import cache
from typing import Literal

from dialogs.asking.data import load

MOST_LETTERS = 600
MOST_WORDS = 60
MOST_PARTS = 22
"""Names, periods and phrases count as one part each: nobody asks a longer question, but people do paste."""


def refused(text: str) -> Literal["command", "too_long", "statement"] | None:
    if len(text) > MOST_LETTERS or len(text.split()) > MOST_WORDS:
        return "too_long"
    lowered = text.casefold().replace("’", "'")
    if _patterns("prompts").search(lowered) or _patterns("sql").search(lowered):
        return "command"
    return "statement" if _patterns("statements").search(lowered) else None


@cache
def _patterns(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in load("gate")[name]))
