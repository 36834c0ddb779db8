"""Importing in the chat: a document arrives, is read, and is confirmed or dropped. The walk's row knows where one is.

The doubts are in `doubting.py`, the names in `naming.py`, looking through it in `looking.py`.
"""

from cards.imported import imported, known_already
from cards.importing import not_confirmed, overview, waiting, which_use
from dialogs import evidence
from dialogs.speech import Reply, Sent
from dialogs.turn import Turn
from storage import files, walks
from storage.errors import Refusal
from storage.importing import apply, beginning, intakes, sight
from storage.importing.proposal import Proposal
from storage.importing.readers import READERS
from storage.importing.settled import Settled
from storage.importing.views import Imported, IntakeView, Known
from storage.rules import permissions
from storage.rules.filetypes import shown_name
from storage.views import Assignment, Walk
from storage.vocabulary import IntakeState

IMPORT = "import"
"""What is pending while a clerk has a document in hand; the walk's text then says where in it they are."""

OVERVIEW, LEFTING, USE, DOUBT, OWNER, LOOK, OWNERS, LEFTOVERS, COMPARE = (
    "overview", "leaving", "use", "doubt", "owner", "look", "owners", "leftovers", "compare",
)  # fmt: skip

# What may be a plan by its name. A PDF is none, but its sender is told what to do instead.
READABLE = ("docx", "docm", "doc", "xlsx", "xls", "csv", "tsv", "txt", "pdf")
PASTED = "Pasted text.txt"
# A message of this many lines and letters may be a document somebody has pasted without saying so.
LIKELY_LINES, LIKELY_LETTERS = 5, 500


async def arrived(turn: Turn) -> Reply:
    """A file from somebody who may import: read at once; evidence where it is no plan and an answer is wanted of them."""
    if not isinstance(turn.event, Sent):
        raise LookupError("only a message with files leads here")
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    file = turn.event.files[0]
    if listed and (len(turn.event.files) > 1 or not _readable(file.name)):
        return await evidence.offered(turn)
    if len(turn.event.files) > 1:
        raise Refusal("Send one document at a time, so that I can show you what I read in each. I kept none of these.")
    if not _readable(file.name):
        raise Refusal(
            f"I read plans from .docx, .xlsx, .csv and .txt files, and “{shown_name(file.name)}” is none of these. "
            "Save it as one of them and send it again. I kept nothing of it."
        )
    content = await turn.download(file)
    try:
        proposal = await READERS.understood(file.name, content)
    except Refusal:
        if listed:
            return await evidence.kept_and_asked(turn, file.name, content)
        raise
    if listed and not proposal.recommendations:
        return await evidence.kept_and_asked(turn, file.name, content)
    words = " The words you sent with it are not recorded." if turn.event.text.strip() else ""
    return await _begun(turn, file.name, content, proposal, listed, words)


async def pasted(turn: Turn, text: str) -> Reply:
    """A document's text, pasted under the word "import"."""
    content = text.encode("utf-8", "replace")
    proposal = await READERS.understood(PASTED, content)
    return await _begun(turn, PASTED, content, proposal, (), "")


def is_pasted(text: str) -> bool:
    """Whether a message is a document: many lines, with more in them than anybody types."""
    return len(text) >= LIKELY_LETTERS and sum(bool(line.strip()) for line in text.splitlines()) >= LIKELY_LINES


async def perhaps_pasted(turn: Turn, text: str) -> Reply | None:
    """What was pasted without a word, where recommendations are found in it; else it is left to be understood otherwise."""
    try:
        proposal = await READERS.understood(PASTED, text.encode("utf-8", "replace"))
    except Refusal:
        return None
    if not proposal.recommendations:
        return None
    return await _begun(turn, PASTED, text.encode("utf-8", "replace"), proposal, (), "")


async def show(turn: Turn, notice: str = "") -> Reply:
    """The document in hand: the one that was pressed or named, the one they were at, or the list to choose from."""
    check_may(turn)
    walk = await turn.read(walks.walk_of, person=turn.person)
    waits = await turn.read(intakes.in_hand, person=turn.person)
    here = await _meant(turn, walk, [one.id for one in waits])
    if here is None:
        return Reply(waiting(waits, notice=notice))
    return await show_overview(turn, await see(turn, here), notice)


