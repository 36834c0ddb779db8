"""Buttons under an answer: saving what was typed into the form, and answering a check's question."""

import re
from collections.abc import Mapping
from dataclasses import replace

from cards.form import form
from cards.questions import questions as questions_card
from cards.standing import can_change
from cards.wording import count, shortened
from dialogs import walking
from dialogs.holding import held_first, put_clash
from dialogs.reading import date_said
from dialogs.reasons import MOST_SHOWN, given, why_of
from dialogs.reasons import Given as Reasons
from dialogs.sending import REVIEWED
from dialogs.speech import Pressed, Reply
from dialogs.turn import Dialog, Turn
from dialogs.walking import current_sheet, drawn, go_on, key_of, pressed_key, start
from storage import updates, walks
from storage.errors import Refusal
from storage.unseen import is_blank
from storage.views import Given, MovedOn, Overtaken, Sheet, Walk

TEXTS = ("evidence", "impact", "explanation", "anticipated")
INDICATOR = "indicator_"
INDICATOR_BOX = re.compile(r"indicator_[0-9]{1,9}")
REASON = "reason_"
# The form names the boxes it shows: Teams leaves empty ones out, and one that was emptied must not pass for untouched.
FIELDS = "fields"
QUESTIONS = "questions"
SINCE = 1
"""Beside the questions that are pending: the form has been drawn since they were."""
PLACE = re.compile(r"([1-9]\d{0,3}) ([1-9]\d{0,3})")
MOVED_ON = "This has moved on since that card was drawn, so I changed nothing. This is how it stands now."


async def save_and_next(turn: Turn) -> Reply:
    """Keeps what was typed; asks what the checks want to know; else goes on."""
    saved = await _save(turn)
    if isinstance(saved, Reply):
        return saved
    if saved.open_questions and not saved.response.blank:
        return await put_questions(turn, saved)
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    dated = date_said(saved.response, turn.moment.today)
    told = f"{saved.name}. {dated}" if dated else ""
    return await go_on(turn, (saved.recommendation_id, saved.round.id), listed, notice=told)


def seen_now(sheet: Sheet) -> str:
    """Which questions were seen about which version: on another day there may be others."""
    return f"{sheet.version} {sheet.asks}"


def reason_waiting(walk: Walk) -> str:
    """A reason that was typed before its question was on the screen, or without saying which: it waits for a yes or a
    number."""
    return walk.pending_text.partition("\n")[2] if walk.pending == QUESTIONS else ""


def saving_first(dialog: Dialog) -> Dialog:
    """For buttons that lead away from the form: what was typed into it is kept before it goes out of sight."""

    async def first(turn: Turn) -> Reply:
        if turn.pressed.text(FIELDS):
            saved = await _save(turn)
            if isinstance(saved, Reply):
                return saved
        return await dialog(turn)

    return first


async def save_draft(turn: Turn) -> Reply:
    saved = await _save(turn)
    if isinstance(saved, Reply):
        return saved
    kept = "Draft saved. It is not sent yet." if saved.version else "There was nothing to save yet."
    return _redrawn(turn, saved, f"{kept} {date_said(saved.response, turn.moment.today)}".strip())


async def put_questions(turn: Turn, sheet: Sheet, notice: str = "", reason: str = "") -> Reply:
    """Shows what the checks ask, and remembers of which version: typed reasons are for what was seen. `reason` waits."""
    seen = f"{seen_now(sheet)}\n{reason}" if reason else seen_now(sheet)
    asked = Walk(sheet.recommendation_id, sheet.round.id, walking=True, pending=QUESTIONS, pending_text=seen)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=asked)
    return Reply(questions_card(sheet, notice=notice), about=(sheet.recommendation_id, sheet.round.id))


