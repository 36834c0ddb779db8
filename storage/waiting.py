"""Files that were sent and asked about: each waits until its sender says what it is evidence for, or that it is none."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from storage.tables import rounds as tables
from storage.views import KeptFile, Moment, Person


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """`key` is the recommendation and the round it was asked about; None where it came without a walk."""

    file: KeptFile
    key: tuple[int, int] | None


def waits(session: Session, *, file_id: int, moment: Moment, key: tuple[int, int] | None) -> None:
    """From now on the file waits to be attached to this one, or to whichever its sender names."""
    recommendation_id, round_id = key or (None, None)
    row = session.get(tables.WaitingFile, file_id) or tables.WaitingFile(file_id=file_id, asked_at=moment.at)
    row.recommendation_id, row.round_id = recommendation_id, round_id
    session.add(row)
    session.flush()


def waiting_files(session: Session, *, person: Person) -> tuple[WaitingFile, ...]:
    """Those of this person, in the order they came."""
    found = session.execute(
        select(tables.WaitingFile, tables.StoredFile)
        .join(tables.StoredFile, col(tables.StoredFile.id) == col(tables.WaitingFile.file_id))
        .where(col(tables.StoredFile.sent_by_id) == person.id)
        .order_by(col(tables.WaitingFile.file_id))
    )
    return tuple(
        WaitingFile(
            KeptFile(row.file_id, file.name, file.media_type, file.size, person.name),
            (row.recommendation_id, row.round_id) if row.recommendation_id and row.round_id else None,
        )
        for row, file in found
    )


def answered(session: Session, *, person: Person, file_id: int) -> bool:
    """Its sender has said what becomes of it; whether it was still waiting for that."""
    row, file = session.get(tables.WaitingFile, file_id), session.get(tables.StoredFile, file_id)
    if row is None or file is None or file.sent_by_id != person.id:
        return False
    session.delete(row)
    session.flush()
    return True
