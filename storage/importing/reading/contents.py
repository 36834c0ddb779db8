"""A table's columns read again by what stands in them: accounts that are all grades, heads that nobody knows, figures only.

After the heads have said what they can, and before the columns are arranged."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from storage.importing.reading.columns import MAIN, column
from storage.importing.reading.figures import by_figures
from storage.importing.reading.grades import Grades
from storage.importing.reading.guessing import guess
from storage.importing.reading.labels import TICKED_HEAD, Field, Label, has_no_place
from storage.importing.reading.levels import is_known
from storage.importing.reading.people import is_person
from storage.importing.reading.priorities import named_otherwise
from storage.importing.reading.report_days import of_their_reports
from storage.importing.reading.rounds import spot_round
from storage.importing.reading.second_gradings import deeds, is_graded, of_sureness
from storage.importing.reading.spans import spans_of
from storage.importing.reading.strips import Box, Strip

MOST = 0.7
FEWEST_ROWS = 2
FEWEST_WORDS = 3
ASSENT = re.compile(
    r"(?:(?:not|partly|partially|fully|part) )?(?:accepted|agreed|rejected|declined|supported|noted|derbyniwyd|gwrthodwyd)"
    r"(?: in (?:part|full|principle))?(?:, (?:subject to|with) [\w ]{3,40})?\W*",
    re.IGNORECASE,
)
TICK = re.compile(r"[☑☒✓✔🗹✅xX•●■]")
LONGEST_GRADE = 60
LONGEST_THEME = 16
CALLS_ITSELF = re.compile(r"recommend|argymhell", re.IGNORECASE)
INDICATED = (Field.INDICATOR, Field.MEASURE, Field.INDICATOR_CODE)
MEASURED = (*INDICATED, Field.TARGET, Field.EVIDENCE)
CODE = re.compile(r"[A-Z]{0,6}[-/. ]?[A-Z]{0,4}[-/. ]?\d{1,4}(?:[-/.]\d{1,3}){0,2}[a-z]?", re.IGNORECASE)
REFERENCE = re.compile(r"[A-Z]{1,6}[-/. ]?\d{1,3}[a-z]?", re.IGNORECASE)
COUNTS = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*[a-z]?|[a-z]|[ivx]{1,4})[.)]?", re.IGNORECASE)
FIGURES = re.compile(r"[£$]?\d[\d,.]*\s?%?|[-–—]")
TOLD_IN_FIGURES = frozenset(
    {
        Field.RECOMMENDATION,
        Field.FINDING,
        Field.ACTION,
        Field.MEASURE,
        Field.INDICATOR,
        Field.INDICATOR_CODE,
        Field.TARGET,
        Field.ACTUAL,
        Field.DUE,
        Field.REPORTED,
    }
)
"""Where one of these is a table's, its figures are of a recommendation."""


def by_content(
    labels: Mapping[int, Label], heads_of: Sequence[Strip], rows: Sequence[Strip], grades: Grades
) -> dict[int, Label]:
    """Columns read again by what they hold: accounts that are all grades, grades that are accounts, heads nobody knows."""
    aside = of_sureness(labels, heads_of, rows, grades)
    labels = {at: label for at, label in labels.items() if at not in aside}
    unknown = [
        box
        for strip in heads_of
        for box in strip.full
        if box.column not in labels and box.column not in aside and not has_no_place(box.text)
    ]
    found = _guessed(labels, unknown, rows, grades)
    found |= _ticked(heads_of, rows)
    found |= numbers_by_content(found, heads_of, rows)
    about = _what_rows_are_about(found, unknown, rows)
    found |= {about: Label(Field.RECOMMENDATION)} if about is not None else {}
    named = named_otherwise(found, heads_of, rows)
    found |= {named: Label(Field.RECOMMENDATION)} if named is not None else {}
    gone = _assents(found, rows) | _other_numbers(found, rows) | of_their_reports(found, rows)
    found = {at: label for at, label in found.items() if at not in gone}
    known = {*labels, *(at for at in (about, named) if at is not None)}
    heads = {box.column: box.text for strip in heads_of for box in strip.full if box.column not in known}
    found = by_figures(found, heads, rows)
    found |= _apart(found, rows)
    found |= _merged_themes(found, heads_of, rows)
    found |= _coded_indicators(found, rows)
    found = _grades_or_accounts(found, rows, grades)
    return found | deeds(found, heads_of)


def _guessed(
    labels: Mapping[int, Label], unknown: Sequence[Box], rows: Sequence[Strip], grades: Grades
) -> dict[int, Label]:  # fmt: skip
    """With what heads that nobody knows must mean; a column of assents alone is no text of recommendations."""
    found = {
        at: label
        for at, label in labels.items()
        if label.field is not Field.RECOMMENDATION or not _only_assents(at, rows)
    }
    for box in unknown:
        spotted = spot_round(box.text)[0]
        field = guess(column(rows, box.column), grades, dated=bool(spotted))
        if field is Field.GRADE and is_graded(labels, rows, grades, but=box.column):
            continue  # "Progress | Outlook": what is known to tell of the work has the grade already
        if field and (field, spotted) not in {(label.field, label.round) for label in found.values()}:
            found[box.column] = Label(field, spotted)
    return found


