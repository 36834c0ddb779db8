"""The clerk's desk: what has come in and what was handed back; accepting, returning, assigning."""

from cards.fields import goes_back_whole
from cards.reviewing import answer as answer_card
from cards.reviewing import handed_back as handed_back_card
from cards.reviewing import inbox as inbox_card
from dialogs.colleagues import named_colleague
from dialogs.speech import Reply
from dialogs.turn import Turn
from dialogs.walking import pressed_key
from storage import handovers, people, reviews, walks
from storage.errors import Refusal
from storage.raising import as_of
from storage.sheets import sent_sheet
from storage.unseen import is_blank
from storage.views import Handover, MovedOn, Sheet, Walk
from storage.vocabulary import Role, Verdict

ANSWER, HANDED_BACK = "answer", "handed back"
ON_THE_CARD = "Check the name, or choose one on the card. Nothing has changed yet."
COMMENT_AND_ACCEPT = (
    "You wrote a comment and pressed “Accept”. The officer is sent a comment only when the answer is returned, so nothing has "
    "been done yet: press “Return” to send it, or “Accept, and keep the comment” to leave it in the record."
)


async def to_review(turn: Turn, notice: str = "") -> Reply:
    await _nothing_open(turn)
    sent = await turn.read(reviews.to_review, person=turn.person, today=turn.moment.today)
    back = await turn.read(handovers.with_clerk, person=turn.person)
    return Reply(inbox_card(sent, back, notice=notice))


async def _nothing_open(turn: Turn) -> None:
    """With the list on the screen "accept" is to none of it. A look claims nothing."""
    if await at_desk(turn):
        await turn.database.write(walks.nothing_pending, person=turn.person, moment=turn.moment)


async def open_answer(turn: Turn) -> Reply:
    """One answer with every question it raised and every reason given; or something that was handed back."""
    if turn.pressed.text("handover"):
        return await _show_handed_back(turn, turn.pressed.number("handover"))
    key = pressed_key(turn)
    if key is None:
        raise Refusal("That card is damaged. Type “to review” for a fresh one.")
    return await _show(turn, await turn.read(sent_sheet, person=turn.person, recommendation_id=key[0], round_id=key[1]))


async def has_numbered(turn: Turn) -> bool:
    """Whether anything at the clerk's desk has that number."""
    return any(await _numbered(turn))


async def open_numbered(turn: Turn) -> Reply:
    """The words "open 5" at the clerk's desk: the answer, or what was handed back, with that number."""
    sent, given_back = await _numbered(turn)
    if len(sent) + len(given_back) != 1:
        many = "Several have that number; press the one you mean." if sent or given_back else (
            f"Nothing numbered {turn.argument} waits for you."
        )  # fmt: skip
        return await to_review(turn, many)
    return await _show(turn, sent[0]) if sent else await _show_handed_back(turn, given_back[0].id)


async def _numbered(turn: Turn) -> tuple[list[Sheet], list[Handover]]:
    wanted = turn.argument.casefold()
    sent = [
        one
        for one in await turn.read(reviews.to_review, person=turn.person, today=turn.moment.today)
        if one.number.casefold() == wanted
    ]
    back = await turn.read(handovers.with_clerk, person=turn.person)
    return sent, [one for one in back if one.recommendation.casefold() == f"recommendation {wanted}"]


async def accept_answer(turn: Turn) -> Reply:
    """A comment beside "Accept" may have been meant for the officer, whom acceptance tells nothing: it is asked about."""
    comment = turn.argument if turn.typed else turn.pressed.text("comment")
    may_judge = turn.person.holds(Role.CLERK)
    if turn.typed or is_blank(comment) or turn.pressed.text("keep_comment") or not may_judge:
        return await _judge(turn, Verdict.ACCEPTED, comment)
    key = pressed_key(turn)
    if key is None or not goes_back_whole(comment):
        raise Refusal(
            "There is a comment in the box, and nobody is told it when you accept. Nothing has been done: press "
            "“Return” to send it to the officer, or empty the box and press “Accept”."
        )
    there = await turn.read(sent_sheet, person=turn.person, recommendation_id=key[0], round_id=key[1])
    return await _show(turn, there, COMMENT_AND_ACCEPT, comment, with_comment=True)


