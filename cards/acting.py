"""Questions that ask for something to be done: each is read back first, and nothing happens before a yes."""

from collections.abc import Sequence

from cards.elements import button, grade_run, heading, hint, label, line, noticed, primary, run, say, small
from cards.frame import Card, Element, Room, card, fitted
from cards.lists import assignment_line, number_words
from cards.people import more
from cards.verbs import Verb
from cards.wording import count, day, listed, said, unmarked
from storage.reminding_views import OutOfReach, Reminder, ToRemind
from storage.views import Assignment, Grade, Sheet

MOST_PEOPLE = 30
MOST_GRADES = 4


def confirm_update(sheet: Sheet, grades: Sequence[Grade]) -> Card:
    """Into the walk at that recommendation. A grade that was named is recorded only by pressing it."""
    data = {"rec": sheet.recommendation_id, "round": sheet.round.id, "version": sheet.version}
    title = f"Update {unmarked(sheet.short_name, 40)}?"
    now = (
        ["It stands at ", grade_run(sheet.grade), " in your draft."]
        if sheet.response.grade
        else ["It has no grade yet."]
    )
    body = [
        heading(title),
        small(f"{said(sheet.plan_title)} · {said(sheet.round.label, 60)} round"),
        line(said(sheet.text, 300)),
        line(*now),
        *_meant(grades),
        say("Nothing is recorded until you say so, and nothing is sent until you submit."),
        hint(f"Or type: open {unmarked(number_words(sheet), 20)}, and then the grade or your evidence."),
    ]
    named = [
        button(f"Record {unmarked(one.full_label, 40)}", Verb.CONFIRM, data | {"grade": one.code}, inputs=False)
        for one in grades[:MOST_GRADES]
    ]
    return card(body, [primary("Open it", Verb.OPEN, data, inputs=False), *named], title)


def _meant(grades: Sequence[Grade]) -> list[Element]:
    lines = [line(grade_run(one), f": {said(one.definition, 300)}") for one in grades[:MOST_GRADES] if one.definition]
    return [label("The grade that you named, in this plan's own words"), *lines] if lines else []


def update_which(assignments: Sequence[Assignment], told: str) -> Card:
    """None of those that wait is the one that was named, or several are."""
    return fitted(lambda room: _update_which(assignments, told, room))


def _update_which(assignments: Sequence[Assignment], told: str, room: Room) -> Card:
    shown = assignments[: min(MOST_PEOPLE, room.items)]
    body = [
        heading("Which one do you want to update?"),
        *noticed(told),
        *([] if assignments else [say("Open rounds want nothing from you.")]),
        *(assignment_line(one) for one in shown),
        *more(len(assignments) - len(shown), "recommendation"),
        hint("Or type: open 7, my actions, help."),
    ]
    return card(body, [button("My actions", Verb.MY_ACTIONS, inputs=False)], "Which one do you want to update?")


def confirm_reminders(id: int, found: Reminder, understood: str, *, seen: str = "", notice: str = "") -> Card:
    """`seen` names those who are written to: the button writes to them, and to nobody else."""
    return fitted(lambda room: _confirm_reminders(id, found, understood, seen, notice, room))


def _confirm_reminders(id: int, found: Reminder, understood: str, seen: str, notice: str, room: Room) -> Card:
    people = found.to_write_to
    title = f"Remind {count('person', len(people)).replace('persons', 'people')}?" if people else "Nobody to remind"
    body = [
        heading(title),
        *noticed(notice),
        line(run("I understood: ", subtle=True), run(f"{said(understood, 4 * room.name)}.", bold=True)),
        *_people("These get a message from me, in your name", people, room),
        *_people("Reminded today already, so not again", [one for one in found.people if one.already], room),
        *_out_of_reach(found.out_of_reach, room),
        *([] if people else [say("Nobody who has not answered can be written to.")]),
        hint("Or type: yes, no." if people else "Or type: who has not responded, help."),
    ]
    send = (
        [
            primary(
                "Send the reminders",
                Verb.SEND_REMINDERS,
                {"asked": id, "seen": seen},
                inputs=False,
            )
        ]
        if people
        else []
    )
    leave = button("Leave it", Verb.LEAVE_IT, inputs=False) if people else button("Help", Verb.HELP, inputs=False)
    return card(body, [*send, leave], title)


def reminded(found: Reminder) -> Card:
    return fitted(lambda room: _reminded(found, room))


def _reminded(found: Reminder, room: Room) -> Card:
    people = found.to_write_to
    title = f"{count('reminder', len(people))} on the way" if people else "Nobody was reminded"
    body = [
        heading(title),
        *_people("Written to now", people, room),
        *_people("Reminded today already", [one for one in found.people if one.already], room),
        *_out_of_reach(found.out_of_reach, room),
        say("Each of them sees only what waits for them, and that you asked. Who answers before it arrives gets none."),
        hint("Or type: who has not responded, help."),
    ]
    return card(body, [button("Help", Verb.HELP, inputs=False)], title)


def _people(head: str, people: Sequence[ToRemind], room: Room) -> list[Element]:
    if not people:
        return []
    shown = people[: min(MOST_PEOPLE, room.items)]
    return [label(head), *(_person(one, room) for one in shown), *more(len(people) - len(shown), "colleague")]


def _person(one: ToRemind, room: Room) -> Element:
    rounds = listed([said(label, 40) for _, label in one.rounds[:4]])
    return line(run(said(one.name, room.name), bold=True), f": {count('recommendation', one.waiting)}, {rounds} round",
                spacing="None")  # fmt: skip


def _out_of_reach(out: Sequence[OutOfReach], room: Room) -> list[Element]:
    if not out:
        return []
    shown = out[: min(MOST_PEOPLE, room.items)]
    lines = [line(run(said(one.name, room.name), bold=True), f": {said(one.why, 60)}", spacing="None") for one in shown]
    return [label("I cannot write to these"), *lines, *more(len(out) - len(shown), "colleague")]


def reminder(waiting: Sequence[Assignment], by: str, round_label: str) -> Card:
    """For whoever owes the answer: why this comes, who asked, what to do, and how to end it."""
    return fitted(lambda room: _reminder(waiting, by, round_label, room))


def _reminder(waiting: Sequence[Assignment], by: str, round_label: str, room: Room) -> Card:
    title = f"{count('recommendation', len(waiting))} still {'wait' if len(waiting) > 1 else 'waits'} for you"
    closes = next((one.closes_on for one in waiting if one.closes_on), None)
    closing = f" It closes on {day(closes)}." if closes else ""
    shown = waiting[: min(MOST_PEOPLE, room.items)]
    body = [
        heading(title),
        line(f"{said(by, 80)} asks for your answers in the {said(round_label, 60)} round.{closing}"),
        *(assignment_line(one) for one in shown),
        *more(len(waiting) - len(shown), "recommendation"),
        say("Once you have sent them, or said that they are not yours, no reminder comes."),
        hint("Or type: update, later, not mine, my actions."),
    ]
    actions = [
        primary("Start", Verb.START, inputs=False),
        button("Later", Verb.LATER, inputs=False),
        button("My actions", Verb.MY_ACTIONS, inputs=False),
    ]
    return card(body, actions, title)
