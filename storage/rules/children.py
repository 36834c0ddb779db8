"""What may name a child or tell of a case, in words that are to be published. It reads shapes, so it asks and never decides.

`checks.py` puts its question; the report asks once more before it prints. Most words of a text are signs of nothing and are
passed over; a sign is looked at with the few words around it, so that a long text costs what it is long. The words are in
`children.yaml`; who may be a person is said in `child_people.py`, who is known by a given name alone in `child_given.py`, and
who is known without a name in `child_alone.py`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from storage.rules import child_ages, child_alone, child_given, child_stories
from storage.rules.child_words import Words, either, listed

Span = tuple[int, int]
Sign = Callable[[Words, int], Span | None]

DIGITS = re.compile(r"\d")
LONG_NUMBER = re.compile(r"\d{4}")
NEXT_WORD = re.compile(r"\s([a-z]+)\b")
# A number of a case that says so, and is not the number of something: "client 55555 pounds".
CASE_NUMBERS = (
    re.compile(
        r"\b(?i:case|record|client|liquid\s?logic|mosaic|eclipse|care\s?director|nhs|upn|unique pupil)\s*"
        r"(?i:no\.?|number|id|ref(?:erence)?)?\s*[:#]?\s*[A-Z]{0,3}[-/]?\d{5,}\b"
    ),
    re.compile(
        r"\b(?i:case|record|client|child|pupil|nhs|upn)\s*(?i:no\.?|number|id|ref(?:erence)?)\s*[:#]?\s*[A-Z]{0,3}[-/]?\d{4,}\b"
    ),
    re.compile(r"\b[A-Z]\d{12}\b"),
)
HEALTH_NUMBER = re.compile(r"(?<![\d+])\d{3} \d{3} \d{4}\b(?! ?\d)")
# Where a number is rung, the word that says so stands at most so many letters before it.
RUNG = 40
# Somebody's home only where the sentence says so: services have addresses too.
ADDRESSES = (
    re.compile(
        r"\b\d{1,4}[a-z]?,?[^\S\n]{1,3}(?:[^\W\d_a-zà-ÿ][\w’']{1,30}[^\S\n]{1,3}){1,3}"
        r"(?:Street|Road|Avenue|Close|Lane|Drive|Terrace|Crescent|Grove|Court|Way|Gardens|Place)\b"
    ),
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"),
)
ENDS = re.compile(r"[.;!?]\s|\n")
# A sentence is looked at as far as this on either side of an address.
SENTENCE = 400


def possible_child(text: str) -> str:
    """The first words that may give a child away; "" where none do."""
    return next(iter(possible_children(text)), "")


def possible_children(text: str) -> tuple[str, ...]:
    """All words that may give a child away, in their order, each once."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted((*_signs(text), *_numbers(text)), key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
        elif end > kept[-1][1]:
            kept[-1] = (kept[-1][0], end)
    return tuple(dict.fromkeys(text[start:end].strip() for start, end in kept))


def _signs(text: str) -> Iterator[tuple[int, int]]:
    words, signs = Words(text), _signs_by_word()
    for i, word in enumerate(words.low):
        sign = signs.get(word) or (
            child_ages.age if word[0].isdigit() else signs.get(word[:-2]) if word[-2:] in ("'s", "’s") else None
        )
        if sign is None and "-" in word:
            first = word.partition("-")[0]
            sign = child_ages.age if "old" in word else child_given.given if first in listed("given") else None
        if sign and (found := sign(words, i)):
            yield words.quoted(*found)


@cache
def _signs_by_word() -> Mapping[str, Sign]:
    """What is looked for around a word. A word that is a sign of several things is tried for each."""
    of_word: dict[str, list[Sign]] = {}
    for sign, names in (
        (child_stories.child, ("child",)),
        (child_stories.family, ("relations", "households")),
        (child_stories.own, ("own",)),
        (child_stories.of_somebody, ("of_a_child",)),
        (child_stories.befell, ("befell", "may_befall", "conditions")),
        (child_ages.age, ("ages",)),
        (child_given.given, ("given",)),
        (child_given.of_any_name, ("child_does_anywhere",)),
        (child_alone.one_child, ("child",)),
        (child_alone.of_kin, ("close_kin",)),
        (child_alone.about_letters, ("meetings_about",)),
    ):
        for word in either(*names):
            of_word.setdefault(word, []).append(sign)
    years = (f"{short}{number}" for short in ("y", "yr") for number in range(1, child_ages.LAST_YEAR + 1))
    for word in ("year", "yr", "reception", *years):
        of_word.setdefault(word, []).append(child_ages.school_year)
    for word in ("dob", "d.o.b.", "d.o.b", "birth", "born"):
        of_word.setdefault(word, []).insert(0, _birth)
    of_word.setdefault("plan", []).append(_ehc_plan)
    for sign, alone in (
        (child_alone.he_or_she, ("he", "she")),
        (child_alone.only, ("only", "sole")),
        (child_alone.head_of_case, ("case", "child", "family", "person", "pupil", "vignette")),
        (child_alone.surnamed, ("family", "family's", "family’s", "household")),
    ):
        for word in alone:
            of_word.setdefault(word, []).append(sign)
    return {word: _either(tuple(signs)) for word, signs in of_word.items()}


def _either(signs: tuple[Sign, ...]) -> Sign:
    if len(signs) == 1:
        return signs[0]
    return lambda words, i: next((found for sign in signs if (found := sign(words, i))), None)


def _birth(words: Words, i: int) -> Span | None:
    """ "DOB", "date of birth", "born on"."""
    word = words.at(i)
    if word == "birth":
        return (i - 2, i) if words.at(i - 1) == "of" and words.at(i - 2) == "date" else None
    if word == "born":
        return (
            (i, i + 1)
            if words.at(i + 1) == "on" or (words.at(i + 1) == "in" and words.at(i + 2).startswith("20"))
            else None
        )
    return i, i


def _ehc_plan(words: Words, i: int) -> Span | None:
    """ "Jaden’s EHC plan", "Ella’s care plan"."""
    if words.at(i - 1) not in ("care", "ehc", "protection", "pathway", "support", "safety"):
        return None
    first = i - 2 if words.at(i - 2) in ("child", "cp") else i - 1
    return child_stories.own(words, first) if words.owner(first - 1) and words.at(i + 1) != "template" else None


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    if not DIGITS.search(text):
        return
    if LONG_NUMBER.search(text):
        for pattern in CASE_NUMBERS:
            yield from (found.span() for found in pattern.finditer(text) if not _counts_something(text, found.end()))
        yield from (
            found.span() for found in HEALTH_NUMBER.finditer(text) if not _is_rung(text, found.start(), found[0])
        )
    for pattern in ADDRESSES:
        yield from (found.span() for found in pattern.finditer(text) if _is_home(text, *found.span()))


def _counts_something(text: str, end: int) -> bool:
    following = NEXT_WORD.match(text, end)
    return (
        following is not None and following[1].endswith("s") and following[1] not in either("third_person", "goes_on")
    )


def _is_rung(text: str, start: int, number: str) -> bool:
    """A telephone's number, by its first figure or by the word before it."""
    before = Words(text[max(0, start - RUNG) : start]).low
    return number.startswith("0") or ("nhs" not in before and any(word in listed("telephone") for word in before))


def _is_home(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - SENTENCE) : start], text[end : end + SENTENCE]
    ends = ENDS.search(after)
    begins = [found.end() for found in ENDS.finditer(before)]
    sentence = before[begins[-1] if begins else 0 :] + after[: ends.start() if ends else len(after)]
    return any(word in listed("at_home") for word in Words(sentence).low)
