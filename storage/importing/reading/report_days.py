"""The day of a report that a recommendation comes from, which is no day of its account: "Audit | Date of report" before what
was recommended, where each report has its own day and all its recommendations share it.
"""

from collections.abc import Mapping, Sequence

from storage.importing.reading.labels import Field, Label
from storage.importing.reading.strips import Strip


def of_their_reports(labels: Mapping[int, Label], rows: Sequence[Strip]) -> set[int]:
    """The columns of days that follow their section: one for each, at least one of which has several recommendations."""
    sections = [at for at, label in labels.items() if label.field is Field.SECTION]
    dated = [at for at, label in labels.items() if label.field is Field.REPORTED]
    return {at for at in dated if sections and _follow(at, sections[0], rows)}


def _follow(at: int, section: int, rows: Sequence[Strip]) -> bool:
    days: dict[str, set[str]] = {}
    shared = False
    name = ""
    for row in (row for row in rows if len(row.full) > 1):
        name = row.at(section).text or name
        if not (day := row.at(at).text):
            continue
        shared = shared or name in days
        days.setdefault(name, set()).add(day)
    several = {day for said in days.values() for day in said}
    return shared and len(several) > 1 and all(len(said) == 1 for said in days.values())
