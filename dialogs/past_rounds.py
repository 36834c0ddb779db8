"""A recommendation in a round that is named: "open 1 of July 2024". Where the round is open that is its form; where it
has closed, what was sent in it, and beside that what was left unsent. Reading it moves nobody in their walk."""

import re

from cards.left import closed_answer as closed_answer_card
from dialogs.speech import Reply, Said
from dialogs.turn import Dialog, Turn
from dialogs.walking import pressed_key, show
from storage import left, walks
from storage.errors import Refusal
from storage.left_views import Place

PARTS = re.compile(r"(.+?)\s+(?:of|in|for|from)\s+(.+)", re.S | re.I)
MOST_NAMED = 4


async def read_left(turn: Turn) -> Reply:
    """The words from which a letter's button leads."""
    key = pressed_key(turn)
    if key is None:
        raise Refusal("That card is damaged. Type “my actions” to see what is yours.")
    return await _closed(turn, *key)


def in_round(otherwise: Dialog) -> Dialog:
    """For "open 1 of July 2024". What names no round may be anything else: "show 5 of the surveys" is an answer."""

    async def opened(turn: Turn) -> Reply:
        found = await _places(turn)
        if not found:
            return await otherwise(turn)
        if len(found) > 1:
            number, _ = _parts(turn.argument)
            ways = "; ".join(f"“open {number} of {one.round_label}, {one.plan_title}”" for one in found[:MOST_NAMED])
            raise Refusal(f"Several plans have that number in that round. Type one of these: {ways}.")
        (one,) = found
        if one.closed:
            return await _closed(turn, one.recommendation_id, one.round_id)
        _, listed = await turn.read(walks.whereabouts, person=turn.person)
        if (one.recommendation_id, one.round_id) not in {(at.recommendation_id, at.round_id) for at in listed}:
            return await otherwise(turn)
        return await show(turn, (one.recommendation_id, one.round_id), [at for at in listed if at.waiting])

    return opened


async def _places(turn: Turn) -> tuple[Place, ...]:
    number, words = _parts(turn.argument)
    if not (number and isinstance(turn.event, Said)):
        return ()
    return await turn.read(left.places, person=turn.person, number=number, words=words)


async def _closed(turn: Turn, recommendation_id: int, round_id: int) -> Reply:
    found = await turn.read(
        left.closed_answer, person=turn.person, recommendation_id=recommendation_id, round_id=round_id
    )
    return Reply(closed_answer_card(found, turn.moment.today))


def _parts(argument: str) -> tuple[str, str]:
    """The number, as plans print it, and the words after it."""
    found = PARTS.fullmatch(argument.strip())
    if not found:
        return "", ""
    number = re.sub(r"^(?:rec(?:ommendation)?\.?|number|no\.?|#)\s*", "", found[1], flags=re.I)
    return " ".join(number.split()), found[2]