def _grades_or_accounts(labels: Mapping[int, Label], rows: Sequence[Strip], grades: Grades) -> dict[int, Label]:
    """Accounts that are all grades, grades that are accounts, and what else its values say better than its head."""
    found = dict(labels)
    fields = {label.field for label in found.values()}
    for at, label in tuple(found.items()):
        said = column(rows, at)
        if len(said) < FEWEST_ROWS:
            continue
        accounts = sum(len(text) > LONGEST_GRADE for text in said) >= MOST * len(said)
        graded = sum(map(grades.known, said)) >= MOST * len(said)
        if label.field in (Field.EVIDENCE, Field.ASSESSMENT) and Field.GRADE not in fields and graded:
            found[at] = replace(label, field=Field.GRADE)
        elif (
            label.field is Field.ASSESSMENT
            and Field.GRADE in fields
            and Field.EVIDENCE not in fields
            and not any(map(grades.begins, said))
        ):
            # "Where we are" beside the grade: the only account there is.
            found[at] = replace(label, field=Field.EVIDENCE)
        elif label.field is Field.ACTUAL and fields.isdisjoint(MEASURED) and not any(map(FIGURES.fullmatch, said)):
            found[at] = replace(label, field=Field.EVIDENCE)  # "Latest" beside no indicator is the latest account
        elif label.field is Field.TARGET and fields.isdisjoint((*INDICATED, Field.DUE)) and _mostly_dates(said):
            found[at] = replace(label, field=Field.DUE)  # "Original target" beside no indicator
        elif label.field in (Field.DUE, Field.TARGET) and Field.OWNER not in fields and all(map(is_person, said)):
            found[at] = replace(label, field=Field.OWNER)
        elif (
            label.field is Field.GRADE
            and Field.EVIDENCE not in fields
            and accounts
            and not any(map(grades.begins, said))
        ):
            found[at] = replace(label, field=Field.EVIDENCE)
    return found


def numbers_by_content(
    labels: Mapping[int, Label], heads_of: Iterable[Strip], rows: Sequence[Strip]
) -> dict[int, Label]:  # fmt: skip
    """The first column where it has a reference of its own in every row, under whatever head ("Priority" over "P1"), and a
    column of actions that only counts those beside it ("Step | Action" over "a | Train six agents")."""
    found: dict[int, Label] = {}
    fields = {label.field for label in labels.values()}
    first = next((box for strip in heads_of for box in strip.full[:1]), None)
    if first and Field.NUMBER not in fields and first.column not in labels and not fields.isdisjoint(MAIN):
        said = column(rows, first.column)
        filled = [row for row in rows if len(row.full) > 1]
        if len(set(said)) == len(said) == len(filled) >= FEWEST_ROWS and all(map(REFERENCE.fullmatch, said)):
            found[first.column] = Label(Field.NUMBER)
    actions = [at for at, label in labels.items() if label.field is Field.ACTION]
    counting = [at for at in actions if (said := column(rows, at)) and all(map(COUNTS.fullmatch, said))]
    if len(counting) < len(actions):
        found |= {at: Label(Field.NUMBER) for at in counting}
    return found


def _what_rows_are_about(labels: Mapping[int, Label], unknown: Sequence[Box], rows: Sequence[Strip]) -> int | None:
    """Where no head names the recommendations: the first column of sentences beside their numbers, each another."""
    fields = {label.field for label in labels.values()}
    if Field.NUMBER not in fields or not fields.isdisjoint((Field.RECOMMENDATION, Field.FINDING, Field.ACTION)):
        return None
    for box in unknown:
        said = column(rows, box.column)
        words = sum(len(text.split()) for text in said)
        if box.column not in labels and len(said) >= FEWEST_ROWS and words >= FEWEST_WORDS * len(set(said)) > 0:
            return box.column if len(set(said)) == len(said) else None
    return None


def _apart(labels: Mapping[int, Label], rows: Sequence[Strip]) -> dict[int, Label]:
    """A column of recommendations that says the same in row after row is their theme, where what was found, beside it,
    is never the same."""
    at = {field: [one for one, label in labels.items() if label.field is field] for field in MAIN}
    named, beside = at[Field.RECOMMENDATION], at[Field.FINDING]
    if len(named) != 1 or len(beside) != 1 or at[Field.SECTION]:
        return {}
    themes, texts = column(rows, named[0]), column(rows, beside[0])
    if len(themes) <= FEWEST_ROWS or len(set(themes)) == len(themes) or len(set(texts)) < len(themes):
        return {}
    return {
        named[0]: replace(labels[named[0]], field=Field.SECTION),
        beside[0]: replace(labels[beside[0]], field=Field.RECOMMENDATION),
    }


def _mostly_dates(said: Sequence[str]) -> bool:
    return sum(bool(spans_of(text)) for text in said) >= MOST * len(said)


