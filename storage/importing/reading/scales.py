"""Grading scales: what grades are called anywhere (`gradings.yaml`), and one document's own levels with all their names."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from storage.importing.proposal import Level
from storage.vocabulary import Meaning

STEM = 6
SAYING_NO_MORE = frozenset(("fully", "all", "now", "is", "are", "has", "been", "action", "recommendation"))
DASH = re.compile(r"\s+[-–—]\s+")
VARIATION = "\ufe0f"
STILL = re.compile(r"\s*[,;]\s+|\s+[-–—]\s+|\s+and\s+")
GOES_ON = re.compile(r"\s*,\s+|\s+[-–—]\s+|\s*[–—]\s*|\s*:\s+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of `gradings.yaml`, ready for looking up."""

    names: dict[str, Meaning]
    colours: dict[str, str]
    definitions: tuple[tuple[Meaning, re.Pattern[str]], ...]
    denied: re.Pattern[str]
    negated: re.Pattern[str]
    gainsaid: re.Pattern[str]
    emoji: dict[str, str]
    abbreviations: dict[str, str]
    lead_in: re.Pattern[str]
    adverbs: frozenset[str]


@cache
def lexicon() -> Lexicon:
    data: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("gradings.yaml").read_text(encoding="utf-8"))
    names = {plain(name): Meaning(meaning) for meaning, listed in data["names"].items() for name in listed}
    lead_ins = "|".join(re.escape(one) for one in sorted(data["lead_ins"], key=len, reverse=True))
    return Lexicon(
        names,
        data["colours"],
        tuple((Meaning(meaning), _beginning_words(phrases)) for meaning, phrases in data["definitions"]),
        re.compile(data["denied"]),
        re.compile(rf"(?<!\w)(?:{'|'.join(data['negations'])})\s+(?:(?:yet|currently|now|being|fully|really)\s+)?$"),
        _beginning_words(data["gainsaid"]),
        data["emoji"],
        data["abbreviations"],
        re.compile(rf"^(?:(?:{lead_ins})\s*(?:[:=–—-]\s*|\bis\s+|\bas\s+|(?=\d)|\s+(?=\w)))+"),
        frozenset(data["adverbs"]),
    )


def _beginning_words(phrases: Sequence[str]) -> re.Pattern[str]:
    """Each at the beginning of a word, so that "late" is not found in "translated" and "complete" not in "incomplete"."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(one) for one in phrases)})")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A grade's name without case, hyphens and stray signs."""
    return " ".join(re.sub(r"[^\w%/'&]+", " ", text.casefold().replace("’", "'")).split())


def signs_in(text: str) -> list[str]:
    """Signs that may stand for a grade: "🟠", "✅"."""
    return [c for c in text if c > "\u2000" and unicodedata.category(c) == "So"] if not text.isascii() else []


