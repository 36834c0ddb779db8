"""The card of the walk: one recommendation, all that is known about it, and the whole answer as one form."""

from collections.abc import Mapping
from datetime import date

from cards.agreed import agreed
from cards.elements import (
    banner,
    button,
    folded,
    group,
    heading,
    hint,
    line,
    link,
    noticed,
    primary,
    run,
    small,
    toggle,
)
from cards.fields import FIELDS, adding, inputs, told
from cards.files import to_get, to_get_or_take_off
from cards.frame import Card, Element, Room, card, fitted
from cards.people import words
from cards.reading import answer, author, last_time
from cards.standing import SENT, STATES, before_closing, can_change, round_words, saved_words, until_closing
from cards.verbs import Verb
from cards.wording import said, unmarked
from storage.views import Sheet
from storage.vocabulary import UpdateState

__all__ = ["FIELDS", "form"]

AWAY = "“replace the evidence with: …”, “clear the grade” and “undo” change what is kept."


def form(sheet: Sheet, *, place: tuple[int, int] | None, today: date, notice: str = "") -> Card:
    """The form, or, where nothing can change any more, the answer as it stands. `place` is "2 of 3" in the walk."""
    draw = _open_form if can_change(sheet) else _read_only
    return fitted(lambda room: draw(sheet, place, today, notice, room))


def _open_form(sheet: Sheet, place: tuple[int, int] | None, today: date, notice: str, room: Room) -> Card:
    crowded = adding(sheet)
    data = _data(sheet, crowded)
    body = [
        *_head(sheet, place, today, room),
        *noticed(notice),
        *_standing(sheet, today, room),
        group(agreed(sheet, room, today)),
        *_last_time(sheet, room),
        group([heading("Your answer", 2), *inputs(sheet, room, crowded), *_files(sheet, room, data)], spacing="Large"),
        hint(_words_for(sheet, place)),
    ]
    return card(body, _buttons(data, place), _summary(sheet, place), wide=True)


def _read_only(sheet: Sheet, place: tuple[int, int] | None, today: date, notice: str, room: Room) -> Card:
    why = "This round has closed, so nothing here can change."
    if sheet.given_back:
        why = "You gave this back to the clerk, who will settle whose it is. Until then nothing here can change."
    elif not sheet.round.closed:
        why = f"{STATES[sheet.state]}, so nothing here can change in this round."
    body = [
        *_head(sheet, place, today, room),
        *noticed(notice),
        banner(why),
        group(agreed(sheet, room, today)),
        *_last_time(sheet, room),
        heading("The answer", 2),
        *answer(sheet, room),
        *to_get(sheet, room),
        *author(sheet),
        hint("Or type: next, back, my actions, stop."),
    ]
    return card(body, _ways_on(sheet, place), _summary(sheet, place), wide=True)


def _head(sheet: Sheet, place: tuple[int, int] | None, today: date, room: Room) -> list[Element]:
    where = f" · {place[0]} of {place[1]}" if place else ""
    section = f" · {said(sheet.section, room.name)}" if sheet.section.strip() else ""
    return [
        heading(f"{unmarked(sheet.name)}{where}"),
        line(run(said(sheet.plan_title, room.name), bold=True), section),
        small(round_words(sheet.round, today)),
    ]


def _summary(sheet: Sheet, place: tuple[int, int] | None) -> str:
    where = f", {place[0]} of {place[1]}" if place else ""
    return f"{said(sheet.name)}{where}: {said(sheet.plan_title)}"


def _standing(sheet: Sheet, today: date, room: Room) -> list[Element]:
    """Whom the person speaks for, what the clerk wants of them, and what is kept so far."""
    drawn: list[Element] = []
    if sheet.state is UpdateState.RETURNED:
        asked = words(sheet.clerk_comment, room, empty="No comment was given.")
        drawn.append(banner([line(run("The clerk returned this and asks:", bold=True)), *asked], "warning"))
    if sheet.offered_to:
        drawn.append(_offered(sheet))
    if sheet.for_owner:
        name = said(sheet.for_owner.name)
        drawn.append(banner(f"You are answering for {name}. The record will say so."))
    if sheet.state in SENT:
        drawn.append(line(_sent_words(sheet, today)))
    return [*drawn, small(saved_words(sheet))] if sheet.written else drawn


def _offered(sheet: Sheet) -> Element:
    data = {"rec": sheet.recommendation_id, "round": sheet.round.id}
    told = f"You have offered this to {said(sheet.offered_to, 40)}, who has not accepted it yet. It stays with you till then."
    return banner([line(told), link("Take it back", Verb.TAKE_BACK, data)])


def _sent_words(sheet: Sheet, today: date) -> str:
    if sheet.changed_since_sent:
        closing = before_closing(sheet.round, today)
        return f"This was sent and has been changed since. Send it again {closing}, or the clerk reads the earlier one."
    accepted = ", and the clerk has accepted it" if sheet.state is UpdateState.ACCEPTED else ""
    return f"This has been sent{accepted}. You can change it {until_closing(sheet.round, today)}."


def _last_time(sheet: Sheet, room: Room) -> list[Element]:
    if sheet.last is None:
        return []
    title = f"What was said last time, {unmarked(sheet.last.round_label, 40)}"
    return [toggle(title, "last_time"), folded("last_time", last_time(sheet.last, room))]


def _files(sheet: Sheet, room: Room, data: Mapping[str, int | str]) -> list[Element]:
    if not sheet.files:
        return [small("To add a file, send it to me in this chat.")]
    return to_get_or_take_off(sheet, room, data)


def _data(sheet: Sheet, crowded: frozenset[str]) -> Mapping[str, int | str]:
    """What every button carries. Skip, back and the rest carry the inputs too, so that leaving loses no words."""
    about = {"rec": sheet.recommendation_id, "round": sheet.round.id, "version": sheet.version}
    return {**about, **told(sheet, crowded)}


def _buttons(about: Mapping[str, int | str], place: tuple[int, int] | None) -> list[Element]:
    data = {**about, "place": f"{place[0]} {place[1]}"} if place else about
    back = [button("Back", Verb.BACK, data)] if place and place[0] > 1 else []
    return [
        primary("Save and next", Verb.SAVE_AND_NEXT, data),
        button("Save draft", Verb.SAVE_DRAFT, data),
        button("Skip", Verb.SKIP, data),
        button("Not mine", Verb.NOT_MINE, data),
        *back,
    ]


def _ways_on(sheet: Sheet, place: tuple[int, int] | None) -> list[Element]:
    data = {"rec": sheet.recommendation_id, "round": sheet.round.id, "version": sheet.version}
    back = [button("Back", Verb.BACK, data, inputs=False)] if place and place[0] > 1 else []
    onward = [button("Next", Verb.SKIP, data, inputs=False)] if place and place[0] < place[1] else []
    return [*onward, *back, button("My actions", Verb.MY_ACTIONS, inputs=False)]


def _words_for(sheet: Sheet, place: tuple[int, int] | None) -> str:
    back = "back, " if place and place[0] > 1 else ""
    back += "take it back, " if sheet.offered_to else ""
    return f"Or type: save, skip, {back}not mine, stop. You can type your evidence or your grade, too; {AWAY}"
