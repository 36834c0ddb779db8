"""Opening and closing rounds at the clerk's desk, and the letter that tells an officer that a round is open."""

from collections.abc import Sequence
from datetime import date

from cards.elements import (
    button,
    choice_input,
    heading,
    hint,
    label,
    line,
    noticed,
    pressable,
    primary,
    run,
    say,
    small,
    text_input,
)
from cards.frame import Card, Element, Room, card, fitted
from cards.left import closing_over
from cards.lists import assignment_line
from cards.people import more
from cards.verbs import Verb
from cards.wording import count, day, distance, said, unmarked
from storage.asked import Asked, Invitation, OpenRound
from storage.views import Assignment

MOST_PLANS = 60
MOST_NUMBERS = 30


def which_round(plans: Sequence[tuple[int, str]], *, notice: str = "") -> Card:
    """Which plan, what it is called and until when: everything a round needs."""
    return fitted(lambda room: _which_round(plans, notice, room))


def to_open(invited: Invitation, name: str, closes_on: date | None, *, seen: str, today: date) -> Card:
    return fitted(lambda room: _to_open(invited, name, closes_on, seen, today, room))


def opened(invited: Invitation, name: str) -> Card:
    title = f"The {unmarked(name, 60)} round is open"
    told = sum(one.has_chat for one in invited.asked)
    body = [
        heading(title),
        line(f"“{said(invited.plan_title)}”: {count('person', told).replace('persons', 'people')} told in Teams."),
        *_without_chat([one for one in invited.asked if not one.has_chat]),
        hint("Or type: to review, close round, help."),
    ]
    return card(body, [button("To review", Verb.TO_REVIEW, inputs=False)], title)


def to_close(rounds: Sequence[OpenRound], *, notice: str = "") -> Card:
    return fitted(lambda room: _to_close(rounds, notice, room))


def closing(one: OpenRound, *, seen: str, notice: str = "") -> Card:
    """What is still missing, before a round is closed for everybody. `seen` names what was shown."""
    title = f"Close the {unmarked(one.round.label, 60)} round?"
    left = one.recommendations - one.sent
    body = [
        heading(title),
        line(run(said(one.plan_title), bold=True)),
        *noticed(notice),
        line(f"{one.sent} of {count('recommendation', one.recommendations)} answered; {max(0, left)} not."),
        *closing_over(one.left),
        say("Once it is closed nobody can change an answer in it. What was written and not sent stays a draft."),
        hint("Or type: yes, no."),
    ]
    actions = [
        primary("Close it", Verb.CLOSE_ROUND, {"round": one.round.id, "seen": seen}, inputs=False),
        button("Not yet", Verb.ROUND_TO_CLOSE, inputs=False),
    ]
    return card(body, actions, title)


def asked(assignments: Sequence[Assignment], today: date) -> Card:
    """For the officer: a round has opened, what it wants of them, and how to begin."""
    return fitted(lambda room: _asked(assignments, today, room))


def _which_round(plans: Sequence[tuple[int, str]], notice: str, room: Room) -> Card:
    title = "Open a round"
    body = [heading(title), *noticed(notice)]
    if len(plans) <= MOST_PLANS:
        choices = [(said(name, room.name), str(id)) for id, name in plans]
        body.append(choice_input("plan", "For which plan", choices, style="compact"))
    else:
        body.append(text_input("plan_name", "For which plan: its title"))
    body += [
        text_input("label", "What the round is called", placeholder="e.g. July 2025"),
        text_input("closes", "When it closes", placeholder="e.g. 31 August 2025"),
        hint("Or type: open round July 2025 for (the plan) closing 31 August 2025."),
    ]
    return card(
        body, [primary("Show who will be asked", Verb.PLAN_ROUND), button("Help", Verb.HELP, inputs=False)], title
    )


