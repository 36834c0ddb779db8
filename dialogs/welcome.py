"""Saying hello: once with an introduction, afterwards with what is waiting."""

from cards.welcome import Waiting
from cards.welcome import welcome as welcome_card
from dialogs.speech import Joined, Reply
from dialogs.turn import Turn
from storage import conversations, handovers, inboxes, walks
from storage.vocabulary import Role


async def hello(turn: Turn) -> Reply:
    """The introduction is given the first time ever; being added to Teams a second time passes in silence."""
    first = await turn.write(conversations.welcome, person=turn.person, moment=turn.moment)
    if isinstance(turn.event, Joined) and not first:
        return Reply()
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    offers = await turn.read(handovers.offers_to, person=turn.person)
    inbox = await turn.read(inboxes.inbox, person=turn.person) if turn.person.holds(Role.CLERK) else None
    waiting = Waiting(listed, offers, inbox)
    return Reply(welcome_card(turn.person, turn.council, waiting, today=turn.moment.today, first=first))
