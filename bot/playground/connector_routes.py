"""The Bot Connector's addresses: where the bot's replies, updates, deletions and questions about people arrive."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.playground import doors
from bot.playground.limits import LARGEST_ACTIVITY, Refused, parse
from bot.playground.service import Service

Answering = Callable[[web.Request], Awaitable[tuple[int, Any]]]


class ConnectorRoutes:
    def __init__(self, service: Service) -> None:
        self._service = service

    def routes(self) -> list[web.RouteDef]:
        everything = "/v3/conversations"
        one = everything + "/{conversation}"
        activity = one + "/activities/{activity}"
        return [
            web.post(everything, self._answered(self._create)),
            web.post(one + "/activities", self._answered(self._post)),
            web.post(activity, self._answered(self._post)),
            web.put(activity, self._answered(self._update)),
            web.delete(activity, self._answered(self._delete)),
            web.get(one + "/members", self._answered(self._members)),
            web.get(one + "/pagedmembers", self._answered(self._paged_members)),
            web.get(one + "/members/{user}", self._answered(self._member)),
        ]

    def _answered(self, answering: Answering) -> doors.Handler:
        async def answered(request: web.Request) -> web.Response:
            if fault := self._service.next_fault():
                headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after is not None else {}
                return _error(fault.status, fault.code, "A failure that was asked for.", headers)
            try:
                status, found = await answering(request)
            except Refused as refused:
                return _error(refused.status, refused.code, refused.reason)
            return _json(status, found)

        return doors.guarded(answered)

    async def _create(self, request: web.Request) -> tuple[int, Any]:
        body = parse(await _body(request))
        conversation_id = self._service.create(body)
        activity = body.get("activity")
        made = {"activityId": self._service.post(conversation_id, activity)} if isinstance(activity, dict) else {}
        return 201, {"id": conversation_id, **made}

    async def _post(self, request: web.Request) -> tuple[int, Any]:
        return 201, {"id": self._service.post(_conversation(request), await self._activity(request))}

    async def _update(self, request: web.Request) -> tuple[int, Any]:
        activity_id = request.match_info["activity"]
        self._service.update(_conversation(request), activity_id, await self._activity(request))
        return 200, {"id": activity_id}

    async def _delete(self, request: web.Request) -> tuple[int, Any]:
        self._service.delete(_conversation(request), request.match_info["activity"])
        return 200, {}

    async def _members(self, request: web.Request) -> tuple[int, Any]:
        return 200, self._service.members(_conversation(request))

    async def _paged_members(self, request: web.Request) -> tuple[int, Any]:
        return 200, {"members": self._service.members(_conversation(request))}

    async def _member(self, request: web.Request) -> tuple[int, Any]:
        return 200, self._service.member(_conversation(request), request.match_info["user"])

    async def _activity(self, request: web.Request) -> dict[str, Any]:
        try:
            return parse(await _body(request))
        except Refused as refused:
            self._service.show_refused(_conversation(request), refused)
            raise


def _conversation(request: web.Request) -> str:
    return request.match_info["conversation"]


async def _body(request: web.Request) -> bytes:
    try:
        found = await doors.body(request, LARGEST_ACTIVITY)
    except (web.RequestPayloadError, ConnectionError, asyncio.IncompleteReadError):
        raise Refused(400, "BadSyntax", "The body broke off.") from None
    return b"x" * (LARGEST_ACTIVITY + 1) if found is None else found


def _error(status: int, code: str, message: str, headers: dict[str, str] | None = None) -> web.Response:
    return _json(status, {"error": {"code": code, "message": message}}, headers)


def _json(status: int, body: object, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(status=status, text=json.dumps(body), content_type="application/json", headers=headers)
