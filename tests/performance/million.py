"""A record with a million updates in it: 1,000 plans of 100 recommendations each, ten rounds, 5,000 owners.

It is written by bare SQL, which is what makes it quick; what is kept ready is then made by the record's own statement.
"""

import random
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from storage import latest, people, plans
from storage.agreed import AgreedPlan, AgreedRecommendation
from storage.database import Database
from storage.rules.schemes import known
from storage.schema import upgrade
from storage.vocabulary import Family
from tests.builders import email, listed, moment

PLANS, EACH, ROUNDS, OWNERS = 1_000, 100, 10, 5_000
LABELS = tuple(f"Round {number}" for number in range(1, ROUNDS + 1))
SUBJECTS = ("housing", "transport", "libraries", "foster care", "school places", "audit", "waste", "young carers")
FIRST = (
    "Aled",
    "Bea",
    "Carys",
    "Dafydd",
    "Efa",
    "Farid",
    "Gwen",
    "Huw",
    "Iona",
    "Jas",
    "Kofi",
    "Leela",
    "Maeve",
    "Nadia",
    "Osian",
    "Petra",
    "Quentin",
    "Rhona",
    "Sefton",
    "Tamsin",
    "Ursula",
    "Viktor",
    "Wanda",
    "Yusuf",
    "Zora",
)
BEGIN = (
    "Ash",
    "Bram",
    "Cor",
    "Dun",
    "Elm",
    "Fen",
    "Gar",
    "Hol",
    "Ink",
    "Kel",
    "Lin",
    "Mar",
    "Nor",
    "Pen",
    "Rad",
    "Sel",
    "Thor",
    "Upp",
    "Wex",
    "Yar",
)
END = ("bury", "combe", "dale", "field", "gate", "ham", "ington", "low", "mere", "stone")


def name(id: int) -> str:
    """One of 5,000 names: each first name stands with every surname."""
    surname = (id - 1) // len(FIRST)
    return f"{FIRST[(id - 1) % len(FIRST)]} {BEGIN[surname % len(BEGIN)]}{END[surname // len(BEGIN)]}"


def title(id: int) -> str:
    place = (id - 1) // len(SUBJECTS)
    return f"{SUBJECTS[id % 8].capitalize()} in {BEGIN[place % len(BEGIN)]}{END[place // len(BEGIN)]}"


def filled(path: Path) -> Database:
    """The record of Mo's council, whose manager sees it all."""
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    database.write_now(people.import_people, person=None, moment=moment(-4000), people=listed())
    clerk = database.read_now(people.person_with_email, email=email("cleo"))
    assert clerk is not None
    first = AgreedPlan(
        "Plan 0", Family.PROGRESS_UPDATE, known("scrutiny"), (AgreedRecommendation("One."),), service="Children"
    )
    database.write_now(plans.add_plan, person=clerk, moment=moment(-4000), plan=first)
    with sqlite3.connect(path) as connection:
        _write(connection)
    connection.close()
    database.write_now(latest.refresh, [id for id, _, _ in _recommendations()])
    with database.engine.begin() as opened:
        opened.exec_driver_sql("ANALYZE")
    return database


def _write(connection: sqlite3.Connection) -> None:
    dice = random.Random(7)
    connection.execute("PRAGMA synchronous=OFF")
    run = connection.executemany
    at = "2023-01-01 09:00:00.000000"
    run("INSERT INTO plan(id, title, aliases, family, service, scheme_id, agreed_text, edition, created_at) "
        "VALUES (?, ?, '[]', 'progress_update', 'Children', 1, '', 1, ?)",
        ((id, title(id), at) for id in range(2, PLANS + 1)))  # fmt: skip
    run("INSERT INTO recommendation(id, plan_id, position, number, text) VALUES (?, ?, ?, ?, ?)",
        ((id, plan, place, str(place), f"The council looks again at {SUBJECTS[id % 8]} in ward {place}.")
         for id, plan, place in _recommendations()))  # fmt: skip
    run("INSERT INTO owner(id, kind, name, role, organisation) VALUES (?, 'person', ?, '', '')",
        ((id, name(id)) for id in range(1, OWNERS + 1)))  # fmt: skip
    run("INSERT INTO ownership(recommendation_id, owner_id, part, position, as_written, since_at) "
        "VALUES (?, ?, 'lead', 1, '', ?)",
        ((id, dice.randint(1, OWNERS), at) for id, _, _ in _recommendations()))  # fmt: skip
    run("INSERT INTO due_date(recommendation_id, text, due_on, reason, set_at) VALUES (?, '', ?, '', ?)",
        ((id, (date(2023, 1, 1) + timedelta(days=dice.randint(0, 900))).isoformat(), at)
         for id, _, _ in _recommendations()))  # fmt: skip
    run("INSERT INTO round(id, plan_id, label, period_on, opened_at) VALUES (?, ?, ?, ?, ?)",
        ((plan * ROUNDS + number, plan, LABELS[number], date(2014 + number, 7, 31).isoformat(), at)
         for plan in range(1, PLANS + 1) for number in range(ROUNDS)))  # fmt: skip
    run('INSERT INTO "update"(id, recommendation_id, round_id, state, version, sent_version, versions) '
        "VALUES (?, ?, ?, 'submitted', 1, 1, 1)",
        ((id * ROUNDS + number, id, plan * ROUNDS + number)
         for id, plan, _ in _recommendations() for number in range(ROUNDS)))  # fmt: skip
    run("INSERT INTO update_version(id, update_id, number, based_on, origin, evidence, impact, grade_code, explanation, "
        "anticipated_text, written_by_id, written_at) VALUES (?, ?, 1, 0, 'card', ?, '', ?, '', '', 1, ?)",
        ((id * ROUNDS + number, id * ROUNDS + number,
          f"{dice.randint(1, 99)} of the teams have met about {dice.choice(SUBJECTS)}.", str(dice.randint(1, 4)), at)
         for id, _, _ in _recommendations() for number in range(ROUNDS)))  # fmt: skip
    connection.commit()


def _recommendations() -> Iterator[tuple[int, int, int]]:
    """Id, plan and place. The one that the first plan came with is the first of them."""
    return ((id, (id - 1) // EACH + 1, (id - 1) % EACH + 1) for id in range(2, PLANS * EACH + 1))
