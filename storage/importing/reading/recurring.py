"""Labels by what recurs: what stands first in pair after pair of a form is a label, whatever its words."""

from collections.abc import Sequence
from itertools import zip_longest

from storage.importing.reading.forms import (
    LONGEST_LABEL_LINE,
    MOST_IN_A_FORM,
    Recurring,
    label_and_value,
    stem,
)
from storage.importing.reading.grades import Grades
from storage.importing.reading.guessing import guess
from storage.importing.reading.labels import has_no_place, read_label
from storage.importing.reading.rounds import spot_round
from storage.importing.reading.strips import Strip

SHORTEST_LABEL = 3
TITLES_WITHIN = 3


def recurring_labels(strips: Sequence[Strip], grades: Grades) -> Recurring:
    """What stands first in several pairs, with what it must mean by its values where its words do not say."""
    values: dict[str, list[str]] = {}
    dated: set[str] = set()
    for strip, below in zip_longest(strips, strips[1:]):
        head, value = _head_and_value(strip) if not _is_question(strip) else (strip.text, below.text if below else "")
        if head and (words := stem(head)) and sum(map(str.isalpha, words)) >= SHORTEST_LABEL:
            values.setdefault(words, []).append(value)
            dated |= {words} if spot_round(head)[0] else set()
    for words, said in _second_labels(strips).items():
        values.setdefault(words, []).extend(said)
    announced = _announced_again(strips)
    return {
        words: None
        if read_label(words, loose=True) or has_no_place(words)
        else guess(said, grades, dated=words in dated)
        for words, said in values.items()
        if len(said) > 1 and words not in announced
    }


def _announced_again(strips: Sequence[Strip]) -> set[str]:
    """ "Improving Together: joint plan", a title that stands again over a later table, is no label with its value."""
    found = set()
    for strip in strips[:TITLES_WITHIN]:
        head, value = _head_and_value(strip) if strip.is_line else ("", "")
        if value and any(other.is_line and other.text.startswith(strip.text) for other in strips if other is not strip):
            found |= {stem(head)} if not read_label(head) else set()
    return found


def _second_labels(strips: Sequence[Strip]) -> dict[str, list[str]]:
    """The third of four cells where it says the same, and may be a label, beside the same first cell again and again."""
    rows: dict[tuple[str, str], list[str]] = {}
    for strip in strips:
        if strip.is_line or len(strip.boxes) != MOST_IN_A_FORM or not strip.boxes[1].passages:
            continue
        first, second = (strip.boxes[at].text for at in (0, 2))
        if stem(first) and (read_label(second, loose=True) or has_no_place(second)):
            rows.setdefault((stem(first), stem(second)), []).append(strip.boxes[3].text)
    return {second: said for (_, second), said in rows.items() if second and len(said) > 1}


def _is_question(strip: Strip) -> bool:
    """A row of one cell that asks, in a form whose answers stand under its questions."""
    return (
        not strip.is_line
        and len(strip.boxes) == 1
        and strip.text.endswith("?")
        and len(strip.text) <= LONGEST_LABEL_LINE
    )


def _head_and_value(strip: Strip) -> tuple[str, str]:
    if strip.is_line and strip.text.isupper() and read_label(strip.text):
        return strip.text, ""
    if strip.is_line:
        head, colon, value = label_and_value(strip.text)
        return (head, value.strip()) if colon and len(head) <= LONGEST_LABEL_LINE else ("", "")
    if not 2 <= len(strip.boxes) <= MOST_IN_A_FORM or not strip.boxes[0].passages:
        return "", ""
    first = strip.boxes[0].text
    return (first, strip.boxes[1].text) if len(first) <= LONGEST_LABEL_LINE else ("", "")
