"""A typed yes or no is to the last question that was put; a pressed one, to what its card asked."""

from dialogs import acting, answering, evidence, handing_over, reporting, rounds, telling, typed
from dialogs.holding import FILE, file_waits
from dialogs.no_question import not_to, nothing_asked
from dialogs.old_questions import reason_left, told
from dialogs.speech import Reply
from dialogs.turn import Turn
from storage import held, walks
from storage.errors import Refusal
from storage.vocabulary import OFFERED


async def yes(turn: Turn) -> Reply:
    """Yes to whatever was asked last: the file in hand, or the words that were typed."""
    if not turn.typed:
        return await (evidence.attach_here(turn) if turn.pressed.text("file") else typed.yes(turn))
    walk = await turn.read(walks.walk_of, person=turn.person)
    if walk.pending == acting.REMINDERS:
        return await acting.send_reminders(turn)
    if walk.pending == reporting.REPORT:
        return await reporting.compile_(turn)
    if walk.pending == FILE:
        return await evidence.attach_here(turn)
    is_held = await turn.read(held.held_words, person=turn.person) is not None
    if walk.pending == OFFERED and not is_held:
        return await handing_over.accept(turn, walk.pending_id)
    if answering.reason_waiting(walk):
        return await answering.keep_waiting(turn)
    if not is_held and (why := not_to(walk.pending, "yes")):
        raise Refusal(why)
    return await typed.yes(turn)


async def no(turn: Turn) -> Reply:
    """No to whatever was asked last."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    pending = walk.pending if turn.typed else ""
    if pending == acting.REMINDERS:
        return await acting.leave(turn)
    if pending == reporting.REPORT:
        await turn.write(walks.nothing_pending, person=turn.person, moment=turn.moment)
        return Reply(notice=told(pending))
    if pending == FILE or turn.pressed.text("file"):
        return await typed.gone_on(turn, await evidence.left(turn))
    is_held = await turn.read(held.held_words, person=turn.person) is not None
    if pending == OFFERED and not is_held:
        return await handing_over.decline(turn, walk.pending_id)
    if turn.typed and answering.reason_waiting(walk):
        return await answering.leave_waiting(turn)
    if turn.typed and await _told_elsewhere(turn) and await telling.let_go(turn):
        return Reply(notice="Not recorded. What you typed is still above, if you want it back.")
    if turn.typed and pending != typed.GRADE and not is_held:
        if said := told(pending) or not_to(pending, "no"):
            return Reply(notice=said)
        said = await nothing_asked(turn)
        return await typed.gone_on(turn, said) if walk.walking else Reply(notice=said)
    return await typed.no(turn)


async def _told_elsewhere(turn: Turn) -> bool:
    """Whether no walk and no held words come before what was typed outside one."""
    walking = (await turn.read(walks.walk_of, person=turn.person)).walking
    return not walking and await turn.read(held.held_words, person=turn.person) is None


async def discard(turn: Turn) -> Reply:
    """A No on a card is to what that card asked."""
    return await (rounds.no(turn) if turn.pressed.text("round") == "none" else no(turn))


async def what_became(turn: Turn) -> str:
    """What became of the last question, now that words for the walk come instead; "" where none was open. It is said once."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    if said := told(walk.pending):
        await turn.database.write(walks.nothing_pending, person=turn.person, moment=turn.moment)
    if reason := answering.reason_waiting(walk):
        said = reason_left(reason)
    return await file_waits(turn) if walk.pending == FILE else said
