"""Words outside a walk that are no question: offered as evidence to somebody an answer is wanted from, or led on."""

from collections.abc import Iterator, Sequence

from cards.told import led_on, record_for_which
from dialogs import typed
from dialogs.labels import begins_with_label
from dialogs.reading import done, read_all, whole
from dialogs.replacing import begins_so, does_away
from dialogs.same_number import which_of
from dialogs.speech import Reply
from dialogs.turn import Turn
from dialogs.walking import drawn, numbered, pressed_key
from storage import held, walks
from storage.asking import remembering, telling
from storage.asking.remembering import Remembered, Stage
from storage.errors import Refusal
from storage.query import Names, Query
from storage.sheets import sheet
from storage.views import Assignment

WHY = {
    "statement": "That reads like something you report, and no open round wants an answer from you.",
    "too_long": "That is too long to be a question. I kept nothing of it.",
    "command": "That is no question about the recommendations. I ran nothing of it, and kept nothing.",
    "talk": "I did not take that for a question about the recommendations, and kept nothing of it. "
    "To give an answer, type “update” first.",
    "beyond": "That is not in the record: I know recommendations, who is responsible, dates, grades and what was reported.",
}
REPORTS = ("statement", "too_long")
# Words that are neither a question nor plainly a report: from so many on, somebody may be reporting after all.
LIKE_A_REPORT = 5


async def told(turn: Turn, text: str, why: str, names: Names, before: Query | None) -> Reply:
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    waiting = [one for one in listed if one.waiting]
    if waiting and (why in REPORTS or (why == "talk" and len(text.split()) >= LIKE_A_REPORT)):
        return await _offered(turn, text, before, waiting)
    return Reply(led_on(WHY[why], tuple(examples(names))))


async def in_parts(turn: Turn, text: str) -> Reply | None:
    """A message whose parts name their fields is no question, however short it is: an answer that has not said what for."""
    if begins_so(text) and (await turn.read(walks.whereabouts, person=turn.person))[1]:
        raise Refusal(
            "Of which recommendation? Type “open” and its number first, then that again. Nothing has changed."
        )
    if not begins_with_label(text):
        return None
    waiting = [one for one in (await turn.read(walks.whereabouts, person=turn.person))[1] if one.waiting]
    return await _offered(turn, text, None, waiting) if waiting else None


async def _offered(turn: Turn, text: str, before: Query | None, waiting: Sequence[Assignment]) -> Reply:
    id, messages = await keep_words(turn, text, before)
    return Reply(record_for_which(id, "\n".join(messages), waiting))


async def keep_words(turn: Turn, text: str, before: Query | None = None) -> tuple[int, tuple[str, ...]]:
    """Keeps words until their writer says what they are for. A message that is delivered twice is kept once."""
    return await turn.write(
        remembering.keep_told, person=turn.person, moment=turn.moment, chat=turn.chat, query=before, text=text
    )


async def record_for(turn: Turn) -> Reply:
    """The words that were told are recorded for the pressed recommendation, or for "record for 7": parts that name their
    field and a grade as they are in a walk, the rest as evidence. In a walk they are the words that are held."""
    at: Remembered | None
    if key := pressed_key(turn):
        at = await turn.read(remembering.asked, person=turn.person, question_id=turn.pressed.number("asked"))
    else:
        at, key = await _last_told(turn), await _typed_place(turn)
        waits = await turn.read(held.held_words, person=turn.person)
        if waits and (at is None or (await turn.read(walks.walk_of, person=turn.person)).walking):
            return await typed.record(turn, waits, key)
    if at is None:
        raise Refusal("I have no words of yours in hand to record. Type “update” to give an answer.")
    here = await turn.read(sheet, person=turn.person, recommendation_id=key[0], round_id=key[1])
    what = read_all(remembering.told_messages(at), here, turn.moment.today)
    if does_away(here, whole(what)):
        raise Refusal(f"That does away with what stands there. Type “open {here.number}” to see it, then that again.")
    saved = await turn.write(
        telling.record_told,
        person=turn.person,
        moment=turn.moment,
        question_id=at.id,
        recommendation_id=key[0],
        round_id=key[1],
        given=whole(what),
    )
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    told = f"{done(here, whole(what), turn.moment.today)} {what.told}".strip()
    return drawn(turn, saved, [one for one in listed if one.waiting], told)


async def let_go(turn: Turn) -> bool:
    """Whether there were words that had been told (and that the pressed card is about): a no is to all of them, and none
    comes back with the next."""
    at = await _last_told(turn)
    if at is None or (not turn.typed and turn.pressed.text("asked") != str(at.id)):
        return False
    await turn.write(remembering.take_words, person=turn.person, question_id=at.id)
    return True


async def _last_told(turn: Turn) -> Remembered | None:
    at = await turn.read(remembering.last, person=turn.person, moment=turn.moment, chat=turn.chat)
    return at if at and at.of.stage is Stage.TOLD and at.of.said else None


async def _typed_place(turn: Turn) -> tuple[int, int]:
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    return _one(turn, listed)


def _one(turn: Turn, listed: Sequence[Assignment]) -> tuple[int, int]:
    named = numbered(listed, turn.argument)
    if len(named) != 1:
        told = which_of("record for", named, turn.argument)
        raise Refusal(f"I cannot tell which you mean: {told}, or press the one you mean.")
    return named[0].recommendation_id, named[0].round_id


def examples(names: Names) -> Iterator[str]:
    """Questions that this person's own record can answer."""
    yield "Which are slipped?"
    if names.plans:
        yield f"What is overdue in {names.plans[0].title}?"
    if names.rounds:
        yield f"Who has not responded to the {names.rounds[-1].label} round?"
    if len(names.rounds) > 1:
        yield f"What got worse since the {names.rounds[-2].label} round?"
    yield "How many by owner?"
