"""A document without a key: its grades are read by a scheme everybody knows only where its own words leave no other."""

import re
from collections.abc import Iterable, Iterator, Sequence

from storage.importing.proposal import Level
from storage.importing.reading.doubting import Finding
from storage.importing.reading.drafts import Draft
from storage.importing.reading.labels import Field
from storage.importing.reading.scales import Scale, lexicon, meaning_of, plain, signs_in
from storage.importing.reading.swatches import colour_of
from storage.rules.schemes import KNOWN, known
from storage.vocabulary import Meaning

PAIRED = re.compile(r"^\(?(\d{1,2}|[A-Za-z])\)?\s*[-–—:.,=)]*\s*([^\W\d_].*?)\W*$")
SAYING_NOTHING = frozenset(("n/a", "na", "none", "tbc", "tba", "not applicable", "nil"))
PARTED = re.compile(r"\s+[-–—]\s+|[:;,.(\n]")
ON_COURSE = re.compile(
    r"\b(?:on (?:track|target|course|schedule|time)|to time|ar y trywydd)\b[^?]{0,20}\?", re.IGNORECASE
)
# An answer, and how it is called where it is a letter.
YES = {"yes": "Yes", "y": "Yes", "ie": "Ie", "do": "Do", "ydy": "Ydy"}
NO = {"no": "No", "n": "No", "na": "Na", "naddo": "Naddo", "nac ydy": "Nac ydy", "not yet": "Not yet"}
PARTLY = {
    "partly": "Partly",
    "part": "Part",
    "partially": "Partially",
    "p": "Partly",
    "rhannol": "Rhannol",
    "yn rhannol": "Yn rhannol",
}
LONGEST_STATUS = 40
MOST_STATUSES = 9
LEAST_PAIRS = 2
MOST_AGREE = 0.75


def known_scale(scale: Scale, drafts: Sequence[Draft], *, of_course: bool = False) -> tuple[Scale, list[Finding]]:
    """The stated key; else a scheme whose codes stand beside their own labels here; else the status words themselves, or
    a yes and a no. `of_course`: what is asked is whether it is on track, not whether it is done."""
    if scale.levels:
        return scale, []
    said = [text for text in _grades(drafts) if _says_something(text)]
    if not said:
        return _by_colours(drafts) or (scale, [])
    if levels := _by_pairs(said):
        names = ", ".join(
            f"{level.code} – {level.label}" if level.code != level.label else level.label for level in levels
        )
        return Scale(levels), [
            Finding("scheme_not_stated", "scheme", f"The document states no grading key; I read its grades as {names}.")
        ]
    answers = _by_answers(said, of_course=of_course)
    if levels := (*_by_words(said), *answers):
        names = ", ".join(_told(level) if level in answers else level.label for level in levels)
        return Scale(levels), [
            Finding(
                "scheme_not_stated",
                "scheme",
                f"The document states no grading key; I took the words it grades with: {names}.",
            )
        ]
    return scale, [
        Finding(
            "scheme_unknown",
            "scheme",
            "The document states no grading key and its grades do not say which they are; I stored none.",
        )
    ]


def _says_something(text: str) -> bool:
    return bool(plain(text) or signs_in(text)) and plain(text) not in SAYING_NOTHING


def _by_colours(drafts: Sequence[Draft]) -> tuple[Scale, list[Finding]] | None:
    """A column of grades with no words in it at all: the traffic lights that its cells show, two of them at least."""
    shown = (colour_of(here.shade) for draft in drafts for here in draft.rounds)
    colours = list(dict.fromkeys(colour for colour in shown if colour))
    if len(colours) < LEAST_PAIRS:
        return None
    levels = tuple(Level(colour.title(), colour.title(), meaning_of(colour)) for colour in colours)
    names = ", ".join(level.label for level in levels)
    said = f"The document states no grading key and grades by colour alone; I read the colours {names}."
    return Scale(levels), [Finding("scheme_not_stated", "scheme", said)]


def _grades(drafts: Sequence[Draft]) -> Iterator[str]:
    for draft in drafts:
        for here in draft.rounds:
            for passage in (*here.values.get(Field.GRADE, ()), *here.values.get(Field.ASSESSMENT, ())[:1]):
                yield passage.text
        for sub in draft.subs:
            for passage in sub.values.get(Field.GRADE, ()):
                yield passage.text


