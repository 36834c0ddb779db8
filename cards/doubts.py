"""One doubt at a time: what was read, where it stands in the document, and the ways to settle it."""

from cards.elements import (
    Data,
    button,
    choice_input,
    heading,
    hint,
    label,
    line,
    link,
    noticed,
    primary,
    row,
    run,
    small,
    text_input,
)
from cards.frame import Card, Element, Room, card, fitted
from cards.people import words
from cards.verbs import Verb
from cards.wording import count, said, unmarked
from storage.importing.answered import is_grade, may_be_empty
from storage.importing.beneath import same_kind
from storage.importing.views import AskedDoubt, IntakeView
from storage.importing.whole import level_named
from storage.vocabulary import AnswerKind

ANSWERS = {
    AnswerKind.PICKED: "Settled as",
    AnswerKind.TYPED: "Settled as",
    AnswerKind.LEFT_EMPTY: "Left empty",
    AnswerKind.RIGHT: "Right as it is",
}
FIELDS = {
    "grade": "The grade as read",
    "due": "The date as read",
    "start": "The date as read",
    "lead": "The lead as read",
    "owners": "Responsible",
    "record": "The row",
    "scheme": "The grading key",
    "round": "The round as read",
    "levels": "The grade in the document",
    "link_officers": "The link officer",
    "plan": "As it is, it becomes",
}
MOST_CANDIDATES = 8
LONGEST_CANDIDATE = 120
LONG_FIELDS = ("text", "evidence", "explanation", "impact", "future", "actions", "measures")


def doubt(intake: IntakeView, one: AskedDoubt, *, notice: str = "") -> Card:
    return fitted(lambda room: _doubt(intake, one, notice, room))


def answer_words(one: AskedDoubt, limit: int = 120) -> str:
    """ "Settled as 2, by Cleo Farrant"."""
    if one.answer is None:
        return "Open"
    value = f" {said(one.value, limit)}" if one.value else ""
    return f"{ANSWERS[one.answer]}{value}, by {said(one.answered_by, 60)}"


def recorded(one: AskedDoubt) -> str:
    """What was just recorded of a doubt: "Recorded for Recommendation 2, number: 7a." """
    what = [one.name, _field(one), one.round if one.recommendation is not None else ""]
    about = f" for {', '.join(unmarked(part, 60) for part in what if part)}"
    if one.answer in (AnswerKind.PICKED, AnswerKind.TYPED):
        return f"Recorded{about}: “{unmarked(one.value, 120)}”."
    empty = "the row is left out" if one.field == "record" else "left empty"
    return f"Recorded{about}: {empty if one.answer is AnswerKind.LEFT_EMPTY else 'right as it is'}."


def _field(one: AskedDoubt) -> str:
    """The field in the clerk's words; the kind of doubt where it is about none."""
    names = {"due": "due date", "record": "row", "owners": "responsible", "scheme": "grading key", "round": "round",
             "link_officers": "link officer"}  # fmt: skip
    field = same_kind(one.field).rpartition(".")[2]
    return names.get(field, field.replace("_", " ")) if one.now is not None and field != "levels" else one.kind.lower()


def _doubt(intake: IntakeView, one: AskedDoubt, notice: str, room: Room) -> Card:
    place = intake.doubts.index(one) + 1
    kind = (one.code, same_kind(one.field))
    alike = [
        other for other in intake.open_doubts if other.id != one.id and (other.code, same_kind(other.field)) == kind
    ]
    title = unmarked(one.kind, 60)
    body = [
        heading(title),
        *noticed(notice),
        small(f"Doubt {place} of {len(intake.doubts)} · {said(intake.title, 80)}"),
        *words(one.message, room),
        *_where(intake, one, room),
        *_now(one, room),
        *_settled(one),
        *_inputs(intake, one),
        *_all_alike(one, len(alike)),
        hint(_hint(one)),
    ]
    return card(body, _actions(intake, one), f"{title}: {said(one.message, 160)}", wide=True)


