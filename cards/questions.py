"""The checks' questions about one answer: what was seen, why it matters, and room for the reason to keep it."""

from cards.elements import banner, button, heading, hint, label, line, noticed, primary, run, say, small, text_input
from cards.frame import Card, Element, Room, card, fitted
from cards.people import more, words
from cards.verbs import Verb
from cards.wording import count, said, unmarked
from storage.views import Question, Sheet

MOST_OPEN = 16


def questions(sheet: Sheet, *, notice: str = "") -> Card:
    return fitted(lambda room: _questions(sheet, notice, room))


def _questions(sheet: Sheet, notice: str, room: Room) -> Card:
    still_open = sheet.open_questions
    shown = still_open[: min(room.items, MOST_OPEN)]
    body = [
        heading(f"{unmarked(sheet.name)}: {_asked(len(still_open))}"),
        small(said(sheet.plan_title)),
        *noticed(notice),
    ]
    for question in shown:
        body += _asking(question, _place(question, sheet), room)
    body += more(len(still_open) - len(shown), "question")
    body += _kept(sheet, room)
    if still_open:
        body.append(
            say("Your answer is saved either way. What you leave open, the clerk sees as asked and not answered.")
        )
    first = _place(shown[0], sheet) if shown else ""
    which = f"keep {first.strip(' .')} because" if first else "keep because"
    body.append(hint(f"Or type: change, {which} … (your reason), or skip."))
    return card(body, _buttons(sheet), f"{said(sheet.name)}: {_asked(len(still_open))}", wide=True)


def _asked(number: int) -> str:
    return count("question", number) if number else "nothing left to ask"


def _place(question: Question, sheet: Sheet) -> str:
    """The number by which a typed reason names its question, where there is a choice: the same until all are answered."""
    return f"{sheet.questions.index(question) + 1}. " if len(sheet.questions) > 1 else ""


def _asking(question: Question, place: str, room: Room) -> list[Element]:
    return [
        banner(words(f"{place}{question.saw}", room), "warning") | {"spacing": "Medium"},
        *words(question.why, room),
        text_input(f"reason_{question.code}", f"{place}Keep it, because …", multiline=True),
    ]


def _kept(sheet: Sheet, room: Room) -> list[Element]:
    kept = [question for question in sheet.questions if question.reason is not None]
    if not kept:
        return []
    drawn = [heading("Kept, with your reasons", 2)]
    for question in kept[: room.items]:
        drawn += [label(said(question.saw, 300)), line(run("Kept, because:", subtle=True), spacing="None")]
        drawn += words(question.reason or "", room)
    return drawn + more(len(kept) - room.items, "question")


def _buttons(sheet: Sheet) -> list[Element]:
    """All of them carry the boxes: a reason that was typed is kept whichever is pressed."""
    data: dict[str, int | str] = {
        "rec": sheet.recommendation_id,
        "round": sheet.round.id,
        "version": sheet.version,
        "asks": sheet.asks,
    }
    change = button("Change my answer", Verb.OPEN, data)
    if not sheet.open_questions:
        return [primary("Go on", Verb.SKIP, data, inputs=False), change]
    keep = primary("Keep with these reasons", Verb.KEEP, data)
    return [keep, change, button("Leave for now", Verb.SKIP, data)]
