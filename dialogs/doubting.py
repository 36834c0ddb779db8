"""The doubts of a document in hand, one card at a time: pick, type, leave empty, right as it is; all of a kind alike."""

from cards.doubts import doubt as doubt_card
from cards.doubts import recorded
from dialogs.importing import DOUBT, here_or_pressed, see, show_overview, stand
from dialogs.speech import Reply
from dialogs.turn import Turn
from storage import walks
from storage.errors import Refusal
from storage.importing import choosing
from storage.importing.views import AskedDoubt, IntakeView, Overtaken
from storage.importing.whole import PLAN
from storage.vocabulary import AnswerKind

ALL_DONE = "Every doubt has an answer. Look it through, or type “confirm” to import it."
ANSWERED_BY_COLLEAGUE = "A colleague has answered this in between, so I changed nothing. This is how it stands."
ANSWERED_BEFORE = "You had answered this before, so I changed nothing. Answer it from here to change that."
HOWS = {
    "right": (AnswerKind.RIGHT, False),
    "all_right": (AnswerKind.RIGHT, True),
    "empty": (AnswerKind.LEFT_EMPTY, False),
    "all_empty": (AnswerKind.LEFT_EMPTY, True),
}


async def show(turn: Turn) -> Reply:
    """The doubt that was pressed, or the one before or after it; without one, the first that is open."""
    if turn.pressed.text("doubt") and turn.pressed.text("step"):
        intake, one = await _pressed(turn)
        return await (_before(turn, intake, one) if turn.pressed.text("step") == "back" else _after(turn, intake, one))
    intake = await here_or_pressed(turn, compared=False)
    if turn.pressed.text("doubt"):
        return await _draw(turn, intake, _doubt(intake, turn.pressed.number("doubt")))
    if turn.typed and turn.argument.isdigit():
        if not 1 <= int(turn.argument) <= len(intake.doubts):
            raise Refusal(f"There are {len(intake.doubts)} doubts. Type “doubts” for the first that is open.")
        return await _draw(turn, intake, intake.doubts[int(turn.argument) - 1])
    if not intake.open_doubts:
        return await show_overview(turn, await see(turn, intake.id), ALL_DONE)
    return await _draw(turn, intake, intake.open_doubts[0])


async def skip(turn: Turn) -> Reply:
    return await _after(turn, *await _here(turn))


async def back(turn: Turn) -> Reply:
    return await _before(turn, *await _here(turn))


async def answer(turn: Turn) -> Reply:
    """From the card: what was picked or typed into it, or one of its other ways to settle a doubt."""
    intake, one = await _pressed(turn)
    how = turn.pressed.text("how")
    if how in HOWS:
        kind, alike = HOWS[how]
        return await _answered(turn, intake, one, turn.pressed.number("version"), kind, "", alike=alike)
    picked, typed = turn.pressed.text("pick"), turn.pressed.text("value")
    if typed.strip():
        return await _answered(turn, intake, one, turn.pressed.number("version"), AnswerKind.TYPED, typed)
    if not picked.isdigit() or int(picked) >= len(one.candidates):
        raise Refusal("Pick one of these or type what it should be; or press “Right as it is”. Nothing has changed.")
    value = one.candidates[int(picked)]
    return await _answered(turn, intake, one, turn.pressed.number("version"), AnswerKind.PICKED, value)


async def right(turn: Turn) -> Reply:
    return await _typed(turn, AnswerKind.RIGHT)


async def leave_empty(turn: Turn) -> Reply:
    return await _typed(turn, AnswerKind.LEFT_EMPTY)


async def all_right(turn: Turn) -> Reply:
    return await _typed(turn, AnswerKind.RIGHT, alike=True)


async def leave_all_empty(turn: Turn) -> Reply:
    return await _typed(turn, AnswerKind.LEFT_EMPTY, alike=True)


async def link_officer(turn: Turn) -> Reply:
    """The words "link officer is …": the answer to the doubt that asks for one, wherever in the document one is."""
    here = await here_or_pressed(turn, compared=False)
    intake, doubt_id = await turn.write(choosing.link_officer_wanted, person=turn.person, intake_id=here.id)
    one = _doubt(intake, doubt_id)
    return await _answered(turn, intake, one, one.version, AnswerKind.TYPED, turn.argument)


