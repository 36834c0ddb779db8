"""My actions: all that open rounds want, or wanted, from one person, by round and plan."""

from collections.abc import Sequence
from datetime import date

from cards.elements import button, heading, hint, line, noticed, primary, run, say
from cards.frame import Card, Element, Room, card, fitted
from cards.lists import assignment_line, grouped, inbox_line, number_words, offer_lines
from cards.people import more
from cards.standing import closing_words
from cards.verbs import Verb
from cards.wording import count, said, unmarked
from storage.views import Assignment, Handover, Inbox

MOST_OFFERS = 3


def my_actions(
    assignments: Sequence[Assignment],
    offers: Sequence[Handover],
    inbox: Inbox | None = None,
    *,
    today: date,
    notice: str = "",
) -> Card:
    """`inbox` is what waits at a clerk's desk; nobody else has one."""
    return fitted(lambda room: _my_actions(assignments, offers, inbox, today, notice, room))


def _my_actions(
    assignments: Sequence[Assignment],
    offers: Sequence[Handover],
    inbox: Inbox | None,
    today: date,
    notice: str,
    room: Room,
) -> Card:
    body = [heading("My actions"), *noticed(notice), *(inbox_line(inbox) if inbox else [])]
    nothing = [] if notice else [say("Open rounds want nothing from you.")]
    body += [*_offers(offers, room), *(_lines(assignments, today, room) if assignments else nothing)]
    waiting = sum(one.waiting for one in assignments)
    summary = f"My actions: {count('recommendation', len(assignments))}, {waiting} waiting for you"
    words = f"update, review, open {unmarked(number_words(assignments[0]))}, " if assignments else "update, "
    words += "to review, " if inbox is not None else ""
    return card([*body, hint(f"Or type: {words}help.")], _buttons(assignments, inbox), summary, wide=True)


def _lines(assignments: Sequence[Assignment], today: date, room: Room) -> list[Element]:
    drawn: list[Element] = []
    shown = assignments[: room.items]
    for (plan, label), lines in grouped(shown).items():
        closes = next((one.closes_on for one in lines if one.closes_on), None)
        closing = f", {closing_words(closes, today)}" if closes else ""
        drawn.append(heading(unmarked(plan, room.name), 2))
        drawn.append(line(run(f"{said(label, 60)} round{closing}", subtle=True), spacing="None"))
        drawn += [assignment_line(one, today) for one in lines]
    return [*drawn, *_left_out(assignments[len(shown) :])]


def _left_out(left_out: Sequence[Assignment]) -> list[Element]:
    if not left_out:
        return []
    words = f"open {number_words(left_out[0])}"
    return [line(f"+ {len(left_out):,} more: type “{words}”", spacing="Medium")]


def _offers(offers: Sequence[Handover], room: Room) -> list[Element]:
    drawn: list[Element] = []
    shown = offers[: min(MOST_OFFERS, room.items)]
    for offer in shown:
        drawn += offer_lines(offer)
    return [*drawn, *more(len(offers) - len(shown), "offer")]


def _buttons(assignments: Sequence[Assignment], inbox: Inbox | None) -> list[Element]:
    actions: list[Element] = []
    if any(one.waiting for one in assignments):
        begun = any(one.waiting and one.begun for one in assignments)
        actions.append(primary("Resume" if begun else "Start", Verb.START, inputs=False))
    if any(one.unsent for one in assignments):
        actions.append(button("Review", Verb.REVIEW, inputs=False))
    if inbox is not None:
        actions.append(button("To review", Verb.TO_REVIEW, inputs=False))
    return [*actions, button("Help", Verb.HELP, inputs=False)]
