"""The words of cells: Excel keeps each text once, some of them with stretches that are struck through."""

import re

from lxml import etree

from storage.importing.sheet.names import RUN, S, T
from storage.importing.sheet.styles import is_on
from storage.importing.source import Line, Mark, Marked
from storage.importing.whitespace import tidy

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Words, and from where to where they are struck through.
Text = tuple[str, tuple[tuple[int, int], ...]]
NO_TEXT: Text = ("", ())


def text_of(element: etree._Element) -> Text:
    """A shared or inline string. What it says of its pronunciation is not part of it."""
    words, struck = "", []
    for child in element:
        if child.tag == T:
            words += unescaped(child.text or "")
        elif child.tag == RUN:
            start = len(words)
            words += unescaped("".join(one.text or "" for one in child.iterfind(T)))
            properties = child.find(S + "rPr")
            if properties is not None and is_on(properties, "strike"):
                struck.append((start, len(words)))
    return words, tuple(struck)


def unescaped(text: str) -> str:
    if "_x" in text:
        text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        # An emoji is written as two halves, which are letters only together.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n")


def lines_of(text: Text, place: str, bold: bool, struck: bool) -> tuple[Line, ...]:
    """A cell's lines, each with its own share of what is struck through."""
    words, stretches = text
    if struck:
        stretches = ((0, len(words)),)
    if not stretches and "\n" not in words:
        words = tidy(words).strip()
        return (Line(words, place, bold=bold),) if words else ()
    lines, start = [], 0
    for piece in words.split("\n"):
        begins = start + len(piece) - len(piece.lstrip())
        bare = piece.strip()
        if tidied := tidy(bare).strip():
            marks = (_marked(piece_start, piece_end, begins, bare) for piece_start, piece_end in stretches)
            lines.append(Line(tidied, place, bold=bold, marks=tuple(mark for mark in marks if mark.start < mark.end)))
        start += len(piece) + 1
    return tuple(lines)


def _marked(start: int, end: int, begins: int, bare: str) -> Marked:
    """A stretch of a cell as it lies in one of its lines, counted once letters that nobody sees are gone."""
    first, last = (min(max(at - begins, 0), len(bare)) for at in (start, end))
    return Marked(len(tidy(bare[:first])), len(tidy(bare[:last])), Mark.STRUCK)
