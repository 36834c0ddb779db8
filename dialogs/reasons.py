"""Typed reasons: "keep, because …" is for the one question there is, "keep 2, because …" for that one. Of several, none is
answered with a reason that was not given for it, for the clerk reads it there."""

import re
from dataclasses import dataclass

from cards.wording import listed, shortened
from storage.errors import Refusal
from storage.unseen import is_blank
from storage.views import Question, Sheet

SAID = re.compile(
    r"\s*(?:(?P<all>all|them all|everything)\b|(?:question\s+|number\s+|no\.?\s*|#)?(?P<number>\d{1,2})\b)?"
    r"(?:.*?\bbecause\b\s*(?P<why>.*))?",
    re.I | re.S,
)
MOST_SHOWN = 90


@dataclass(frozen=True, slots=True)
class Given:
    """The reason for each question, by its code; and what to tell of which they are for. `unclear` why for none; `why` is the
    reason itself."""

    reasons: dict[str, str]
    told: str = ""
    unclear: str = ""
    why: str = ""


def given(argument: str, here: Sheet) -> Given:
    """What "2, because …" answers of what is open. Questions have their number as the card prints it."""
    found, why = SAID.match(argument), why_of(argument)
    if not why:
        raise Refusal("Say why, so that the clerk knows: “keep, because …”.")
    there = here.open_questions
    if found and found["number"]:
        there = tuple(one for place, one in _numbered(here) if place == int(found["number"]))
        if not there:
            return Given({}, unclear=f"There is no open question {found['number']}. {_which(here)}", why=why)
    elif len(there) > 1 and not (found and found["all"]):
        return Given(
            {}, unclear=f"I kept your reason for none yet, for {len(there)} questions are open. {_which(here)}", why=why
        )
    return Given({one.code: why for one in there}, _told(there, here), why=why)


def why_of(argument: str) -> str:
    """The reason itself; "" where none is given."""
    found = SAID.match(argument)
    why = (found["why"] or "").strip() if found else ""
    return "" if is_blank(why) else why


def _numbered(here: Sheet) -> list[tuple[int, Question]]:
    return [(place, one) for place, one in enumerate(here.questions, start=1) if one.reason is None]


def _which(here: Sheet) -> str:
    """How to say which, where there is more than one."""
    places = [place for place, _ in _numbered(here)]
    if len(places) == 1:
        return f"Type “keep {places[0]}, because …”."
    words = [f"“keep {place}, because …”" for place in places[:3]]
    return f"Which is it for? Type {' or '.join(words)}; or “keep all, because …” where it is the reason for each."


def _told(there: tuple[Question, ...], here: Sheet) -> str:
    """Which questions the reason was taken for: said where there was a choice."""
    if len(here.open_questions) < 2:
        return ""
    return f"I took your reason for: {listed([f'“{shortened(one.saw, MOST_SHOWN)}”' for one in there])}."
