"""The walk: from one recommendation to the next, in the order of the list. Every button here has words that do the same."""

import re
from collections.abc import Sequence

from cards.actions import my_actions as actions_card
from cards.form import form
from dialogs.holding import held_first, what_waits
from dialogs.sending import REVIEWED, show_review
from dialogs.speech import Reply
from dialogs.turn import Turn
from storage import handovers, inboxes, walks
from storage.errors import Refusal
from storage.raising import as_of
from storage.sheets import sheet
from storage.telling_apart import fits
from storage.views import Assignment, Sheet, Walk
from storage.vocabulary import Role

Key = tuple[int, int]
IN_PLAN = re.compile(r"((?:item )?\S+)\s+(?:of|in|from)\s+(.+)", re.I | re.S)

NOTHING = "Nothing is waiting for you. When a round opens, I will tell you here."
AT_DESK = "You have nothing to answer yourself. This is at your desk:"


async def start(turn: Turn) -> Reply:
    """Goes on where the person was, if that still waits for them; else begins with the first that does."""
    walk, listed = await turn.read(walks.whereabouts, person=turn.person)
    waiting = [one for one in listed if one.waiting]
    if not waiting:
        told = NOTHING if not listed else "You have answered everything. Thank you."
        return await held_first(turn) or await my_actions(turn, told)
    unanswered = [one for one in waiting if not one.unsent]
    # From the review, "Answer the rest" is to go where nothing has been said, not where one has just been.
    if walk.pending == REVIEWED and unanswered:
        return await show(turn, key_of(unanswered[0]), waiting)
    here = next((one for one in waiting if key_of(one) == key_of(walk)), waiting[0])
    return await show(turn, key_of(here), waiting)


async def later(turn: Turn) -> Reply:
    walk = await turn.read(walks.walk_of, person=turn.person)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=_paused(walk))
    told = "That is fine. What you saved is kept. Type “update” when you are ready."
    return Reply(notice=told + await what_waits(turn))


async def stop(turn: Turn) -> Reply:
    walk, listed = await turn.read(walks.whereabouts, person=turn.person)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=_paused(walk))
    unsent = sum(one.unsent for one in listed)
    kept = f"{unsent} of your answers are drafts and have not been sent. " if unsent else ""
    one = "1 of your answers is a draft and has not been sent. "
    return Reply(
        notice=f"Stopped. {one if unsent == 1 else kept}Type “resume” to go on where you were.{await what_waits(turn)}"
    )


async def not_left_so(turn: Turn) -> str:
    """In a walk "enough" may be said of the staff there are."""
    return "To leave, type “stop”." if (await turn.read(walks.walk_of, person=turn.person)).walking else ""


async def my_actions(turn: Turn, notice: str = "") -> Reply:
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    offers = await turn.read(handovers.offers_to, person=turn.person)
    inbox = await turn.read(inboxes.inbox, person=turn.person) if turn.person.holds(Role.CLERK) else None
    if notice == NOTHING and inbox is not None:
        notice = AT_DESK if inbox.waits else "Nothing is waiting for you just now."
    told = f"{notice}{await what_waits(turn)}".strip()
    return Reply(actions_card(listed, offers, inbox, today=turn.moment.today, notice=told))


async def back(turn: Turn) -> Reply:
    walk, listed = await turn.read(walks.whereabouts, person=turn.person)
    here = pressed_key(turn) or key_of(walk)
    waiting = [one for one in listed if one.waiting]
    before = [one for one in waiting if _place(listed, key_of(one)) < _place(listed, here)]
    if not waiting:
        return await held_first(turn) or await my_actions(turn, NOTHING)
    if not before:
        return await show(turn, key_of(waiting[0]), waiting, notice="This is the first one.")
    return await show(turn, key_of(before[-1]), waiting)


