"""What a form shows where nobody has filled it in: "Choose an item.", "[insert date]". Words as good as none.

Word marks such a field, and `word/forms.py` asks; pasted into a text or a workbook, only the words are left to know it by.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

LONGEST = 140
AROUND = " .:…-–—<>[](){}*_"
OPENS = ("[", "<", "{", "«")
CLOSES = ("]", ">", "}", "»")


@dataclass(frozen=True, slots=True)
class _Words:
    whole: re.Pattern[str]
    pasted: re.Pattern[str]
    begins: tuple[str, ...]


@cache
def _words() -> _Words:
    data: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("prompts.yaml").read_text(encoding="utf-8"))
    pasted = "|".join(data["pasted"])
    return _Words(re.compile("|".join(data["prompts"])), re.compile(rf"(?<!\w)(?:{pasted})"), tuple(data["begins"]))


@lru_cache(maxsize=8192)
def asks(text: str) -> bool:
    """Whether these words, and all of them, only ask for words: one prompt, or one after another."""
    if not text or len(text) > LONGEST:
        return False
    bare = " ".join(text.casefold().split()).strip(AROUND)
    if bare and _words().whole.fullmatch(bare):
        return True
    if text[0] in OPENS and text.rstrip(" .")[-1:] in CLOSES and begins_as_prompt(text):
        return True
    left, taken = without_prompts(text)
    return bool(taken) and not any(map(str.isalnum, left))


def begins_as_prompt(text: str) -> bool:
    """Whether it begins as one does: of a field that Word says is not filled in, that is enough."""
    first = " ".join(text.casefold().split()).lstrip(AROUND).split(maxsplit=1)
    return bool(first) and first[0].strip(":,") in _words().begins


def without_prompts(text: str) -> tuple[str, tuple[str, ...]]:
    """A text less the prompts that were pasted with it, and what they were."""
    taken = tuple(_words().pasted.findall(text))
    return (" ".join(_words().pasted.sub(" ", text).split()), taken) if taken else (text, ())
