"""Cards of a sentence or two: a notice, the reply to a stranger, the help."""

from collections.abc import Sequence

from cards.elements import button, group, heading, hint, line, noticed, run, say
from cards.frame import Card, Element, Room, card, fitted
from cards.people import more, words
from cards.verbs import Verb
from cards.wording import said


def notice(text: str, *, suggestions: Sequence[str] = ()) -> Card:
    """One sentence. The suggestions are words to type that lead on."""
    return fitted(lambda room: _notice(text, suggestions, room))


def stranger(contact: str, council: str, *, wrote: bool = True) -> Card:
    """For somebody who is not in the record. Nothing is said that only officers may know; and somebody who only added the
    bot is told of no words."""
    kept = " I have kept nothing of what you wrote." if wrote else ""
    body = [
        heading("I do not know you yet"),
        line(
            f"I work with the officers of {said(council)} who answer scrutiny recommendations, and you are not on my list."
        ),
        line(f"If you should be, please ask {said(contact)}.{kept}"),
        hint("Once you are on the list, type: hello."),
    ]
    return card(body, [], "I do not know you yet")


def help_card(commands: Sequence[tuple[str, str]], council: str, notice: str = "") -> Card:
    """What can be typed, each phrase with what it does."""
    return fitted(lambda room: _help(commands, council, notice, room))


def _notice(text: str, suggestions: Sequence[str], room: Room) -> Card:
    typed = f"Or type: {', '.join(said(word, 40) for word in suggestions[:6]) or 'help'}."
    body = [*words(text, room, empty="Type “help” to see what I can do."), hint(typed)]
    return card(body, [button("Help", Verb.HELP, inputs=False)], said(text, 200) or "A word from me")


def _help(commands: Sequence[tuple[str, str]], council: str, notice: str, room: Room) -> Card:
    body = [
        heading("What I can do"),
        *noticed(notice),
        line(
            f"I collect progress on scrutiny recommendations for {said(council)}. Press a button, or type one of these:"
        ),
        *(_command(phrase, does) for phrase, does in commands[: room.items]),
        *more(len(commands) - room.items, "phrase"),
        say(
            "In a walk, type your evidence as it comes; I ask before I record it. A grade, and parts such as “Impact: …” or "
            "“New date: …”, I take at once when its form is what you see, and say what I took."
        ),
        hint("Or type: update, my actions."),
    ]
    actions = [button("My actions", Verb.MY_ACTIONS, inputs=False)]
    return card(body, actions, "What I can do")


def _command(phrase: str, does: str) -> Element:
    return group([line(run(said(phrase, 60), bold=True)), line(said(does, 200), spacing="None")], spacing="Small")
