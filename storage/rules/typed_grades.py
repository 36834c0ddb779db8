"""A grade that is a whole message: also in the words hasty people have for it, or one that this plan's scheme has not."""

import re
from functools import cache

from storage.rules.grading import LONGEST_GRADE, ReadGrade, read_grade, spelled
from storage.rules.schemes import KNOWN, known
from storage.rules.words import listed
from storage.unseen import seen
from storage.views import Grade, Scheme

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


# "Option 2": a word for the choice that no key has.
CHOICE = re.compile(
    r"^(?:(?:my|the|our)\s+)?(?:option|number|no\.?|choice|answer|score|level|it['’]?s|category|#)\s*", re.I
)
# From so many letters on, a label with one letter or two amiss is still told from any other word.
ONE_AMISS, TWO_AMISS = 5, 9


def near_grade(text: str, scheme: Scheme) -> Grade | None:
    """The one grade that a message which is none may be meant for: "option 2", "ontrack", "fully acheived"."""
    words = " ".join(COURTESY.sub("", WITHIN_WORDS.sub(" ", " ".join(seen(text).split()))).casefold().split()).strip(
        " .!,;:()"
    )
    if not words or len(words) > LONGEST_WORDS:
        return None
    if (chosen := CHOICE.sub("", words)) != words and (grade := read_grade(chosen, scheme).grade):
        return grade
    near = [grade for grade in scheme.grades if any(_is_near(words, name) for name in spelled(grade))]
    return near[0] if len(near) == 1 else None


def _is_near(words: str, name: str) -> bool:
    if "".join(words.split()) == "".join(name.split()):
        return True
    most = 0 if len(name) < ONE_AMISS else 1 if len(name) < TWO_AMISS else 2
    return abs(len(words) - len(name)) <= most and _amiss(words, name) <= most


def _amiss(one: str, other: str) -> int:
    """How many letters are missing, too many, wrong, or changed about with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        earlier, before, row = before, row, [at]
        for there, wanted in enumerate(other, 1):
            best = min(before[there] + 1, row[there - 1] + 1, before[there - 1] + (letter != wanted))
            if at > 1 and there > 1 and letter == other[there - 2] and one[at - 2] == wanted:
                best = min(best, earlier[there - 2] + 1)
            row.append(best)
    return row[-1]


@cache
def _of_other_schemes() -> frozenset[str]:
    """What other keys call their grades, and what people say where no key has a word for it."""
    grades = [grade for key in KNOWN for grade in known(key).grades]
    return frozenset(
        [*listed("grades_of_no_key"), *(name for grade in grades for name in (grade.code.casefold(), *spelled(grade)))]
    )
