"""The hello: what the bot is for, said once, and what waits for this person."""

from collections.abc import Sequence

from cards.elements import button, heading, hint, line, primary, run, say
from cards.frame import Card, Element, Room, card, fitted
from cards.lists import offer_lines
from cards.people import more
from cards.verbs import Verb
from cards.wording import count, day, said, unmarked
from storage.views import Assignment, Handover
from storage.vocabulary import UpdateState

MOST_OFFERS = 3
MOST_ROUNDS = 6


def welcome(
    name: str, council: str, assignments: Sequence[Assignment], offers: Sequence[Handover], *, first: bool
) -> Card:
    return fitted(lambda room: _welcome(name, council, assignments, offers, first, room))


def waiting_line(assignments: Sequence[Assignment]) -> str:
    """ "3 recommendations for the July 2024 round, 1 begun", for each round that waits; "" where nothing does."""
    return "; ".join(_round_words(label, lines) for label, lines in _waiting(assignments).items())


def _welcome(
    name: str,
    council: str,
    assignments: Sequence[Assignment],
    offers: Sequence[Handover],
    first: bool,
    room: Room,
) -> Card:
    rounds = _waiting(assignments)
    body = [
        heading(f"Hello {unmarked(name, 60)}"),
        *_introduction(council, first),
        *_rounds(rounds),
        *_offers(offers, room),
    ]
    if rounds:
        words = "Or type: update, my actions, later, help."
        begun = any(one.begun for lines in rounds.values() for one in lines)
        start = primary("Resume" if begun else "Start", Verb.START, inputs=False)
        actions = [start, button("Later", Verb.LATER, inputs=False), _help()]
    else:
        words = "Or type: my actions, help."
        actions = [button("My actions", Verb.MY_ACTIONS, inputs=False), _help()]
    waiting = waiting_line(assignments)
    return card([*body, hint(words)], actions, f"Waiting for you: {waiting}" if waiting else "Nothing waits for you")


def _introduction(council: str, first: bool) -> list[Element]:
    if not first:
        return []
    whose = f"for {said(council)}" if council else "for your council"
    return [
        line(
            f"I collect progress on scrutiny recommendations {whose}: I show you each one that is yours, take your "
            "evidence and a grade, and show you how it will read in the report. "
            "Everything you save is kept as a draft until you send it, so you can stop at any point."
        )
    ]


def _rounds(rounds: dict[str, list[Assignment]]) -> list[Element]:
    if not rounds:
        return [say("Nothing is waiting for you just now.")]
    shown = list(rounds.items())[:MOST_ROUNDS]
    lines = [line(run(f"{_round_words(label, lines)}{_closing(lines)}.", bold=True)) for label, lines in shown]
    return [say("This is waiting for you:"), *lines, *more(len(rounds) - len(shown), "round")]


def _offers(offers: Sequence[Handover], room: Room) -> list[Element]:
    if not offers:
        return []
    shown = offers[: min(MOST_OFFERS, room.items)]
    drawn = [heading("A colleague asks", 2)]
    for offer in shown:
        drawn += offer_lines(offer)
    return [*drawn, *more(len(offers) - len(shown), "offer")]


def _waiting(assignments: Sequence[Assignment]) -> dict[str, list[Assignment]]:
    rounds: dict[str, list[Assignment]] = {}
    for one in assignments:
        if one.waiting:
            rounds.setdefault(one.round_label, []).append(one)
    return rounds


def _round_words(label: str, lines: Sequence[Assignment]) -> str:
    begun = sum(one.state is UpdateState.DRAFT and not one.sent for one in lines)
    returned = sum(one.state is UpdateState.RETURNED for one in lines)
    words = f"{count('recommendation', len(lines))} for the {said(label, 60)} round"
    words += f", {begun} begun" if begun else ""
    return words + (f", {returned} returned by the clerk" if returned else "")


def _closing(lines: Sequence[Assignment]) -> str:
    days = [one.closes_on for one in lines if one.closes_on]
    return f"; closes on {day(min(days))}" if days else ""


def _help() -> Element:
    return button("Help", Verb.HELP, inputs=False)
