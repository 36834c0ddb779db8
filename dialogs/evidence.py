"""Files as evidence: one sent in the chat is kept and offered for a recommendation; one on an answer can be fetched."""

from collections.abc import Sequence

from cards.confirm import confirm_file, which_recommendation
from cards.standing import can_change
from cards.wording import listed as listed_words
from cards.wording import unmarked
from dialogs import telling
from dialogs.captions import caption
from dialogs.holding import FILE, ask_about, asking, held_first, words_asked
from dialogs.same_number import which_of
from dialogs.speech import Consented, FileOffer, OfferedFile, Reply, Sent
from dialogs.turn import Turn
from dialogs.walking import current_sheet, drawn, key_of, numbered, pressed_key
from storage import arrivals, files, held, waiting, walks
from storage.errors import Refusal
from storage.rules.filetypes import checked_type, shown_name
from storage.sheets import sheet
from storage.unseen import is_blank
from storage.views import Assignment, KeptFile, Sheet, Walk
from storage.vocabulary import MOST_FILE_BYTES

# What one message may bring: so many files, and no more of them than a turn can hold at once.
MOST_AT_ONCE, MOST_BYTES_AT_ONCE = 10, 5 * MOST_FILE_BYTES


async def offered(turn: Turn) -> Reply:
    """Keeps what was sent and asks what it is evidence for. Words that came with it are held, and asked about next."""
    if not isinstance(turn.event, Sent):
        raise LookupError("only a message with files leads here")
    try:
        if not (await turn.read(walks.whereabouts, person=turn.person))[1]:
            raise Refusal("No round is open in which you could use a file, so I did not keep it.")
        # They are fetched first: what breaks off before anything is kept is delivered again whole.
        sent, refused = await _fetched(turn, turn.event.files)
    except Refusal as refusal:
        return await _words_alone(turn, refusal)
    return await _kept_and_asked(turn, sent, refused)


async def _fetched(turn: Turn, offered: Sequence[OfferedFile]) -> tuple[list[tuple[str, bytes]], list[str]]:
    """The files that can be kept, and why each of the others cannot: one bad file is no reason to leave the rest."""
    if len(offered) == 1:
        return [(offered[0].name, await turn.download(offered[0]))], []
    sent: list[tuple[str, bytes]] = []
    refused: list[str] = []
    for file in offered[:MOST_AT_ONCE]:
        try:
            content = await turn.download(file)
            checked_type(file.name, content)
            if sum(len(there) for _, there in sent) + len(content) > MOST_BYTES_AT_ONCE:
                raise Refusal("the files of this message are too large together. Send it by itself.")
            sent.append((file.name, content))
        except Refusal as refusal:
            refused.append(f"I did not take “{unmarked(shown_name(file.name), 80)}”: {refusal.sentence}")
    if left := [f"“{unmarked(shown_name(file.name), 80)}”" for file in offered[MOST_AT_ONCE:]]:
        refused.append(f"I take {MOST_AT_ONCE} files in one message. Send these again: {listed_words(left)}.")
    if not sent:
        raise Refusal("\n".join(refused))
    return sent, refused


async def kept_and_asked(turn: Turn, name: str, content: bytes) -> Reply:
    """Keeps the file and the words that came with it, or neither, and asks what it is evidence for."""
    return await _kept_and_asked(turn, [(name, content)], [])


async def _kept_and_asked(turn: Turn, sent: Sequence[tuple[str, bytes]], refused: Sequence[str]) -> Reply:
    walk, here = await _in_hand(turn)
    there, words, told = await _meant_for(turn, here)
    try:
        kept = await turn.write(
            arrivals.take_in,
            person=turn.person,
            moment=turn.moment,
            sent=sent,
            asked=asking(walk, key_of(there) if there else None),
            words=words,
        )
    except Refusal as refusal:
        return await _words_alone(turn, refusal)
    if len(kept) > 1:
        told = f"I have your {len(kept)} files, and ask about one after the other. {told}".strip()
    return await _what_for(turn, kept[0], there, words, "\n".join([*refused, told]).strip())