async def take(turn: Turn, text: str) -> Reply | None:
    """Words typed at a doubt are what its field should hold; one of the candidates, whatever its case, is picked. A
    question is none of them: it is answered as it is elsewhere, and the doubt stays open."""
    if text.rstrip(" !.").endswith("?"):
        return None
    intake, one = await _here(turn)
    wanted = " ".join(text.casefold().split())
    picked = next((value for value in one.candidates if " ".join(value.casefold().split()) == wanted), None)
    seen = await _seen(turn)
    if picked is not None:
        return await _answered(turn, intake, one, seen, AnswerKind.PICKED, picked)
    return await _answered(turn, intake, one, seen, AnswerKind.TYPED, text)


async def _typed(turn: Turn, kind: AnswerKind, *, alike: bool = False) -> Reply:
    intake, one = await _here(turn)
    return await _answered(turn, intake, one, await _seen(turn), kind, "", alike=alike)


async def _answered(
    turn: Turn, intake: IntakeView, one: AskedDoubt, seen: int, kind: AnswerKind, value: str, *, alike: bool = False
) -> Reply:
    now = await turn.write(
        choosing.answer,
        person=turn.person,
        moment=turn.moment,
        doubt_id=one.id,
        seen=seen,
        kind=kind,
        value=value,
        alike=alike,
    )
    if isinstance(now, Overtaken):
        there = _doubt(now.intake, one.id)
        told = ANSWERED_BEFORE if there.answered_by == turn.person.name else ANSWERED_BY_COLLEAGUE
        return await _draw(turn, now.intake, there, told)
    others = len(intake.open_doubts) - len(now.open_doubts) - one.is_open
    told = f" And {others} more of its kind." if others > 0 else ""
    settled = next((other for other in now.doubts if other.id == one.id), None)
    if settled is None:
        taken = f"It is taken for a newer version of “{now.plan_title}” now."
        told = taken if one.field == PLAN else "That is not asked any more."
        return await show_overview(turn, await see(turn, now.id), told)
    return await _after(turn, now, settled, f"{recorded(settled)}{told}")


async def _after(turn: Turn, intake: IntakeView, one: AskedDoubt, notice: str = "") -> Reply:
    """The next that is open; from the last of them around to those that were skipped."""
    place = intake.doubts.index(one)
    ahead = [other for other in (*intake.doubts[place + 1 :], *intake.doubts[:place]) if other.is_open]
    if ahead:
        return await _draw(turn, intake, ahead[0], notice)
    if one.is_open:
        return await _draw(turn, intake, one, "This is the only one that is open.")
    return await show_overview(turn, await see(turn, intake.id), f"{notice} {ALL_DONE}".strip())


async def _before(turn: Turn, intake: IntakeView, one: AskedDoubt) -> Reply:
    """The one before it in the list, answered or not, so that an answer can be changed."""
    place = intake.doubts.index(one)
    if place == 0:
        return await _draw(turn, intake, one, "This is the first one.")
    return await _draw(turn, intake, intake.doubts[place - 1])


async def _draw(turn: Turn, intake: IntakeView, one: AskedDoubt, notice: str = "") -> Reply:
    await stand(turn, intake.id, f"{DOUBT} {one.id} {one.version}")
    return Reply(doubt_card(intake, one, notice=notice))


async def _pressed(turn: Turn) -> tuple[IntakeView, AskedDoubt]:
    """A card is about its own doubt, whatever document is in hand by now."""
    doubt_id = turn.pressed.number("doubt")
    intake = await see(turn, await turn.read(choosing.intake_of, doubt_id=doubt_id), compared=False)
    return intake, _doubt(intake, doubt_id)


async def _here(turn: Turn) -> tuple[IntakeView, AskedDoubt]:
    walk = await turn.read(walks.walk_of, person=turn.person)
    where, _, rest = walk.pending_text.partition(" ")
    if where != DOUBT:
        raise Refusal("You have no doubt open. Type “doubts” to go through them.")
    intake = await here_or_pressed(turn, compared=False)
    return intake, _doubt(intake, int(rest.partition(" ")[0]))


async def _seen(turn: Turn) -> int:
    """How often the doubt had been answered when it was shown."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    return int(walk.pending_text.rpartition(" ")[2])


def _doubt(intake: IntakeView, doubt_id: int) -> AskedDoubt:
    found = next((one for one in intake.doubts if one.id == doubt_id), None)
    if found is None:
        raise Refusal("I cannot find that doubt any more. Type “doubts” to go through them.")
    return found
