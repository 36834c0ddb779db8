"""A question that asks for the committee's paper: led to where it is compiled, if it is the whole paper of one plan.

"can I have the July report for housing as Word please" goes the way of "report"; a part of the rows stays an answer.
"""

from dialogs import answers, reporting
from dialogs.asking.echo import round_words
from dialogs.speech import Reply
from dialogs.turn import Turn
from storage.asking.answering import rounds_called
from storage.query import LATEST, Filters, Query
from storage.reporting import asked
from storage.reporting.wanted import Asked, Format

OF_A_PAPER = frozenset({"plans", "rounds"})
ROWS = "These are the rows you asked for; take them as Excel or CSV."
NO_PAPER = (
    f"The committee's paper is of one plan and one round, and whole: ask “report for” and the plan's name. {ROWS}"
)


def is_whole(query: Query) -> bool:
    """Whether no more than a plan and a round are asked for, so that a paper can be the answer."""
    filters = query.filters
    return set(filters.set_names) <= OF_A_PAPER and len(filters.plans) <= 1 and len(filters.rounds) <= 1


async def give(turn: Turn, query: Query) -> Reply:
    filters = query.filters
    if not is_whole(query) or not await turn.read(asked.plans_of, person=turn.person):
        return await answers.give(turn, query, NO_PAPER)
    called = await _called(turn, filters) if filters.rounds - {LATEST} else ""
    format = Format(query.format.value) if query.format else None
    return await reporting.asked_for(turn, Asked("".join(filters.plans), called, "", format))


async def _called(turn: Turn, filters: Filters) -> str:
    """What that plan calls the round."""
    named = await turn.read(rounds_called, person=turn.person, today=turn.moment.today, filters=filters)
    return named[0] if named else round_words(next(iter(filters.rounds)))
