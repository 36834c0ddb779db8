"""Words that were typed and neither recorded nor let go, and words that were set aside: whatever leads on asks about
them first, on any device, so that none are lost."""

from dataclasses import replace

from cards.confirm import confirm_evidence
from cards.overtaken import overtaken as overtaken_card
from cards.standing import can_change
from dialogs.speech import Reply
from dialogs.turn import Turn
from storage import held, settling, walks
from storage.errors import Refusal
from storage.sheets import sheet
from storage.views import HeldWords, Overtaken, Walk

BEFORE_ALL_ELSE = "Before we go on: you typed this, and I have not recorded it yet."
SET_ASIDE = "Before we go on: these words of yours are still set aside. Choose what becomes of them."


async def held_first(turn: Turn, notice: str = BEFORE_ALL_ELSE) -> Reply | None:
    """The question about words that are held, or the choice about words set aside; None where there are neither."""
    if words_held := await turn.read(held.held_words, person=turn.person):
        return await _about(turn, words_held, notice)
    clashes = await turn.read(settling.open_clashes, person=turn.person)
    return await put_clash(turn, clashes[0], SET_ASIDE) if clashes else None


async def put_clash(turn: Turn, clash: Overtaken, notice: str = "") -> Reply:
    """Shows the two answers, and remembers which were seen: typed words choose between no others."""
    key, version = (clash.sheet.recommendation_id, clash.sheet.round.id), str(clash.sheet.version)
    asked = Walk(*key, walking=True, pending=walks.OVERTAKEN, pending_text=version, pending_id=clash.aside_number)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=asked)
    return Reply(overtaken_card(clash, notice=notice))


async def unsettled(turn: Turn) -> str:
    """For those who leave: that words of theirs wait, and will be asked about."""
    words_held = await turn.read(held.held_words, person=turn.person)
    told = " I hold words of yours that are not recorded yet, and will ask about them then." if words_held else ""
    for clash in (await turn.read(settling.open_clashes, person=turn.person))[:1]:
        told += f" Words of yours for {clash.sheet.short_name} are set aside, and I will ask which to use."
    return told


async def _about(turn: Turn, words_held: HeldWords, notice: str) -> Reply | None:
    try:
        there = await turn.read(
            sheet, person=turn.person, recommendation_id=words_held.recommendation_id, round_id=words_held.round_id
        )
    except Refusal:
        return await _given_back(turn, words_held, "has gone to somebody else")
    if not can_change(there):
        return await _given_back(turn, words_held, "can take nothing more in this round")
    # A yes to this is a yes in the walk, also after a stop.
    walk = await turn.read(walks.walk_of, person=turn.person)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=replace(walk, walking=True))
    return Reply(confirm_evidence(there, words_held, notice=notice), suggestions=("Yes", "No"))


async def _given_back(turn: Turn, words_held: HeldWords, why: str) -> Reply:
    """They cannot be recorded any more: they are shown once, and no longer stand in the way."""
    await turn.write(held.let_go, person=turn.person)
    return Reply(
        notice=f"The recommendation that these words were for {why}, so I could not record them: “{words_held.text}”"
    )
