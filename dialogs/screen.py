"""What somebody sees last. A grade or a label typed under a list, a story or an answer may be meant for what stands there,
so that what was shown is remembered: such words are asked about, while under the form in hand they are taken at once."""

from cards.verbs import Verb
from dialogs.speech import Pressed, Reply
from dialogs.turn import Turn
from dialogs.walking import pressed_key
from storage import walks


async def shown(turn: Turn, reply: Reply) -> Reply:
    """The same reply. A sentence alone leaves the card above it where it is."""
    if reply.card is None or turn.place != "personal" or _came_by_saving(turn, reply):
        return reply
    walk = await turn.glance(walks.walk_of, person=turn.person)
    if walk.walking and walk.elsewhere == (reply.about == (walk.recommendation_id, walk.round_id)):
        # Where somebody looks is no effect that a second delivery could repeat: it claims nothing.
        await turn.database.write(walks.looks, person=turn.person, moment=turn.moment, about=reply.about)
    return reply


def _came_by_saving(turn: Turn, reply: Reply) -> bool:
    """A draft that was saved has brought its writer to what it is about, in the same transaction."""
    saved = isinstance(turn.event, Pressed) and turn.event.verb == Verb.SAVE_DRAFT
    return saved and reply.about is not None and reply.about == pressed_key(turn)
