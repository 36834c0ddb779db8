"""Words typed during a walk: they become evidence after a question, or a grade, or the field they name; never a query."""

import re

from cards.confirm import confirm_evidence, confirm_grade
from dialogs.speech import Reply
from dialogs.turn import Turn
from dialogs.walking import current_sheet, drawn, key_of, show
from storage import walks
from storage.errors import Refusal
from storage.rules.grading import read_grade, scale
from storage.rules.wording import keepable
from storage.sheets import sheet
from storage.views import Given, Overtaken, Sheet, Walk
from storage.vocabulary import MOST_EVIDENCE, Origin

EVIDENCE, GRADE = "evidence", "grade"

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
    return await _ask_about(turn, here, text)


async def yes(turn: Turn) -> Reply:
    """Confirms whatever the bot last asked about typed words."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    here = await _sheet_at(turn, walk)
    if walk.pending == EVIDENCE:
        return await _record(turn, here, "evidence", walk.pending_text)
    if walk.pending == GRADE and (code := turn.pressed.text("grade")):
        return await _record_given(turn, here, Given(grade=code), f"Recorded {_label(here, code)}.")
    if walk.pending == GRADE:
        raise Refusal(f"Which grade? Type one of {scale(here.scheme)}.")
    raise Refusal("I had asked nothing that is still open. Type “update” to see where you are.")


async def no(turn: Turn) -> Reply:
    """Leaves the record as it is. The words themselves stay above in the chat."""
    walk, listed = await turn.read(walks.whereabouts, person=turn.person)
    if walk.recommendation_id is None:
        raise Refusal("I had asked nothing that is still open. Type “update” to see where you are.")
    told = (
        "Not recorded. Your message is still above, if you want it back." if walk.pending in (EVIDENCE, GRADE) else ""
    )
    return await show(turn, key_of(walk), [one for one in listed if one.waiting], told)


async def _ask_about(turn: Turn, here: Sheet, text: str) -> Reply:
    """Asks before anything is recorded. Several messages in a row are one answer, in their order."""
    keepable(text, "message", MOST_EVIDENCE)
    walk = await turn.read(walks.walk_of, person=turn.person)
    words = f"{walk.pending_text}\n{text}" if walk.pending == EVIDENCE else text
    keepable(words, "messages together", MOST_EVIDENCE)
    asked = Walk(here.recommendation_id, here.round.id, walking=True, pending=EVIDENCE, pending_text=words)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=asked)
    return Reply(confirm_evidence(here, words), suggestions=("Yes", "No"))


async def _take_grade(turn: Turn, here: Sheet, words: str) -> Reply:
    read = read_grade(words, here.scheme)
    if read.rivals:
        asked = Walk(here.recommendation_id, here.round.id, walking=True, pending=GRADE)
        await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=asked)
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
    adding = frozenset[str]() if field == "anticipated" else frozenset({field})
    names = {"evidence": "evidence", "impact": "evidence of impact", "explanation": "explanation"}
    told = (
        f"Recorded as {names.get(field, 'the anticipated date')} for {here.short_name}. It is a draft until you submit."
    )
    return await _record_given(turn, here, Given(adding=adding, **{field: words}), told)  # type: ignore[arg-type]


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
    if isinstance(saved, Sheet):
        _, listed = await turn.read(walks.whereabouts, person=turn.person)
        return drawn(turn, saved, [one for one in listed if one.waiting], told)
    raise LookupError(f"words cannot be {'overtaken' if isinstance(saved, Overtaken) else 'out of date'}")


def _indicator(here: Sheet, text: str) -> tuple[int, str] | None:
    """ "PI 3: 94%", where an indicator of this recommendation has that code."""
    if found := NAMED_INDICATOR.fullmatch(text):
        code = "".join(found[1].split()).casefold()
        for indicator in here.indicators:
            if indicator.code and "".join(indicator.code.split()).casefold() == code:
                return indicator.id, found[2].strip()
    return None


async def _sheet_at(turn: Turn, walk: Walk) -> Sheet:
    recommendation_id, round_id = key_of(walk)
    if not recommendation_id:
        raise Refusal("I had asked nothing that is still open. Type “update” to see where you are.")
    return await turn.read(sheet, person=turn.person, recommendation_id=recommendation_id, round_id=round_id)


def _label(here: Sheet, code: str) -> str:
    grade = here.scheme.grade(code)
    return grade.full_label if grade else code
