""" "Open 1 of Damp and Mould": a number with its plan, for somebody whom two plans ask under the same number."""

from collections.abc import Sequence

from cards.lists import number_words
from dialogs.speech import Reply
from dialogs.turn import Dialog, Turn
from dialogs.walking import numbered
from storage import walks
from storage.views import Assignment


async def names_none(turn: Turn) -> str:
    """Why, in a walk, "file for 3 of the schools" is an answer: nothing of theirs has that number in a plan of that name."""
    if " " not in turn.argument.removeprefix("item "):
        return ""
    listed = (await turn.read(walks.whereabouts, person=turn.person))[1]
    return "" if numbered(listed, turn.argument) else "You have none of that number in a plan of that name."


def of_plan(dialog: Dialog, otherwise: Dialog) -> Dialog:
    """The dialog, where one's own list has such a number in such a plan; else the words are no command."""

    async def chosen(turn: Turn) -> Reply:
        return await (otherwise if await names_none(turn) else dialog)(turn)

    return chosen


def which_of(verb: str, named: Sequence[Assignment], number: str) -> str:
    """What to type where several have that number, or none has."""
    if not named:
        return f"none of yours has the number {number}. Type “my actions” to see them"
    words = " or ".join(f"“{verb} {number_words(one)}”" for one in named[:3])
    return f"more than one of yours has that number. Type {words}"
