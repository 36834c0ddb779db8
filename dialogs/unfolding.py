"""Words that do what the form's folds do: "what the grades mean", "what was said last time"."""

from cards.unfolded import grades, last_time
from dialogs.answering import change
from dialogs.speech import Reply
from dialogs.turn import Dialog, Turn
from dialogs.walking import current_sheet, start
from storage import walks


async def what_grades_mean(turn: Turn) -> Reply:
    here, _ = await current_sheet(turn)
    return Reply(grades(here))


async def what_was_said(turn: Turn) -> Reply:
    here, _ = await current_sheet(turn)
    return Reply(last_time(here))


async def open_it(turn: Turn) -> Reply:
    """The title of a letter's button: the one in hand, else whatever waits."""
    return await (change if await _has_in_hand(turn) else start)(turn)


def in_hand(dialog: Dialog, otherwise: Dialog) -> Dialog:
    """The dialog, where a recommendation is in hand that it could be about."""

    async def chosen(turn: Turn) -> Reply:
        return await (dialog if await _has_in_hand(turn) else otherwise)(turn)

    return chosen


async def _has_in_hand(turn: Turn) -> bool:
    return (await turn.read(walks.walk_of, person=turn.person)).recommendation_id is not None
