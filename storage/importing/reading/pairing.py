"""Actions row by row under one recommendation, each with who leads, by when and its grade: they are its sub-actions.

What is given once for all of them, merged down or in the first row alone, stays the recommendation's own, and so does what
each of them says alike.
"""

from collections.abc import Sequence
from itertools import pairwise

from storage.importing.reading.drafts import Draft, SubDraft
from storage.importing.reading.labels import Field
from storage.importing.reading.strips import Passage
from storage.importing.reading.under import OF_AN_ACTION, number_sub

OWN = (OF_AN_ACTION | {Field.GRADE}) - {Field.ACTION}
FEWEST = 2


def pair(draft: Draft) -> None:
    """Once all rows of the recommendation are known. One row, or actions that tell nothing more, stay as they are."""
    rows = [row for row in draft.action_rows if row.values.get(Field.ACTION)]
    telling = sum(any(_said(row, field) for field in OWN) for row in rows)
    if not any(row.values.get(Field.NUMBER) for row in rows) and min(len(rows), telling) < FEWEST:
        return
    draft.paired = True
    _leave(draft, Field.ACTION, rows, kept=())
    graded = any(_said(row, Field.GRADE) for row in rows)
    for field in OWN:
        _part(draft, field, rows)
    for row in rows:
        row.awaits_grade = graded and not _is_of_all(draft, Field.GRADE)
        number_sub(row)
    draft.subs[:0] = rows


def lift_only_rows(drafts: Sequence[Draft]) -> None:
    """Where every recommendation has one row of "Action | Lead | By when | RAG" under it, and none tells of these itself, the
    row is the recommendation's own and no sub-action."""
    listing = [draft for draft in drafts if draft.subs]
    own = [draft.labelled.union(*(here.labelled for here in draft.rounds)) & OWN for draft in listing]
    if (
        len(listing) < FEWEST
        or any(own)
        or any(len(draft.subs) > 1 or draft.subs[0].values.get(Field.NUMBER) for draft in listing)
    ):
        return
    for draft in listing:
        row = draft.subs.pop()
        for field, passages in row.values.items():
            draft.add(field, passages)
        if row.shade:
            draft.round(None).shade = row.shade


def _part(draft: Draft, field: Field, rows: Sequence[SubDraft]) -> None:
    """Whose this field is: each row's own, or given for all."""
    for above, row in pairwise(rows):
        if field in row.merged and not _said(row, field):
            row.values[field], row.shade = above.values.get(field, []), row.shade or _shade(above, field)
    said = [_said(row, field) for row in rows]
    if not any(said):
        return
    first = rows[0].values.get(field, [])
    is_down_the_rows = len(rows) > 1 and all(field in row.merged for row in rows[1:])
    is_in_the_first = not any(said[1:]) and not any(row.merged for row in rows) and len(rows) > 1
    if len(rows) == 1 or len(set(said)) == 1 or is_in_the_first:
        _leave(draft, field, rows, kept=first, shade=rows[0].shade if field is Field.GRADE else "")
        if is_down_the_rows or is_in_the_first:
            for row in rows:
                _forget(row, field)
    else:
        _leave(draft, field, rows, kept=())


def _said(row: SubDraft, field: Field) -> str:
    """What a row says here; a colour alone says something of the grade."""
    text = " ".join(passage.text for passage in row.values.get(field, ()))
    return text or _shade(row, field)


def _shade(row: SubDraft, field: Field) -> str:
    return row.shade if field is Field.GRADE else ""


def _forget(row: SubDraft, field: Field) -> None:
    row.values.pop(field, None)
    if field is Field.GRADE:
        row.shade = ""


def _is_of_all(draft: Draft, field: Field) -> bool:
    return any(field in here.labelled for here in draft.rounds)


def _leave(draft: Draft, field: Field, rows: Sequence[SubDraft], kept: Sequence[Passage], shade: str = "") -> None:
    """Leaves on the recommendation, of what the rows say, only what is given for all of them."""
    of_rows = {passage.index for row in rows for passage in row.values.get(field, ())}
    of_all = {passage.index for passage in kept}
    gone = of_rows - of_all
    if field is not Field.GRADE:
        draft.values[field] = [one for one in draft.values.get(field, ()) if one.index not in gone]
        return
    for here in tuple(draft.rounds):
        here.values[field] = [one for one in here.values.get(field, ()) if one.index not in gone]
        here.shade, here.other_shades = shade, []
        if not here.values[field] and not shade:
            here.labelled.discard(field)
            here.graded_in_rows = True
        if not any(here.values.values()) and not shade:
            draft.rounds.remove(here)
