"""Who is who: finding the person behind a sign-in, their roles, and the list of people that an administrator imports."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from storage.changes import added, audit, identified
from storage.errors import Refusal
from storage.memory import plan_changed
from storage.rules import permissions
from storage.tables import people as tables
from storage.tables import plans as plan_tables
from storage.views import Colleague, Moment, Person, RoleHeld
from storage.vocabulary import Role


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody on a list, already parsed: roles name plans by title. Of what is None the list says nothing."""

    name: str
    email: str
    entra_id: str | None = None
    job_title: str | None = None
    service: str | None = None
    roles: tuple[tuple[Role, str, str], ...] | None = None
    active: bool | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    added: int
    changed: int
    unchanged: int


def person_with_email(session: Session, email: str) -> Person | None:
    row = session.exec(select(tables.Person).where(tables.Person.email == email.strip().casefold())).first()
    return _view(session, row) if row and row.active else None


def bind_entra_id(session: Session, *, moment: Moment, email: str, entra_id: str) -> Person | None:
    """The first time that somebody who was listed by e-mail alone writes to us, their sign-in is tied to their row."""
    row = session.exec(select(tables.Person).where(tables.Person.email == email.strip().casefold())).first()
    if row is None or not row.active or row.entra_id is not None:
        return None
    before = session.exec(select(tables.Person).where(tables.Person.entra_id == entra_id)).first()
    if before is not None:
        if before.active:
            return None
        # They were listed under another address and have left that row: the sign-in comes with them.
        before.entra_id = None
        session.add(before)
        session.flush()
    row.entra_id = entra_id
    session.add(row)
    person = _view(session, row)
    audit(session, person=person, moment=moment, act="signed in", noun="person", noun_id=row.id)
    return person


def note_stranger(session: Session, *, moment: Moment, entra_id: str, tenant_id: str) -> None:
    """All that is kept of somebody we do not know: that they tried."""
    attempt = {"entra_id": entra_id[:64], "tenant_id": tenant_id[:64]}
    audit(session, person=None, moment=moment, act="turned away", noun="person", noun_id=None, after=attempt)


def colleagues(session: Session, *, person: Person) -> tuple[Colleague, ...]:
    """Everybody a recommendation could be handed to, in the order of their names."""
    rows = session.exec(
        select(tables.Person)
        .where(col(tables.Person.active), tables.Person.id != person.id)
        .order_by(col(tables.Person.name), col(tables.Person.id))
    )
    return tuple(Colleague(identified(row.id), row.name, row.job_title) for row in rows)


def everybody(session: Session) -> tuple[tuple[Person, str | None], ...]:
    """All who are active, with their Entra ids, by name. For the server's own console, never for a chat."""
    rows = session.exec(
        select(tables.Person).where(col(tables.Person.active)).order_by(col(tables.Person.name), col(tables.Person.id))
    )
    return tuple((_view(session, row), row.entra_id) for row in rows.all())


def person_by_id(session: Session, person_id: int) -> Person:
    return _view(session, session.get_one(tables.Person, person_id))


def active_person(session: Session, person_id: int) -> Person | None:
    """Somebody who has not left since their id was noted."""
    row = session.get(tables.Person, person_id)
    return _view(session, row) if row and row.active else None


def clerks_of(session: Session, plan_id: int) -> tuple[Person, ...]:
    """Who looks after a plan, to be told about it or named to a colleague."""
    rows = session.exec(
        select(tables.Person)
        .join(tables.RoleHolding)
        .where(tables.RoleHolding.role == Role.CLERK, col(tables.Person.active))
        .where(col(tables.RoleHolding.plan_id).is_(None) | (col(tables.RoleHolding.plan_id) == plan_id))
        .order_by(col(tables.Person.name), col(tables.Person.id))
        .distinct()
    )
    return tuple(_view(session, row) for row in rows)


def add_colleague(session: Session, *, person: Person, moment: Moment, name: str, email: str, job_title: str) -> Person:
    """Adds somebody whom a plan names, without any role. A known e-mail is that person, also under another name."""
    permissions.check_import(person)
    known = session.exec(select(tables.Person).where(tables.Person.email == email.strip().casefold())).first()
    if known is not None:
        return _view(session, known)
    row = added(session, tables.Person(name=name, email=email.strip().casefold(), job_title=job_title))
    after = {"name": name, "email": row.email, "job_title": job_title}
    audit(session, person=person, moment=moment, act="added", noun="person", noun_id=row.id, after=after)
    return _view(session, row)


def appoint_link_officer(session: Session, *, person: Person, moment: Moment, colleague_id: int, plan_id: int) -> None:
    """Makes somebody link officer of one plan: who answers for owners that Teams cannot reach."""
    permissions.check_import(person)
    held = _roles(session, colleague_id)
    if any(one.role == Role.LINK_OFFICER and one.plan_id in (None, plan_id) for one in held):
        return
    session.add(tables.RoleHolding(person_id=colleague_id, role=Role.LINK_OFFICER, plan_id=plan_id))
    after = {"person": colleague_id, "role": Role.LINK_OFFICER}
    audit(session, person=person, moment=moment, act="appointed", noun="plan", noun_id=plan_id, after=after)


