"""Grades as officers write them, read by the document's own key: stored only where the words leave no choice."""

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from storage.importing.reading.scales import VARIATION, Scale, lexicon, plain, signs_in, status_meaning, without_signs
from storage.vocabulary import Meaning

SEPARATOR = re.compile(r"\s*[-–—:;.,/()=]+\s*|\s+")
NUMBER = re.compile(r"(\d{1,2}|[a-z]\b)(?![\d%]|/\d+/)")
SECOND_NUMBER = re.compile(r"\s*(?:/|-|–|or|and|to)\s*(\d{1,2})\b(?!\s*(?:st|nd|rd|th|%))\W*$")
NUMBER_AFTER = re.compile(r"\s*[-–—:(/]?\s*(?:grade\s*)?(\d)\s*\)?\W*$")
OR = r"\s*(?:/|-|–|—|or|and|to|\(|,|→|->)\s*"
PARTED = re.compile(r"\s*[-–—:;.,(]|\s*\n")
ON_A_DAY = re.compile(r"\s+(?:on\s+)?\d{1,2}[/.-]\d{1,2}[/.-]\d")
MARKED_OFF = re.compile(r"\s*[-–—:(]")
LISTED = re.compile(r"[.)]\s")
PERCENT = re.compile(r"\b(\d{1,3}(?:\.\d+)?)\s?%")
SHARE = re.compile(r"(\d{1,3})\s?%?(?!\d|[.]\d)(.*)$", re.DOTALL)
BETWEEN = re.compile(r"(\d{1,3})\s?%?\s*(?:-|–|to)\s*(\d{1,3})\s?%")
LONGEST_GRADE = 90
SHORTEST_BEGUN = 2
SMALL_WORDS = frozenset(("no", "on", "in", "to", "na", "re", "ie", "do", "not"))
SHORTEST_MISSPELT = 5
FEWEST_CHOICES = 3
LIKE = 0.8
BADNESS = {Meaning.COMPLETE: 0, Meaning.ON_TRACK: 1, Meaning.SLIPPED: 2, Meaning.NOT_ACHIEVED: 3}
MUCH_LIKER = 0.08


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


@dataclass(frozen=True, slots=True)
class _Words:
    """A text that may begin with a grade, folded, without what only leads up to it. `cell`: a grade is asked for here."""

    text: str
    folded: str
    rest: str
    scale: Scale
    cell: bool

    def whole(self, code: str | None, trouble: str = "", *options: str) -> Reading:
        """The whole text is the grade."""
        return Reading(code, self.text, "", trouble, options)

    def none(self, trouble: str, *options: str) -> Reading:
        """There is no grade, though it may look like one."""
        return Reading(None, "", self.text, trouble, options)

    def until(self, after: str, code: str | None, trouble: str = "", *options: str) -> Reading:
        """The grade, and what follows it. The folded text may be longer or shorter than the text by an emoji."""
        stripped = self.text.strip()
        at = len(stripped) - len(after)
        said, rest = stripped[:at], stripped[at:]
        if rest[:1] in (")", "]") and said.count("(") + said.count("[") > said.count(")") + said.count("]"):
            said, rest = said + rest[0], rest[1:]
        return Reading(code, said.strip(), rest.lstrip(" -–—:;.,)"), trouble, options)


def read_grade(text: str, scale: Scale, *, cell: bool = False) -> Reading:
    """The grade at the start of a text, unless what follows takes it back: "Open - late" is not simply open. `cell`: the
    text stands where a grade is asked for."""
    reading = _read_with_signs(text, scale, cell=cell)
    weighed = unless_taken_back(reading, reading.rest, scale)
    return replace(weighed, said=text, rest="") if weighed.code != reading.code else weighed


def unless_taken_back(reading: Reading, after: str, scale: Scale) -> Reading:
    """The same grade, or a choice where a status right after it means something worse, or that all is done where the grade
    says that it is not. What is done and was late is done, and doubted. Nothing changes where more is told of the work."""
    meant, means = status_meaning(after) if reading.code and after else None, scale.meaning(reading.code)
    if reading.code is None or meant not in BADNESS or means not in BADNESS:
        return reading
    options = (reading.code, *(level.code for level in scale.levels if level.meaning is meant))
    if means is Meaning.COMPLETE and meant is Meaning.SLIPPED:
        return replace(reading, trouble=reading.trouble or "grade_qualified", options=options)
    is_done = meant is Meaning.COMPLETE is not means and len(options) > 1
    if not is_done and BADNESS[meant] <= BADNESS[means]:
        return reading
    return replace(reading, code=None, trouble="grade_ambiguous", options=options)


