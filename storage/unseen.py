"""Characters that nobody sees: phones and web pages paste them in. They are kept to the letter, and count for nothing."""

import re

# Joiners, direction marks, soft hyphens, fillers, variation selectors, tags. NUL is none of them: it cannot be kept.
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
ONE = re.compile(f"[{UNSEEN}]")
VISIBLE = re.compile(rf"[^\s{UNSEEN}]")


def seen(text: str) -> str:
    """What is to be seen of a text, for comparing; never for keeping."""
    return text if text.isascii() else ONE.sub("", text)


def is_blank(text: str) -> bool:
    return VISIBLE.search(text) is None


def to_the_letter(text: str, start: int, end: int) -> str:
    """The part of a text, with what nobody sees in it, that is this part of what is to be seen."""
    places = [place for place, letter in enumerate(text) if seen(letter)][start:end]
    return text[places[0] : places[-1] + 1] if places else ""
