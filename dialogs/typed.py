"""Words typed during a walk: they become evidence after a question, or a grade, or the field they name; never a query."""

import re
from dataclasses import replace

from cards.confirm import confirm_evidence, confirm_grade
from cards.standing import can_change, why_closed
from dialogs.grade_asked import grade_pressed
from dialogs.graded import graded
from dialogs.holding import held_first
from dialogs.labels import labelled
from dialogs.speech import Reply
from dialogs.turn import Turn
from dialogs.walking import current_sheet, drawn, key_of, pressed_key, show
from storage import held, walks
from storage.errors import Refusal
from storage.rules.deadlines import read_date
from storage.rules.grading import read_grade, scale
from storage.unseen import seen
from storage.views import Given, Sheet, Walk
from storage.vocabulary import Origin

GRADE = "grade"

NAMED_INDICATOR = re.compile(r"([\w./ -]{1,40}?) ?[:=] ?([^\n]{1,300})")
LONGEST_VALUE = 400


async def takes_words(turn: Turn) -> bool:
    """Whether there is a recommendation in hand, and one that can still change."""
    if (await turn.read(walks.walk_of, person=turn.person)).recommendation_id is None:
        return False
    here, _ = await current_sheet(turn)
    return can_change(here)


async def take(turn: Turn, text: str, notice: str = "") -> Reply:
    """What somebody typed while walking, when it is no command."""
    here, _ = await current_sheet(turn)
    if not can_change(here):
        raise Refusal(f"{here.name} takes no more words now: {why_closed(here)} I kept nothing of this.")
    parts = labelled(text, here.scheme, turn.moment.today)
    if parts:
        notice = f"{parts.left} {notice}".strip()
    if given := parts.given if parts else _indicator(here, text):
        return await _record_given(turn, here, given, notice)
    read = read_grade(text, here.scheme)
    if read.grade or read.rivals or read.off_scale:
        return await _take_grade(turn, here, text, notice)
    date = read_date(text, turn.moment.today)
    if date.trouble == "impossible":
        raise Refusal(f"“{text.strip()}” is not a date: {date.why}. I kept nothing of it.")
    if date.on is not None:
        return await _record_given(turn, here, Given(anticipated=text.strip()), notice)
    led = None if parts else graded(text, here.scheme, turn.moment.today)
    if led and led.anticipated:
        return await _record_given(turn, here, Given(grade=led.code, anticipated=led.anticipated), notice)
    if led and not led.on_its_own_line:
        how = f"type “grade: {led.code}”, and a date as “new date: June {turn.moment.today.year + 1}”."
        notice = f"It begins with a grade, which is not set: to set it too, {how} {notice}".strip()
    words_held = await turn.write(
        held.hold,
        person=turn.person,
        moment=turn.moment,
        recommendation_id=here.recommendation_id,
        round_id=here.round.id,
        text=led.rest if led and led.on_its_own_line else text,
    )
    if led and led.on_its_own_line:
        notice = f"{await _recorded(turn, here, Given(grade=led.code))} {notice}".strip()
    return Reply(confirm_evidence(here, words_held, notice=notice), suggestions=("Yes", "No"))


def _not_a_grade(words: str, here: Sheet) -> Refusal:
    return Refusal(
        f"“{words.strip()[:60]}” is not a grade of this plan. Choose {scale(here.scheme)}. I changed nothing."
    )


async def yes(turn: Turn) -> Reply:
    """The grade that was pressed, or the words that are held: those the pressed card asked about, and no others."""
    if (code := turn.pressed.text("grade")) and (key := pressed_key(turn)):
        return await grade_pressed(turn, key, code)
    if turn.typed and (held_back := await _not_now(turn)):
        return held_back
    asked = turn.pressed.text("asked") or None
    recorded = await turn.write(held.record_held, person=turn.person, moment=turn.moment, fingerprint=asked)
    if recorded is None:
        more = await held_first(turn, "You have typed more since that card was drawn. This is all of it.")
        return more or await no(turn)
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    told = f"Recorded as evidence for {recorded.short_name}. It is a draft until you submit."
    return await held_first(turn, told=told) or drawn(turn, recorded, [one for one in listed if one.waiting], told)


