"""Words that mean one thing here and another there: which dialog they lead to goes by what is in hand. For `commands.py`."""

from dialogs import answering, answers, handing_over, importing, reporting, reviewing, rounds
from dialogs.speech import Reply
from dialogs.turn import Dialog, Turn
from storage import handovers
from storage.errors import Refusal
from storage.vocabulary import Role


async def change(turn: Turn) -> Reply:
    """Changes what was shown last: the report that was read back, or the answer in hand."""
    return await (reporting.change(turn) if await reporting.is_pending(turn) else answering.change(turn))


async def accept(turn: Turn) -> Reply:
    """A clerk with an answer open accepts that; anybody else, what a colleague offered."""
    at_answer = await reviewing.at_answer(turn)
    offers = await turn.read(handovers.offers_to, person=turn.person)
    if at_answer and offers:
        raise Refusal("You have an answer open and an offer from a colleague. Press the button on the one you mean.")
    is_desk = at_answer or (turn.person.holds(Role.CLERK) and not offers)
    return await (reviewing.accept_answer(turn) if is_desk else handing_over.accept(turn))


async def back_to_list(turn: Turn) -> Reply:
    """The button of that name on a clerk's card leads to what came in; on an opened row, to the last answer."""
    return await (reviewing.to_review(turn) if await reviewing.at_desk(turn) else answers.page(turn))


def with_document(dialog: Dialog, otherwise: Dialog) -> Dialog:
    """While a document is in hand, words are about it first."""

    async def chosen(turn: Turn) -> Reply:
        return await (dialog(turn) if await importing.is_here(turn) else otherwise(turn))

    return chosen


def away_from_document(dialog: Dialog) -> Dialog:
    """For lists that are about something else: "open 5" after them is not the document's fifth recommendation."""

    async def away(turn: Turn) -> Reply:
        await importing.leave(turn)
        return await dialog(turn)

    return away


def with_round(dialog: Dialog, otherwise: Dialog) -> Dialog:
    """Where a clerk has just been asked whether to open or close a round, yes and no are about that."""

    async def chosen(turn: Turn) -> Reply:
        return await (dialog(turn) if turn.typed and await rounds.is_asked(turn) else otherwise(turn))

    return chosen
