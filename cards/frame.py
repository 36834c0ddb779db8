"""The outside of every card: schema, language, text fallback and the size limit.

A card that shows people's text is drawn by a function of the `Room` there is; `fitted` finds the most that fits.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.json_text import encoded

Element = dict[str, Any]

SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
MOST_BYTES = 25_000
MOST_ACTIONS = 6


@dataclass(frozen=True, slots=True)
class Card:
    """A drawn card: the adaptive card itself and the one line shown in notifications and in lists of chats."""

    content: Mapping[str, Any]
    summary: str


@dataclass(frozen=True, slots=True)
class Room:
    """What there is room for: bytes of each shown text, and lines of each list."""

    text: int
    items: int

    @property
    def name(self) -> int:
        """Characters of a name, a title or a label."""
        return min(self.text // 2, 120)


# First every text gives way alike, the long before the short; only when all are short does a list lose lines.
ROOMS = (
    *(Room(int(20_000 * 0.8**step), 200) for step in range(23)),
    *(Room(140, int(80 * 0.8**step)) for step in range(15)),
    Room(80, 2),
    Room(40, 1),
    Room(16, 1),
)


def card(body: Sequence[Element], actions: Sequence[Element], summary: str, *, wide: bool = False) -> Card:
    """Encloses what was drawn. A wide card uses the whole width of the chat on a desktop."""
    content: Element = {
        "$schema": SCHEMA,
        "type": "AdaptiveCard",
        "version": "1.5",
        "lang": "en-GB",
        "fallbackText": summary,
        "body": list(body),
        "actions": list(actions),
    }
    return Card(content | {"msteams": {"width": "full"}} if wide else content, summary)


def size(drawn: Card) -> int:
    return json_bytes(drawn.content)


def json_bytes(value: object) -> int:
    """How long this is as it travels: compact JSON in UTF-8."""
    return len(encoded(value))


def fitted(draw: Callable[[Room], Card]) -> Card:
    """The card drawn in the most room with which it is small enough to send."""
    drawn = draw(ROOMS[0])
    if size(drawn) <= MOST_BYTES:
        return drawn
    step = bisect_left(ROOMS, True, lo=1, key=lambda room: size(draw(room)) <= MOST_BYTES)
    if step == len(ROOMS):
        raise ValueError(f"a card does not fit however little it shows: {size(draw(ROOMS[-1]))} bytes")
    return draw(ROOMS[step])
