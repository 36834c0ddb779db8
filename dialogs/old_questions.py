"""A question that something else came after is put aside: a yes much later is to no question that nobody remembers.

It is put aside before anything else is done with what came, so that whatever is asked next is asked anew. The card that asked
keeps its button, which does what it says for as long as things stand as that card showed them.
"""

from dataclasses import replace

from cards.verbs import Verb
from dialogs import acting, handing_over, reporting, rounds
from dialogs.rounds import ASIDE
from dialogs.speech import Joined, Pressed, Said
from dialogs.turn import Turn
from storage import walks

# What is done for many people, or cannot be undone, is done only after a yes to the question just put.
ASKED = (acting.REMINDERS, reporting.REPORT, rounds.OPENING, rounds.CLOSING)
AGAIN = {
    acting.REMINDERS: "I have reminded nobody: ask again if I should.",
    reporting.REPORT: "I have not compiled the report: type “report” to ask for it again.",
    rounds.OPENING: "No round was opened: type “open round” to begin again.",
    rounds.CLOSING: "No round was closed: type “close round” to be asked again.",
}
# Words and buttons that answer such a question, or change what it asks about.
ANSWERING_WORDS = frozenset(("yes", "no", "confirm", "compile", "change"))
ANSWERING_BUTTONS = frozenset(
    (Verb.CONFIRM, Verb.DISCARD, Verb.SEND_REMINDERS, Verb.LEAVE_IT, Verb.OPEN_ROUND, Verb.CLOSE_ROUND, Verb.COMPILE)
)  # fmt: skip
# Saving moves the walk, with whatever was pending, in the transaction that keeps the words.
MOVING = frozenset((Verb.SAVE_AND_NEXT, Verb.SAVE_DRAFT))


# To "whose is it?" come words for a name; after anything else that is shown, "hand to …" is about no card in sight.
HANDING_WORDS = frozenset(("", handing_over.BY_HAND, "back to the clerk, because …", "help", "yes", "no"))


async def put_aside(turn: Turn, words: str) -> None:
    """Whatever was asked, unless this answers it. `words` is the command that was typed, if it was one."""
    if isinstance(turn.event, Said) and words not in HANDING_WORDS:
        await _whose_aside(turn)
    match turn.event:
        case Said() if words in ANSWERING_WORDS:
            return
        case Pressed(verb=verb) if verb in ANSWERING_BUTTONS or verb in MOVING:
            return
        case Joined():
            return
    walk = await turn.glance(walks.walk_of, person=turn.person)
    if walk.pending in ASKED:
        aside = replace(walk, pending=f"{ASIDE}{walk.pending}")
        # It claims nothing: done twice it is done once, and what the person sent is still to be dealt with.
        await turn.database.write(walks.stand, person=turn.person, moment=turn.moment, walk=aside)


async def _whose_aside(turn: Turn) -> None:
    if (await turn.glance(walks.walk_of, person=turn.person)).pending == handing_over.NOT_MINE:
        await turn.database.write(walks.nothing_pending, person=turn.person, moment=turn.moment)


def told(pending: str) -> str:
    """That a question was put aside and nothing was done; "" where it was none of these."""
    return AGAIN.get(pending.removeprefix(ASIDE), "")


def late_yes(pending: str) -> str:
    """What a yes is told that comes after something else; "" where no question was put aside."""
    if not pending.startswith(ASIDE):
        return ""
    return f"I had asked you something before that, and put it aside when we went on to something else. {told(pending)}"
