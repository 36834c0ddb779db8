"""People's text made printable: what no document can hold is made visible, and every kind of line end is one kind."""

import re

# What XML cannot hold, and what a reader could not see: control characters but for tab and line end, half characters.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
LINE_END = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
REPLACEMENT = "\ufffd"


def printable(text: str) -> str:
    """The same words in lines that end with a line feed."""
    if text.isascii() and text.isprintable():
        return text
    return UNPRINTABLE.sub(lambda found: _picture(found[0]), LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    return " ".join(printable(text).split())


def _picture(character: str) -> str:
    """Control characters have pictures of their own: ␀ for NUL."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else REPLACEMENT
