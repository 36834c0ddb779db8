"""A person's work on their forms: what waits for them, what was overtaken, handed over or sent, and where they stand."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from storage.views.form import Due, Response, Sheet
from storage.vocabulary import HandoverState, UpdateState


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
    apart: str = ""
    """Words that tell it from another of the same person and the same number: its plan's, or its round's."""

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
class LastSent:
    """The last time that anything of what is one's own was sent, and by whom; `mine` where that was oneself."""

    reference: str
    at: datetime
    sender: str
    mine: bool
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs between two versions; and, where two clash, who wrote what stands in it, and when: "" where
    nobody has touched it since."""

    field: str
    before: str
    after: str
    by: str = ""
    by_id: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Somebody saved while this person was writing. Their words are kept aside, as a version, until they choose.

    `rivals` are what both gave and only one can have: "grade", "date", "values".
    """

    sheet: Sheet
    aside_number: int
    aside: Response
    changes: tuple[Change, ...]
    writer_id: int | None = None
    rivals: tuple[str, ...] = ()

    @property
    def with_oneself(self) -> bool:
        """Whether it was their own other card, or device, that came first: they wrote all that differs. Who saved last
        says nothing of that, unless nobody has touched what differs."""
        by = {change.by_id for change in self.changes if change.by}
        by = by or {self.sheet.written.by_id if self.sheet.written else None}
        return self.writer_id is not None and by == {self.writer_id}


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
class SentByAnother:
    """What a colleague has sent that holds words of the reader."""

    sender: str
    at: datetime
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Inbox:
    """How much waits at a clerk's desk."""

    answers: int = 0
    given_back: int = 0

    @property
    def waits(self) -> bool:
        return bool(self.answers or self.given_back)


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
    """Where a person stands in their walk, and the question the bot last put to them about words they typed.

    `elsewhere` while something else is on their screen than the recommendation they stand at: a list, a story, an answer.
    """

    recommendation_id: int | None = None
    round_id: int | None = None
    walking: bool = False
    pending: str = ""
    pending_text: str = ""
    pending_id: int | None = None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class HeldWords:
    """Words typed in a walk that wait for a yes, and the recommendation they were typed about. `begins` are the places
    where the second message and each after it begin, `held_at` when the last of them was asked about."""

    recommendation_id: int
    round_id: int
    text: str
    begins: tuple[int, ...] = ()
    held_at: datetime | None = None

    @property
    def messages(self) -> tuple[str, ...]:
        """Each as it was typed. A line break stands between two."""
        starts, ends = (0, *self.begins), (*(place - 1 for place in self.begins), len(self.text))
        return tuple(self.text[start:end] for start, end in zip(starts, ends, strict=True))

    @property
    def fingerprint(self) -> str:
        """Which words a card asked about: its Yes is to these and to no others."""
        said = f"{self.recommendation_id}.{self.round_id}.{self.text}"
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]
