"""The hello: what the bot is for, said once, and what waits for this person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cards.elements import button, heading, hint, line, primary, run, say
from cards.frame import Card, Element, Room, card, fitted
from cards.lists import inbox_line, offer_lines
from cards.people import more
from cards.standing import closing_words
from cards.verbs import Verb
from cards.wording import count, said, unmarked
from storage.views import Assignment, Handover, Inbox, Person
from storage.vocabulary import Role, UpdateState

MOST_OFFERS = 3
MOST_ROUNDS = 6

LOOKING_ON = (Role.MANAGER, Role.ADMINISTRATOR)
FOR_OFFICERS = (
    "I show you each one that is yours, take your evidence and a grade, and show you how it will read in the report. "
    "Everything you save is kept as a draft until you send it, so you can stop at any point."
)
FOR_CLERKS = (
    "What they send comes to you: you accept an answer or return it, and settle whose it is when one is given back."
)
AT_THE_DESK = (
    "Send me last year's form and I read it into a plan, with every doubt shown; “open round” asks the officers, and "
    "“report” compiles the committee's paper."
)
TO_ASK = "Ask me how things stand in your own words: “which actions are slipped?”, “who has not responded?”."
FOR_OTHERS = "Nothing is asked of you unless a recommendation is given to you."


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whatever waits for one person. `inbox` is a clerk's; nobody else has one."""

    assignments: Sequence[Assignment] = ()
    offers: Sequence[Handover] = ()
    inbox: Inbox | None = None


def welcome(person: Person, council: str, waiting: Waiting, *, today: date, first: bool) -> Card:
    return fitted(lambda room: _welcome(person, council, waiting, today, first, room))


def waiting_line(assignments: Sequence[Assignment]) -> str:
    """ "3 recommendations for the July 2024 round, 1 begun", for each round that waits; "" where nothing does."""
    return "; ".join(_round_words(label, lines) for label, lines in _waiting(assignments).items())


def _welcome(person: Person, council: str, waiting: Waiting, today: date, first: bool, room: Room) -> Card:
    rounds = _waiting(waiting.assignments)
    body = [
        heading(f"Hello {unmarked(person.name, 60)}"),
        *(_introduction(person, council, waiting) if first else []),
        *_waits(rounds, waiting.inbox, today),
        *_offers(waiting.offers, room),
    ]
    words, actions = _ways_on(rounds, waiting.inbox)
    told = waiting_line(waiting.assignments)
    return card([*body, hint(words)], actions, f"Waiting for you: {told}" if told else _summary(waiting.inbox))


def _ways_on(rounds: Mapping[str, Sequence[Assignment]], inbox: Inbox | None) -> tuple[str, list[Element]]:
    """The buttons, and the words that do the same."""
    at_desk = [button("To review", Verb.TO_REVIEW, inputs=False)] if inbox is not None else []
    desk_words = "to review, " if at_desk else ""
    if not rounds:
        actions = [*at_desk, button("My actions", Verb.MY_ACTIONS, inputs=False), _help()]
        return f"Or type: {desk_words}my actions, help.", actions
    begun = any(one.begun for lines in rounds.values() for one in lines)
    start = primary("Resume" if begun else "Start", Verb.START, inputs=False)
    actions = [start, *at_desk, button("Later", Verb.LATER, inputs=False), _help()]
    return f"Or type: update, {desk_words}my actions, later, help.", actions


def _summary(inbox: Inbox | None) -> str:
    return "There is something to review" if inbox and inbox.waits else "Nothing waits for you"


def _introduction(person: Person, council: str, waiting: Waiting) -> list[Element]:
    """What the bot does for this person, by what they are: an officer, a clerk, or somebody who looks on."""
    whose = f"for {said(council)}" if council else "for your council"
    is_clerk, looks_on = person.holds(Role.CLERK), any(person.holds(role) for role in LOOKING_ON)
    at_desk = is_clerk or person.holds(Role.ADMINISTRATOR)
    answers = bool(waiting.assignments) or not (is_clerk or looks_on)
    told = [line(f"I collect progress on scrutiny recommendations {whose}, from the officers who answer them.")]
    told += [line(FOR_OFFICERS)] if answers else []
    told += [line(FOR_CLERKS)] if is_clerk else []
    told += [line(AT_THE_DESK)] if at_desk else []
    told += [line(TO_ASK)] if is_clerk or looks_on else []
    return told if answers or is_clerk else [*told, line(FOR_OTHERS)]


def _waits(rounds: Mapping[str, Sequence[Assignment]], inbox: Inbox | None, today: date) -> list[Element]:
    at_desk = inbox_line(inbox) if inbox else []
    if not rounds:
        return at_desk or [say("Nothing is waiting for you just now.")]
    shown = list(rounds.items())[:MOST_ROUNDS]
    lines = [line(run(f"{_round_words(label, lines)}{_closing(lines, today)}.", bold=True)) for label, lines in shown]
    return [say("This is waiting for you:"), *lines, *more(len(rounds) - len(shown), "round"), *at_desk]


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


def _closing(lines: Sequence[Assignment], today: date) -> str:
    days = [one.closes_on for one in lines if one.closes_on]
    return f"; {closing_words(min(days), today)}" if days else ""


def _help() -> Element:
    return button("Help", Verb.HELP, inputs=False)
