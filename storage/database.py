"""The one door to the database: an operation runs in one transaction, in a worker thread, and all of it holds or none.

SQLite lets one writer in at a time, so writers queue here, in order, instead of polling its lock; readers never wait.
"""

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from storage import json_text
from storage.memory import Memory

P = ParamSpec("P")
T = TypeVar("T")

TRIES = 4
THREADS = 8
# Another transaction was in the way and this one was rolled back whole: running it again is safe.
POSTGRES_COLLISIONS = {"40001", "40P01", "23505"}
SECONDS_TO_CONNECT = "10"


class Database:
    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._engine = _sqlite(url) if self.is_sqlite else _postgres(url)
        self._one_writes = threading.Lock()
        self._to_write: Connection | None = None
        self._to_glance: Connection | None = None
        self._memory = Memory()
        self._readers = ThreadPoolExecutor(THREADS, "reader")
        self._writers = ThreadPoolExecutor(1 if self.is_sqlite else THREADS, "writer")

    @property
    def file(self) -> Path | None:
        """Where SQLite keeps it."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @property
    def engine(self) -> Engine:
        """For migrations and the check of them; operations get a session."""
        return self._engine

    async def read(self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        def work() -> T:
            return self.read_now(operation, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._readers, work)

    async def glance(self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """A look at a few rows by their keys, by prepared statements, each by itself: on SQLite it is
        over sooner than a thread could be asked for it."""
        if self.is_sqlite:
            with self._session(self._engine, driver=self._window()) as session:
                return operation(session, *args, **kwargs)
        return await self.read(operation, *args, **kwargs)

    def _window(self) -> tuple[Dialect, Any]:
        """A connection that is kept for glances, with no transaction on it."""
        if self._to_glance is None:
            self._to_glance = self._engine.connect()
        return self._engine.dialect, self._to_glance.connection.driver_connection

    async def write(self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        def work() -> T:
            return self.write_now(operation, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._writers, work)

    def read_now(self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return self._run(operation, *args, **kwargs)

    def write_now(self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        for attempt in range(1, TRIES + 1):
            try:
                run = self._run_alone if self.is_sqlite else self._run
                return run(operation, *args, **kwargs)
            except (DBAPIError, sqlite3.OperationalError) as error:
                if attempt == TRIES or not _collided(error):
                    raise
                time.sleep(0.01 * 2**attempt)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _run(self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        with self._session(self._engine) as session:
            result = operation(session, *args, **kwargs)
            session.commit()
            return result

    def _run_alone(self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """SQLite's writes, one after the other, on a connection that is kept and in a transaction that is already there
        for the session to join: to fetch, begin, end and give back one each time costs as much as a small write."""
        with self._one_writes:
            if self._to_write is None:
                self._to_write = self._engine.connect()
            driver: Any = self._to_write.connection.driver_connection
            driver.execute("BEGIN IMMEDIATE")
            try:
                with self._session(self._to_write, driver=(self._engine.dialect, driver)) as session:
                    result = operation(session, *args, **kwargs)
                    if session.in_transaction():
                        session.commit()
                driver.commit()
                return result
            finally:
                driver.rollback()

    def _session(self, on: Engine | Connection, **known: object) -> Session:
        return Session(on, expire_on_commit=False, autoflush=False, info={"memory": self._memory, **known})

    def close(self) -> None:
        self._readers.shutdown()
        self._writers.shutdown()
        for kept in (self._to_write, self._to_glance):
            if kept is not None:
                kept.close()
        self._engine.dispose()


def _sqlite(url: str) -> Engine:
    engine = create_engine(
        url, connect_args={"check_same_thread": False, "isolation_level": None}, json_serializer=json_text.text
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        # FULL: an acknowledged update survives a power cut, not only a crash of the program.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        if not driver.in_transaction:
            driver.execute(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


def _postgres(url: str) -> Engine:
    address = make_url(url).set(drivername="postgresql+psycopg")
    if "connect_timeout" not in address.query:
        address = address.update_query_dict({"connect_timeout": SECONDS_TO_CONNECT})
    return create_engine(address, pool_size=THREADS * 2, pool_pre_ping=True, json_serializer=json_text.text)


def _collided(error: Exception) -> bool:
    of_driver = getattr(error, "orig", error)
    return getattr(of_driver, "sqlstate", None) in POSTGRES_COLLISIONS or "database is locked" in str(of_driver)