def link_officers_of(session: Session, plan_id: int, service: str) -> tuple[int, ...]:
    """Who answers for owners of this plan whom Teams cannot reach."""
    held = tables.RoleHolding
    rows = session.exec(
        select(held)
        .join(tables.Person)
        .where(held.role == Role.LINK_OFFICER, col(tables.Person.active))
        .where(col(held.plan_id).is_(None) | (col(held.plan_id) == plan_id))
        .order_by(col(held.person_id), col(held.id))
    ).all()
    return tuple(dict.fromkeys(row.person_id for row in rows if row.service in (None, service)))


def import_people(
    session: Session, *, person: Person | None, moment: Moment, people: Sequence[ListedPerson]
) -> Imported:
    """Adds and changes people, known by Entra id or e-mail. `person` is None at the server's own console."""
    if person is not None:
        permissions.check_manage_people(person)
    outcomes = [_import_one(session, person, moment, listed) for listed in people]
    return Imported(outcomes.count("added"), outcomes.count("changed"), outcomes.count("unchanged"))


def _import_one(session: Session, person: Person | None, moment: Moment, listed: ListedPerson) -> str:
    row = _listed_before(session, listed)
    before = _facts(session, row) if row else {}
    if row is None:
        row = added(session, tables.Person(name=listed.name, email=listed.email.casefold()))
    row.name, row.email = listed.name, listed.email.casefold()
    for field in ("entra_id", "job_title", "service", "active"):
        told = getattr(listed, field)
        if told is not None:
            setattr(row, field, told)
    session.add(row)
    if listed.roles is not None:
        _set_roles(session, identified(row.id), listed.roles)
    session.flush()
    after = _facts(session, row)
    if before == after:
        return "unchanged"
    if before.get("active") != after["active"]:
        _owned_plans_changed(session, identified(row.id))
    act = "changed" if before else "added"
    audit(session, person=person, moment=moment, act=act, noun="person", noun_id=row.id, before=before, after=after)
    return act


def _listed_before(session: Session, listed: ListedPerson) -> tables.Person | None:
    """Who this is: the sign-in tells before the e-mail does, for an e-mail changes with a name."""
    by_email = session.exec(select(tables.Person).where(tables.Person.email == listed.email.casefold())).first()
    if listed.entra_id is None:
        return by_email
    by_id = session.exec(select(tables.Person).where(tables.Person.entra_id == listed.entra_id)).first()
    if by_id is None or by_email is None or by_id is by_email:
        return by_id or by_email
    if by_id.active:
        raise Refusal(
            f"The Entra id of {listed.email} is that of {by_id.email}, who is somebody else in the record. Nobody was "
            f"imported. Mend the id; or, where they are one person, first import {by_id.email} with active: no."
        )
    # They have left that row: the sign-in comes with them.
    by_id.entra_id = None
    session.add(by_id)
    session.flush()
    return by_email


def _owned_plans_changed(session: Session, person_id: int) -> None:
    """Who can be reached is part of what a program remembers of a plan."""
    owned = select(plan_tables.Recommendation.plan_id).join(plan_tables.Ownership).join(plan_tables.Owner)
    for plan_id in session.exec(owned.where(plan_tables.Owner.person_id == person_id).distinct()).all():
        plan_changed(session, plan_id)


def _set_roles(session: Session, person_id: int, roles: Sequence[tuple[Role, str, str]]) -> None:
    wanted = {(role.value, _plan_id(session, plan), service or None) for role, plan, service in roles}
    held = session.exec(select(tables.RoleHolding).where(tables.RoleHolding.person_id == person_id)).all()
    for row in held:
        if (row.role, row.plan_id, row.service) not in wanted:
            session.delete(row)
    for role, plan_id, service in sorted(wanted - {(row.role, row.plan_id, row.service) for row in held}, key=str):
        session.add(tables.RoleHolding(person_id=person_id, role=role, plan_id=plan_id, service=service))


def _plan_id(session: Session, title: str) -> int | None:
    if not title:
        return None
    found = session.exec(select(plan_tables.Plan.id).where(plan_tables.Plan.title == title)).first()
    if found is None:
        raise Refusal(f"No plan is called “{title}”, so nobody was imported. Import the plan first, or mend the title.")
    return found


def _facts(session: Session, row: tables.Person) -> dict[str, object]:
    roles = sorted(f"{h.role}:{h.plan_id or ''}:{h.service or ''}" for h in _roles(session, identified(row.id)))
    facts = row.model_dump(include={"name", "email", "entra_id", "job_title", "service", "active"})
    return {**facts, "roles": roles}


def _roles(session: Session, person_id: int) -> Sequence[tables.RoleHolding]:
    return session.exec(select(tables.RoleHolding).where(tables.RoleHolding.person_id == person_id)).all()


def _view(session: Session, row: tables.Person) -> Person:
    return _with_roles(row, _roles(session, identified(row.id)))


def _with_roles(row: tables.Person, held: Sequence[tables.RoleHolding]) -> Person:
    roles = frozenset(RoleHeld(Role(one.role), one.plan_id, one.service) for one in held)
    return Person(identified(row.id), row.name, row.email, row.job_title, row.service, roles)
