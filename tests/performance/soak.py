"""`make soak`: the program is killed outright, fifty times, in the middle of a load of updates; nothing may be lost.

The real program runs in a process of its own, on SQLite and then on PostgreSQL where one answers. `load.py` presses,
this file kills, `reckoning.py` reads the record: between death and rebirth for what is half there, at the end for all.
A kill is a program's crash, not a power cut: what the operating system had been given, it still writes.
"""

import asyncio
import os
import random
import secrets
import socket
import sys
import tempfile
from asyncio.subprocess import PIPE
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import psycopg
from tqdm import tqdm

from storage.database import Database
from storage.schema import upgrade
from tests.builders import TENANT, council
from tests.performance.load import Load, boxes, long_plan
from tests.performance.reckoning import halves, reckon

SERVER = os.environ.get("TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/test")

KILLS, TELL_EVERY, MOST_TOLD = 50, 10, 20
# From one start to the next kill: so many presses answered, and then a moment, so that others are under way.
MOST_ANSWERED, LONGEST_MOMENT = 150, 0.02
ANSWERS_WITHIN = aiohttp.ClientTimeout(total=20)


@dataclass(frozen=True, slots=True)
class Outcome:
    pressed: int
    acknowledged: int
    delivered_again: int
    troubles: tuple[str, ...]


class Program:
    """`scrutiny-bot serve --local` in a process of its own, at one address through all its lives."""

    def __init__(self, database: Database, folder: Path) -> None:
        port = _free_port()
        self.address = f"http://127.0.0.1:{port}"
        self._log = folder / "program.log"
        self._environment = {
            **os.environ,
            "DATABASE_URL": database.url.render_as_string(hide_password=False),
            "DATA_FOLDER": str(folder),
            "APP_TENANT_ID": TENANT,
            "PORT": str(port),
        }
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Until it says that it listens."""
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "serve", "--local", env=self._environment, stdout=PIPE, stderr=log
            )
        assert self._process.stdout is not None
        if not await self._process.stdout.readline():
            raise RuntimeError(f"the program ended of itself:\n{self._log.read_text()[-2000:]}")

    async def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            await self._process.wait()
            self._process = None

    def faults(self) -> list[str]:
        lines = self._log.read_text().splitlines() if self._log.exists() else []
        return [line for line in lines if " ERROR " in line or " CRITICAL " in line]


async def soak(database: Database, folder: Path, kills: int = KILLS, most_answered: int = MOST_ANSWERED) -> Outcome:
    """Fills an empty, migrated record, runs the load on it through so many kills, and says what became of it."""
    here = council(database, long_plan())
    program = Program(database, folder)
    troubles: list[str] = []
    async with aiohttp.ClientSession(timeout=ANSWERS_WITHIN, connector=aiohttp.TCPConnector(limit=0)) as session:
        load = Load(program.address, here.round_id, boxes(here), session)
        pressing = asyncio.create_task(load.run())
        try:
            await program.start()
            for killed in tqdm(range(1, kills + 1), desc=database.url.get_backend_name(), unit=" kills", disable=None):
                await _live_and_die(load, program, most_answered)
                troubles += halves(database, load.presses)
                await program.start()
                if killed % TELL_EVERY == 0:
                    tqdm.write(
                        f"  {killed} kills: {load.acknowledged:,} presses acknowledged, {len(troubles)} troubles"
                    )
            load.ended.set()
            load.open.set()
            await pressing
        finally:
            pressing.cancel()
            await program.kill()
    troubles += [*load.troubles, *program.faults(), *reckon(database, load.presses)]
    return Outcome(len(load.presses), load.acknowledged, load.delivered_again, tuple(dict.fromkeys(troubles)))


async def _live_and_die(load: Load, program: Program, most_answered: int) -> None:
    load.open.set()
    async with asyncio.timeout(120):
        await load.answered(random.randint(0, most_answered))
    await asyncio.sleep(random.uniform(0, LONGEST_MOMENT))
    await program.kill()
    load.open.clear()


@contextmanager
def _records(folder: Path) -> Iterator[list[Database]]:
    """A record of its own in each kind of database there is."""
    addresses = [f"sqlite:///{folder / 'scrutiny.db'}"]
    name = f"scrutiny_soak_{secrets.token_hex(4)}"
    try:
        server = psycopg.connect(SERVER, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        print("No PostgreSQL answers on 127.0.0.1:5432 (or at TEST_POSTGRESQL): SQLite alone is soaked.")
        yield [Database(addresses[0])]
        return
    with server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield [Database(addresses[0]), Database(f"{SERVER.rpartition('/')[0]}/{name}")]
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _told(kind: str, outcome: Outcome) -> None:
    print(
        f"{kind}: {KILLS} kills, {outcome.pressed:,} presses, {outcome.acknowledged:,} acknowledged, "
        f"{outcome.delivered_again:,} delivered again; {len(outcome.troubles) or 'no'} troubles"
    )
    for trouble in outcome.troubles[:MOST_TOLD]:
        print(f"  {trouble}")


def main() -> int:
    is_well = True
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, _records(Path(name)) as databases:
        for database in databases:
            kind = database.url.get_backend_name()
            folder = Path(name) / kind
            folder.mkdir()
            upgrade(database)
            outcome = asyncio.run(soak(database, folder))
            database.close()
            _told(kind, outcome)
            is_well = is_well and not outcome.troubles and outcome.acknowledged == outcome.pressed > 0
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
