"""Questions asked lately: kept a row each, so that the next may lean on the last, after a restart and on another device.

A card carries the id of its question and nothing of what was asked; the row is read again, for its own asker alone.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from pydantic import TypeAdapter
from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from storage.asking.names import names
from storage.changes import put
from storage.errors import Refusal
from storage.query import Names, Query
from storage.tables.questions import AskedQuestion
from storage.views import Moment, Person

LEANS_FOR = timedelta(minutes=30)
KEPT_FOR = timedelta(days=2)
QUERY = TypeAdapter(Query)


class Stage(StrEnum):
    """`told` is words that read like news rather than a question; `cleared` is where somebody began anew."""

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
    session.execute(
        update(AskedQuestion)
        .where(col(AskedQuestion.id) == question_id, col(AskedQuestion.person_id) == person.id)
        .values(page=page)
    )


def at_hand(session: Session, *, person: Person, moment: Moment, chat: str) -> tuple[Names, Remembered | None]:
    """What a question can refer to: the names this person may see, and what they asked here last."""
    return names(session, person=person), last(session, person=person, moment=moment, chat=chat)


def last(session: Session, *, person: Person, moment: Moment, chat: str) -> Remembered | None:
    row = session.scalars(
        select(AskedQuestion)
        .where(col(AskedQuestion.person_id) == person.id, col(AskedQuestion.chat) == chat)
        .order_by(col(AskedQuestion.id).desc())
        .limit(1)
    ).first()
    return _view(row) if row and moment.at - row.asked_at <= LEANS_FOR and row.stage != Stage.CLEARED else None


def asked(session: Session, *, person: Person, question_id: int) -> Remembered:
    row = session.get(AskedQuestion, question_id)
    if row is None or row.person_id != person.id:
        raise Refusal(
            "That answer is too old for me to go on from. Ask me again, and I will answer as things stand now."
        )
    return _view(row)


def forget_old(session: Session, *, moment: Moment) -> None:
    session.execute(delete(AskedQuestion).where(col(AskedQuestion.asked_at) < moment.at - KEPT_FOR))


def _view(row: AskedQuestion) -> Remembered:
    query = QUERY.validate_python(row.query) if row.query is not None else None
    of = ToRemember(Stage(row.stage), query, row.said, row.doubt, row.slot, tuple(row.candidates))
    return Remembered(row.id or 0, row.page, of)
