"""Lines that name a section of the recommendations: what stands alone, like a heading, right before one begins."""

import re

from storage.importing.reading.beginnings import is_heading
from storage.importing.reading.labels import read_label, read_start
from storage.importing.reading.strips import Strip

ONE_OF_SEVERAL = r"(?:\d{1,2}|[a-z]|[ivx]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)"
NAMED = re.compile(
    rf"^(?:theme|section|part|priority(?: area)?|objective|outcome|workstream|strand|chapter|area|aim|thema|adran|rhan)"
    rf"\s+{ONE_OF_SEVERAL}\b",
    re.IGNORECASE,
)
MOST_WORDS = 12


def may_name_section(strip: Strip) -> bool:
    """A heading by its look or its words. Any short line might else be the end of what was said before."""
    text = strip.text
    if not is_heading(strip) or len(text.split()) > MOST_WORDS or read_start(text):
        return False
    if (label := read_label(text.partition(":")[0])) and not NAMED.match(text):
        return label.number != ""
    return bool(strip.level or strip.bold or strip.apart or text.isupper() or NAMED.match(text))
