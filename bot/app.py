"""The program put together: the record, the guard, the turns, the connector, the courier, and on one machine the page."""

import asyncio
import contextlib
import errno
import gc
import socket
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot import delivery, report_links, signing_keys
from bot.answers import Answers
from bot.attachments import Downloads
from bot.clock import Clock
from bot.connector import Connector
from bot.courier import Courier, Post
from bot.credentials import Credentials, from_sign_in
from bot.guard import Guard, LocalGuard
from bot.housekeeping import keep_house
from bot.pace import TEAMS_LIMITS, Limits
from bot.playground.people import Player
from bot.playground.routes import attach
from bot.playground.stand_in import StandIn
from bot.settings import Settings
from bot.turn import Desk, Turns
from bot.web import Doorkeeper, routes
from storage.database import Database
from storage.errors import Refusal
from storage.importing.readers import READERS
from storage.schema import upgrade


@dataclass(frozen=True, slots=True)
class Running:
    """The program while it runs: where it listens, and the parts that its owner may ask."""

    address: str
    database: Database
    courier: Courier
    stand_in: StandIn | None


@asynccontextmanager
async def program(
    settings: Settings,
    clock: Clock,
    *,
    players: Sequence[Player] = (),
    limits: Limits = TEAMS_LIMITS,
    in_terminal: bool = False,
) -> AsyncIterator[Running]:
    """The whole bot, listening. In local mode the page and the far side of the wire are attached, for these players.

    In a terminal the first of them is the only one: the page's chats are not touched, and others' letters wait for it.
    """
    async with AsyncExitStack() as stack:
        database = Database(settings.database_url)
        stack.callback(database.close)
        stack.callback(READERS.end)
        await asyncio.to_thread(upgrade, database)
        session = await stack.enter_async_context(delivery.pool())
        guard: Doorkeeper = LocalGuard(settings)
        bearer = None
        if not settings.local:
            credentials = Credentials(from_sign_in(session, settings))
            guard = teams_guard = Guard(settings, signing_keys.over_http(session))
            stack.push_async_callback(credentials.close)
            stack.push_async_callback(teams_guard.close)
            bearer = credentials.bearer
        connector = Connector(session, settings.service_hosts, settings.file_hosts, bearer, limits=limits)
        downloads = Downloads(session, settings.file_hosts, settings.service_hosts, bearer)
        answers = Answers(database)
        turns = Turns(Desk(settings, database, connector, downloads, answers, clock))
        app = web.Application()
        app.add_routes(routes(guard, turns.handle))
        app.add_routes(report_links.routes(database, clock))
        keep = None if in_terminal else settings.data_folder / "chats.json"
        address, stand_in = await _listen(stack, app, settings, clock, players, keep)
        courier = Courier(database, connector, clock, _post(stand_in, players[0].email if in_terminal else None))
        for work in (answers.run(), courier.run(), keep_house(database, clock)):
            await _in_background(stack, work)
        # All that is loaded by now stays loaded: the collector need not walk over it again and again.
        gc.collect()
        gc.freeze()
        yield Running(address, database, courier, stand_in)


def _post(stand_in: StandIn | None, only_to: str | None) -> Post:
    return Post(only_to, stand_in.service_of) if stand_in else Post()


async def _listen(
    stack: AsyncExitStack,
    app: web.Application,
    settings: Settings,
    clock: Clock,
    players: Sequence[Player],
    keep: Path | None,
) -> tuple[str, StandIn | None]:
    if settings.local and keep is not None:
        keep.parent.mkdir(parents=True, exist_ok=True)
    listening = _socket(settings)
    port = listening.getsockname()[1]
    address = f"http://{f'[{settings.host}]' if ':' in settings.host else settings.host}:{port}"
    stand_in = None
    if settings.local:
        stand_in = StandIn(f"{address}/api/messages", f"{address}/", clock, players, keep)
        attach(app, stand_in)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.SockSite(runner, listening).start()
    return address, stand_in


async def _in_background(stack: AsyncExitStack, work: Coroutine[None, None, None]) -> None:
    task = asyncio.create_task(work)

    async def stop() -> None:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):  # the cancellation asked for on the line above
            await task

    stack.push_async_callback(stop)


def _socket(settings: Settings) -> socket.socket:
    """Bound before anything is told the port, so that port 0 may mean any that is free."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen()
    except OSError as error:
        listening.close()
        raise Refusal(_not_listening(settings, error)) from error
    return listening


def _not_listening(settings: Settings, error: OSError) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return (
                f"Port {settings.port} is taken: another bot or program listens there. Stop it, or set PORT to another."
            )
        case errno.EACCES:
            return f"This account may not listen on port {settings.port}. Set PORT to one above 1023."
        case _:
            return f"HOST {settings.host} is no address of this machine ({error.strerror}). Set HOST to one that is."
