""" "Not mine": offering a recommendation to a colleague or back to the clerk, their answer, and the news of it."""

from collections.abc import Sequence

from cards.elements import (
    button,
    choice_input,
    heading,
    hint,
    label,
    line,
    noticed,
    primary,
    run,
    say,
    small,
    text_input,
)
from cards.fields import goes_back_whole
from cards.frame import Card, Element, Room, card, fitted, json_bytes
from cards.people import words
from cards.verbs import Verb
from cards.wording import said, unmarked
from storage.views import Colleague, Handover, Sheet
from storage.vocabulary import HandoverState

MOST_CHOICES = 150
MOST_CHOICE_BYTES = 12_000


def handover_form(sheet: Sheet, colleagues: Sequence[Colleague], *, reason: str = "", notice: str = "") -> Card:
    return fitted(lambda room: _handover_form(sheet, colleagues, reason, notice, room))


def to_whom(colleagues: Sequence[Colleague], label: str) -> Element:
    """A list to choose from, or, where a card cannot hold so many, a box for the name."""
    choices = [(_named(colleague), str(colleague.id)) for colleague in colleagues[: MOST_CHOICES + 1]]
    if len(choices) > MOST_CHOICES or json_bytes(choices) > MOST_CHOICE_BYTES:
        return text_input("to_name", f"{label}: name or e-mail", placeholder="e.g. Kim Osei")
    return choice_input("to", label, choices, style="filtered") | {
        "placeholder": "Type a name",
        "errorMessage": "Nobody of that name is on the list. Choose one of the names that it offers.",
    }


def offer(handover: Handover) -> Card:
    """For the colleague: what it is, who asks and why, and the two answers."""
    return fitted(lambda room: _offer(handover, room))


def handed_over(handover: Handover) -> Card:
    """For the giver: what has been done, and what happens next."""
    title, next_step = _done(handover)
    is_out = handover.state is HandoverState.OFFERED
    words_for = "next, my actions, take it back" if is_out else "next, my actions"
    body = [heading(title), *_about(handover), say(next_step), hint(f"Or type: {words_for}.")]
    take_back = button("Take it back", Verb.TAKE_BACK, {"handover": handover.id}, inputs=False)
    actions = [
        primary("Go on", Verb.START, inputs=False),
        button("My actions", Verb.MY_ACTIONS, inputs=False),
        *([take_back] if is_out else []),
    ]
    return card(body, actions, f"{title}: {said(handover.recommendation)}")


def news(handover: Handover, kind: str) -> Card:
    """What somebody learns without having asked: that their offer was answered, or that something is now theirs."""
    return fitted(lambda room: _news(handover, kind, room))


def _handover_form(sheet: Sheet, colleagues: Sequence[Colleague], reason: str, notice: str, room: Room) -> Card:
    data = {"rec": sheet.recommendation_id, "round": sheet.round.id, "version": sheet.version}
    title = f"{unmarked(sheet.name)}: not yours?"
    body = [
        heading(title),
        small(said(sheet.plan_title)),
        *noticed(notice),
        *words(sheet.text, room),
        say(
            "Offer it to a colleague, who has to accept it, or give it back to the clerk. Until then it stays with you."
        ),
        to_whom(colleagues, "Whose is it?"),
        *_reason(reason),
        hint("Or type: hand to (a name) because … (your reason), back to the clerk because …, or cancel."),
    ]
    actions = [
        primary("Offer to colleague", Verb.HAND_OVER, data),
        button("Back to the clerk", Verb.HAND_TO_CLERK, data),
        button("Cancel", Verb.OPEN, data, inputs=False),
    ]
    return card(body, actions, f"{said(sheet.name)}: not yours?")


def _reason(reason: str) -> list[Element]:
    """A reason goes back into its box whole or, where it cannot, not at all."""
    is_whole = goes_back_whole(reason)
    box = text_input("reason", "Why, in a few words", reason if is_whole else "", multiline=True)
    return [box] if is_whole else [small("Your reason could not be put back in the box. Please shorten it."), box]


