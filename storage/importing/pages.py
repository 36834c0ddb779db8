"""What a page prints round its words: running heads and feet that were pasted with the text, in the middle of a sentence."""

import re

LONGEST = 160
PAGE = r"(?:page|tudalen|pg\.?)"
OF = r"(?:of|o|/)"
ALONE = re.compile(rf"\W*{PAGE}\s*\d{{1,3}}(?:\s*{OF}\s*\d{{1,3}})?\W*|\s*([-–—~])\s?\d{{1,3}}\s?\1\s*", re.IGNORECASE)
AT_THE_END = re.compile(rf"\W\s*{PAGE}\s*\d{{1,3}}(?P<of>\s*{OF}\s*\d{{1,3}})?\W*$", re.IGNORECASE)
AT_THE_HEAD = re.compile(rf"^\W*{PAGE}\s*\d{{1,3}}(?P<of>\s*{OF}\s*\d{{1,3}})?\s*(?=[-–—|·•])", re.IGNORECASE)
POINTS_THERE = re.compile(r"\b(?:on|at|see|to|from|of|in|and|ar|gweler)$", re.IGNORECASE)
PARTED = "-–—|·•:,("


def is_of_the_page(text: str) -> bool:
    """ "Kelderby Council – Scrutiny Committee – page 3 of 6", whatever its number; no sentence that points to a page."""
    if len(text) > LONGEST or not any(c.isdigit() for c in text):
        return False
    if ALONE.fullmatch(text) or AT_THE_HEAD.match(text):
        return True
    found = AT_THE_END.search(text)
    if not found:
        return False
    before = text[: found.start() + 1].rstrip()
    if POINTS_THERE.search(before.rstrip(PARTED).rstrip()) or before[-1:] in ".!?;":
        return False
    return bool(found["of"]) or before[-1:] in PARTED
