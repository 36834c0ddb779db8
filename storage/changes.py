"""Every write goes on record here, in the transaction that made it: who, when, what was before, what is now."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Insert, insert
from sqlmodel import Session

from storage import prepared
from storage.tables.columns import Table
from storage.tables.messages import AuditRow
from storage.views import Moment, Person

Row = TypeVar("Row", bound=Table)


def added(session: Session, row: Row) -> Row:
    """Adds a row and gives it its id at once."""
    session.add(row)
    session.flush()
    return row


def put(session: Session, table: type[Table], **values: Any) -> int:
    """Inserts one row, all its columns given, and answers its id: for the writes that every turn makes."""
    ((id,),) = prepared.rows(session, _insertion(table), values)
    return identified(id)


def put_all(session: Session, table: type[Table], rows: Sequence[Mapping[str, Any]]) -> None:
    prepared.run_all(session, _bare_insertion(table), rows)


def add_rows(session: Session, rows: Iterable[Table]) -> None:
    """Rows whose ids nobody asks for, those of a table in one go: a document may bring thousands."""
    found: dict[type[Table], list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(type(row), []).append(row.model_dump(exclude={"id"}))
    session.flush()
    for table, values in found.items():
        put_all(session, table, values)


@cache
def _insertion(table: type[Table]) -> Insert:
    return insert(table).returning(*table.__table__.primary_key)  # type: ignore[attr-defined]


@cache
def _bare_insertion(table: type[Table]) -> Insert:
    return insert(table)


def audit(
    session: Session,
    *,
    person: Person | None,
    moment: Moment,
    act: str,
    noun: str,
    noun_id: int | None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    put(
        session,
        AuditRow,
        at=moment.at,
        person_id=person.id if person else None,
        act=act,
        noun=noun,
        noun_id=noun_id,
        before=dict(before or {}),
        after=dict(after or {}),
    )


def identified(value: int | None) -> int:
    """The id of a row that has been stored. Table classes must allow None before that; nothing after may."""
    if value is None:
        raise LookupError("This row has not been stored yet")
    return value
