"""Words said while a document is in hand: "next", "back", "yes", a value, a name. What they mean depends on where one is."""

from dialogs import doubting, importing, looking, naming
from dialogs.importing import COMPARE, DOUBT, LEFTOVERS, LOOK, OVERVIEW, OWNER, OWNERS, USE
from dialogs.speech import Reply
from dialogs.turn import Turn
from storage import walks
from storage.errors import Refusal


async def next_one(turn: Turn) -> Reply:
    where, place = await _where(turn)
    if where == DOUBT:
        return await doubting.skip(turn)
    if where == OWNER:
        return await naming.next_one(turn)
    return await _turned(turn, where, place, 1)


async def back(turn: Turn) -> Reply:
    where, place = await _where(turn)
    if where == DOUBT:
        return await doubting.back(turn)
    if where == OWNER:
        return await naming.show(turn)
    return await _turned(turn, where, place, -1)


async def yes(turn: Turn) -> Reply:
    """A yes is only to the one question that takes it: that a file is a plan. An import wants the word "confirm"."""
    where, _ = await _where(turn)
    if where == USE:
        return await importing.show(turn)
    if where == DOUBT:
        raise Refusal("Type “right” if it is right as it is, “leave empty”, or what it should be. Nothing has changed.")
    raise Refusal("Type “confirm” to import this document. Nothing has changed.")


async def no(turn: Turn) -> Reply:
    where, _ = await _where(turn)
    if where == USE:
        return await importing.drop(turn)
    return Reply(notice="Nothing has changed. Type “import” to see the document in hand, or “drop” to let it go.")


async def take(turn: Turn, text: str) -> Reply | None:
    """Words that are no command: a value at a doubt, a person at a name; anywhere else they are not for the document."""
    where, _ = await _where(turn)
    if where == DOUBT:
        return await doubting.take(turn, text)
    return await naming.take(turn, text) if where == OWNER else None


async def _turned(turn: Turn, where: str, place: int, step: int) -> Reply:
    if where == OWNERS:
        return await naming.show(turn, max(1, place + step))
    if where == LEFTOVERS:
        return await looking.show_leftovers(turn, max(1, place + step))
    if where == COMPARE:
        return await looking.show_comparison(turn, max(1, place + step))
    if where == LOOK:
        return await _looked(turn, place, step)
    if where == OVERVIEW and step > 0:
        return await doubting.show(turn)
    return await importing.show(turn)


async def _looked(turn: Turn, position: int, step: int) -> Reply:
    intake = await importing.here_or_pressed(turn, compared=False)
    positions = [one.position for one in intake.proposal.recommendations]
    place = positions.index(position) + step if position in positions else 0
    if not 0 <= place < len(positions):
        told = "This is the last one." if step > 0 else "This is the first one."
        return await looking.show_place(turn, intake, position, told)
    return await looking.show_place(turn, intake, positions[place])


async def _where(turn: Turn) -> tuple[str, int]:
    """Where in the document the clerk is, and the first number that says so."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    where, _, rest = walk.pending_text.partition(" ")
    first = rest.partition(" ")[0]
    return where, int(first) if first.isdigit() else 0
