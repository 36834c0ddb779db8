"""Columns whose short values say what they are, whatever stands over them: codes, percentages, days, ranks.

Part of reading columns by what they hold (`contents.py`)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from storage.importing.reading.columns import column
from storage.importing.reading.labels import Field, Label
from storage.importing.reading.scales import lexicon, plain
from storage.importing.reading.strips import Strip

MOST = 0.7
FEWEST = 2
CODE = re.compile(
    r"(?=\S*\d)[A-Z]{1,8}(?:[-/. ]?[A-Z0-9]{1,8}){0,4}[a-z]?|\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?", re.IGNORECASE
)
PERCENT = re.compile(r"\d{1,3}(?:\.\d+)?\s?%")
RANK = re.compile(
    r"(?:p ?)?\d|[hml]|high|medium|low|med|critical|essential|desirable|urgent|statutory|advisory|uchel|canolig|isel"
    r"|(?:very )?(?:high|low)(?: (?:risk|priority))?|\d{1,2} ?\(?(?:high|medium|low)\)?",
    re.IGNORECASE,
)
TEXTS = (Field.RECOMMENDATION, Field.ACTION, Field.FINDING, Field.MEASURE)
ACCOUNTS = (Field.EVIDENCE, Field.ASSESSMENT, Field.GRADE)
PRIORITY = re.compile(r"^(?:(?:strategic|corporate|council|key) )?(?:priority|priorities|blaenoriaeth)$", re.IGNORECASE)
PARTED = re.compile(r"\s[-–—]\s|[(:,;.]")
SHORTEST_NAME = 2


def by_figures(labels: Mapping[int, Label], unknown: Mapping[int, str], rows: Sequence[Strip]) -> dict[int, Label]:
    """`unknown`: what stands over columns that have no label."""
    found = dict(labels)
    for at, label in labels.items():
        said = column(rows, at)
        if label.field in TEXTS and _mostly(CODE, said) and _another_tells(found, at, rows):
            _give(found, at, replace(label, field=Field.NUMBER), rows)
        elif label.field in ACCOUNTS and _mostly(PERCENT, said):
            _give(found, at, replace(label, field=Field.PERCENT), rows)
    for at in _ranks_beside_grades(found, rows):
        del found[at]
    fields = {label.field for label in found.values()}
    coded = [at for at, label in found.items() if label.field is Field.INDICATOR_CODE]
    measured = fields & {Field.INDICATOR, Field.TARGET, Field.ACTUAL}
    if len(coded) == 1 and Field.NUMBER not in fields and not measured and not fields.isdisjoint(TEXTS):
        found[coded[0]] = replace(found[coded[0]], field=Field.NUMBER)
    for at, head in unknown.items():
        said = column(rows, at)
        named = sum(len(text.split()) >= SHORTEST_NAME and not RANK.fullmatch(text) for text in said)
        if PRIORITY.match(head.strip()) and Field.SECTION not in fields and said and named >= MOST * len(said):
            found[at] = Label(Field.SECTION)
    return found


def _ranks_beside_grades(labels: Mapping[int, Label], rows: Sequence[Strip]) -> list[int]:
    """ "Grade of rec (1-3)" over 1 and 2, "Risk rating" over H, M and L, beside a status in words: how urgent it is, which is
    no grade of what was done. Where both are figures, none is dropped: the heads alone do not say."""
    said = {at: column(rows, at) for at, label in labels.items() if label.field in ACCOUNTS}
    graded = [at for at, texts in said.items() if texts and sum(map(_is_status, texts)) >= MOST * len(texts)]
    ranked = [at for at, texts in said.items() if labels[at].field is Field.GRADE and _mostly(RANK, texts)]
    return [at for at in ranked if any(other != at for other in graded)]


def _is_status(text: str) -> bool:
    """ "Open - late" is one by its first words."""
    return not RANK.fullmatch(text) and any(
        plain(said) in lexicon().names or plain(said) in lexicon().abbreviations
        for said in (text, *PARTED.split(text)[:1])
    )


def _mostly(shape: re.Pattern[str], said: Sequence[str]) -> bool:
    return bool(said) and all(map(shape.fullmatch, said))


def _another_tells(labels: Mapping[int, Label], at: int, rows: Sequence[Strip]) -> bool:
    """Whether a recommendation or an action is told in words in another column."""
    others = [column(rows, other) for other, label in labels.items() if other != at and label.field in TEXTS]
    return any(said and not _mostly(CODE, said) for said in others)


def _give(labels: dict[int, Label], at: int, label: Label, rows: Sequence[Strip]) -> None:
    """A field to a column, where no other column has it; else the column is left to stay beside the record. A number that
    tells every row apart is given before one that many rows share ("Audit ref | Finding no")."""
    other = next((one for one, has in labels.items() if has.field is label.field), None)
    if other is None or (label.field is Field.NUMBER and _tells_apart(at, rows) and not _tells_apart(other, rows)):
        if other is not None:
            del labels[other]
        labels[at] = label
    else:
        del labels[at]


def _tells_apart(at: int, rows: Sequence[Strip]) -> bool:
    said = column(rows, at)
    return len(set(said)) == len(said)
