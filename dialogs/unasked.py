"""A yes or a no where no words wait for one: what the card that is open asks for instead."""

from dialogs.answering import QUESTIONS
from dialogs.sending import REVIEWED
from dialogs.turn import Turn
from storage import walks
from storage.held import NOTHING_ASKED

WAYS_ON = {
    QUESTIONS: "A yes does not answer these questions. Type “keep, because …” to keep your words with a reason, "
    "“change” to change them, or “next” to leave it for now.",
    REVIEWED: "A yes sends nothing by itself. Type “submit all” to send what you have reviewed.",
    walks.OVERTAKEN: "There are two answers, and a yes could be to either. Type “use mine”, “use both” or “keep theirs”.",
}


async def nothing_asked(turn: Turn) -> str:
    """What to type instead, where a card of this person's waits for other words than yes and no."""
    pending = (await turn.read(walks.walk_of, person=turn.person)).pending
    return WAYS_ON.get(pending, NOTHING_ASKED) if turn.typed else NOTHING_ASKED
