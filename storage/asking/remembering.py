"""Questions asked lately: kept a row each, so that the next may lean on the last, after a restart and on another device.

A card carries the id of its question and nothing of what was asked; the row is read again, for its own asker alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Integer, Select, bindparam, delete, select, update
from sqlmodel import Session, col

from storage import prepared
from storage.asking.names import names
from storage.changes import put
from storage.errors import Refusal
from storage.query import Names, Query
from storage.tables.questions import AskedQuestion
from storage.tables.rounds import Walk
from storage.views import Moment, Person
from storage.vocabulary import MOST_EVIDENCE

LEANS_FOR = timedelta(minutes=30)
KEPT_FOR = timedelta(days=2)
QUERY = TypeAdapter(Query)


LATELY: Select[*tuple[Any, ...]] = (
    select(
        col(AskedQuestion.id),
        col(AskedQuestion.asked_at),
        col(AskedQuestion.stage),
        col(AskedQuestion.query),
        col(AskedQuestion.page),
        col(AskedQuestion.said),
        col(AskedQuestion.doubt),
        col(AskedQuestion.slot),
        col(AskedQuestion.candidates),
    )
    .where(col(AskedQuestion.person_id) == bindparam("person"), col(AskedQuestion.chat) == bindparam("chat"))
    .order_by(col(AskedQuestion.id).desc())
    .limit(bindparam("most", type_=Integer()))
)


class Stage(StrEnum):
    """`told` is words that read like news rather than a question, each message one of the `candidates`; `cleared` is
    where somebody began anew."""

    ANSWERED = "answered"
    IN_DOUBT = "in_doubt"
    TOLD = "told"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class ToRemember:
    """`query` is what the next question may lean on. The rest is what was asked back, and about which words."""

    stage: Stage
    query: Query | None = None
    said: str = ""
    doubt: str = ""
    slot: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remembered:
    id: int
    page: int
    of: ToRemember

    @property
    def query(self) -> Query | None:
        return self.of.query


def keep(session: Session, *, person: Person, moment: Moment, chat: str, question: ToRemember) -> int:
    return put(
        session,
        AskedQuestion,
        person_id=person.id,
        chat=chat,
        asked_at=moment.at,
        stage=question.stage.value,
        query=QUERY.dump_python(question.query, mode="json") if question.query else None,
        page=1,
        said=question.said,
        doubt=question.doubt,
        slot=question.slot,
        candidates=list(question.candidates),
    )


def turn_to(session: Session, *, person: Person, question_id: int, page: int) -> None:
    """Which page of the answer is shown, so that "next page" can be typed."""
    session.connection().execute(
        update(AskedQuestion)
        .where(col(AskedQuestion.id) == question_id, col(AskedQuestion.person_id) == person.id)
        .values(page=page)
    )


def at_hand(session: Session, *, person: Person, moment: Moment, chat: str) -> tuple[Names, Remembered | None]:
    """What a question can refer to: the names this person may see, and what they asked here last."""
    return names(session, person=person), last(session, person=person, moment=moment, chat=chat)


def last(session: Session, *, person: Person, moment: Moment, chat: str) -> Remembered | None:
    """The last question here, if the next may lean on it."""
    rows = _latest(session, person, chat, 1)
    return _view(rows[0]) if rows and _fresh(rows[0], moment) and rows[0].stage != Stage.CLEARED else None


def last_answered(session: Session, *, person: Person, moment: Moment, chat: str) -> Remembered | None:
    """The last of which an answer was shown here: what "next page" and "row 3" are about."""
    for row in _latest(session, person, chat, 10):
        if row.stage == Stage.CLEARED or not _fresh(row, moment):
            return None
        if row.stage == Stage.ANSWERED:
            return _view(row)
    return None


def answered_in_walk(session: Session, *, person: Person, moment: Moment, chat: str) -> bool:
    """Whether an answer was shown since this person came to where they stand in their walk."""
    shown = last_answered(session, person=person, moment=moment, chat=chat)
    walk = session.get(Walk, person.id)
    if shown is None or walk is None:
        return shown is not None
    return session.get_one(AskedQuestion, shown.id).asked_at >= walk.moved_at


def before(session: Session, *, person: Person, question_id: int) -> Query | None:
    """What that question could lean on when it was asked."""
    row = session.get(AskedQuestion, question_id)
    if row is None or row.person_id != person.id:
        return None
    earlier = session.scalars(
        select(AskedQuestion)
        .where(col(AskedQuestion.person_id) == person.id, col(AskedQuestion.chat) == row.chat)
        .where(col(AskedQuestion.id) < question_id)
        .order_by(col(AskedQuestion.id).desc())
        .limit(1)
    ).first()
    leans = earlier is not None and earlier.stage != Stage.CLEARED and row.asked_at - earlier.asked_at <= LEANS_FOR
    return _view(earlier).query if earlier is not None and leans else None


def _latest(session: Session, person: Person, chat: str, most: int) -> Sequence[Any]:
    return prepared.rows(session, LATELY, {"person": person.id, "chat": chat, "most": most})


def _fresh(row: Any, moment: Moment) -> bool:
    return bool(moment.at - row.asked_at <= LEANS_FOR)


def take_words(session: Session, *, person: Person, question_id: int) -> tuple[str, ...]:
    """The messages that were told, once: who presses twice finds them gone."""
    row = session.get(AskedQuestion, question_id, with_for_update=True)
    if row is None or row.person_id != person.id or row.stage != Stage.TOLD or not row.said:
        raise Refusal(
            "Those words are recorded already, or stand with what you typed after them: the last card has all of it. "
            "They still stand above in the chat."
        )
    messages, row.said, row.candidates = told_messages(_view(row)), "", []
    session.add(row)
    return messages


def told_messages(at: Remembered) -> tuple[str, ...]:
    """Each message of those that were told together, as it was typed; none where they are settled."""
    return at.of.candidates or ((at.of.said,) if at.of.said else ())


def keep_told(
    session: Session, *, person: Person, moment: Moment, chat: str, query: Query | None, text: str
) -> tuple[int, tuple[str, ...]]:
    """Keeps what was told, with what was told just before it and is not settled: several messages are one answer.
    Which question it is, and all its messages."""
    at = last(session, person=person, moment=moment, chat=chat)
    messages: tuple[str, ...] = ()
    if at and at.of.stage is Stage.TOLD and len(at.of.said) + len(text) < MOST_EVIDENCE:
        messages = take_words(session, person=person, question_id=at.id) if at.of.said else ()
    messages = (*messages, text)
    together = ToRemember(Stage.TOLD, query, said="\n".join(messages), candidates=messages)
    return keep(session, person=person, moment=moment, chat=chat, question=together), messages


def asked(session: Session, *, person: Person, question_id: int) -> Remembered:
    row = session.get(AskedQuestion, question_id)
    if row is None or row.person_id != person.id:
        raise Refusal(
            "That answer is too old for me to go on from. Ask me again, and I will answer as things stand now."
        )
    return _view(row)


def forget_old(session: Session, *, moment: Moment) -> None:
    session.connection().execute(delete(AskedQuestion).where(col(AskedQuestion.asked_at) < moment.at - KEPT_FOR))


def _view(row: Any) -> Remembered:
    query = QUERY.validate_python(row.query) if row.query is not None else None
    of = ToRemember(Stage(row.stage), query, row.said, row.doubt, row.slot, tuple(row.candidates))
    return Remembered(row.id or 0, row.page, of)