async def settled(turn: Turn, done: Settled) -> Reply:
    """For what is pressed or typed about a document that has been imported or dropped: said so, and what is in hand."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    if walk.pending_id == done.intake_id:
        await leave(turn)
    return Reply(waiting(await turn.read(intakes.in_hand, person=turn.person), notice=done.sentence))


async def where_it_stands(turn: Turn) -> Reply:
    """For an activity whose answer was lost: the documents that are in hand, whatever the lost one was about."""
    return Reply(waiting(await turn.read(intakes.in_hand, person=turn.person)))


async def show_overview(turn: Turn, intake: IntakeView, notice: str = "") -> Reply:
    await stand(turn, intake.id, f"{OVERVIEW} {intake.stamp}")
    return Reply(overview(intake, notice=notice))


async def rename(turn: Turn) -> Reply:
    """The title or the service: from the card's boxes, an empty one left alone, or typed."""
    if turn.typed:
        return await _named(turn, title=turn.argument)
    title, service = turn.pressed.text("title").strip(), turn.pressed.text("service").strip()
    return await _named(turn, title=title or None, service=service or None)


async def name_service(turn: Turn) -> Reply:
    return await _named(turn, service=turn.argument)


async def its_own(turn: Turn) -> Reply:
    """It is no version of the plan it was taken for."""
    intake = await here_or_pressed(turn, compared=False)
    own = await turn.write(intakes.aim, person=turn.person, moment=turn.moment, intake_id=intake.id, plan_id=None)
    return await show_overview(turn, own, "It is a plan of its own now. Type “title is …” to call it something else.")


async def version_of(turn: Turn) -> Reply:
    """The words "newer version of …": of the plan with that title."""
    intake = await here_or_pressed(turn, compared=False)
    title = turn.argument or intake.title
    plan_id = await turn.read(intakes.looked_after, person=turn.person, title=title)
    if plan_id is None:
        raise Refusal(f"No plan that you look after is called “{title[:80]}”. Nothing has changed.")
    aimed = await turn.write(intakes.aim, person=turn.person, moment=turn.moment, intake_id=intake.id, plan_id=plan_id)
    return await show_overview(turn, aimed)


async def confirm(turn: Turn) -> Reply:
    """Takes it in as it was shown. What is not answered has to be left knowingly."""
    if turn.typed:
        walk = await turn.read(walks.walk_of, person=turn.person)
        where, _, version = walk.pending_text.partition(" ")
        if where not in (OVERVIEW, LEFTING):
            return await show(turn, "This is what would be imported. Type “confirm” again to import it.")
        return await _confirmed(turn, walk.pending_id or 0, int(version), leaving=False)
    seen = turn.pressed.number("version")
    return await _confirmed(turn, turn.pressed.number("intake"), seen, leaving=bool(turn.pressed.text("leaving")))


async def confirm_anyway(turn: Turn) -> Reply:
    """Typed: only once what is left open has been shown."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    where, _, version = walk.pending_text.partition(" ")
    if where != LEFTING:
        return await confirm(turn)
    return await _confirmed(turn, walk.pending_id or 0, int(version), leaving=True)


async def drop(turn: Turn) -> Reply:
    intake = await here_or_pressed(turn, compared=False)
    dropped = await turn.write(intakes.drop, person=turn.person, moment=turn.moment, intake_id=intake.id)
    await leave(turn)
    told = "Nothing of it was imported; the document is kept. Send it again if you want it after all."
    return Reply(
        waiting(await turn.read(intakes.in_hand, person=turn.person), notice=f"“{dropped.title}” dropped. {told}")
    )


async def as_evidence(turn: Turn) -> Reply:
    """It was evidence, not a plan: it is let go as a document and offered for a recommendation."""
    if turn.typed:
        walk = await turn.read(walks.walk_of, person=turn.person)
        where, _, file = walk.pending_text.partition(" ")
        if where != USE:
            raise Refusal("No file of yours waits to be evidence. Send it here, and I will ask what it is for.")
        intake_id, file_id = walk.pending_id or 0, int(file)
    else:
        intake_id, file_id = turn.pressed.number("intake"), turn.pressed.number("file")
    here = await turn.read(sight.see, person=turn.person, intake_id=intake_id, compared=False)
    if here.state is not IntakeState.DROPPED:
        await turn.write(intakes.drop, person=turn.person, moment=turn.moment, intake_id=intake_id)
    await leave(turn)
    kept, _ = await turn.read(files.fetch, person=turn.person, file_id=file_id)
    return await evidence.asked(turn, kept)


async def see(turn: Turn, intake_id: int, *, compared: bool = True) -> IntakeView:
    return await turn.read(sight.see_in_hand, person=turn.person, intake_id=intake_id, compared=compared)


async def here_or_pressed(turn: Turn, *, compared: bool = True) -> IntakeView:
    """The document of the pressed card, or the one at hand."""
    if turn.pressed.text("intake"):
        return await see(turn, turn.pressed.number("intake"), compared=compared)
    walk = await turn.read(walks.walk_of, person=turn.person)
    if walk.pending != IMPORT or walk.pending_id is None:
        raise Refusal("You have no document in hand. Type “import” to see those that wait.")
    return await see(turn, walk.pending_id, compared=compared)


async def stand(turn: Turn, intake_id: int, where: str) -> None:
    """Remembers where in the document the clerk is. Their place in a walk of their own is kept for "resume"."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    there = Walk(walk.recommendation_id, walk.round_id, False, IMPORT, where, intake_id)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=there)


