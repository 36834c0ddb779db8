"""Signed links to a report, for where Teams takes no files. A link alone opens nothing: it asks for a code that its asker
reads in their own chat with the bot, and both end after a quarter of an hour. Nothing of either is kept.
"""

import base64
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from storage import outbox
from storage.changes import added
from storage.conversations import reference_of
from storage.errors import Refusal
from storage.people import active_person
from storage.reporting import kept
from storage.reporting.wanted import KeptReport
from storage.tables.reports import LinkKey
from storage.views import Moment, Person

LASTS = timedelta(minutes=15)
SPENT = "This link has ended, or is not one of mine. Ask me for the report again."
MISTYPED = "That is not the code. It is in your own chat with me, in my last message about this report."
LETTER = "report_code"
# Forty bits: whoever has the link and not the code would need to try for years, and has minutes.
LENGTH, IN_A_GROUP = 8, 4
# What is read for what in a code: it has letters and 2 to 7, and nothing else.
ALIKE = str.maketrans("018", "OIB")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a link says, once its signature has been found right."""

    report_id: int
    person_id: int
    ends: int

    def __str__(self) -> str:
        return f"{self.report_id}.{self.person_id}.{self.ends}"


def link(session: Session, *, person: Person, moment: Moment, report_id: int) -> str:
    """The last part of the address of a report that this person may have. Its code goes to their own chat."""
    kept.report(session, person=person, report_id=report_id)
    if reference_of(session, person.id) is None:
        raise Refusal(
            f"It is kept as report {report_id}. Open a chat of our own with me and type “get report {report_id}” to have it."
        )
    said = _Said(report_id, person.id, int((moment.at + LASTS).timestamp()))
    payload = {"report": report_id, "ends": said.ends}
    outbox.post(session, moment=moment, key=f"{LETTER}:{said}", person_id=person.id, kind=LETTER, payload=payload)
    return f"{said}.{_signature(_key(session), str(said))}"


def code(session: Session, *, person: Person, moment: Moment, report_id: int, ends: int) -> str:
    """The code of a link, for the letter to its asker; "" once it has ended."""
    if moment.at > datetime.fromtimestamp(ends, UTC):
        return ""
    letters = _code(_key(session), _Said(report_id, person.id, ends))
    return f"{letters[:IN_A_GROUP]}-{letters[IN_A_GROUP:]}"


def check(session: Session, *, moment: Moment, token: str) -> None:
    """A link that is ours and has not ended may ask for its code."""
    _read(_key(session), moment, token)


def followed(session: Session, *, moment: Moment, token: str, code: str) -> tuple[KeptReport, bytes]:
    """The report behind a link, for who has its code, if the asker may still have it."""
    key = _key(session)
    said = _read(key, moment, token)
    typed = "".join(filter(str.isalnum, code[:40])).upper().translate(ALIKE)
    if not hmac.compare_digest(typed.encode("utf-8", "replace"), _code(key, said).encode()):
        raise Mistyped(MISTYPED)
    person = active_person(session, said.person_id)
    if person is None:
        raise Refusal(SPENT)
    return kept.fetch(session, person=person, moment=moment, report_id=said.report_id)


class Mistyped(Refusal):
    """The link is right, and its code was not."""


def _read(key: bytes, moment: Moment, token: str) -> _Said:
    text, _, signature = token.rpartition(".")
    if len(token) > 200 or not token.isascii() or not hmac.compare_digest(_signature(key, text), signature):
        raise Refusal(SPENT)
    said = _Said(*(int(part) for part in text.split(".")))
    if moment.at > datetime.fromtimestamp(said.ends, UTC):
        raise Refusal(SPENT)
    return said


def _key(session: Session) -> bytes:
    row = session.get(LinkKey, 1) or added(session, LinkKey(id=1, key=secrets.token_bytes(32)))
    return row.key


def _signature(key: bytes, said: str) -> str:
    return base64.urlsafe_b64encode(_digest(key, said)).decode().rstrip("=")


def _code(key: bytes, said: _Said) -> str:
    return base64.b32encode(_digest(key, f"code of {said}")).decode()[:LENGTH]


def _digest(key: bytes, said: str) -> bytes:
    return hmac.digest(key, said.encode("utf-8", "replace"), "sha256")
