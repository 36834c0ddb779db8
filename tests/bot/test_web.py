"""The door, over real HTTP: whatever is thrown at it, Teams gets a status it understands and never a 5xx."""

import asyncio
import gzip
import io
import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from botbuilder.core import InvokeResponse
from botbuilder.schema import Activity

from bot import incoming, logs, wire
from bot.guard import Unwelcome
from bot.web import LARGEST_BODY, routes
from dialogs.speech import Said

Build = Callable[..., dict[str, Any]]
Client = TestClient[web.Request, web.Application]


class OpenDoor:
    """Lets everybody in, but for one who says who they are not."""

    async def check(self, headers: Mapping[str, str], activity: wire.Record) -> None:
        if headers.get("Authorization") == "Bearer forged":
            raise Unwelcome("token refused (InvalidSignatureError)")


class Bot:
    """Reads every activity as the program does, and answers a press with its values."""

    def __init__(self) -> None:
        self.seen: list[Any] = []
        self.fault: Exception | None = None

    async def handle(self, activity: Activity, raw: dict[str, Any]) -> InvokeResponse | None:
        if self.fault:
            raise self.fault
        envelope, event = incoming.envelope(activity, raw), incoming.read(activity, raw)
        self.seen.append(event)
        return InvokeResponse(status=200, body={"values": dict(event.values)}) if envelope.is_invoke else None  # type: ignore[union-attr]


@pytest.fixture
def bot() -> Bot:
    return Bot()


@pytest.fixture
async def client(bot: Bot) -> AsyncIterator[Client]:
    app = web.Application()
    app.add_routes(routes(OpenDoor(), bot.handle))
    async with TestClient(TestServer(app)) as client:
        yield client


async def post(client: Client, body: Any, **headers: str) -> tuple[int, bytes]:
    data = io.BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
    async with client.post(
        "/api/messages", data=data, headers={"Content-Type": "application/json", **headers}
    ) as response:
        return response.status, await response.read()


async def test_a_message_is_handed_on_and_answered_with_nothing(client: Client, bot: Bot, activity: Build) -> None:
    assert await post(client, activity(text="update")) == (200, b"")
    assert bot.seen == [Said("update")]


async def test_a_press_is_answered_in_the_response(client: Client, activity: Build) -> None:
    value = {"action": {"verb": "save", "data": {"evidence": "caf\u00e9 \ud800"}}}
    status, body = await post(client, activity(type="invoke", name="adaptiveCard/action", value=value))
    assert status == 200
    assert json.loads(body) == {"values": {"evidence": "caf\u00e9 \ud800"}}


async def test_health_is_ok(client: Client) -> None:
    async with client.get("/health") as response:
        assert (response.status, await response.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"[]",
        b"null",
        b'"text"',
        b"5",
        b"{",
        b'{"type": NaN}',
        b'{"value": Infinity}',
        b'{"value": -Infinity}',
        b'{"id": ' + b"9" * 5_000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 30_000 + b"1" + b"}" * 30_000,
        b'{"channelData":' + b'{"a":' * 900 + b"1" + b"}" * 901,
        '{"type": "message"}'.encode("utf-16"),
        b'\xef\xbb\xbf{"type": "message"}',
        b'{"text": "\xff\xfe"}',
        b'{"type": "message", "type": 5}',
        b"\0" * 1_000,
    ],
)
async def test_a_body_that_is_no_activity_is_a_bad_request(client: Client, bot: Bot, body: bytes) -> None:
    assert await post(client, body) == (400, b"{}")
    assert bot.seen == []


@pytest.mark.parametrize("encoding", ["deflate", "gzip"])
@pytest.mark.parametrize("body", [b"zz", b"z" * 70_000])
async def test_a_body_that_is_not_encoded_as_it_says_is_a_bad_request_and_no_fault(
    client: Client, bot: Bot, caplog: pytest.LogCaptureFixture, encoding: str, body: bytes
) -> None:
    logs.heed_callers_faults()
    status, _ = await post(client, body, **{"Content-Encoding": encoding})
    assert status == 400
    assert await post(client, {"type": "typing"}) == (400, b"{}")
    assert bot.seen == []
    told = [record for record in caplog.records if record.name in ("aiohttp.server", "bot.web")]
    assert {record.levelname for record in told} == {"WARNING"}
    assert not any(record.exc_info for record in told)