async def next_one(turn: Turn) -> Reply:
    """The words "next" and "skip". Questions about what was typed are put once before leading on."""
    walk, listed = await turn.read(walks.whereabouts, person=turn.person)
    if turn.typed and walk.walking and walk.recommendation_id is not None and walk.pending not in (QUESTIONS, REVIEWED):
        if first := await held_first(turn):
            return first
        here, _ = await current_sheet(turn)
        if here.open_questions and can_change(here) and not here.response.blank:
            return await put_questions(turn, here)
    if turn.typed and walk.pending == REVIEWED:
        return await start(turn)
    kept = await reasons_kept(turn)
    return await go_on(turn, pressed_key(turn) or key_of(walk), listed, notice=kept)


async def open_one(turn: Turn) -> Reply:
    """From the questions too, where reasons may have been typed already."""
    return await walking.open_one(turn, await reasons_kept(turn))


async def reasons_kept(turn: Turn) -> str:
    """Keeps the reasons that were typed on the card of questions, though another of its buttons was pressed."""
    reasons, key = _boxed_reasons(turn.pressed), pressed_key(turn)
    if key is None or all(map(is_blank, reasons.values())):
        return ""
    kept = await _keep(turn, key, turn.pressed.number("version"), reasons, turn.pressed.text("asks"))
    return f"The reasons you gave are kept beside {kept.name}."


async def saved_already(turn: Turn) -> Reply:
    """The word "save": whatever was sent to the bot is kept already; what is only typed into a card, it cannot see."""
    if first := await held_first(turn):
        return first
    sheet, listed = await current_sheet(turn)
    await _form_on_screen(turn)
    told = "All that you sent me is saved. What you typed into the card itself is saved when you press a button on it."
    return drawn(turn, sheet, [one for one in listed if one.waiting], told)


async def keep(turn: Turn) -> Reply:
    """Reasons for leaving an answer as it is: from the card's boxes, or "keep 2, because …" for what it asked second."""
    if key := pressed_key(turn):
        reasons, version = _boxed_reasons(turn.pressed), turn.pressed.number("version")
        asks = turn.pressed.text("asks")
    else:
        here, _ = await current_sheet(turn)
        walk = await turn.read(walks.walk_of, person=turn.person)
        if not here.open_questions:
            raise Refusal(f"There is no open question about {here.name}. Type “next” to go on.")
        if (walk.pending, walk.pending_text.partition("\n")[0]) != (QUESTIONS, seen_now(here)):
            reason = why_of(turn.argument)
            return await put_questions(turn, here, _waits(here, reason), reason)
        return await keep_typed(turn, here, given(turn.argument, here))
    return await _kept(turn, key, version, reasons, asks)


async def keep_typed(turn: Turn, here: Sheet, typed: Reasons) -> Reply:
    """Typed reasons for questions that are on the screen."""
    if typed.unclear:
        told = (
            f"{typed.unclear} Or type the number alone, for the reason that you gave." if typed.why else typed.unclear
        )
        return await put_questions(turn, here, told, typed.why)
    return await _kept(
        turn, (here.recommendation_id, here.round.id), here.version, typed.reasons, here.asks, typed.told
    )


async def keep_waiting(turn: Turn) -> Reply:
    """A yes to the reason that waits: it is for the one question there is; of several it is asked which."""
    here, _ = await current_sheet(turn)
    walk = await turn.read(walks.walk_of, person=turn.person)
    reason = reason_waiting(walk)
    if walk.elsewhere or walk.pending_text.partition("\n")[0] != seen_now(here):
        return await put_questions(turn, here, _waits(here, reason), reason)
    return await keep_typed(turn, here, given(f"because {reason}", here))


async def leave_waiting(turn: Turn) -> Reply:
    """A no to it."""
    here, _ = await current_sheet(turn)
    return await put_questions(
        turn, here, "Your reason is kept beside no question. It is still above, where you typed it."
    )


def _waits(here: Sheet, reason: str) -> str:
    is_one = len(here.open_questions) == 1
    if not reason:
        return "This is the question. Type it again, with your reason." if is_one else "These are the questions."
    shown = f"I have your reason “{shortened(reason, MOST_SHOWN)}”, and have kept it beside no question yet"
    if is_one:
        return f"{shown}. This is the question: type “yes” to keep it there, or “no”."
    return f"{shown}. These are the questions: type the number of the one it is for, or “all”; or “no”."


