"""What is typed in a walk and is no evidence for the recommendation in hand: courtesies, titles of buttons, a question asked
while words wait, a message that names another recommendation. It joins no words that are held, and that is said."""

from cards.lists import number_words
from cards.wording import shortened
from dialogs import questions
from dialogs.addressed import another
from dialogs.asking.outcome import Understood
from dialogs.chatter import begins_asking, is_courtesy, is_title
from dialogs.holding import held_first
from dialogs.speech import Reply
from dialogs.turn import Turn
from dialogs.walking import key_of
from storage import held, walks

MOST_SHOWN = 90
SO = "If it is your answer, type it after “evidence:”."


async def told_apart(turn: Turn, text: str) -> Reply | None:
    """The answer to it; None for words that may be evidence."""
    shown = f"“{shortened(text.strip(), MOST_SHOWN)}”"
    if is_courtesy(text):
        return await _left_out(turn, f"I took {shown} for no answer, and kept nothing of it. {SO}")
    if is_title(text):
        words = "Press it on its card, or type “help” for words that do the same."
        return await _left_out(turn, f"{shown} is what a button says, so I kept nothing of it. {words} {SO}")
    if await turn.read(held.held_words, person=turn.person) is None:
        return None
    if begins_asking(text) and isinstance((await questions.hear(turn, text)).outcome, Understood):
        asked = f"type “ask {shortened(text.strip(), 60)}”; if it is part of your answer, “evidence: …”."
        return await _left_out(turn, f"{shown} reads like a question, so I have not taken it. To ask it, {asked}")
    walk, listed = await turn.read(walks.whereabouts, person=turn.person)
    if named := another(text, listed, key_of(walk)):
        told = f"{shown} names rec {number_words(named[0])}, so I have not taken it"
        return await _left_out(turn, f"{told}: answer the question about your earlier words, then type it again.")
    return None


async def _left_out(turn: Turn, told: str) -> Reply:
    """Said beside the words that still wait, if any do."""
    if await turn.read(held.held_words, person=turn.person) is None:
        return Reply(notice=told)
    return await held_first(turn, f"{told} Your earlier words still wait.") or Reply(notice=told)
