"""Actions row by row under one recommendation, each with who leads, by when and its grade: they are its sub-actions.

What is given once for all of them, merged down or in the first row alone, stays the recommendation's own, and so does what
each of them says alike.
"""

from collections.abc import Sequence
from itertools import pairwise

from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import Draft, SubDraft
from storage.importing.reading.labels import Field
from storage.importing.reading.strips import Passage
from storage.importing.reading.under import OF_AN_ACTION, number_sub

OWN = (OF_AN_ACTION | {Field.GRADE}) - {Field.ACTION}
FEWEST = 2
SELDOM = 3
"""Recommendations of one row for each of several, at least, where rows are recommendations."""


def pair_all(drafts: Sequence[Draft]) -> None:
    """Once all rows are known. Where a document gives a row to a recommendation, one that goes on over two is no list of
    sub-actions: its actions, leads and dates are the recommendation's, and it is told which belong together."""
    several = [draft for draft in drafts if len(_rows(draft)) > 1]
    single = sum(len(_rows(draft)) == 1 for draft in drafts)
    is_rare = len(several) * SELDOM <= single
    for draft in drafts:
        rows = _rows(draft)
        if is_rare and len(rows) > 1 and not _are_told_apart(rows):
            draft.findings += _joined(rows)
        else:
            pair(draft)


def _rows(draft: Draft) -> list[SubDraft]:
    return [row for row in draft.action_rows if row.values.get(Field.ACTION)]


def _are_told_apart(rows: Sequence[SubDraft]) -> bool:
    """Whether they have numbers or grades of their own, as sub-actions have."""
    graded = [row for row in rows if _said(row, Field.GRADE)]
    return len(graded) > 1 or any(row.values.get(Field.NUMBER) for row in rows)


def _joined(rows: Sequence[SubDraft]) -> list[Finding]:
    """What stands beside each action, where it is not said alike of all."""
    fields = (Field.OWNER, Field.OWNER_AND_DUE, Field.DUE)
    own = [", ".join(said for field in fields if (said := _said(row, field))) for row in rows]
    if sum(map(bool, own)) < FEWEST or len(set(own)) == 1:
        return []
    told = "; ".join(
        f"{quoted(_said(row, Field.ACTION), 50)} ({said})" if said else quoted(_said(row, Field.ACTION), 50)
        for row, said in zip(rows, own, strict=True)
    )
    said = (
        f"Its rows are actions with leads and dates of their own, which I kept together on the recommendation: {told}."
    )
    return [Finding("actions_joined", "actions", said, place=rows[1].place)]


def pair(draft: Draft) -> None:
    """One row, or actions that tell nothing more, stay as they are."""
    rows = _rows(draft)
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
