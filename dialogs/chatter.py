"""Words that are nobody's evidence whatever they stand under: a courtesy, the title of a button, a mark without a word."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

import yaml

from storage.unseen import seen

LONGEST = 60
AROUND = " \t\n.,!?…:;-–—()\"'“”‘’"


def is_courtesy(text: str) -> bool:
    """ "Thanks!", "👍": whole messages, also several courtesies in one ("great, thanks")."""
    if len(text) > LONGEST:
        return False
    return all(map(_is_mark, seen(text))) or _shape("courtesies").fullmatch(_bare(text)) is not None


def is_title(text: str) -> bool:
    """What a button says, typed out."""
    return len(text) <= LONGEST and _bare(text) in _words("titles")


def begins_asking(text: str) -> bool:
    """Whether a message has the shape of a question, with its mark or without."""
    words = _bare(text)
    return text.rstrip().endswith("?") or any(words.startswith(f"{one} ") for one in _words("asking"))


def _bare(text: str) -> str:
    shown = "".join(
        letter for letter in seen(text).replace("’", "'") if not unicodedata.category(letter).startswith("S")
    )
    return " ".join(shown.casefold().split()).strip(AROUND)


def _is_mark(letter: str) -> bool:
    """A picture, a stop, a space: what says nothing by itself."""
    return unicodedata.category(letter)[0] in "PSZ"


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(yaml.safe_load(files("dialogs").joinpath("chatter.yaml").read_text(encoding="utf-8"))[kind])


@cache
def _shape(kind: str) -> re.Pattern[str]:
    one = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(_words(kind), key=len, reverse=True))
    return re.compile(rf"(?:{one})(?:[\s,.!;–-]+(?:{one})){{0,3}}")
