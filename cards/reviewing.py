"""The clerk's side: what has come in, one answer with every question put to it, and what was given back."""

from collections.abc import Mapping, Sequence
from datetime import date

from cards.agreed import agreed
from cards.elements import (
    button,
    folded,
    grade_run,
    group,
    heading,
    hint,
    label,
    line,
    noticed,
    pressable,
    primary,
    run,
    say,
    small,
    text_input,
    toggle,
)
from cards.files import to_get
from cards.frame import Card, Element, Room, card, fitted
from cards.handovers import to_whom
from cards.people import more, words
from cards.reading import answer as as_it_reads
from cards.reading import author, flag, last_time
from cards.standing import STATES, author_words, before_closing, round_words, saved_words
from cards.verbs import Verb
from cards.wording import count, said, shortened, unmarked
from storage.views import Colleague, Handover, Sheet


def inbox(sheets: Sequence[Sheet], handed_back: Sequence[Handover], *, notice: str = "") -> Card:
    return fitted(lambda room: _inbox(sheets, handed_back, notice, room))


def answer(
    sheet: Sheet, *, today: date, notice: str = "", comment: str = "", with_comment: bool = False
) -> Card:  # fmt: skip
    """`comment` is what the clerk had typed on a card that was out of date, or beside "Accept": `with_comment` then lets it
    be accepted with the comment kept."""
    return fitted(lambda room: _answer(sheet, today, notice, comment, with_comment, room))


def handed_back(handover: Handover, colleagues: Sequence[Colleague], *, notice: str = "") -> Card:
    return fitted(lambda room: _handed_back(handover, colleagues, notice, room))


def returned(sheet: Sheet, today: date) -> Card:
    """For the officer: the clerk wants more, and says what."""
    return fitted(lambda room: _returned(sheet, today, room))


def _inbox(sheets: Sequence[Sheet], handed_back: Sequence[Handover], notice: str, room: Room) -> Card:
    title = f"To review: {count('answer', len(sheets))}"
    body = [heading(title), *noticed(notice)]
    body += [_line(sheet) for sheet in sheets[: room.items]] or [say("No answers are waiting for you.")]
    body += more(len(sheets) - room.items, "answer")
    if handed_back:
        body.append(heading(f"Given back: {len(handed_back)}", 2))
        body += [_given_back(one) for one in handed_back[: room.items]]
        body += more(len(handed_back) - room.items, "recommendation")
    actions = [
        button("For the committee", Verb.DECISIONS, inputs=False),
        button("My actions", Verb.MY_ACTIONS, inputs=False),
        button("Help", Verb.HELP, inputs=False),
    ]
    given_back = f", {len(handed_back)} given back" if handed_back else ""
    return card([*body, hint("Or type: decisions, my actions, help.")], actions, f"{title}{given_back}", wide=True)


def _line(sheet: Sheet) -> Element:
    asked = len(sheet.open_questions)
    flagged = [run(f" · {count('question', asked)} not answered", bold=True, colour="Warning")] if asked else []
    about = f"{said(sheet.plan_title, 80)} · {said(sheet.round.label, 40)} · {author_words(sheet)}"
    press = button(
        f"Check {unmarked(sheet.name, 60)}",
        Verb.OPEN_ANSWER,
        {"rec": sheet.recommendation_id, "round": sheet.round.id},
        inputs=False,
    )
    first = line(run(f"{said(sheet.name, 60)}: ", bold=True, colour="Accent"), grade_run(sheet.grade), *flagged)
    return pressable([first, small(about) | {"spacing": "None"}], press, spacing="Medium")


def _given_back(one: Handover) -> Element:
    press = button(f"Settle {unmarked(one.recommendation, 60)}", Verb.OPEN_ANSWER, {"handover": one.id}, inputs=False)
    first = line(
        run(f"{said(one.recommendation, 60)}: ", bold=True, colour="Accent"),
        f"given back by {said(one.from_name, 60)}: “{said(one.reason, 120)}”",
    )
    about = small(f"{said(one.plan_title, 80)} · {said(one.round_label, 40)} round") | {"spacing": "None"}
    return pressable([first, about], press, spacing="Medium")


