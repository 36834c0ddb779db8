"""The whole program on SQLite with the small council in it; only Microsoft's side of the wire and the clock are ours."""

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import Running, program
from bot.clock import Clock
from bot.pace import Limits
from bot.playground.people import Player
from bot.playground.stand_in import StandIn
from bot.settings import Settings
from storage.database import Database
from tests.builders import IDS, NAMES, NOW, TENANT, Council, council, email
from tests.officer import Officer

UNHURRIED = Limits(per_second=1_000_000, per_conversation=1_000_000)
STRANGER = Player(
    "stranger", "Sol Vance", "sol@elsewhere.example", "0b0b0b0b-0000-4000-8000-000000000001", "", "", TENANT
)


@dataclass(frozen=True, slots=True)
class Town:
    """The program running, and everybody in it."""

    running: Running
    council: Council
    teams: StandIn

    def __getattr__(self, key: str) -> Officer:
        return Officer(key, self.teams)


def players() -> tuple[Player, ...]:
    known = tuple(Player(key, NAMES[key], email(key), IDS[key], "", "", TENANT) for key in NAMES)
    return (*known, STRANGER)


def settings(database: Database, folder: Path) -> Settings:
    read = Settings.read(
        {
            "DATABASE_URL": database.url.render_as_string(hide_password=False),
            "DATA_FOLDER": str(folder),
            "APP_TENANT_ID": TENANT,
            "COUNCIL_NAME": "Lowmere Council",
            "HELP_CONTACT": "scrutiny@lowmere.example",
        },
        local=True,
    )
    return replace(read, port=0)


def clock() -> Clock:
    return Clock(ahead=NOW - datetime.now(UTC))


@asynccontextmanager
async def running_town(here: Council, folder: Path, going_on: Clock | None = None) -> AsyncIterator[Town]:
    """`going_on`: the clock of a program that ran before; each has its own otherwise, and begins at the same time."""
    read, now = settings(here.database, folder), going_on or clock()
    async with program(read, now, players=players(), limits=UNHURRIED) as running:
        assert running.stand_in is not None
        yield Town(running, here, running.stand_in)


def built(blank: Path, folder: Path, build: Callable[[Database], Council]) -> tuple[Path, Council]:
    """A council on SQLite, and the file it is in, for stories to begin with a copy of."""
    path = folder / "record.db"
    shutil.copy(blank, path)
    database = Database(f"sqlite:///{path}")
    found = build(database)
    database.close()
    return path, found


@contextmanager
def copied(settled: tuple[Path, Council], folder: Path) -> Iterator[Council]:
    path, found = settled
    database = Database(f"sqlite:///{shutil.copy(path, folder / 'record.db')}")
    yield replace(found, database=database)
    database.close()


@pytest.fixture(scope="session")
def settled(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Council]:
    """The small council, built once."""
    return built(blank, tmp_path_factory.mktemp("settled"), council)


@pytest.fixture
def here(settled: tuple[Path, Council], tmp_path: Path) -> Iterator[Council]:
    with copied(settled, tmp_path) as found:
        yield found


@pytest.fixture
async def town(here: Council, tmp_path: Path) -> AsyncIterator[Town]:
    async with running_town(here, tmp_path) as found:
        yield found


@pytest.fixture(params=["sqlite", "postgresql"])
async def anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Town]:
    """The program on either database."""
    if request.param == "sqlite":
        found: Council = request.getfixturevalue("here")
    else:
        found = council(request.getfixturevalue("postgresql_database"))
    async with running_town(found, tmp_path) as town:
        yield town
