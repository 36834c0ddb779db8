"""What an update's own words say its grade is, to be held against the cell: "AMBER – two of four are built"."""

import re
from functools import cache

from storage.importing.reading.grades import Reading, read_grade
from storage.importing.reading.scales import Scale, lexicon

STAYS = r"(?:(?:still|now|stays?|stayed|remains?|remained|keeps?|kept|moved|moves|rated|currently)\s+)*(?:(?:at|as|on|to)\s+)?"
OPENING = re.compile(rf"\W*{STAYS}(?P<name>[^\W\d_]+(?:[ -][^\W\d_]+){{0,2}}?)(?:\s*:|\s*[–—]|\s+-)\s", re.IGNORECASE)
HISTORY = re.compile(
    r"\s+(?:last|until|previously|in\s+(?:the\s+)?(?:last|previous|spring|summer|autumn|winter|20\d\d|[A-Z][a-z]+)"
    r"|at\s+(?:the\s+)?(?:last|previous|start|beginning|time))\b"
)
IS_UNTIL = re.compile(r"\b(?:is|are)\s+(?:(?:now|still|at|as)\s+)*until\b")
WAS = re.compile(r"\b(?:was|were|had been|previously|formerly|last|originally)\b", re.IGNORECASE)
WAS_BEFORE = re.compile(
    r"\b(?:were|was|had been|previously|formerly|last|originally|not|no longer|if|until|would be|could be)(?:\s+\w+)?\s*$",
    re.IGNORECASE,
)
RATED = re.compile(
    r"\b(?:RAG|rat(?:ed|ing)|remains?|graded?|assessed|scored)\b|\breported\b(?=[^.]*\bas\s+$)", re.IGNORECASE
)
IS_NOW = re.compile(
    r"\b(?:is|are|still|now|stays?|stands|turned|moved|moves|went|goes|considered|regarded|seen)\s+(?:(?:now|still|at|to|as|an?)\s+)*$"
)
"""Before a colour in capitals these say what the rating is, though they do not call it one."""

ONE_OF_SEVERAL = re.compile(r"\b(?:from|[A-Z]{3,6}\s*(?:,|/|\band\b|\bor\b))\s*$")
AND_OTHERS = re.compile(r"\s*(?:,|/|\bto\b|\band\b|\bor\b)\s*[A-Z]{3,6}\b")
FROM_ANOTHER = re.compile(r"\bfrom\s+[A-Z]{3,6}\s+to\s+$")
STAYS_SO = re.compile(r"remain|\bstays?\b", re.IGNORECASE)
RIGHT_BESIDE = re.compile(r"\s+(?:(?:is|as|at|now|currently)\s+)*$")
SIGHT = 60


def colours_named(text: str) -> tuple[str, ...]:
    """The colours that a text says the rating is, whoever rated it: "the RAG rating remains AMBER", "rated Green by the
    board". In capitals, or right beside the word for it. What it was once is history, and of a list none is meant."""
    said = (found[0] for found in _colours().finditer(text) if _is_said(text, found))
    return tuple(dict.fromkeys(one.upper() for one in said))


@cache
def _colours() -> re.Pattern[str]:
    names = sorted(lexicon().colours)
    return re.compile(rf"\b(?:{'|'.join([*map(str.upper, names), *map(str.title, names)])})\b")


def _is_said(text: str, colour: re.Match[str]) -> bool:
    before, after = text[max(0, colour.start() - SIGHT) : colour.start()].rpartition(".")[2], text[colour.end() :]
    verb = next(reversed([*RATED.finditer(before)]), None) or (IS_NOW.search(before) if colour[0].isupper() else None)
    if verb is None or ONE_OF_SEVERAL.search(before) or AND_OTHERS.match(after):
        return False
    between = before[verb.end() :]
    if not colour[0].isupper() and not (RIGHT_BESIDE.fullmatch(between) and not re.match(r"\s+[A-Z]", after)):
        return False
    if STAYS_SO.search(verb[0] + between):
        return True
    if FROM_ANOTHER.search(before):
        return True
    was = (
        (HISTORY.match(after) and not IS_UNTIL.search(between + after))
        or WAS.search(between)
        or WAS_BEFORE.search(before[: verb.start()])
    )
    return verb[0].casefold() == "reported" or not was


JUDGED = re.compile(
    r"\b(?:regard|assess|consider|judg|grad|rat|scor|mark|propos|put|call|see|treat|describ)(?:e|es|ed|s|ing|ting)?\b",
    re.IGNORECASE,
)
JUDGED_AS = re.compile(r"\b(?:as|at|to be|is|of|remains)\s+", re.IGNORECASE)
SO = re.compile(
    r"\b(?:therefore|hence|thus|so|overall|status|grade|rating|assessment)\b(?:\s+(?:it is|is|remains|now))?\s*[:,–—-]?\s*",
    re.IGNORECASE,
)
SENTENCES = re.compile(r"(?<=[.!?;])\s+(?=\S)|\n")
LONGEST_CLOSING = 200


def closing_grade(text: str, scale: Scale) -> tuple[str, str] | None:
    """The grade that the last sentence ends with, and that sentence: "we regard this as 3 – On course", "… therefore Green".
    It is only offered, for a sentence may speak of what others think."""
    last = SENTENCES.split(text.strip())[-1][-LONGEST_CLOSING:]
    judged = JUDGED.search(last)
    starts = [found.end() for found in JUDGED_AS.finditer(last, judged.end())] if judged else []
    for start in (*starts, *(found.end() for found in SO.finditer(last))):
        reading = read_grade(last[start:].strip(" .!“”\"'"), scale, cell=True)
        if reading.code and reading.is_alone and not reading.trouble:
            return reading.code, last
    return None


def opening_grade(text: str, scale: Scale) -> str | None:
    """The grade that a text begins with, marked off from what follows: "Stays at Red: no bid came in"."""
    found = OPENING.match(text)
    return scale.coded(found["name"]) if found else None


def opening_colour(text: str, scale: Scale) -> Reading | None:
    """A colour of the key that a text begins with, marked off: "AMBER – the second bid came in late"."""
    found = OPENING.match(text)
    code = scale.coded(found["name"]) if found and found["name"].casefold() in lexicon().colours else None
    return Reading(code, text[: found.end("name")].strip(), text[found.end() :].strip()) if found and code else None
