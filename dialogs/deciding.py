"""After the meeting, at the clerk's desk: the grade confirmed or changed, a date moved, a recommendation signed off."""

import re
from datetime import date

from cards.deciding import decision as decision_card
from cards.deciding import to_decide as list_card
from dialogs.speech import Reply
from dialogs.turn import Turn
from dialogs.walking import IN_PLAN, key_of, pressed_key
from storage import decisions, walks
from storage.errors import Refusal
from storage.rules.deadlines import read_date
from storage.rules.grading import read_grade, scale
from storage.sheets import sent_sheet
from storage.telling_apart import names
from storage.unseen import is_blank
from storage.views import MovedOn, Sheet, Walk
from storage.vocabulary import Role

DECISION = "decision"
"""What is pending while a clerk has an answer open to record what the committee made of it."""

BECAUSE = re.compile(r"[\s,.;:–—-]+because\s+", re.I)
NONE_OPEN = "No decision is open. Type “decisions”, and open the one you mean. Nothing has been recorded."


async def to_decide(turn: Turn, notice: str = "") -> Reply:
    if turn.person.holds(Role.CLERK):
        await turn.write(walks.nothing_pending, person=turn.person, moment=turn.moment)
    return Reply(list_card(await turn.read(decisions.to_decide, person=turn.person), notice=notice))


async def open_decision(turn: Turn) -> Reply:
    """The one that was pressed, or whose number was typed: "decide 5", "decide 5 of Damp and Mould"."""
    if key := pressed_key(turn):
        return await _show(
            turn, await turn.read(sent_sheet, person=turn.person, recommendation_id=key[0], round_id=key[1])
        )
    waiting = await turn.read(decisions.to_decide, person=turn.person)
    named = [one for one in waiting if _is_called(one, turn.argument)]
    if len(named) == 1:
        return await _show(turn, named[0])
    many = "Several have that number: press the one you mean, or type its plan, too." if named else (
        f"No answer numbered {turn.argument} waits for a decision."
    )  # fmt: skip
    return await to_decide(turn, many)


async def record(turn: Turn) -> Reply:
    """What was chosen and typed on the card."""
    key = pressed_key(turn)
    if key is None:
        raise Refusal("That card is damaged. Type “decisions” for a fresh one.")
    there = await turn.read(sent_sheet, person=turn.person, recommendation_id=key[0], round_id=key[1])
    grade, comment, moved_to = (turn.pressed.text(name) for name in ("grade", "comment", "moved_to"))
    return await _record(
        turn,
        there,
        turn.pressed.number("version"),
        grade=grade or None,
        signed_off=turn.pressed.text("signed_off") == "yes",
        comment=comment,
        moved_to=moved_to,
        on=_day(turn.pressed.text("decided_on"), turn.moment.today),
    )


async def agreed(turn: Turn) -> Reply:
    """ "Committee agreed", "committee agreed and signed off": the grade that was proposed."""
    there, version = await _open_one(turn)
    signed_off = "sign" in turn.argument.casefold()
    today = turn.moment.today
    return await _record(turn, there, version, grade=there.response.grade, signed_off=signed_off, on=today)


async def graded(turn: Turn) -> Reply:
    """ "Committee grade 3 because the lead has left"."""
    there, version = await _open_one(turn)
    name, _, reason = (
        turn.argument.partition(found[0]) if (found := BECAUSE.search(turn.argument)) else (turn.argument, "", "")
    )
    grade = read_grade(name, there.scheme).grade
    if grade is None:
        raise Refusal(f"“{name.strip()[:30]}” is not a grade of this plan. Choose {scale(there.scheme)}.")
    return await _record(turn, there, version, grade=grade.code, comment=reason.strip(), on=turn.moment.today)


async def not_open(turn: Turn) -> str:
    """Why, in a walk, "the committee agreed" is somebody's evidence."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    return "" if walk.pending == DECISION else "You have no decision of the committee open."


async def _record(
    turn: Turn,
    there: Sheet,
    version: int,
    *,
    grade: str | None,
    on: date,
    signed_off: bool = False,
    comment: str = "",
    moved_to: str = "",
) -> Reply:
    if grade != there.response.grade and is_blank(comment):
        raise Refusal(
            "The officer proposed another grade, so the record needs to say why: give what the committee said. "
            "Nothing has been recorded."
        )
    done = await turn.write(
        decisions.decide,
        person=turn.person,
        moment=turn.moment,
        recommendation_id=there.recommendation_id,
        round_id=there.round.id,
        grade=grade,
        decided_on=on,
        signed_off=signed_off,
        comment=comment,
        moved_to=moved_to,
        seen=version,
    )
    if isinstance(done, MovedOn):
        return await to_decide(
            turn, f"{there.name} of {there.plan_title} has moved on since you opened it, so I recorded nothing."
        )
    label = there.scheme.grade(grade)
    told = [f"Recorded for {there.name} of {there.plan_title}: {label.full_label if label else 'no grade'}"]
    told += ["signed off"] if signed_off else []
    told += [f"due {moved_to.strip()}"] if moved_to.strip() else []
    return await to_decide(turn, f"{', '.join(told)}.")


async def _show(turn: Turn, there: Sheet) -> Reply:
    """Remembers which version it was, so that words decide on just that one."""
    open_one = Walk(there.recommendation_id, there.round.id, pending=DECISION, pending_id=there.sent_version)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=open_one)
    return Reply(decision_card(there, today=turn.moment.today))


async def _open_one(turn: Turn) -> tuple[Sheet, int]:
    walk = await turn.read(walks.walk_of, person=turn.person)
    if walk.pending != DECISION or walk.recommendation_id is None:
        raise Refusal(NONE_OPEN)
    recommendation_id, round_id = key_of(walk)
    there = await turn.read(sent_sheet, person=turn.person, recommendation_id=recommendation_id, round_id=round_id)
    return there, walk.pending_id or 0


def _is_called(one: Sheet, words: str) -> bool:
    """By its number, and where a plan or a round is named beside it, by words of these."""
    found = IN_PLAN.fullmatch(words.strip())
    number, where = (found[1], found[2]) if found else (words.strip(), "")
    wanted = number.casefold().removeprefix("item ")
    is_numbered = wanted == (one.number.casefold() or str(one.position))
    return is_numbered and (not where or names(where, one.plan_title, one.round.label))


def _day(words: str, today: date) -> date:
    read = read_date(words, today)
    if read.on is None:
        raise Refusal(f"“{words.strip()[:40]}” is not a day. Give the day of the meeting, as in 3 June 2026.")
    if read.on > today:
        raise Refusal("A decision is recorded after the meeting: that day is still to come. Nothing has been recorded.")
    return read.on
