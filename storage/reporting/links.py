"""Signed links to a report, for where Teams takes no files: they end after a quarter of an hour and are one person's."""

import base64
import hmac
import secrets
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from storage.changes import added
from storage.errors import Refusal
from storage.people import active_person
from storage.reporting import kept
from storage.reporting.wanted import KeptReport
from storage.tables.reports import LinkKey
from storage.views import Moment, Person

LASTS = timedelta(minutes=15)
SPENT = "This link has ended, or is not one of mine. Ask me for the report again."


def link(session: Session, *, person: Person, moment: Moment, report_id: int) -> str:
    """The last part of the address of a report that this person may have."""
    kept.report(session, person=person, report_id=report_id)
    said = f"{report_id}.{person.id}.{int((moment.at + LASTS).timestamp())}"
    return f"{said}.{_signature(_key(session), said)}"


def followed(session: Session, *, moment: Moment, token: str) -> tuple[KeptReport, bytes]:
    """The report behind a link, if it is ours, has not ended, and its asker may still have it."""
    said, _, signature = token.rpartition(".")
    if len(token) > 200 or not token.isascii() or not hmac.compare_digest(_signature(_key(session), said), signature):
        raise Refusal(SPENT)
    report_id, person_id, ends = (int(part) for part in said.split("."))
    if moment.at > datetime.fromtimestamp(ends, UTC):
        raise Refusal(SPENT)
    person = active_person(session, person_id)
    if person is None:
        raise Refusal(SPENT)
    return kept.fetch(session, person=person, moment=moment, report_id=report_id)


def _key(session: Session) -> bytes:
    row = session.get(LinkKey, 1) or added(session, LinkKey(id=1, key=secrets.token_bytes(32)))
    return row.key


def _signature(key: bytes, said: str) -> str:
    return base64.urlsafe_b64encode(hmac.digest(key, said.encode("utf-8", "replace"), "sha256")).decode().rstrip("=")
