"""A message whose parts say themselves which field they are for: "Impact: …", "Grade: 2". Each part stands by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from storage.rules.deadlines import read_date
from storage.rules.grading import read_grade, scale
from storage.unseen import UNSEEN, is_blank
from storage.views import Given, Scheme

FIELDS = {
    "evidence": "evidence",
    "evidence of progress": "evidence",
    "progress": "evidence",
    "impact": "impact",
    "evidence of impact": "impact",
    "explanation": "explanation",
    "reason": "explanation",
    "reasons": "explanation",
    "anticipated": "anticipated",
    "anticipated date": "anticipated",
    "new date": "anticipated",
    "date": "anticipated",
    "grade": "grade",
    "assessment": "grade",
    "rag": "grade",
}
_NAMES = "|".join(sorted(map(re.escape, FIELDS), key=len, reverse=True))
LABEL = re.compile(rf"^(?:[^\S\n]|[{UNSEEN}])*({_NAMES})[^\S\n]*:", re.I | re.M)
# After a sentence or a clause on the same line: a label only where what follows is what it says.
WITHIN = re.compile(rf"(?<=[.;,!?])[^\S\n]+({_NAMES})[^\S\n]*:", re.I)
ADDED = frozenset({"evidence", "impact", "explanation"})


@dataclass(frozen=True, slots=True)
class Labelled:
    """`given` is what could be taken; `left` says of each other part why not. With nothing given, all are plain words."""

    given: Given | None
    left: str


def labelled(text: str, scheme: Scheme, today: date) -> Labelled | None:
    """None where the message does not begin with a label."""
    places = list(LABEL.finditer(text))
    if not places or not is_blank(text[: places[0].start()]):
        return None
    named = frozenset(map(_field, places))
    parts = _together(_parts(text, places, named, scheme, today))
    left = {name: why for name, words in parts.items() if (why := _trouble(name, words, scheme, today))}
    taken = {name: words for name, words in parts.items() if name not in left and not is_blank(words)}
    read = read_grade(taken.get("grade", ""), scheme).grade
    given = Given(
        evidence=taken.get("evidence"),
        impact=taken.get("impact"),
        explanation=taken.get("explanation"),
        anticipated=taken.get("anticipated"),
        grade=read.code if read else None,
        adding=ADDED,
    )
    return Labelled(given if taken else None, " ".join(left.values()))


def _field(place: re.Match[str]) -> str:
    return FIELDS[place[1].casefold()]


def _parts(
    text: str, places: list[re.Match[str]], named: frozenset[str], scheme: Scheme, today: date
) -> Iterator[tuple[str, str]]:
    """Each label with its words; what stands within a line is a part of its own where it is no field named otherwise."""
    ends = [place.start() for place in places[1:]] + [len(text)]
    seen_already = set(named)
    for place, end in zip(places, ends, strict=True):
        name, start = _field(place), place.end()
        within = list(WITHIN.finditer(text, start, end))
        for at, one in enumerate(within):
            until = within[at + 1].start() if at + 1 < len(within) else end
            words = text[one.end() : until].strip()
            if _field(one) in seen_already or is_blank(words) or _trouble(_field(one), words, scheme, today):
                continue
            yield name, _trimmed(name, text[start : one.start()])
            name, start = _field(one), one.end()
            seen_already.add(name)
        yield name, _trimmed(name, text[start:end])


def _together(parts: Iterator[tuple[str, str]]) -> dict[str, str]:
    """A label given twice says more of the same field: its words stand one under the other. A second grade or date
    is then neither, and is said; the same one twice is one."""
    found: dict[str, str] = {}
    for name, words in parts:
        before = found.get(name, "")
        is_more = not is_blank(words) and (name in ADDED or words.casefold() != before.casefold())
        found[name] = f"{before}\n{words}" if is_more and not is_blank(before) else before or words
    return found


def _trimmed(name: str, words: str) -> str:
    return words.strip() if name in ADDED else words.strip().rstrip(",; ")


def _trouble(name: str, words: str, scheme: Scheme, today: date) -> str:
    """Why these words cannot be what their label says; "" where they can."""
    if is_blank(words):
        return ""
    shown = " / ".join(words.split("\n"))[:60]
    if name == "grade" and read_grade(words, scheme).grade is None:
        return f"“{shown}” is not a grade of this plan, so I set none: choose {scale(scheme)}."
    if name == "anticipated":
        read = read_date(words, today)
        if read.trouble == "impossible":
            return f"“{shown}” is not a date: {read.why}. I set none."
        if read.trouble:
            return f"“{shown}” names no one date, so I set none."
    return ""
