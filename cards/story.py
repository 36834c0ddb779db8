"""One recommendation in whole: what was agreed, and round by round what was said, by whom, for whom; and the way back."""

from datetime import date

from cards.answer_rows import due_words, owners_words
from cards.asked import Reading
from cards.elements import button, grade_run, heading, hint, label, line, primary, run, small
from cards.frame import Card, Element, Room, card, fitted
from cards.left import left_words
from cards.people import more, several, words
from cards.reading import anticipated
from cards.verbs import Verb
from cards.wording import clock_time, day, said, unmarked
from storage.asking.answer_views import RoundSaid, Story

MOST_ROUNDS = 12


def story(found: Story, asked: Reading, today: date, *, page: int, round_id: int | None = None) -> Card:
    """`round_id` where an open round still wants this person's answer about it."""
    return fitted(lambda room: _story(found, asked, today, page, round_id, room))


def _story(found: Story, asked: Reading, today: date, page: int, round_id: int | None, room: Room) -> Card:
    row = found.row
    body = [
        heading(unmarked(row.name, 60)),
        line(run(said(row.plan_title, 160), bold=True)),
        small(f"As things stand on {day(today)}"),
        *words(row.text, room, empty="The plan gives no text for this one."),
        *_listed("Agreed action", found.actions, room),
        *_listed("Success measure", found.measures, room),
        line(run("Due: ", bold=True), due_words(row).removeprefix("due "), spacing="Medium"),
        line(run("Responsible: ", bold=True), owners_words(row, room)),
        line(run("Stands at: ", bold=True), grade_run(row.grade), ", signed off" if row.signed_off else ""),
        *_rounds(found, room),
        hint(f"Or type: back to the list{', update' if round_id else ''}, start again."),
    ]
    return card(body, _buttons(found, asked, page, round_id), f"{said(row.name)} of {said(row.plan_title)}", wide=True)


def _listed(name: str, texts: tuple[str, ...], room: Room) -> list[Element]:
    head = label(name if len(texts) == 1 else f"{name}s")
    return [head, *several(texts, room, noun=name.lower())] if texts else []


def _rounds(found: Story, room: Room) -> list[Element]:
    """The latest first, as that is what is looked for; where there is no room for all, the earliest are left out."""
    drawn = [element for one in reversed(found.left) for element in left_words(one, room)]
    if not found.said:
        return [*drawn, label("Nothing has been reported about it yet")]
    shown = list(reversed(found.said))[: min(MOST_ROUNDS, room.items)]
    for one in shown:
        drawn += _round(one, room)
    return [*drawn, *more(len(found.said) - len(shown), "earlier round")]


def _round(one: RoundSaid, room: Room) -> list[Element]:
    drawn = [
        heading(f"{unmarked(one.round_label, 40)} round", 2),
        line(*_grade(one)),
        label("Evidence of progress"),
        *words(one.evidence, room),
        label("Evidence of impact"),
        *words(one.impact, room),
    ]
    if one.explanation.strip():
        drawn += [label("Explanation"), *words(one.explanation, room)]
    if one.anticipated.strip():
        drawn.append(
            line(
                run("Anticipated date: ", bold=True), anticipated(one.anticipated, one.anticipated_on), spacing="Medium"
            )
        )
    return [*drawn, small(_author(one))]


def _grade(one: RoundSaid) -> list[Element | str]:
    """The grade that counts, and beside it the one that was proposed, where the committee ruled otherwise."""
    signed = " Signed off." if one.signed_off else ""
    if one.grade == one.proposed:
        return [grade_run(one.grade), signed]
    return [grade_run(one.grade), " as the committee decided; proposed was ", grade_run(one.proposed), f".{signed}"]


def _author(one: RoundSaid) -> str:
    by = said(one.by, 80) or "Nobody named"
    for_whom = f", for {said(one.on_behalf_of, 80)}" if one.on_behalf_of.strip() else ""
    return f"Said by {by}{for_whom} at {clock_time(one.at)}"


def _buttons(found: Story, asked: Reading, page: int, round_id: int | None) -> list[Element]:
    back = button("Back to the list", Verb.ANSWER_PAGE, {**asked.data, "page": page}, inputs=False)
    if round_id is None:
        return [back]
    data = {"rec": found.row.recommendation_id, "round": round_id}
    return [primary("Answer it", Verb.OPEN, data, inputs=False), back]
