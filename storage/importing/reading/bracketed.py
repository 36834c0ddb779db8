"""Who and when in brackets after the words of a recommendation, as people write it in a message: "… (Ruth Amos, due May)"."""

import re
from dataclasses import dataclass

from storage.importing.reading.dates import is_vague
from storage.importing.reading.people import is_body, is_person, is_role, may_be_name
from storage.importing.reading.spans import spans_of

AT_THE_END = re.compile(r"\s*[(\[](?P<said>[^()\[\]]{2,120}(?:\([^()]*\)[^()\[\]]*)?)[)\]]\s*\.?$")
WHEN = re.compile(
    r"^(?:(?:now|was|were|is|originally)\s+)?(?:due|by|deadline|to be done by|target)\b(?:\s+(?:by|on|in|for))?[\s:–-]*",
    re.IGNORECASE,
)
LEADS = re.compile(r"^(?:lead|owner|officer|responsible|who)\s*[:–-]\s*", re.IGNORECASE)
BEFORE_A_DATE = re.compile(
    r"(?:(?:the|end|start|beginning|middle|mid|early|late|of|in|on|diwedd)[\s-]*)*$", re.IGNORECASE
)
MOST_VAGUE = 4
POST = re.compile(r"[^\W\d_a-z][\w'’&.-]*(?:\s+(?:[^\W\d_a-z][\w'’&.-]*|of|the|for|and|&))*")
"""Words with capitals, as a post or a body has them."""

WRITER = frozenset(("me", "myself", "i", "us", "fi", "ni"))
QUOTES = "\"'“”‘’ "
AND = re.compile(r"\s*/\s*|\s+(?:and|&|with|a|ac)\s+|\s*[,;]\s*")


@dataclass(frozen=True, slots=True)
class Bracketed:
    """`text`: the words before the bracket."""

    text: str
    owner: str = ""
    due: str = ""

    @property
    def is_writer(self) -> bool:
        return any(one.casefold() in WRITER for one in AND.split(self.owner))


def bracketed(text: str) -> Bracketed:
    """Taken out only where the bracket is somebody or a date, whole: any other is a part of the words."""
    found = AT_THE_END.search(text)
    if not found:
        return Bracketed(text)
    who, when = _parted(found["said"].strip())
    is_named = bool(when) and bool(POST.fullmatch(who))
    if not (who or when) or (who and not is_named and not all(map(_is_somebody, AND.split(who)))):
        return Bracketed(text)
    return Bracketed(text[: found.start()].strip(), who, when)


def _parted(said: str) -> tuple[str, str]:
    """ "Ruth Amos, due May 2025": the date is what follows the last comma, or what says "due" of itself."""
    if when := _when(said):
        return "", when
    for found in re.finditer(r"\s*[,;–]\s*|\s+-\s+|\s+(?=(?:due|by)\s)", said):
        who, when = said[: found.start()], _when(said[found.end() :])
        if when:
            return LEADS.sub("", who), when
    return LEADS.sub("", said), ""


def _when(said: str) -> str:
    """The words of a date, without the "due" before them. Anything may be due: "as soon as possible"."""
    begins = WHEN.match(said)
    bare = said[begins.end() :].strip(QUOTES) if begins else said.strip(QUOTES)
    spans = spans_of(bare)
    is_date = len(spans) > 0 and not BEFORE_A_DATE.sub("", bare[: spans[0].start]).strip()
    return bare if bare and (begins or is_date or (len(bare.split()) <= MOST_VAGUE and is_vague(bare))) else ""


def _is_somebody(said: str) -> bool:
    if said.casefold() in WRITER or is_person(said) or is_role(said) or is_body(said):
        return True
    words = said.split()
    return 1 <= len(words) <= 4 and all(may_be_name(word) for word in words)
