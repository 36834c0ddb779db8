"""Letters that only differ in how they are set: spaces and hyphens that may not break, ones that show nothing."""

_SPACES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_NOTHING = "\u00ad\u200b\u200c\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_CONTROLS = "".join(chr(code) for code in range(32) if chr(code) not in "\t\n\r\x0b\x0c")
_HALVES = "".join(map(chr, range(0xD800, 0xE000)))
_TABLE = str.maketrans(
    {"\u2011": "-", "\r": "\n"}
    | dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_NOTHING + _CONTROLS + _HALVES, "")
    | dict.fromkeys(_BREAKS, "\n")
)

JOINED = "\0"
"""What is left of a line that was joined to one above, so that every other keeps its number."""


def tidy(text: str) -> str:
    """The same words with plain spaces and hyphens, and without letters that nobody sees."""
    return text if text.isascii() and text.isprintable() else text.translate(_TABLE)
