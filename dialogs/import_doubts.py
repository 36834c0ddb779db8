"""The words "import doubts of …": what was doubtful in the documents a plan came from, and what was answered, page by page."""

from cards.answered_doubts import answered_list
from dialogs.importing import check_may
from dialogs.speech import Reply
from dialogs.turn import Turn
from storage.errors import Refusal
from storage.importing import intakes


async def show(turn: Turn) -> Reply:
    """Of the plan that is named, or pressed: every document that was taken into it, the newest first."""
    check_may(turn)
    if turn.typed:
        plan_id = await turn.read(intakes.looked_after, person=turn.person, title=turn.argument)
        if plan_id is None:
            raise Refusal(
                f"No plan that you look after is called “{turn.argument[:80]}”. Type its title as the reports print it."
            )
        page = 1
    else:
        plan_id, page = turn.pressed.number("plan"), turn.pressed.number("page")
    found = await turn.read(intakes.of_plan, person=turn.person, plan_id=plan_id)
    if not found:
        raise Refusal("That plan did not come from a document, so there were no doubts.")
    return Reply(answered_list(found, page=page))
