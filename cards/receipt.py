"""The receipt: proof that answers arrived, with a reference that can be read out over the telephone."""

from collections.abc import Sequence
from datetime import date

from cards.elements import button, grade_run, heading, hint, line, primary, run, say
from cards.frame import Card, Element, Room, card, fitted
from cards.lists import number_words
from cards.people import more
from cards.standing import author_words, before_closing, until_closing
from cards.verbs import Verb
from cards.welcome import waiting_line
from cards.wording import clock_time, count, said, unmarked
from storage.views import Assignment, Receipt, SentByAnother, Sheet


def receipt(receipt: Receipt, waiting: Sequence[Assignment], *, today: date) -> Card:
    return fitted(lambda room: _receipt(receipt, [one for one in waiting if one.waiting], today, room))


def sent_by_another(sent: SentByAnother, today: date) -> Card:
    """For somebody whose words a joint owner has sent: that it was done, by whom, and what they can do."""
    return fitted(lambda room: _sent_by_another(sent, today, room))


def _sent_by_another(sent: SentByAnother, today: date, room: Room) -> Card:
    first, answers = sent.sheets[0], "an answer" if len(sent.sheets) == 1 else "answers"
    closing = before_closing(first.round, today)
    body = [
        heading(f"{unmarked(sent.sender, 60)} has sent {answers} with your words"),
        line(run("Received: ", bold=True), clock_time(sent.at)),
        *(_item(sheet) for sheet in sent.sheets[: room.items]),
        *more(len(sent.sheets) - room.items, "answer"),
        line(
            f"The clerk has it now. You can change it and send it again {closing}: type “open {number_words(first)}”."
        ),
        hint("Or type: my actions, help."),
    ]
    opens = {"rec": first.recommendation_id, "round": first.round.id}
    actions = [primary("Open it", Verb.OPEN, opens, inputs=False), button("My actions", Verb.MY_ACTIONS, inputs=False)]
    return card(body, actions, f"{said(sent.sender, 60)} has sent {answers} with your words")


def _receipt(receipt: Receipt, left: Sequence[Assignment], today: date, room: Room) -> Card:
    title = f"Sent: {count('answer', len(receipt.sheets))}"
    body = [
        heading(title),
        line(run("Reference: ", bold=True), run(said(receipt.reference), bold=True)),
        line(run("Received: ", bold=True), clock_time(receipt.at)),
        *(_item(sheet) for sheet in receipt.sheets[: room.items]),
        *more(len(receipt.sheets) - room.items, "answer"),
        *_change(receipt, today),
        *_left(left),
        hint(_words(receipt)),
    ]
    actions = [primary("Carry on", Verb.START, inputs=False)] if left else []
    return card(
        body,
        [*actions, button("My actions", Verb.MY_ACTIONS, inputs=False)],
        f"{title}. Reference {said(receipt.reference)}",
    )


def _words(receipt: Receipt) -> str:
    opened = f", open {unmarked(number_words(receipt.sheets[0]))}" if receipt.sheets else ""
    return f"Or type: update, my actions{opened}."


def _item(sheet: Sheet) -> Element:
    by = f" · answered by {author_words(sheet)}" if sheet.written and sheet.written.on_behalf_of else ""
    name = run(f"{said(sheet.name, 60)}: ", bold=True)
    return line(name, grade_run(sheet.grade), run(f" · {said(sheet.plan_title)}{by}", subtle=True))


def _change(receipt: Receipt, today: date) -> list[Element]:
    if not receipt.sheets:
        return []
    first = receipt.sheets[0]
    one, sent = ("it", "this") if len(receipt.sheets) == 1 else ("an answer", "these")
    closing = until_closing(first.round, today)
    return [line(f"You can change {one} {closing}: type “open {number_words(first)}”. The clerk has been sent {sent}.")]


def _left(left: Sequence[Assignment]) -> list[Element]:
    if not left:
        return [say("Nothing else is waiting for you. Thank you.")]
    return [line(run("Still waiting for you: ", bold=True), f"{waiting_line(left)}.")]
