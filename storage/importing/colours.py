"""Backgrounds as six hexadecimal digits: what a w:shd or a highlight means, the theme's colours worked out."""

import re
from colorsys import hls_to_rgb, rgb_to_hls

from lxml import etree

from storage.importing.word.names import VAL, A, W

HEX = re.compile(r"[0-9A-Fa-f]{6}")
# The theme's own names for what documents call otherwise.
THEME_NAMES = {
    "background1": "lt1",
    "text1": "dk1",
    "background2": "lt2",
    "text2": "dk2",
    "light1": "lt1",
    "dark1": "dk1",
    "light2": "lt2",
    "dark2": "dk2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
HIGHLIGHTS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
    "black": "000000",
}


class Colours:
    def __init__(self, theme: etree._Element | None) -> None:
        self._theme = theme_colours(theme)

    def shade(self, shading: etree._Element | None) -> str:
        """The background that a w:shd gives, "" where it gives none."""
        if shading is None or shading.get(VAL) == "nil":
            return ""
        solid = shading.get(VAL) == "solid"
        plain, themed = ("color", "themeColor") if solid else ("fill", "themeFill")
        colour = shading.get(W + plain, "")
        if HEX.fullmatch(colour):
            return colour.upper()
        name = shading.get(W + themed, "")
        base = self._theme.get(THEME_NAMES.get(name, name), "")
        return _toned(base, shading.get(f"{W}{themed}Tint"), shading.get(f"{W}{themed}Shade")) if base else ""

    def behind(self, properties: etree._Element) -> str:
        """The highlighter or shading that run properties put behind words."""
        highlight = properties.find(W + "highlight")
        marked = "" if highlight is None else HIGHLIGHTS.get(highlight.get(VAL, ""), "")
        return marked or self.shade(properties.find(W + "shd"))


def theme_colours(theme: etree._Element | None) -> dict[str, str]:
    scheme = None if theme is None else next(theme.iter(A + "clrScheme"), None)
    if scheme is None:
        return {}
    return {etree.QName(one).localname: _theme_colour(one) for one in scheme}


def tinted(colour: str, tint: float) -> str:
    """Lighter for a positive share, darker for a negative one, as Office reckons: by lightness."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, full = rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in hls_to_rgb(hue, min(max(light, 0), 1), full))


def _theme_colour(element: etree._Element) -> str:
    found = next((one.get("lastClr") or one.get("val") or "" for one in element), "")
    return found.upper() if HEX.fullmatch(found) else ""


def _toned(colour: str, tint: str | None, shade: str | None) -> str:
    """Word writes the share that stays, in hexadecimal: tint towards white, shade towards black."""
    try:
        if tint:
            return tinted(colour, 1 - int(tint, 16) / 255)
        return tinted(colour, int(shade, 16) / 255 - 1) if shade else colour
    except (ValueError, OverflowError):
        return colour
