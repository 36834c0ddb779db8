"""What is known of a document before its first strip is taken: the labels that recur, what each table holds, and where
recommendations begin that do not call themselves so. Laid out once (`survey`), asked all the way down (`scanning.py`)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from storage.importing.reading.ahead import Ahead
from storage.importing.reading.beginnings import names_one
from storage.importing.reading.forms import Recurring
from storage.importing.reading.grades import Grades
from storage.importing.reading.labels import Field, Label, read_label
from storage.importing.reading.lists import named_starts
from storage.importing.reading.outlines import sections_over
from storage.importing.reading.paragraphs import paragraph_starts
from storage.importing.reading.priorities import detail_headings
from storage.importing.reading.recurring import recurring_labels
from storage.importing.reading.replies import Replies
from storage.importing.reading.scales import Scale
from storage.importing.reading.strips import Strip

INSTEAD = (Field.FINDING, Field.ACTION)
FEWEST_LABELS = 3


@dataclass(frozen=True)
class Ground:
    """`running`: lines that head or foot every page. `named`: starts with a name of their own; `detailed`: headings over the
    details of what a table lists; `listed`: all starts by strip. `unnamed`: nothing calls itself a recommendation;
    `stands_for_it`: the label that each form then begins with in its place ("Breach:", "Action:"). `replies`: which lines of
    a message answer."""

    strips: Sequence[Strip]
    running: set[str]
    grades: Grades
    tables: Mapping[int, list[Strip]]
    recurring: Recurring
    named: Mapping[int, Label]
    detailed: Mapping[int, Label]
    listed: Mapping[int, Label]
    ahead: Ahead
    unnamed: bool
    stands_for_it: Field | None
    replies: Replies


def survey(strips: Sequence[Strip], scale: Scale, running: set[str], replies: Replies) -> Ground:
    grades = Grades(scale)
    tables: dict[int, list[Strip]] = defaultdict(list)
    for strip in strips:
        tables[strip.table] += [strip] if strip.full else []
    recurring = recurring_labels(strips, grades)
    ahead = Ahead(strips, recurring, grades, running)
    named = named_starts(strips, recurring)
    detailed = detail_headings(strips, tables)
    listed = {**(named or paragraph_starts(strips, recurring, ahead.starts_one)), **detailed}
    ahead.listed, ahead.sections = listed, sections_over(strips, listed)
    unnamed = not any(names_one(strip) for strip in strips)
    instead = _stands_for_it([rows for rows in tables.values() if rows and not rows[0].is_line])
    of_labels = (recurring, named, detailed, listed)
    return Ground(strips, running, grades, tables, *of_labels, ahead, unnamed, instead, replies)


def _stands_for_it(tables: Iterable[Sequence[Strip]]) -> Field | None:
    """What was found, or else what will be done, where every form has it once and begins with it."""
    forms = [[read_label(row.full[0].text) for row in rows] for rows in tables]
    told = [[label.field for label in labels if label] for labels in forms]
    told = [] if any(Field.RECOMMENDATION in fields for fields in told) else told
    told = [fields for fields in told if len(fields) >= FEWEST_LABELS]
    return next(
        (one for one in INSTEAD if told and all(fields[0] is one and fields.count(one) == 1 for fields in told)), None
    )
