"""What somebody gave and has not settled: words neither recorded nor let go, words set aside, files that are for nothing
yet. Whatever leads on asks about them first, on any device, so that none are lost."""

from datetime import date

from cards.confirm import confirm_evidence, confirm_file, which_recommendation
from cards.overtaken import overtaken as overtaken_card
from cards.standing import can_change
from cards.wording import shortened, unmarked
from dialogs import giving_back
from dialogs.reading import read_all, said, whole
from dialogs.speech import Reply
from dialogs.turn import Turn
from storage import arrivals, held, settling, unsettled, waiting, walks
from storage.errors import Refusal
from storage.sheets import sheet
from storage.unsettled import Unsettled
from storage.views import Given, HeldWords, KeptFile, Overtaken, Sheet, Walk
from storage.waiting import WaitingFile

FILE = "file"
"""What is pending while somebody is asked what a file they sent is evidence for."""

WORDS = "words"
"""What is pending while words that are held are asked about after a stop, or beside another recommendation's form."""

BEFORE_ALL_ELSE = "Before we go on: you typed this, and I have not recorded it yet."
FILE_WAITS = "Before we go on: the file you sent is not attached yet."
SET_ASIDE = "Before we go on: these words of yours are still set aside. Choose what becomes of them."


async def held_first(turn: Turn, notice: str = BEFORE_ALL_ELSE, told: str = "") -> Reply | None:
    """The question about words that are held, the choice about words set aside, or the question about a file that waits;
    None where there are none of these. `told` is what has just been done, which is said before what is asked.

    What can be settled no more is given back in passing: it is said beside whatever is answered, and asks nothing."""
    waiting = await turn.read(unsettled.unsettled_of, person=turn.person)
    if waiting.ended:
        await giving_back.set_aside(turn, waiting.ended)
    if waiting.held and (asked := await _about(turn, waiting.held, f"{told} {notice}".strip())):
        return asked
    if alone := giving_back.by_itself(turn, told):
        return alone
    if waiting.clashes:
        return await put_clash(turn, waiting.clashes[0], f"{told} {SET_ASIDE}".strip())
    for file in waiting.files:
        if asked := await _about_file(turn, file, f"{told} {FILE_WAITS}".strip()):
            return asked
    return None


async def answer_first(turn: Turn, done: str) -> Reply | None:
    """The same before something that a card's boxes were filled in for: what was typed into them must not go with the
    card, so it stays, and the question is put under it in words. "handed it over" is what has not been done."""
    if turn.typed:
        return await held_first(turn, told=f"I have not {done} yet: answer this first, then type that again.")
    waiting = await turn.read(unsettled.unsettled_of, person=turn.person)
    still = f"I have not {done} yet, and what you typed on this card is still on it."
    if waiting.clashes and not waiting.held:
        # Words choose between two answers that were seen, and here they are not shown.
        name = waiting.clashes[0].sheet.short_name
        raise Refusal(
            f"{still} Words of yours for {name} are set aside: type “update” to choose, then press this again."
        )
    first = await held_first(turn)
    if first is None or first.card is None:
        return first
    raise Refusal(f"{still} {_in_words(waiting)} Then press this again.")


def _in_words(waiting: Unsettled) -> str:
    """What `held_first` asks, and the words that answer it."""
    if waiting.held:
        words = shortened(waiting.held.text, 120)
        return f"You typed “{words}”, which is not recorded: type “yes” to record it as evidence, or “no”."
    name = unmarked(waiting.files[0].file.name, 80) if waiting.files else ""
    return f"The file “{name}” is not attached: type “yes”, “no”, or “file for” and a number."


async def file_waits(turn: Turn) -> str:
    """That a file is not attached yet, and how it will be; "" where none waits."""
    files = await turn.read(waiting.waiting_files, person=turn.person)
    how = "type “file for” and the number."
    return f"The file “{unmarked(files[0].file.name, 80)}” is not attached yet: {how}" if files else ""


async def put_clash(turn: Turn, clash: Overtaken, notice: str = "") -> Reply:
    """Shows the two answers, and remembers which were seen: typed words choose between no others."""
    key, version = (clash.sheet.recommendation_id, clash.sheet.round.id), str(clash.sheet.version)
    asked = Walk(*key, walking=True, pending=walks.OVERTAKEN, pending_text=version, pending_id=clash.aside_number)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=asked)
    return Reply(overtaken_card(clash, notice=notice), about=key)


