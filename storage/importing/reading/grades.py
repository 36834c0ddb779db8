"""Grades as officers write them, read by the document's own key: stored only where the words leave no choice."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from storage.importing.proposal import Level
from storage.vocabulary import Meaning

SEPARATOR = r"\s*[-–—:;.,/()=]+\s*|\s+"
LONGEST_GRADE = 90
LIKE = 0.8
STEM = 6
BRACKETED = re.compile(r"^[(\[]\s*(.*?)\s*[)\]]$")
PERCENT = re.compile(r"\b(\d{1,3}(?:\.\d+)?)\s?%")


@dataclass(frozen=True, slots=True)
class Lexicon:
    names: dict[str, Meaning]
    colours: dict[str, str]
    definitions: tuple[tuple[Meaning, tuple[str, ...]], ...]
    emoji: dict[str, str]
    abbreviations: dict[str, str]
    lead_in: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    data: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("gradings.yaml").read_text(encoding="utf-8"))
    names = {plain(name): Meaning(meaning) for meaning, listed in data["names"].items() for name in listed}
    lead_ins = "|".join(re.escape(one) for one in sorted(data["lead_ins"], key=len, reverse=True))
    return Lexicon(
        names,
        data["colours"],
        tuple((Meaning(meaning), tuple(phrases)) for meaning, phrases in data["definitions"]),
        data["emoji"],
        data["abbreviations"],
        re.compile(rf"^(?:(?:{lead_ins})\s*(?:[:=–—-]\s*|\bis\s+|\bas\s+|(?=\d)|\s+(?=\w)))+"),
    )


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A grade's name without case, hyphens and stray signs."""
    return " ".join(re.sub(r"[^\w%/'&]+", " ", text.casefold().replace("’", "'")).split())


@dataclass(frozen=True, slots=True)
class Reading:
    """`code` where the grade is certain; else `options` for the clerk. `trouble` says what is wrong with the words.

    `said` is the part of the text that is the grade, `rest` what follows it.
    """

    code: str | None = None
    said: str = ""
    rest: str = ""
    trouble: str = ""
    options: tuple[str, ...] = ()

    @property
    def is_alone(self) -> bool:
        return bool(self.said) and not self.rest


