"""The bot's own way out: messages, updates and files to Teams.

botbuilder's client never tries again, blocks, and sends our token wherever an activity says. Here an address is
judged before anything else happens, and a conversation's messages keep their order.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from bot import logs, wire
from bot.credentials import Bearer
from bot.delivery import Delivery, Request, Sleep, Undeliverable
from bot.hosts import Hosts
from bot.pace import TEAMS_LIMITS, Limits, Queues
from storage import json_text

__all__ = ["Connector", "Undeliverable", "Untrusted"]

TYPING = {"type": "typing"}
UPLOAD_TIMEOUT = 60.0

log = logging.getLogger(__name__)


class Untrusted(Exception):
    """An address that is not Teams'. Nothing was sent to it."""


class Connector:
    def __init__(
        self,
        session: aiohttp.ClientSession,
        service_hosts: Hosts,
        file_hosts: Hosts,
        bearer: Bearer | None,
        *,
        limits: Limits = TEAMS_LIMITS,
        sleep: Sleep = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._service_hosts = service_hosts
        self._file_hosts = file_hosts
        self._delivery = Delivery(session, bearer, limits, sleep, monotonic)
        self._queues = Queues(limits.per_conversation, monotonic)

    # What the bot says

    async def send(
        self, service_url: str, conversation_id: str, activity: wire.Record, reply_to: str | None = None
    ) -> str:
        """Post a message and return its id. In a channel `reply_to` keeps it in the thread."""
        path = ["v3", "conversations", conversation_id, "activities", *([reply_to] if reply_to else [])]
        answer = await self._in_order(conversation_id, self._post(service_url, path, activity))
        return _id(answer)

    async def update(self, service_url: str, conversation_id: str, activity_id: str, activity: wire.Record) -> None:
        path = ["v3", "conversations", conversation_id, "activities", activity_id]
        body = json_text.encoded({**activity, "id": activity_id})
        await self._in_order(conversation_id, self._request("PUT", service_url, path, body))

    async def typing(self, service_url: str, conversation_id: str) -> None:
        """A courtesy: tried once, and no fault when it does not arrive."""
        path = ["v3", "conversations", conversation_id, "activities"]
        request = self._request("POST", service_url, path, json_text.encoded(TYPING), once=True)
        try:
            await self._in_order(conversation_id, request)
        except Undeliverable as undeliverable:
            logs.note(log, logging.INFO, "typing not shown", reason=undeliverable.reason, status=undeliverable.status)

    async def member(self, service_url: str, conversation_id: str, user_id: str) -> dict[str, Any]:
        path = ["v3", "conversations", conversation_id, "members", user_id]
        return _object(await self._delivery.ask(self._request("GET", service_url, path)))

    async def upload(self, upload_url: str, content: bytes) -> None:
        """Put a file where the person agreed to have it. The address carries its own permission, so no token goes."""
        url = self._file_hosts.admit(upload_url)
        if url is None:
            raise Untrusted("the address to upload to is not on the list of file stores")
        headers = {
            "Content-Type": "application/octet-stream",
            "Content-Range": f"bytes 0-{len(content) - 1}/{len(content)}",
        }
        await self._delivery.ask(Request("PUT", url, content, headers, signed=False, timeout=UPLOAD_TIMEOUT))

    # How it travels

    def _post(self, service_url: str, path: list[str], body: wire.Record) -> Request:
        return self._request("POST", service_url, path, json_text.encoded(body))

    def _request(
        self, method: str, service_url: str, path: list[str], body: bytes = b"", once: bool = False
    ) -> Request:
        service = self._service_hosts.admit(service_url)
        if service is None:
            raise Untrusted("the service address is not on the list of Teams' own")
        steps = "/".join(quote(step, safe="") for step in path)
        url = URL(f"{service.origin()}{service.raw_path.rstrip('/')}/{steps}", encoded=True)
        headers = {"Content-Type": "application/json"} if body else {}
        return Request(method, url, body, headers, once=once)

    async def _in_order(self, conversation_id: str, request: Request) -> bytes:
        async with self._queues.turn(conversation_id) as pace:
            return await self._delivery.ask(request, pace)


def _object(answer: bytes) -> dict[str, Any]:
    try:
        return wire.read(answer)
    except wire.Malformed:
        raise Undeliverable("unavailable") from None


def _id(answer: bytes) -> str:
    """The id of what was made. An answer without one is no failure: the message is there and is not sent twice."""
    try:
        return wire.identifier(wire.read(answer), "id")
    except wire.Malformed:
        return ""
