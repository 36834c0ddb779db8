"""One row of an answer: what it is, whose, when it is due, and its grade, in words and colour. Pressed, it opens."""

from datetime import date

from cards.asked import Reading
from cards.elements import button, grade_run, line, pressable, run
from cards.frame import Element, Room
from cards.verbs import Verb
from cards.wording import count, day, said, shortened, unmarked
from storage.asking.answer_views import Answer, AnswerRow, Before
from storage.query import Kind

MOST_TEXT = 110
MOST_OWNERS = 3


def row_lines(row: AnswerRow, place: int, asked: Reading, found: Answer, today: date, room: Room) -> Element:
    most = min(MOST_TEXT, room.name)
    text = said(shortened(row.text, most), most)
    name = run(f"{place:,}. {said(row.name, min(60, room.name))}", bold=True, colour="Accent")
    facts = f"{said(row.plan_title, min(80, room.name))} · {owners_words(row, room)} · {due_words(row)}"
    press = button(
        f"Open row {place}: {unmarked(row.name, min(40, room.name))}",
        Verb.OPEN_ROW,
        {**asked.data, "rec": row.recommendation_id, "page": found.page},
        inputs=False,
    )
    return pressable(
        [
            line(name, f": {text}" if text else ""),
            line(run(facts, subtle=True) | {"size": "Small"}, spacing="None"),
            line(*_grade(row, found, room), spacing="None"),
        ],
        press,
        spacing="Medium",
    )


def owners_words(row: AnswerRow, room: Room) -> str:
    shown = [said(name, min(50, room.name)) for name in row.owners[: min(MOST_OWNERS, room.items)]]
    others = len(row.owners) - len(shown)
    return "; ".join([*shown, f"and {others} more"] if others > 0 else shown) or "nobody named"


def due_words(row: AnswerRow) -> str:
    """ "due 31 May 2024, 38 days late"."""
    written = said(row.due_text, 40)
    if row.due_on is None:
        return f"due “{written}”, which is no date" if written else "no due date"
    late = f", {count('day', row.days_late)} late" if row.days_late else ""
    return f"due {day(row.due_on)}{late}"


def _grade(row: AnswerRow, found: Answer, room: Room) -> list[Element]:
    """What it was and what it is now, or what it is; and in which round it was said."""
    if row.before is not None:
        return [*_before(row.before, row, room), grade_run(row.grade), run(_reported(row), subtle=True)]
    if found.query.kind is Kind.WHO_NOT_RESPONDED:
        label = f"Nothing sent for the {said(row.round_label, 40)} round" if row.round_label else "Nothing sent"
        return [run(label, bold=True, colour="Warning")]
    return [grade_run(row.grade), run(_reported(row), subtle=True)]


def _before(before: Before, row: AnswerRow, room: Room) -> list[Element]:
    moved = []
    if before.due_on and row.due_on and before.due_on != row.due_on:
        moved = [run(f"Date moved from {day(before.due_on)} to {day(row.due_on)}. ")]
    label = f" in {said(before.round_label, 40)}" if before.round_label else ""
    was = grade_run(before.grade) if before.grade else run("Nothing said before", subtle=True)
    return [*moved, run("Before: ", subtle=True), was, run(f"{label} → now: ")]


def _reported(row: AnswerRow) -> str:
    signed = ", signed off" if row.signed_off else ""
    return f" · reported in {said(row.round_label, 40)}{signed}" if row.round_label else f" · not reported yet{signed}"
