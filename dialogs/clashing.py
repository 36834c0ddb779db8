"""Two answers to one recommendation: whoever came second chooses, at once or later, with a button or with words."""

from dataclasses import dataclass

from cards.overtaken import whose_count
from cards.wording import count, listed
from dialogs.answering import MOVED_ON
from dialogs.holding import put_clash
from dialogs.speech import Reply
from dialogs.turn import Turn
from dialogs.typed import takes_words
from dialogs.walking import Key, drawn, key_of, pressed_key
from storage import settling, walks
from storage.errors import Refusal
from storage.views import MovedOn, Overtaken, Sheet
from storage.vocabulary import Use

WHOSE = dict.fromkeys(("mine", "my", "new", "later"), Use.BOTH_MINE)
WHOSE |= dict.fromkeys(("theirs", "their", "old", "earlier"), Use.BOTH_THEIRS)
BOTH_TOLD = "Both are kept, one after the other. Read it through."
NO_CHOICE = (
    "There are no two answers to choose between. A choice ends when its round closes: what was set aside is kept, and “open” "
    "with its number and round, as in “open 1 of (round)”, shows it. Type “update” to see where you are."
)
THE_TWO = "These are the two answers. Type it again to choose."


@dataclass(frozen=True, slots=True)
class Choice:
    """Between which words set aside and which version; `rivals` is what of both cannot hold together."""

    key: Key
    version: int
    aside_number: int
    rivals: tuple[str, ...] = ()


async def use_mine(turn: Turn) -> Reply:
    return await _use(turn, Use.MINE, "Yours is now the answer. The other one is kept in the record.")


async def use_both(turn: Turn) -> Reply:
    """The words of both. Where both gave a grade, a date or values, the button or the words say whose of these count."""
    if turn.typed:
        use = WHOSE.get(turn.argument.split()[0].casefold(), Use.BOTH) if turn.argument else Use.BOTH
    else:
        use = next((one for one in Use if one == turn.pressed.text("use")), Use.BOTH)
    return await _use(turn, use, BOTH_TOLD)


async def use_theirs(turn: Turn) -> Reply:
    choice = await _choice(turn)
    if isinstance(choice, Reply):
        return choice
    left = await turn.write(
        settling.leave_aside,
        person=turn.person,
        moment=turn.moment,
        recommendation_id=choice.key[0],
        round_id=choice.key[1],
        aside_number=choice.aside_number,
    )
    return await _shown(turn, left, "What was saved first stays. Yours is kept in the record.")


async def no_clash(turn: Turn) -> str:
    """Why "both" or "mine" chooses nothing, and is an answer; where no answer is taken any more it can be none."""
    waiting = await turn.read(settling.open_clashes, person=turn.person)
    return "" if waiting or not await takes_words(turn) else "There are no two answers to choose between."


async def _use(turn: Turn, use: Use, told: str) -> Reply:
    choice = await _choice(turn)
    if isinstance(choice, Reply):
        return choice
    used = await turn.write(
        settling.use_aside,
        person=turn.person,
        moment=turn.moment,
        recommendation_id=choice.key[0],
        round_id=choice.key[1],
        version=choice.version,
        aside_number=choice.aside_number,
        use=use,
    )
    if isinstance(used, Overtaken):
        return await put_clash(turn, used, whose_count(used) if used.sheet.version == choice.version else "")
    if isinstance(used, MovedOn):
        return await _shown(turn, used.sheet, MOVED_ON)
    return await _shown(turn, used, " ".join(one for one in (told, _counts(used, use, choice), _asks(used)) if one))


def _counts(used: Sheet, use: Use, choice: Choice) -> str:
    """Whose of what only one can have counts now, for somebody who used both."""
    if use not in (Use.BOTH_MINE, Use.BOTH_THEIRS) or not choice.rivals:
        return ""
    grade = f" ({used.grade.full_label})" if used.grade and "grade" in choice.rivals else ""
    whose = "set aside" if use is Use.BOTH_MINE else "saved first"
    return f"The {listed(choice.rivals)}{grade} {'count' if len(choice.rivals) > 1 else 'counts'} as {whose}."


def _asks(used: Sheet) -> str:
    """The checks have read the answer that was made of two: what they ask is no surprise at the end."""
    asked = len(used.open_questions)
    them = "it" if asked == 1 else "them"
    return f"The checks have {count('question', asked)} about it: type “next” to see {them}." if asked else ""


async def _shown(turn: Turn, there: Sheet, told: str) -> Reply:
    """The form as it is now. The clash is no longer pending, so that no word is taken for a choice."""
    await turn.write(
        walks.step_to,
        person=turn.person,
        moment=turn.moment,
        recommendation_id=there.recommendation_id,
        round_id=there.round.id,
    )
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    return drawn(turn, there, [one for one in listed if one.waiting], told)


async def _choice(turn: Turn) -> Choice | Reply:
    """From the card that was pressed; or, typed, of the two answers that were seen last. Unseen, they are shown first."""
    waiting = await turn.read(settling.open_clashes, person=turn.person)
    if key := pressed_key(turn):
        version, number = turn.pressed.number("version"), turn.pressed.number("aside")
        rivals = next((one.rivals for one in waiting if (_key(one), one.aside_number) == (key, number)), ())
        return Choice(key, version, number, rivals)
    if not waiting:
        raise Refusal(NO_CHOICE)
    walk = await turn.read(walks.walk_of, person=turn.person)
    for one in waiting:
        seen = (key_of(walk), walk.pending, walk.pending_text, walk.pending_id)
        if seen == (_key(one), walks.OVERTAKEN, str(one.sheet.version), one.aside_number):
            return Choice(_key(one), one.sheet.version, one.aside_number, one.rivals)
    return await put_clash(turn, waiting[0], THE_TWO)


def _key(clash: Overtaken) -> Key:
    return clash.sheet.recommendation_id, clash.sheet.round.id
