"""Whole numbers as documents write them; what is none, or longer than any of theirs, is None."""


def whole(text: str | None) -> int | None:
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdecimal() else None
