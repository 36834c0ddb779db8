"""The demo's council, filled once for each kind of database: reading it is all that most tests here do."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.demo.council import fill
from storage.database import Database
from storage.tables import metadata
from storage.views import Moment
from tests.demo.kelderby import Kelderby


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kelderby(
    request: pytest.FixtureRequest, blank: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Kelderby]:
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("demo") / "demo.db"
        shutil.copy(blank, path)
        database = Database(f"sqlite:///{path}")
    else:
        database = Database(request.getfixturevalue("postgresql_address"))
    fill(database)
    yield Kelderby(database)
    if request.param == "postgresql":
        names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
        with database.engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
    database.close()


@pytest.fixture
def first_day() -> Moment:
    at = datetime(2025, 11, 1, 9, tzinfo=UTC)
    return Moment(at, at.date())
