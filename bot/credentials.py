"""The bot's own token for speaking to Teams: fetched ahead of need, kept until shortly before it ends.

Nobody waits for Microsoft's sign-in but the very first message; after that a token is renewed while the old one still
serves. However many ask at once, one request goes out.
"""

import asyncio
import logging
import os
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

import aiohttp

from bot import logs, wire
from bot.settings import Settings
from bot.wire import LONGEST_ADDRESS

SCOPE = "https://api.botframework.com"
SIGN_IN = "https://login.microsoftonline.com"
INSTANCE_METADATA = "http://169.254.169.254/metadata/identity/oauth2/token"

RENEW_AHEAD = 600.0  # seconds before the end at which a new token is fetched, while the old one still serves
LAST_USE = 60.0  # seconds before the end at which a token is no longer sent
PAUSE = 30.0  # seconds between tries to renew while the old one serves

log = logging.getLogger(__name__)


class NoToken(Exception):
    """Microsoft's sign-in gave no token: it cannot be reached, or it refuses this bot."""


@dataclass(frozen=True, slots=True)
class Token:
    value: str
    ends_at: float  # on the monotonic clock

    def __repr__(self) -> str:
        return f"Token(ends_at={self.ends_at})"


Fetch = Callable[[], Awaitable[tuple[str, float]]]
Bearer = Callable[[], Awaitable[str]]


class Credentials:
    """`fetch` gives a token and the seconds it lasts; `bearer` is what the connector calls for every request."""

    def __init__(self, fetch: Fetch, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._monotonic = monotonic
        self._token: Token | None = None
        self._renewal: asyncio.Task[Token] | None = None
        self._not_before = 0.0

    async def bearer(self) -> str:
        now = self._monotonic()
        token = self._token
        if token is None or now > token.ends_at - LAST_USE:
            # Shielded: one caller giving up must not take the token from the others who wait for it.
            token = await asyncio.shield(self._renewed())
        elif now > token.ends_at - RENEW_AHEAD and now >= self._not_before:
            self._not_before = now + PAUSE
            self._renewed()
        return token.value

    def _renewed(self) -> asyncio.Task[Token]:
        if self._renewal is None:
            self._renewal = asyncio.create_task(self._renew())
            self._renewal.add_done_callback(self._finished)
        return self._renewal

    async def _renew(self) -> Token:
        value, lasts = await self._fetch()
        self._token = Token(value, self._monotonic() + lasts)
        return self._token

    def _finished(self, renewal: asyncio.Task[Token]) -> None:
        self._renewal = None
        if not renewal.cancelled() and (error := renewal.exception()) is not None:
            logs.note(log, logging.WARNING, "no token from sign-in", error=type(error).__name__, reason=str(error))

    async def close(self) -> None:
        if self._renewal is not None:
            self._renewal.cancel()
            await asyncio.wait([self._renewal])


async def signature(bearer: Bearer | None) -> Mapping[str, str]:
    """The header that says who we are. In local mode there is nobody to say it to."""
    return {"Authorization": f"Bearer {await bearer()}"} if bearer else {}


def from_sign_in(
    session: aiohttp.ClientSession, settings: Settings, environ: Mapping[str, str] = os.environ, sign_in: str = SIGN_IN
) -> Fetch:
    """Where this bot's tokens come from: its secret, or the identity Azure gives the machine it runs on."""
    if settings.app_type == "SingleTenant":
        return lambda: _by_secret(session, settings, sign_in)
    return lambda: _by_identity(session, settings, environ)


async def _by_secret(session: aiohttp.ClientSession, settings: Settings, sign_in: str) -> tuple[str, float]:
    form = {
        "grant_type": "client_credentials",
        "client_id": settings.app_id,
        "client_secret": settings.app_password,
        "scope": f"{SCOPE}/.default",
    }
    url = f"{sign_in}/{settings.app_tenant_id}/oauth2/v2.0/token"
    return await _answer(session.post(url, data=form, allow_redirects=False))


async def _by_identity(
    session: aiohttp.ClientSession, settings: Settings, environ: Mapping[str, str]
) -> tuple[str, float]:
    """App Service and Container Apps name an address of their own; a virtual machine has the one all machines have."""
    query = {"resource": SCOPE, "client_id": settings.app_id}
    if endpoint := environ.get("IDENTITY_ENDPOINT"):
        headers = {"X-IDENTITY-HEADER": environ.get("IDENTITY_HEADER", "")}
        query["api-version"] = "2019-08-01"
    else:
        endpoint, headers = INSTANCE_METADATA, {"Metadata": "true"}
        query["api-version"] = "2018-02-01"
    return await _answer(session.get(endpoint, params=query, headers=headers, allow_redirects=False))


async def _answer(request: AbstractAsyncContextManager[aiohttp.ClientResponse]) -> tuple[str, float]:
    try:
        async with request as response:
            answer = wire.read(await response.read())
        if response.status != 200:
            # Only the code: the description that comes with it names tenants and applications.
            raise NoToken(f"sign-in answered {response.status} {wire.identifier(answer, 'error')[:60]}".strip())
        return wire.needed(answer, "access_token", LONGEST_ADDRESS), float(wire.word(answer, "expires_in"))
    except (aiohttp.ClientError, TimeoutError):
        raise NoToken("sign-in cannot be reached") from None
    except (wire.Malformed, ValueError):
        raise NoToken("sign-in answered something that is no token") from None
