"""The keys Microsoft signs with, fetched from its published list and kept for a day.

Traffic signed by a key we know never waits: an old list serves while a new one is fetched, and a token that names an
unknown key makes us look again at most once in five minutes.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import jwt

from bot import logs, wire

METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
KEPT_FOR = 24 * 3600.0
UNKNOWN_AGAIN = 300.0
FAILED_AGAIN = 10.0

log = logging.getLogger(__name__)

Fetch = Callable[[str], Awaitable[wire.Record]]


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A public key, and the channels Microsoft lets it speak for."""

    public: jwt.PyJWK
    endorsements: frozenset[str]


def over_http(session: aiohttp.ClientSession) -> Fetch:
    async def fetch(url: str) -> wire.Record:
        timeout = aiohttp.ClientTimeout(total=5)
        async with session.get(url, timeout=timeout, allow_redirects=False, raise_for_status=True) as response:
            return wire.read(await response.read())

    return fetch


class SigningKeys:
    def __init__(self, fetch: Fetch, monotonic: Callable[[], float] = time.monotonic, metadata: str = METADATA) -> None:
        self._fetch = fetch
        self._monotonic = monotonic
        self._metadata = metadata
        self._keys: Mapping[str, SigningKey] = {}
        self._fetched_at = 0.0
        self._not_before = float("-inf")
        self._refresh: asyncio.Task[None] | None = None

    async def find(self, key_id: str) -> SigningKey | None:
        key = self._keys.get(key_id)
        if key is None:
            if refresh := self._refreshing():
                # Shielded: one caller hanging up must not take the answer from the others.
                await asyncio.shield(refresh)
            return self._keys.get(key_id)
        if self._monotonic() > self._fetched_at + KEPT_FOR:
            self._refreshing()
        return key

    async def close(self) -> None:
        if self._refresh is not None:
            self._refresh.cancel()
            await asyncio.wait([self._refresh])

    def _refreshing(self) -> asyncio.Task[None] | None:
        """The refresh under way, or a new one, or None when it is too soon for another."""
        if self._refresh is None or self._refresh.done():
            if self._monotonic() < self._not_before:
                return None
            self._refresh = asyncio.create_task(self._look())
        return self._refresh

    async def _look(self) -> None:
        try:
            document = await self._fetch(self._metadata)
            keys = _read(await self._fetch(wire.needed(document, "jwks_uri")))
        except (aiohttp.ClientError, TimeoutError, wire.Malformed) as error:
            self._not_before = self._monotonic() + FAILED_AGAIN
            logs.note(log, logging.WARNING, "signing keys not fetched", error=type(error).__name__)
            return
        self._keys = keys
        self._fetched_at = self._monotonic()
        self._not_before = self._fetched_at + UNKNOWN_AGAIN


def _read(document: wire.Record) -> dict[str, SigningKey]:
    keys = {wire.needed(entry, "kid"): _key(entry) for entry in wire.records(document, "keys") if _signs(entry)}
    if not keys:
        raise wire.Malformed("the list of signing keys is empty")
    return keys


def _signs(entry: wire.Record) -> bool:
    return wire.text(entry, "kty") == "RSA" and wire.text(entry, "use") in ("", "sig")


def _key(entry: wire.Record) -> SigningKey:
    endorsements: Any = entry.get("endorsements")
    if not isinstance(endorsements, list):
        endorsements = []
    try:
        public = jwt.PyJWK(dict(entry), algorithm="RS256")
    except (jwt.PyJWTError, ValueError, TypeError):
        raise wire.Malformed("a signing key cannot be read") from None
    return SigningKey(public, frozenset(name for name in endorsements if isinstance(name, str)))
