"""A worksheet's part read row by row, so that a million empty rows with borders round them cost time and no memory."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from storage.importing import limits
from storage.importing.digits import whole
from storage.importing.package import DOCTYPES, Package, transitional, weight
from storage.importing.sheet.names import IS, OFF, ROW, F, S, V
from storage.importing.unreadable import unreadable

LONGEST_DOCTYPE = max(map(len, DOCTYPES))
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
MERGED = S + "mergeCell"
WANTED = (
    ROW,
    MERGED,
    S + "col",
    S + "iconSet",
    *(S + name for name in ("oddHeader", "oddFooter", "evenHeader")),
)
WANTED += tuple(S + name for name in ("evenFooter", "firstHeader", "firstFooter"))
Area = tuple[int, int, int, int]


@dataclass(slots=True)
class Margins:
    """What a worksheet's part says outside its rows; complete once its rows have been read."""

    merged: list[Area] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    running: list[str] = field(default_factory=list)
    icons: bool = False


class _Weighed:
    """A part as a file for the parser, which counts what is in memory: elements since the last row was let go."""

    def __init__(self, package: Package, name: str) -> None:
        self._shown = package.shown
        self._pieces = package.pieces(name, limits.MOST_SHEET_BYTES)
        self._first = True
        self._tail = b""
        self.nodes = 0

    def read(self, _: int = -1) -> bytes:
        piece = next(self._pieces, b"")
        if self._first:
            self._first, piece = False, transitional(piece)
        # Anywhere in it, and across two pieces: what is in the middle of a part is not harmless for being late.
        if any(doctype in self._tail + piece for doctype in DOCTYPES):
            raise unreadable(self._shown, "doctype")
        self._tail = piece[-LONGEST_DOCTYPE:]
        self.nodes += weight(piece)
        if self.nodes > limits.MOST_NODES:
            raise unreadable(self._shown, "too long", f"{limits.MOST_COLUMNS} columns")
        return piece


def rows_of(package: Package, part: str, margins: Margins) -> Iterator[tuple[int, etree._Element]]:
    """Every row that has a value in it, with its number from 1; it is gone once the next one is asked for."""
    weighed = _Weighed(package, part)
    number = 0
    try:
        for _, element in etree.iterparse(
            weighed, events=("end",), tag=WANTED, resolve_entities=False, no_network=True, remove_comments=True
        ):
            if element.tag != ROW:
                _note(element, margins)
                if len(margins.merged) > limits.MOST_MERGED:
                    raise unreadable(package.shown, "too long", "its merged cells are too many")
                if element.tag == MERGED:
                    _let_go(element)
                    weighed.nodes = 0
                continue
            number = _row_number(element, number)
            if next(element.iter(V, IS, F), None) is not None:
                if element.get("hidden", "0") not in OFF:
                    margins.hidden_rows.append(number)
                yield number, element
            _let_go(element)
            weighed.nodes = 0
    except etree.XMLSyntaxError:
        raise unreadable(package.shown, "damaged") from None


def _row_number(element: etree._Element, before: int) -> int:
    return whole(element.get("r")) or before + 1


def _let_go(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _note(element: etree._Element, margins: Margins) -> None:
    name = etree.QName(element).localname
    if name == "mergeCell":
        if area := area_of(element.get("ref", "")):
            margins.merged.append(area)
    elif name == "col":
        if element.get("hidden", "0") not in OFF:
            first, last = whole(element.get("min")), whole(element.get("max"))
            if first and last:
                margins.hidden_columns.append((first, last))
    elif name == "iconSet":
        margins.icons = True
    elif element.text:
        margins.running.append(element.text)


def position_of(reference: str) -> tuple[int, int] | None:
    """ "C7" -> row 7, column 2 (columns count from 0)."""
    found = REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1


def area_of(reference: str) -> Area | None:
    first, _, last = reference.partition(":")
    begins, ends = position_of(first), position_of(last or first)
    return (*begins, *ends) if begins and ends else None


def letters_of(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
