"""Recommendations that their table calls otherwise, "Priority", "Theme", "Objective", and the headings over their details.

Asked by what a table holds (`contents.py`), by tables that name them (`references.py`), and while scanning."""

import re
from collections.abc import Iterable, Mapping, Sequence

from storage.importing.reading.columns import column, heads
from storage.importing.reading.figures import CODE, RANK
from storage.importing.reading.labels import Field, Label
from storage.importing.reading.merging import is_alike
from storage.importing.reading.owners import split_lead
from storage.importing.reading.rows import NUMBER
from storage.importing.reading.strips import Strip

NOUNS = (
    r"(?P<noun>priorit(?:y|ies)|theme|objective|outcome|area|work ?stream|strand|pillar|aim|goal|ambition|blaenoriaeth|thema"
    r"|amcan)"
)
CALLED = re.compile(
    rf"(?:(?:strategic|corporate|council|key|improvement|delivery) )?{NOUNS}s?(?: (?:area|title|name|description))?",
    re.IGNORECASE,
)
HEADING = re.compile(
    rf"^{NOUNS}\s+(?P<number>\d{{1,3}}[a-z]?)(?P<parting>\s*[:.–—-]\s*|\s+|$)(?P<rest>.*)$", re.IGNORECASE
)
MAY_BE = (Field.SECTION, Field.MEASURE, Field.IMPACT)
TEXTS = frozenset({Field.RECOMMENDATION, Field.FINDING, Field.ACTION})
MEASURED = frozenset({Field.INDICATOR, Field.INDICATOR_CODE, Field.TARGET})
TELLS = frozenset(
    {Field.OWNER, Field.DUE, Field.OWNER_AND_DUE, Field.GRADE, Field.EVIDENCE, Field.ASSESSMENT}
)  # fmt: skip
FEWEST = 2
HEADS_WITHIN = 4
Tables = Mapping[int, Sequence[Strip]]


def is_called_otherwise(head: str) -> bool:
    return CALLED.fullmatch(head.strip(" :")) is not None


def named_otherwise(labels: Mapping[int, Label], heads_of: Iterable[Strip], rows: Sequence[Strip]) -> int | None:
    """The column that says what each row is about where none is of recommendations: under such a noun, and another in every
    row, each with a number of its own. What says the same twice is a section, and "High" is a rank."""
    at = {label.field: column for column, label in reversed(tuple(labels.items()))}
    fields = at.keys()
    if Field.NUMBER not in fields or fields & (TEXTS | MEASURED) or len(fields & TELLS) < FEWEST:
        return None
    filled = [row for row in rows if len(row.full) > 1]
    numbers = column(filled, at[Field.NUMBER])
    if not _differ(numbers, filled) or not all(map(NUMBER.fullmatch, numbers)):
        return None
    found = None
    for box in (box for strip in heads_of for box in strip.full if is_called_otherwise(box.text)):
        label = labels.get(box.column)
        said = column(filled, box.column)
        is_name = _differ(said, filled) and not any(RANK.fullmatch(text) or CODE.fullmatch(text) for text in said)
        if is_name and (label is None or label.field in MAY_BE):
            found = box.column
    return found


def detail_headings(strips: Sequence[Strip], tables: Tables) -> dict[int, Label]:
    """ "Priority 1: Mend the roofs (ASHA PRYCE)" over tables of its own, where a table lists it under that number. Of a heading
    in other words only the number is taken, and it is not sure."""
    listed = {key: text for rows in tables.values() for key, text in _listed(rows).items()}
    found: dict[int, Label] = {}
    for index, strip in enumerate(strips if listed else ()):
        said = HEADING.match(strip.text) if strip.is_line else None
        text = listed.get((_noun(said["noun"]), said["number"].casefold())) if said else None
        if said is None or text is None:
            continue
        rest = said["rest"].strip()
        lead = split_lead(rest)
        bare = rest.removesuffix(f"({lead})").strip() if lead else rest
        if not bare or is_alike(bare, text):
            found[index] = Label(Field.RECOMMENDATION, number=said["number"], rest=rest)
        elif strip.level and said["parting"].strip():
            found[index] = Label(Field.RECOMMENDATION, number=said["number"], sure=False)
    return found


def _listed(rows: Sequence[Strip]) -> dict[tuple[str, str], str]:
    """What a table lists, by the noun that it has for them and their numbers."""
    for at, strip in enumerate(rows[:HEADS_WITHIN]):
        labels = heads(strip, first=at == 0)
        if labels is None:
            continue
        main = named_otherwise(labels, [strip], rows[at + 1 :])
        called = CALLED.fullmatch(strip.at(main).text.strip(" :")) if main is not None else None
        if main is None or called is None:
            return {}
        number = next(column for column, label in labels.items() if label.field is Field.NUMBER)
        return {
            (_noun(called["noun"]), _counted(row.at(number).text)): row.at(main).text
            for row in rows[at + 1 :]
            if len(row.full) > 1
        }
    return {}


def _counted(number: str) -> str:
    """As a heading says it: "P1." and "Priority 1" are 1."""
    return re.sub(r"^\D*0*(?=\d)", "", number.casefold()).strip(" .")


def _noun(said: str) -> str:
    return re.sub(r"ies$", "y", said.casefold()).replace(" ", "")


def _differ(said: Sequence[str], rows: Sequence[Strip]) -> bool:
    return len(set(said)) == len(said) == len(rows) >= FEWEST
