"""Plain words that are no command: understood, asked back about, or told to be no question. Only the typed query goes on.

What is understood is said back in full with every answer; where a word is in doubt, its meaning is asked before anything runs.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace

from sqlmodel import Session

from cards.asked_back import asked_back
from dialogs import acting, answers, exporting, papers, telling
from dialogs.answers import keep
from dialogs.asking.echo import echo
from dialogs.asking.index import index
from dialogs.asking.lexicon import lexicon
from dialogs.asking.outcome import NotAQuestion, Outcome, Question, Slot, Understood
from dialogs.asking.understanding import understand
from dialogs.speech import Reply
from dialogs.turn import Turn
from storage.asking import remembering
from storage.asking.remembering import Remembered, Stage, ToRemember
from storage.errors import Refusal
from storage.query import Format, Kind, Names, Query
from storage.views import Moment, Person

Helped = Callable[[Turn, str], Awaitable[Reply]]

NOTHING_OF_THEIRS = (
    "I can answer that only about what you may see, and there is nothing yet: no recommendation is yours, and you look after "
    "no plan. So I did not look it up, and kept nothing of it. If one should be yours, ask {council}’s scrutiny clerk."
)
NOTHING_TO_SEE = "I did not understand that, and kept nothing of it. To give an answer, type “update” first."


@dataclass(frozen=True, slots=True)
class Heard:
    """What was made of some words, with what they could refer to and lean on."""

    text: str
    outcome: Outcome
    names: Names
    before: Remembered | None


async def hear(turn: Turn, text: str) -> Heard:
    names, before = await turn.read(_at_hand, person=turn.person, moment=turn.moment, chat=turn.chat)
    if before and (meaning := _meaning_typed(before, text)):
        outcome = await _settled(turn, before, meaning, names)
    else:
        outcome = understand(text, names, turn.moment.today, before.query if before else None)
    return Heard(text, outcome, names, before)


def _at_hand(session: Session, *, person: Person, moment: Moment, chat: str) -> tuple[Names, Remembered | None]:
    """With the words made ready to be looked up, which takes long the first time and does not belong in the loop."""
    names, before = remembering.at_hand(session, person=person, moment=moment, chat=chat)
    lexicon()
    index(names)
    return names, before


async def knows_number(turn: Turn, number: str) -> bool:
    """Whether this person may see a recommendation of that number."""
    names, _ = await turn.read(_at_hand, person=turn.person, moment=turn.moment, chat=turn.chat)
    return any(number.casefold() in {one.casefold() for one in plan.numbers} for plan in names.plans)


async def ask(turn: Turn, text: str, helped: Helped) -> Reply:
    return await reply(turn, await hear(turn, text), helped)


async def reply(turn: Turn, heard: Heard, helped: Helped) -> Reply:
    if not heard.names.plans:
        return await _nothing_to_see(turn, heard.outcome, helped)
    before = heard.before.query if heard.before else None
    match heard.outcome:
        case Understood(query=query) if query.kind is Kind.HELP:
            return await helped(turn, "")
        case Understood() as understood:
            return await _answered(turn, understood)
        case Question() as question:
            return await _in_doubt(turn, heard, _with_candidates(question, heard.names), before)
        case NotAQuestion(why="again"):
            return await answers.start_again(turn)
        case NotAQuestion(why=why):
            return await telling.told(turn, heard.text, why, heard.names, before)


async def _nothing_to_see(turn: Turn, outcome: Outcome, helped: Helped) -> Reply:
    """To somebody who may see nothing, a question is one all the same: whom to ask is said, and not that it was unclear."""
    match outcome:
        case Understood(query=query) if query.kind is Kind.HELP:
            return await helped(turn, "")
        case Understood() | Question():
            return await helped(turn, NOTHING_OF_THEIRS.format(council=turn.council or "the council"))
        case _:
            return await helped(turn, NOTHING_TO_SEE)


async def take_meaning(turn: Turn) -> Reply:
    """What was pressed of a question back. The question is the one on the card, however many came after it."""
    at = await turn.read(remembering.asked, person=turn.person, question_id=turn.pressed.number("asked"))
    choice = turn.pressed.number("choice")
    if at.of.stage is not Stage.IN_DOUBT or not 1 <= choice <= len(at.of.candidates):
        raise Refusal("That card is damaged, so I did nothing. Ask me again.")
    names, _ = await turn.read(_at_hand, person=turn.person, moment=turn.moment, chat=turn.chat)
    match await _settled(turn, at, at.of.candidates[choice - 1], names):
        case Understood() as understood:
            return await _answered(turn, understood)
        case Question() as question:
            return await _asked_back(turn, at.of.said, _with_candidates(question, names), at.query)
        case _:
            raise Refusal("I could not go on from that. Please ask the whole question in other words.")


async def _answered(turn: Turn, understood: Understood) -> Reply:
    query = understood.query
    match query.kind:
        case Kind.UPDATE:
            return await acting.update(turn, query)
        case Kind.REMIND:
            return await acting.remind(turn, query)
        case Kind.REPORT if query.format in (Format.XLSX, Format.CSV):
            id = await keep(turn, ToRemember(Stage.ANSWERED, query))
            return await exporting.offer(turn, id, query.format)
        case Kind.REPORT if understood.takes_rows:
            return await answers.give(turn, query, papers.ROWS)
        case Kind.REPORT:
            return await papers.give(turn, query)
        case _:
            return await answers.give(turn, query, understood.aside)


async def _asked_back(turn: Turn, text: str, question: Question, before: Query | None) -> Reply:
    draft = question.draft or before
    id = await keep(
        turn,
        ToRemember(Stage.IN_DOUBT, draft, text, question.words, question.slot.value, question.candidates),
    )
    so_far = echo(question.draft) if question.draft and question.draft.filters.set_names else ""
    return Reply(asked_back(id, question.sentence, question.candidates, so_far))


async def _in_doubt(turn: Turn, heard: Heard, question: Question, before: Query | None) -> Reply:
    """A number without its plan is no doubt where one plan alone has that number: the answer names the plan."""
    if question.slot is Slot.PLAN and not question.words and len(question.candidates) == 1:
        said = f"{heard.text.rstrip(' ?.!')} in {question.candidates[0]}"
        outcome = understand(said, heard.names, turn.moment.today, before)
        if isinstance(outcome, Understood):
            return await _answered(turn, outcome)
    return await _asked_back(turn, heard.text, question, before)


def _with_candidates(question: Question, names: Names) -> Question:
    """A number without its plan: the plans that have that number."""
    draft = question.draft
    if question.candidates or question.slot is not Slot.PLAN or draft is None or question.words:
        return question
    numbers = draft.filters.recommendations
    titles = tuple(plan.title for plan in names.plans if numbers & plan.numbers)
    return replace(question, candidates=titles[:8])


def _meaning_typed(before: Remembered, text: str) -> str | None:
    """One of the meanings on the last card, by its place, in full, or by words that only it has."""
    if before.of.stage is not Stage.IN_DOUBT:
        return None
    typed = text.strip(" .!").casefold()
    candidates = before.of.candidates
    if typed.isdigit():
        return candidates[int(typed) - 1] if len(typed) < 3 and 1 <= int(typed) <= len(candidates) else None
    words = set(typed.split())
    whole = [one for one in candidates if one.casefold() == typed]
    part = [one for one in candidates if words and words <= set(one.casefold().split())]
    found = whole or part
    return found[0] if len(found) == 1 else None


async def _settled(turn: Turn, at: Remembered, meaning: str, names: Names) -> Outcome:
    """The same question with what was meant said in it in full: read again whole, so that no other doubt is passed over."""
    today = turn.moment.today
    before = await turn.read(remembering.before, person=turn.person, question_id=at.id)
    for said in _in_full(at.of, meaning):
        outcome = understand(said, names, today, before)
        if isinstance(outcome, Understood) or (isinstance(outcome, Question) and _is_another(outcome, at.of, meaning)):
            return outcome
    return understand(meaning, names, today, at.query)


def _in_full(asked: ToRemember, meaning: str) -> Iterator[str]:
    place = asked.said.casefold().find(asked.doubt.casefold()) if asked.doubt else -1
    if place >= 0 and len(asked.said.casefold()) == len(asked.said):
        yield f"{asked.said[:place]}{meaning}{asked.said[place + len(asked.doubt) :]}"
    elif asked.slot == Slot.PLAN:
        yield f"{asked.said.rstrip(' ?.!')} in {meaning}"
    elif asked.slot == Slot.OWNER:
        yield f"{asked.said.rstrip(' ?.!')} for {meaning}"


def _is_another(question: Question, asked: ToRemember, meaning: str) -> bool:
    """Whether it asks about something that has not just been answered."""
    words = question.words.casefold()
    return question.slot.value != asked.slot or bool(words and words not in meaning.casefold())
