"""Kelderby, the demo's council: fills an empty record with it, whole or not at all, and names who one can be there."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NoReturn

from sqlmodel import Session
from tqdm import tqdm

from bot.demo import entries
from bot.demo.history import History, moment, play_round
from bot.demo.people import COUNCIL, TENANT, DemoCouncil, DemoPlayer, council_of
from bot.demo.plans import PLAN, DemoPlan, plan_of
from storage.database import Database
from storage.people import ListedPerson, import_people, person_with_email
from storage.plans import add_plan, plan_titled
from storage.views import Person

__all__ = ["CONTACT", "TENANT", "DemoPlayer", "fill", "name", "players"]

CONTACT = "the scrutiny team (scrutiny@kelderby.example)"

PLANS = ("missing_children.yaml", "damp_and_mould.yaml", "home_first.yaml", "buying_and_paying.yaml")

# A second or less needs no bar.
SHOWN_AFTER = 1.0


def fill(database: Database) -> None:
    """Does nothing where the council is there already. One transaction: a start that is cut short leaves nothing."""
    database.write_now(_fill)


def name() -> str:
    return _council().name


def players() -> tuple[DemoPlayer, ...]:
    return _council().players


@cache
def _council() -> DemoCouncil:
    return council_of(entries.file("council.yaml", COUNCIL))


def _fill(session: Session) -> None:
    council = _council()
    plans = [plan_of(entries.file(name, PLAN), council) for name in PLANS]
    if plan_titled(session, plans[0].agreed.title) is not None:
        return
    said = [(plan.agreed.title, answer) for plan in plans for answer in plan.answers]
    with tqdm(total=len(said), desc=council.name, unit=" answers", delay=SHOWN_AFTER, leave=False) as progress:
        history = _begin(session, council, plans, progress)
        for round in council.rounds:
            play_round(history, round, [(title, answer) for title, answer in said if answer.round == round.label])


def _begin(session: Session, council: DemoCouncil, plans: Sequence[DemoPlan], progress: "tqdm[NoReturn]") -> History:
    """People come before the plans that name them, and once more after, with the roles that name a plan."""
    start = moment(council.started_at)
    listed = list(council.people.values())
    without_plans = [replace(one, roles=tuple(role for role in one.roles or () if not role[1])) for one in listed]
    import_people(session, person=None, moment=start, people=without_plans)
    clerk = _person(session, council.clerk)
    ids = {p.agreed.title: add_plan(session, person=clerk, moment=start, plan=p.agreed) for p in plans}
    session.flush()
    import_people(session, person=None, moment=start, people=listed)
    people = {key: _person(session, one) for key, one in council.people.items()}
    return History(session, clerk, people, ids, progress)


def _person(session: Session, listed: ListedPerson) -> Person:
    found = person_with_email(session, listed.email)
    if found is None:
        raise LookupError("Somebody who was just added is not in the record")
    return found
