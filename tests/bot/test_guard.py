"""Only Teams, for our bot and our tenant, is let in. Whatever else comes is unwelcome: never a fault, never let in."""

import asyncio
import base64
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import jwt
import pytest
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot import wire
from bot.guard import Guard, LocalGuard, Unwelcome
from bot.settings import Settings
from bot.signing_keys import METADATA, over_http

Build = Callable[..., dict[str, Any]]
SIGN_IN = "https://login.botframework.com"


@pytest.fixture(scope="session")
def private_keys() -> tuple[rsa.RSAPrivateKey, rsa.RSAPrivateKey]:
    return rsa.generate_private_key(65537, 2048), rsa.generate_private_key(65537, 2048)


@dataclass
class Microsoft:
    """Its published list of keys, its signature, and how often the list was asked for."""

    private: rsa.RSAPrivateKey
    other: rsa.RSAPrivateKey
    settings: Settings
    keys: list[dict[str, Any]] = field(default_factory=list)
    lists_read: int = 0
    failing: Exception | None = None
    open: asyncio.Event = field(default_factory=asyncio.Event)

    def publish(self, key_id: str, key: rsa.RSAPrivateKey, **changes: Any) -> None:
        published = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
        self.keys.append({**published, "use": "sig", "kid": key_id, "endorsements": ["msteams", "webchat"], **changes})

    async def fetch(self, url: str) -> wire.Record:
        await self.open.wait()
        if self.failing:
            raise self.failing
        if url == METADATA:
            return {"issuer": "https://api.botframework.com", "jwks_uri": f"{SIGN_IN}/v1/.well-known/keys"}
        self.lists_read += 1
        return {"keys": self.keys}

    def token(self, key_id: str = "k1", key: Any = None, algorithm: str = "RS256", **changes: Any) -> str:
        now = int(time.time())
        claims = {
            "iss": "https://api.botframework.com",
            "aud": self.settings.app_id,
            "exp": now + 3_600,
            "nbf": now,
            "serviceurl": "https://smba.trafficmanager.net/uk/",
        }
        kept = {name: value for name, value in (claims | changes).items() if value is not ...}
        return jwt.encode(kept, key or self.private, algorithm, headers={"kid": key_id})


@pytest.fixture
def microsoft(private_keys: tuple[rsa.RSAPrivateKey, rsa.RSAPrivateKey], settings: Settings) -> Microsoft:
    microsoft = Microsoft(*private_keys, settings)
    microsoft.open.set()
    microsoft.publish("k1", microsoft.private)
    return microsoft


@pytest.fixture
def guard(settings: Settings, microsoft: Microsoft, moment: Any) -> Guard:
    return Guard(settings, microsoft.fetch, moment.monotonic)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def test_teams_is_let_in(guard: Guard, microsoft: Microsoft, activity: Build) -> None:
    await guard.check(bearer(microsoft.token()), activity())
    await guard.check(bearer(microsoft.token()), activity(serviceUrl="https://smba.trafficmanager.net/uk"))


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": ...},
        {"exp": 1_700_000_000},
        {"exp": "soon"},
        {"exp": {}},
        {"exp": None},
        {"nbf": 4_000_000_000},
        {"nbf": []},
        {"iat": 4_000_000_000},
        {"iss": ...},
        {"iss": "https://sts.windows.net/51d6ed0b-7a3f-4d0c-8c3e-0f0f6a1c9b22/"},
        {"iss": "https://login.microsoftonline.com/51d6ed0b-7a3f-4d0c-8c3e-0f0f6a1c9b22/v2.0"},
        {"iss": ["https://api.botframework.com"]},
        {"aud": ...},
        {"aud": "00000000-0000-0000-0000-000000000000"},
        {"aud": ["8f4f1c5e-0c6b-4bb0-9d0e-3a8f6d1f2b11", "another"]},
        {"aud": 5},
        {"serviceurl": ...},
        {"serviceurl": "https://smba.trafficmanager.net/emea/"},
        {"serviceurl": ""},
        {"serviceurl": ["https://smba.trafficmanager.net/uk/"]},
    ],
)
async def test_a_claim_that_is_missing_or_wrong_is_unwelcome(
    guard: Guard, microsoft: Microsoft, activity: Build, claims: dict[str, Any]
) -> None:
    # PyJWT will not sign an issuer that is no text, so such claims are signed as bytes are.
    now = int(time.time())
    good = {
        "iss": "https://api.botframework.com",
        "aud": microsoft.settings.app_id,
        "exp": now + 3_600,
        "serviceurl": "https://smba.trafficmanager.net/uk/",
    }
    kept = {name: value for name, value in (good | claims).items() if value is not ...}
    token = jwt.PyJWS().encode(json.dumps(kept).encode(), microsoft.private, "RS256", headers={"kid": "k1"})
    with pytest.raises(Unwelcome):
        await guard.check(bearer(token), activity())