async def return_answer(turn: Turn) -> Reply:
    return await _judge(turn, Verdict.RETURNED, turn.argument if turn.typed else turn.pressed.text("comment"))


async def assign(turn: Turn) -> Reply:
    """Settles what was handed back, on the card or with the words "assign to Kim Osei"."""
    colleagues = await turn.read(people.colleagues, person=turn.person)
    if turn.typed:
        walk = await turn.read(walks.walk_of, person=turn.person)
        if walk.pending != HANDED_BACK or walk.pending_id is None:
            raise Refusal(await _nothing_to_assign(turn))
        handover_id, to_id = walk.pending_id, named_colleague(turn.argument, colleagues, ON_THE_CARD).id
    else:
        handover_id = turn.pressed.number("handover")
        chosen = turn.pressed.text("to")
        to_id = (
            turn.pressed.number("to")
            if chosen
            else named_colleague(turn.pressed.text("to_name"), colleagues, ON_THE_CARD).id
        )
    settled = await turn.write(
        handovers.assign, person=turn.person, moment=turn.moment, handover_id=handover_id, to_id=to_id
    )
    return await to_review(turn, f"{settled.recommendation} of {settled.plan_title} is assigned, and I have told them.")


async def _nothing_to_assign(turn: Turn) -> str:
    """What has to come before "assign to …": opening what was given back, where there is any."""
    if await turn.read(handovers.with_clerk, person=turn.person):
        return "Open what was given back first: type “to review”, then “open” and its number. Nothing has changed."
    return "Nothing that was given back to you waits to be assigned. Type “to review” to see what does."


async def at_answer(turn: Turn) -> bool:
    """Whether a clerk has an answer open, so that the word "accept" is about it."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    return walk.pending == ANSWER and turn.person.holds(Role.CLERK)


async def at_desk(turn: Turn) -> bool:
    """Whether a clerk has an answer open, or something that was handed back."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    return walk.pending in (ANSWER, HANDED_BACK) and turn.person.holds(Role.CLERK)


async def not_at_desk(turn: Turn) -> str:
    """Why "return" and "assign" are about nothing in a walk: at the clerk's desk nobody walks."""
    return "You have no answer open."


async def _show_handed_back(turn: Turn, handover_id: int) -> Reply:
    back = await turn.read(handovers.handover, person=turn.person, handover_id=handover_id)
    at_hand = Walk(pending=HANDED_BACK, pending_id=handover_id)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=at_hand)
    return Reply(handed_back_card(back, await turn.read(people.colleagues, person=turn.person)))


async def _show(turn: Turn, there: Sheet, notice: str = "", comment: str = "", *, with_comment: bool = False) -> Reply:
    """Draws an answer and remembers which version it was, so that words can accept or return just that one."""
    open_one = Walk(there.recommendation_id, there.round.id, pending=ANSWER, pending_id=there.sent_version)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=open_one)
    there = as_of(there, turn.moment.today)
    card = answer_card(there, today=turn.moment.today, notice=notice, comment=comment, with_comment=with_comment)
    return Reply(card)


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
        return await _moved_on(turn, judged.sheet, turn.pressed.text("comment"))
    return await to_review(turn, f"{judged.name} of {judged.plan_title}: {verdict}.")


async def _moved_on(turn: Turn, there: Sheet, comment: str) -> Reply:
    """How it stands now, with the comment in its box; one that no card could hold whole stays on the card it is on."""
    if comment and not goes_back_whole(comment):
        raise Refusal(
            f"{there.name} has moved on since you opened it, so I did nothing. Your comment is still in its box: "
            "copy it, and type “to review” to open the answer as it is now."
        )
    kept = " Your comment is back in its box." if comment else ""
    return await _show(turn, there, f"This has moved on since you opened it. This is how it stands now.{kept}", comment)


async def _judged(turn: Turn) -> tuple[tuple[int, int], int]:
    if key := pressed_key(turn):
        return key, turn.pressed.number("version")
    walk = await turn.read(walks.walk_of, person=turn.person)
    if walk.pending != ANSWER or walk.recommendation_id is None or walk.round_id is None:
        raise Refusal("No answer is open, so I have judged none: type “to review”, and open the one you mean.")
    return (walk.recommendation_id, walk.round_id), walk.pending_id or 0
