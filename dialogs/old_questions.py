"""A question that something else came after is put aside: a yes much later is to no question that nobody remembers.

It is put aside before anything else is done with what came, so that whatever is asked next is asked anew. The card that asked
keeps its button, which does what it says for as long as things stand as that card showed them.
"""

from dataclasses import replace

from cards.verbs import Verb
from cards.wording import shortened
from dialogs import acting, answering, deciding, handing_over, reporting, reviewing, rounds
from dialogs.rounds import ASIDE
from dialogs.speech import Joined, Pressed, Said
from dialogs.turn import Turn
from storage import walks
from storage.vocabulary import OFFERED

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


# What may be typed under a card without its question being put aside; "" are words that are no command.
ALWAYS = frozenset(("yes", "no", "help", "what the grades mean", "what was said last time", "get file 1"))
WORDS_FOR = {
    handing_over.NOT_MINE: ALWAYS | {"", handing_over.BY_HAND, "back to the clerk, because …"},
    reviewing.ANSWER: ALWAYS | {"accept", "return, because …", "back to the list"},
    deciding.DECISION: ALWAYS | {"decide 5", "committee agreed", "committee grade …"},
    reviewing.HANDED_BACK: ALWAYS | {"assign to …", "back to the list"},
    OFFERED: frozenset(("yes", "no", "accept", "decline")),
}
BUTTONS_FOR = frozenset(
    (
        Verb.HAND_OVER,
        Verb.HAND_TO_CLERK,
        Verb.ACCEPT_ANSWER,
        Verb.RETURN_ANSWER,
        Verb.ASSIGN,
        Verb.RECORD_DECISION,
        Verb.GET_FILE,
    )
)


async def put_aside(turn: Turn, words: str) -> None:
    """Whatever was asked, unless this answers it. `words` is the command that was typed, if it was one."""
    await _desk_aside(turn, words)
    await _reason_aside(turn, words)
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


async def _desk_aside(turn: Turn, words: str) -> None:
    """ "Hand to …" is to the card that asks whose it is, "accept" to the answer that is open: to none once something else
    has been shown."""
    pending = (await turn.glance(walks.walk_of, person=turn.person)).pending
    match turn.event:
        case Said():
            answers = words in WORDS_FOR.get(pending, ())
        case Pressed(verb=verb):
            answers = verb in BUTTONS_FOR
        case _:
            answers = True
    if pending in WORDS_FOR and not answers:
        await turn.database.write(walks.nothing_pending, person=turn.person, moment=turn.moment)


async def _reason_aside(turn: Turn, words: str) -> None:
    """A reason that waits for its question is said to be kept beside none, once something else is wanted."""
    walk = await turn.glance(walks.walk_of, person=turn.person)
    reason = answering.reason_waiting(walk)
    answers = isinstance(turn.event, Said) and words in ALWAYS | {"", "keep, because …"}
    if not reason or answers or isinstance(turn.event, Joined):
        return
    seen = walk.pending_text.partition("\n")[0]
    await turn.database.write(
        walks.stand, person=turn.person, moment=turn.moment, walk=replace(walk, pending_text=seen)
    )
    turn.given_back.append(reason_left(reason))


def reason_left(reason: str) -> str:
    return f"Your reason “{shortened(reason, 200)}” is kept beside no question: type it again where it belongs."


def told(pending: str) -> str:
    """That a question was put aside and nothing was done; "" where it was none of these."""
    return AGAIN.get(pending.removeprefix(ASIDE), "")


def late_yes(pending: str) -> str:
    """What a yes is told that comes after something else; "" where no question was put aside."""
    if not pending.startswith(ASIDE):
        return ""
    return f"I had asked you something before that, and put it aside when we went on to something else. {told(pending)}"
