"""What can be asked of the record, as one typed question. Only this reaches `storage/answers.py`; words never do.

`dialogs/asking` reads a sentence into a `Query` with the names that the record holds (`Names`); an answer repeats it.
"""

from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum

from storage.vocabulary import Meaning, OwnerKind

ME = "@me"
"""Stands among owners for whoever asks."""

LATEST = "latest"
PREVIOUS = "previous"
"""Stand among rounds for the last one opened, and for the one before it, of each plan."""


class Kind(StrEnum):
    LIST = "list"
    COUNT = "count"
    SHOW = "show"
    COMPARE = "compare"
    CHANGES = "changes"
    WHO_NOT_RESPONDED = "who_not_responded"
    REPORT = "report"
    HELP = "help"
    UPDATE = "update"
    REMIND = "remind"


class Status(StrEnum):
    """What the grade that counts amounts to, in whatever scheme; `no_grade` where there is none."""

    COMPLETE = "complete"
    ON_TRACK = "on_track"
    SLIPPED = "slipped"
    NOT_ACHIEVED = "not_achieved"
    NO_GRADE = "no_grade"


class Missing(StrEnum):
    EVIDENCE = "evidence"
    IMPACT = "impact"
    OWNER = "owner"
    DUE = "due"
    GRADE = "grade"


class GroupBy(StrEnum):
    """`month` is the month of the due date."""

    OWNER = "owner"
    PLAN = "plan"
    STATUS = "status"
    ROUND = "round"
    MONTH = "month"


class OrderBy(StrEnum):
    DUE = "due"
    UPDATED = "updated"
    COUNT = "count"
    OWNER = "owner"
    RECOMMENDATION = "recommendation"


class Movement(StrEnum):
    BETTER = "better"
    WORSE = "worse"


class Format(StrEnum):
    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both of them in. Either end may be open, but not both."""

    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class Order:
    by: OrderBy
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Since:
    """Where changes begin: a round (its id, `latest` or `previous`) or a day."""

    round: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or more rounds, or plans, or owners, side by side; one of the three sets is filled."""

    rounds: frozenset[str] = frozenset()
    plans: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filters:
    """All must hold; within one set, any. What is empty or None does not narrow.

    Owners by name, plans by title, recommendations by their number as printed, rounds by `YYYY-MM` of their period.
    `missing` is any of the named things; `text` is looked for in evidence, impact and the recommendation's own text;
    `overdue` is a due date past and not complete; `updated` is when the update was made.
    """

    status: frozenset[Status] = frozenset()
    overdue: bool | None = None
    owners: frozenset[str] = frozenset()
    plans: frozenset[str] = frozenset()
    recommendations: frozenset[str] = frozenset()
    due: Period | None = None
    updated: Period | None = None
    rounds: frozenset[str] = frozenset()
    text: str = ""
    missing: frozenset[Missing] = frozenset()
    but_owners: frozenset[str] = frozenset()
    but_plans: frozenset[str] = frozenset()

    @property
    def set_names(self) -> tuple[str, ...]:
        """Which of the filters narrow, in the order in which an echo says them."""
        return tuple(one.name for one in fields(self) if getattr(self, one.name) not in (None, frozenset(), ""))


@dataclass(frozen=True, slots=True)
class Query:
    """`group_by` makes a count a table; `set_status` is what an update is to record, once it has been confirmed."""

    kind: Kind = Kind.LIST
    filters: Filters = field(default_factory=Filters)
    group_by: GroupBy | None = None
    order: Order | None = None
    limit: int | None = None
    since: Since | None = None
    direction: Movement | None = None
    compare: Comparison | None = None
    set_status: Status | None = None
    format: Format | None = None


@dataclass(frozen=True, slots=True)
class PlanName:
    """A plan as it may be named, and how its own scheme words its grades: labels and codes, and their synonyms, with
    what each means. Only the labels and codes count where a sentence names no plan."""

    title: str
    aliases: tuple[str, ...] = ()
    grade_words: tuple[tuple[str, Meaning], ...] = ()
    grade_synonyms: tuple[tuple[str, Meaning], ...] = ()
    numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OwnerName:
    name: str
    kind: OwnerKind = OwnerKind.PERSON
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundName:
    """A round as all plans that have it call it: several plans' rounds of one period are one to the reader."""

    id: str
    label: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Season:
    """A stretch of the council's calendar that has a name: "autumn term 2024", "summer recess"."""

    name: str
    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Everything of the record that a question of one person can refer to: nothing that this person may not see.

    Equal only to itself, so that what is made of it (an index of words) may be kept as long as it is.
    """

    plans: tuple[PlanName, ...] = ()
    owners: tuple[OwnerName, ...] = ()
    rounds: tuple[RoundName, ...] = ()
    calendar: tuple[Season, ...] = ()
    me: str = ""
