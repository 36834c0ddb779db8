"""Grades that a writer names in the middle of an answer: "I would call this a 3", "somewhere between 2 and 3"."""

import re

from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.reply_doubts import perhaps
from storage.importing.reading.scales import Scale

CALLED = re.compile(
    r"\b(?:call(?:ed|ing)?|grad(?:e|ed|ing)|rat(?:e|ed|ing)|scor(?:e|ed|ing)|giv(?:e|en|ing)|say(?:ing)?|mark(?:ed)?|put)\s+"
    r"(?:(?:it|this|that|us|ourselves|the \w+)\s+)?(?:down\s+)?(?:(?:as|at|is)\s+)?"
    r"(?:an?\s+)?[“\"'(]?(\d|[A-Z])\b(?![\d%]|\s+(?:of|out of|per)\b)"
)
BETWEEN = re.compile(
    r"\b(?:between(?: an?)?|either(?: an?)?|somewhere (?:from|in)|anything from)\s+[“\"'(]?(\d|[A-Z])\b\W*"
    r"(?:and|or|to|-|–)\s*(?:an?\s+)?[“\"'(]?(\d|[A-Z])\b(?![\d%])",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+")


def told_in_passing(answer: str, scale: Scale) -> Finding | None:
    """What a sentence of the answer says of the grade: it is offered, never stored."""
    for sentence in SENTENCE.split(answer):
        if (choice := BETWEEN.search(sentence)) and (codes := _codes(choice, scale)):
            labels = " and ".join(map(scale.label, codes))
            said = f"{quoted(sentence, 80)} leaves the grade open between {labels}; I stored none."
            return Finding("grade_ambiguous", "grade", said, codes)
        if (called := CALLED.search(sentence)) and (code := scale.codes.get(called[1].casefold())):
            return perhaps(sentence, scale.label(code), code)
    return None


def _codes(choice: re.Match[str], scale: Scale) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(code for said in choice.groups() if (code := scale.codes.get(said.casefold()))))
    return codes if len(codes) == len(choice.groups()) else ()