async def what_waits(turn: Turn) -> str:
    """For those who leave: that words of theirs wait, and will be asked about."""
    words_held = await turn.read(held.held_words, person=turn.person)
    told = " I hold words of yours that are not recorded yet, and will ask about them then." if words_held else ""
    for clash in (await turn.read(settling.open_clashes, person=turn.person))[:1]:
        told += f" Words of yours for {clash.sheet.short_name} are set aside, and I will ask which to use."
    waits = await file_waits(turn)
    return f"{told} {waits}" if waits else told


async def _about_file(turn: Turn, one: WaitingFile, notice: str) -> Reply | None:
    """The file is offered for the recommendation it was sent at; where that takes no more, for whichever its sender names;
    where no open round can take it, it is for nothing, which is said."""
    listed = (await turn.read(walks.whereabouts, person=turn.person))[1]
    if not listed:
        await turn.write(waiting.answered, person=turn.person, file_id=one.file.id)
        giving_back.a_file(turn, one.file)
        return None
    there = None
    if one.key and one.key in {(at.recommendation_id, at.round_id) for at in listed}:
        there = await turn.read(sheet, person=turn.person, recommendation_id=one.key[0], round_id=one.key[1])
    if there is None or not can_change(there):
        await ask_about(turn, one.file, None)
        return Reply(which_recommendation(one.file, listed), notice=notice)
    await ask_about(turn, one.file, one.key)
    return Reply(confirm_file(there, one.file, notice=notice), suggestions=("Yes", "No"), about=one.key)


async def ask_about(turn: Turn, file: KeptFile, key: tuple[int, int] | None) -> None:
    """What the file is for is now the last question put."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    asked = asking(walk, key)
    await turn.write(arrivals.ask_about, person=turn.person, moment=turn.moment, file_id=file.id, asked=asked)


def asking(walk: Walk, key: tuple[int, int] | None) -> Walk:
    """Where somebody stands while they are asked what a file is for: a yes needs to know which recommendation that is."""
    of = f"{key[0]} {key[1]}" if key else ""
    return Walk(walk.recommendation_id, walk.round_id, walk.walking, pending=FILE, pending_text=of)


def words_asked(turn: Turn, there: Sheet, words_held: HeldWords, notice: str) -> Reply:
    """The question about words that are held, with what a yes would make of them."""
    what = read_all(words_held.messages, there, turn.moment.today)
    takes = "" if what.given is None else _takes(there, whole(what), words_held, turn.moment.today)
    told = notice if what.told in notice else f"{what.told} {notice}".strip()
    card = confirm_evidence(there, words_held, takes=takes, notice=told)
    return Reply(card, suggestions=("Yes", "No"), about=(there.recommendation_id, there.round.id))


def _takes(there: Sheet, given: Given, words_held: HeldWords, today: date) -> str:
    """What a yes records, with the evidence itself where that is not all that was typed."""
    takes = said(there, given, today) or "nothing more: it is so already"
    is_part = given.evidence and "evidence" in given.adding and given.evidence != words_held.text
    return f"{takes}\nThis as evidence: {given.evidence}" if is_part else takes


async def _about(turn: Turn, words_held: HeldWords, notice: str) -> Reply | None:
    try:
        there = await turn.read(
            sheet, person=turn.person, recommendation_id=words_held.recommendation_id, round_id=words_held.round_id
        )
    except Refusal:
        await giving_back.held_words(turn, words_held, None)
        return None
    if not can_change(there):
        await giving_back.held_words(turn, words_held, there)
        return None
    # A yes to this is a yes in the walk, also after a stop.
    walk = await turn.read(walks.walk_of, person=turn.person)
    at = walk if walk.recommendation_id else Walk(words_held.recommendation_id, words_held.round_id)
    is_here = (at.recommendation_id, at.round_id) == (words_held.recommendation_id, words_held.round_id)
    again = Walk(at.recommendation_id, at.round_id, walking=True, pending="" if is_here and walk.walking else WORDS)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=again)
    return words_asked(turn, there, words_held, notice)