async def leave(turn: Turn) -> None:
    """Puts the document down; it stays in hand, and the word "import" takes it up again."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    if walk.pending == IMPORT:
        there = Walk(walk.recommendation_id, walk.round_id)
        await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=there)


async def is_here(turn: Turn) -> bool:
    return (await turn.read(walks.walk_of, person=turn.person)).pending == IMPORT


def check_may(turn: Turn) -> None:
    permissions.check_import(turn.person)


async def _begun(
    turn: Turn, name: str, content: bytes, proposal: Proposal, listed: tuple[Assignment, ...], words: str
) -> Reply:
    before = {one.id for one in await turn.read(intakes.in_hand, person=turn.person)}
    begun = await turn.write(
        beginning.start, person=turn.person, moment=turn.moment, name=name, content=content, proposal=proposal
    )
    if isinstance(begun, Known):
        return Reply(known_already(begun))
    if listed and begun.id not in before:
        file = await turn.write(files.keep_file, person=turn.person, moment=turn.moment, name=name, content=content)
        await stand(turn, begun.id, f"{USE} {file.id}")
        return Reply(which_use(begun, file))
    told = "This document is in hand already. This is how it stands." if begun.id in before else ""
    return await show_overview(turn, begun, f"{told}{words}".strip())


async def _confirmed(turn: Turn, intake_id: int, seen: int, *, leaving: bool) -> Reply:
    if not leaving:
        now = await turn.read(sight.see, person=turn.person, intake_id=intake_id, compared=False)
        if now.state is IntakeState.IN_HAND and now.stamp == seen and (now.blocking or now.open_owners):
            await stand(turn, intake_id, f"{LEFTING} {seen}")
            return Reply(not_confirmed(now))
    done = await turn.write(
        apply.confirm, person=turn.person, moment=turn.moment, intake_id=intake_id, seen=seen, leaving=leaving
    )
    if not isinstance(done, Imported):
        return await show_overview(
            turn,
            done.intake,
            "Something has changed in between, in this document or in its plan. This is how it stands.",
        )
    await leave(turn)
    return Reply(imported(done))


async def _named(turn: Turn, *, title: str | None = None, service: str | None = None) -> Reply:
    intake = await here_or_pressed(turn, compared=False)
    if intake.plan_id is not None:
        raise Refusal(
            f"It is a version of “{intake.plan_title}”, which keeps its title and service. Type “its own plan” first."
        )
    named = await turn.write(
        intakes.name_plan, person=turn.person, moment=turn.moment, intake_id=intake.id, title=title, service=service
    )
    aimed = f" It is taken for a newer version of “{named.plan_title}” now." if named.plan_id is not None else ""
    return await show_overview(turn, named, f"Kept.{aimed}")


async def _meant(turn: Turn, walk: Walk, waits: list[int]) -> int | None:
    if turn.pressed.text("intake"):
        return turn.pressed.number("intake")
    if turn.typed and turn.argument.isdigit():
        return int(turn.argument)
    if walk.pending == IMPORT:
        return walk.pending_id
    return waits[0] if len(waits) == 1 else None


def _readable(name: str) -> bool:
    return name.casefold().rpartition(".")[2] in READABLE