async def test_clocks_may_differ_by_five_minutes(guard: Guard, microsoft: Microsoft, activity: Build) -> None:
    now = int(time.time())
    await guard.check(bearer(microsoft.token(exp=now - 200, nbf=now - 4_000)), activity())
    await guard.check(bearer(microsoft.token(nbf=now + 200)), activity())
    with pytest.raises(Unwelcome):
        await guard.check(bearer(microsoft.token(exp=now - 400, nbf=now - 4_000)), activity())


def unsigned(token: str, algorithm: str) -> str:
    header = base64.urlsafe_b64encode(json.dumps({"alg": algorithm, "kid": "k1"}).encode()).rstrip(b"=").decode()
    return ".".join([header, token.split(".")[1], ""])


async def test_a_token_that_microsoft_did_not_sign_is_unwelcome(
    guard: Guard, microsoft: Microsoft, activity: Build
) -> None:
    good = microsoft.token()
    head, body, signature = good.split(".")
    forged = [
        microsoft.token(key=microsoft.other),
        microsoft.token(algorithm="RS512"),
        microsoft.token(key=microsoft.keys[0]["n"], algorithm="HS256"),
        unsigned(good, "none"),
        unsigned(good, "None"),
        unsigned(good, "RS256"),
        f"{head}.{body[:-4]}AAAA.{signature}",
        f"{head}.{body}.{signature[:-4]}AAAA",
        microsoft.token("k2", microsoft.other),
    ]
    for token in forged:
        with pytest.raises(Unwelcome):
            await guard.check(bearer(token), activity())


def headed(header: str) -> str:
    return base64.urlsafe_b64encode(header.encode()).rstrip(b"=").decode() + ".e30.c2ln"


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer garbage",
        "Bearer a.b.c",
        "Bearer ..",
        "Bearer \u00e9.\u00e9.\u00e9",
        "Bearer " + "a" * 100_000,
        "Basic cHJpeWE6eA==",
        "Bearer " + headed("[]"),
        "Bearer " + headed("null"),
        "Bearer " + headed('{"alg": "RS256"}'),
        "Bearer " + headed('{"alg": "RS256", "kid": 5}'),
        "Bearer " + headed('{"alg": "RS256", "kid": ["k1"]}'),
        "Bearer " + headed('{"alg": ["RS256"], "kid": "k1"}'),
        "Bearer " + headed('{"alg": null, "kid": "k1"}'),
        "Bearer " + headed('{"alg": "RS256", "kid": "k1", "b64": false, "crit": ["b64"]}'),
        "Bearer " + headed('{"alg": "RS256", "kid": "k1", "crit": 5}'),
        "Bearer " + headed("[" * 5_000),
    ],
)
async def test_what_is_no_token_is_unwelcome(guard: Guard, activity: Build, authorization: str | None) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    with pytest.raises(Unwelcome):
        await guard.check(headers, activity())