async def _kept(
    turn: Turn, key: tuple[int, int], version: int, reasons: Mapping[str, str], asks: str, taken_for: str = ""
) -> Reply:
    kept = await _keep(turn, key, version, reasons, asks)
    if left := len(kept.open_questions):
        told = f"{count('question', left)} still without a reason. Give one, change your answer, or leave it for now."
        return await put_questions(turn, kept, f"{taken_for} {told}".strip())
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    told = f"Kept, with your reasons. The clerk will see them beside {kept.name}."
    return await go_on(turn, key, listed, notice=f"{told} {taken_for}".strip())


async def _keep(turn: Turn, key: tuple[int, int], version: int, reasons: Mapping[str, str], asks: str) -> Sheet:
    return await turn.write(
        updates.keep,
        person=turn.person,
        moment=turn.moment,
        recommendation_id=key[0],
        round_id=key[1],
        version=version,
        reasons=reasons,
        asks=asks,
    )


async def no_question(turn: Turn) -> str:
    """Why "keep" keeps nothing as it is."""
    if (await turn.read(walks.walk_of, person=turn.person)).recommendation_id is None:
        return ""
    here, _ = await current_sheet(turn)
    return "" if here.open_questions else f"There is no open question about {here.name}."


async def change(turn: Turn) -> Reply:
    """The word "change": back to the form of the recommendation in hand."""
    if first := await held_first(turn):
        return first
    reply = await form_in_hand(turn)
    await _form_on_screen(turn)
    return reply


async def _form_on_screen(turn: Turn) -> None:
    """The questions have been seen, and stand no more where the next words are typed: a number there is a grade again."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    there = replace(walk, walking=True, pending_id=SINCE if walk.pending == QUESTIONS else walk.pending_id)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=there, is_shown=True)


async def form_in_hand(turn: Turn) -> Reply:
    """The form itself: where somebody stands stays as it is."""
    sheet, listed = await current_sheet(turn)
    return drawn(turn, sheet, [one for one in listed if one.waiting])


async def _save(turn: Turn) -> Sheet | Reply:
    """What was saved, or the reply that has to be given instead."""
    key = pressed_key(turn)
    if key is None:
        raise Refusal("That card is damaged, so I kept nothing. Type “update” for a fresh one.")
    saved = await turn.write(
        walks.save_here,
        person=turn.person,
        moment=turn.moment,
        recommendation_id=key[0],
        round_id=key[1],
        based_on=turn.pressed.number("version"),
        given=given_by(turn.pressed),
    )
    if isinstance(saved, Overtaken):
        return await put_clash(turn, saved)
    if isinstance(saved, MovedOn):
        return _redrawn(turn, saved.sheet, MOVED_ON)
    return saved


def _redrawn(turn: Turn, sheet: Sheet, notice: str) -> Reply:
    """The form in the place of the one that was pressed: its place in the walk is the one that card gave."""
    place = PLACE.fullmatch(turn.pressed.text("place"))
    where = (int(place[1]), int(place[2])) if place else None
    about = (sheet.recommendation_id, sheet.round.id)
    return Reply(form(sheet, place=where, today=turn.moment.today, notice=notice), about=about)


def given_by(pressed: Pressed) -> Given:
    """What the form's boxes hold. A box that was not on the card leaves its field alone."""
    shown = {name: pressed.text(name) for name in pressed.text(FIELDS).split()}
    values = {**shown, **pressed.values}
    indicators = {
        int(name.removeprefix(INDICATOR)): text for name, text in values.items() if INDICATOR_BOX.fullmatch(name)
    }
    return Given(
        evidence=values.get("evidence"),
        impact=values.get("impact"),
        grade=values.get("grade"),
        explanation=values.get("explanation"),
        anticipated=values.get("anticipated"),
        indicators=indicators,
        adding=frozenset(name for name in TEXTS if values.get(f"{name}_mode") == "add"),
    )


def _boxed_reasons(pressed: Pressed) -> dict[str, str]:
    return {name.removeprefix(REASON): text for name, text in pressed.values.items() if name.startswith(REASON)}