@dataclass(frozen=True)
class Scale:
    """A key made ready for reading with: every name of every level."""

    levels: tuple[Level, ...]
    stated: bool = False
    shades: dict[str, str] = field(default_factory=dict)

    @cached_property
    def codes(self) -> dict[str, str]:
        return {plain(level.code): level.code for level in self.levels}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Every name but the code. What two levels would share names neither."""
        found: dict[str, set[str]] = {}
        letters = all(plain(level.code) in lexicon().abbreviations for level in self.levels)
        for level in self.levels:
            colour = (lexicon().abbreviations[plain(level.code)],) if letters else ()
            for name in (*_names_of(level), *colour):
                found.setdefault(name, set()).add(level.code)
        meant = self._by_usual_meaning(set(found) | set(self.codes))
        own = {name: codes.copy().pop() for name, codes in found.items() if len(codes) == 1}
        return meant | own

    def _by_usual_meaning(self, taken: set[str]) -> dict[str, str]:
        """ "Completed" names the level "Complete": the same word in another form, and the only level that means it."""
        only: dict[Meaning, Level | None] = {}
        for one in self.levels:
            only[one.meaning] = None if one.meaning in only else one
        return {
            name: level.code
            for name, meaning in lexicon().names.items()
            if name not in taken and (level := only.get(meaning)) and _kin(name, plain(level.label))
        }

    @cached_property
    def spoken(self) -> re.Pattern[str]:
        """A label at the very start, longest first."""
        names = sorted({*self.labels, *(code for code in self.codes if len(code) > 2)}, key=len, reverse=True)
        return re.compile("|".join(_loosely(name) for name in names) or r"(?!)")

    def meaning(self, code: str | None) -> Meaning | None:
        return next((level.meaning for level in self.levels if level.code == code), None)

    def label(self, code: str) -> str:
        level = next(level for level in self.levels if level.code == code)
        return level.label if plain(level.label) == plain(code) or not level.label else f"{level.code} – {level.label}"

    def coded(self, name: str) -> str | None:
        words = plain(name)
        return self.codes.get(words) or self.labels.get(words)

    @property
    def numbered(self) -> bool:
        return any(level.code.isdigit() for level in self.levels)


def _names_of(level: Level) -> Iterable[str]:
    label = plain(level.label)
    yield label
    yield from (plain(part) for part in re.split(r"\s*/\s*|\s+or\s+|\(|\)", level.label) if len(plain(part)) > 2)
    known = lexicon()
    for name in (label, plain(level.code)):
        if colour := known.colours.get(name):
            yield colour
            yield from (short for short, full in known.abbreviations.items() if full == colour)
            yield from (other for other, same in known.colours.items() if same == colour)
        if name in ("complete", "completed"):
            yield from ("complete", "completed", "c")


def _kin(name: str, label: str) -> bool:
    """Whether every word of one is a word of the other in some form: achieved, fully achieved."""
    ours, theirs = ([word[:STEM] for word in text.split()] for text in (name, label))
    return set(ours) <= set(theirs) or set(theirs) <= set(ours)


def _loosely(name: str) -> str:
    return r"[\W_]{1,3}".join(re.escape(word) for word in name.split())


def read_grade(text: str, scale: Scale, *, cell: bool = False) -> Reading:
    """The grade at the start of a text. `cell`: the text stands where a grade is asked for."""
    said = _in_words(text)
    lead = lexicon().lead_in.match(said)
    start = lead.end() if lead and lead.end() < len(said) else 0
    rest = said[start:].lstrip(" (-–—:.[")
    offset = len(said) - len(rest)
    number = re.match(r"(\d{1,2}|[a-z]\b)(?![\d%]|/\d+/)", rest)
    if number and (reading := _with_number(text, said, rest, offset, number, scale, cell=cell)):
        return reading
    if label := scale.spoken.match(rest):
        return _with_label(text, said, rest, offset, label, scale, cell=cell)
    if cell and (percent := PERCENT.search(rest)) and (by_percent := _by_percent(float(percent[1]), scale)):
        return Reading(by_percent, text, "")
    return _by_likeness(text, rest, offset, scale, cell=cell) if len(rest) <= LONGEST_GRADE else Reading()


def _in_words(text: str) -> str:
    said = text.casefold()
    for sign, word in lexicon().emoji.items():
        if sign in said:
            said = said.replace(sign, "" if word in said.replace(sign, "") else word).replace("\ufe0f", "")
    return said.strip()


def _with_number(
    text: str, said: str, rest: str, offset: int, number: re.Match[str], scale: Scale, *, cell: bool
) -> Reading | None:
    """A code first: alone, or with a label that must be its own. "1 inspection took place" is no grade."""
    by_code = scale.codes.get(number[1])
    after = rest[number.end() :]
    if two := re.match(r"\s*(?:/|-|–|or|and|to)\s*(\d{1,2})\b(?!\s*(?:st|nd|rd|th|%))\W*$", after):
        both = [scale.codes[one] for one in (number[1], two[1]) if one in scale.codes]
        return Reading(None, text, "", "grade_ambiguous", tuple(both)) if len(both) == 2 else None
    if not after.strip(" .)]"):
        if by_code:
            return Reading(by_code, text, "")
        off = (number[1].isdigit() and scale.numbered) or (cell and not number[1].isdigit() and len(number[1]) == 1)
        return Reading(None, text, "", "grade_off_scheme", tuple(scale.codes.values())) if off and cell else None
    gap = re.match(SEPARATOR, after)
    if not gap:
        return None
    words = after[gap.end() :].lstrip("( ")
    place = len(said) - len(words)
    if label := _whole_label(words, scale):
        code = scale.labels.get(plain(label[0])) or scale.codes[plain(label[0])]
        end = place + label.end()
        twin = re.match(rf"\s*/\s*({scale.spoken.pattern})(?!\w)", words[label.end() :])
        if twin and (scale.labels.get(plain(twin[1])) or scale.codes.get(plain(twin[1]))) == code:
            end += twin.end()
        grade, remains = _cut(text, said, end)
        if by_code and code != by_code:
            return Reading(None, grade, remains, "grade_number_word_conflict", (by_code, code))
        if by_code:
            return Reading(code, grade, remains)
        if number[1].isdigit() and scale.numbered:
            return Reading(None, grade, remains, "grade_off_scheme", (code,))
        return None
    if by_code and len(words) <= LONGEST_GRADE and (alike := _alike(words, scale)):
        if alike == by_code:
            return Reading(by_code, text, "", "grade_typo", (by_code,))
        return Reading(None, text, "", "grade_number_word_conflict", (by_code, alike))
    if by_code and cell and re.match(r"\s*[-–—:(]|[.)]\s", after):
        grade, remains = _cut(text, said, offset + number.end())
        if number[1].isalpha() or re.match(r"\s*[-–—:(]", after):
            return Reading(by_code, grade, remains)
        return Reading(None, "", text, "ambiguous_leading_number", (by_code,))
    if by_code and number[1].isdigit() and re.match(r"[.)]\s", after):
        return Reading(None, "", text, "ambiguous_leading_number", (by_code,))
    return None


def _whole_label(words: str, scale: Scale) -> re.Match[str] | None:
    """A label that ends where a word ends."""
    found = scale.spoken.match(words)
    return found if found and not re.match(r"\w", words[found.end() :]) else None


def _with_label(
    text: str, said: str, rest: str, offset: int, label: re.Match[str], scale: Scale, *, cell: bool
) -> Reading:
    after = rest[label.end() :]
    if re.match(r"\w", after):
        return Reading()
    code = scale.labels.get(plain(label[0])) or scale.codes[plain(label[0])]
    grade, remains = _cut(text, said, offset + label.end())
    if twin := re.match(rf"\s*/\s*({scale.spoken.pattern})(?!\w)", after):
        if (scale.labels.get(plain(twin[1])) or scale.codes.get(plain(twin[1]))) == code:
            grade, remains = _cut(text, said, offset + label.end() + twin.end())
            after = after[twin.end() :]
    if number := re.match(r"\s*[-–—:(/]?\s*(?:grade\s*)?(\d)\s*\)?\W*$", after):
        other = scale.codes.get(number[1])
        if other and other != code:
            return Reading(None, text, "", "grade_number_word_conflict", (code, other))
        return Reading(code, text, "") if other else Reading(None, text, "", "grade_off_scheme", (code,))
    if not after.strip(" .!)]*"):
        return Reading(code, text, "")
    if second := re.match(rf"\s*(?:/|-|–|—|or|and|to|\(|,|→|->)\s*({scale.spoken.pattern})\s*\W*$", after):
        other = scale.labels.get(plain(second[1])) or scale.codes.get(plain(second[1]))
        if other == code:
            return Reading(code, text, "")
        return Reading(None, text, "", "grade_ambiguous", tuple(one for one in (code, other) if one))
    if re.match(r"\s*[-–—:;.,(]|\s*\n", after) and cell:
        return Reading(code, grade, remains)
    if cell and len(rest) <= LONGEST_GRADE:
        return Reading(None, "", text, "grade_ambiguous", (code,))
    return Reading(None, "", text, "", (code,))


def _cut(text: str, said: str, end: int) -> tuple[str, str]:
    """The text parted after its grade. The folded text may be longer or shorter than the text by an emoji."""
    stripped = text.strip()
    at = end if len(said) == len(stripped) else end + len(stripped) - len(said)
    head, tail = stripped[:at], stripped[at:]
    if tail[:1] in ")]" and head.count("(") + head.count("[") > head.count(")") + head.count("]"):
        head, tail = head + tail[0], tail[1:]
    return head.strip(), tail.lstrip(" -–—:;.,)")


def _by_likeness(text: str, rest: str, offset: int, scale: Scale, *, cell: bool) -> Reading:
    code = _alike(rest, scale) if cell else None
    return Reading(code, text, "", "grade_typo", (code,)) if code else Reading()


def _alike(words: str, scale: Scale) -> str | None:
    """The one level whose name this is but for a letter or two."""
    said = plain(words)
    if len(said) < 5:
        return None
    scores = sorted(
        (
            (SequenceMatcher(None, said, name, False).ratio(), code)
            for name, code in scale.labels.items()
            if abs(len(name) - len(said)) <= 2
        ),
        reverse=True,
    )
    if not scores or scores[0][0] < LIKE:
        return None
    near = {code for score, code in scores if score >= scores[0][0] - 0.08 and score >= LIKE}
    return scores[0][1] if len(near) == 1 else None


def _by_percent(value: float, scale: Scale) -> str | None:
    """The level whose definition holds this percentage."""
    fits = []
    for level in scale.levels:
        said = f"{level.label} {level.definition}"
        if bounds := re.search(r"(\d{1,3})\s?%?\s*(?:-|–|to)\s*(\d{1,3})\s?%", said):
            fits += [level.code] if float(bounds[1]) <= value <= float(bounds[2]) else []
        elif (only := PERCENT.search(said)) and float(only[1]) == value:
            fits.append(level.code)
    return fits[0] if len(fits) == 1 else None


def meaning_of(label: str, definition: str = "", code: str = "") -> Meaning:
    """What a level of a key amounts to: its label where that is plain, else its definition, else its colour."""
    known = lexicon()
    for name in (plain(label), *(plain(part) for part in re.split(r"\s*/\s*|\(", label))):
        if name in known.names and name not in known.colours:
            return known.names[name]
    for words in (label, definition):
        said = " ".join(words.casefold().split())
        for meaning, phrases in known.definitions:
            if any(phrase in said for phrase in phrases):
                return meaning
    for name in (plain(label), plain(code), known.abbreviations.get(plain(code), "")):
        if name in known.names:
            return known.names[name]
    return Meaning.OTHER
