"""Is this really Teams, and is it our council? Nothing passes that does not prove both; nothing that fails is a fault.

botbuilder's own check lets through what it cannot judge. Here every claim is required and each doubt is a refusal.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

import jwt
from yarl import URL

from bot import incoming, wire
from bot.hosts import is_loopback
from bot.settings import Settings
from bot.signing_keys import Fetch, SigningKey, SigningKeys

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
CLOCK_SKEW = 300
LONGEST_TOKEN = 8_000

# What escapes PyJWT when a token is made to break it, beside its own errors.
BROKEN = (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError)


class Unwelcome(Exception):
    """Not let in. The reason is a constant for the log, and is never sent back."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Guard:
    def __init__(self, settings: Settings, fetch: Fetch, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._keys = SigningKeys(fetch, monotonic)

    async def check(self, headers: Mapping[str, str], activity: wire.Record) -> None:
        token = _bearer(headers.get("Authorization", ""))
        key = await self._keys.find(_key_id(token))
        if key is None:
            raise Unwelcome("token is signed by a key we do not know")
        claims = self._claims(token, key)
        self._check_service(claims, activity)
        if activity.get("channelId") != CHANNEL or CHANNEL not in key.endorsements:
            raise Unwelcome("token does not speak for Teams")
        if incoming.tenant(activity).lower() not in self._settings.allowed_tenants:
            raise Unwelcome("activity is from another tenant")

    async def close(self) -> None:
        await self._keys.close()

    def _claims(self, token: str, key: SigningKey) -> Mapping[str, Any]:
        try:
            return jwt.decode(
                token,
                key.public,
                algorithms=["RS256"],
                audience=self._settings.app_id,
                issuer=ISSUER,
                leeway=CLOCK_SKEW,
                options={"require": ["exp", "iss", "aud"], "strict_aud": True},
            )
        except BROKEN as error:
            raise Unwelcome(f"token refused ({type(error).__name__})") from None

    def _check_service(self, claims: Mapping[str, Any], activity: wire.Record) -> None:
        claimed, stated = claims.get("serviceurl"), wire.needed(activity, "serviceUrl")
        if not isinstance(claimed, str) or claimed.rstrip("/") != stated.rstrip("/"):
            raise Unwelcome("token is for another service address")
        if self._settings.service_hosts.admit(stated) is None:
            raise Unwelcome("service address is not on the list of Teams' own")


class LocalGuard:
    """Local mode has no sign-in, so only this machine may speak, and no web page that a browser on it has open."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def check(self, headers: Mapping[str, str], activity: wire.Record) -> None:
        if not _names_this_machine("http://" + headers.get("Host", "")):
            raise Unwelcome("host is not this machine")  # a name that was pointed at 127.0.0.1 to get past the browser
        if "Origin" in headers and not _names_this_machine(headers["Origin"]):
            raise Unwelcome("another site's page is asking")
        if self._settings.service_hosts.admit(wire.needed(activity, "serviceUrl")) is None:
            raise Unwelcome("service address is not this machine")


def _names_this_machine(address: str) -> bool:
    try:
        host = URL(address).host
    except ValueError:
        return False
    return host is not None and is_loopback(host)


def _bearer(authorization: str) -> str:
    scheme, _space, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unwelcome("no bearer token")
    if len(token) > LONGEST_TOKEN:
        raise Unwelcome("token is too long")
    return token


def _key_id(token: str) -> str:
    try:
        key_id = jwt.get_unverified_header(token).get("kid")
    except BROKEN as error:
        raise Unwelcome(f"token cannot be read ({type(error).__name__})") from None
    if not isinstance(key_id, str):
        raise Unwelcome("token names no key")
    return key_id
