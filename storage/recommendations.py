"""What was agreed for recommendations, read for many at once: texts, owners, due dates. `sheets.py` puts it together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session, col

from storage import prepared
from storage.changes import identified
from storage.errors import Refusal
from storage.memory import may_remember, memory_of
from storage.rules.permissions import Concern
from storage.tables import people as people_tables
from storage.tables import plans as tables
from storage.views import Dossier, Due, Indicator, Owner
from storage.vocabulary import OwnerKind, Part

Ids = Sequence[int]

_ownership, _owner, _person, _due = tables.Ownership, tables.Owner, people_tables.Person, tables.DueDate
RESPONSIBLE: Select[*tuple[Any, ...]] = (
    select(
        col(_ownership.recommendation_id),
        col(_owner.id),
        col(_owner.kind),
        col(_owner.name),
        col(_owner.role),
        col(_owner.organisation),
        col(_ownership.part),
        col(_person.id),
    )
    .join(_owner, col(_owner.id) == col(_ownership.owner_id))
    .outerjoin(_person, (col(_person.id) == col(_owner.person_id)) & col(_person.active))
    .where(col(_ownership.recommendation_id).in_(bindparam("ids", expanding=True)), col(_ownership.ended_at).is_(None))
    .order_by(col(_ownership.position), col(_ownership.id))
)
DUE: Select[*tuple[Any, ...]] = (
    select(col(_due.recommendation_id), col(_due.text), col(_due.due_on))
    .where(col(_due.recommendation_id).in_(bindparam("ids", expanding=True)))
    .order_by(col(_due.id))
)


@dataclass(frozen=True, slots=True)
class Edition:
    """Which plan, and how often it has been changed."""

    plan_id: int
    number: int


def dossiers(session: Session, wanted: Mapping[int, Edition]) -> dict[int, Dossier]:
    """Each recommendation's dossier, remembered under the edition of its plan or read now."""
    memory = memory_of(session)
    found = {
        id: dossier
        for id, edition in wanted.items()
        if may_remember(session, edition.plan_id) and (dossier := memory.dossiers.get((id, edition.number)))
    }
    missing = sorted(wanted.keys() - found.keys())
    for id, dossier in (_read(session, missing) if missing else {}).items():
        found[id] = dossier
        if may_remember(session, wanted[id].plan_id):
            memory.keep(id, wanted[id].number, dossier)
    return found


def _read(session: Session, ids: Ids) -> dict[int, Dossier]:
    responsible, agreed, measured = owners(session, ids), actions(session, ids), measures(session, ids)
    due, indicated = dues(session, ids), indicators(session, ids)
    return {id: Dossier(responsible[id], agreed[id], measured[id], due[id], indicated[id]) for id in ids}


def concern_of(session: Session, recommendation_id: int) -> Concern:
    """What the permission rules need to know of one recommendation."""
    found = session.execute(
        select(col(tables.Plan.id), col(tables.Plan.service), col(tables.Plan.edition))
        .join(tables.Recommendation, col(tables.Recommendation.plan_id) == col(tables.Plan.id))
        .where(col(tables.Recommendation.id) == recommendation_id)
    ).first()
    if found is None:
        raise Refusal("That recommendation is not in the record any more. Type “update” to see what is waiting.")
    plan_id, service, edition = found
    known = dossiers(session, {recommendation_id: Edition(identified(plan_id), edition)})
    return concern_with(identified(plan_id), service, known[recommendation_id].owners)


def concern_with(plan_id: int, service: str, named: Sequence[Owner]) -> Concern:
    reachable = frozenset(owner.person_id for owner in named if owner.person_id is not None)
    return Concern(plan_id, service, reachable, any(not owner.reachable for owner in named))


def owners(session: Session, ids: Ids) -> Mapping[int, tuple[Owner, ...]]:
    """Those responsible now, in the order the plan names them. Somebody who has left cannot be reached any more."""
    rows = prepared.rows(session, RESPONSIBLE, {"ids": list(ids)})
    found: dict[int, list[Owner]] = defaultdict(list)
    for recommendation_id, id, kind, name, role, organisation, part, person_id in rows:
        found[recommendation_id].append(
            Owner(identified(id), OwnerKind(kind), name, role, organisation, Part(part), person_id)
        )
    return defaultdict(tuple, {id: tuple(named) for id, named in found.items()})


def actions(session: Session, ids: Ids) -> Mapping[int, tuple[str, ...]]:
    return _texts(session, tables.AgreedAction, ids)


def measures(session: Session, ids: Ids) -> Mapping[int, tuple[str, ...]]:
    return _texts(session, tables.Measure, ids)


def dues(session: Session, ids: Ids) -> Mapping[int, Due]:
    """The date that counts is the last one set; each one before it is a time the date was moved."""
    rows = prepared.rows(session, DUE, {"ids": list(ids)})
    found: dict[int, Due] = {}
    for recommendation_id, text, due_on in rows:
        moved = found[recommendation_id].moved + 1 if recommendation_id in found else 0
        found[recommendation_id] = Due(text, due_on, moved)
    return defaultdict(Due, found)


def indicators(session: Session, ids: Ids) -> Mapping[int, tuple[Indicator, ...]]:
    table = tables.Indicator
    rows = session.scalars(
        select(table).where(col(table.recommendation_id).in_(ids)).order_by(col(table.position), col(table.id))
    )
    found: dict[int, tuple[Indicator, ...]] = defaultdict(tuple)
    for row in rows:
        found[row.recommendation_id] += (Indicator(identified(row.id), row.code, row.text, row.target),)
    return found


def _texts(
    session: Session, table: type[tables.AgreedAction] | type[tables.Measure], ids: Ids
) -> Mapping[int, tuple[str, ...]]:
    rows = session.execute(
        select(col(table.recommendation_id), col(table.text))
        .where(col(table.recommendation_id).in_(ids))
        .order_by(col(table.position), col(table.id))
    )
    found: dict[int, list[str]] = defaultdict(list)
    for recommendation_id, text in rows:
        found[recommendation_id].append(text)
    return defaultdict(tuple, {id: tuple(texts) for id, texts in found.items()})
