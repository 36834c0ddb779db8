"""A grade that is a whole message: also in the words hasty people have for it, or one that this plan's scheme has not."""

import re
from functools import cache
from importlib.resources import files

import yaml

from storage.rules.grading import LONGEST_GRADE, ReadGrade, read_grade, spelled
from storage.rules.schemes import KNOWN, known
from storage.unseen import seen
from storage.views import Scheme

NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBER = re.compile(rf"^((?:(?:my|the|our)\s+)?(?:grade|rating|rag|status)?\s*)({'|'.join(NUMBERS)})\b", re.I)
COURTESY = re.compile(r"^(?:please\s+|um\s+)|[\s,]+(?:please|thanks|thank you|ta)[\s.!]*$", re.I)
WITHIN_WORDS = re.compile(r"(?<=[^\W\d_])[-_‐‑](?=[^\W\d_])")
LONGEST_WORDS = 40


def read_typed_grade(text: str, scheme: Scheme) -> ReadGrade:
    """As `read_grade`; "two", "on-track" and "grade 2 please" too. `off_scale` where it is a grade, and none of these."""
    read = read_grade(text, scheme)
    if read.grade or read.rivals or read.off_scale:
        return read
    words = " ".join(seen(text).split())
    if len(words) > LONGEST_GRADE:
        return read
    plain = COURTESY.sub("", words)
    plain = NUMBER.sub(lambda found: f"{found[1]}{NUMBERS.index(found[2].casefold())}", WITHIN_WORDS.sub(" ", plain))
    again = read_grade(plain, scheme)
    if again.grade or again.rivals or again.off_scale:
        return again
    bare = " ".join(plain.casefold().split()).strip(" .!,;:()-–—")
    return ReadGrade(off_scale=bare if len(bare) <= LONGEST_WORDS and bare in _of_other_schemes() else "")


@cache
def _of_other_schemes() -> frozenset[str]:
    """What other keys call their grades, and what people say where no key has a word for it."""
    words: list[str] = yaml.safe_load(files("storage.rules").joinpath("words.yaml").read_text(encoding="utf-8"))[
        "grades_of_no_key"
    ]
    grades = [grade for key in KNOWN for grade in known(key).grades]
    return frozenset([*words, *(name for grade in grades for name in (grade.code.casefold(), *spelled(grade)))])