def _read_with_signs(text: str, scale: Scale, *, cell: bool) -> Reading:
    """A sign beside the words must be of the same grade; alone it is one."""
    shown = {code for sign in signs_in(text) if (code := _shown_by(sign, scale))}
    reading = _read_words(without_signs(text), scale, cell=cell) if plain(text) and signs_in(text) else Reading()
    if not reading.said:
        reading = _read_words(_signs_as_words(text, scale), scale, cell=cell)
        return replace(reading, said=text) if signs_in(text) and reading.is_alone else reading
    if reading.is_alone:
        reading = replace(reading, said=text)
    if reading.code is None or not shown or shown == {reading.code}:
        return reading
    return replace(reading, code=None, trouble="grade_number_word_conflict", options=(reading.code, *sorted(shown)))


def _shown_by(sign: str, scale: Scale) -> str | None:
    return scale.signs.get(sign) or scale.coded(lexicon().emoji.get(sign, ""))


def _signs_as_words(text: str, scale: Scale) -> str:
    """A sign said as its word, unless the word stands beside it."""
    for sign in signs_in(text):
        code = scale.signs.get(sign)
        word = plain(scale.label(code)) if code else lexicon().emoji.get(sign, "")
        if word:
            bare = text.replace(sign, "")
            text = text.replace(sign, "" if word in bare.casefold() else word).replace(VARIATION, "")
    return text


def _read_words(text: str, scale: Scale, *, cell: bool) -> Reading:
    folded = text.casefold().strip()
    lead = lexicon().lead_in.match(folded)
    start = lead.end() if lead and lead.end() < len(folded) else 0
    words = _Words(text, folded, folded[start:].lstrip(" (-–—:.["), scale, cell)
    if len(choices := _choices(words.rest, scale)) > 1:
        return words.whole(None, "grade_ambiguous", *choices)
    if (number := NUMBER.match(words.rest)) and (reading := _with_number(words, number)):
        return reading
    if label := _label_at(words.rest, scale):
        return _as_the_key_says(words, _with_label(words, *label), label[1])
    if not cell:
        return Reading()
    if scale.in_percent:
        return _in_percent(words)
    if (percent := PERCENT.search(words.rest)) and (code := _by_percent(float(percent[1]), scale)):
        return words.whole(code)
    code = (_alike(words.rest, scale) or _cut_short(words.rest, scale)) if len(words.rest) <= LONGEST_GRADE else None
    return words.whole(code, "grade_typo", code) if code else Reading()


def _choices(rest: str, scale: Scale) -> tuple[str, ...]:
    """ "B, G, A or R": what may be chosen, where nothing was."""
    names = [name for name in re.split(r"\s*[,/|;]\s*|\s+(?:or|neu)\s+", rest.strip(" .")) if name]
    codes = [code for name in names if (code := scale.coded(name))]
    return tuple(dict.fromkeys(codes)) if len(names) == len(codes) >= FEWEST_CHOICES else ()


def _label_at(rest: str, scale: Scale) -> tuple[str, str] | None:
    """The level whose label stands here, and what follows; in two languages it is still one label."""
    found = scale.spoken.match(rest)
    if not found or re.match(r"\w", rest[found.end() :]):
        return None
    code, after = scale.coded(found[0]), rest[found.end() :]
    if code is None:
        return None
    twin = re.match(rf"\s*/\s*({scale.spoken.pattern})(?!\w)", after)
    return (code, after[twin.end() :]) if twin and scale.coded(twin[1]) == code else (code, after)


def _with_number(words: _Words, number: re.Match[str]) -> Reading | None:
    """A code first: alone, or with a label that must be its own. "1 inspection took place" is no grade."""
    scale, after = words.scale, words.rest[number.end() :]
    code = scale.codes.get(number[1]) or (scale.own.get(number[1]) if number[1].isalpha() else None)
    if second := SECOND_NUMBER.match(after):
        both = [scale.codes[one] for one in (number[1], second[1]) if one in scale.codes]
        return words.whole(None, "grade_ambiguous", *both) if len(both) == 2 else None
    if not after.strip(" .)]"):
        return words.whole(code) if code else _off_scale(words, number[1])
    gap = SEPARATOR.match(after)
    if not gap:
        return None
    following = after[gap.end() :].lstrip("( ")
    if label := _label_at(following, scale):
        return _number_and_label(words, number[1], *label)
    return _number_and_words(words, code, after, following) if code else None


def _off_scale(words: _Words, number: str) -> Reading | None:
    is_code = (number.isdigit() and words.scale.numbered) or number.isalpha()
    return words.whole(None, "grade_off_scheme", *words.scale.codes.values()) if words.cell and is_code else None


def _number_and_label(words: _Words, number: str, named: str, after: str) -> Reading | None:
    code = words.scale.codes.get(number)
    if code == named:
        return words.until(after, code)
    if code:
        return words.until(after, None, "grade_number_word_conflict", code, named)
    is_code = number.isdigit() and words.scale.numbered
    return words.until(after, None, "grade_off_scheme", named) if is_code else None


