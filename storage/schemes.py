"""Grading schemes in the record: stored once with a plan, read many times, never changed and therefore remembered."""

from sqlmodel import Session, col, select

from storage.changes import added, identified
from storage.memory import memory_of
from storage.rules.schemes import rules_of
from storage.tables import plans as tables
from storage.views import Grade, Scheme
from storage.vocabulary import Meaning


def add(session: Session, scheme: Scheme) -> int:
    """Stores a scheme, or finds the very same one that is stored already."""
    for stored in stored_schemes(session):
        if (stored.name, stored.grades, stored.rules) == (scheme.name, scheme.grades, scheme.rules):
            return stored.id
    row = added(session, tables.Scheme(name=scheme.name, rules=[{"check": rule.code} for rule in scheme.rules]))
    session.add_all(_row(identified(row.id), position, grade) for position, grade in enumerate(scheme.grades))
    session.flush()
    session.info.setdefault("new_schemes", {})[row.id] = None
    return identified(row.id)


def stored_schemes(session: Session) -> list[Scheme]:
    ids = session.exec(select(tables.Scheme.id).order_by(col(tables.Scheme.id))).all()
    return [scheme_of(session, identified(id)) for id in ids]


def scheme_of(session: Session, scheme_id: int) -> Scheme:
    """Remembered by the program; one that this very transaction has added is not, for it may yet be rolled back."""
    remembered = memory_of(session).schemes
    if scheme_id in remembered:
        return remembered[scheme_id]
    new: dict[int, Scheme | None] = session.info.get("new_schemes", {})
    scheme = new.get(scheme_id) or _read(session, scheme_id)
    if scheme_id in new:
        new[scheme_id] = scheme
    else:
        remembered[scheme_id] = scheme
    return scheme


def _read(session: Session, scheme_id: int) -> Scheme:
    row = session.get_one(tables.Scheme, scheme_id)
    grades = session.exec(
        select(tables.Grade).where(tables.Grade.scheme_id == scheme_id).order_by(col(tables.Grade.position))
    )
    return Scheme(scheme_id, row.name, tuple(map(_grade, grades)), rules_of(tuple(r["check"] for r in row.rules)))


def _grade(row: tables.Grade) -> Grade:
    return Grade(row.code, row.label, row.definition, Meaning(row.meaning), tuple(row.synonyms), row.confidence)


def _row(scheme_id: int, position: int, grade: Grade) -> tables.Grade:
    return tables.Grade(
        scheme_id=scheme_id,
        position=position,
        code=grade.code,
        label=grade.label,
        definition=grade.definition,
        confidence=grade.confidence,
        meaning=grade.meaning,
        synonyms=list(grade.synonyms),
    )
