"""What a document seems to say, laid before the clerk: the rows, every doubt, and every word that found no place.

`reading` makes one, `apply` takes a confirmed one into the record; `scrutiny-bot import --dry-run --json` prints one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from storage.vocabulary import Family, Meaning, Part


@dataclass(frozen=True, slots=True)
class Dated:
    """Words that may be a date. `on` only where it is certain; `all` where several are given."""

    text: str = ""
    on: date | None = None
    all: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """One grade of the document's own key."""

    code: str
    label: str
    meaning: Meaning
    definition: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """The grading key. `stated` is False where the document gives none and its grades had to be taken for a known one's."""

    stated: bool = False
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposedOwner:
    """`text` is the owner as written; the rest is what it was read as."""

    text: str
    name: str = ""
    role: str = ""
    organisation: str = ""
    part: Part = Part.LEAD


@dataclass(frozen=True, slots=True)
class ProposedSubAction:
    text: str
    number: str = ""
    group: str = ""
    lead: str = ""
    start: Dated = Dated()
    due: Dated = Dated()
    grade: str | None = None
    grade_text: str = ""


@dataclass(frozen=True, slots=True)
class ProposedIndicator:
    text: str
    code: str = ""
    lead: str = ""
    target: str = ""
    actual: str = ""


@dataclass(frozen=True, slots=True)
class ProposedUpdate:
    """What was reported in one round. `grade` is a code of the key, or None where it is not given or not safe to read."""

    round: str = ""
    on: date | None = None
    grade: str | None = None
    grade_text: str = ""
    found_in: str = ""
    evidence: str = ""
    explanation: str = ""
    impact: str = ""
    future: str = ""


@dataclass(frozen=True, slots=True)
class ProposedRecommendation:
    """`position` counts from 1 through the document; `number` is as printed and may be missing or repeated.

    `due` holds all that is said of dates, and the one that counts; `dues` has the first and the revised one apart, where
    the document gives each a place of its own.
    """

    position: int
    text: str
    number: str = ""
    section: str = ""
    place: str = ""
    owners: tuple[ProposedOwner, ...] = ()
    due: Dated = Dated()
    dues: tuple[Dated, ...] = ()
    actions: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    sub_actions: tuple[ProposedSubAction, ...] = ()
    indicators: tuple[ProposedIndicator, ...] = ()
    updates: tuple[ProposedUpdate, ...] = ()

    @property
    def due_now(self) -> Dated:
        """The date that counts, in its own words alone."""
        return self.dues[-1] if self.dues else self.due


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sentence for the clerk. `recommendation` is a position, None for the document; `field` as the JSON names it.

    `round` says which update it is about, where it is about one. `candidates` are values the clerk may pick.
    """

    code: str
    message: str
    recommendation: int | None = None
    field: str = ""
    place: str = ""
    round: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotPlaced:
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """`introduction` holds the paragraphs that stand around the recommendations and say what the plan is for."""

    file: str
    family: Family = Family.OTHER
    title: str = ""
    subject: str = ""
    organisation: str = ""
    link_officers: tuple[str, ...] = ()
    agreed: Dated = Dated()
    reported: Dated = Dated()
    introduction: tuple[str, ...] = ()
    key: Key = Key()
    totals_stated: Mapping[str, int] = field(default_factory=dict)
    totals_counted: Mapping[str, int] = field(default_factory=dict)
    recommendations: tuple[ProposedRecommendation, ...] = ()
    missing_numbers: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    not_placed: tuple[NotPlaced, ...] = ()
