"""What was typed beside a file, where it says which recommendation the file is for: "file for 2", "this is for rec 2"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.shapes import CALLED, DIGITS
from dialogs.walking import numbered
from storage.views import Assignment

NOUN = (
    r"(?:(?:the|a|an|my|our|some|more|all) )?(?:attached )?"
    r"(?:file|evidence|attachment|attached|document|paper|picture|photo|minute|report)s?"
)
FOR_NUMBER = re.compile(
    rf"\s*(?:(?:please )?(?:use |take |see )?(?:(?:this|it|these|they|here)(?:'s|’s| is| are)? )?(?:{NOUN} )?"
    r"(?:is |are )?for |(?:please )?(?:add|attach|put|file) (?:this|it|these) (?:to|with|under) |(?=rec|no\b|number|#))"
    rf"(?P<called>{CALLED})(?P<number>{DIGITS})(?P<plan> (?:of|in|from) [^.:;\n]{{2,300}})?"
    r"(?: (?:please|thanks|thank you))?\s*(?:$|[.!]+\s*$|[.:;\n–—-]+\s+(?P<rest>.*)$)",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True)
class Caption:
    """Which recommendations the number may be of, one where it is plain; the number; and what else was typed."""

    named: tuple[Assignment, ...]
    number: str
    rest: str


def caption(text: str, listed: Sequence[Assignment]) -> Caption | None:
    """None where the words say nothing of what the file is for: they are somebody's own, and evidence perhaps."""
    found = FOR_NUMBER.match(text)
    if found is None:
        return None
    number, plan = found["number"], (found["plan"] or "").rstrip()
    named = numbered(listed, number + plan) or numbered(listed, number)
    rest = (found["rest"] or "").strip()
    if rest and len(named) != 1:
        # "For 2024: …" is a year; what calls itself a recommendation is one, and every word is kept till it is known which.
        return Caption(tuple(named), number + plan, text) if found["called"] else None
    return Caption(tuple(named), number + plan, rest)
