"""The form of one recommendation in one round: what was agreed, the scheme that grades it, and what was answered."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from storage.unseen import is_blank
from storage.vocabulary import Meaning, OwnerKind, Part, UpdateState


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
    `anticipated_on` is the day that the anticipated date was read as when its words were written: it comes with them,
    and makes no difference of its own.
    """

    evidence: str = ""
    impact: str = ""
    grade: str | None = None
    explanation: str = ""
    anticipated: str = ""
    indicators: Mapping[int, str] = field(default_factory=dict)
    grade_text: str = ""
    future: str = ""
    anticipated_on: date | None = field(default=None, compare=False)

    @property
    def blank(self) -> bool:
        texts = (self.evidence, self.impact, self.explanation, self.anticipated, *self.indicators.values())
        return not self.grade and all(map(is_blank, texts))


@dataclass(frozen=True, slots=True)
class Given:
    """What one press or message brings: None leaves a field as it is, "" empties it, and a field in `adding` grows.

    `date_anew` where the date was said just now: the same "in two weeks" in an untouched box means the day it meant.
    """

    evidence: str | None = None
    impact: str | None = None
    grade: str | None = None
    explanation: str | None = None
    anticipated: str | None = None
    indicators: Mapping[int, str] = field(default_factory=dict)
    adding: frozenset[str] = frozenset()
    date_anew: bool = False

    def on(self, base: Response) -> Response:
        """The whole response that this makes of what was there."""

        def told(name: str, before: str, given: str | None) -> str:
            if given is None or (name in self.adding and is_blank(given)):
                return before
            if name in self.adding and not is_blank(before):
                return f"{before}\n{given}"
            # A box in a browser hands every line end back as its own kind: that is no change.
            return before if given.splitlines() == before.splitlines() else given

        anticipated = told("anticipated", base.anticipated, self.anticipated)
        is_anew = self.date_anew and self.anticipated is not None
        return Response(
            evidence=told("evidence", base.evidence, self.evidence),
            impact=told("impact", base.impact, self.impact),
            grade=base.grade if self.grade is None else self.grade or None,
            explanation=told("explanation", base.explanation, self.explanation),
            anticipated=anticipated,
            indicators={id: text for id, text in {**base.indicators, **self.indicators}.items() if not is_blank(text)},
            grade_text=base.grade_text if self.grade in (None, base.grade) else "",
            future=base.future,
            anticipated_on=base.anticipated_on if anticipated == base.anticipated and not is_anew else None,
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
    written: Written | None
    contributors: tuple[str, ...]
    questions: tuple[Question, ...]
    files: tuple[KeptFile, ...]
    clerk_comment: str
    service: str = ""
    answerable: bool = True
    signed_off: bool = False
    given_back: bool = False
    offered_to: str = ""

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
    def asks(self) -> str:
        """A short name for exactly what is asked, by which a card or a message says what was seen; "" for nothing."""
        asked = "\n".join(f"{question.code} {question.saw}" for question in self.questions)
        return hashlib.sha256(asked.encode(errors="surrogatepass")).hexdigest()[:8] if asked else ""

    @property
    def changed_since_sent(self) -> bool:
        return 0 < self.sent_version < self.version
