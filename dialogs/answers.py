"""Answers in the chat: drawn, paged, narrowed less, opened. A card brings the id of its question and nothing else counts:
the question is read again from the record, for its own asker, and answered anew with what they may see now."""

import asyncio
from dataclasses import replace
from typing import Any

from cards.answer import answer as answer_card
from cards.asked import Chip, Reading
from cards.story import story as story_card
from dialogs.asking.echo import ORDER, echo, filter_words
from dialogs.speech import Reply
from dialogs.turn import Turn
from storage import walks
from storage.asking import remembering
from storage.asking.answer_views import Answer
from storage.asking.answering import Page, answer
from storage.asking.remembering import Remembered, Stage, ToRemember
from storage.asking.stories import story
from storage.errors import Refusal
from storage.query import Filters, Kind, Query

NO_LIST = "I have no answer in hand. Ask me first, for example “which are overdue?”."


async def give(turn: Turn, query: Query, notice: str = "") -> Reply:
    """Answers a question, and keeps it so that the next can lean on it and its card can find it."""
    id, found = await asyncio.gather(keep(turn, ToRemember(Stage.ANSWERED, query)), _answered(turn, query, 1))
    if query.kind is Kind.SHOW and found.total == 1:
        return await _open(turn, id, query, found.rows[0].recommendation_id, 1)
    return Reply(answer_card(found, reading(id, query), turn.moment.today, notice=notice))


async def keep(turn: Turn, question: ToRemember) -> int:
    """Asking again has no second effect, so that it claims nothing and leaves no answer to be kept."""
    return await turn.database.write(
        remembering.keep, person=turn.person, moment=turn.moment, chat=turn.chat, question=question
    )


async def page(turn: Turn) -> Reply:
    """The pressed page; or "page 3", "next page", "page before", "back to the list" of the last answer."""
    if not turn.typed:
        return await _show(turn, await _pressed(turn), turn.pressed.number("page"))
    at = await last_answered(turn)
    return await _show(turn, at, int(turn.argument) if turn.argument else at.page)


async def next_page(turn: Turn) -> Reply:
    at = await last_answered(turn)
    return await _show(turn, at, at.page + 1)


async def page_before(turn: Turn) -> Reply:
    at = await last_answered(turn)
    return await _show(turn, at, at.page - 1)


async def open_row(turn: Turn) -> Reply:
    """One recommendation in whole, in the place of the list; "row 3" counts as the list does."""
    if not turn.typed:
        at = await _pressed(turn)
        return await _open(turn, at.id, _query(at), turn.pressed.number("rec"), turn.pressed.number("page"))
    at, place = await last_answered(turn), int(turn.argument or 1)
    found = await turn.read(
        answer, person=turn.person, today=turn.moment.today, query=_query(at), page=Page(max(1, place), 1)
    )
    if not 1 <= place <= found.total:
        raise Refusal(f"The last answer has {found.total:,} rows. Type “row 1” for the first.")
    return await _open(turn, at.id, _query(at), found.rows[0].recommendation_id, at.page)


async def drop_filter(turn: Turn) -> Reply:
    """The same question without one of its filters."""
    at = await (last_answered(turn) if turn.typed else _pressed(turn))
    there = chips(_query(at))
    if turn.typed:
        place = int(turn.argument or 0)
        name = there[place - 1].code if 1 <= place <= len(there) else ""
    else:
        name = turn.pressed.text("filter")
    if name not in {chip.code for chip in there}:
        raise Refusal("That filter is not part of the answer. Ask again in other words, or type “start again”.")
    return await give(turn, without(_query(at), name))


async def list_them(turn: Turn) -> Reply:
    """The rows behind a count."""
    at = await (last_answered(turn) if turn.typed else _pressed(turn))
    return await give(turn, replace(_query(at), kind=Kind.LIST, group_by=None, limit=None, order=None))


async def start_again(turn: Turn) -> Reply:
    await keep(turn, ToRemember(Stage.CLEARED))
    return Reply(notice="Cleared: your next question stands by itself. Ask me anything about the recommendations.")


async def no_list(turn: Turn) -> str:
    """Why, in a walk, words about an answer are somebody's evidence: none was given since they came to where they are."""
    there = await turn.read(remembering.answered_in_walk, person=turn.person, moment=turn.moment, chat=turn.chat)
    return "" if there else "I have shown you no answer here."


async def last_answered(turn: Turn) -> Remembered:
    at = await turn.read(remembering.last_answered, person=turn.person, moment=turn.moment, chat=turn.chat)
    if at is None:
        raise Refusal(NO_LIST)
    return at


def reading(id: int, query: Query) -> Reading:
    return Reading(id, echo(query), chips(query))


def chips(query: Query) -> tuple[Chip, ...]:
    """All that narrows, sorts or groups, each to be left out by itself."""
    found = [Chip(name, filter_words(query.filters, name)) for name in query.filters.set_names]
    if query.group_by:
        found.append(Chip("group_by", f"counted by {'grade' if query.group_by == 'status' else query.group_by}"))
    if query.order:
        way = "descending" if query.order.descending else "ascending"
        found.append(Chip("order", f"sorted by {ORDER[query.order.by]}, {way}"))
    if query.limit is not None:
        found.append(Chip("limit", f"the first {query.limit}"))
    return tuple(found)


def without(query: Query, name: str) -> Query:
    """What is not one recommendation any more is a list."""
    if name in ("group_by", "order", "limit"):
        gone: dict[str, Any] = {name: None}
        return replace(query, **gone)
    emptied: dict[str, Any] = {name: getattr(Filters(), name)}
    kind = Kind.LIST if name == "recommendations" and query.kind is Kind.SHOW else query.kind
    return replace(query, kind=kind, filters=replace(query.filters, **emptied))


async def _pressed(turn: Turn) -> Remembered:
    at = await turn.read(remembering.asked, person=turn.person, question_id=turn.pressed.number("asked"))
    _query(at)
    return at


def _query(at: Remembered) -> Query:
    if at.query is None:
        raise Refusal(NO_LIST)
    return at.query


async def _answered(turn: Turn, query: Query, page: int) -> Answer:
    return await turn.read(answer, person=turn.person, today=turn.moment.today, query=query, page=Page(max(1, page)))


async def _show(turn: Turn, at: Remembered, page: int) -> Reply:
    found = await _answered(turn, _query(at), page)
    if found.page != at.page:
        await turn.database.write(remembering.turn_to, person=turn.person, question_id=at.id, page=found.page)
    told = (
        "" if found.page == page else f"There are {found.pages:,} pages." if found.pages > 1 else "That is all of it."
    )
    return Reply(answer_card(found, reading(at.id, _query(at)), turn.moment.today, notice=told))


async def _open(turn: Turn, id: int, query: Query, recommendation_id: int, page: int) -> Reply:
    found = await turn.read(story, person=turn.person, today=turn.moment.today, recommendation_id=recommendation_id)
    _, listed = await turn.read(walks.whereabouts, person=turn.person)
    waits = next((one.round_id for one in listed if one.waiting and one.recommendation_id == recommendation_id), None)
    return Reply(story_card(found, reading(id, query), turn.moment.today, page=page, round_id=waits))