def _hint(one: AskedDoubt) -> str:
    if one.now is None:
        return "Or type: right, skip, back, show 7, import."
    empty = "leave empty, " if _may_be_empty(one) else ""
    value = "" if one.field == "record" else "the value, or: "
    return f"Or type {value or ': '}right, {empty}skip, back, show 7, import.".replace("type :", "type:")


def _where(intake: IntakeView, one: AskedDoubt, room: Room) -> list[Element]:
    parts = [said(part, 80) for part in (one.name, one.round and f"{one.round}", one.place) if part]
    drawn = [small(" · ".join(parts))] if parts else []
    if one.text and one.field != "text":
        drawn.append(line(said(one.text, min(300, room.text))))
    if one.recommendation is not None:
        data = {"intake": intake.id, "position": one.recommendation}
        drawn.append(link("See it as it will be stored", Verb.LOOK, data))
    return drawn


def _now(one: AskedDoubt, room: Room) -> list[Element]:
    if one.now is None:
        return []
    field = same_kind(one.field).rpartition(".")[2]
    return [label(FIELDS.get(field, "As read")), *words(one.now, room, empty="Nothing")]


def _settled(one: AskedDoubt) -> list[Element]:
    return [line(run(answer_words(one, 200), bold=True), spacing="Medium")] if not one.is_open else []


def _inputs(intake: IntakeView, one: AskedDoubt) -> list[Element]:
    """The candidates to pick from and a box to type in, where there is a field that takes a value."""
    if one.now is None or one.field == "record":
        return []
    shown = [value for value in one.candidates if len(value) <= LONGEST_CANDIDATE][:MOST_CANDIDATES]
    drawn: list[Element] = []
    if shown:
        chosen = one.value if one.answer is AnswerKind.PICKED else ""
        labels = {level.code: f"{level.code} – {level.label}" for level in intake.proposal.key.levels}
        named = labels if is_grade(one.field) else {}
        places = [(named.get(value, value), str(place)) for place, value in enumerate(one.candidates) if value in shown]
        drawn.append(choice_input("pick", "It may be", places, _place(one, chosen)))
    if one.field not in ("scheme", "plan") and not level_named(one.field):
        long = one.field in LONG_FIELDS
        drawn.append(text_input("value", "Or what it should be" if shown else "What it should be", multiline=long))
    return drawn


def _place(one: AskedDoubt, value: str) -> str:
    return str(one.candidates.index(value)) if value and value in one.candidates else ""


def _all_alike(one: AskedDoubt, others: int) -> list[Element]:
    if not others or not one.is_open:
        return []
    all_of_them = f"all {others + 1} of this kind"
    links = [link(f"Right, for {all_of_them}", Verb.ANSWER_DOUBT, _data(one, "all_right"))]
    if _may_be_empty(one):
        links.append(link(f"Leave {all_of_them} empty", Verb.ANSWER_DOUBT, _data(one, "all_empty")))
    return [small(f"{count('more doubt', others)} like this"), row(links)]


def _may_be_empty(one: AskedDoubt) -> bool:
    return one.now is not None and may_be_empty(one.field)


def _data(one: AskedDoubt, how: str) -> Data:
    return {"doubt": one.id, "version": one.version, "how": how}


def _actions(intake: IntakeView, one: AskedDoubt) -> list[Element]:
    takes_value = one.now is not None and one.field != "record"
    empty = "Leave the row out" if one.field == "record" else "Leave empty"
    return [
        *([primary("Use this", Verb.ANSWER_DOUBT, _data(one, "value"))] if takes_value else []),
        button("Right as it is", Verb.ANSWER_DOUBT, _data(one, "right"), inputs=False),
        *([button(empty, Verb.ANSWER_DOUBT, _data(one, "empty"), inputs=False)] if _may_be_empty(one) else []),
        button("Back", Verb.DOUBT, {"doubt": one.id, "step": "back"}, inputs=False),
        button("Skip", Verb.DOUBT, {"doubt": one.id, "step": "next"}, inputs=False),
        button("Overview", Verb.IMPORT, {"intake": intake.id}, inputs=False),
    ]
