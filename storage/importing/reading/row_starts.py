"""Whether a row begins a recommendation, goes on with the one above, or says it again; and which number it has.

Asked of each row of a table of recommendations (`records.py`)."""

from dataclasses import replace

from storage.importing.reading.drafts import Draft
from storage.importing.reading.labels import Field, read_start
from storage.importing.reading.rows import LISTED, NUMBERED, Cells
from storage.importing.reading.strips import Box
from storage.rules.wording import bare_words


def carries_on(main: Box | None, number: Box | None, draft: Draft) -> bool:
    """The lower half of a row: neither number nor text, or a text that goes on in the middle of a sentence."""
    if number:
        return _is_its_number(number, draft) and (main is None or main.text[:1].islower())
    if main is None:
        return True
    if read_start(main.text) or NUMBERED.match(main.text):
        return False
    return main.text[:1].islower() and draft.text[-1:] not in ".!?"


def is_said_again(main: Box | None, number: Box | None, draft: Draft, cells: Cells) -> bool:
    """The recommendation repeated beside each of its actions, as a register does that has a row for every action."""
    action = cells.box(Field.ACTION)
    if main is None or action is None or not draft.action_rows or (number and not _is_its_number(number, draft)):
        return False
    words, said = bare_words(main.text), bare_words(draft.text)
    return bool(said) and words[-len(said) :] == said and len(words) - len(said) <= 2


def _is_its_number(number: Box, draft: Draft) -> bool:
    return number.text.casefold().strip(" .") == draft.number.casefold()


def number_it(draft: Draft, cells: Cells) -> None:
    """The number of a row: its own column's, or what its text begins with."""
    if box := cells.number:
        start = read_start(box.text)
        draft.number = start.number if start else box.text.strip(" .:")
        draft.add(Field.NUMBER, box.passages)
        return
    passages = draft.values.get(Field.RECOMMENDATION, [])
    if not passages:
        return
    first = passages[0]
    if start := read_start(first.text):
        draft.number = start.number
        passages[:1] = [replace(first, text=start.rest)] if start.rest else []
    elif found := NUMBERED.match(first.text):
        draft.number = found[1]
        passages[0] = replace(first, text=first.text[found.end() :])
    elif found := LISTED.fullmatch(first.numbered):
        draft.number = found[1]