def without_signs(text: str) -> str:
    signs = signs_in(text)
    if not signs:
        return text
    for sign in (*signs, VARIATION):
        text = text.replace(sign, " ")
    return " ".join(text.split())


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
    def signs(self) -> dict[str, str]:
        """The key's own signs, each of one level: "🟠 Some slippage"."""
        shown = [(sign, level.code) for level in self.levels for sign in signs_in(level.label)]
        return {sign: code for sign, code in shown if {other for same, other in shown if same == sign} == {code}}

    @cached_property
    def in_percent(self) -> bool:
        """ "0% = not begun; 50% = under way; 100% = complete": what is done, in percent, is the grade."""
        return bool(self.levels) and all(level.code.endswith("%") for level in self.levels)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Every name but the code, those of the key itself first."""
        return self._by_usual_meaning({*self.own, *self._shared, *self.codes}) | self.own

    @cached_property
    def own(self) -> dict[str, str]:
        """What the key itself calls its levels. What two levels would share names neither."""
        return {name: codes.copy().pop() for name, codes in self._named.items() if len(codes) == 1}

    @cached_property
    def _shared(self) -> set[str]:
        return {name for name, codes in self._named.items() if len(codes) > 1}

    @cached_property
    def _named(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        letters = all(plain(level.code) in lexicon().abbreviations for level in self.levels)
        whole = {plain(level.label) for level in self.levels}
        for level in self.levels:
            colour = (lexicon().abbreviations[plain(level.code)],) if letters else ()
            parts = (part for part in _parts_of(level) if part not in whole)
            for name in (*_names_of(level), *parts, *colour):
                found.setdefault(name, set()).add(level.code)
        return found

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

    def is_loose(self, name: str) -> bool:
        """Whether a name is the key's only by what it usually means, with more words or fewer: "progressing well" for
        "Progressing". The clerk is told."""
        words, code = plain(name), self.coded(name)
        if code is None or words in self.codes or words in self.own:
            return False
        return all(_heart(each) != _heart(words) for each, other in self.own.items() if other == code)

    @cached_property
    def spoken(self) -> re.Pattern[str]:
        """A label at the very start, longest first."""
        names = sorted({*self.labels, *(code for code in self.codes if len(code) > 2)}, key=len, reverse=True)
        return re.compile("|".join(_loosely(name) for name in names) or r"(?!)")

    def meaning(self, code: str | None) -> Meaning | None:
        return next((level.meaning for level in self.levels if level.code == code), None)

    def definition(self, code: str) -> str:
        return next((level.definition for level in self.levels if level.code == code), "")

    def label(self, code: str) -> str:
        """A level in words: "2 – On track"."""
        level = next(level for level in self.levels if level.code == code)
        return level.label if plain(level.label) == plain(code) or not level.label else f"{level.code} – {level.label}"

    def coded(self, name: str) -> str | None:
        """The level that a code or a label names."""
        words = plain(name)
        return self.codes.get(words) or self.labels.get(words)

    @property
    def numbered(self) -> bool:
        return any(level.code.isdigit() for level in self.levels)


def _names_of(level: Level) -> Iterator[str]:
    label = plain(level.label)
    yield label
    known = lexicon()
    for name in (label, plain(level.code)):
        if colour := known.colours.get(name):
            yield colour
            yield from (short for short, full in known.abbreviations.items() if full == colour)
            yield from (other for other, same in known.colours.items() if same == colour)
        if name in ("complete", "completed"):
            yield from ("complete", "completed", "c")


def _parts_of(level: Level) -> Iterator[str]:
    """ "Partly met" of "Partly met, on target", both sides of "Done / Wedi'i wneud": names too, where no level is called so."""
    head = GOES_ON.split(level.label, maxsplit=1)[0]
    parts = (head, *re.split(r"\s*/\s*|\s+or\s+|\(|\)", level.label))
    yield from (plain(part) for part in parts if len(plain(part)) > 2)


def _kin(name: str, label: str) -> bool:
    """Whether every word of one is a word of the other in some form: achieved, fully achieved."""
    ours, theirs = ([word[:STEM] for word in text.split()] for text in (name, label))
    return set(ours) <= set(theirs) or set(theirs) <= set(ours)


def _heart(name: str) -> set[str]:
    return {word[:STEM] for word in name.split() if word not in SAYING_NO_MORE}


def _loosely(name: str) -> str:
    return r"[\W_]{1,3}".join(re.escape(word) for word in name.split())


def status_meaning(text: str) -> Meaning | None:
    """What a status amounts to that is said in passing: "(overdue)", "but 2 weeks late". None where other words say more."""
    known, words = lexicon(), plain(text).split()
    if " ".join(words) in known.names:
        return known.names[" ".join(words)]
    said = " ".join(word for word in words if word not in known.adverbs and not word.isdigit())
    return known.names.get(said)


def meaning_of(label: str, definition: str = "", code: str = "") -> Meaning:
    """What a level of a key amounts to: its label where that is plain, else its definition, else its colour."""
    known = lexicon()
    if course := _course(label):
        return course
    for name in (plain(label), *(plain(part) for part in re.split(r"\s*/\s*|\(", label))):
        if name in known.names and name not in known.colours:
            return known.names[name]
    if _begins_complete(label, definition):
        return Meaning.COMPLETE
    is_denied = False
    for words in (label, definition):
        said = known.denied.sub(" ", " ".join(words.casefold().split()))
        for meaning, phrases in known.definitions:
            found = phrases.search(said)
            if found and meaning is Meaning.ON_TRACK and _is_turned_round(said, found):
                is_denied = True
                break
            if found:
                return meaning
    if not is_denied and (first := known.names.get(plain(DASH.split(label)[0]))):
        return first  # "Open - on time": the rest says no more
    for name in (plain(label), plain(code), known.abbreviations.get(plain(code), "")):
        if name in known.names and not (is_denied and known.names[name] in (Meaning.ON_TRACK, Meaning.COMPLETE)):
            return known.names[name]
    return Meaning.SLIPPED if is_denied else Meaning.OTHER


def _course(label: str) -> Meaning | None:
    """ "Partly met, on target": of two names in one, the second says how it goes on; what is complete goes nowhere."""
    names = lexicon().names
    head, *rest = (plain(part) for part in GOES_ON.split(label.replace("(", ", "), maxsplit=1))
    if head not in names or not rest or rest[0] not in names or rest[0] in lexicon().colours:
        return None
    return names[head] if names[head] is Meaning.COMPLETE else names[rest[0]]


def _begins_complete(label: str, definition: str) -> bool:
    """ "Green – Complete, evidence being gathered", "Delivered and being monitored": beside a mere colour what is complete
    goes nowhere, whatever is still to be shown of it."""
    known = lexicon()
    if plain(label) not in known.colours and plain(label) not in known.abbreviations:
        return False
    head, *rest = STILL.split(definition, maxsplit=1)
    is_open = bool(rest) and rest[0].casefold().startswith(("or ", "neu "))
    return (
        bool(rest)
        and not is_open
        and known.names.get(plain(head)) is Meaning.COMPLETE
        and plain(head) not in known.colours
    )


def _is_turned_round(said: str, found: re.Match[str]) -> bool:
    """ "Not progressing", "Progressing, but unlikely to be in time": it is told how it does not stand."""
    known = lexicon()
    return bool(known.negated.search(said[: found.start()]) or known.gainsaid.search(said))
