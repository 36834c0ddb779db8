"""Questions that ask for something to be done, an update or reminders: read back first, and done only after a yes."""

import hashlib
from dataclasses import replace

from cards.acting import confirm_reminders, confirm_update, reminded, update_which
from dialogs import telling
from dialogs.answers import keep
from dialogs.asking.echo import echo
from dialogs.speech import Reply
from dialogs.turn import Turn
from storage import reminding, walks
from storage.asking import remembering
from storage.asking.remembering import Stage, ToRemember
from storage.errors import Refusal
from storage.query import Kind, Query
from storage.reminding_views import Reminder
from storage.sheets import sheet
from storage.views import Assignment

REMINDERS = "reminders"
"""What is pending while somebody is asked whether to send them."""

MOVED_ON = "This has moved on since that card was drawn, so I wrote to nobody. This is how it stands now."


async def update(turn: Turn, query: Query) -> Reply:
    """Leads into the walk at the one that was named; a grade that was named is theirs to confirm there."""
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    meant = [one for one in listed if _is_meant(one, query)]
    if len(meant) != 1:
        named = " or ".join(sorted(query.filters.recommendations)) or "that"
        told = f"Several of yours are numbered {named}." if meant else f"Open rounds want no {named} from you."
        return Reply(update_which(meant or [one for one in listed if one.waiting], told))
    there = await turn.read(
        sheet, person=turn.person, recommendation_id=meant[0].recommendation_id, round_id=meant[0].round_id
    )
    wanted = query.set_status.value if query.set_status else ""
    return Reply(confirm_update(there, [grade for grade in there.scheme.grades if grade.meaning.value == wanted]))


async def remind(turn: Turn, query: Query, notice: str = "") -> Reply:
    """Says who would be written to and who cannot be, and waits for a yes."""
    found = await turn.read(reminding.to_remind, person=turn.person, moment=turn.moment, query=query)
    id = await keep(turn, ToRemember(Stage.ANSWERED, query))
    walk = await turn.read(walks.walk_of, person=turn.person)
    pending = replace(walk, pending=REMINDERS, pending_text="", pending_id=id)
    if found.to_write_to:
        await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=pending)
    return Reply(confirm_reminders(id, found, echo(query), seen=_named(found), notice=notice))


async def send_reminders(turn: Turn) -> Reply:
    walk = await turn.read(walks.walk_of, person=turn.person)
    id = (walk.pending_id or 0) if turn.typed else turn.pressed.number("asked")
    at = await turn.read(remembering.asked, person=turn.person, question_id=id)
    if at.query is None or at.query.kind is not Kind.REMIND:
        raise Refusal("That card asked about something else. Ask me again whom to remind.")
    if not turn.typed and (more := await _others(turn, at.query)):
        return more
    sent = await turn.write(reminding.remind, person=turn.person, moment=turn.moment, query=at.query)
    await _settled(turn)
    return Reply(reminded(sent))


async def _others(turn: Turn, query: Query) -> Reply | None:
    """Asks again where others would be written to than the pressed card named."""
    found = await turn.read(reminding.to_remind, person=turn.person, moment=turn.moment, query=query)
    return None if turn.pressed.text("seen") == _named(found) else await remind(turn, query, MOVED_ON)


def _named(found: Reminder) -> str:
    """A short name for exactly those who would be written to."""
    ids = " ".join(str(one.person_id) for one in found.to_write_to)
    return hashlib.sha256(ids.encode()).hexdigest()[:12]


async def leave(turn: Turn) -> Reply:
    """A No to what a question asked to be done."""
    await _settled(turn)
    await telling.let_go(turn)
    return Reply(notice="Left as it is. I have recorded nothing and written to nobody.")


async def _settled(turn: Turn) -> None:
    walk = await turn.read(walks.walk_of, person=turn.person)
    if walk.pending == REMINDERS:
        settled = replace(walk, pending="", pending_text="", pending_id=None)
        await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=settled)


def _is_meant(one: Assignment, query: Query) -> bool:
    numbers = {number.casefold() for number in query.filters.recommendations}
    return one.number.casefold() in numbers and (not query.filters.plans or one.plan_title in query.filters.plans)
