"""Messages that are never run, whatever they hold: commands to a machine, pasted evidence, and very long ones."""

import re
from functools import cache
from typing import Literal

from dialogs.asking.data import load

QUESTION = re.compile(
    r"(?:(?:hi|hello|hey|please|and|so|ok|can you|could you|i need to|i want to|i'd like to)[,!. ]+)*"
    r"(?:what|which|who|how|when|show|list|find|give me|tell me|know|see|has|have|is|are|did|do|does|count|compare|any)\b"
)
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
    asks = lowered.rstrip().endswith("?") or QUESTION.match(lowered)
    return "statement" if not asks and _patterns("statements").search(lowered) else None


@cache
def _patterns(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in load("gate")[name]))
