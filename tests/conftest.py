"""What every test may ask for: a fresh record, on SQLite and, where one is running, on PostgreSQL too."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings

from storage.database import Database
from storage.schema import upgrade
from storage.tables import metadata

# The same examples in every run: what fails once fails again, and what is mended leaves its case.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")

SERVER = os.environ.get("TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/test")


# Each table emptied and counted from one again. To truncate costs a new file for every table and index there is.
EMPTIED = (
    "".join(f'DELETE FROM "{table.name}";' for table in reversed(metadata.sorted_tables))
    + """
    SELECT setval(pg_get_serial_sequence(quote_ident(table_name), column_name), 1, false)
    FROM information_schema.columns
    WHERE table_schema = current_schema() AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL
"""
)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy: migrating costs more than most tests."""
    path = tmp_path_factory.mktemp("blank") / "blank.db"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture
def sqlite_database(blank: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "record.db"
    shutil.copy(blank, path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.close()


@contextmanager
def postgresql_of_ones_own(name: str) -> Iterator[str]:
    """A database of this process's own, migrated once and dropped at the end."""
    name = f"scrutiny_test_{name}_{os.getpid()}"
    try:
        server = psycopg.connect(SERVER, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL answers on 127.0.0.1:5432 (or at TEST_POSTGRESQL)")
    with server:
        server.execute(f"CREATE DATABASE {name}")
        # Nothing here stops the server itself, so nobody need wait for its disk.
        server.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
        address = SERVER.rpartition("/")[0] + f"/{name}"
        database = Database(address)
        upgrade(database)
        database.close()
        yield address
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgresql_address(worker_id: str) -> Iterator[str]:
    with postgresql_of_ones_own(worker_id) as address:
        yield address


@pytest.fixture
def postgresql_database(postgresql_address: str) -> Iterator[Database]:
    database = Database(postgresql_address)
    yield database
    with database.engine.begin() as connection:
        connection.exec_driver_sql(EMPTIED)
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """The record under test: each test that asks for it runs on both."""
    found: Database = request.getfixturevalue(f"{request.param}_database")
    return found


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lasting_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A record for tests that only read: it is filled once for all of a file's."""
    if request.param == "sqlite":
        path = shutil.copy(request.getfixturevalue("blank"), tmp_path_factory.mktemp("lasting") / "record.db")
        database = Database(f"sqlite:///{path}")
        yield database
        database.close()
    else:
        with postgresql_of_ones_own(f"lasting_{request.getfixturevalue('worker_id')}") as address:
            database = Database(address)
            yield database
            database.close()


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", "alone")
