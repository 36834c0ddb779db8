"""Small questions about what somebody typed or sent: is this evidence, which grade, for which recommendation?"""

from collections.abc import Mapping, Sequence

from cards.elements import button, grade_run, heading, hint, label, line, noticed, primary, say, small
from cards.files import file_words
from cards.frame import Card, Element, Room, card, fitted
from cards.lists import number_words, pressed_line, whole_name
from cards.people import words
from cards.verbs import Verb
from cards.wording import said, unmarked
from storage.unseen import is_blank
from storage.views import Assignment, HeldWords, KeptFile, Response, Sheet

MOST_GRADES = 5
MOST_PLACES = 5


def confirm_evidence(sheet: Sheet, held: HeldWords, *, takes: str = "", notice: str = "") -> Card:
    """The words themselves wait in the record: the card shows them, and its Yes names which they were. `takes` says
    what a yes makes of words that are more than evidence."""
    return fitted(lambda room: _confirm_evidence(sheet, held, takes, notice, room))


def confirm_grade(sheet: Sheet, codes: Sequence[str]) -> Card:
    """The words name more than one grade, and it is not for us to choose."""
    grades = [grade for grade in sheet.scheme.grades if grade.code in codes][:MOST_GRADES]
    title = f"Which grade for {unmarked(sheet.short_name, 40)}?"
    body = [heading(title), small(said(sheet.plan_title)), say("What you typed names more than one grade.")]
    body += [line(grade_run(grade), f": {said(grade.definition, 300)}") for grade in grades]
    actions = [
        button(unmarked(grade.full_label, 40), Verb.CONFIRM, _data(sheet) | {"grade": grade.code}, inputs=False)
        for grade in grades
    ]
    hinted = hint(
        f"Or type the grade, such as “{unmarked(grades[0].full_label, 40)}”, or no." if grades else "Or type no."
    )
    return card([*body, hinted], [*actions, _no("Neither", {"grade": "none"})], title)


def which_recommendation(file: KeptFile, assignments: Sequence[Assignment]) -> Card:
    """A file came without a word of what it is for."""
    title = "Which recommendation is this file for?"
    body = [heading(title), line(file_words(file))]
    body += [_place(file, one) for one in assignments[:MOST_PLACES]]
    others = len(assignments) - MOST_PLACES
    if others > 0:
        such_as = unmarked(number_words(assignments[MOST_PLACES]))
        body.append(say(f"For one of your {others} others, type “file for {such_as}”, or another number."))
    return card(
        [*body, hint("Or type: file for and its number, or no.")], [_no("None of them", {"file": file.id})], title
    )


def confirm_file(sheet: Sheet, file: KeptFile, *, notice: str = "") -> Card:
    title = f"Attach this file to {unmarked(sheet.short_name, 40)}?"
    body = [
        heading(title),
        *noticed(notice),
        small(said(sheet.plan_title)),
        line(file_words(file)),
        say("It is kept with your answer and goes to the clerk with it."),
        hint("Or type: yes, no, or file for and another number."),
    ]
    yes = primary("Yes", Verb.CONFIRM, _data(sheet) | {"file": file.id}, inputs=False)
    return card(body, [yes, _no("No", {"file": file.id})], title)


def _confirm_evidence(sheet: Sheet, held: HeldWords, takes: str, notice: str, room: Room) -> Card:
    title = f"Record this{'' if takes else ' as evidence'} for {unmarked(sheet.short_name, 40)}?"
    shown = [*words(held.text, room), *(_taken(takes, room) if takes else _already(sheet.response, room))]
    body = [heading(title), *noticed(notice), small(said(sheet.plan_title)), *shown]
    asked = {"asked": held.fingerprint}
    actions = [primary("Yes", Verb.CONFIRM, _data(sheet) | asked, inputs=False), _no("No", asked)]
    otherwise = "or record for and the number where it is for another" if takes else (
        "If it was a question for me, type no, then stop, and ask it again"
    )  # fmt: skip
    hinted = hint(f"Or type: yes, no{',' if takes else '.'} {otherwise}.")
    return card([*body, hinted], actions, title)


def _taken(takes: str, room: Room) -> list[Element]:
    """What stands in the fields of words already is kept: these are added below it."""
    return [label("With a yes I record:"), *words(takes, room)]


def _already(response: Response, room: Room) -> list[Element]:
    if is_blank(response.evidence):
        return []
    return [label("It will be added below what is there already:"), *words(response.evidence, room)]


def _place(file: KeptFile, one: Assignment) -> Element:
    """The same line as in a list, but pressing it attaches the file."""
    data = {"rec": one.recommendation_id, "round": one.round_id, "file": file.id}
    press = button(f"For {whole_name(one)}", Verb.ATTACH_TO, data, inputs=False)
    return pressed_line(one, press, f"file for {number_words(one)}")


def _data(sheet: Sheet) -> dict[str, int | str]:
    return {"rec": sheet.recommendation_id, "round": sheet.round.id, "version": sheet.version}


def _no(title: str, about: Mapping[str, int | str] | None = None) -> Element:
    """A No is to what the card asked about, and to nothing that came after."""
    return button(title, Verb.DISCARD, about, inputs=False)
