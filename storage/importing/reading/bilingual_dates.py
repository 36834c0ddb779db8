"""One date said in two languages, "Mai 2024 / May 2024": where the two are not the same day, neither is safe."""

import re
from collections.abc import Sequence
from itertools import pairwise

from storage.importing.reading.spans import WELSH, Span
from storage.rules.deadlines import MONTHS as ENGLISH

BETWEEN = re.compile(r"\s*[/|\n(–—-]\s*")
WORD = re.compile(r"[^\W\d_]+")


def told_otherwise(said: str, spans: Sequence[Span]) -> bool:
    """Whether a date and its translation right beside it are two days. `said`: in lower case."""
    for one, other in pairwise(spans):
        languages = {_language(one), _language(other)}
        is_twin = languages == {"cy", "en"} and BETWEEN.fullmatch(said[one.end : other.start])
        if is_twin and one.read.on and other.read.on and one.read.on != other.read.on:
            return True
    return False


def _language(span: Span) -> str:
    months = [word for word in WORD.findall(span.text) if word in WELSH or word in ENGLISH]
    if any(month in WELSH and month not in ENGLISH for month in months):
        return "cy"
    return "en" if months else ""