def _answer(sheet: Sheet, today: date, notice: str, comment: str, with_comment: bool, room: Room) -> Card:
    data = {"rec": sheet.recommendation_id, "round": sheet.round.id, "version": sheet.sent_version}
    accepting = "accept because … (your comment)" if with_comment else "accept"
    body = [
        heading(unmarked(sheet.name)),
        line(run(said(sheet.plan_title, 160), bold=True)),
        small(f"{round_words(sheet.round, today)} · {STATES[sheet.state]}"),
        small(saved_words(sheet)),
        *noticed(notice),
        group(agreed(sheet, room, today)),
        *_before(sheet, room),
        heading("The answer", 2),
        *as_it_reads(sheet, room),
        *to_get(sheet, room),
        *author(sheet),
        *_questions(sheet, room),
        text_input("comment", "Comment, if you return it: what is missing", comment, multiline=True),
        hint(f"Or type: {accepting}, return because … (your comment), back to the list."),
    ]
    actions = [
        _accept(data, with_comment),
        button("Return", Verb.RETURN_ANSWER, data),
        button("Back to the list", Verb.TO_REVIEW, inputs=False),
    ]
    return card(body, actions, f"{said(sheet.name)}: {author_words(sheet)} answered", wide=True)


def _accept(data: Mapping[str, int | str], with_comment: bool) -> Element:
    if with_comment:
        return button("Accept, and keep the comment", Verb.ACCEPT_ANSWER, {**data, "keep_comment": "yes"})
    return primary("Accept", Verb.ACCEPT_ANSWER, data)


def _before(sheet: Sheet, room: Room) -> list[Element]:
    if sheet.last is None:
        return []
    title = f"What was said last time, {unmarked(sheet.last.round_label, 40)}"
    return [toggle(title, "last_time"), folded("last_time", last_time(sheet.last, room))]


def _questions(sheet: Sheet, room: Room) -> list[Element]:
    if not sheet.questions:
        return [say("The checks have no questions about this answer.")]
    flags = [flag(question, room) for question in sheet.questions[: room.items]]
    return [heading("What the checks asked", 2), *flags, *more(len(sheet.questions) - room.items, "question")]


def _handed_back(handover: Handover, colleagues: Sequence[Colleague], notice: str, room: Room) -> Card:
    title = f"{unmarked(handover.recommendation)}: whose is it?"
    body = [
        heading(title),
        line(run(said(handover.plan_title), bold=True)),
        small(f"{said(handover.round_label, 60)} round"),
        *noticed(notice),
        *words(handover.text, room),
        label(f"{said(handover.from_name, 80)} gave it back:"),
        *words(handover.reason, room),
        to_whom(colleagues, "Give it to"),
        say("Choose whoever gave it back to leave it where it was."),
        hint("Or type: to review, help."),
    ]
    actions = [
        primary("Give it to them", Verb.ASSIGN, {"handover": handover.id}),
        button("Back to the list", Verb.TO_REVIEW, inputs=False),
    ]
    return card(body, actions, f"{said(handover.recommendation)} was given back by {said(handover.from_name)}")


def _returned(sheet: Sheet, today: date, room: Room) -> Card:
    data = {"rec": sheet.recommendation_id, "round": sheet.round.id}
    body = [
        heading(f"{unmarked(sheet.name)} has come back to you"),
        line(run(said(sheet.plan_title, 160), bold=True)),
        small(round_words(sheet.round, today)),
        line(said(shortened(sheet.text, 200), 200)),
        label("The clerk asks:"),
        *words(sheet.clerk_comment, room, empty="No comment was given."),
        line(f"What you wrote is kept. Open it, change it, and send it again {before_closing(sheet.round, today)}."),
        hint("Or type: update, my actions, help."),
    ]
    actions = [
        primary("Open it", Verb.OPEN, data, inputs=False),
        button("Later", Verb.LATER, inputs=False),
        button("My actions", Verb.MY_ACTIONS, inputs=False),
    ]
    return card(body, actions, f"The clerk has returned {said(sheet.name)} to you")
