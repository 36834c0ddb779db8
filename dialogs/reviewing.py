"""The clerk's desk: what has come in and what was handed back; accepting, returning, assigning."""

from cards.reviewing import answer as answer_card
from cards.reviewing import handed_back as handed_back_card
from cards.reviewing import inbox as inbox_card
from dialogs.handing_over import named_colleague
from dialogs.speech import Reply
from dialogs.turn import Turn
from dialogs.walking import pressed_key
from storage import handovers, people, reviews, walks
from storage.errors import Refusal
from storage.sheets import sheet
from storage.views import MovedOn, Sheet, Walk
from storage.vocabulary import Role, Verdict

ANSWER = "answer"


async def to_review(turn: Turn, notice: str = "") -> Reply:
    sent = await turn.read(reviews.to_review, person=turn.person)
    back = await turn.read(handovers.with_clerk, person=turn.person)
    return Reply(inbox_card(sent, back, notice=notice))


async def open_answer(turn: Turn) -> Reply:
    """One answer with every question it raised and every reason given; or something that was handed back."""
    if turn.pressed.text("handover"):
        back = await turn.read(handovers.handover, person=turn.person, handover_id=turn.pressed.number("handover"))
        return Reply(handed_back_card(back, await turn.read(people.colleagues, person=turn.person)))
    key = pressed_key(turn)
    if key is None:
        raise Refusal("That card is damaged. Type “to review” for a fresh one.")
    there = await turn.read(sheet, person=turn.person, recommendation_id=key[0], round_id=key[1])
    return await _show(turn, there)


async def accept_answer(turn: Turn) -> Reply:
    return await _judge(turn, Verdict.ACCEPTED, "")


async def return_answer(turn: Turn) -> Reply:
    return await _judge(turn, Verdict.RETURNED, turn.argument if turn.typed else turn.pressed.text("comment"))


async def assign(turn: Turn) -> Reply:
    colleagues = await turn.read(people.colleagues, person=turn.person)
    chosen = turn.pressed.text("to")
    to_id = (
        int(chosen)
        if chosen.isdecimal() and len(chosen) < 10
        else named_colleague(turn.pressed.text("to_name"), colleagues).id
    )
    settled = await turn.write(
        handovers.assign,
        person=turn.person,
        moment=turn.moment,
        handover_id=turn.pressed.number("handover"),
        to_id=to_id,
    )
    return await to_review(turn, f"{settled.recommendation} of {settled.plan_title} is assigned, and I have told them.")


async def at_answer(turn: Turn) -> bool:
    """Whether a clerk has an answer open, so that the word "accept" is about it."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    return walk.pending == ANSWER and turn.person.holds(Role.CLERK)


async def _show(turn: Turn, there: Sheet, notice: str = "") -> Reply:
    """Draws an answer and remembers which version it was, so that words can accept or return just that one."""
    open_one = Walk(there.recommendation_id, there.round.id, pending=ANSWER, pending_id=there.sent_version)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=open_one)
    return Reply(answer_card(there, notice=notice))


async def _judge(turn: Turn, verdict: Verdict, comment: str) -> Reply:
    key, version = await _judged(turn)
    judged = await turn.write(
        reviews.review,
        person=turn.person,
        moment=turn.moment,
        recommendation_id=key[0],
        round_id=key[1],
        version=version,
        verdict=verdict,
        comment=comment,
    )
    if isinstance(judged, MovedOn):
        return await _show(turn, judged.sheet, "This has moved on since you opened it. This is how it stands now.")
    return await to_review(turn, f"{judged.name} of {judged.plan_title}: {verdict}.")


async def _judged(turn: Turn) -> tuple[tuple[int, int], int]:
    if key := pressed_key(turn):
        return key, turn.pressed.number("version")
    walk = await turn.read(walks.walk_of, person=turn.person)
    if walk.pending != ANSWER or walk.recommendation_id is None or walk.round_id is None:
        raise Refusal("Open an answer first: type “to review”.")
    return (walk.recommendation_id, walk.round_id), walk.pending_id or 0
