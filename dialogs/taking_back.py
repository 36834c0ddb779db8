"""An offer that its giver takes back before the colleague has answered: it was theirs all along, and stays so."""

from dialogs.speech import Reply
from dialogs.turn import Turn
from dialogs.walking import key_of, numbered, pressed_key, show
from storage import handovers, offers, walks
from storage.errors import Refusal
from storage.views import Handover

NOTHING_OUT = "You have offered nothing to a colleague that is still unanswered."


async def take_back(turn: Turn) -> Reply:
    """The offer on the card; or "take it back": of the one in hand, of the number named, or the only one there is."""
    offered = await _meant(turn)
    taken = await turn.write(offers.take_back, person=turn.person, moment=turn.moment, handover_id=offered.id)
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    told = f"Taken back: {taken.recommendation} is yours as before. I have told {taken.to_name}."
    here = (taken.recommendation_id, taken.round_id)
    if here not in {key_of(one) for one in listed}:
        return Reply(notice=told)
    return await show(turn, here, [one for one in listed if one.waiting], told)


async def nothing_out(turn: Turn) -> str:
    """Why "take it back" takes nothing back."""
    return "" if await turn.read(handovers.offers_by, person=turn.person) else NOTHING_OUT


async def _meant(turn: Turn) -> Handover:
    if turn.pressed.text("handover"):
        return await turn.read(handovers.handover, person=turn.person, handover_id=turn.pressed.number("handover"))
    out = await turn.read(handovers.offers_by, person=turn.person)
    walk, listed = await turn.read(walks.whereabouts, person=turn.person)
    key = pressed_key(turn) or key_of(walk)
    about = [one for one in out if (one.recommendation_id, one.round_id) == key]
    if turn.argument:
        named = {key_of(one) for one in numbered(listed, turn.argument)}
        about = [one for one in out if (one.recommendation_id, one.round_id) in named]
    if len(about or out) == 1 and not (turn.argument and not about):
        return (about or out)[0]
    if not out:
        raise Refusal(f"{NOTHING_OUT} What you gave back to the clerk, ask the clerk to give to you.")
    which = " or ".join(f"“take back {one.recommendation.removeprefix('Recommendation ')}”" for one in out[:5])
    raise Refusal(f"Which one? Type {which}. Nothing has changed.")
