"""Grades that are ticked: "☒ Achieved ☐ On track ☐ Behind". The one with the tick is the grade, all of them are the key.

Nothing ticked is no grade; two ticks are two grades, which the reader of grades doubts.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from storage.importing.reading.drafts import Draft
from storage.importing.reading.labels import Field
from storage.importing.reading.levels import is_known, level
from storage.importing.reading.scales import Scale
from storage.importing.reading.strips import Passage

TICKED, BLANK = "☑☒✓✔🗹✅", "☐□◻⬜"
OPTION = re.compile(rf"(?P<box>[{TICKED}{BLANK}]|\[\s*[xX]?\s*\])\s*(?P<name>[^{TICKED}{BLANK}\[]+)")
FEWEST = 2
OF_A_GRADE = (Field.GRADE, Field.ASSESSMENT)


def ticked(drafts: Sequence[Draft], scale: Scale) -> Scale:
    """Leaves in each draft what is ticked there. The scale, which is what may be ticked where nothing else says it.

    Options that a stated key does not have stay as they are written: nobody but the clerk knows which of its grades they are.
    """
    cells = [
        (here.values, field)
        for draft in drafts
        for here in draft.rounds
        for field in OF_A_GRADE
        if field in here.values
    ]
    forms = [(values, field, offered) for values, field in cells if (offered := _offered(values[field]))]
    names = list(dict.fromkeys(name for _, _, offered in forms for name, _ in offered))
    if not scale.levels and any(map(is_known, names)):
        scale = Scale(tuple(level("", name) for name in names), stated=True)
    if not all(map(scale.coded, names)):
        return scale
    for values, field, offered in forms:
        first = values[field][0]
        values[field] = [replace(first, text=name) for name, is_ticked in offered if is_ticked]
    return scale


def _offered(passages: Sequence[Passage]) -> list[tuple[str, bool]]:
    """Every option with whether it is ticked; nothing where these are no boxes."""
    found = [one for passage in passages for one in OPTION.finditer(passage.text)]
    said = "".join(OPTION.sub("", passage.text).strip() for passage in passages)
    if len(found) < FEWEST or said:
        return []
    return [(one["name"].strip(" .;,/"), one["box"] in TICKED or "x" in one["box"].lower()) for one in found]
