"""The receipt: proof that answers arrived, with a reference that can be read out over the telephone."""

from collections.abc import Sequence

from cards.elements import button, grade_run, heading, hint, line, primary, run, say
from cards.frame import Card, Element, Room, card, fitted
from cards.lists import number_words
from cards.people import more
from cards.standing import author_words, until_closing
from cards.verbs import Verb
from cards.welcome import waiting_line
from cards.wording import clock_time, count, said
from storage.views import Assignment, Receipt, Sheet


def receipt(receipt: Receipt, waiting: Sequence[Assignment]) -> Card:
    return fitted(lambda room: _receipt(receipt, [one for one in waiting if one.waiting], room))


def _receipt(receipt: Receipt, left: Sequence[Assignment], room: Room) -> Card:
    title = f"Sent: {count('answer', len(receipt.sheets))}"
    body = [
        heading(title),
        line(run("Reference: ", bold=True), run(said(receipt.reference), bold=True)),
        line(run("Received: ", bold=True), clock_time(receipt.at)),
        *(_item(sheet) for sheet in receipt.sheets[: room.items]),
        *more(len(receipt.sheets) - room.items, "answer"),
        *_change(receipt),
        *_left(left),
        hint("Or type: update, my actions, open 5."),
    ]
    actions = [primary("Carry on", Verb.START, inputs=False)] if left else []
    return card(
        body,
        [*actions, button("My actions", Verb.MY_ACTIONS, inputs=False)],
        f"{title}. Reference {said(receipt.reference)}",
    )


def _item(sheet: Sheet) -> Element:
    by = f" · answered by {author_words(sheet)}" if sheet.written and sheet.written.on_behalf_of else ""
    name = run(f"{said(sheet.name, 60)}: ", bold=True)
    return line(name, grade_run(sheet.grade), run(f" · {said(sheet.plan_title)}{by}", subtle=True))


def _change(receipt: Receipt) -> list[Element]:
    if not receipt.sheets:
        return []
    first = receipt.sheets[0]
    words = f"open {number_words(first)}"
    return [
        line(f"You can change an answer {until_closing(first.round)}: type “{words}”. The clerk has been sent these.")
    ]


def _left(left: Sequence[Assignment]) -> list[Element]:
    if not left:
        return [say("Nothing else is waiting for you. Thank you.")]
    return [line(run("Still waiting for you: ", bold=True), f"{waiting_line(left)}.")]
