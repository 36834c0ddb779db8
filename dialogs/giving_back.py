"""What can be settled no more is given back, once: words typed or set aside for what takes none any longer, and files that
no open round can take. It is said beside the answer, so that nobody has to ask twice for that."""

from collections.abc import Sequence

from cards.standing import why_closed
from cards.wording import unmarked
from dialogs.speech import Reply
from dialogs.turn import Turn
from storage import giving_back, held
from storage.left_views import Ended
from storage.views import HeldWords, KeptFile, Sheet

# What is longer stands by itself: a message has room for so many words beside a card.
MOST_BESIDE = 1_500


async def held_words(turn: Turn, words: HeldWords, there: Sheet | None) -> None:
    """They were typed and never recorded; `there` is where they were for, if its reader may still see it."""
    await turn.write(held.let_go, person=turn.person)
    if there is None:
        why = "The recommendation that these words were for has gone to somebody else"
    else:
        why = f"These words were for {there.short_name}, which can take nothing more in the {there.round.label} round"
        why += f": {why_closed(there).rstrip('.')}"
    turn.given_back.append(f"{why}, so I could not record them: “{words.text}”")


async def set_aside(turn: Turn, ended: Sequence[Ended]) -> None:
    """They were set aside because others came first, and the choice between the two has ended."""
    await turn.write(giving_back.give_back, person=turn.person, moment=turn.moment, ended=ended)
    for one in ended:
        if one.lost:
            turn.given_back.append(_told(one))


def a_file(turn: Turn, file: KeptFile) -> None:
    turn.given_back.append(f"No open round can take the file “{unmarked(file.name, 80)}”, so I attached it to nothing.")


def by_itself(turn: Turn, told: str) -> Reply | None:
    """What is too long to stand beside an answer is the answer; whatever was wanted is a word away."""
    words = "\n".join(turn.given_back)
    if len(words) <= MOST_BESIDE:
        return None
    turn.given_back.clear()
    return Reply(notice=f"{told} {words}\nType “update” or “my actions” to go on.".strip())


def _told(one: Ended) -> str:
    words = "; ".join(f"{change.field}: “{change.after}”" for change in one.lost)
    read = f" To read them again, type “open {one.called} of {one.round_label}”." if one.may_open else ""
    return (
        f"Your words for {one.name} of {unmarked(one.plan_title)} ({unmarked(one.round_label, 60)} round) were set aside, "
        f"and {one.why}, so that they are not in the answer: {words}.{read}"
    )
