"""Words typed during a walk: they become evidence after a question, or a grade, or the field they name; never a query."""

from datetime import date

from cards.confirm import confirm_grade
from cards.standing import can_change, why_closed
from dialogs.addressed import another, which_one, without
from dialogs.grade_asked import grade_pressed
from dialogs.holding import BEFORE_ALL_ELSE, WORDS, held_first, words_asked
from dialogs.reading import Reading, done, read, read_all, whole
from dialogs.replacing import colleagues_words, does_away
from dialogs.sending import show_review
from dialogs.speech import Reply
from dialogs.theirs import colleague_since, replaces
from dialogs.turn import Turn
from dialogs.walking import current_sheet, drawn, key_of, pressed_key, show
from storage import held, walks
from storage.errors import Refusal
from storage.rules.grading import read_grade, scale
from storage.sheets import sheet
from storage.views import Given, HeldWords, Sheet, Walk
from storage.vocabulary import Origin

GRADE = "grade"
SOMETHING_CAME = (
    "Something else was put to you after I asked about these words, so I ask again: a yes records them, and settles nothing "
    "else."
)
LOOKED_AWAY = "Something else was on your screen last, so I ask before I take this."


async def takes_words(turn: Turn) -> bool:
    """Whether there is a recommendation in hand, and one that can still change."""
    if (await turn.read(walks.walk_of, person=turn.person)).recommendation_id is None:
        return False
    here, _ = await current_sheet(turn)
    return can_change(here)


async def take(turn: Turn, text: str, notice: str = "") -> Reply:
    """What somebody typed while walking, when it is no command."""
    here, _ = await current_sheet(turn)
    if not can_change(here):
        raise Refusal(f"{here.name} takes no more words now: {why_closed(here)} I kept nothing of this.")
    if which := await which_one(turn, text, here):
        return await _held(turn, here, text, f"{which} {notice}".strip())
    what = read(_addressed(text, here, turn.moment.today), here, turn.moment.today)
    if what.refused:
        raise Refusal(what.refused)
    if what.rivals:
        asked = Walk(here.recommendation_id, here.round.id, walking=True, pending=GRADE)
        await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=asked)
        codes = [grade.code for grade in what.rivals]
        return Reply(confirm_grade(here, codes), notice=notice, about=_key(here))
    if what.given is None or what.unsure:
        return await _held(turn, here, text, notice)
    who = turn.person
    if why := await _why_ask(turn, here, what.given) or colleagues_words(here, what.given, who.id, who.name):
        return await _held(turn, here, text, why)
    return await _taken(turn, here, what, f"{what.told} {notice}".strip())


async def all_done(turn: Turn) -> Reply:
    """ "Done" ends the walk with the review; where it is a grade of the plan in hand, too, that is said and not set."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    if not walk.walking or not await takes_words(turn):
        return await show_review(turn)
    here, _ = await current_sheet(turn)
    grade = read_grade("done", here.scheme).grade
    meant = grade is not None and grade != here.grade
    told = f"If you meant the grade of {here.short_name}: type “grade: {grade.code}”." if grade and meant else ""
    return await show_review(turn, notice=told)


async def _taken(turn: Turn, here: Sheet, what: Reading, notice: str) -> Reply:
    """What names its field is recorded at once; words beside it that do not are held first, and asked about then."""
    given = what.given or Given()
    if not what.plain:
        told = f"{await _recorded(turn, here, given)} {notice}".strip()
        if still := await held_first(turn, told=told):
            return still
        saved, listed = await current_sheet(turn)
        return drawn(turn, saved, [one for one in listed if one.waiting], told)
    words_held = await _hold(turn, here, what.plain)
    told = f"{await _recorded(turn, here, given)} {notice}".strip()
    there, _ = await current_sheet(turn)
    return words_asked(turn, there, words_held, told)


async def _why_ask(turn: Turn, here: Sheet, given: Given) -> str:
    """Why a part that says itself what it is waits for a yes: what is on the screen is not the form in hand, or earlier
    parts wait for theirs."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    if walk.elsewhere:
        return LOOKED_AWAY
    came_at = await turn.read(walks.came_at, person=turn.person)
    if came_at and replaces(given, here) and (by := colleague_since(here, turn.person, came_at)):
        return _theirs(by, here)
    waits = await turn.read(held.held_words, person=turn.person)
    if waits is None or (waits.recommendation_id, waits.round_id) != _key(here):
        return ""
    is_plain = read_all(waits.messages, here, turn.moment.today).given is None
    return "" if is_plain and walk.pending != WORDS else "I put it with what I had asked about."


