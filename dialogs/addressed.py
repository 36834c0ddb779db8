"""A message that begins with the recommendation it is for: "rec 2: on track", "update 2: …", "open 2 and say …"."""

import re
from collections.abc import Sequence

from cards.lists import number_words
from dialogs.shapes import DIGITS
from dialogs.turn import Turn
from dialogs.walking import key_of, numbered
from storage import walks
from storage.views import Assignment, Sheet

CALLED = r"(?:rec(?:ommendation)?s?\.?\s*(?:no\.?\s*|number\s*|#\s*)?|#\s*)"
# A bare number after "open" may count what was opened, unless something is to be done with it.
LEADS = (
    rf"(?:(?:please\s+)?(?:update|open|set|mark|grade|put|change|answer|record|evidence|and|for|on|re)[\s:,]+){{0,4}}"
    rf"{CALLED}(?P<called>{DIGITS})",
    rf"(?:please\s+)?update\s+(?P<updated>{DIGITS})",
    rf"(?:please\s+)?(?:open|go\s+to|answer)\s+(?P<opened>{DIGITS})(?=\s*[,;:]|\s+and\s+(?:say|put|set|mark|record|make)\b)",
)
THEN = r"(?:(?:and|then)\s+)?(?:(?:say|put|set|mark|record|make|call)\s+(?:it\s+|that\s+)?)?(?:(?:as|to|is)\s+)?"
ADDRESS = re.compile(rf"\s*(?:{'|'.join(LEADS)})(?:'s|’s)?(?:\s*[:;,.–—-]+\s*|\s+){THEN}(?P<rest>\S.*)", re.I | re.S)


def number_of(text: str) -> str:
    """The number that a message begins with; "" where it begins with none."""
    found = ADDRESS.fullmatch(text)
    return (found["called"] or found["updated"] or found["opened"] or "") if found else ""


def without(text: str, there: Sheet) -> str:
    """What is said to the recommendation that a message names; all of it, where it names another or none."""
    found, number = ADDRESS.fullmatch(text), number_of(text)
    called = f"item {there.position}" if not there.number else there.number
    return found["rest"] if found and number.casefold() == called.casefold() else text


def another(text: str, listed: Sequence[Assignment], here: tuple[int, int]) -> list[Assignment]:
    """Those of one's own that a message names, where the one in hand is not among them."""
    number = number_of(text)
    named = numbered(listed, number) if number else []
    return [] if here in {(one.recommendation_id, one.round_id) for one in named} else named


async def which_one(turn: Turn, text: str, here: Sheet) -> str:
    """That words name another recommendation than the one in hand, and how to say which they are for; "" where not."""
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    key = (here.recommendation_id, here.round.id)
    if named := another(text, listed, key):
        mine = next((number_words(one) for one in listed if key_of(one) == key), number_words(here))
        others = " or ".join(f"“record for {number_words(one)}”" for one in named[:3])
        return (
            f"This names rec {number_words(named[0])}, and {here.short_name} is the one open. Which is it for? "
            f"Type {others}, or “record for {mine}”."
        )
    number = number_of(text)
    is_known = not number or number.casefold() == here.number.casefold()
    return "" if is_known else f"This names {number}, which is none of yours in an open round."
