"""Files as evidence: one sent in the chat is kept and offered for a recommendation; one on an answer can be fetched."""

from cards.confirm import confirm_file, which_recommendation
from dialogs import telling
from dialogs.holding import FILE, ask_about, asking, held_first, words_asked
from dialogs.same_number import which_of
from dialogs.speech import Consented, FileOffer, Reply, Sent
from dialogs.turn import Turn
from dialogs.walking import current_sheet, drawn, key_of, numbered, pressed_key
from storage import arrivals, files, held, waiting, walks
from storage.errors import Refusal
from storage.sheets import sheet
from storage.unseen import is_blank
from storage.views import Assignment, KeptFile, Sheet, Walk


async def offered(turn: Turn) -> Reply:
    """Keeps what was sent and asks what it is evidence for. Words that came with it are held, and asked about next."""
    if not isinstance(turn.event, Sent):
        raise LookupError("only a message with files leads here")
    try:
        if not (await turn.read(walks.whereabouts, person=turn.person))[1]:
            raise Refusal("No round is open in which you could use a file, so I did not keep it.")
        if len(turn.event.files) > 1:
            raise Refusal("Send one file at a time, so that I can ask what each is for. I kept none of these.")
        file = turn.event.files[0]
        # It is fetched first: what breaks off before anything is kept is delivered again whole.
        content = await turn.download(file)
    except Refusal as refusal:
        return await _words_alone(turn, refusal)
    return await kept_and_asked(turn, file.name, content)


async def kept_and_asked(turn: Turn, name: str, content: bytes) -> Reply:
    """Keeps the file and the words that came with it, or neither, and asks what it is evidence for."""
    walk, here = await _in_hand(turn)
    try:
        file = await turn.write(
            arrivals.take_in,
            person=turn.person,
            moment=turn.moment,
            name=name,
            content=content,
            asked=asking(walk, key_of(here) if here else None),
            words=_words(turn),
        )
    except Refusal as refusal:
        return await _words_alone(turn, refusal)
    return await _what_for(turn, file, here, _words(turn))


async def asked(turn: Turn, file: KeptFile) -> Reply:
    """What is this file, which is kept already, evidence for?"""
    _, here = await _in_hand(turn)
    await ask_about(turn, file, key_of(here) if here else None)
    return await _what_for(turn, file, here, "")


async def _what_for(turn: Turn, file: KeptFile, here: Assignment | None, words: str) -> Reply:
    if here is None:
        told = await _kept_beside(turn, words)
        _, listed = await turn.read(walks.whereabouts, person=turn.person)
        return Reply(which_recommendation(file, listed), notice=told)
    there = await turn.read(sheet, person=turn.person, recommendation_id=here.recommendation_id, round_id=here.round_id)
    about = (there.recommendation_id, there.round.id)
    return Reply(confirm_file(there, file), suggestions=("Yes", "No"), about=about)


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
    words, (_, here) = _words(turn), await _in_hand(turn)
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
    told = "The file is kept as evidence for this one."
    return await held_first(turn, told=told) or drawn(turn, there, [one for one in listed if one.waiting], told)
