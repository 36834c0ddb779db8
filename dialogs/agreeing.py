"""A typed yes or no is to the last question that was put; a pressed one, to what its card asked."""

from dialogs import acting, evidence, reporting, rounds, telling, typed
from dialogs.holding import FILE, file_waits
from dialogs.speech import Reply
from dialogs.turn import Turn
from storage import held, walks

# What is said of a question that other words came after: it is put aside, and nothing was done.
PUT_ASIDE = {
    acting.REMINDERS: "I have reminded nobody: ask again if I should.",
    reporting.REPORT: "I have not compiled the report: type “report” to ask for it again.",
    rounds.OPENING: "No round was opened.",
    rounds.CLOSING: "No round was closed.",
}


async def yes(turn: Turn) -> Reply:
    """Yes to whatever was asked last: the file in hand, or the words that were typed."""
    if not turn.typed:
        return await (evidence.attach_here(turn) if turn.pressed.text("file") else typed.yes(turn))
    walk = await turn.read(walks.walk_of, person=turn.person)
    if walk.pending == acting.REMINDERS:
        return await acting.send_reminders(turn)
    if walk.pending == reporting.REPORT:
        return await reporting.compile_(turn)
    return await (evidence.attach_here(turn) if walk.pending == FILE else typed.yes(turn))


async def no(turn: Turn) -> Reply:
    """No to whatever was asked last."""
    pending = (await turn.read(walks.walk_of, person=turn.person)).pending if turn.typed else ""
    if pending == acting.REMINDERS:
        return await acting.leave(turn)
    if pending == reporting.REPORT:
        await turn.write(walks.nothing_pending, person=turn.person, moment=turn.moment)
        return Reply(notice=PUT_ASIDE[reporting.REPORT])
    if pending == FILE or turn.pressed.text("file"):
        return await typed.gone_on(turn, await evidence.left(turn))
    if turn.typed and await _told_elsewhere(turn) and await telling.let_go(turn):
        return Reply(notice="Not recorded. What you typed is still above, if you want it back.")
    return await typed.no(turn)


async def _told_elsewhere(turn: Turn) -> bool:
    """Whether no walk and no held words come before what was typed outside one."""
    walking = (await turn.read(walks.walk_of, person=turn.person)).walking
    return not walking and await turn.read(held.held_words, person=turn.person) is None


async def discard(turn: Turn) -> Reply:
    """A No on a card is to what that card asked."""
    return await (rounds.no(turn) if turn.pressed.text("round") == "none" else no(turn))


async def put_aside(turn: Turn) -> str:
    """What becomes of the last question, now that other words come instead of a yes or a no; "" where none was open."""
    pending = (await turn.read(walks.walk_of, person=turn.person)).pending
    return await file_waits(turn) if pending == FILE else PUT_ASIDE.get(pending, "")