@pytest.mark.parametrize(
    "hostile",
    [
        {"type": 5, "id": ...},
        {"from_": ...},
        {"from_": 5},
        {"conversation": []},
        {"conversation": ...},
        {"text": 5},
        {"text": ["update"]},
        {"entities": [5]},
        {"attachments": {"a": 1}},
        {"membersAdded": 5, "type": "conversationUpdate"},
        {"timestamp": {}},
        {"relatesTo": 5},
        {"type": "invoke", "name": "adaptiveCard/action", "value": None},
        {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": {"verb": {}}}},
        {"type": "invoke", "name": "fileConsent/invoke", "value": None},
    ],
)
async def test_a_hostile_activity_is_a_bad_request(client: Client, activity: Build, hostile: dict[str, Any]) -> None:
    assert await post(client, activity(**hostile)) == (400, b"{}")


async def test_an_invoke_of_another_name_is_not_found(client: Client, activity: Build) -> None:
    assert await post(client, activity(type="invoke", name="task/fetch")) == (404, b"{}")


async def test_no_channel_data_is_no_harm(client: Client, activity: Build) -> None:
    assert await post(client, activity(channelData=...)) == (200, b"")


async def test_a_body_over_the_limit_is_too_large(client: Client, bot: Bot, activity: Build) -> None:
    assert await post(client, activity(text="x" * LARGEST_BODY)) == (413, b"{}")
    assert await post(client, b"x" * 5_000_000) == (413, b"{}")
    assert bot.seen == []


async def test_a_body_that_announces_no_length_is_read_no_further_than_the_limit(client: Client) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(200):
            yield b"x" * 10_000

    async with client.post("/api/messages", data=endless()) as response:
        assert response.status == 413


async def test_evidence_of_100_000_characters_fits(client: Client, activity: Build) -> None:
    assert await post(client, activity(text="x" * 100_000)) == (200, b"")


async def test_a_compressed_body_that_unfolds_past_the_limit_is_refused(client: Client) -> None:
    status, _body = await post(client, gzip.compress(b"x" * 50_000_000), **{"Content-Encoding": "gzip"})
    assert status in (400, 413)


async def test_a_body_that_is_not_compressed_as_it_says_is_refused(client: Client) -> None:
    status, _body = await post(client, b'{"type": "message"}', **{"Content-Encoding": "gzip"})
    assert status == 400


@pytest.mark.parametrize(
    "tail",
    [
        b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"Content-Length: five\r\n\r\n",
        b"Content-Length: -5\r\n\r\n",
    ],
)
async def test_broken_http_is_a_bad_request(client: Client, tail: bytes) -> None:
    reader, writer = await asyncio.open_connection(client.host, client.port)
    writer.write(b"POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\n" + tail)
    assert (await reader.readline()).split()[1] == b"400"
    writer.close()


async def test_whoever_is_refused_is_not_told_why(
    client: Client, activity: Build, caplog: pytest.LogCaptureFixture
) -> None:
    assert await post(client, activity(), Authorization="Bearer forged") == (401, b"{}")
    (refused,) = (record for record in caplog.records if record.name == "bot.web")
    assert refused.__dict__["facts"]["reason"] == "token refused (InvalidSignatureError)"


async def test_only_posting_is_answered(client: Client) -> None:
    async with client.get("/api/messages") as response:
        assert response.status == 405


async def test_a_fault_is_logged_once_with_a_reference(
    client: Client, bot: Bot, activity: Build, caplog: pytest.LogCaptureFixture
) -> None:
    bot.fault = KeyError("what the officer wrote")
    assert await post(client, activity()) == (500, b"")
    (fault,) = (record for record in caplog.records if record.levelno >= logging.ERROR)
    assert len(fault.__dict__["facts"]["reference"]) == 8


@pytest.mark.parametrize(
    ("kind", "status"), [(..., 400), ("", 400), (7, 400), (["message"], 400), ("a kind to come", 200)]
)
async def test_an_activity_says_what_it_is(client: Client, activity: Build, kind: object, status: int) -> None:
    assert (await post(client, activity(type=kind)))[0] == status
