"""The word "undo": of words that wait for a yes the last message is taken out; where none wait, the last change that was typed
for the recommendation in hand is taken back. Either way it is said what went."""

from cards.wording import shortened
from dialogs.holding import held_first
from dialogs.speech import Reply
from dialogs.turn import Turn
from dialogs.walking import current_sheet, drawn
from storage import held, undoing, walks
from storage.views import Change

MOST_SHOWN = 160


async def undo(turn: Turn) -> Reply:
    if await turn.read(held.held_words, person=turn.person):
        return await _taken_out(turn)
    if first := await held_first(turn):
        return first
    here, listed = await current_sheet(turn)
    waiting = [one for one in listed if one.waiting]
    walk = await turn.read(walks.walk_of, person=turn.person)
    key = {"recommendation_id": here.recommendation_id, "round_id": here.round.id}
    if walk.elsewhere or not walk.walking:
        there = await turn.write(walks.step_to, person=turn.person, moment=turn.moment, **key)
        told = f"This is {here.name}. Type “undo” again to take back what you typed for it last."
        return drawn(turn, there, waiting, told)
    back, changed = await turn.write(undoing.undo, person=turn.person, moment=turn.moment, **key)
    await turn.write(walks.step_to, person=turn.person, moment=turn.moment, **key)
    told = " ".join(map(_said, changed)) or "Its words are the same."
    return drawn(turn, back, waiting, f"Taken back for {here.short_name}. {told} The record keeps both versions.")


async def _taken_out(turn: Turn) -> Reply:
    """Of several messages the last; of one alone, all."""
    last = await turn.write(held.take_out_last, person=turn.person, moment=turn.moment)
    told = f"Taken out: “{shortened(last, 200)}”."
    return await held_first(turn, f"{told} The rest still waits.") or Reply(notice=f"{told} Nothing is recorded.")


def _said(one: Change) -> str:
    was, now = shortened(one.before, MOST_SHOWN), shortened(one.after, MOST_SHOWN)
    return f"{one.field}: it was “{was}”, {f'and is “{now}” again' if now else 'and is empty again'}."