def _named(colleague: Colleague) -> str:
    job = f", {said(colleague.job_title, 60)}" if colleague.job_title.strip() else ""
    return f"{said(colleague.name, 60)}{job}"


def _about(handover: Handover) -> list[Element]:
    return [
        line(run(said(handover.recommendation), bold=True), f" · {said(handover.plan_title)}"),
        small(f"{said(handover.round_label, 60)} round"),
    ]


def _offer(handover: Handover, room: Room) -> Card:
    giver = said(handover.from_name, 80)
    data = {"handover": handover.id}
    body = [
        heading(f"{unmarked(handover.from_name, 60)} asks you to take this on"),
        *_about(handover),
        *words(handover.text, room),
        line(run(f"{giver} says:", bold=True), spacing="Medium"),
        *words(handover.reason, room),
        say("If you accept, it is yours from now on. If you decline, it stays where it was."),
        text_input("reason", "If you decline: why, in a few words", multiline=True),
        hint("Or type: accept, decline because … (your reason), my actions."),
    ]
    actions = [
        primary("Accept", Verb.ACCEPT_OFFER, data),
        button("Decline", Verb.DECLINE_OFFER, data),
        button("My actions", Verb.MY_ACTIONS, inputs=False),
    ]
    return card(body, actions, f"{giver} asks you to take on {said(handover.recommendation)}")


def _done(handover: Handover) -> tuple[str, str]:
    taker = unmarked(handover.to_name, 60)
    match handover.state:
        case HandoverState.OFFERED:
            return f"Offered to {taker}", "It stays with you until they accept. I will tell you what they say."
        case HandoverState.WITH_CLERK:
            return "Given back to the clerk", "The clerk will find out whose it is. You need do nothing more."
        case HandoverState.ACCEPTED:
            return f"{taker} has it now", "It is theirs from now on."
        case HandoverState.DECLINED:
            return "Declined", "It stays where it was, and whoever offered it is told."
        case HandoverState.SETTLED:
            return "Settled", "That is settled. My actions shows what is yours."


def _news(handover: Handover, kind: str, room: Room) -> Card:
    title, next_step = _news_words(handover, kind)
    opens = {"rec": handover.recommendation_id, "round": handover.round_id}
    open_it = primary("Open it", Verb.OPEN, opens, inputs=False)
    is_mine = kind not in ("handover accepted", "offer taken back", "offer lapsed, for the clerk")
    given = handover.reason if kind == "assigned" or kind.startswith("offer lapsed") else handover.answer
    reason = [label("The reason given:"), *words(given, room)] if given.strip() else []
    body = [heading(title), *_about(handover), *words(handover.text, room), *reason, say(next_step)]
    actions = [*([open_it] if is_mine else []), button("My actions", Verb.MY_ACTIONS, inputs=False)]
    return card([*body, hint("Or type: my actions, help.")], actions, f"{title}: {said(handover.recommendation)}")


def _news_words(handover: Handover, kind: str) -> tuple[str, str]:
    taker = unmarked(handover.to_name, 60) or "Your colleague"
    match kind:
        case "handover accepted":
            return f"{taker} has accepted", "It is theirs from now on. You need do nothing more."
        case "handover declined":
            return f"{taker} has declined", "It stays with you. Answer it, offer it to somebody else, or ask the clerk."
        case "offer taken back":
            giver = unmarked(handover.from_name, 60)
            return f"{giver} has taken back an offer", "It stays with them. You need do nothing."
        case "offer lapsed":
            told = "They cannot accept it any more, so it stays with you. Answer it, or type “not mine” at its form."
            return f"{taker} has left", told
        case "offer lapsed, for the clerk":
            giver = unmarked(handover.from_name, 60)
            told = f"{giver} had offered it to them. It stays with {giver}, whom I have told too."
            return f"{taker} has left, and was offered this", told
        case _:
            return "The clerk has given this to you", "It is yours from now on. Open it when you have two minutes."
