"""Words that were typed and neither recorded nor let go: whatever leads on asks about them first, so that none are lost."""

from cards.confirm import confirm_evidence
from cards.standing import can_change
from dialogs.speech import Reply
from dialogs.turn import Turn
from storage import held
from storage.errors import Refusal
from storage.sheets import sheet
from storage.views import HeldWords

BEFORE_ALL_ELSE = "Before we go on: you typed this, and I have not recorded it yet."


async def held_first(turn: Turn, notice: str = BEFORE_ALL_ELSE) -> Reply | None:
    """The question about words that are held; None where none are."""
    words_held = await turn.read(held.held_words, person=turn.person)
    return await _about(turn, words_held, notice) if words_held else None


async def _about(turn: Turn, words_held: HeldWords, notice: str) -> Reply | None:
    try:
        there = await turn.read(
            sheet, person=turn.person, recommendation_id=words_held.recommendation_id, round_id=words_held.round_id
        )
    except Refusal:
        return await _given_back(turn, words_held, "has gone to somebody else")
    if not can_change(there):
        return await _given_back(turn, words_held, "can take nothing more in this round")
    return Reply(confirm_evidence(there, words_held, notice=notice), suggestions=("Yes", "No"))


async def _given_back(turn: Turn, words_held: HeldWords, why: str) -> Reply:
    """They cannot be recorded any more: they are shown once, and no longer stand in the way."""
    await turn.write(held.let_go, person=turn.person)
    return Reply(
        notice=f"The recommendation that these words were for {why}, so I could not record them: “{words_held.text}”"
    )