async def _held(turn: Turn, here: Sheet, text: str, notice: str) -> Reply:
    return words_asked(turn, here, await _hold(turn, here, text), notice)


async def _hold(turn: Turn, here: Sheet, text: str) -> HeldWords:
    return await turn.write(
        held.hold,
        person=turn.person,
        moment=turn.moment,
        recommendation_id=here.recommendation_id,
        round_id=here.round.id,
        text=text,
    )


async def yes(turn: Turn) -> Reply:
    """The grade that was pressed, or the words that are held: those the pressed card asked about, and no others."""
    if (code := turn.pressed.text("grade")) and (key := pressed_key(turn)):
        return await grade_pressed(turn, key, code)
    if turn.typed and (held_back := await _not_now(turn)):
        return held_back
    waits = await turn.read(held.held_words, person=turn.person)
    if waits is None:
        raise Refusal(held.NOTHING_ASKED)
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    if another(waits.messages[0], listed, (waits.recommendation_id, waits.round_id)):
        here = await turn.read(
            sheet, person=turn.person, recommendation_id=waits.recommendation_id, round_id=waits.round_id
        )
        raise Refusal(f"{await which_one(turn, waits.messages[0], here)} Nothing is recorded yet.")
    return await record(turn, waits, (waits.recommendation_id, waits.round_id))


async def record(turn: Turn, waits: HeldWords, key: tuple[int, int]) -> Reply:
    """Records held words for this recommendation, as they read there."""
    try:
        here = await turn.read(sheet, person=turn.person, recommendation_id=key[0], round_id=key[1])
    except Refusal:
        # It has passed to somebody else: its words are given back, which says so.
        return await held_first(turn) or await no(turn)
    if again := await _other_since(turn, waits, here):
        return again
    what = _what(turn, waits, here)
    given = whole(what)
    if does_away(here, given) and (asked := await _asked_anew(turn, waits, here)):
        return asked
    recorded = await turn.write(
        held.record_held,
        person=turn.person,
        moment=turn.moment,
        fingerprint=turn.pressed.text("asked") or waits.fingerprint,
        given=given,
        key=key,
    )
    if recorded is None:
        more = await held_first(turn, "You have typed more since that card was drawn. This is all of it.")
        return more or await no(turn)
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    is_elsewhere = key != (waits.recommendation_id, waits.round_id)
    told = f"{done(here, given, turn.moment.today)} {what.told if is_elsewhere else ''}".strip()
    return await held_first(turn, told=told) or drawn(turn, recorded, [one for one in listed if one.waiting], told)


def _what(turn: Turn, waits: HeldWords, here: Sheet) -> Reading:
    """As they were shown with the question. For another recommendation, that one's number before a grade or a field is no
    part of it; in plain words it stays."""
    today = turn.moment.today
    if _key(here) == (waits.recommendation_id, waits.round_id):
        return read_all(waits.messages, here, today)
    return read_all([_addressed(one, here, today) for one in waits.messages], here, today)


def _addressed(text: str, here: Sheet, today: date) -> str:
    """What is said to the recommendation in hand by its number, where that says itself what it is; else all of it."""
    what = read(without(text, here), here, today)
    return text if what.given is None or what.plain else without(text, here)


