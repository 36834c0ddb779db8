"""An answer as it will read in the report, under the form's own labels."""

from datetime import date

from cards.elements import grade_run, label, line, run, small
from cards.frame import Element, Room
from cards.people import more, words
from cards.standing import author_words
from cards.wording import day, said
from storage.unseen import is_blank
from storage.views import LastTime, Question, Sheet


def answer(sheet: Sheet, room: Room) -> list[Element]:
    response, when = sheet.response, said(sheet.round.label, 60)
    drawn = [
        label(f"Evidence of Progress ({when}):"),
        *words(response.evidence, room),
        label(f"Evidence of Impact ({when}):"),
        *words(response.impact, room),
        line(run(f"Assessment of Progress ({when}): ", bold=True), grade_run(sheet.grade), spacing="Medium"),
    ]
    if not is_blank(response.explanation):
        drawn += [label("Explanation:"), *words(response.explanation, room)]
    if not is_blank(response.anticipated):
        drawn.append(
            line(
                run("Anticipated date: ", bold=True),
                anticipated(response.anticipated, response.anticipated_on),
                spacing="Medium",
            )
        )
    return [*drawn, *_indicators(sheet, room)]


def anticipated(words: str, on: date | None) -> str:
    """As written, and as read where that says more."""
    written = said(words, 200)
    return f"{written} (read as {day(on)})" if on and day(on).casefold() != written.casefold() else written


def last_time(last: LastTime, room: Room) -> list[Element]:
    """What was said in the round before, under the same labels."""
    when = said(last.round_label, 60)
    return [
        label(f"Evidence of Progress ({when}):"),
        *words(last.evidence, room),
        label(f"Evidence of Impact ({when}):"),
        *words(last.impact, room),
        line(run(f"Assessment of Progress ({when}): ", bold=True), said(last.grade) or "None given", spacing="Medium"),
    ]


def flag(question: Question, room: Room) -> Element:
    """A question that stands on an answer, as the clerk will see it."""
    saw = said(question.saw, 3 * room.name)
    if question.reason is None:
        return line(run("Asked, not answered: ", bold=True, colour="Warning"), saw)
    return line(run("Kept, because: ", bold=True), said(question.reason, 3 * room.name), run(f" ({saw})", subtle=True))


def _indicators(sheet: Sheet, room: Room) -> list[Element]:
    given = [one for one in sheet.indicators if not is_blank(sheet.response.indicators.get(one.id, ""))]
    lines = [
        line(
            run(f"{said(one.code, 30) or said(one.text, 60)}: ", bold=True),
            said(sheet.response.indicators[one.id], 120),
        )
        for one in given[: room.items]
    ]
    return [label("Indicators:"), *lines, *more(len(given) - room.items, "indicator")] if given else []


def author(sheet: Sheet) -> list[Element]:
    """Who said so: nothing under a blank form."""
    return [small(f"Answered by {author_words(sheet)}")] if sheet.written else []
