"""Bytes kept once under their hash, whoever brings them: two who keep the same at the same moment keep one."""

import hashlib

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from storage.tables.rounds import FileContent


def keep_content(session: Session, content: bytes) -> str:
    """The hash that the bytes are kept under."""
    sha256 = hashlib.sha256(content).hexdigest()
    if session.get(FileContent, sha256) is None:
        insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        session.execute(insert(FileContent).values(sha256=sha256, content=content).on_conflict_do_nothing())
    return sha256