async def _other_since(turn: Turn, waits: HeldWords, here: Sheet) -> Reply | None:
    """What a colleague gave after the question was put is not replaced by a yes to it: it is put again, with theirs."""
    since = waits.held_at if _key(here) == (waits.recommendation_id, waits.round_id) else None
    by = colleague_since(here, turn.person, since) if since else ""
    if not by or not replaces(whole(_what(turn, waits, here)), here):
        return None
    await turn.write(held.ask_again, person=turn.person, moment=turn.moment)
    return await held_first(turn, _theirs(by, here))


def _theirs(by: str, here: Sheet) -> str:
    return (
        f"{by} has changed {here.short_name} since your card was drawn, so I ask before I replace anything of theirs."
    )


async def _asked_anew(turn: Turn, waits: HeldWords, here: Sheet) -> Reply | None:
    """A yes does away with what its writer saw go, and with nothing that came in between."""
    if _key(here) != (waits.recommendation_id, waits.round_id):
        raise Refusal(f"I asked that about another one. Type “open {here.number}” first, then what is to change there.")
    if not turn.typed:
        has_moved = turn.pressed.number("version") != here.version
    else:
        has_moved = here.written is not None and waits.held_at is not None and here.written.at > waits.held_at
    if not has_moved:
        return None
    await turn.write(held.ask_again, person=turn.person, moment=turn.moment)
    return await held_first(turn, f"{here.name} has changed since I asked, so nothing is done yet.")


async def _not_now(turn: Turn) -> Reply | None:
    """A typed yes is to the question that was put last: not to an older one, and not to one that was walked away from."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    if walk.pending == GRADE:
        here, _ = await current_sheet(turn)
        raise Refusal(f"Which grade? Type one of {scale(here.scheme)}.")
    waits = await turn.read(held.held_words, person=turn.person)
    if waits is None or walk.recommendation_id is None:
        return None
    is_here = key_of(walk) == (waits.recommendation_id, waits.round_id)
    # Their question beside another one's form lies elsewhere than where its writer stands.
    is_seen = not walk.elsewhere or (walk.pending == WORDS and not is_here)
    if walk.walking and walk.pending in ("", WORDS) and is_seen:
        return None
    return await held_first(turn, SOMETHING_CAME if walk.walking else BEFORE_ALL_ELSE)


async def no(turn: Turn) -> Reply:
    """Leaves the record as it is: a No is to what was asked. The words themselves stay above in the chat."""
    if turn.typed and (asked_anew := await _no_now(turn)):
        return asked_anew
    told = "Nothing has been recorded."
    if turn.typed or turn.pressed.text("asked"):
        let_go = await turn.write(held.let_go, person=turn.person, fingerprint=turn.pressed.text("asked") or None)
        told = "Not recorded. Your message is still above, if you want it back." if let_go else told
    return await gone_on(turn, told)


async def _no_now(turn: Turn) -> Reply | None:
    """A typed no, too, is to the question that was put last."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    return await _not_now(turn) if walk.walking and walk.pending != GRADE else None


async def gone_on(turn: Turn, told: str) -> Reply:
    """Where the person stands, with what has been done; outside a walk that alone."""
    walk, listed = await turn.read(walks.whereabouts, person=turn.person)
    if walk.recommendation_id is None or (turn.typed and not walk.walking):
        # After a stop a no leads nowhere: the walk begins again with the words for that.
        return await held_first(turn, told=told) or Reply(notice=told)
    return await show(turn, key_of(walk), [one for one in listed if one.waiting], told)


async def _recorded(turn: Turn, here: Sheet, given: Given) -> str:
    """Records what was typed, and says what it was taken for and what it took the place of."""
    saved = await turn.write(
        walks.save_here,
        person=turn.person,
        moment=turn.moment,
        recommendation_id=here.recommendation_id,
        round_id=here.round.id,
        based_on=None,
        given=given,
        origin=Origin.WORDS,
    )
    if not isinstance(saved, Sheet):
        raise LookupError("words that rest on whatever counts cannot be overtaken")
    return done(here, given, turn.moment.today)


def _key(here: Sheet) -> tuple[int, int]:
    return (here.recommendation_id, here.round.id)
