"""Whose words stand where two answers differ: each field goes by whoever changed it last, not by who saved last."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from storage import said
from storage.clashes import differences
from storage.sheets import Stand
from storage.tables import people as people_tables
from storage.tables import rounds as tables
from storage.views import Change, Response
from storage.vocabulary import Origin

_version, _person = tables.UpdateVersion, people_tables.Person


def attributed(session: Session, stand: Stand, based_on: int, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The same changes with who wrote what stands now, and when, in the versions since the one a card was based on."""
    if not changes:
        return ()
    wrote = _last_writers(session, stand, based_on)
    return tuple(
        replace(one, by=row.name or "the document", by_id=row.written_by_id, at=row.written_at)
        if (row := wrote.get(one.field))
        else one
        for one in changes
    )


def _last_writers(session: Session, stand: Stand, based_on: int) -> dict[str, Any]:
    rows = session.execute(
        select(col(_version.number), col(_version.written_by_id), col(_version.written_at), col(_person.name))
        .outerjoin(_person, col(_person.id) == col(_version.written_by_id))
        .where(col(_version.update_id) == stand.update_id, col(_version.origin) != Origin.SET_ASIDE)
        .where(col(_version.number) > based_on, col(_version.number) <= stand.sheet.version)
        .order_by(col(_version.number))
    ).all()
    before = said.response_at(session, stand.update_id, based_on) or Response()
    found: dict[str, Any] = {}
    for row in rows:
        now = said.response_at(session, stand.update_id, row.number) or Response()
        found |= {change.field: row for change in differences(stand.sheet.scheme, before, now)}
        before = now
    return found
