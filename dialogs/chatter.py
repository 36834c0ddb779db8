"""Words that are nobody's evidence whatever they stand under: a courtesy, the title of a button, a mark without a word."""

import re
from functools import cache
from importlib.resources import files

import yaml

from storage.unseen import is_blank, seen

LONGEST = 60
AROUND = " \t\n.,!?…:;-–—()\"'“”‘’"


def is_courtesy(text: str) -> bool:
    """ "Thanks!", "👍": whole messages, also several courtesies in one ("great, thanks")."""
    if is_blank(text) or not any(map(str.isalnum, text)):
        return True
    return len(text) <= LONGEST and _shape("courtesies").fullmatch(_bare(text)) is not None


def is_title(text: str) -> bool:
    """What a button says, typed out."""
    return len(text) <= LONGEST and _bare(text) in _words("titles")


def begins_asking(text: str) -> bool:
    """Whether a message has the shape of a question, with its mark or without."""
    words = _bare(text)
    return text.rstrip().endswith("?") or any(words.startswith(f"{one} ") for one in _words("asking"))


def _bare(text: str) -> str:
    shown = "".join(letter for letter in seen(text).replace("’", "'") if letter.isalnum() or not _is_picture(letter))
    return " ".join(shown.casefold().split()).strip(AROUND)


def _is_picture(letter: str) -> bool:
    return ord(letter) > 0x2190


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(yaml.safe_load(files("dialogs").joinpath("chatter.yaml").read_text(encoding="utf-8"))[kind])


@cache
def _shape(kind: str) -> re.Pattern[str]:
    one = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(_words(kind), key=len, reverse=True))
    return re.compile(rf"(?:{one})(?:[\s,.!;–-]+(?:{one})){{0,3}}")
