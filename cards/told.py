"""For words that are no question: offered as evidence to somebody an answer is wanted from, else led on with examples."""

from collections.abc import Sequence

from cards.elements import button, heading, hint, line, noticed, run, say
from cards.frame import Card, Element, Room, card, fitted
from cards.lists import number_words, pressed_line, whole_name
from cards.people import words
from cards.verbs import Verb
from cards.wording import said, unmarked
from storage.views import Assignment

MOST_PLACES = 6


def record_for_which(id: int, text: str, waiting: Sequence[Assignment]) -> Card:
    """The words wait with the question; the card names the places where they could go."""
    return fitted(lambda room: _record_for_which(id, text, waiting, room))


def led_on(told: str, examples: Sequence[str]) -> Card:
    return fitted(lambda room: _led_on(told, examples, room))


def _record_for_which(id: int, text: str, waiting: Sequence[Assignment], room: Room) -> Card:
    shown = waiting[: min(MOST_PLACES, room.items)]
    others = len(waiting) - len(shown)
    body = [
        heading("Record this as evidence?"),
        say("That reads like something you report, so I did not take it for a question. I have recorded nothing yet."),
        *words(text, room),
        line("For which one is it? A part that names its field, and a grade, go where they say.", spacing="Medium"),
        *(_place(id, one) for one in shown),
        *([say(f"For one of your {others} others, type “record for” and its number.")] if others > 0 else []),
        hint(f"Or type: record for {unmarked(number_words(waiting[0]), 20)}, no. Or ask your question in other words."),
    ]
    return card(body, [button("Not evidence", Verb.LEAVE_IT, {"asked": id}, inputs=False)], "Record this as evidence?")


def _place(id: int, one: Assignment) -> Element:
    data = {"asked": id, "rec": one.recommendation_id, "round": one.round_id}
    press = button(f"Record for {whole_name(one)}", Verb.RECORD_FOR, data, inputs=False)
    return pressed_line(one, press, f"record for {number_words(one)}")


def _led_on(told: str, examples: Sequence[str], room: Room) -> Card:
    body = [
        heading("Ask me about recommendations"),
        *noticed(told),
        say("For example:"),
        *(line(run(f"“{said(one, 4 * room.name)}”", bold=True), spacing="None") for one in examples[: room.items]),
        hint("Or type: my actions, help."),
    ]
    actions = [button("My actions", Verb.MY_ACTIONS, inputs=False), button("Help", Verb.HELP, inputs=False)]
    return card(body, actions, said(told, 200) or "Ask me about recommendations")
