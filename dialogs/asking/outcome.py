"""What comes of reading a sentence: a question that is understood, a question back, or that it is no question at all."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from storage.query import Query


class Slot(StrEnum):
    """What must be asked about before anything is answered."""

    OWNER = "owner"
    PLAN = "plan"
    ROUND = "round"
    DATE = "date"
    RECOMMENDATION = "recommendation"
    STATUS = "status"
    INTENT = "intent"


@dataclass(frozen=True, slots=True)
class Understood:
    """`echo` says it back in full; `fresh` where it does not rest on the question before it.

    `aside` is what the words were taken to leave out and no echo says; `takes_rows` where the rows themselves are wanted,
    to take away, and no paper is.
    """

    query: Query
    echo: str
    fresh: bool = True
    aside: str = ""
    takes_rows: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask back. `candidates` may be none; `draft` is as much as was understood; `words` are those in doubt."""

    slot: Slot
    sentence: str
    candidates: tuple[str, ...] = ()
    words: str = ""
    draft: Query | None = None


Why = Literal["statement", "command", "too_long", "talk", "beyond", "again"]


@dataclass(frozen=True, slots=True)
class NotAQuestion:
    """`statement` is what reads like an answer or evidence; `command` what only ever tried to run something."""

    why: Why


Outcome = Understood | Question | NotAQuestion
