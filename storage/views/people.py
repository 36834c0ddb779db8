"""People, and how they are reached: who somebody is, when something happens, where a letter to them goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from storage.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happens: the instant, and the date on the council's wall."""

    at: datetime
    today: date


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role, for one plan, for one service, or (where both are None) for the whole council."""

    role: Role
    plan_id: int | None = None
    service: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    email: str
    job_title: str = ""
    service: str = ""
    roles: frozenset[RoleHeld] = frozenset()

    def holds(self, role: Role) -> bool:
        return any(held.role is role for held in self.roles)


@dataclass(frozen=True, slots=True)
class Colleague:
    id: int
    name: str
    job_title: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a person can be reached: the conversation the channel gave us."""

    conversation_id: str
    service_url: str
    bot_id: str
    user_id: str
    tenant_id: str


@dataclass(frozen=True, slots=True)
class OutboxLetter:
    """A message waiting to be sent first, claimed by one courier."""

    id: int
    person: Person
    kind: str
    payload: Mapping[str, int | str]
    reference: Reference | None
    attempts: int
