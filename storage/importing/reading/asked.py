"""The grading key in the sentence that asks for grades: "Please grade each one: 1 Complete, 2 On track, 3 Slipped."."""

import re

from storage.importing.proposal import Level
from storage.importing.reading.levels import is_known, level
from storage.importing.reading.scales import plain

ASKED = re.compile(
    r"\b(?:please\s+)?(?:grade|rate|score|mark|graddiwch)\b[^.:]{0,50}?(?::|\bas\b|\bfrom\b)\s+(?=\(?(?:\d|[A-Z])\b)(?P<key>[^.?!]{8,200})",
    re.IGNORECASE,
)
EACH = re.compile(r"\s*[,;]\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+(?=\(?(?:\d|[A-Z])\b)")
ONE = re.compile(r"\(?(?P<code>\d|[A-Z])\)?\s*(?:[-–—=:.)]|\bis\b|\bfor\b)?\s*(?P<label>[^\W\d_][^,;]*)")
FEWEST = 3


def levels_asked(text: str) -> tuple[Level, ...]:
    """A code and its name each, all of them known for grades."""
    found = ASKED.search(text)
    parts = [ONE.fullmatch(part.strip(" )(")) for part in EACH.split(found["key"])] if found else []
    levels = tuple(level(part["code"], part["label"].strip()) for part in parts if part)
    distinct = len({plain(one.code) for one in levels}) == len(levels) == len(parts) >= FEWEST
    return levels if distinct and all(is_known(one.label) for one in levels) else ()
