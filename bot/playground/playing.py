"""The playground on a port of its own, for tests and for a bot that runs elsewhere on this machine."""

import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from bot.clock import Clock
from bot.playground.people import Player
from bot.playground.routes import attach
from bot.playground.stand_in import StandIn


@asynccontextmanager
async def playing(
    bot_url: str, clock: Clock, players: Sequence[Player], keep: Path | None = None
) -> AsyncIterator[StandIn]:
    """A stand-in that listens on a free port of this machine and posts to the bot at `bot_url`."""
    listener = socket.create_server(("127.0.0.1", 0))
    service_url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    stand_in = StandIn(bot_url, service_url, clock, players, keep)
    app = web.Application()
    attach(app, stand_in)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        yield stand_in
    finally:
        await runner.cleanup()