@pytest.mark.parametrize(
    "changes",
    [
        {"channelId": "webchat"},
        {"channelId": "emulator"},
        {"channelId": ...},
        {"channelId": ["msteams"]},
        {"channelData": {"tenant": {"id": "00000000-1111-4222-8333-444444444444"}}},
        {"channelData": ..., "conversation": {"id": "a:1"}},
        {"channelData": {"tenant": {}}, "conversation": {"id": "a:1", "tenantId": "other"}},
        {"serviceUrl": "https://evil.example/"},
    ],
)
async def test_an_activity_that_the_token_does_not_speak_for_is_unwelcome(
    guard: Guard, microsoft: Microsoft, activity: Build, changes: dict[str, Any]
) -> None:
    with pytest.raises(Unwelcome):
        await guard.check(bearer(microsoft.token()), activity(**changes))


@pytest.mark.parametrize("changes", [{"serviceUrl": 5}, {"serviceUrl": ...}, {"channelData": 5}])
async def test_a_signed_activity_of_the_wrong_shape_is_malformed(
    guard: Guard, microsoft: Microsoft, activity: Build, changes: dict[str, Any]
) -> None:
    with pytest.raises(wire.Malformed):
        await guard.check(bearer(microsoft.token()), activity(**changes))


async def test_a_service_off_our_list_is_unwelcome_though_the_token_names_it(
    guard: Guard, microsoft: Microsoft, activity: Build
) -> None:
    for address in ("https://evil.example/", "http://smba.trafficmanager.net/uk/", "http://127.0.0.1:5150/"):
        with pytest.raises(Unwelcome):
            await guard.check(bearer(microsoft.token(serviceurl=address)), activity(serviceUrl=address))


@pytest.mark.parametrize("endorsements", [["webchat"], [], None, "msteams", ["MSTeams"]])
async def test_a_key_that_is_not_endorsed_for_teams_is_unwelcome(
    guard: Guard, microsoft: Microsoft, activity: Build, endorsements: Any
) -> None:
    microsoft.publish("k2", microsoft.other, endorsements=endorsements)
    with pytest.raises(Unwelcome):
        await guard.check(bearer(microsoft.token("k2", microsoft.other)), activity())


# The list of keys


async def test_the_list_is_read_once_however_many_knock(guard: Guard, microsoft: Microsoft, activity: Build) -> None:
    token = microsoft.token()
    await asyncio.gather(*(guard.check(bearer(token), activity()) for _ in range(20)))
    assert microsoft.lists_read == 1


async def test_a_new_key_is_found_and_unknown_ones_make_us_look_once_in_five_minutes(
    guard: Guard, microsoft: Microsoft, moment: Any, activity: Build
) -> None:
    await guard.check(bearer(microsoft.token()), activity())
    for number in range(20):
        with pytest.raises(Unwelcome):
            await guard.check(bearer(microsoft.token(f"made-up-{number}", microsoft.other)), activity())
    assert microsoft.lists_read == 1
    moment.now += 301
    microsoft.publish("k2", microsoft.other)
    await guard.check(bearer(microsoft.token("k2", microsoft.other)), activity())
    assert microsoft.lists_read == 2


async def test_an_unknown_key_does_not_hold_up_those_we_know(
    guard: Guard, microsoft: Microsoft, moment: Any, activity: Build
) -> None:
    await guard.check(bearer(microsoft.token()), activity())
    moment.now += 301
    microsoft.open.clear()
    stranger = asyncio.create_task(guard.check(bearer(microsoft.token("unknown", microsoft.other)), activity()))
    await asyncio.sleep(0)
    await guard.check(bearer(microsoft.token()), activity())
    assert not stranger.done()
    microsoft.open.set()
    with pytest.raises(Unwelcome):
        await stranger


