"""A question back: what is not clear, and what could be meant, each to press or to type."""

from collections.abc import Sequence

from cards.elements import button, heading, hint, line, pressable, run, small
from cards.frame import Card, Element, Room, card, fitted
from cards.verbs import Verb
from cards.wording import said, unmarked

MOST_MEANINGS = 8


def asked_back(id: int, sentence: str, candidates: Sequence[str], said_so_far: str = "") -> Card:
    """`said_so_far` is as much as was understood."""
    return fitted(lambda room: _asked_back(id, sentence, candidates, said_so_far, room))


def _asked_back(id: int, sentence: str, candidates: Sequence[str], said_so_far: str, room: Room) -> Card:
    shown = candidates[:MOST_MEANINGS]
    body = [
        heading("What do you mean?"),
        line(said(sentence, 4 * room.name)),
        *([small(f"So far I understood: {said(said_so_far, 3 * room.name)}.")] if said_so_far else []),
        *(_meaning(id, place, one, room) for place, one in enumerate(shown, start=1)),
        *([small(f"… and {len(candidates) - len(shown)} more. Type the one you mean.")] if candidates[MOST_MEANINGS:] else []),
        hint(f"Or type {'1, or the words themselves' if shown else 'it in other words'}; or: start again, help."),
    ]  # fmt: skip
    actions = [button("Start again", Verb.START_AGAIN, inputs=False), button("Help", Verb.HELP, inputs=False)]
    return card(body, actions, said(sentence, 200) or "What do you mean?")


def _meaning(id: int, place: int, one: str, room: Room) -> Element:
    title = f"{place}: {unmarked(one, min(60, room.name))}"
    press = button(title, Verb.TAKE_MEANING, {"asked": id, "choice": place}, inputs=False)
    return pressable([line(run(f"{place}. {said(one, room.name)}", bold=True, colour="Accent"))], press)
