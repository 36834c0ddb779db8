"""Rows under a recommendation: a sub-action or an indicator of it, or one more action in the rows it is merged down over."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from storage.importing.reading.drafts import Draft, IndicatorDraft, SubDraft
from storage.importing.reading.labels import Field
from storage.importing.reading.responsible import unmixed
from storage.importing.reading.rows import LISTED, NUMBERED, Cells, is_nothing, points_elsewhere
from storage.importing.reading.strips import Box, Passage, Strip, reworded

NUMBERED_SUB = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*[a-z]?)\s+(?=[^\W\d_])")
TELLS = (Field.OWNER, Field.DUE, Field.OWNER_AND_DUE, Field.GRADE, Field.EVIDENCE)
OF_A_LETTER = re.compile(r"^r ?(?=\d)")
FEWEST_WORDS = 8
OF_AN_ACTION = frozenset(
    {
        Field.ACTION,
        Field.OWNER,
        Field.JOINT_OWNER,
        Field.SUPPORT,
        Field.START,
        Field.DUE,
        Field.REVISED_DUE,
        Field.OWNER_AND_DUE,
    }
)


def add_sub_action(draft: Draft, strip: Strip, cells: Cells) -> None:
    main, number = cells.box(Field.ACTION), cells.box(Field.NUMBER)
    text = main.text if main else strip.full[0].text
    if points_elsewhere(text):
        draft.add(Field.ACTION, main.passages if main else strip.full[0].passages)
        return
    goes_on = not number and (main is None or _goes_on(text))
    if not (draft.subs and goes_on):
        if main is None and len(strip.full) == 1:
            return
        draft.subs.append(SubDraft(strip.place))
    sub = draft.subs[-1]
    for label, box in cells.labelled:
        sub.values.setdefault(label.field, []).extend(box.passages)
        if label.field is Field.GRADE and box.shade:
            sub.shade = box.shade
    number_sub(sub)


def add_indicator(draft: Draft, strip: Strip, cells: Cells) -> None:
    if is_nothing(strip.full):
        return
    one = IndicatorDraft(strip.place)
    for label, box in cells.labelled:
        one.values.setdefault(label.field, []).extend(box.passages)
    draft.indicators.append(one)


def add_action_row(draft: Draft, strip: Strip, cells: Cells) -> None:
    """Keeps what this row of a table of recommendations says of its action, for `pairing.py`. A row without an action of
    its own, or one that goes on in the middle of a sentence, says more of the action above."""
    if not any(label.field is Field.ACTION for label, _ in cells.labelled):
        return
    action = cells.box(Field.ACTION)
    is_next = action and not _goes_on(action.text) and not _is_overleaf(draft, strip, cells)
    if not draft.action_rows or is_next:
        merged = frozenset(label.field for label, box in cells.labelled if box.continued)
        draft.action_rows.append(SubDraft(strip.place, merged=merged))
    row = draft.action_rows[-1]
    row.table = strip.table
    for label, box in cells.labelled:
        is_own_number = label.field is Field.NUMBER and box is not cells.number and not box.continued
        if label.field in OF_AN_ACTION or (is_own_number and cells.counts_actions):
            row.values.setdefault(label.field, []).extend(box.passages)
    graded = [box for label, box in cells.labelled if label.field is Field.GRADE]
    if graded and (graded[-1].passages or graded[-1].shade):
        row.values[Field.GRADE] = [*row.values.get(Field.GRADE, ()), *graded[-1].passages]
        row.shade = graded[-1].shade


def _is_overleaf(draft: Draft, strip: Strip, cells: Cells) -> bool:
    """ "| Report take-up | 28 February" in a second table: the lower half of a row that a page's end cut, where the two
    halves tell of one owner and one date between them. Rows that tell of both are actions of their own."""
    last = draft.action_rows[-1] if draft.action_rows else None
    if last is None or last.table == strip.table or cells.counts_actions:
        return False
    if any(cells.box(field) for field in (Field.NUMBER, Field.RECOMMENDATION)):
        return False
    above = _tells(last.values)
    here = _tells({label.field: box.passages for label, box in cells.labelled})
    return above.isdisjoint(here) and (len(draft.action_rows) == 1 or bool(above and here))


def _tells(values: Mapping[Field, Sequence[Passage]]) -> set[Field]:
    """Whether who and when are told, though it be in one cell."""
    who, when = unmixed(values.get(Field.OWNER_AND_DUE, ()))
    is_told = {Field.OWNER: who or values.get(Field.OWNER), Field.DUE: when or values.get(Field.DUE)}
    return {field for field, said in is_told.items() if said}


def parent_of(number: Box | None, drafts: Sequence[Draft], cells: Cells) -> Draft | None:
    """The row right above that this one's number is a part of, where only this one tells who, when and how it stands."""
    head, dot, part = number.text.strip(" .").rpartition(".") if number else ("", "", "")
    parent = drafts[-1] if drafts else None
    if not dot or not part.isdigit() or parent is None or _bare(parent.number) != _bare(head):
        return None
    said = {field for field, passages in parent.values.items() if passages}
    is_bare = said <= {Field.NUMBER, Field.RECOMMENDATION} and not any(
        any(one.values.values()) for one in parent.rounds
    )
    tells = any(box.passages for label, box in cells.labelled if label.field in TELLS)
    return parent if is_bare and tells and parent.text and not parent.form else None


def _bare(number: str) -> str:
    """ "R1" is the 1 that its actions' numbers begin with."""
    return OF_A_LETTER.sub("", number.casefold())


def is_recommended(parent: Draft) -> bool:
    return reads_as_recommended(parent.text)


def reads_as_recommended(text: str) -> bool:
    """A sentence, where the name of a theme is a word or three."""
    return text.endswith(".") or len(text.split()) >= FEWEST_WORDS


def as_action(cells: Cells) -> Cells:
    """What stands under "Recommendation" in the row of a part is the action."""
    labelled = (
        (replace(label, field=Field.ACTION) if label.field is Field.RECOMMENDATION else label, box)
        for label, box in cells.labelled
    )
    return replace(cells, labelled=tuple(labelled))


def _goes_on(text: str) -> bool:
    return text[:1].islower() and not NUMBERED.match(text)


def number_sub(sub: SubDraft) -> None:
    """The number of an action: its own cell's, or what its text begins with."""
    passages: list[Passage] = sub.values.get(Field.ACTION, [])
    if numbers := sub.values.get(Field.NUMBER):
        sub.number = " ".join(passage.text for passage in numbers).strip(" .")
    elif passages and not sub.number:
        first = passages[0]
        if found := NUMBERED.match(first.text) or NUMBERED_SUB.match(first.text):
            sub.number = found[1]
            passages[0] = reworded(first, first.text[found.end() :])
        elif found := LISTED.fullmatch(first.numbered):
            sub.number = found[1]
