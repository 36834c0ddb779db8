"""What the form folds away, for those who type: what the grades mean, and what was said last time."""

from cards.elements import heading, hint, line, run, say, small
from cards.frame import Card, Room, card, fitted
from cards.reading import last_time as as_it_read
from cards.wording import said, unmarked
from storage.rules.grading import example
from storage.views import Sheet


def grades(sheet: Sheet) -> Card:
    return fitted(lambda room: _grades(sheet, room))


def last_time(sheet: Sheet) -> Card:
    return fitted(lambda room: _last_time(sheet, room))


def _grades(sheet: Sheet, room: Room) -> Card:
    title = "What the grades mean"
    meanings = [
        line(
            run(said(one.full_label, room.name), bold=True),
            f": {said(one.definition, 3 * room.name) or 'no definition'}",
        )
        for one in sheet.scheme.grades
    ]
    body = [heading(title), small(said(sheet.plan_title)), *meanings]
    such_as = unmarked(example(sheet.scheme), 40)
    return card([*body, hint(f"Or type: the grade, such as {such_as}, or change to see the form again.")], [], title)


def _last_time(sheet: Sheet, room: Room) -> Card:
    title = f"{unmarked(sheet.name)}: what was said last time"
    told = as_it_read(sheet.last, room) if sheet.last else [say("Nothing was said about it in an earlier round.")]
    body = [heading(title), small(said(sheet.plan_title)), *told]
    return card([*body, hint("Or type: change to see the form again, or your evidence.")], [], title)
