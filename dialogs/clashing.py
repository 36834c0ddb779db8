"""Two answers to one recommendation: whoever came second chooses, at once or later, with a button or with words."""

from dataclasses import dataclass

from dialogs.answering import MOVED_ON
from dialogs.holding import put_clash
from dialogs.speech import Reply
from dialogs.turn import Turn
from dialogs.walking import Key, drawn, key_of, pressed_key
from storage import settling, walks
from storage.errors import Refusal
from storage.views import MovedOn, Overtaken, Sheet

THE_TWO = "These are the two answers. Type it again to choose."


@dataclass(frozen=True, slots=True)
class Choice:
    """Between which words set aside and which version."""

    key: Key
    version: int
    aside_number: int


async def use_mine(turn: Turn) -> Reply:
    return await _use(turn, joined=False, told="Yours is now the answer. The other one is kept in the record.")


async def use_both(turn: Turn) -> Reply:
    return await _use(turn, joined=True, told="Both are kept, one after the other. Read it through.")


async def use_theirs(turn: Turn) -> Reply:
    choice = await _choice(turn)
    if isinstance(choice, Reply):
        return choice
    left = await turn.write(
        settling.leave_aside,
        person=turn.person,
        moment=turn.moment,
        recommendation_id=choice.key[0],
        round_id=choice.key[1],
        aside_number=choice.aside_number,
    )
    return await _shown(turn, left, "What was saved first stays. Yours is kept in the record.")


async def no_clash(turn: Turn) -> str:
    """Why "both" or "mine" chooses nothing."""
    waiting = await turn.read(settling.open_clashes, person=turn.person)
    return "" if waiting else "There are no two answers to choose between."


async def _use(turn: Turn, *, joined: bool, told: str) -> Reply:
    choice = await _choice(turn)
    if isinstance(choice, Reply):
        return choice
    used = await turn.write(
        settling.use_aside,
        person=turn.person,
        moment=turn.moment,
        recommendation_id=choice.key[0],
        round_id=choice.key[1],
        version=choice.version,
        aside_number=choice.aside_number,
        joined=joined,
    )
    if isinstance(used, Overtaken):
        return await put_clash(turn, used)
    return await (_shown(turn, used.sheet, MOVED_ON) if isinstance(used, MovedOn) else _shown(turn, used, told))


async def _shown(turn: Turn, there: Sheet, told: str) -> Reply:
    """The form as it is now. The clash is no longer pending, so that no word is taken for a choice."""
    await turn.write(
        walks.step_to,
        person=turn.person,
        moment=turn.moment,
        recommendation_id=there.recommendation_id,
        round_id=there.round.id,
    )
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    return drawn(turn, there, [one for one in listed if one.waiting], told)


async def _choice(turn: Turn) -> Choice | Reply:
    """From the card that was pressed; or, typed, of the two answers that were seen last. Unseen, they are shown first."""
    if key := pressed_key(turn):
        return Choice(key, turn.pressed.number("version"), turn.pressed.number("aside"))
    waiting = await turn.read(settling.open_clashes, person=turn.person)
    if not waiting:
        raise Refusal("There are no two answers to choose between. Type “update” to see where you are.")
    walk = await turn.read(walks.walk_of, person=turn.person)
    for one in waiting:
        seen = (key_of(walk), walk.pending, walk.pending_text, walk.pending_id)
        if seen == (_key(one), walks.OVERTAKEN, str(one.sheet.version), one.aside_number):
            return Choice(_key(one), one.sheet.version, one.aside_number)
    return await put_clash(turn, waiting[0], THE_TWO)


def _key(clash: Overtaken) -> Key:
    return clash.sheet.recommendation_id, clash.sheet.round.id
