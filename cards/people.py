"""What people and documents wrote, drawn as text to the letter: never markdown, never a function, links as links."""

import re
from collections.abc import Sequence

from cards.elements import Spacing, line, run, small
from cards.frame import Element, Room, json_bytes
from cards.wording import LINE_END, count, drawable, isolated, turned
from storage.unseen import is_blank

MOST_LINK = 2_000
NO_PART_OF_A_LINK = r"\s<>\"“”‘’«»{}|\\^`\[\]\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff"
LINK = re.compile(f"https?://[^{NO_PART_OF_A_LINK}]+")
TRAILING = ".,;:!?'*_~…"

# One line with its end, or as many as are blank together.
SPAN = re.compile(f"(?:[ \t]*+(?:{LINE_END.pattern}))++|.+?(?:{LINE_END.pattern}|\\Z)", re.S)

# What a line and a link weigh beyond their letters, and how many bytes of JSON are no letters.
LINE_BYTES = 97
LINK_BYTES = 240
QUOTES = 2

NONE_GIVEN = "None given"


def words(text: str, room: Room, *, empty: str = NONE_GIVEN) -> list[Element]:
    """A text as it was written, a block a line. What there is no room for is counted, and said to be kept."""
    if is_blank(text):
        return [small(empty)]
    shown = cut(text, room.text)
    drawn = _lines(shown)
    if len(shown) < len(text):
        drawn.append(small(f"… {count('more character', len(text) - len(shown))} kept in full"))
    return drawn


def several(texts: Sequence[str], room: Room, *, noun: str) -> list[Element]:
    """A few texts one under the other, numbered where there are more than one."""
    if len(texts) <= 1:
        return words("".join(texts), room)
    drawn: list[Element] = []
    for number, text in enumerate(texts[: room.items], start=1):
        first, *rest = words(text, room)
        drawn += [first | {"inlines": [run(f"{number}. ", bold=True), *first["inlines"]]}, *rest]
    return drawn + more(len(texts) - room.items, noun)


def more(number: int, noun: str) -> list[Element]:
    """The line that says how many of a list there was no room for."""
    return [small(f"… and {count(f'more {noun}', number)}")] if number > 0 else []


def cut(text: str, room: int) -> str:
    """As much of the beginning as `room` bytes hold once drawn. No link is cut in two: it would lead elsewhere."""
    room += LINE_BYTES
    taken = 0
    for span in SPAN.finditer(text[:room]):
        weight = _weight(span[0])
        if weight > room:
            return text[: taken + _part(span[0], room)]
        room -= weight
        taken = span.end()
    return text[:taken]


def _weight(text: str) -> int:
    return len(text) if not text.strip() else LINE_BYTES + _letters(text, 0, len(text))


def _letters(text: str, start: int, end: int) -> int:
    """What some of a line weighs: its letters as they are drawn, its links, and a mark to close each that turns it."""
    piece = text[start:end]
    links = sum(LINK_BYTES + json_bytes(found[0]) for found in LINK.finditer(text, start, end))
    return json_bytes(drawable(piece)) - QUOTES + turned(piece) + links


def _part(text: str, room: int) -> int:
    """How many characters of one line fit, found by halving what is left: characters differ in what they weigh."""
    if not text.strip():
        return room
    left = room - LINE_BYTES
    low, high = 0, min(len(text), room)
    while low < high:
        middle = (low + high + 1) // 2
        weight = _letters(text, low, middle)
        if weight <= left:
            low, left = middle, left - weight
        else:
            high = middle - 1
    for found in LINK.finditer(text):
        if found.start() < low < found.end():
            return found.start()
    at_word = text.rfind(" ", low // 2, low)
    return at_word if at_word > 0 else low


def _lines(text: str) -> list[Element]:
    drawn: list[Element] = []
    gap: Spacing = "Small"
    for one in LINE_END.split(text):
        if one.strip():
            drawn.append(line(*_runs(one), spacing=gap if drawn else "Small"))
            gap = "None"
        else:
            gap = "Medium"
    return drawn


def _runs(text: str) -> list[Element]:
    runs: list[Element] = []
    place = 0
    for found in LINK.finditer(text):
        if address := _address(found[0]):
            opens = {"type": "Action.OpenUrl", "title": address[:80], "url": address}
            runs += [*_plain(text[place : found.start()]), run(address, colour="Accent") | {"selectAction": opens}]
            place = found.start() + len(address)
    return runs + _plain(text[place:])


def _plain(text: str) -> list[Element]:
    return [run(isolated(drawable(text)))] if text else []


def _address(found: str) -> str:
    """The address less the punctuation of the sentence it stands in; "" where it names no place."""
    address = found.rstrip(TRAILING)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(TRAILING)
    host = address.partition("://")[2]
    return address if host and host[0].isalnum() and len(address) <= MOST_LINK else ""
