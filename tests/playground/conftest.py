"""A stand-in with the tiny bot behind it, each on a port of its own."""

from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestServer

from bot.clock import Clock
from bot.playground.playing import playing
from bot.playground.stand_in import StandIn
from tests.playground.echo_bot import EchoBot
from tests.playground.players import PLAYERS


@pytest.fixture
async def bot() -> EchoBot:
    return EchoBot()


@pytest.fixture
async def bot_url(bot: EchoBot) -> AsyncIterator[str]:
    async with TestServer(bot.app()) as server:
        yield str(server.make_url("/api/messages"))


@pytest.fixture
async def stand_in(bot_url: str) -> AsyncIterator[StandIn]:
    async with playing(bot_url, Clock(), PLAYERS) as found:
        yield found