async def _meant_for(turn: Turn, here: Assignment | None) -> tuple[Assignment | None, str, str]:
    """The recommendation that what was sent is offered for: the one its words name, else the one in hand; then the
    words that are left of the message, and what to say of those that are not."""
    listed = (await turn.read(walks.whereabouts, person=turn.person))[1]
    words = _words(turn)
    said = caption(words, listed)
    if said is None:
        return here, words, ""
    if len(said.named) != 1:
        return None, said.rest, f"You wrote what it is for, but {which_of('file for', said.named, said.number)}."
    one = said.named[0]
    there = await turn.read(sheet, person=turn.person, recommendation_id=one.recommendation_id, round_id=one.round_id)
    if not can_change(there):
        return None, said.rest, f"{there.name} takes no more now. Is it for another?"
    return one, said.rest, ""


async def asked(turn: Turn, file: KeptFile) -> Reply:
    """What is this file, which is kept already, evidence for?"""
    _, here = await _in_hand(turn)
    await ask_about(turn, file, key_of(here) if here else None)
    return await _what_for(turn, file, here, "")


async def _what_for(turn: Turn, file: KeptFile, here: Assignment | None, words: str, told: str = "") -> Reply:
    if here is None:
        beside = await _kept_beside(turn, words)
        _, listed = await turn.read(walks.whereabouts, person=turn.person)
        return Reply(which_recommendation(file, listed), notice=f"{told} {beside}".strip())
    there = await turn.read(sheet, person=turn.person, recommendation_id=here.recommendation_id, round_id=here.round_id)
    about = (there.recommendation_id, there.round.id)
    return Reply(confirm_file(there, file, notice=told), suggestions=("Yes", "No"), about=about)


async def _kept_beside(turn: Turn, words: str) -> str:
    """What becomes of words that came with a file outside a walk."""
    if is_blank(words):
        return ""
    if not any(one.waiting for one in (await turn.read(walks.whereabouts, person=turn.person))[1]):
        return "The words you sent with it are not recorded either."
    await telling.keep_words(turn, words)
    return "The words you sent with it are not recorded yet: type “record for” and the number."


async def _in_hand(turn: Turn) -> tuple[Walk, Assignment | None]:
    walk, listed = await turn.read(walks.whereabouts, person=turn.person)
    return walk, next((one for one in listed if walk.walking and key_of(one) == key_of(walk)), None)


def _words(turn: Turn) -> str:
    return turn.event.text if isinstance(turn.event, Sent) else ""


async def _words_alone(turn: Turn, refusal: Refusal) -> Reply:
    """The file is refused, which is no reason to swallow what was typed beside it."""
    here, words, _ = await _meant_for(turn, (await _in_hand(turn))[1])
    if is_blank(words):
        raise refusal
    if here is None:
        return Reply(notice=f"{refusal.sentence} {await _kept_beside(turn, words)}")
    key = {"recommendation_id": here.recommendation_id, "round_id": here.round_id}
    words_held = await turn.write(held.hold, person=turn.person, moment=turn.moment, **key, text=words)
    there = await turn.read(sheet, person=turn.person, **key)
    return words_asked(turn, there, words_held, refusal.sentence)


async def attach_here(turn: Turn) -> Reply:
    """Yes: the file belongs to the recommendation it was asked about, on the card or in the chat."""
    walk, listed = await turn.read(walks.whereabouts, person=turn.person)
    if key := pressed_key(turn):
        return await _attach(turn, turn.pressed.number("file"), key, listed)
    recommendation_id, _, round_id = walk.pending_text.partition(" ")
    if not recommendation_id:
        raise Refusal("Which recommendation is it for? Type “file for” and its number.")
    key = (int(recommendation_id), int(round_id))
    if key not in {key_of(one) for one in listed}:
        raise Refusal(
            "The recommendation that this file was for is not yours any more, so I attached it to nothing. Type “file for” "
            "and the number of one that is, “my actions” to see them, or “no” to let the file go."
        )
    return await _attach(turn, walk.pending_id, key, listed)