async def test_after_a_day_the_old_list_serves_while_a_new_one_is_fetched(
    guard: Guard, microsoft: Microsoft, moment: Any, activity: Build
) -> None:
    await guard.check(bearer(microsoft.token()), activity())
    moment.now += 25 * 3_600
    microsoft.failing = aiohttp.ClientConnectionError()
    await guard.check(bearer(microsoft.token()), activity())
    await asyncio.sleep(0)
    moment.now += 11
    microsoft.failing = None
    await guard.check(bearer(microsoft.token()), activity())
    await guard.close()
    assert microsoft.lists_read >= 1


OUTAGES = [aiohttp.ClientConnectionError(), TimeoutError(), wire.Malformed("x"), aiohttp.ClientPayloadError()]


@pytest.mark.parametrize("outage", OUTAGES)
async def test_when_the_list_cannot_be_read_nobody_is_let_in_and_it_is_tried_again(
    guard: Guard, microsoft: Microsoft, moment: Any, activity: Build, outage: Exception
) -> None:
    microsoft.failing = outage
    for _ in range(3):
        with pytest.raises(Unwelcome):
            await guard.check(bearer(microsoft.token()), activity())
    microsoft.failing = None
    moment.now += 11
    await guard.check(bearer(microsoft.token()), activity())


@pytest.mark.parametrize(
    "keys",
    [
        [],
        [{"kty": "EC", "kid": "k1"}],
        [{"kty": "RSA", "kid": "k1"}],
        [{"kty": "RSA", "kid": "k1", "n": "!", "e": "AQAB"}],
        [{"kty": "RSA", "kid": 5}],
        [5],
    ],
)
async def test_a_list_that_makes_no_sense_lets_nobody_in(
    guard: Guard, microsoft: Microsoft, activity: Build, keys: Any
) -> None:
    microsoft.keys = keys
    with pytest.raises(Unwelcome):
        await guard.check(bearer(microsoft.token()), activity())


async def test_the_list_is_read_over_http(session: aiohttp.ClientSession, service: Any) -> None:
    service.script = [web.json_response({"jwks_uri": "x"}), web.Response(status=503), web.Response(body=b"no")]
    fetch = over_http(session)
    assert await fetch(service.url) == {"jwks_uri": "x"}
    with pytest.raises(aiohttp.ClientError):
        await fetch(service.url)
    with pytest.raises(wire.Malformed):
        await fetch(service.url)


# Local mode

LOCAL = "http://127.0.0.1:5150/"


@pytest.mark.parametrize("host", ["127.0.0.1:3978", "localhost:3978", "[::1]:3978", "localhost"])
async def test_local_mode_lets_this_machine_in(local_settings: Settings, activity: Build, host: str) -> None:
    await LocalGuard(local_settings).check({"Host": host}, activity(serviceUrl=LOCAL))
    headers = {"Host": host, "Origin": "http://127.0.0.1:3978"}
    await LocalGuard(local_settings).check(headers, activity(serviceUrl=LOCAL))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": ""},
        {"Host": "evil.example:3978"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": "127.0.0.1@evil.example"},
        {"Host": "[::1"},
        {"Host": "localhost:3978", "Origin": "https://evil.example"},
        {"Host": "localhost:3978", "Origin": "null"},
        {"Host": "localhost:3978", "Origin": ""},
    ],
)
async def test_local_mode_lets_no_other_name_and_no_other_page_in(
    local_settings: Settings, activity: Build, headers: dict[str, str]
) -> None:
    with pytest.raises(Unwelcome):
        await LocalGuard(local_settings).check(headers, activity(serviceUrl=LOCAL))


@pytest.mark.parametrize("address", ["https://smba.trafficmanager.net/uk/", "http://192.168.1.4/"])
async def test_local_mode_answers_to_this_machine_alone(
    local_settings: Settings, activity: Build, address: str
) -> None:
    with pytest.raises(Unwelcome):
        await LocalGuard(local_settings).check({"Host": "localhost"}, activity(serviceUrl=address))
