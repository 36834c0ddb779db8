"""What the page asks for, taken out of its JSON as the types expected. Anything else gets a 400 and no more."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.playground import doors

LARGEST_REQUEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Asked:
    fields: Mapping[str, Any]

    def text(self, name: str) -> str:
        found = self.fields.get(name)
        if not isinstance(found, str):
            raise _unasked(f"{name} is not text")
        return found

    def texts(self, name: str) -> dict[str, str]:
        found = self.fields.get(name)
        if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
            raise _unasked(f"{name} is not an object of texts")
        return found

    def one_of(self, name: str, known: Collection[str]) -> str:
        found = self.text(name)
        if found not in known:
            raise _unasked(f"{name} is none of {', '.join(known)}")
        return found


async def asked(request: web.Request) -> Asked:
    content = await doors.body(request, LARGEST_REQUEST)
    try:
        found = json.loads(content or b"")
    except (ValueError, RecursionError):
        raise _unasked("the request is not JSON") from None
    if not isinstance(found, dict):
        raise _unasked("the request is not an object")
    return Asked(found)


def _unasked(reason: str) -> web.HTTPBadRequest:
    return web.HTTPBadRequest(text=reason)
