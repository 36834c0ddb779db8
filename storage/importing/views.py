"""What is shown of a document on its way into the record: frozen facts for the cards, complete and permitted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from storage.importing.proposal import Proposal, ProposedRecommendation
from storage.views import Change, Colleague, Scheme
from storage.vocabulary import AnswerKind, Found, IntakeState, OwnerChoice, OwnerKind


@dataclass(frozen=True, slots=True)
class AskedDoubt:
    """A doubt as the clerk sees it. `now` is what stands in its field; None where it is about no single field."""

    id: int
    version: int
    code: str
    kind: str
    weight: int
    message: str
    recommendation: int | None = None
    name: str = ""
    text: str = ""
    field: str = ""
    place: str = ""
    round: str = ""
    candidates: tuple[str, ...] = ()
    now: str | None = None
    answer: AnswerKind | None = None
    value: str = ""
    answered_by: str = ""

    @property
    def is_open(self) -> bool:
        return self.answer is None

    @property
    def is_worst(self) -> bool:
        return self.weight == 1


@dataclass(frozen=True, slots=True)
class NamedOwner:
    """Somebody the document names. `choice` is what the clerk said, or what goes without saying; None while it is asked."""

    id: int
    version: int
    number: int
    text: str
    name: str
    role: str
    organisation: str
    is_link_officer: bool
    found: Found
    kind: OwnerKind
    candidates: tuple[Colleague, ...] = ()
    choice: OwnerChoice | None = None
    person: Colleague | None = None
    email: str = ""
    answered_by: str = ""
    owns: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.choice is None


@dataclass(frozen=True, slots=True)
class Difference:
    """One recommendation of a known plan beside the newer document. `id` is None for a new one, `proposed` for a gone one."""

    name: str
    text: str
    id: int | None = None
    proposed: ProposedRecommendation | None = None
    changes: tuple[Change, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """A newer document against the plan as it is recorded. `same` only counts: there is nothing to show of them.

    `kept` of a difference says what the bot has collected and the document says otherwise: it stays as it is.
    `left_out` counts, by round, the document's answers for a round that is open here: its owners give those.
    `added` counts the answers that the record has none for; `scheme` is the plan's new key, where it gets one; `told` are
    sentences on how the document's rounds and grades stand in the record.
    """

    new: tuple[Difference, ...] = ()
    changed: tuple[Difference, ...] = ()
    gone: tuple[Difference, ...] = ()
    same: int = 0
    plan: tuple[Change, ...] = ()
    rounds: tuple[str, ...] = ()
    matched: Mapping[int, int] = field(default_factory=dict)
    scheme: Scheme | None = None
    added: int = 0
    told: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed or self.gone or self.plan or self.rounds or self.added)

    @property
    def giving_way(self) -> tuple[tuple[str, Change], ...]:
        """What the record says and the document says otherwise: of the plan (without a name) and of its recommendations."""
        of_each = [(one.name, change) for one in self.changed for change in one.changes]
        found = [("", change) for change in self.plan] + of_each
        return tuple((name, change) for name, change in found if change.before.strip())


@dataclass(frozen=True, slots=True)
class InHand:
    """One line of the list of documents that wait for a clerk."""

    id: int
    title: str
    file: str
    started_by: str
    started_at: datetime
    recommendations: int
    doubts: int


@dataclass(frozen=True, slots=True)
class IntakeView:
    """A document in hand, whole: the proposal with all answers so far in it, the doubts worst first, and who is who."""

    id: int
    version: int
    state: IntakeState
    title: str
    service: str
    proposal: Proposal
    doubts: tuple[AskedDoubt, ...]
    owners: tuple[NamedOwner, ...]
    file: str
    started_by: str
    started_at: datetime
    plan_id: int | None = None
    plan_title: str = ""
    edition: int = 0
    comparison: Comparison | None = None
    has_link_officer: bool = True
    settled_by: str = ""
    settled_at: datetime | None = None

    @property
    def stamp(self) -> int:
        """What a card that asks to confirm has shown: this version of the document, beside this edition of the plan."""
        return self.version % 10_000 * 100_000 + self.edition % 100_000

    @property
    def open_doubts(self) -> tuple[AskedDoubt, ...]:
        return tuple(doubt for doubt in self.doubts if doubt.is_open)

    @property
    def blocking(self) -> tuple[AskedDoubt, ...]:
        """The worst doubts that nobody has answered."""
        return tuple(doubt for doubt in self.open_doubts if doubt.is_worst)

    @property
    def open_owners(self) -> tuple[NamedOwner, ...]:
        return tuple(owner for owner in self.owners if owner.is_open)

    @property
    def outsiders(self) -> tuple[NamedOwner, ...]:
        """Those whom a link officer has to answer for."""
        return tuple(one for one in self.owners if not one.is_link_officer and one.choice is OwnerChoice.OUTSIDE)

    @property
    def needs_a_key(self) -> bool:
        return not self.proposal.key.levels


@dataclass(frozen=True, slots=True)
class Known:
    """This very document has been imported before: there is nothing to do."""

    plan_title: str
    imported_by: str
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A colleague has answered in between. Nothing was changed; this is how it stands now."""

    intake: IntakeView


@dataclass(frozen=True, slots=True)
class Imported:
    """What a confirmed document became. `aside` counts its answers that are kept beside what was collected here."""

    intake_id: int
    plan_id: int
    plan_title: str
    recommendations: int
    updates: int
    aside: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    is_newer: bool = False
    unanswered: int = 0
    link_officers: tuple[str, ...] = ()
    outsiders: int = 0
