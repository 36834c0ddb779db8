"""Who is who in the demo, and its calendar: `council.yaml`, parsed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.demo.entries import Entry
from storage.people import ListedPerson
from storage.vocabulary import Role

TENANT = "f7fb54aa-a152-4060-908f-c4acd638d17c"
"""The Entra tenant that everybody in the demo belongs to. It is invented, like them."""

COUNCIL = {"name", "started", "rounds", "people", "stranger"}
ROUND = {"label", "period", "opened", "closes", "reviewed", "closed", "committee", "recorded"}
PERSON = {"key", "name", "email", "entra_id", "job_title", "service", "roles", "plays"}


@dataclass(frozen=True, slots=True)
class DemoPlayer:
    """Somebody the local page lets one be."""

    key: str
    name: str
    email: str
    entra_id: str
    job_title: str
    caption: str
    tenant_id: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """How a round ended: reviewed by the clerk, closed, decided on by the committee, whose decisions were recorded."""

    reviewed_at: datetime
    closed_at: datetime
    committee_on: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class DemoRound:
    label: str
    period_on: date
    opened_at: datetime
    closes_on: date
    ended: Sitting | None


@dataclass(frozen=True, slots=True)
class DemoCouncil:
    name: str
    started_at: datetime
    people: Mapping[str, ListedPerson]
    players: tuple[DemoPlayer, ...]
    rounds: tuple[DemoRound, ...]

    @property
    def clerk(self) -> ListedPerson:
        return next(one for one in self.people.values() if (Role.CLERK, "", "") in (one.roles or ()))


def council_of(entry: Entry) -> DemoCouncil:
    listed = entry.many("people", PERSON)
    playing = [one for one in (*listed, entry.one("stranger", PERSON)) if one.given("plays")]
    return DemoCouncil(
        name=entry.text("name"),
        started_at=entry.moment("started"),
        people={one.text("key"): _person(one) for one in listed},
        players=tuple(map(_player, playing)),
        rounds=tuple(map(_round, entry.many("rounds", ROUND))),
    )


def _person(entry: Entry) -> ListedPerson:
    roles = entry.many("roles", {"role", "plan", "service"})
    return ListedPerson(
        name=entry.text("name"),
        email=entry.text("email"),
        entra_id=entry.text("entra_id"),
        job_title=entry.text("job_title"),
        service=entry.text("service"),
        roles=tuple((role.word("role", Role), role.text("plan", ""), role.text("service", "")) for role in roles),
    )


def _player(entry: Entry) -> DemoPlayer:
    plays = entry.one("plays", {"key", "caption"})
    return DemoPlayer(
        key=plays.text("key"),
        name=entry.text("name"),
        email=entry.text("email"),
        entra_id=entry.text("entra_id"),
        job_title=entry.text("job_title"),
        caption=plays.text("caption"),
        tenant_id=TENANT,
    )


def _round(entry: Entry) -> DemoRound:
    return DemoRound(
        label=entry.text("label"),
        period_on=entry.day("period"),
        opened_at=entry.moment("opened"),
        closes_on=entry.day("closes"),
        ended=_sitting(entry) if entry.given("closed") else None,
    )


def _sitting(entry: Entry) -> Sitting:
    return Sitting(entry.moment("reviewed"), entry.moment("closed"), entry.day("committee"), entry.moment("recorded"))
