"""What a stretch of a sentence was found to mean: one mark for every word or phrase that is known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from storage.query import Period


class Sort(StrEnum):
    """What part a phrase plays. The phrases themselves are in `words/*.yaml`, by these names."""

    FILLER = "filler"
    NOUN = "noun"
    PEOPLE = "people"
    DIMENSION = "dimension"
    FOLLOW = "follow"
    PRONOUN = "pronoun"
    SHOWING_ONE = "showing_one"
    NARROWING = "narrowing"
    NOT = "not"
    EXCEPT = "except"
    OR = "or"
    AND = "and"
    LACKING = "lacking"
    THING = "thing"
    MISSING = "missing"
    GRADE = "grade"
    GRADED = "graded"
    VAGUE = "vague"
    LATE = "late"
    DUE = "due"
    UPDATED = "updated"
    KIND = "kind"
    RESPONDED = "responded"
    MAKING = "making"
    HANDING = "handing"
    AUDIENCE = "audience"
    SILENT = "silent"
    DIRECTION = "direction"
    GROUPING = "grouping"
    ORDER = "order"
    SORTING = "sorting"
    ORDER_BY = "order_by"
    DESCENDING = "descending"
    LIMITING = "limiting"
    SUPERLATIVE = "superlative"
    ABOUT = "about"
    ME = "me"
    ROUND_WORD = "round_word"
    SINCE = "since"
    FORMAT = "format"
    WIDENING = "widening"
    RESET = "reset"
    MEANS = "means"
    BEYOND = "beyond"
    OWNED = "owned"
    VERSUS = "versus"
    # These are found in other ways than by the lexicon.
    OWNER = "owner"
    PLAN = "plan"
    RECOMMENDATION = "recommendation"
    ROUND = "round"
    PERIOD = "period"
    NUMBER = "number"
    TEXT = "text"
    CODE = "code"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Read:
    """A period as read from words.

    `bound` is the word that opens one end ("by", "after"), `doubt` the reason to ask where it may be another period,
    `months` the month or months (year, month) that a round may be called by, `yearless` where the year was reckoned,
    `parts` the two ends of "between … and …".
    """

    period: Period
    grain: str = "range"
    bound: str = ""
    doubt: str = ""
    yearless: bool = False
    months: tuple[tuple[int, int], ...] = ()
    parts: tuple["Read", ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """`values` is a meaning of the lexicon, or the names, numbers or ids that the words fit.

    `senses` are all that a phrase of the lexicon may mean; `sort` and `values` are then what it was settled to be.
    """

    start: int
    end: int
    sort: Sort
    values: tuple[str, ...] = ()
    read: Read | None = None
    possessive: bool = False
    senses: Mapping[Sort, str] = field(default_factory=dict)

    @property
    def value(self) -> str:
        return self.values[0] if self.values else ""

    @property
    def length(self) -> int:
        return self.end - self.start