async def attach_to(turn: Turn) -> Reply:
    """The pressed recommendation, or "file for 7"."""
    walk, listed = await turn.read(walks.whereabouts, person=turn.person)
    if key := pressed_key(turn):
        return await _attach(turn, turn.pressed.number("file"), key, listed)
    named = numbered(listed, turn.argument)
    if len(named) != 1:
        raise Refusal(f"I cannot tell which you mean: {which_of('file for', named, turn.argument)}.")
    return await _attach(turn, await _file_meant(turn, walk), key_of(named[0]), listed)


async def _file_meant(turn: Turn, walk: Walk) -> int | None:
    """The file that was asked about last, else the first that waits, else the last that is on no answer."""
    if walk.pending == FILE:
        return walk.pending_id
    waiting_files = await turn.read(waiting.waiting_files, person=turn.person)
    return waiting_files[0].file.id if waiting_files else await turn.read(files.latest_loose, person=turn.person)


async def left(turn: Turn) -> str:
    """No: the file is for nothing. One that came after the pressed card's goes on waiting."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    file_id = turn.pressed.number("file") if turn.pressed.text("file") else walk.pending_id
    if file_id is not None:
        await turn.write(waiting.answered, person=turn.person, file_id=file_id)
    if walk.pending == FILE and walk.pending_id == file_id:
        await turn.write(walks.nothing_pending, person=turn.person, moment=turn.moment)
    return "Not attached. If you need it after all, type “file for” and the number."


async def detach(turn: Turn) -> Reply:
    """The file that was pressed, or "take off file 2" of the recommendation in hand."""
    key, file_id = pressed_key(turn), None
    if key is None:
        here, _ = await current_sheet(turn)
        key, file_id = (here.recommendation_id, here.round.id), _numbered(here, turn.argument)
    there = await turn.write(
        files.detach,
        person=turn.person,
        moment=turn.moment,
        file_id=file_id or turn.pressed.number("file"),
        recommendation_id=key[0],
        round_id=key[1],
    )
    listed = (await turn.read(walks.whereabouts, person=turn.person))[1]
    return drawn(turn, there, [one for one in listed if one.waiting], "Taken off. The file itself stays in the record.")


async def get_file(turn: Turn) -> Reply:
    """Offers a file for download; Teams asks the person whether it may be put in their OneDrive."""
    if turn.typed:
        here, _ = await current_sheet(turn)
        file_id = _numbered(here, turn.argument)
    else:
        file_id = turn.pressed.number("file")
    file, _ = await turn.read(files.fetch, person=turn.person, file_id=file_id)
    about = f"Evidence sent by {file.sent_by}"
    told = f"Below is “{file.name}”. Choose Accept there, and Teams puts it in your OneDrive."
    return Reply(notice=told, file=FileOffer(str(file.id), file.name, file.size, about))


async def content_for(turn: Turn, consented: Consented) -> tuple[str, bytes]:
    """What was consented to, by its name. The token is checked like any other request for a file."""
    if not consented.token.isdecimal() or len(consented.token) > 9:
        raise Refusal("I no longer know which file that was. Ask for it again.")
    file, content = await turn.read(files.fetch, person=turn.person, file_id=int(consented.token))
    return file.name, content


def _numbered(here: Sheet, argument: str) -> int:
    """The file that stands at this place in the list on the card."""
    place = int(argument or 1)
    if not 1 <= place <= len(here.files):
        count = len(here.files)
        if not count:
            raise Refusal(f"{here.name} has no files. To add one, send it to me in this chat.")
        raise Refusal(f"{here.name} has {count} {'file' if count == 1 else 'files'}. Type “get file 1” for the first.")
    return here.files[place - 1].id


async def _attach(turn: Turn, file_id: int | None, key: tuple[int, int], listed: tuple[Assignment, ...]) -> Reply:
    if file_id is None:
        raise Refusal("I have no file of yours in hand. Send it here first, and I will ask what it is for.")
    there = await turn.write(
        files.attach, person=turn.person, moment=turn.moment, file_id=file_id, recommendation_id=key[0], round_id=key[1]
    )
    here = Walk(key[0], key[1], walking=True)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=here)
    # What is asked next may be about another: what was done says of which.
    told = f"The file is kept as evidence for {there.short_name}."
    return await held_first(turn, told=told) or drawn(turn, there, [one for one in listed if one.waiting], told)
