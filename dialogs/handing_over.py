""" "Not mine": offering a recommendation to a colleague, giving it back to the clerk, and the colleague's answer."""

import re
from collections.abc import Sequence
from dataclasses import replace

from cards.handovers import handed_over as handed_over_card
from cards.handovers import handover_form
from cards.standing import can_change, why_closed
from dialogs.colleagues import AROUND_NAME, called, led_by_name, named_colleague
from dialogs.holding import answer_first
from dialogs.speech import Reply
from dialogs.turn import Turn
from dialogs.walking import current_sheet, key_of, my_actions, pressed_key
from storage import handovers, people, walks
from storage.errors import Refusal
from storage.sheets import sheet
from storage.unseen import is_blank
from storage.views import Colleague, Handover, Walk

NOT_MINE = "not mine"
"""What is pending while somebody is asked whose a recommendation is."""

BECAUSE = re.compile(r"\sbecause\s", re.I)
# Where the name ends and the reason begins. One mark and no more: a message of nothing but spaces must cost nothing.
REASON_BEGINS = re.compile(r"\sbecause\s|[:;]", re.I)
BY_HAND = "hand to … because …"
"""The command that hands over, by what the help shows."""
UNCHANGED = "Nothing has changed yet."
NOT_SEEN = "Something else was on your screen last. Is it this one? Press the button, or type it again."


async def not_mine(turn: Turn, notice: str = "") -> Reply:
    """Asks to whom, and why. Whatever is typed next and begins with "hand to" tries to answer that."""
    if key := pressed_key(turn):
        there = await turn.read(sheet, person=turn.person, recommendation_id=key[0], round_id=key[1])
    else:
        there, _ = await current_sheet(turn)
    if not (can_change(there) or (there.given_back and not there.round.closed)):
        raise Refusal(
            f"{there.name} cannot be handed on: {why_closed(there)} Type “my actions” to see what is yours, "
            "or ask the scrutiny team if it should be somebody else's from now on."
        )
    walk = await turn.read(walks.walk_of, person=turn.person)
    asked = replace(walk, pending=NOT_MINE, pending_text="", pending_id=None)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=asked)
    return Reply(handover_form(there, await turn.read(people.colleagues, person=turn.person), notice=notice))


async def hand_over(turn: Turn) -> Reply:
    """To the colleague chosen or named; "hand to Kim Osei because she leads on it" says the same."""
    colleagues = await turn.read(people.colleagues, person=turn.person)
    if key := pressed_key(turn):
        chosen, named = turn.pressed.text("to"), turn.pressed.text("to_name")
        to_id = _chosen(chosen, colleagues) if chosen else named_colleague(named, colleagues).id
        return await _hand(turn, key, to_id, turn.pressed.text("reason"))
    there, _ = await current_sheet(turn)
    name, reason = _parts(turn.argument, colleagues)
    if not called(name, colleagues) and called(name, [Colleague(turn.person.id, turn.person.name, "")]):
        raise Refusal(f"That is you: {there.name} is with you already. Type “change” to go on with it. {UNCHANGED}")
    to = named_colleague(name, colleagues)
    if is_blank(reason):
        raise Refusal(f"Say to whom and why: “hand to {to.name} because …”, with your reason. {UNCHANGED}")
    walk = await turn.read(walks.walk_of, person=turn.person)
    if walk.elsewhere and walk.pending != NOT_MINE:
        return await not_mine(turn, NOT_SEEN)
    return await _hand(turn, (there.recommendation_id, there.round.id), to.id, reason)


async def by_name_alone(turn: Turn, text: str) -> Reply | None:
    """A colleague's name, or the name and "because", where it has just been asked whose it is: what "hand to" would do.
    None for any other words, which may be evidence."""
    if (await turn.glance(walks.walk_of, person=turn.person)).pending != NOT_MINE:
        return None
    name = BECAUSE.split(text, maxsplit=1)[0].strip(AROUND_NAME)
    if is_blank(name) or not called(name, await turn.read(people.colleagues, person=turn.person)):
        return None
    turn.argument = text
    return await hand_over(turn)


