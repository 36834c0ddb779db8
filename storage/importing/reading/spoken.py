"""What an update's own words say its grade is, to be held against the cell: "AMBER – two of four are built"."""

import re

from storage.importing.reading.scales import Scale, lexicon

STAYS = r"(?:(?:still|now|stays?|stayed|remains?|remained|keeps?|kept|moved|moves|rated|currently)\s+)*(?:(?:at|as|on|to)\s+)?"
OPENING = re.compile(rf"\W*{STAYS}(?P<name>[^\W\d_]+(?:[ -][^\W\d_]+){{0,2}}?)(?:\s*:|\s*[–—]|\s+-)\s", re.IGNORECASE)
HISTORY = re.compile(
    r"\s+(?:by|last|until|previously|in\s+(?:the\s+)?(?:last|previous|spring|summer|autumn|winter|20\d\d|[A-Z][a-z]+)"
    r"|at\s+(?:the\s+)?(?:last|previous|start|beginning|time))\b"
)
WAS = re.compile(r"\b(?:was|were|had been|previously|formerly|last|originally)\b", re.IGNORECASE)


def colours_named(text: str) -> tuple[str, ...]:
    """The colours that a text says the rating is: "the RAG rating remains AMBER". What it was once is history."""
    colours = "|".join(lexicon().colours).upper()
    shape = re.compile(rf"\b(RAG|rat(?:ed|ing)|remains?|graded?)\b([^.]{{0,60}}?)\b({colours})\b")
    said = [
        found[3]
        for found in shape.finditer(text)
        if "remain" in found[1] + found[2] or not (HISTORY.match(text, found.end()) or WAS.search(found[2]))
    ]
    return tuple(dict.fromkeys(said))


def opening_grade(text: str, scale: Scale) -> str | None:
    """The grade that a text begins with, marked off from what follows: "Stays at Red: no bid came in"."""
    found = OPENING.match(text)
    return scale.coded(found["name"]) if found else None
