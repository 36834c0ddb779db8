"""After the meeting: what the committee has had before it, and the card on which the clerk records what it decided."""

from collections.abc import Sequence
from datetime import date

from cards.agreed import agreed
from cards.elements import (
    button,
    choice_input,
    grade_run,
    group,
    heading,
    hint,
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
from cards.people import more
from cards.reading import answer as as_it_reads
from cards.standing import author_words, round_words
from cards.verbs import Verb
from cards.wording import count, day, said, unmarked
from storage.views import Sheet

WORDS = "committee agreed, committee agreed and signed off, committee grade … because …, back to the decisions"


def to_decide(sheets: Sequence[Sheet], *, notice: str = "") -> Card:
    return fitted(lambda room: _to_decide(sheets, notice, room))


def decision(sheet: Sheet, *, today: date, notice: str = "") -> Card:
    return fitted(lambda room: _decision(sheet, today, notice, room))


def _to_decide(sheets: Sequence[Sheet], notice: str, room: Room) -> Card:
    title = f"For the committee: {count('answer', len(sheets))} without a decision"
    body = [heading(title), *noticed(notice)]
    body += [_line(sheet) for sheet in sheets[: room.items]] or [
        say("No answer waits for a decision of the committee.")
    ]
    body += more(len(sheets) - room.items, "answer")
    actions = [button("To review", Verb.TO_REVIEW, inputs=False), button("Help", Verb.HELP, inputs=False)]
    return card([*body, hint("Or type: decide 5, to review, help.")], actions, title, wide=True)


def _line(sheet: Sheet) -> Element:
    about = f"{said(sheet.plan_title, 80)} · {said(sheet.round.label, 40)} · {author_words(sheet)}"
    opens = {"rec": sheet.recommendation_id, "round": sheet.round.id}
    press = button(f"Decide {unmarked(sheet.name, 60)}", Verb.OPEN_DECISION, opens, inputs=False)
    first = line(run(f"{said(sheet.name, 60)}: ", bold=True, colour="Accent"), grade_run(sheet.grade))
    return pressable([first, small(about) | {"spacing": "None"}], press, spacing="Medium")


def _decision(sheet: Sheet, today: date, notice: str, room: Room) -> Card:
    data = {"rec": sheet.recommendation_id, "round": sheet.round.id, "version": sheet.sent_version}
    grades = [(unmarked(grade.full_label), grade.code) for grade in sheet.scheme.grades]
    body = [
        heading(f"{unmarked(sheet.name)}: what the committee decided"),
        line(run(said(sheet.plan_title, 160), bold=True)),
        small(round_words(sheet.round, today)),
        *noticed(notice),
        group(agreed(sheet, room, today)),
        heading("What it had before it", 2),
        *as_it_reads(sheet, room),
        heading("The decision", 2),
        choice_input("grade", "Grade", grades, sheet.response.grade or ""),
        choice_input(
            "signed_off", "Signed off", [("No, it comes back", "no"), ("Yes, nobody is asked again", "yes")], "no"
        ),
        text_input("moved_to", "New due date, if it moved", placeholder="e.g. March 2027 or 31/03/2027"),
        text_input(
            "comment", "What the committee said: the reason, if the grade changed or the date moved", multiline=True
        ),
        text_input("decided_on", "Day of the meeting", day(today)),
        hint(f"Or type: {WORDS}."),
    ]
    actions = [
        primary("Record the decision", Verb.RECORD_DECISION, data),
        button("Back to the decisions", Verb.DECISIONS, inputs=False),
    ]
    return card(body, actions, f"{said(sheet.name)}: what the committee decided", wide=True)