def _number_and_words(words: _Words, code: str, after: str, following: str) -> Reading | None:
    """A code before words that are no label: its own label misspelt, an account of it, or the number of a list."""
    alike = _alike(following, words.scale) if len(following) <= LONGEST_GRADE else None
    if alike == code:
        return words.whole(code, "grade_typo", code)
    if alike:
        return words.whole(None, "grade_number_word_conflict", code, alike)
    if words.cell and (MARKED_OFF.match(after) or (code.isalpha() and LISTED.match(after))):
        return words.until(after, code)
    return words.none("ambiguous_leading_number", code) if code.isdigit() and LISTED.match(after) else None


def _with_label(words: _Words, code: str, after: str) -> Reading:
    """A label first: alone, with its code, beside another label, or before an account."""
    scale = words.scale
    if number := NUMBER_AFTER.match(after):
        other = scale.codes.get(number[1])
        if other == code:
            return words.whole(code)
        return (
            words.whole(None, "grade_number_word_conflict", code, other)
            if other
            else words.whole(None, "grade_off_scheme", code)
        )
    if not after.strip(" .!)]*") or plain(after) == plain(scale.definition(code)):
        return words.whole(code)
    if second := re.match(rf"{OR}({scale.spoken.pattern})\s*\W*$", after):
        other = scale.coded(second[1])
        return (
            words.whole(code)
            if other == code
            else words.whole(None, "grade_ambiguous", code, *([other] if other else []))
        )
    if words.cell and (PARTED.match(after) or ON_A_DAY.match(after)):
        return words.until(after, code)
    return words.none("grade_ambiguous" if words.cell and len(words.rest) <= LONGEST_GRADE else "", code)


def _as_the_key_says(words: _Words, reading: Reading, after: str) -> Reading:
    """The same grade, with a doubt where its name is not quite one of the key's."""
    name = words.rest[: len(words.rest) - len(after)]
    is_loose = reading.code is not None and not reading.trouble and words.scale.is_loose(name)
    return replace(reading, trouble="grade_other_words", options=(str(reading.code),)) if is_loose else reading


def _alike(words: str, scale: Scale) -> str | None:
    """The one level whose name this is but for a letter or two."""
    said = plain(words)
    if len(said) < SHORTEST_MISSPELT or said in lexicon().names:
        return None  # "Partly implemented" is no misspelt "Fully implemented"
    likeness = {
        name: SequenceMatcher(None, said, name, False).ratio()
        for name in scale.labels
        if abs(len(name) - len(said)) <= 2
    }
    best = max(likeness.values(), default=0)
    near = {scale.labels[name] for name, score in likeness.items() if score >= max(LIKE, best - MUCH_LIKER)}
    return near.pop() if len(near) == 1 else None


def _cut_short(words: str, scale: Scale) -> str | None:
    """The one level whose name of one word begins with these letters: "Gr", "Amb"."""
    said = plain(words)
    if len(said) < SHORTEST_BEGUN or not said.isalpha() or said in SMALL_WORDS:
        return None
    begun = {code for name, code in scale.labels.items() if name.isalpha() and name.startswith(said)}
    return begun.pop() if len(begun) == 1 else None


def _in_percent(words: _Words) -> Reading:
    """ "50%", "50", "50% – under way" by a key in percent: one figure alone, and no name of another level beside it."""
    found = SHARE.match(words.rest)
    code = words.scale.codes.get(f"{found[1]}%") if found else None
    if found is None or code is None or any(c.isdigit() for c in found[2]):
        return Reading()
    beside = _label_at(found[2].lstrip(" -–—:=(,"), words.scale)
    if beside and beside[0] != code:
        return words.whole(None, "grade_number_word_conflict", code, beside[0])
    return words.whole(code)


def _by_percent(value: float, scale: Scale) -> str | None:
    """The level whose definition holds this percentage."""
    fits = []
    for level in scale.levels:
        said = f"{level.label} {level.definition}"
        if bounds := BETWEEN.search(said):
            fits += [level.code] if float(bounds[1]) <= value <= float(bounds[2]) else []
        elif (only := PERCENT.search(said)) and float(only[1]) == value:
            fits.append(level.code)
    return fits[0] if len(fits) == 1 else None


@dataclass(frozen=True, slots=True)
class Grades:
    """What counts as a grade here: the key's levels, and names that everybody gives grades."""

    scale: Scale

    def alone(self, text: str) -> bool:
        return bool(text) and read_grade(text, self.scale, cell=True).is_alone

    def known(self, text: str) -> bool:
        return plain(text) in lexicon().names or self.alone(text)

    def begins(self, text: str) -> bool:
        first = re.split(r"[.;:\n(–—]|\s-\s", text)[0]
        return self.known(first) or read_grade(text, self.scale, cell=True).code is not None