async def hand_to_clerk(turn: Turn) -> Reply:
    if key := pressed_key(turn):
        return await _hand(turn, key, None, turn.pressed.text("reason"))
    there, _ = await current_sheet(turn)
    return await _hand(turn, (there.recommendation_id, there.round.id), None, _without_because(turn.argument))


async def accept(turn: Turn, offer_id: int | None = None) -> Reply:
    """`offer_id` is the offer that was put last, where a yes is to that."""
    taken = await _answer(turn, accepted=True, offer_id=offer_id)
    return await my_actions(
        turn, f"{taken.recommendation} of {taken.plan_title} is yours now. I have told {taken.from_name}."
    )


async def decline(turn: Turn, offer_id: int | None = None) -> Reply:
    left = await _answer(turn, accepted=False, offer_id=offer_id)
    return await my_actions(turn, f"Declined. {left.recommendation} stays with {left.from_name}, whom I have told.")


async def nobody_named(turn: Turn) -> str:
    """Why "hand to …" hands nothing over: "Hand to hand support is offered" is somebody's evidence. Not where it has just
    been asked whose the recommendation is: there it is an answer to that, though the name is misspelt."""
    if (await turn.read(walks.walk_of, person=turn.person)).pending == NOT_MINE:
        return ""
    name = REASON_BEGINS.split(turn.argument, maxsplit=1)[0].strip(AROUND_NAME)
    found = called(name, await turn.read(people.colleagues, person=turn.person))
    return "" if found or is_blank(name) else f"I know no colleague called “{name[:60]}”."


async def nothing_offered(turn: Turn) -> str:
    """Why "accept" and "decline" are about nothing."""
    return "" if await turn.read(handovers.offers_to, person=turn.person) else "Nothing is offered to you."


async def _hand(turn: Turn, key: tuple[int, int], to_id: int | None, reason: str) -> Reply:
    if first := await answer_first(turn, "handed it over"):
        return first
    handed = await turn.write(
        handovers.hand_over,
        person=turn.person,
        moment=turn.moment,
        recommendation_id=key[0],
        round_id=key[1],
        to_id=to_id,
        reason=reason,
    )
    walk = await turn.read(walks.walk_of, person=turn.person)
    if to_id is None and key_of(walk) == key:
        # What is typed next is not about it: with the clerk it takes no more words.
        await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=Walk())
    return Reply(handed_over_card(handed))


async def _answer(turn: Turn, *, accepted: bool, offer_id: int | None) -> Handover:
    """Of the offer on the card or that was put last, or of the only one there is when words are typed."""
    if offer_id is not None:
        handover_id, reason = offer_id, ""
        await turn.write(walks.nothing_pending, person=turn.person, moment=turn.moment)
    elif turn.typed:
        offers = await turn.read(handovers.offers_to, person=turn.person)
        if len(offers) != 1:
            many = (
                "Several are offered to you; press the button on the one you mean."
                if offers
                else "Nothing is offered to you: it may have been settled or offered to another. "
                "Type “my actions” to see what is yours."
            )
            raise Refusal(many)
        handover_id, reason = offers[0].id, _without_because(turn.argument)
    else:
        handover_id, reason = turn.pressed.number("handover"), turn.pressed.text("reason")
    return await turn.write(
        handovers.answer,
        person=turn.person,
        moment=turn.moment,
        handover_id=handover_id,
        accepted=accepted,
        reason=reason,
    )


def _chosen(value: str, colleagues: Sequence[Colleague]) -> int:
    found = next((one.id for one in colleagues if str(one.id) == value), None)
    if found is None:
        raise Refusal("I do not know that colleague. Type “not mine” for a fresh list.")
    return found


def _parts(argument: str, colleagues: Sequence[Colleague]) -> tuple[str, str]:
    """The name and the reason of "Kim Osei, because she leads on it"; the reason is "" where none is given."""
    found = REASON_BEGINS.search(argument)
    if found is None:
        return led_by_name(argument, colleagues)
    return argument[: found.start()].strip(AROUND_NAME), _without_because(argument[found.end() :]).strip()


def _without_because(argument: str) -> str:
    return re.sub(r"^\s*[,;:–-]*\s*(?:because\s+)?", "", argument, flags=re.I)