def _only_assents(at: int, rows: Sequence[Strip]) -> bool:
    said = column(rows, at)
    return len(said) >= FEWEST_ROWS and all(map(ASSENT.fullmatch, said))


def _ticked(heads_of: Iterable[Strip], rows: Sequence[Strip]) -> dict[int, Label]:
    """ "Not started | Under way | Done" over ticks: the head over the tick is the grade."""
    found = {
        box.column: Label(Field.GRADE, rest=TICKED_HEAD)
        for strip in heads_of
        for box in strip.full
        if is_known(box.text) and (said := column(rows, box.column)) and all(map(TICK.fullmatch, said))
    }
    return found if len(found) >= FEWEST_ROWS else {}


def _other_numbers(labels: Mapping[int, Label], rows: Sequence[Strip]) -> set[int]:
    """ "Audit ref | Finding no | Recommendation" with another recommendation in every row: its number is what tells the
    rows apart, and the other reference stays beside it. Where recommendations go on over rows, the second counts actions."""
    numbers = sorted(at for at, label in labels.items() if label.field is Field.NUMBER)
    texts = [at for at, label in labels.items() if label.field is Field.RECOMMENDATION]
    filled = [row for row in rows if len(row.full) > 1]
    if len(numbers) < 2 or len(texts) != 1 or len(set(column(rows, texts[0]))) < len(filled):
        return set()
    apart = [at for at in numbers if len(set(column(rows, at))) == len(filled)]
    return {at for at in numbers if at != (apart or numbers)[0]}


def _merged_themes(labels: Mapping[int, Label], heads_of: Iterable[Strip], rows: Sequence[Strip]) -> dict[int, Label]:
    """A column of names that are merged down over several recommendations, on the left of them, is their section, whatever
    its head says; "Area of weakness" merged down over numbered actions is theirs."""
    fields = {label.field for label in labels.values()}
    texts = [at for at, label in labels.items() if label.field in (Field.RECOMMENDATION, Field.FINDING)]
    if Field.SECTION in fields or not texts:
        return {}
    main = min(texts)
    for box in (box for strip in heads_of for box in strip.full if box.column < main):
        label = labels.get(box.column)
        if (label is None or label.field is Field.SUBJECT) and _is_merged_down(box.column, rows):
            return {box.column: Label(Field.SECTION)}
    actions = [at for at, label in labels.items() if label.field is Field.ACTION and at > main]
    numbers = [at for at, label in labels.items() if label.field is Field.NUMBER and not _is_merged_down(at, rows)]
    is_named = any(CALLS_ITSELF.search(strip.at(main).text) for strip in heads_of)
    if is_named or len(texts) > 1 or len(actions) != 1 or len(numbers) != 1 or not _is_merged_down(main, rows):
        return {}
    return {
        main: replace(labels[main], field=Field.SECTION),
        actions[0]: replace(labels[actions[0]], field=Field.RECOMMENDATION),
    }


def _is_merged_down(at: int, rows: Sequence[Strip]) -> bool:
    """Whether a name stands over several rows, and over all of them there is one."""
    boxes = [box for row in rows if len(row.full) > 1 for box in row.boxes if box.column == at]
    names = [box.text for box in boxes if box.passages]
    return (
        bool(names)
        and any(box.continued for box in boxes)
        and all(box.passages or box.continued for box in boxes)
        and all(len(name.split()) <= LONGEST_THEME and not name.endswith(".") for name in names)
    )


def _coded_indicators(labels: Mapping[int, Label], rows: Sequence[Strip]) -> dict[int, Label]:
    """ "Indicator | What it measures" over "LS1 | Homes surveyed": the indicators' codes, then their names."""
    told = sorted(at for at, label in labels.items() if label.field in INDICATED)
    fields = {labels[at].field for at in told}
    if len(told) != 2 or fields != {Field.INDICATOR, Field.MEASURE}:
        return {}
    coded, named = told
    said = column(rows, coded)
    if not said or not all(map(CODE.fullmatch, said)):
        return {}
    return {
        coded: replace(labels[coded], field=Field.INDICATOR_CODE),
        named: replace(labels[named], field=Field.INDICATOR),
    }


def _assents(labels: Mapping[int, Label], rows: Sequence[Strip]) -> set[int]:
    """Columns that only say whether a recommendation was accepted, beside what was recommended or what will be done."""
    actions = [at for at, label in labels.items() if label.field is Field.ACTION]
    only = {at for at in actions if _only_assents(at, rows)}
    is_told = any(label.field in (Field.RECOMMENDATION, Field.FINDING) for label in labels.values())
    return only if is_told or len(only) < len(actions) else set()


def counts_only(labels: Mapping[int, Label], rows: Sequence[Strip]) -> bool:
    """ "Audit | Number | % complete": names in the first column and nothing but figures beside them count recommendations,
    and are none."""
    first = min(labels)
    if (
        not {label.field for label in labels.values()}.isdisjoint(TOLD_IN_FIGURES)
        or labels[first].field is Field.NUMBER
    ):
        return False
    figures = [box.text for row in rows for box in row.full if box.column != first]
    return bool(figures) and all(map(FIGURES.fullmatch, figures))
