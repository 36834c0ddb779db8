"""Several labels in one line, each with its value: "Owner: Ruth Amos   Due: May 2025", "… Lead: Ruth Amos. By: May 2025."

Only labels whose value is short, who and when, and only by their own words: a sentence may have any other colon."""

import re
from dataclasses import replace

from storage.importing.reading.forms import Pair
from storage.importing.reading.labels import Field, Label, whole_label
from storage.importing.reading.strips import reworded

BRIEF = frozenset(
    {
        Field.OWNER,
        Field.JOINT_OWNER,
        Field.SUPPORT,
        Field.OWNER_AND_DUE,
        Field.DUE,
        Field.REVISED_DUE,
        Field.START,
        Field.GRADE,
    }
)
COLON = re.compile(r":(?=\s)")
WORDS_BEFORE = re.compile(r"(?:[^\W\d_][\w'’/&-]*\s+){0,3}[^\W\d_][\w'’/&-]*\s*$")
BETWEEN = " \t.;,|/–—-("
LONGEST_BRIEF = 400


def labelled(text: str) -> list[tuple[int, int, Label]]:
    """Where each label begins, where its value begins, and which it is."""
    found: list[tuple[int, int, Label]] = []
    after = 0
    for colon in COLON.finditer(text):
        if label := _label_before(text, after, colon.start()):
            found.append((label[0], colon.end(), label[1]))
            after = colon.end()
    return found


def _label_before(text: str, after: int, end: int) -> tuple[int, Label] | None:
    """The longest label that ends here and begins with a capital."""
    words = WORDS_BEFORE.search(text, max(after, end - 60), end)
    if words is None:
        return None
    for word in re.finditer(r"\S+", words[0]):
        start = words.start() + word.start()
        label = whole_label(text[start:end]) if text[start].isupper() else None
        if label and label.field in BRIEF:
            return start, label
    return None


def values_of(text: str) -> tuple[str, list[tuple[Label, str, str]]]:
    """What stands before the first label; then each label, as it is written, with its value."""
    found = labelled(text)
    ends = [*(start for start, _, _ in found[1:]), len(text)][: len(found)]
    told = [
        (label, text[start : value - 1].strip(), _tidy(text[value:end], is_last=end == len(text)))
        for (start, value, label), end in zip(found, ends, strict=True)
    ]
    return (text[: found[0][0]].strip() if found else text), told


def _tidy(value: str, *, is_last: bool) -> str:
    """Without what only parts it from the next label."""
    return value.strip().removesuffix(".") if is_last else value.rstrip(BETWEEN).strip()


def apart(pair: Pair) -> tuple[Pair, ...]:
    """A pair whose value goes on with another label, as the pairs that they are."""
    if pair.label.field not in BRIEF or len(pair.values) != 1 or len(pair.values[0].text) > LONGEST_BRIEF:
        return (pair,)
    passage = pair.values[0]
    first, told = values_of(passage.text)
    if not told or not first.strip(BETWEEN):
        return (pair,)
    more = [Pair(label, said, (), (reworded(passage, value),) if value else ()) for label, said, value in told]
    return (replace(pair, values=(reworded(passage, first.rstrip(BETWEEN)),)), *more)
