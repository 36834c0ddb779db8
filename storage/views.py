"""What storage hands out: frozen facts, already permitted and complete. Tables never leave storage; these do."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from storage.vocabulary import HandoverState, Meaning, OwnerKind, Part, Role, UpdateState


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happens: the instant, and the date on the council's wall."""

    at: datetime
    today: date


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role, for one plan, for one service, or (where both are None) for the whole council."""

    role: Role
    plan_id: int | None = None
    service: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    email: str
    job_title: str = ""
    service: str = ""
    roles: frozenset[RoleHeld] = frozenset()

    def holds(self, role: Role) -> bool:
        return any(held.role is role for held in self.roles)


@dataclass(frozen=True, slots=True)
class Grade:
    code: str
    label: str
    definition: str
    meaning: Meaning
    synonyms: tuple[str, ...] = ()
    confidence: str = ""

    @property
    def full_label(self) -> str:
        """As forms print it: "2 – On track", or just "Green" where the label is its own code."""
        return self.label if self.code.casefold() == self.label.casefold() else f"{self.code} – {self.label}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One check of a scheme, as data: which check, for which grades, and the sentences it asks with."""

    code: str
    saw: str
    why: str
    grades: frozenset[Meaning] = frozenset()


@dataclass(frozen=True, slots=True)
class Scheme:
    id: int
    name: str
    grades: tuple[Grade, ...]
    rules: tuple[Rule, ...]

    def grade(self, code: str | None) -> Grade | None:
        return next((grade for grade in self.grades if grade.code == code), None)


@dataclass(frozen=True, slots=True)
class Round:
    id: int
    plan_id: int
    label: str
    period_on: date
    closes_on: date | None
    closed: bool


@dataclass(frozen=True, slots=True)
class Due:
    """A due date: the words as written, the date where they are certain, and how often it has been moved."""

    text: str = ""
    on: date | None = None
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Owner:
    """Who is responsible. Somebody reachable can answer in Teams; for anybody else the link officer answers."""

    id: int
    kind: OwnerKind
    name: str
    role: str
    organisation: str
    part: Part
    person_id: int | None

    @property
    def reachable(self) -> bool:
        return self.person_id is not None


@dataclass(frozen=True, slots=True)
class Indicator:
    id: int
    code: str
    text: str
    target: str
    last_value: str = ""
    last_round: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What was agreed for a recommendation, and who is responsible now. Its indicators have no values yet."""

    owners: tuple[Owner, ...] = ()
    actions: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    due: Due = Due()
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """What an officer gives for one recommendation in one round, word for word.

    `grade_text` and `future` come from documents alone: the grade as it stands there, and what it says will be done.
    """

    evidence: str = ""
    impact: str = ""
    grade: str | None = None
    explanation: str = ""
    anticipated: str = ""
    indicators: Mapping[int, str] = field(default_factory=dict)
    grade_text: str = ""
    future: str = ""

    @property
    def blank(self) -> bool:
        return not (
            self.evidence.strip() or self.impact.strip() or self.grade or self.explanation.strip()
            or self.anticipated.strip() or any(value.strip() for value in self.indicators.values())
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """What one press or message brings: None leaves a field as it is, "" empties it, and a field in `adding` grows."""

    evidence: str | None = None
    impact: str | None = None
    grade: str | None = None
    explanation: str | None = None
    anticipated: str | None = None
    indicators: Mapping[int, str] = field(default_factory=dict)
    adding: frozenset[str] = frozenset()

    def on(self, base: Response) -> Response:
        """The whole response that this makes of what was there."""

        def told(name: str, before: str, given: str | None) -> str:
            if given is None or (name in self.adding and not given.strip()):
                return before
            if name in self.adding and before.strip():
                return f"{before}\n{given}"
            # A box in a browser hands every line end back as its own kind: that is no change.
            return before if given.splitlines() == before.splitlines() else given

        return Response(
            evidence=told("evidence", base.evidence, self.evidence),
            impact=told("impact", base.impact, self.impact),
            grade=base.grade if self.grade is None else self.grade or None,
            explanation=told("explanation", base.explanation, self.explanation),
            anticipated=told("anticipated", base.anticipated, self.anticipated),
            indicators={id: text for id, text in {**base.indicators, **self.indicators}.items() if text.strip()},
            grade_text=base.grade_text if self.grade in (None, base.grade) else "",
            future=base.future,
        )


@dataclass(frozen=True, slots=True)
class LastTime:
    """What was said in the round before."""

    round_label: str
    evidence: str
    impact: str
    grade: str


@dataclass(frozen=True, slots=True)
class Question:
    """A check's question about one version. `reason` is None while it is open."""

    code: str
    saw: str
    why: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class KeptFile:
    id: int
    name: str
    media_type: str
    size: int
    sent_by: str


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote a version, when, and for whom if it was not for themselves."""

    by: str
    by_id: int | None
    at: datetime
    on_behalf_of: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One recommendation in one round, as the person who answers it needs it: the form and all that stands on it."""

    round: Round
    plan_title: str
    recommendation_id: int
    position: int
    number: str
    section: str
    text: str
    actions: tuple[str, ...]
    measures: tuple[str, ...]
    due: Due
    owners: tuple[Owner, ...]
    indicators: tuple[Indicator, ...]
    scheme: Scheme
    last: LastTime | None
    for_owner: Owner | None
    state: UpdateState | None
    version: int
    sent_version: int
    response: Response
    anticipated_on: date | None
    written: Written | None
    contributors: tuple[str, ...]
    questions: tuple[Question, ...]
    files: tuple[KeptFile, ...]
    clerk_comment: str
    service: str = ""
    answerable: bool = True
    signed_off: bool = False

    @property
    def name(self) -> str:
        return f"Recommendation {self.number}" if self.number else f"Unnumbered recommendation (item {self.position})"

    @property
    def short_name(self) -> str:
        return f"rec {self.number}" if self.number else f"item {self.position}"

    @property
    def grade(self) -> Grade | None:
        return self.scheme.grade(self.response.grade)

    @property
    def open_questions(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.reason is None)

    @property
    def changed_since_sent(self) -> bool:
        return 0 < self.sent_version < self.version


