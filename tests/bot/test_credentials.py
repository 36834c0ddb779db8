"""The bot's token is there when it is needed, asked for once, renewed in time, and in no log."""

import asyncio
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import aiohttp
import pytest
from aiohttp import web

from bot.credentials import Credentials, NoToken, from_sign_in, signature
from bot.settings import Settings


class SignIn:
    """Gives t1, t2, ... each for an hour, or fails; waits when told to."""

    def __init__(self) -> None:
        self.given = 0
        self.failing = False
        self.open = asyncio.Event()
        self.open.set()

    async def fetch(self) -> tuple[str, float]:
        await self.open.wait()
        if self.failing:
            raise NoToken("sign-in cannot be reached")
        self.given += 1
        return f"t{self.given}", 3_600.0


@pytest.fixture
def sign_in() -> SignIn:
    return SignIn()


@pytest.fixture
def credentials(sign_in: SignIn, moment: Any) -> Credentials:
    return Credentials(sign_in.fetch, moment.monotonic)


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_one_request_serves_all_who_ask(credentials: Credentials, sign_in: SignIn) -> None:
    assert set(await asyncio.gather(*(credentials.bearer() for _ in range(20)))) == {"t1"}
    assert sign_in.given == 1


async def test_a_token_is_renewed_ahead_of_its_end_and_nobody_waits(
    credentials: Credentials, sign_in: SignIn, moment: Any
) -> None:
    await credentials.bearer()
    moment.now += 3_100
    sign_in.open.clear()
    assert await credentials.bearer() == "t1"
    sign_in.open.set()
    await settle()
    assert await credentials.bearer() == "t2"


async def test_a_token_at_its_end_is_not_sent(credentials: Credentials, moment: Any) -> None:
    await credentials.bearer()
    moment.now += 3_590
    assert await credentials.bearer() == "t2"


async def test_when_sign_in_is_away_the_old_token_serves_to_its_end(
    credentials: Credentials, sign_in: SignIn, moment: Any
) -> None:
    await credentials.bearer()
    sign_in.failing = True
    moment.now += 3_100
    for _ in range(3):
        assert await credentials.bearer() == "t1"
        await settle()
    moment.now += 490
    with pytest.raises(NoToken):
        await credentials.bearer()
    await settle()
    sign_in.failing = False
    assert await credentials.bearer() == "t2"


async def test_one_who_gives_up_does_not_take_the_token_from_the_others(
    credentials: Credentials, sign_in: SignIn
) -> None:
    sign_in.open.clear()
    first, second = asyncio.create_task(credentials.bearer()), asyncio.create_task(credentials.bearer())
    await settle()
    first.cancel()
    await settle()
    sign_in.open.set()
    assert await second == "t1"


async def test_closing_leaves_nothing_running(credentials: Credentials, sign_in: SignIn) -> None:
    sign_in.open.clear()
    waiting = asyncio.create_task(credentials.bearer())
    await settle()
    await credentials.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_a_secret_is_exchanged_at_the_councils_own_tenant(
    session: aiohttp.ClientSession, service: Any, settings: Settings
) -> None:
    service.script = [web.json_response({"access_token": "tok", "expires_in": 3599, "token_type": "Bearer"})]
    fetch = from_sign_in(session, settings, {}, service.url.rstrip("/"))
    assert await fetch() == ("tok", 3599.0)
    (asked,) = service.asked
    assert (asked.method, asked.path) == ("POST", f"/{settings.app_tenant_id}/oauth2/v2.0/token")
    assert parse_qs(asked.body.decode()) == {
        "grant_type": ["client_credentials"],
        "client_id": [settings.app_id],
        "client_secret": [settings.app_password],
        "scope": ["https://api.botframework.com/.default"],
    }


async def test_a_managed_identity_asks_the_machine_it_runs_on(
    session: aiohttp.ClientSession, service: Any, environ: dict[str, str]
) -> None:
    settings = Settings.read(environ | {"APP_TYPE": "UserAssignedMSI"})
    service.script = [web.json_response({"access_token": "tok", "expires_in": "3599"})]
    machine = {"IDENTITY_ENDPOINT": service.url + "msi/token", "IDENTITY_HEADER": "h"}
    assert await from_sign_in(session, settings, machine)() == ("tok", 3599.0)
    (asked,) = service.asked
    assert asked.headers["X-IDENTITY-HEADER"] == "h"
    path, _mark, query = asked.path.partition("?")
    assert (asked.method, path) == ("GET", "/msi/token")
    assert parse_qs(query) == {
        "resource": ["https://api.botframework.com"],
        "client_id": [settings.app_id],
        "api-version": ["2019-08-01"],
    }


def answers() -> Iterator[tuple[web.Response, str]]:
    refused = {"error": "invalid_client", "error_description": "AADSTS7000215: secret for app 'x' in tenant 'y'"}
    yield web.json_response(refused, status=401), "sign-in answered 401 invalid_client"
    yield web.Response(status=302, headers={"Location": "http://evil.example/"}), "something that is no token"
    yield web.Response(body=b"<html>"), "something that is no token"
    yield web.json_response({"access_token": "", "expires_in": 5}), "something that is no token"
    yield web.json_response({"access_token": "t", "expires_in": "soon"}), "something that is no token"
    yield web.json_response({"access_token": ["t"], "expires_in": 5}), "something that is no token"


@pytest.mark.parametrize("number", range(6))
async def test_an_answer_that_is_no_token_says_so_and_no_more(
    session: aiohttp.ClientSession, service: Any, settings: Settings, number: int
) -> None:
    answer, reason = list(answers())[number]
    service.script = [answer]
    with pytest.raises(NoToken) as no_token:
        await from_sign_in(session, settings, {}, service.url.rstrip("/"))()
    assert str(no_token.value).endswith(reason)


async def test_sign_in_that_is_not_there_is_no_token(
    session: aiohttp.ClientSession, settings: Settings, unused_tcp_port: int
) -> None:
    with pytest.raises(NoToken):
        await from_sign_in(session, settings, {}, f"http://127.0.0.1:{unused_tcp_port}")()


async def test_local_mode_signs_nothing() -> None:
    assert await signature(None) == {}
