"""Microsoft's side of the wire, for the tests of the bot's edges: a service that answers as told, a clock to move."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.delivery import pool
from bot.settings import Settings

BOT_ID = "28:8f4f1c5e-0c6b-4bb0-9d0e-3a8f6d1f2b11"
APP_ID = "8f4f1c5e-0c6b-4bb0-9d0e-3a8f6d1f2b11"
TENANT_ID = "51d6ed0b-7a3f-4d0c-8c3e-0f0f6a1c9b22"
SERVICE_URL = "https://smba.trafficmanager.net/uk/"


class Moment:
    """A monotonic clock that only sleeping moves on."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


@dataclass
class Asked:
    """A request as the service saw it."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Service:
    """Any of Microsoft's services: keeps what it was asked and answers from `script`, then with `{"id": "made"}`."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    script: list[web.StreamResponse] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(Asked(request.method, request.raw_path, request.headers.copy(), await request.read()))
        return self.script.pop(0) if self.script else web.json_response({"id": "made"})

    def will_answer(self, *statuses: int, headers: Mapping[str, str] | None = None) -> None:
        self.script += [web.Response(status=status, headers=headers) for status in statuses]


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    service = Service()
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_route("*", "/{path:.*}", service.answer)
    async with TestServer(app) as server:
        service.url = str(server.make_url("/"))
        yield service


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with pool() as session:
        yield session


@pytest.fixture
def environ() -> dict[str, str]:
    return {
        "APP_ID": APP_ID,
        "APP_PASSWORD": "a-secret-of-ours",
        "APP_TENANT_ID": TENANT_ID,
        "APP_TYPE": "SingleTenant",
    }


@pytest.fixture
def settings(environ: dict[str, str]) -> Settings:
    return Settings.read(environ)


@pytest.fixture
def local_settings() -> Settings:
    return Settings.read({}, local=True)


@pytest.fixture
def activity() -> Callable[..., dict[str, Any]]:
    """A message as Teams posts it, with fields changed, or left out where the change is `...`."""

    def build(**changes: Any) -> dict[str, Any]:
        raw: dict[str, Any] = {
            "type": "message",
            "id": "1720000000001",
            "timestamp": "2024-07-03T09:46:40.001Z",
            "localTimestamp": "2024-07-03T10:46:40.001+01:00",
            "serviceUrl": SERVICE_URL,
            "channelId": "msteams",
            "from": {"id": "29:1abc", "name": "Priya Nair", "aadObjectId": "0a7d3a54-3a0e-4c0f-9f3e-6c6f5d1b2a01"},
            "recipient": {"id": BOT_ID, "name": "Scrutiny"},
            "conversation": {"id": "a:1xyz", "conversationType": "personal", "tenantId": TENANT_ID},
            "entities": [{"type": "clientInfo", "locale": "en-GB", "country": "GB", "platform": "Windows"}],
            "channelData": {"tenant": {"id": TENANT_ID}},
            "locale": "en-GB",
            "text": "update",
        }
        named = {{"from_": "from"}.get(name, name): value for name, value in changes.items()}
        return {name: value for name, value in (raw | named).items() if value is not ...}

    return build