def _to_open(invited: Invitation, name: str, closes_on: date | None, seen: str, today: date, room: Room) -> Card:
    title = f"Open the {unmarked(name, 60)} round?"
    closes = f"It closes on {day(closes_on)}, {distance(closes_on, today)}." if closes_on else "It has no closing date."
    body = [heading(title), line(run(said(invited.plan_title), bold=True)), line(closes)]
    body += [label(f"Asked: {count('person', len(invited.asked)).replace('persons', 'people')}")]
    body += [_person(one) for one in invited.asked[: room.items]]
    body += more(len(invited.asked) - room.items, "person")
    body += _without_chat([one for one in invited.asked if not one.has_chat])
    if invited.nobody:
        numbers = ", ".join(said(number, 20) for number in invited.nobody[:MOST_NUMBERS])
        others = f" and {len(invited.nobody) - MOST_NUMBERS} more" if len(invited.nobody) > MOST_NUMBERS else ""
        body.append(line(run("Nobody can be asked about: ", bold=True, colour="Warning"), f"{numbers}{others}"))
        body.append(small("Their owners are not in Teams, and the plan has no link officer."))
    if invited.signed_off:
        body.append(small(f"{count('recommendation', invited.signed_off)} signed off, and not asked about."))
    if invited.missing:
        body.append(
            small(f"{count('recommendation', invited.missing)} not in the newest document, and asked about still.")
        )
    data: dict[str, int | str] = {"plan": invited.plan_id, "seen": seen}
    actions = [
        primary("Open it and tell them", Verb.OPEN_ROUND, data, inputs=False),
        button("Not now", Verb.DISCARD, {"round": "none"}, inputs=False),
    ]
    return card([*body, hint("Or type: yes, no.")], actions, title)


def _person(one: Asked) -> Element:
    return line(run(said(one.name, 80), bold=True), f": {count('recommendation', one.recommendations)}")


def _without_chat(people: Sequence[Asked]) -> list[Element]:
    if not people:
        return []
    names = ", ".join(said(one.name, 60) for one in people[:MOST_NUMBERS])
    others = f" and {len(people) - MOST_NUMBERS} more" if len(people) > MOST_NUMBERS else ""
    told = "They have never written to me, so I cannot tell them: ask them to say hello to me in Teams."
    return [line(run("Cannot be told yet: ", bold=True, colour="Warning"), f"{names}{others}"), small(told)]


def _to_close(rounds: Sequence[OpenRound], notice: str, room: Room) -> Card:
    title = f"Open rounds: {len(rounds)}"
    body = [heading(title), *noticed(notice)]
    for one in rounds[: room.items]:
        press = button(f"Close {unmarked(one.round.label, 40)} of {unmarked(one.plan_title, 60)}", Verb.ROUND_TO_CLOSE,
                       {"round": one.round.id}, inputs=False)  # fmt: skip
        first = line(run(f"{said(one.round.label, 60)} · {said(one.plan_title, 80)}", bold=True, colour="Accent"))
        closes = f" · closes on {day(one.round.closes_on)}" if one.round.closes_on else ""
        about = small(f"{one.sent} of {one.recommendations} answered{closes}") | {"spacing": "None"}
        body.append(pressable([first, about], press, spacing="Medium"))
    body += more(len(rounds) - room.items, "round") if rounds else [say("No round is open.")]
    actions = [button("To review", Verb.TO_REVIEW, inputs=False), button("Help", Verb.HELP, inputs=False)]
    return card([*body, hint("Or type: close round July 2025 for (the plan), open round, to review.")], actions, title)


def _asked(assignments: Sequence[Assignment], today: date, room: Room) -> Card:
    first = assignments[0]
    title = f"The {unmarked(first.round_label, 60)} round is open"
    until = f"Please answer by {day(first.closes_on)}, {distance(first.closes_on, today)}." if first.closes_on else ""
    body = [
        heading(title),
        line(run(said(first.plan_title, 160), bold=True)),
        line(
            f"The scrutiny team asks you for progress on {count('recommendation', len(assignments))}. {until}".strip()
        ),
        *(assignment_line(one, today) for one in assignments[: min(room.items, 8)]),
        *more(len(assignments) - min(room.items, 8), "recommendation"),
        small(
            "It takes a few minutes; you can stop at any point. If something is not yours, press “Not mine” on its form."
        ),
        hint("Or type: update, my actions, later."),
    ]
    actions = [
        primary("Start", Verb.START, inputs=False),
        button("Later", Verb.LATER, inputs=False),
        button("My actions", Verb.MY_ACTIONS, inputs=False),
    ]
    return card(body, actions, f"{title}: {count('recommendation', len(assignments))} for you")
