"""What was said in one person's chat, as Teams shows it: bounded, changed only by replacing whole entries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

LONGEST = 200

ADAPTIVE_CARD = "application/vnd.microsoft.card.adaptive"
FILE_CONSENT = "application/vnd.microsoft.teams.card.file.consent"
FILE_INFO = "application/vnd.microsoft.teams.card.file.info"

# "teams" says what Teams itself would show or refuse: it is neither the person nor the bot.
Author = Literal["person", "bot", "teams"]
Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A card, or a file that somebody sent. `url` is where the file is to be had."""

    content_type: str
    content: Content = field(default_factory=dict)
    name: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Banner:
    """A line under a card: what the bot answered to a press, or what went wrong with it."""

    text: str
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    title: str
    value: str


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    author: Author
    at: datetime
    text: str = ""
    is_plain: bool = False
    summary: str = ""
    attachments: tuple[Attachment, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    banner: Banner | None = None
    failure: str = ""
    is_edited: bool = False

    @property
    def card(self) -> Content:
        """The first adaptive card shown, or an empty one."""
        return next((one.content for one in self.attachments if one.content_type == ADAPTIVE_CARD), {})

    @property
    def buttons(self) -> tuple[str, ...]:
        return tuple(str(part.get("title", "")) for part in self._parts() if _type(part).startswith("Action."))

    @property
    def inputs(self) -> tuple[str, ...]:
        return tuple(str(part.get("id", "")) for part in self._parts() if _type(part).startswith("Input."))

    @property
    def words(self) -> str:
        """Everything there is to read, a line for each piece: what a test looks in for a sentence."""
        said = [self.text] if self.text else []
        for part in self._parts():
            said += [str(part[name]) for name in ("text", "label", "title", "value") if isinstance(part.get(name), str)]
        return "\n".join(said + ([self.banner.text] if self.banner else []))

    def _parts(self) -> Iterator[Content]:
        for attachment in self.attachments:
            yield from parts(attachment.content)


def parts(value: object) -> Iterator[Content]:
    """Every object of a card as it is shown, top to bottom: no fallbacks for older clients, no button's data."""
    if isinstance(value, Mapping):
        yield value
        for name, inner in value.items():
            if name not in ("fallback", "data"):
                yield from parts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from parts(inner)


def _type(part: Content) -> str:
    return str(part.get("type", ""))


class Transcript:
    def __init__(self, entries: tuple[Entry, ...] = ()) -> None:
        self._entries = list(entries[-LONGEST:])

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entries)

    def find(self, entry_id: str) -> Entry | None:
        return next((entry for entry in self._entries if entry.id == entry_id), None)

    def add(self, entry: Entry) -> None:
        self._entries.append(entry)
        del self._entries[:-LONGEST]

    def change(self, entry_id: str, **to: Any) -> Entry | None:
        """The entry as it is now; None when it fell off the far end in the meantime."""
        for place, entry in enumerate(self._entries):
            if entry.id == entry_id:
                self._entries[place] = replace(entry, **to)
                return self._entries[place]
        return None

    def remove(self, entry_id: str) -> bool:
        before = len(self._entries)
        self._entries = [entry for entry in self._entries if entry.id != entry_id]
        return len(self._entries) < before