@dataclass(frozen=True, slots=True)
class Assignment:
    """One line of a person's list: a recommendation that waits for them, or that they have answered, in an open round."""

    recommendation_id: int
    round_id: int
    round_label: str
    plan_title: str
    number: str
    position: int
    text: str
    due: Due
    state: UpdateState | None
    grade: str
    unsent: bool
    closes_on: date | None
    for_owner: str = ""
    offered_to: str = ""
    sent: bool = False

    @property
    def name(self) -> str:
        return f"Recommendation {self.number}" if self.number else f"Unnumbered recommendation (item {self.position})"

    @property
    def begun(self) -> bool:
        return self.state in (UpdateState.DRAFT, UpdateState.RETURNED)

    @property
    def waiting(self) -> bool:
        """Still wanted from this person: nothing sent yet, sent back, or changed since it was sent."""
        return self.state in (None, UpdateState.DRAFT, UpdateState.RETURNED) or self.unsent


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs between two versions."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Somebody saved while this person was writing. Their words are kept aside, as a version, until they choose."""

    sheet: Sheet
    aside_number: int
    aside: Response
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class MovedOn:
    """The card that was pressed is out of date and brought nothing new. Nothing was done; this is how it stands now."""

    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Receipt:
    reference: str
    at: datetime
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Handover:
    id: int
    recommendation_id: int
    round_id: int
    recommendation: str
    text: str
    plan_title: str
    round_label: str
    from_name: str
    to_name: str
    reason: str
    state: HandoverState
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a person stands in their walk, and the question the bot last put to them about words they typed."""

    recommendation_id: int | None = None
    round_id: int | None = None
    walking: bool = False
    pending: str = ""
    pending_text: str = ""
    pending_id: int | None = None


@dataclass(frozen=True, slots=True)
class HeldWords:
    """Words typed in a walk that wait for a yes, and the recommendation they were typed about."""

    recommendation_id: int
    round_id: int
    text: str

    @property
    def fingerprint(self) -> str:
        """Which words a card asked about: its Yes is to these and to no others."""
        said = f"{self.recommendation_id}.{self.round_id}.{self.text}"
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Colleague:
    id: int
    name: str
    job_title: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a person can be reached: the conversation the channel gave us."""

    conversation_id: str
    service_url: str
    bot_id: str
    user_id: str
    tenant_id: str


@dataclass(frozen=True, slots=True)
class OutboxLetter:
    """A message waiting to be sent first, claimed by one courier."""

    id: int
    person: Person
    kind: str
    payload: Mapping[str, int | str]
    reference: Reference | None
    attempts: int
