"""A world of questions (its plans, owners, rounds and schemes) put into a fresh record by the record's own operations."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from storage import people, plans, rounds
from storage.agreed import AgreedOwner, AgreedPlan, AgreedRecommendation
from storage.database import Database
from storage.people import ListedPerson
from storage.rules.deadlines import month_end
from storage.schema import upgrade
from storage.views import Grade, Moment, Person, Scheme
from storage.vocabulary import Family, Meaning, OwnerKind, Role

ROLES = {"manager": (Role.MANAGER,), "officer": (Role.OFFICER, Role.MANAGER), "clerk": (Role.CLERK,)}
"""The officer of the gold answers asks about everybody's actions: she is an assistant director, and sees them all."""


@dataclass(frozen=True, slots=True)
class World:
    database: Database
    today: date
    people: dict[str, Person]


def load(world: dict[str, Any], folder: Path) -> World:
    database = Database(f"sqlite:///{folder / 'world.db'}")
    upgrade(database)
    today = date.fromisoformat(world["today"])
    moment = Moment(datetime.combine(today, time(9), UTC), today)
    listed = [_listed(key, one["name"]) for key, one in world["users"].items()]
    database.write_now(people.import_people, person=None, moment=moment, people=listed)
    known = {
        key: found
        for key in world["users"]
        if (found := database.read_now(people.person_with_email, email=_email(key))) is not None
    }
    for at, plan in enumerate(world["plans"]):
        _add(database, world, plan, known["clerk"], moment, at)
    return World(database, today, known)


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _listed(key: str, name: str) -> ListedPerson:
    return ListedPerson(name=name, email=_email(key), roles=tuple((role, "", "") for role in ROLES[key]))


def _email(key: str) -> str:
    return f"{key}@world.example"


def _add(
    database: Database, world: dict[str, Any], plan: dict[str, Any], clerk: Person, moment: Moment, at: int
) -> None:
    owners = [_owner(world, name) for name in world["owners"]]
    numbers = [str(number) for number in plan["recommendations"]] or [""]
    # Everybody owns something: the names go round the recommendations of all plans, the first plan taking every one.
    shares = (
        [owners[place :: len(numbers)] for place in range(len(numbers))] if at == 0 else [owners[:1]] * len(numbers)
    )
    agreed = AgreedPlan(
        title=plan["title"],
        family=Family.PROGRESS_UPDATE,
        scheme=_scheme(plan["scheme"], world["schemes"][plan["scheme"]]),
        aliases=tuple(plan["aliases"]),
        recommendations=tuple(
            AgreedRecommendation(
                f"What was agreed, {number or 'without a number'}.", number=number, owners=tuple(share)
            )
            for number, share in zip(numbers, shares, strict=True)
        ),
    )
    plan_id = database.write_now(plans.add_plan, person=clerk, moment=moment, plan=agreed)
    for one in world["rounds"]:
        if one["id"] in plan["rounds"]:
            _add_round(database, plan_id, one, clerk, moment)


def _add_round(database: Database, plan_id: int, one: dict[str, Any], clerk: Person, moment: Moment) -> None:
    year, month = map(int, one["id"].split("-"))
    opened = database.write_now(
        rounds.open_round,
        person=clerk,
        moment=moment,
        plan_id=plan_id,
        label=one["label"],
        period_on=month_end(year, month),
    )
    if not one.get("open"):
        database.write_now(rounds.close_round, person=clerk, moment=moment, round_id=opened.id)


def _owner(world: dict[str, Any], name: str) -> AgreedOwner:
    """A name with a word all in capitals is a body's; the world does not say."""
    body = any(word.isupper() and len(word) > 1 for word in name.split())
    kind = OwnerKind.ORGANISATION if body else OwnerKind.PERSON
    return AgreedOwner(name, kind, role=world.get("roles", {}).get(name, ""))


def _scheme(key: str, labels: dict[str, str]) -> Scheme:
    grades = []
    for label, meaning in labels.items():
        code, _, rest = label.partition(" ")
        named = (code, rest) if code.isdigit() else (label, label)
        grades.append(Grade(named[0], named[1], "", Meaning(meaning)))
    return Scheme(0, key, tuple(grades), ())