def _by_pairs(said: Sequence[str]) -> tuple[Level, ...]:
    """ "2 – On track" says which scheme it is. Where pairs contradict each other, most must agree."""
    pairs = [pair for text in said if (pair := _pair(text))]
    for key in KNOWN:
        scheme = known(key)
        by_code = {
            grade.code.casefold(): {plain(name) for name in (grade.label, *grade.synonyms)} for grade in scheme.grades
        }
        agree = [pair for pair in pairs if pair[1] in by_code.get(pair[0], ())]
        if (
            len(agree) >= LEAST_PAIRS
            and (len(set(agree)) >= LEAST_PAIRS or _only_one(agree[0]))
            and len(agree) >= MOST_AGREE * len(pairs)
        ):
            return tuple(Level(grade.code, grade.label, grade.meaning) for grade in scheme.grades)
    return ()


def _only_one(pair: tuple[str, str]) -> bool:
    """Whether one scheme alone gives this code this name, so that it is known by it."""
    named = [
        key
        for key in KNOWN
        for grade in known(key).grades
        if grade.code.casefold() == pair[0] and pair[1] in map(plain, (grade.label, *grade.synonyms))
    ]
    return len(named) == 1


def _pair(text: str) -> tuple[str, str] | None:
    found = PAIRED.match(re.split(r"[;\n]|(?<=[a-z])\.", text)[0])
    name = plain(found[2]) if found else ""
    return (found[1].casefold(), name) if found and name in lexicon().names else None


def asks_for_course(heads: Iterable[str]) -> bool:
    """Whether a head asks "On track?"."""
    return any(ON_COURSE.search(head) for head in heads)


def _by_answers(said: Sequence[str], *, of_course: bool) -> tuple[Level, ...]:
    """ "Done? Yes", "Completed? N": what a yes and a no say of it. A yes at least: "No" alone may say that nothing is."""
    given = {plain(PARTED.split(text)[0]) for text in said}
    if given.isdisjoint(YES):
        return ()
    yes, no = (Meaning.ON_TRACK, Meaning.SLIPPED) if of_course else (Meaning.COMPLETE, Meaning.NOT_ACHIEVED)
    means = ((YES, yes), (NO, no), (PARTLY, Meaning.SLIPPED))
    found = []
    for words, meaning in means:
        named = sorted((word for word in given & set(words)), key=lambda word: (len(word), word))
        if named:
            short, full = named[0], words[named[0]]
            found.append(Level(short.upper() if len(short) == 1 else full, full, meaning))
    return tuple(found)


def _told(level: Level) -> str:
    return f"{level.label} (as {level.meaning.value.replace('_', ' ')})"


def _one_of_two(word: str) -> str:
    """ "Blue/complete" is one grade under two names that mean the same."""
    sides = [side.strip() for side in word.split("/")]
    same = len(sides) == 2 and all(plain(side) in lexicon().names for side in sides)
    return sides[0] if same and len({meaning_of(side) for side in sides}) == 1 else word


def _without_signs(word: str) -> str:
    """A sign stands for the colour that it shows: "🟠 Amber" is Amber, and "🟢" alone is Green."""
    signs = [sign for sign in lexicon().emoji if sign in word]
    bare = word
    for sign in signs:
        bare = bare.replace(sign, "")
    bare = bare.replace("\ufe0f", "").strip()
    return bare or (lexicon().emoji[signs[0]].title() if signs else word)


def _by_words(said: Sequence[str]) -> tuple[Level, ...]:
    """Status words, each known for a grade's name. Bare numbers and letters name no scheme: it might be reversed."""
    found: dict[str, str] = {}
    for text in said:
        word = re.split(r"\s+[-–—]\s+|[:;,.(\n]|\s\d{1,3}\s?%|\s(?:on\s)?\d{1,2}[/.-]\d", text)[0].strip(" .")
        word = _one_of_two(word)
        if len(word) <= LONGEST_STATUS and (plain(word) in lexicon().names or word in lexicon().emoji):
            name = _without_signs(word)
            found.setdefault(plain(name), name)
    letters = {plain(text) for text in said if len(plain(text)) == 1 and plain(text).isalpha()}
    if letters and letters <= set(lexicon().abbreviations) and len(letters) > 1 and not found:
        return tuple(
            Level(letter.upper(), lexicon().abbreviations[letter].title(), meaning_of(lexicon().abbreviations[letter]))
            for letter in sorted(letters)
        )
    if set(found) & set(lexicon().colours):
        for letter in sorted(letters & set(lexicon().abbreviations)):
            colour = lexicon().abbreviations[letter]
            found.setdefault(colour, colour.title())
    if not found or len(found) > MOST_STATUSES:
        return ()
    return tuple(Level(word, word, meaning_of(word)) for word in found.values())