async def open_one(turn: Turn, notice: str = "") -> Reply:
    """Opens the recommendation that was pressed or whose number was typed, waiting or sent."""
    listed = (await turn.read(walks.whereabouts, person=turn.person))[1]
    waiting = [one for one in listed if one.waiting]
    if pressed := pressed_key(turn):
        return await show(turn, pressed, waiting, notice)
    named = numbered(listed, turn.argument)
    if len(named) == 1:
        return await show(turn, key_of(named[0]), waiting)
    offers = await turn.read(handovers.offers_to, person=turn.person)
    told = f"There are {len(named)} with that number; press the one you mean, or type what stands beside it." if named else (
        f"No recommendation of yours is numbered {turn.argument}. These are yours."
    )  # fmt: skip
    return Reply(actions_card(named or listed, offers, today=turn.moment.today, notice=told))


async def owns_numbered(turn: Turn) -> bool:
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    return bool(numbered(listed, turn.argument))


async def go_on(turn: Turn, after: Key, listed: Sequence[Assignment], notice: str = "") -> Reply:
    """The next one that waits after this place in the list; when none is left, the review of what was written."""
    place = _place(listed, after)
    ahead = [one for one in listed if one.waiting and _place(listed, key_of(one)) > place]
    if ahead:
        return await show(turn, key_of(ahead[0]), [one for one in listed if one.waiting], notice=notice)
    if not any(one.waiting for one in listed):
        return await held_first(turn) or await my_actions(turn, notice or NOTHING)
    return await show_review(turn, notice=notice)


async def show(turn: Turn, key: Key, waiting: Sequence[Assignment], notice: str = "") -> Reply:
    """Takes the person there and draws the form; words and files that still wait for a yes or a no come first."""
    if first := await held_first(turn, told=notice):
        return first
    there = await turn.write(
        walks.step_to, person=turn.person, moment=turn.moment, recommendation_id=key[0], round_id=key[1]
    )
    return drawn(turn, there, waiting, notice)


def drawn(turn: Turn, there: Sheet, waiting: Sequence[Assignment], notice: str = "") -> Reply:
    keys = [key_of(one) for one in waiting]
    here = (there.recommendation_id, there.round.id)
    place = (keys.index(here) + 1, len(keys)) if here in keys else None
    return Reply(form(there, place=place, today=turn.moment.today, notice=notice), about=here)


def key_of(there: Assignment | Walk) -> Key:
    return (there.recommendation_id or 0, there.round_id or 0)


def pressed_key(turn: Turn) -> Key | None:
    """The recommendation that the pressed card was about, if it was about one."""
    pressed = turn.pressed
    return (pressed.number("rec"), pressed.number("round")) if pressed.text("rec") else None


def numbered(listed: Sequence[Assignment], number: str) -> list[Assignment]:
    """Those printed with this number, or (for "item 4") without a number in that place; "5 of Damp and Mould" in that
    plan or round alone."""
    if found := IN_PLAN.fullmatch(number.strip()):
        return [one for one in numbered(listed, found[1]) if fits(one, found[2])]
    wanted = number.casefold().lstrip("#").removeprefix("no").lstrip(". ")
    if wanted.startswith("item "):
        return [one for one in listed if not one.number and str(one.position) == wanted.removeprefix("item ").strip()]
    return [one for one in listed if one.number.casefold() == wanted]


async def current_sheet(turn: Turn) -> tuple[Sheet, tuple[Assignment, ...]]:
    """The recommendation the person is at, or a refusal that says how to get to one."""
    walk, listed = await turn.read(walks.whereabouts, person=turn.person)
    if walk.recommendation_id is None or walk.round_id is None:
        raise Refusal("You have no recommendation open. Type “update” to begin, or “my actions” to choose one.")
    there = await turn.read(sheet, person=turn.person, recommendation_id=walk.recommendation_id, round_id=walk.round_id)
    return as_of(there, turn.moment.today), listed


def _paused(walk: Walk) -> Walk:
    return Walk(walk.recommendation_id, walk.round_id, walking=False)


def _place(listed: Sequence[Assignment], key: Key) -> int:
    keys = [key_of(one) for one in listed]
    return keys.index(key) if key in keys else -1
