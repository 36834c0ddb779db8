"""What a style makes of words: a heading, bold, struck through, hidden, numbered. Styles inherit from one another."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from storage.importing.digits import whole
from storage.importing.word.names import OFF, P_PR, R_PR, TBL_PR, TC_PR, VAL, W

# Word itself writes "heading 1" whatever its language; other programs write what they show.
HEADING_NAME = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop|pennawd)\s*([1-9])", re.IGNORECASE)
TITLE_NAMES = frozenset({"title", "titel", "teitl"})
TOGGLES = {W + "b": "bold", W + "strike": "struck", W + "dstrike": "struck", W + "vanish": "hidden"}
PLACEHOLDER = "placeholder text"


@dataclass(frozen=True, slots=True)
class Look:
    """How words look. None where nothing is said, so that what lies below decides."""

    bold: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None
    colour: str | None = None

    def over(self, below: "Look") -> "Look":
        return Look(
            below.bold if self.bold is None else self.bold,
            below.struck if self.struck is None else self.struck,
            below.hidden if self.hidden is None else self.hidden,
            below.colour if self.colour is None else self.colour,
        )


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph, character or table style with everything it inherits."""

    name: str = ""
    look: Look = PLAIN
    level: int = 0
    numbering: tuple[str, int] = ("", 0)
    shades: dict[str, str] = field(default_factory=dict)


NO_STYLE = Style()


class Styles:
    """The document's styles by id, worked out when first asked for. `shade` resolves a w:shd, theme colours and all."""

    def __init__(self, root: etree._Element | None, shade: Callable[[etree._Element | None], str]) -> None:
        self._elements = {} if root is None else {one.get(W + "styleId", ""): one for one in root.iter(W + "style")}
        self._defaults = {} if root is None else dict(_defaults(self._elements))
        self._root = root
        self._shade = shade
        self._known: dict[str, Style] = {}

    @cached_property
    def document_look(self) -> Look:
        found = None if self._root is None else self._root.find(f"{W}docDefaults/{W}rPrDefault/{R_PR}")
        return look_of(found)

    def get(self, id: str | None, kind: str = "paragraph") -> Style:
        id = id if id is not None and id in self._elements else self._defaults.get(kind, "")
        if id not in self._known:
            self._known[id] = self._worked_out(id)
        return self._known[id]

    def _worked_out(self, id: str) -> Style:
        style = NO_STYLE
        for element in reversed(list(self._ancestry(id))):
            style = self._laid_over(style, element)
        return style

    def _ancestry(self, id: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while id in self._elements and id not in seen:
            seen.add(id)
            yield self._elements[id]
            id = _value(self._elements[id], "basedOn") or ""

    def _laid_over(self, below: Style, element: etree._Element) -> Style:
        name = (_value(element, "name") or "").strip().casefold()
        properties = element.find(P_PR)
        level = None if properties is None else _value(properties, "outlineLvl")
        return Style(
            name,
            look_of(element.find(R_PR)).over(below.look),
            outline_level(level) if level is not None else _named_level(name) or below.level,
            _numbering(properties, below.numbering),
            below.shades | dict(self._shades(element)),
        )

    def _shades(self, element: etree._Element) -> Iterator[tuple[str, str]]:
        """What a table style paints: "" the whole table, or "firstRow", "band1Horz" and so on."""
        for properties in (element.find(f"{TBL_PR}/{W}shd"), element.find(f"{TC_PR}/{W}shd")):
            if properties is not None:
                yield "", self._shade(properties)
        for part in element.iterfind(W + "tblStylePr"):
            if (found := part.find(f"{TC_PR}/{W}shd")) is not None:
                yield part.get(W + "type", ""), self._shade(found)


def look_of(properties: etree._Element | None) -> Look:
    """What run properties say directly."""
    if properties is None:
        return PLAIN
    said: dict[str, bool] = {}
    for child in properties:
        toggle = TOGGLES.get(child.tag)
        if toggle is not None:
            said[toggle] = said.get(toggle, False) or child.get(VAL, "1").casefold() not in OFF
    return Look(said.get("bold"), said.get("struck"), said.get("hidden")) if said else PLAIN


def outline_level(value: str) -> int:
    """Word counts from 0 and calls plain text 9."""
    level = whole(value)
    return level + 1 if level is not None and level < 9 else 0


def _named_level(name: str) -> int:
    found = HEADING_NAME.fullmatch(name)
    return int(found[1]) if found else int(name in TITLE_NAMES)


def _numbering(properties: etree._Element | None, below: tuple[str, int]) -> tuple[str, int]:
    found = None if properties is None else properties.find(W + "numPr")
    if found is None:
        return below
    id, level = _value(found, "numId"), whole(_value(found, "ilvl"))
    return below[0] if id is None else id, below[1] if level is None else level


def _value(element: etree._Element, name: str) -> str | None:
    found = element.find(W + name)
    return None if found is None else found.get(VAL)


def _defaults(elements: dict[str, etree._Element]) -> Iterator[tuple[str, str]]:
    for id, element in elements.items():
        if element.get(W + "default", "0").casefold() not in OFF:
            yield element.get(W + "type", ""), id
