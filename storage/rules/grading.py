"""Reading a grade that somebody typed, by the plan's own scheme, and only where the words are nothing else."""

import re
from dataclasses import dataclass

from storage.unseen import seen
from storage.views import Grade, Scheme
from storage.vocabulary import Meaning

# "Our proposed grade is now: a …", "it's now …", "we are at …", "I'd say …"
LEAD_IN = re.compile(
    r"^(?:(?:i['’]?d|i would)\s+say\s+)?(?:(?:my|the|our)\s+)?(?:proposed\s+)?(?:grade|rag|rating|assessment|status)?\s*"
    r"(?:is|would be|should be|[:=]|(?<=\w)[–—-]|[–—-](?!\d))?\s*"
    r"(?:now\s+)?(?:at\s+)?(?:it['’]?s\s+|it is\s+|we are\s+|we['’]re\s+)?"
    r"(?:now\s+)?(?:at\s+)?(?:a\s+)?"
)
# "-1" is no grade 1, while "- 1" may be a line of a list.
BELOW_NOTHING = re.compile(r"[-–—−]\d")
# A digit on a key, as phones draw it.
KEYCAP = "\u20e3"
# However it is dressed up, a grade on its own is shorter than this.
LONGEST_GRADE = 100
SEPARATOR = r"\s*(?:[-–—.,:;/()]|\s)\s*"


@dataclass(frozen=True, slots=True)
class ReadGrade:
    """`grade` where the words name exactly one; `rivals` where a code and a label in one phrase disagree."""

    grade: Grade | None = None
    rivals: tuple[Grade, ...] = ()
    off_scale: str = ""


def read_grade(text: str, scheme: Scheme) -> ReadGrade:
    """The grade that the whole of this text is: "2", "2, on track", "grade 2 - on track", "it's on track", "Green"."""
    words = " ".join(seen(text).replace(KEYCAP, "").casefold().split()).strip(" .!,;:()").rstrip("-–—")
    if len(words) > LONGEST_GRADE:
        return ReadGrade()
    words = words if BELOW_NOTHING.match(words) else re.sub(r"^[^\w\s]+\s*", "", words) or words
    words = re.sub(r"[\s(),.:;–—-]+$", "", LEAD_IN.sub("", words, count=1)) or words
    found = [grade for grade in scheme.grades if _names_alone(words, grade)]
    if len(found) == 1:
        return ReadGrade(found[0])
    if rivals := _rivals(words, scheme):
        return ReadGrade(rivals[0]) if len(rivals) == 1 else ReadGrade(rivals=rivals)
    return ReadGrade(off_scale=_off_scale(words, scheme))


def _off_scale(words: str, scheme: Scheme) -> str:
    """A bare number ("2.5" and "-1" are none of any scale), two of them, or a number with one of the scheme's labels,
    where no grade has that number."""
    names = "|".join(re.escape(name) for grade in scheme.grades for name in spelled(grade))
    number, up_to = r"[-–—−]?\d{1,2}(?:[.,]\d{1,2})?", r"\s*(?:-|/|–|or|and|to)\s*\d{1,2}"
    shape = rf"({number})(?:{SEPARATOR}(?:{names})|{up_to})?"
    return words if re.fullmatch(shape, words) else ""


def scale(scheme: Scheme) -> str:
    """The scale in one phrase, for a sentence: "1 – Fully achieved, 2 – On track or …"."""
    labels = [grade.full_label for grade in scheme.grades]
    return f"{', '.join(labels[:-1])} or {labels[-1]}" if len(labels) > 1 else "".join(labels)


def example(scheme: Scheme) -> str:
    """A grade of this scheme as one may type it: what is under way, where it has that."""
    under_way = [grade for grade in scheme.grades if grade.meaning is Meaning.ON_TRACK] or scheme.grades
    return under_way[0].code if under_way else ""


def spelled(grade: Grade) -> tuple[str, ...]:
    """Every way the scheme has of naming a grade, longest first."""
    return tuple(sorted({name.casefold() for name in (grade.label, *grade.synonyms)}, key=len, reverse=True))


def _names_alone(words: str, grade: Grade) -> bool:
    return words == grade.code.casefold() or words in spelled(grade)


def _rivals(words: str, scheme: Scheme) -> tuple[Grade, ...]:
    """A code, then a label: one grade where they agree, two where they do not."""
    for by_code in scheme.grades:
        if found := re.fullmatch(re.escape(by_code.code.casefold()) + SEPARATOR + "(.+?)", words):
            label = found[1].strip(" ()")
            by_label = [grade for grade in scheme.grades if label in spelled(grade)]
            if by_label:
                return tuple(dict.fromkeys((by_code, *by_label)))
    return ()
