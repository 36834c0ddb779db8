"""The grade that is pressed on "Which grade?": recorded, unless another has been given since that card was drawn."""

from dialogs.holding import held_first
from dialogs.speech import Reply
from dialogs.turn import Turn
from dialogs.walking import drawn
from storage import walks
from storage.sheets import sheet
from storage.views import MovedOn, Sheet


async def grade_pressed(turn: Turn, key: tuple[int, int], code: str) -> Reply:
    before = await turn.read(sheet, person=turn.person, recommendation_id=key[0], round_id=key[1])
    saved = await turn.write(
        walks.grade_as_asked,
        person=turn.person,
        moment=turn.moment,
        recommendation_id=key[0],
        round_id=key[1],
        asked_at=turn.pressed.number("version"),
        grade=code,
    )
    if isinstance(saved, MovedOn):
        told = _moved_on(saved.sheet, code)
        # What was asked is not asked any more.
        saved = await turn.write(
            walks.step_to, person=turn.person, moment=turn.moment, recommendation_id=key[0], round_id=key[1]
        )
    else:
        told = _recorded(saved, before)
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    waiting = [one for one in listed if one.waiting]
    return await held_first(turn, told=told) or drawn(turn, saved, waiting, told)


def _moved_on(now: Sheet, code: str) -> str:
    """What stands, by whom, and how to have the other grade after all."""
    stands = f"The grade is {now.grade.full_label} now" if now.grade else "It has no grade now"
    by = f", by {now.written.by}" if now.written else ""
    return (
        f"This has moved on since I asked, so I set no grade. {stands}{by}. "
        f"To set {_label(now, code)} all the same, type “grade: {code}”."
    )


def _recorded(saved: Sheet, before: Sheet) -> str:
    was = f" (it was {before.grade.full_label})" if before.grade and before.grade != saved.grade else ""
    label = saved.grade.full_label if saved.grade else ""
    return f"Recorded for {saved.short_name}: grade {label}{was}. It is a draft until you submit."


def _label(now: Sheet, code: str) -> str:
    grade = now.scheme.grade(code)
    return grade.full_label if grade else code
