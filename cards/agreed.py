"""What was agreed about a recommendation: its text, actions, measures, due date and owners. Read, never written."""

from collections.abc import Sequence
from datetime import date

from cards.elements import label, line, run
from cards.frame import Element, Room
from cards.people import several, words
from cards.standing import due_words, owners_words
from storage.views import Sheet


def agreed(sheet: Sheet, room: Room, today: date) -> list[Element]:
    return [
        *words(sheet.text, room, empty="The plan gives no text for this one."),
        *_listed("Agreed action", sheet.actions, room),
        *_listed("Success measure", sheet.measures, room),
        line(run("Due: ", bold=True), due_words(sheet.due, today), spacing="Medium"),
        line(run("Responsible: ", bold=True), owners_words(sheet, room)),
    ]


def _listed(name: str, texts: Sequence[str], room: Room) -> list[Element]:
    heading = label(name if len(texts) == 1 else f"{name}s")
    return [heading, *several(texts, room, noun=name.lower())] if texts else []
