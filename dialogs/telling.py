"""Words outside a walk that are no question: offered as evidence to somebody an answer is wanted from, or led on."""

from collections.abc import Iterator, Sequence

from cards.told import led_on, record_for_which
from dialogs.answers import keep
from dialogs.same_number import which_of
from dialogs.speech import Reply
from dialogs.turn import Turn
from dialogs.walking import drawn, numbered, pressed_key
from storage import walks
from storage.asking import remembering, telling
from storage.asking.remembering import Stage, ToRemember
from storage.errors import Refusal
from storage.query import Names, Query
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
        id = await keep(turn, ToRemember(Stage.TOLD, before, said=text))
        return Reply(record_for_which(id, text, waiting))
    return Reply(led_on(WHY[why], tuple(examples(names))))


async def record_for(turn: Turn) -> Reply:
    """The words that were told become evidence for the pressed recommendation, or for "record for 7"."""
    if key := pressed_key(turn):
        id = turn.pressed.number("asked")
    else:
        id, key = await _typed_place(turn)
    saved = await turn.write(
        telling.record_told,
        person=turn.person,
        moment=turn.moment,
        question_id=id,
        recommendation_id=key[0],
        round_id=key[1],
    )
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    done = f"Recorded as evidence for {saved.short_name}. It is a draft until you submit."
    return drawn(turn, saved, [one for one in listed if one.waiting], done)


async def _typed_place(turn: Turn) -> tuple[int, tuple[int, int]]:
    at = await turn.read(remembering.last, person=turn.person, moment=turn.moment, chat=turn.chat)
    if at is None or at.of.stage is not Stage.TOLD:
        raise Refusal("I have no words of yours in hand to record. Type “update” to give an answer.")
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    return at.id, _one(turn, listed)


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