async def _not_now(turn: Turn) -> Reply | None:
    """A typed yes is to the question that was put last: not to an older one, and not to one that was walked away from."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    if walk.pending == GRADE:
        here, _ = await current_sheet(turn)
        raise Refusal(f"Which grade? Type one of {scale(here.scheme)}.")
    if walk.walking or walk.recommendation_id is None:
        return None
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=replace(walk, walking=True))
    return await held_first(turn)


async def no(turn: Turn) -> Reply:
    """Leaves the record as it is: a No is to what was asked. The words themselves stay above in the chat."""
    told = "Nothing has been recorded."
    if turn.typed or turn.pressed.text("asked"):
        let_go = await turn.write(held.let_go, person=turn.person, fingerprint=turn.pressed.text("asked") or None)
        told = "Not recorded. Your message is still above, if you want it back." if let_go else told
    return await gone_on(turn, told)


async def gone_on(turn: Turn, told: str) -> Reply:
    """Where the person stands, with what has been done; outside a walk that alone."""
    walk, listed = await turn.read(walks.whereabouts, person=turn.person)
    if walk.recommendation_id is None:
        return await held_first(turn, told=told) or Reply(notice=told)
    return await show(turn, key_of(walk), [one for one in listed if one.waiting], told)


async def _take_grade(turn: Turn, here: Sheet, words: str, notice: str = "") -> Reply:
    read = read_grade(words, here.scheme)
    if read.rivals:
        asked = Walk(here.recommendation_id, here.round.id, walking=True, pending=GRADE)
        await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=asked)
        return Reply(confirm_grade(here, [grade.code for grade in read.rivals]), notice=notice)
    if read.grade is None:
        raise _not_a_grade(words, here)
    return await _record_given(turn, here, Given(grade=read.grade.code), notice)


async def _record_given(turn: Turn, here: Sheet, given: Given, notice: str = "") -> Reply:
    told = f"{await _recorded(turn, here, given)} {notice}".strip()
    saved, listed = await current_sheet(turn)
    return drawn(turn, saved, [one for one in listed if one.waiting], told)


async def _recorded(turn: Turn, here: Sheet, given: Given) -> str:
    """Records what was typed, and says what it was taken for and what it took the place of."""
    saved = await turn.write(
        walks.save_here,
        person=turn.person,
        moment=turn.moment,
        recommendation_id=here.recommendation_id,
        round_id=here.round.id,
        based_on=None,
        given=given,
        origin=Origin.WORDS,
    )
    if not isinstance(saved, Sheet):
        raise LookupError("words that rest on whatever counts cannot be overtaken")
    return f"Recorded for {here.short_name}: {_said(here, given)}. It is a draft until you submit."


def _said(here: Sheet, given: Given) -> str:
    """ "grade 2 – On track (it was 3 – Slipped, by Bryn Calloway); impact"."""
    by = f", by {here.written.by}" if here.written else ""
    parts = []
    if given.grade:
        before = f" (it was {here.grade.full_label}{by})" if here.grade and here.grade.code != given.grade else ""
        parts.append(f"grade {_label(here, given.grade)}{before}")
    if given.anticipated:
        was = here.response.anticipated.strip()
        parts.append(f"anticipated date {given.anticipated.strip()}" + (f" (it was {was}{by})" if was else ""))
    for id, value in given.indicators.items():
        was = here.response.indicators.get(id, "")
        parts.append(f"indicator value {value}" + (f" (it was {was}{by})" if was else ""))
    added = {"evidence": given.evidence, "evidence of impact": given.impact, "explanation": given.explanation}
    return "; ".join([*parts, *(name for name, words in added.items() if words)])


def _indicator(here: Sheet, text: str) -> Given | None:
    """ "PI 3: 94%", where an indicator of this recommendation has that code."""
    if len(text) <= LONGEST_VALUE and (found := NAMED_INDICATOR.fullmatch(seen(text).strip())):
        code = "".join(found[1].split()).casefold()
        for indicator in here.indicators:
            if indicator.code and "".join(indicator.code.split()).casefold() == code:
                return Given(indicators={indicator.id: found[2].strip()})
    return None


def _label(here: Sheet, code: str) -> str:
    grade = here.scheme.grade(code)
    return grade.full_label if grade else code
