"""Recommendations by their number as the plan prints it: "R1", "CS/21/04". Plain numbers are read in `spans.py`.

One that begins with a letter is known by itself; one that may be a date or a count only after "recommendation".
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from dialogs.asking.marks import Mark, Sort
from dialogs.asking.tokens import Sentence
from storage.query import Names

PLAIN = re.compile(r"\d{1,3}(?:\.\d{1,2})*[a-z]?")
BY_ITSELF = re.compile(r"[^\W\d_].*\d.*", re.S)


def printed(sentence: Sentence, names: Names, numbered: frozenset[str]) -> Iterator[Mark]:
    numbers = _numbers(names)
    if not numbers:
        return
    for found in _shape(names).finditer(sentence.text):
        inside = [at for at, one in enumerate(sentence.tokens) if found.start() <= one.start < found.end()]
        if not inside or sentence.tokens[inside[0]].start != found.start():
            continue
        start, end = inside[0], inside[-1] + 1
        is_led = start > 0 and sentence.tokens[start - 1].word in numbered
        if is_led or BY_ITSELF.fullmatch(found[0]):
            begin = start - 1 if is_led else start
            possessive = sentence.tokens[end - 1].possessive
            yield Mark(begin, end, Sort.RECOMMENDATION, (numbers[_bare(found[0])],), possessive=possessive)


@lru_cache(maxsize=256)
def _numbers(names: Names) -> dict[str, str]:
    """Each number that is no plain one, as it is printed."""
    every = sorted(number for plan in names.plans for number in plan.numbers)
    return {_bare(one): one for one in reversed(every) if one.strip() and not PLAIN.fullmatch(one.casefold())}


@lru_cache(maxsize=256)
def _shape(names: Names) -> re.Pattern[str]:
    every = sorted(_numbers(names), key=len, reverse=True)
    return re.compile(rf"(?<![\w/])(?:{'|'.join(map(re.escape, every))})(?![\w/]|[.-]\w)", re.I)


def _bare(number: str) -> str:
    return " ".join(number.casefold().split())
