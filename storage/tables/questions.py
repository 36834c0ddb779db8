"""What people have asked the record lately, so that their next question can lean on it and a card find its own again."""

from datetime import datetime
from typing import Any, Optional

from sqlalchemy import JSON, Index
from sqlmodel import Field

from storage.tables.columns import Table, identity, instant, link


class AskedQuestion(Table, table=True):
    """One question as it was understood. But for the page that is shown of its answer, a row never changes: a card that
    carries its id is about this very question for good. `said` holds typed words only while something is asked back."""

    __tablename__ = "asked_question"
    __table_args__ = (Index("ix_asked_question_chat", "person_id", "chat", "id"),)

    id: Optional[int] = identity()
    person_id: int = link("person.id")
    chat: str
    asked_at: datetime = instant(index=True)
    stage: str
    query: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    page: int = 1
    said: str = ""
    doubt: str = ""
    slot: str = ""
    candidates: list[str] = Field(default_factory=list, sa_type=JSON)
