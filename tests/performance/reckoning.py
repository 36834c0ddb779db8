"""What the soak holds the record to: every acknowledged press is in it, once and whole, with its audit row."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import text
from sqlmodel import Session, col, select

from storage.database import Database
from storage.tables.messages import AuditRow, Delivery
from storage.tables.people import Person
from storage.tables.rounds import IndicatorValue, Update, UpdateVersion, VersionQuestion
from storage.vocabulary import Origin
from tests.builders import NAMES
from tests.performance.load import Press


def halves(database: Database, presses: Sequence[Press]) -> list[str]:
    """Presses of which the record holds a part only: the effect and the claim of the activity stand or fall together."""
    return database.read_now(lambda session: list(_halves(session, presses)))


def reckon(database: Database, presses: Sequence[Press]) -> list[str]:
    """Everything that is missing, twice there or half there; nothing, if all is well."""
    found = halves(database, presses)
    for look in (_presses_once, _versions_whole, _updates_whole, _audited_once):
        found += database.read_now(lambda session, look=look: list(look(session, presses)))
    return found + _sound(database)


def _halves(session: Session, presses: Sequence[Press]) -> Iterator[str]:
    written = set(session.exec(select(UpdateVersion.evidence)))
    claimed = set(session.exec(select(Delivery.key)))
    for press in presses:
        if (press.text in written) != (_delivery(press) in claimed):
            yield f"{press.text[:30]} is {'written but not claimed' if press.text in written else 'claimed, not written'}"


def _presses_once(session: Session, presses: Sequence[Press]) -> Iterator[str]:
    """Each acknowledged press is one version, of its own recommendation, by its own writer; and there are no others."""
    lines = session.exec(
        select(UpdateVersion.evidence, Update.recommendation_id, Person.name)
        .join(Update, col(Update.id) == col(UpdateVersion.update_id))
        .join(Person, col(Person.id) == col(UpdateVersion.written_by_id))
    ).all()
    times = Counter(evidence for evidence, _, _ in lines)
    where = {evidence: (recommendation_id, name) for evidence, recommendation_id, name in lines}
    for press in presses:
        if press.acknowledged and times[press.text] != 1:
            yield f"{press.text[:30]} was acknowledged and is there {times[press.text]} times"
        if press.text in where and where[press.text] != (press.recommendation_id, NAMES[press.who]):
            yield f"{press.text[:30]} is in the wrong place or by the wrong writer"
    for evidence in times.keys() - {press.text for press in presses}:
        yield f"{evidence[:30]} was pressed by nobody"


def _versions_whole(session: Session, _presses: Sequence[Press]) -> Iterator[str]:
    """All presses are alike: each has one indicator's value and, unless it was set aside, raises the same questions."""
    values = Counter(session.exec(select(IndicatorValue.version_id)))
    asked: dict[int, set[str]] = defaultdict(set)
    for question in session.exec(select(VersionQuestion)):
        asked[question.version_id].add(question.code)
    usual = Counter(frozenset(codes) for codes in asked.values()).most_common(1)
    for version in session.exec(select(UpdateVersion)):
        codes = asked.get(version.id or 0, set())
        counts = version.origin != Origin.SET_ASIDE
        if values[version.id] != 1 or codes != (usual[0][0] if counts else set()):
            yield f"version {version.id} has {values[version.id]} values and the questions {sorted(codes)}"


def _updates_whole(session: Session, _presses: Sequence[Press]) -> Iterator[str]:
    """Versions are numbered without a gap, and the last one that was not set aside is the one that counts."""
    found: dict[int, list[UpdateVersion]] = defaultdict(list)
    for version in session.exec(select(UpdateVersion).order_by(col(UpdateVersion.number))):
        found[version.update_id].append(version)
    for update in session.exec(select(Update)):
        versions = found.pop(update.id or 0, [])
        numbers = [version.number for version in versions]
        counting = [version.number for version in versions if version.origin != Origin.SET_ASIDE]
        if numbers != list(range(1, update.versions + 1)) or update.version != max(counting, default=0):
            yield f"update {update.id} says {update.version} of {update.versions} and has {numbers}"
    yield from (f"update {update_id} is missing and has versions" for update_id in found)


def _audited_once(session: Session, _presses: Sequence[Press]) -> Iterator[str]:
    rows = session.exec(select(AuditRow).where(AuditRow.noun == "update")).all()
    audited = Counter((row.noun_id, row.after.get("version"), row.person_id) for row in rows)
    for version in session.exec(select(UpdateVersion)):
        times = audited.pop((version.update_id, version.number, version.written_by_id), 0)
        if times != 1:
            yield f"version {version.id} ({version.origin}) has {times} audit rows"
    yield from (f"the audit tells of a version that is not there: {key}" for key in audited)


def _sound(database: Database) -> list[str]:
    """SQLite's own look at its file."""
    if not database.is_sqlite:
        return []
    with database.engine.connect() as connection:
        told = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check"))]
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    return [*(line for line in told if line != "ok"), *(f"a link leads nowhere: {row}" for row in broken)]


def _delivery(press: Press) -> str:
    """The name under which the program claims an activity (`bot/turn.py`)."""
    said = f"{press.activity['conversation']['id']}\0{press.activity['id']}"
    return hashlib.sha256(said.encode()).hexdigest()
