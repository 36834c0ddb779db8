"""The paper as one frozen value: everything a report says of a plan as of a round, before any form is given to it.

`contents.py` reads it from the record; `fields.py` gives its facts the names that forms and templates use.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from storage.views import Due, Grade, Owner, Round, Scheme
from storage.vocabulary import Family, Meaning, Ruling, UpdateState


@dataclass(frozen=True, slots=True)
class Writer:
    name: str
    job_title: str = ""


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the committee made of a proposed grade."""

    ruling: Ruling
    grade: Grade | None
    on: date
    comment: str = ""
    signed_off: bool = False


@dataclass(frozen=True, slots=True)
class Reported:
    """What was sent for one recommendation in one round: the officer's own words, and what became of them since.

    `grade_text` and `future` are a document's: the grade as it stood there, and what it said under "future actions".
    """

    round: Round
    version_id: int
    version: int
    state: UpdateState
    evidence: str = ""
    impact: str = ""
    explanation: str = ""
    anticipated: str = ""
    anticipated_on: date | None = None
    proposed: Grade | None = None
    ruled: Ruled | None = None
    by: Writer | None = None
    grade_text: str = ""
    future: str = ""
    others: tuple[Writer, ...] = ()
    on_behalf_of: str = ""
    written_at: datetime | None = None
    values: Mapping[int, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()

    @property
    def grade(self) -> Grade | None:
        """The grade that stands: the committee's, where it has ruled, else the one that was proposed."""
        return self.ruled.grade if self.ruled else self.proposed


@dataclass(frozen=True, slots=True)
class Move:
    """A due date as it was set. The first is the plan's own; each later one is a slip, with its reason."""

    due: Due
    reason: str
    set_on: date


@dataclass(frozen=True, slots=True)
class Measured:
    """A performance indicator and its value in each round it was reported in."""

    id: int
    code: str
    text: str
    lead: str
    target: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """An action below the recommendation, as improvement plans have them."""

    number: str
    group: str
    text: str
    lead: str
    starts: Due
    due: Due
    grade: Grade | None
    grade_text: str = ""


@dataclass(frozen=True, slots=True)
class SignedOff:
    on: date
    round: Round | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One recommendation. `reported` holds what came in, by the round's id; `asked` the rounds that wanted something."""

    id: int
    position: int
    number: str
    section: str
    text: str
    owners: tuple[Owner, ...] = ()
    as_written: Mapping[int, str] = field(default_factory=dict)
    actions: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    dates: tuple[Move, ...] = ()
    indicators: tuple[Measured, ...] = ()
    tasks: tuple[Task, ...] = ()
    reported: Mapping[int, Reported] = field(default_factory=dict)
    signed_off: SignedOff | None = None

    @property
    def name(self) -> str:
        return f"Recommendation {self.number}" if self.number else f"Unnumbered recommendation (item {self.position})"

    @property
    def due(self) -> Due:
        return self.dates[-1].due if self.dates else Due()

    def grade_in(self, round: Round) -> Grade | None:
        found = self.reported.get(round.id)
        return found.grade if found else None

    def closed_before(self, round: Round) -> bool:
        """Whether it had been signed off before this round, so that the round asked nothing of it."""
        if self.signed_off is None:
            return False
        if self.signed_off.round is None:
            return self.signed_off.on <= round.period_on
        return _place(self.signed_off.round) < _place(round)


@dataclass(frozen=True, slots=True)
class Paper:
    """`rounds` run from the first to the one the paper is as of; `confidence` holds a scheme's second definitions."""

    plan_id: int
    edition: int
    title: str
    family: Family
    service: str
    agreed: str
    scheme: Scheme
    confidence: Mapping[str, str]
    link_officers: tuple[Writer, ...]
    job_titles: Mapping[str, str]
    rounds: tuple[Round, ...]
    items: tuple[Item, ...]
    compiled_at: datetime
    compiled_on: date

    @property
    def now(self) -> Round:
        return self.rounds[-1]

    @property
    def before(self) -> Round | None:
        return self.rounds[-2] if len(self.rounds) > 1 else None

    @property
    def draft(self) -> bool:
        """Until its round is closed, what a paper says may still change."""
        return not self.now.closed

    @property
    def outstanding(self) -> tuple[Item, ...]:
        """Everything this round asked about, and what the committee signed off in it."""
        return tuple(item for item in self.items if not item.closed_before(self.now))

    @property
    def closed(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.closed_before(self.now))

    @property
    def silent(self) -> tuple[Item, ...]:
        return tuple(item for item in self.outstanding if self.now.id not in item.reported)

    def versions(self) -> tuple[tuple[int, int, int], ...]:
        """What the paper rests on: recommendation, round and the version that was sent, in order."""
        return tuple(
            (item.id, round.id, item.reported[round.id].version_id)
            for item in self.items
            for round in self.rounds
            if round.id in item.reported
        )


# From best to worst. A grade that means something else is neither.
ORDER = (Meaning.COMPLETE, Meaning.ON_TRACK, Meaning.SLIPPED, Meaning.NOT_ACHIEVED)


def _place(round: Round) -> tuple[date, int]:
    return round.period_on, round.id
