"""Looking through a document in hand: a recommendation as it will be stored, what has no place, what would change."""

from cards.proposed import comparison, leftovers, recommendation
from dialogs.importing import COMPARE, LEFTOVERS, LOOK, here_or_pressed, stand
from dialogs.speech import Reply
from dialogs.turn import Turn
from storage.errors import Refusal
from storage.importing.views import IntakeView


async def look(turn: Turn) -> Reply:
    """A recommendation as it will be stored: the one pressed, or the number that was typed."""
    intake = await here_or_pressed(turn, compared=False)
    if turn.typed:
        return await _numbered(turn, intake, turn.argument)
    return await show_place(turn, intake, turn.pressed.number("position"))


async def show_place(turn: Turn, intake: IntakeView, position: int, notice: str = "") -> Reply:
    all_of_them = intake.proposal.recommendations
    if not all_of_them:
        raise Refusal("Every row has been left out of this document. Type “import” to see how it stands.")
    one = next((one for one in all_of_them if one.position >= position), all_of_them[-1])
    await stand(turn, intake.id, f"{LOOK} {one.position}")
    return Reply(recommendation(intake, one, notice=notice))


async def show_leftovers(turn: Turn, page: int | None = None) -> Reply:
    intake = await here_or_pressed(turn, compared=False)
    page = page or int(turn.pressed.text("page") or 1)
    await stand(turn, intake.id, f"{LEFTOVERS} {page}")
    return Reply(leftovers(intake, page=page))


async def show_comparison(turn: Turn, page: int | None = None) -> Reply:
    intake = await here_or_pressed(turn)
    if intake.plan_id is None:
        raise Refusal("This is a new plan, so there is nothing to compare it with. Type “show 1” to look through it.")
    page = page or int(turn.pressed.text("page") or 1)
    await stand(turn, intake.id, f"{COMPARE} {page}")
    return Reply(comparison(intake, page=page))


async def _numbered(turn: Turn, intake: IntakeView, number: str) -> Reply:
    wanted = number.casefold().lstrip("#").strip()
    if wanted.startswith("item "):
        return await show_place(turn, intake, int(wanted.removeprefix("item ")))
    named = [one for one in intake.proposal.recommendations if one.number.casefold() == wanted]
    if named:
        told = (
            f"{len(named)} have the number {number}; this is the first. Type “next” for more." if len(named) > 1 else ""
        )
        return await show_place(turn, intake, named[0].position, told)
    if wanted.isdigit() and 1 <= int(wanted) <= len(intake.proposal.recommendations):
        told = f"None has the number {number}; this is the one in that place."
        return await show_place(turn, intake, intake.proposal.recommendations[int(wanted) - 1].position, told)
    raise Refusal(f"No recommendation of this document is numbered {number}. Type “show 1” for the first.")
