"""The last look before sending: everything as it will read in the report, each answer with its own "Edit"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cards.elements import button, grade_run, group, heading, hint, line, link, noticed, primary, run, say, small
from cards.files import named
from cards.frame import Card, Element, Room, card, fitted
from cards.lists import assignment_line, number_words
from cards.people import more, words
from cards.reading import answer, author, flag
from cards.standing import until_closing
from cards.verbs import Verb
from cards.wording import clock_time, count, listed, said, unmarked
from storage.views import Assignment, LastSent, Person, Sheet

MOST_WAITING = 8
MOST_BRIEF = 30
MOST_OTHERS = 4


NOTHING_OPEN = (
    "No open round wants anything of you. What was left unsent when a round closed is kept, and was not sent."
)


@dataclass(frozen=True, slots=True)
class Sending:
    """What one person is about to send. `seen` names the versions shown, so that nothing is sent that was not."""

    sender: Person
    sheets: Sequence[Sheet]
    seen: str


def review(
    sending: Sending, waiting: Sequence[Assignment], *, today: date, notice: str = "", last: LastSent | None = None
) -> Card:
    """`last` is the last time that anything of theirs was sent, for a review with nothing in it."""
    sheets = sending.sheets
    keys = {(sheet.recommendation_id, sheet.round.id) for sheet in sheets}
    unanswered = [one for one in waiting if one.waiting and (one.recommendation_id, one.round_id) not in keys]
    if not sheets:
        return fitted(lambda room: _nothing(unanswered, last, notice, room))
    return fitted(lambda room: _review(sending, unanswered, today, notice, room))


def _review(sending: Sending, unanswered: Sequence[Assignment], today: date, notice: str, room: Room) -> Card:
    sheets = sending.sheets
    title = f"Review: {count('answer', len(sheets))} to send"
    whole = sheets[: room.items]
    body = [heading(title), *noticed(notice), say("This is how it will read in the report.")]
    for sheet in whole:
        body.append(_item(sheet, sending.sender, room))
    body += _briefly(sheets[len(whole) :], sending.sender)
    body += _still_waiting(unanswered, room)
    body += [small(f"You can change what you send {until_closing(sheets[0].round, today)}."), _hint(sheets, unanswered)]
    actions = [primary(f"Submit all ({len(sheets)})", Verb.SUBMIT_ALL, {"seen": sending.seen}, inputs=False)]
    actions += [button("Answer the rest", Verb.START, inputs=False)] if unanswered else []
    return card(body, [*actions, button("Not yet", Verb.STOP, inputs=False)], title, wide=True)


def _item(sheet: Sheet, sender: Person, room: Room) -> Element:
    items = [
        heading(f"{unmarked(sheet.name)}:", 2) | {"spacing": "None"},
        small(said(sheet.plan_title)),
        *words(sheet.text, Room(min(room.text, 600), room.items)),
        *answer(sheet, room),
        *named(sheet, room),
        *author(sheet),
        *_of_others(sheet, sender),
        *(flag(question, room) for question in sheet.questions[: room.items]),
        *more(len(sheet.questions) - room.items, "question"),
        _edit(sheet),
    ]
    return group(items, spacing="Large") | {"separator": True}


def _briefly(sheets: Sequence[Sheet], sender: Person) -> list[Element]:
    if not sheets:
        return []
    shown = [_brief(sheet, sender) for sheet in sheets[:MOST_BRIEF]]
    return [heading("And these, shown in brief", 2), *shown, *more(len(sheets) - MOST_BRIEF, "answer")]


def _brief(sheet: Sheet, sender: Person) -> Element:
    """An answer that there is no room to show whole: its grade, and how to read it."""
    name = run(f"{said(sheet.name, 60)}: ", bold=True)
    by = _others(sheet, sender)
    whose = f" · words of {listed(by)}" if by else ""
    words = f"{whose} · type “open {number_words(sheet)}” to read it"
    return line(name, grade_run(sheet.grade), run(words, subtle=True))


def _of_others(sheet: Sheet, sender: Person) -> list[Element]:
    """A joint owner may send a colleague's words, knowing that they are."""
    by = _others(sheet, sender)
    if not by:
        return []
    told = f"This holds words of {listed(by)}. If you send it, theirs are sent too, and I tell them."
    return [line(run(told, bold=True, colour="Warning"))]


def _others(sheet: Sheet, sender: Person) -> list[str]:
    names = [said(name, 40) for name in sheet.contributors if name != sender.name]
    last = sheet.written
    if last and last.by_id != sender.id and not names:  # of the same name, and somebody else
        names = [said(last.by, 40)]
    return names[:MOST_OTHERS]


def _edit(sheet: Sheet) -> Element:
    data = {"rec": sheet.recommendation_id, "round": sheet.round.id}
    return link("Edit", Verb.OPEN, data, name=f"Edit {unmarked(sheet.name, 60)}")


def _still_waiting(unanswered: Sequence[Assignment], room: Room) -> list[Element]:
    if not unanswered:
        return []
    shown = unanswered[: min(room.items, MOST_WAITING)]
    drawn = [heading(f"Not answered yet: {len(unanswered)}", 2), *(assignment_line(one) for one in shown)]
    return [*drawn, *more(len(unanswered) - len(shown), "recommendation")]


def _hint(sheets: Sequence[Sheet], unanswered: Sequence[Assignment]) -> Element:
    return hint(
        f"Or type: submit, open {unmarked(number_words(sheets[0]))} to edit, {'next, ' if unanswered else ''}stop."
    )


def _nothing(unanswered: Sequence[Assignment], last: LastSent | None, notice: str, room: Room) -> Card:
    words = "Nothing has been written yet in a round that is open." if unanswered else NOTHING_OPEN
    if last:
        by = "you" if last.mine else said(last.sender, 60)
        words = f"Nothing has been written since {by} sent ({said(last.reference)}, {clock_time(last.at)})."
    body = [heading("Nothing to send"), *noticed(notice), line(words), *_still_waiting(unanswered, room)]
    actions = [primary("Answer the rest", Verb.START, inputs=False)] if unanswered else []
    actions += [button("My actions", Verb.MY_ACTIONS, inputs=False), button("Help", Verb.HELP, inputs=False)]
    return card([*body, hint("Or type: update, my actions, help.")], actions, "Nothing to send")
