"""Words typed during a walk: they become evidence after a question, or a grade, or the field they name; never a query."""

import re

from cards.confirm import confirm_evidence, confirm_grade
from dialogs.holding import held_first
from dialogs.speech import Reply
from dialogs.turn import Turn
from dialogs.walking import current_sheet, drawn, key_of, pressed_key, show
from storage import held, walks
from storage.errors import Refusal
from storage.rules.grading import read_grade, scale
from storage.sheets import sheet
from storage.views import Given, Sheet
from storage.vocabulary import Origin

NAMES = {
    "evidence": "evidence",
    "impact": "evidence of impact",
    "explanation": "explanation",
    "anticipated": "the anticipated date",
}

# How a message begins that says itself which field it is for.
FIELDS = {
    "evidence": "evidence",
    "evidence of progress": "evidence",
    "progress": "evidence",
    "impact": "impact",
    "evidence of impact": "impact",
    "explanation": "explanation",
    "reason": "explanation",
    "reasons": "explanation",
    "anticipated": "anticipated",
    "anticipated date": "anticipated",
    "new date": "anticipated",
    "date": "anticipated",
    "grade": "grade",
    "assessment": "grade",
    "rag": "grade",
}
NAMED_FIELD = re.compile(
    rf"\s*({'|'.join(sorted(map(re.escape, FIELDS), key=len, reverse=True))})\s*:\s*(.*)", re.I | re.S
)
NAMED_INDICATOR = re.compile(r"\s*([\w./ -]{1,40}?)\s*[:=]\s*([^\n]{1,300})\s*")


async def take(turn: Turn, text: str) -> Reply:
    """What somebody typed while walking, when it is no command."""
    here, _ = await current_sheet(turn)
    if named := NAMED_FIELD.fullmatch(text):
        field, words = FIELDS[named[1].casefold()], named[2]
        return await _take_grade(turn, here, words) if field == "grade" else await _record(turn, here, field, words)
    if indicator := _indicator(here, text):
        return await _record_given(turn, here, Given(indicators=dict([indicator])), "Recorded the indicator's value.")
    read = read_grade(text, here.scheme)
    if read.grade or read.rivals or read.off_scale:
        return await _take_grade(turn, here, text)
    words_held = await turn.write(
        held.hold,
        person=turn.person,
        moment=turn.moment,
        recommendation_id=here.recommendation_id,
        round_id=here.round.id,
        text=text,
    )
    return Reply(confirm_evidence(here, words_held), suggestions=("Yes", "No"))


async def yes(turn: Turn) -> Reply:
    """The grade that was pressed, or the words that are held: those the pressed card asked about, and no others."""
    if (code := turn.pressed.text("grade")) and (key := pressed_key(turn)):
        here = await turn.read(sheet, person=turn.person, recommendation_id=key[0], round_id=key[1])
        return await _record_given(turn, here, Given(grade=code), f"Recorded {_label(here, code)}.")
    asked = turn.pressed.text("asked") or None
    recorded = await turn.write(held.record_held, person=turn.person, moment=turn.moment, fingerprint=asked)
    if recorded is None:
        more = await held_first(turn, "You have typed more since that card was drawn. This is all of it.")
        return more or await no(turn)
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    told = f"Recorded as evidence for {recorded.short_name}. It is a draft until you submit."
    return drawn(turn, recorded, [one for one in listed if one.waiting], told)


async def no(turn: Turn) -> Reply:
    """Leaves the record as it is. The words themselves stay above in the chat."""
    let_go = await turn.write(held.let_go, person=turn.person)
    walk, listed = await turn.read(walks.whereabouts, person=turn.person)
    if walk.recommendation_id is None:
        raise Refusal("Nothing has been recorded. Type “update” to see where you are.")
    told = "Not recorded. Your message is still above, if you want it back." if let_go else "Nothing has been recorded."
    return await show(turn, key_of(walk), [one for one in listed if one.waiting], told)


async def _take_grade(turn: Turn, here: Sheet, words: str) -> Reply:
    read = read_grade(words, here.scheme)
    if read.rivals:
        return Reply(confirm_grade(here, [grade.code for grade in read.rivals]))
    if read.grade is None:
        raise Refusal(
            f"“{words.strip()[:60]}” is not a grade of this plan. Choose {scale(here.scheme)}. I changed nothing."
        )
    return await _record_given(turn, here, Given(grade=read.grade.code), f"Recorded {read.grade.full_label}.")


async def _record(turn: Turn, here: Sheet, field: str, words: str) -> Reply:
    """Words for a text field go after what is there; a date takes the place of the one before."""
    if not words.strip():
        raise Refusal(f"There were no words after “{field}:”. I changed nothing.")
    told = f"Recorded as {NAMES[field]} for {here.short_name}. It is a draft until you submit."
    given = {
        "evidence": Given(evidence=words, adding=frozenset({"evidence"})),
        "impact": Given(impact=words, adding=frozenset({"impact"})),
        "explanation": Given(explanation=words, adding=frozenset({"explanation"})),
        "anticipated": Given(anticipated=words),
    }
    return await _record_given(turn, here, given[field], told)


async def _record_given(turn: Turn, here: Sheet, given: Given, told: str) -> Reply:
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
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    return drawn(turn, saved, [one for one in listed if one.waiting], told)


def _indicator(here: Sheet, text: str) -> tuple[int, str] | None:
    """ "PI 3: 94%", where an indicator of this recommendation has that code."""
    if found := NAMED_INDICATOR.fullmatch(text):
        code = "".join(found[1].split()).casefold()
        for indicator in here.indicators:
            if indicator.code and "".join(indicator.code.split()).casefold() == code:
                return indicator.id, found[2].strip()
    return None


def _label(here: Sheet, code: str) -> str:
    grade = here.scheme.grade(code)
    return grade.full_label if grade else code
