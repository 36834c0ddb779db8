"""Getting one request through to Teams: signed, paced, tried again while that may help, and what failed says how."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Literal

import aiohttp
from yarl import URL

from bot.credentials import Bearer, NoToken, signature
from bot.pace import Limits, Pace, backoff

Reason = Literal["blocked", "gone", "rejected", "unavailable"]
Sleep = Callable[[float], Awaitable[None]]

TRY_AGAIN = {412, 429, 502, 503, 504}
REASONS: dict[int, Reason] = {403: "blocked", 404: "gone"}


class Undeliverable(Exception):
    """Teams did not take it: the person blocked us, the place is gone, the message is wrong, or nobody answers."""

    def __init__(self, reason: Reason, status: int = 0) -> None:
        super().__init__(f"{reason} ({status})" if status else reason)
        self.reason = reason
        self.status = status


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    url: URL
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    signed: bool = True
    once: bool = False
    timeout: float = 15.0

    @property
    def repeatable(self) -> bool:
        """Whether sending it twice does no harm, so that a connection lost half-way may be tried again."""
        return self.method != "POST"


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one try brought. Status 0: no connection came about."""

    status: int = 0
    body: bytes = b""
    wait: float | None = None  # seconds Teams asks us to stay away


def pool() -> aiohttp.ClientSession:
    """The one session for everything the bot asks of others. It keeps no cookie."""
    return aiohttp.ClientSession(
        cookie_jar=aiohttp.DummyCookieJar(),
        connector=aiohttp.TCPConnector(limit=100, limit_per_host=50),
        timeout=aiohttp.ClientTimeout(total=15, sock_connect=5),
    )


class Delivery:
    def __init__(
        self,
        session: aiohttp.ClientSession,
        bearer: Bearer | None,
        limits: Limits,
        sleep: Sleep,
        monotonic: Callable[[], float],
    ) -> None:
        self._session = session
        self._bearer = bearer
        self._limits = limits
        self._sleep = sleep
        self._monotonic = monotonic
        self._pace = Pace(limits.per_second, monotonic)

    async def ask(self, request: Request, *paces: Pace) -> bytes:
        """Send, and send again while that may help and neither the tries nor the patience are used up."""
        patient_until = self._monotonic() + self._limits.patience
        attempt = 0
        while True:
            attempt += 1
            await self._keep_pace(*paces)
            answer = await self._once(request)
            if 200 <= answer.status < 300:
                return answer.body
            if answer.status and answer.status not in TRY_AGAIN:
                raise Undeliverable(REASONS.get(answer.status, "rejected"), answer.status)
            wait = backoff(attempt) if answer.wait is None else answer.wait
            if request.once or attempt == self._limits.tries or self._monotonic() + wait > patient_until:
                raise Undeliverable("unavailable", answer.status)
            await self._sleep(wait)

    async def _keep_pace(self, *paces: Pace) -> None:
        for pace in (*paces, self._pace):
            wait = pace.take()
            if wait > 0:
                await self._sleep(wait)

    async def _once(self, request: Request) -> _Answer:
        headers = {**request.headers, **(await self._signature() if request.signed else {})}
        try:
            async with self._session.request(
                request.method,
                request.url,
                data=_payload(request.body),
                headers=headers,
                timeout=aiohttp.ClientTimeout(total=request.timeout, sock_connect=5),
                allow_redirects=False,
            ) as response:
                return _Answer(response.status, await response.read(), _retry_after(response.headers))
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            return _Answer()
        except (aiohttp.ClientError, TimeoutError):
            # It may have arrived. Said twice is worse than not said, unless twice is the same as once.
            if request.repeatable:
                return _Answer()
            raise Undeliverable("unavailable") from None

    async def _signature(self) -> Mapping[str, str]:
        try:
            return await signature(self._bearer)
        except NoToken:
            raise Undeliverable("unavailable") from None


def _payload(body: bytes) -> bytes | BytesIO | None:
    """A large body goes out piece by piece, so that it does not hold up everybody else."""
    return BytesIO(body) if len(body) > 64 * 1024 else body or None


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds, or a date, which is read against the answer's own so that the two machines' clocks need not agree."""
    asked = headers.get("Retry-After", "")
    if asked.isascii() and asked.isdigit():
        return float(asked)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - parsedate_to_datetime(headers["Date"])).total_seconds())
    except (KeyError, TypeError, ValueError):
        return None
