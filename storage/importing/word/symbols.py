"""Letters of the picture fonts (Symbol, Wingdings) as the letters that everybody has."""

# Both fonts hide their signs in Unicode's private corner, at F000 and their own code.
_PRIVATE = range(0xF000, 0xF100)
_SYMBOL = {0xB7: "•", 0xA7: "♣", 0xAE: "→", 0xD6: "√", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xB0: "°", 0x2D: "-"}
_WINGDINGS = {
    0x4A: "☺",
    0x4B: "😐",
    0x4C: "☹",
    0x6C: "●",
    0x6E: "■",
    0x6F: "☐",
    0x71: "☐",
    0x72: "☐",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x9F: "•",
    0xA1: "○",
    0xA7: "▪",
    0xA8: "☐",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x97: "●"}
_FONTS = {"wingdings": (_WINGDINGS,), "wingdings 2": (_WINGDINGS_2,), "wingdings 3": (), "symbol": (_SYMBOL,)}
UNKNOWN = "�"


def symbol(letter: str, font: str = "") -> str:
    """The letter itself, or what a picture font shows in its place."""
    name = font.casefold()
    private = is_private(letter)
    if not private and not (ord(letter) < 0x100 and name in _FONTS):
        return letter
    code = ord(letter) & 0xFF
    unknown = chr(code) if name == "symbol" and code < 0x80 else UNKNOWN if private else letter
    return next((signs[code] for signs in _FONTS.get(name, (_WINGDINGS, _SYMBOL)) if code in signs), unknown)


def is_private(letter: str) -> bool:
    return ord(letter) in _PRIVATE


def has_private(text: str) -> bool:
    return any(map(is_private, text))
