"""The numbers that Word writes before paragraphs by itself ("1.", "a)", "2.1", a bullet): counted as Word counts them."""

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from storage.importing.digits import whole
from storage.importing.word.names import R_PR, VAL, W
from storage.importing.word.symbols import symbol

# It stands before each paragraph of its list, so that a long one would be there many times.
MOST_LETTERS = 100
PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN_LETTERS = "m cm d cd c xc l xl x ix v iv i"
ROMAN = tuple(zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), _ROMAN_LETTERS.split(), strict=True))


@dataclass(frozen=True, slots=True)
class Level:
    text: str = ""
    format: str = "decimal"
    start: int = 1
    restart: int | None = None
    legal: bool = False
    font: str = ""


class Numbers:
    """A document's lists. `next` is to be asked once for every numbered paragraph, in the document's order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, tuple[str, dict[int, Level]]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        abstract = {one.get(W + "abstractNumId", ""): one for one in root.iterfind(W + "abstractNum")}
        linked = {_value(one, "styleLink"): id for id, one in abstract.items()}
        levels: dict[str, dict[int, Level]] = {}
        for number in root.iterfind(W + "num"):
            id = _value(number, "abstractNumId")
            if id in abstract and (link := _value(abstract[id], "numStyleLink")) in linked and link:
                id = linked[link]
            if id not in abstract:
                continue
            if id not in levels:
                levels[id] = _levels(abstract[id])
            overrides = {_index(one): one for one in number.iterfind(W + "lvlOverride")}
            own = {at: _level(one) for at, over in overrides.items() if (one := over.find(W + "lvl")) is not None}
            key = number.get(W + "numId", "")
            self._lists[key] = (id, levels[id] | own)
            starts = {at: _number(over, "startOverride") for at, over in overrides.items()}
            self._starts[key] = {at: start for at, start in starts.items() if start is not None}

    def next(self, id: str, at: int) -> str:
        """What stands before the next paragraph of this list and level, "" for nothing."""
        if id not in self._lists or at not in self._lists[id][1]:
            return ""
        abstract, levels = self._lists[id]
        counts = self._counts[abstract]
        if id not in self._begun:
            self._begun.add(id)
            for level, start in self._starts[id].items():
                counts[level] = start - 1
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for deeper in [level for level in counts if level > at]:
            if deeper in levels and (levels[deeper].restart is None or levels[deeper].restart != 0):
                del counts[deeper]
        return self._written(levels, counts, at)

    def _written(self, levels: dict[int, Level], counts: dict[int, int], at: int) -> str:
        level = levels[at]
        if level.format == "bullet":
            return "".join(symbol(letter, level.font) for letter in level.text)
        if level.format == "none":
            return PLACEHOLDER.sub("", level.text).strip()

        def counted(found: re.Match[str]) -> str:
            index = int(found[1]) - 1
            other = levels.get(index, Level())
            count = counts.setdefault(index, other.start) if index < at else counts.get(index, other.start)
            return formatted(count, "decimal" if level.legal else other.format)

        return PLACEHOLDER.sub(counted, level.text)


def formatted(count: int, format: str) -> str:
    if format in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count < 1000 else str(count)
        return letters.upper() if format == "upperLetter" else letters
    if format in ("lowerRoman", "upperRoman"):
        return _roman(count).upper() if format == "upperRoman" else _roman(count)
    if format == "decimalZero":
        return f"{count:02}"
    if format == "ordinal":
        ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
        return f"{count}{ending}"
    return "" if format in ("none", "bullet") else str(count)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    written = ""
    for value, letters in ROMAN:
        times, count = divmod(count, value)
        written += letters * times
    return written


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {_index(one): _level(one) for one in abstract.iterfind(W + "lvl")}


def _level(element: etree._Element) -> Level:
    fonts = element.find(f"{R_PR}/{W}rFonts")
    legal = element.find(W + "isLgl")
    start = _number(element, "start")
    return Level(
        (_value(element, "lvlText") or "")[:MOST_LETTERS],
        _value(element, "numFmt") or "decimal",
        1 if start is None else start,
        _number(element, "lvlRestart"),
        legal is not None,
        "" if fonts is None else fonts.get(W + "ascii", ""),
    )


def _index(element: etree._Element) -> int:
    return whole(element.get(W + "ilvl")) or 0


def _number(element: etree._Element, name: str) -> int | None:
    return whole(_value(element, name))


def _value(element: etree._Element, name: str) -> str | None:
    found = element.find(W + name)
    return None if found is None else found.get(VAL)
