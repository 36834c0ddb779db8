"""What people say to the bot and what it says back, free of Microsoft's types.

`bot/incoming.py` turns an activity into one of the events below; a dialog answers it with a `Reply`;
`bot/outgoing.py` turns the reply into activities. Everything here is parsed and bounded at that door.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from cards.frame import Card
from storage.errors import Refusal

Place = Literal["personal", "group", "channel"]


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody typed words. The text is theirs to the letter, but for the mention of the bot itself."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """Somebody pressed a button on a card. Values are what the card carried and what was typed into it."""

    verb: str
    values: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.values.get(name, "")

    def number(self, name: str) -> int:
        """An id or version the card carries. Anything else means the card was tampered with or is damaged."""
        value = self.values.get(name, "")
        if not (value.isascii() and value.isdigit() and len(value) < 10):
            raise Refusal("That card is damaged, so I did nothing. Type “update” to see where you are.")
        return int(value)


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file in a message, still at its sender's: the name is for showing, never a path."""

    name: str
    media_type: str
    url: str


@dataclass(frozen=True, slots=True)
class Sent:
    """Somebody sent files, perhaps with words."""

    files: tuple[OfferedFile, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """Somebody changed a message that they had sent. What it said when it came is what counts."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The bot was installed for somebody, or added to a conversation."""


@dataclass(frozen=True, slots=True)
class Consented:
    """The answer to "may I put this file in your OneDrive?": accepted with a place to upload to, or declined."""

    accepted: bool
    token: str
    upload_url: str = ""
    content_url: str = ""
    unique_id: str = ""
    name: str = ""


Event = Said | Pressed | Sent | Edited | Joined | Consented


@dataclass(frozen=True, slots=True)
class FileOffer:
    """A file the person asked for. It travels by file consent; `token` finds it again when they accept."""

    token: str
    name: str
    size: int
    about: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one event.

    A card takes the place of the card that was pressed, or is sent where the person typed. A notice alone is a
    sentence; after a press it leaves the pressed card, with whatever was typed into it, as it stands. `about` is the
    recommendation and round that the card is about, where it is about one alone and takes words for it.
    """

    card: Card | None = None
    notice: str = ""
    suggestions: tuple[str, ...] = ()
    file: FileOffer | None = None
    about: tuple[int, int] | None = None
