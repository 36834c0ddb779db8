"""What a cell's style makes of it: its number format, its background, struck through or bold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from lxml import etree

from storage.importing.colours import HEX, theme_colours, tinted
from storage.importing.digits import whole
from storage.importing.sheet.formats import BUILT_IN, GENERAL
from storage.importing.sheet.names import OFF, S

THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
# The palette that files of before 2007 counted their colours in; its first eight stand there twice.
_BASIC = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
PALETTE = (
    f"{_BASIC} {_BASIC} 800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 "
    "0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC "
    "CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 "
    "333399 333333"
).split()


@dataclass(frozen=True, slots=True)
class CellStyle:
    format: str = GENERAL
    shade: str = ""
    struck: bool = False
    bold: bool = False


PLAIN = CellStyle()
Kind = TypeVar("Kind")


class CellStyles:
    def __init__(self, root: etree._Element | None, theme: etree._Element | None) -> None:
        self._theme = theme_colours(theme)
        self._palette = PALETTE
        self._styles: list[CellStyle] = []
        if root is not None:
            self._read(root)

    def get(self, index: str | None) -> CellStyle:
        return nth(self._styles, index, self._styles[0] if self._styles else PLAIN)

    def _read(self, root: etree._Element) -> None:
        own = [one.get("rgb", "")[-6:] for one in root.iterfind(f"{S}colors/{S}indexedColors/{S}rgbColor")]
        self._palette = own or PALETTE
        formats: dict[str, str] = {str(id): code for id, code in BUILT_IN.items()}
        formats |= {
            one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iterfind(f"{S}numFmts/{S}numFmt")
        }
        fonts = [(is_on(one, "strike"), is_on(one, "b")) for one in root.iterfind(f"{S}fonts/{S}font")]
        fills = [self._fill(one) for one in root.iterfind(f"{S}fills/{S}fill")]
        for one in root.iterfind(f"{S}cellXfs/{S}xf"):
            struck, bold = nth(fonts, one.get("fontId"), (False, False))
            code = formats.get(one.get("numFmtId", "0")) or GENERAL
            self._styles.append(CellStyle(code, nth(fills, one.get("fillId"), ""), struck, bold))

    def _fill(self, fill: etree._Element) -> str:
        pattern = fill.find(S + "patternFill")
        if pattern is not None:
            return self._colour(pattern.find(S + "fgColor")) if pattern.get("patternType") == "solid" else ""
        return self._colour(fill.find(f"{S}gradientFill/{S}stop/{S}color"))

    def _colour(self, element: etree._Element | None) -> str:
        if element is None:
            return ""
        colour = element.get("rgb", "")[-6:]
        colour = colour or self._theme.get(nth(THEME_ORDER, element.get("theme"), ""), "")
        colour = colour or nth(self._palette, element.get("indexed"), "")
        if not HEX.fullmatch(colour):
            return ""
        try:
            tint = float(element.get("tint", "0"))
        except ValueError:
            tint = 0.0
        return tinted(colour, max(-1.0, min(tint, 1.0))) if tint else colour.upper()


def is_on(element: etree._Element, name: str) -> bool:
    found = element.find(S + name)
    return found is not None and found.get("val", "1").casefold() not in OFF


def nth(of: Sequence[Kind], index: str | None, otherwise: Kind) -> Kind:
    at = whole(index)
    return of[at] if at is not None and at < len(of) else otherwise
