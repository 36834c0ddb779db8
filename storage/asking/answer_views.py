"""What an answer holds: the rows of one page, how many there are of how many, and counts where counts were asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from storage.left_views import LeftWords
from storage.query import Query, Status
from storage.views import Grade

IN_WORDS = {
    Status.COMPLETE: "Complete",
    Status.ON_TRACK: "On track",
    Status.SLIPPED: "Slipped",
    Status.NOT_ACHIEVED: "Not achieved",
    Status.NO_GRADE: "No grade",
}


@dataclass(frozen=True, slots=True)
class Before:
    """How a row stood before what changed. `round_label` is empty where nothing had been said."""

    grade: Grade | None
    status: Status
    round_label: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One recommendation, as it stands now or (where a round was asked for) stood in that round."""

    recommendation_id: int
    plan_id: int
    plan_title: str
    number: str
    position: int
    text: str
    owners: tuple[str, ...]
    due_text: str
    due_on: date | None
    days_late: int
    grade: Grade | None
    status: Status
    round_id: int | None
    round_label: str
    reported_at: datetime | None
    signed_off: bool
    before: Before | None = None

    @property
    def name(self) -> str:
        return f"Recommendation {self.number}" if self.number else f"Unnumbered recommendation (item {self.position})"


@dataclass(frozen=True, slots=True)
class Group:
    """One line of a count: its name, how many match, and out of how many."""

    name: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: how many stand at each grade."""

    name: str
    counts: Mapping[Status, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Answer:
    """`of` counts what this person may see within the plans and rounds that were asked about.

    `emptied_by` names the filters of which any one, left out, would leave something.
    """

    query: Query
    total: int
    of: int
    rows: tuple[AnswerRow, ...] = ()
    page: int = 1
    pages: int = 1
    groups: tuple[Group, ...] = ()
    sides: tuple[Side, ...] = ()
    emptied_by: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        """The place of this page's first row in the whole: all pages but the last are full."""
        full = self.page < self.pages
        return (self.page - 1) * len(self.rows) + 1 if full else self.total - len(self.rows) + 1


@dataclass(frozen=True, slots=True)
class RoundSaid:
    """What was reported for one recommendation in one round, for reading one in whole."""

    round_label: str
    grade: Grade | None
    proposed: Grade | None
    evidence: str
    impact: str
    explanation: str
    anticipated: str
    by: str
    on_behalf_of: str
    at: datetime
    anticipated_on: date | None = None
    signed_off: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """One recommendation with all its rounds, oldest first; and what one closed without."""

    row: AnswerRow
    actions: tuple[str, ...]
    measures: tuple[str, ...]
    said: tuple[RoundSaid, ...] = field(default=())
    left: tuple[LeftWords, ...] = field(default=())
