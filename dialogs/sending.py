"""The end of a walk: everything as it will read in the report, then one press that sends it, and a receipt."""

from cards.receipt import receipt as receipt_card
from cards.review import Sending
from cards.review import review as review_card
from dialogs.holding import held_first
from dialogs.speech import Reply
from dialogs.turn import Turn
from storage import submissions, walks
from storage.views import Walk

MOVED_ON = "Something has changed since that card was drawn, so I sent nothing. This is how it stands now."
REVIEWED = "review"
TO_SEND = "This is what will be sent. Type “submit all” to send it."


async def review(turn: Turn) -> Reply:
    return await show_review(turn)


async def show_review(turn: Turn, notice: str = "") -> Reply:
    """Shows what would be sent, and remembers exactly that, so that the words "submit all" can mean no other thing."""
    if first := await held_first(turn, told=notice):
        return first
    ready = await turn.read(submissions.ready, person=turn.person, today=turn.moment.today)
    walk, listed = await turn.read(walks.whereabouts, person=turn.person)
    seen = submissions.fingerprint(ready)
    # Only at a recommendation of one's own is there a walk: what is typed after the receipt may be a question again.
    here = any((one.recommendation_id, one.round_id) == (walk.recommendation_id, walk.round_id) for one in listed)
    remembered = Walk(walk.recommendation_id, walk.round_id, walking=here, pending=REVIEWED, pending_text=seen)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=remembered)
    unanswered = tuple(one for one in listed if one.waiting and not one.unsent)
    last = None if ready else await turn.read(submissions.last_sent, person=turn.person)
    sending = Sending(turn.person, ready, seen)
    return Reply(review_card(sending, unanswered, today=turn.moment.today, notice=notice, last=last))


async def submit_all(turn: Turn) -> Reply:
    """Sends what the person saw. Typed without having looked, it shows the review first."""
    if first := await held_first(turn):
        return first
    walk = await turn.read(walks.walk_of, person=turn.person)
    seen = turn.pressed.text("seen") if not turn.typed else walk.pending_text if walk.pending == REVIEWED else ""
    if not seen:
        ready = await turn.read(submissions.ready, person=turn.person, today=turn.moment.today)
        last = None if ready else await turn.read(submissions.last_sent, person=turn.person)
        if last is None or not last.mine:
            return await show_review(turn, notice=TO_SEND if ready else "")
        seen = last.fingerprint  # nothing new: the receipt once more
    sent = await turn.write(submissions.submit, person=turn.person, moment=turn.moment, seen=seen)
    if sent is None:
        return await show_review(turn, notice=MOVED_ON)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=Walk())
    listed = (await turn.read(walks.whereabouts, person=turn.person))[1]
    return Reply(receipt_card(sent, tuple(one for one in listed if one.waiting), today=turn.moment.today))
