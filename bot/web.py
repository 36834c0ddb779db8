"""The door: POST /api/messages, from bytes to an activity and from our answer back to bytes.

Whatever arrives, Teams gets a status it understands: 4xx for what it should not have sent, never a reason.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from aiohttp import web
from botbuilder.core import InvokeResponse
from botbuilder.schema import Activity

from bot import incoming, logs, wire
from bot.guard import Unwelcome
from storage import json_text

# A hundred thousand characters of any script still get in, to be refused with a sentence and not with a status.
LARGEST_BODY = 1536 * 1024

log = logging.getLogger(__name__)


# What a press is answered with, in the HTTP response itself; a message is answered there with nothing.
Handle = Callable[[Activity, dict[str, Any]], Awaitable[InvokeResponse | None]]


class Doorkeeper(Protocol):
    """`Guard` for Teams, `LocalGuard` on one machine. Raises `Unwelcome`."""

    async def check(self, headers: Mapping[str, str], activity: wire.Record) -> None: ...


def routes(guard: Doorkeeper, handle: Handle) -> list[web.RouteDef]:
    async def messages(request: web.Request) -> web.Response:
        try:
            return _answered(await _turn(request, guard, handle))
        except _TooLarge:
            return _refused(413, "body too large")
        except _Broken:
            response = _refused(400, "the body broke off, or is not encoded as it says")
            response.force_close()  # nobody can tell where on this connection the next request would begin
            return response
        except wire.Malformed as malformed:
            return _refused(400, str(malformed))
        except Unwelcome as unwelcome:
            return _refused(401, unwelcome.reason)
        except incoming.Unsupported as unsupported:
            return _refused(404, str(unsupported))
        except Exception as error:  # noqa: BLE001  the last place that can log it without its words
            logs.fault(log, "turn failed at the door", error)
            return web.Response(status=500)

    return [web.post("/api/messages", messages), web.get("/health", _health)]


async def _turn(request: web.Request, guard: Doorkeeper, handle: Handle) -> InvokeResponse | None:
    raw = wire.read(await _body(request))
    await guard.check(request.headers, raw)
    return await handle(incoming.deserialise(raw), raw)


class _TooLarge(Exception):
    pass


class _Broken(Exception):
    pass


async def _body(request: web.Request) -> bytes:
    """The body, read no further than the limit, whatever length was announced."""
    if (request.content_length or 0) > LARGEST_BODY:
        raise _TooLarge
    try:
        await request.content.readexactly(LARGEST_BODY + 1)
    except asyncio.IncompleteReadError as ended:
        return ended.partial
    except (web.RequestPayloadError, ConnectionError):
        # There is no rest to be read: the server would look for one, and log the same trouble as a fault of its own.
        request.content.feed_eof()
        raise _Broken from None
    raise _TooLarge


def _answered(answer: InvokeResponse | None) -> web.Response:
    if answer is None:
        return web.Response()
    return _json(answer.status, answer.body) if answer.body is not None else web.Response(status=answer.status)


def _refused(status: int, reason: str) -> web.Response:
    """The reason is for whoever runs the bot; whoever knocked learns nothing from it."""
    logs.note(log, logging.WARNING, "request refused", status=status, reason=reason)
    return _json(status, {})


def _json(status: int, body: wire.Record) -> web.Response:
    return web.Response(status=status, body=json_text.encoded(body), content_type="application/json")


async def _health(_request: web.Request) -> web.Response:
    return _json(200, {"status": "ok"})
