"""Files sent as evidence: kept once under the hash of their content, offered first, attached when the person says so."""

from sqlalchemy import exists, select
from sqlmodel import Session, col

from storage.changes import added, audit, identified
from storage.content import keep_content
from storage.errors import Refusal
from storage.recommendations import concern_of
from storage.rules import permissions
from storage.rules.filetypes import checked_type, shown_name
from storage.sheets import sheet
from storage.tables import people as people_tables
from storage.tables import rounds as tables
from storage.updates import add_version, stand_to_answer
from storage.views import KeptFile, Moment, Person, Sheet
from storage.vocabulary import MOST_FILES_PER_UPDATE, Origin
from storage.waiting import answered


def keep_file(session: Session, *, person: Person, moment: Moment, name: str, content: bytes) -> KeptFile:
    """Keeps a file that belongs to nothing yet. The same file from the same person is the same file."""
    media_type, name = checked_type(name, content), shown_name(name)
    sha256 = keep_content(session, content)
    row = session.scalars(
        select(tables.StoredFile)
        .where(col(tables.StoredFile.sha256) == sha256, col(tables.StoredFile.sent_by_id) == person.id)
        .where(col(tables.StoredFile.name) == name)
        .order_by(col(tables.StoredFile.id))
    ).first()
    if row is None:
        row = added(
            session,
            tables.StoredFile(
                sha256=sha256,
                name=name,
                media_type=media_type,
                size=len(content),
                sent_by_id=person.id,
                sent_at=moment.at,
            ),
        )
        after = {"sha256": sha256, "size": len(content)}
        audit(session, person=person, moment=moment, act="sent", noun="file", noun_id=row.id, after=after)
    return KeptFile(identified(row.id), row.name, row.media_type, row.size, person.name)


def latest_loose(session: Session, *, person: Person) -> int | None:
    """The last file this person sent that is on no answer."""
    on_an_answer = exists().where(col(tables.EvidenceFile.file_id) == col(tables.StoredFile.id))
    return session.scalars(
        select(col(tables.StoredFile.id))
        .where(col(tables.StoredFile.sent_by_id) == person.id, ~on_an_answer)
        .order_by(col(tables.StoredFile.id).desc())
    ).first()


def attach(
    session: Session, *, person: Person, moment: Moment, file_id: int, recommendation_id: int, round_id: int
) -> Sheet:
    """Makes a file evidence for a recommendation: a new version with the same words, so that it is sent with them."""
    file = session.get(tables.StoredFile, file_id)
    if file is None or file.sent_by_id != person.id:
        raise Refusal("I do not have that file any more. Send it again, and I will ask what it is for.")
    stand = stand_to_answer(session, person, recommendation_id, round_id)
    now = stand.sheet
    if any(kept.id == file_id for kept in now.files):
        answered(session, person=person, file_id=file_id)
        return now
    if len(now.files) >= MOST_FILES_PER_UPDATE:
        raise Refusal(f"{now.name} has {MOST_FILES_PER_UPDATE} files already, which is the most I keep for one answer.")
    now = add_version(session, person, moment, stand, now.response, Origin.FILE)
    update_id = _update_id(session, now)
    link = session.scalars(
        select(tables.EvidenceFile).where(
            col(tables.EvidenceFile.update_id) == update_id, col(tables.EvidenceFile.file_id) == file_id
        )
    ).first() or tables.EvidenceFile(
        update_id=update_id, file_id=file_id, attached_by_id=person.id, attached_at=moment.at
    )
    link.removed_at = None
    added(session, link)
    answered(session, person=person, file_id=file_id)
    after = {"file": file_id}
    audit(session, person=person, moment=moment, act="attached", noun="update", noun_id=update_id, after=after)
    return sheet(session, person=person, recommendation_id=recommendation_id, round_id=round_id)


def detach(
    session: Session, *, person: Person, moment: Moment, file_id: int, recommendation_id: int, round_id: int
) -> Sheet:
    """Takes a file off an answer. The file and the fact that it was there stay in the record."""
    stand = stand_to_answer(session, person, recommendation_id, round_id)
    now = stand.sheet
    if all(kept.id != file_id for kept in now.files):
        raise Refusal(f"That file is not on {now.name} any more, so there was nothing to take off.")
    update_id = _update_id(session, now)
    link = session.scalars(
        select(tables.EvidenceFile).where(
            col(tables.EvidenceFile.update_id) == update_id, col(tables.EvidenceFile.file_id) == file_id
        )
    ).one()
    link.removed_at = moment.at
    session.add(link)
    before = {"file": file_id}
    audit(session, person=person, moment=moment, act="detached", noun="update", noun_id=update_id, before=before)
    add_version(session, person, moment, stand, now.response, Origin.FILE)
    session.flush()
    return sheet(session, person=person, recommendation_id=recommendation_id, round_id=round_id)


def fetch(session: Session, *, person: Person, file_id: int) -> tuple[KeptFile, bytes]:
    """A file's bytes, for whoever sent it or may see a recommendation it is evidence for."""
    row = session.get(tables.StoredFile, file_id)
    if row is None or not (row.sent_by_id == person.id or _may_see(session, person, file_id)):
        raise Refusal("I cannot find that file among those you may see.")
    content = session.get_one(tables.FileContent, row.sha256).content
    sender = session.get_one(people_tables.Person, row.sent_by_id).name
    return KeptFile(file_id, row.name, row.media_type, row.size, sender), content


def _may_see(session: Session, person: Person, file_id: int) -> bool:
    ids = session.scalars(
        select(col(tables.Update.recommendation_id))
        .join(tables.EvidenceFile, col(tables.EvidenceFile.update_id) == col(tables.Update.id))
        .where(col(tables.EvidenceFile.file_id) == file_id, col(tables.EvidenceFile.removed_at).is_(None))
        .order_by(col(tables.Update.id))
    ).all()
    return any(permissions.may_see(person, concern_of(session, id)) for id in ids)


def _update_id(session: Session, now: Sheet) -> int:
    id = session.scalars(
        select(col(tables.Update.id)).where(
            col(tables.Update.recommendation_id) == now.recommendation_id, col(tables.Update.round_id) == now.round.id
        )
    ).one()
    return identified(id)
