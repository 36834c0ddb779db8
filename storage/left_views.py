"""What a round closes without: frozen facts for the clerk who closes it, the letters it writes, and those who read it after."""

from dataclasses import dataclass
from enum import StrEnum

from storage.views import Change, Sheet


class LeftAs(StrEnum):
    """How it was left: never sent, changed after it was sent, set aside, typed and not recorded, sent and not attached."""

    DRAFT = "draft"
    EDIT = "edit"
    ASIDE = "aside"
    HELD = "held"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class LeftCount:
    """How much a round would close without."""

    drafts: int = 0
    edits: int = 0
    asides: int = 0
    held: int = 0
    files: int = 0

    @property
    def any(self) -> bool:
        return any((self.drafts, self.edits, self.asides, self.held, self.files))


@dataclass(frozen=True, slots=True)
class Left:
    """One line of the letter. `by` is whoever wrote last, where that was not the reader; `words` are what they typed, or
    the name of a file. What has gone to somebody else its writer may no longer open."""

    how: LeftAs
    recommendation_id: int
    round_id: int
    number: str
    position: int
    text: str
    by: str = ""
    words: str = ""
    may_open: bool = True

    @property
    def name(self) -> str:
        return f"Recommendation {self.number}" if self.number else f"Unnumbered recommendation (item {self.position})"


@dataclass(frozen=True, slots=True)
class LeftInRound:
    """All that one person is told of when a round has closed."""

    round_id: int
    round_label: str
    plan_title: str
    lines: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class LeftWords:
    """The same to read: the sheet holds the words that were left, and who wrote them."""

    how: LeftAs
    sheet: Sheet
    mine: bool


@dataclass(frozen=True, slots=True)
class ClosedAnswer:
    """One recommendation in a round that has closed: as it was last sent, and what was left beside it."""

    sent: Sheet
    left: tuple[LeftWords, ...]


class Ending(StrEnum):
    """Why nobody can choose any more."""

    PASSED_ON = "the recommendation has gone to somebody else"
    CLOSED = "the round has closed"
    DECIDED = "the committee has decided on it"


@dataclass(frozen=True, slots=True)
class Ended:
    """Words set aside between which and the answer nobody can choose any more, and why. `lost` is what of them the
    answer has not got; `may_open` where their writer can still read them in the round."""

    version_id: int
    name: str
    called: str
    plan_title: str
    round_label: str
    why: Ending
    lost: tuple[Change, ...]
    may_open: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A recommendation in a round, open or closed, as somebody may name it."""

    recommendation_id: int
    round_id: int
    round_label: str
    plan_title: str
    closed: bool
