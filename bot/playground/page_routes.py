"""The page, its scripts, and the addresses under /playground it speaks to: what is done there goes to the stand-in."""

import asyncio
import contextlib
import dataclasses
import json
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from aiohttp import web

from bot.playground import doors
from bot.playground.asking import Asked, asked
from bot.playground.files import LARGEST_FILE
from bot.playground.news import News
from bot.playground.people import BOT
from bot.playground.pressing import Unpressable
from bot.playground.stand_in import StandIn

HERE = Path(__file__).parent
PAGE = HERE / "page"
SCRIPTS = {
    "adaptivecards.min.js": HERE / "node_modules/adaptivecards/dist/adaptivecards.min.js",
    "markdown-it.umd.min.js": HERE / "node_modules/markdown-it/dist/browser/markdown-it.umd.min.js",
}
MEDIA_TYPES = {".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".svg": "image/svg+xml"}

STEPS = {"day": timedelta(days=1), "week": timedelta(weeks=1)}
HEARTBEAT = 15.0

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}

Doing = Callable[[Asked], Awaitable[None]]


class PageRoutes:
    def __init__(self, stand_in: StandIn) -> None:
        self._stand_in = stand_in

    def routes(self) -> list[web.RouteDef]:
        return [
            _get("/", self._index),
            _get("/playground/page/{name}", self._page_file),
            _get("/playground/scripts/{name}", self._script),
            _get("/playground/people", self._people),
            _get("/playground/transcript/{key}", self._transcript),
            _get("/playground/events", self._events),
            self._does("open", self._open),
            self._does("read", self._read),
            self._does("say", self._say),
            self._does("press", self._press),
            self._does("consent", self._consent),
            self._does("clock", self._clock),
            _post("/playground/file", self._file),
        ]

    # The page itself

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        return _static(PAGE / "index.html")

    async def _page_file(self, request: web.Request) -> web.StreamResponse:
        known = {path.name: path for path in PAGE.iterdir()}
        return _static(known.get(request.match_info["name"]))

    async def _script(self, request: web.Request) -> web.StreamResponse:
        return _static(SCRIPTS.get(request.match_info["name"]))

    # What the page asks

    async def _people(self, _request: web.Request) -> web.StreamResponse:
        stand_in = self._stand_in
        people = [
            {
                "key": player.key,
                "name": player.name,
                "initials": player.initials,
                "caption": player.caption,
                "jobTitle": player.job_title,
                "email": player.email,
                "unread": stand_in.unread(player.key),
            }
            for player in stand_in.players
        ]
        return _json({"bot": BOT["name"], "today": stand_in.clock.today(), "people": people})

    async def _transcript(self, request: web.Request) -> web.StreamResponse:
        key = self._known(request.match_info["key"])
        return _json([dataclasses.asdict(entry) for entry in self._stand_in.transcript(key)])

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={**HEADERS, "Content-Type": "text/event-stream"})
        response.enable_chunked_encoding()
        # The page is closed some time, as every page is: that is no error.
        with self._stand_in.chats.newsroom.reading() as news, contextlib.suppress(ConnectionResetError):
            await response.prepare(request)
            await response.write(b"retry: 1000\n\n")
            while (line := await _next(news)) is not None:
                await response.write(line)
        return response

    # What a person does there

    def _does(self, name: str, doing: Doing) -> web.RouteDef:
        async def done(request: web.Request) -> web.StreamResponse:
            try:
                await doing(await asked(request))
            except Unpressable as unpressable:
                return _json({"trouble": str(unpressable)}, 409)
            return _json({})

        return _post(f"/playground/{name}", done)

    async def _open(self, asked: Asked) -> None:
        await self._stand_in.join(self._person(asked))

    async def _read(self, asked: Asked) -> None:
        self._stand_in.read(self._person(asked))

    async def _say(self, asked: Asked) -> None:
        await self._stand_in.say(self._person(asked), asked.text("text"))

    async def _press(self, asked: Asked) -> None:
        entry, action = asked.text("entry"), asked.text("action")
        await self._stand_in.press(self._person(asked), entry, action, asked.texts("inputs"))

    async def _consent(self, asked: Asked) -> None:
        await self._stand_in.consent(self._person(asked), asked.text("entry"), asked.text("answer") == "accept")

    async def _clock(self, asked: Asked) -> None:
        """A day or a week at a time; what is set forward is never set back, or records would lie in the future."""
        self._stand_in.move_on(STEPS[asked.one_of("step", STEPS)])

    async def _file(self, request: web.Request) -> web.StreamResponse:
        key = self._known(request.query.get("person", ""))
        content = await doors.body(request, LARGEST_FILE)
        if content is None:
            return _json({"trouble": "That file is over 25 MB, more than the playground takes."}, 413)
        name, text = request.query.get("name", "file"), request.query.get("text", "")
        await self._stand_in.send_file(key, name, content, request.content_type, text)
        return _json({})

    def _person(self, asked: Asked) -> str:
        return self._known(asked.text("person"))

    def _known(self, key: str) -> str:
        if all(player.key != key for player in self._stand_in.players):
            raise web.HTTPNotFound(text="Nobody of this name is at the playground.")
        return key


def _get(path: str, handler: doors.Handler) -> web.RouteDef:
    return web.get(path, doors.guarded(handler), allow_head=False)


def _post(path: str, handler: doors.Handler) -> web.RouteDef:
    return web.post(path, doors.guarded(handler))


def _static(path: Path | None) -> web.StreamResponse:
    if path is None or not path.is_file():
        return web.Response(status=404, text="Not here.", headers=HEADERS)
    media_type = f"{MEDIA_TYPES.get(path.suffix, 'application/octet-stream')}; charset=utf-8"
    return web.FileResponse(path, headers={**HEADERS, "Content-Type": media_type})


async def _next(news: asyncio.Queue[News | None]) -> bytes | None:
    """The next event as a line; a comment now and then, so that a page that has gone is noticed."""
    try:
        async with asyncio.timeout(HEARTBEAT):
            one = await news.get()
    except TimeoutError:
        return b": still here\n\n"
    if one is None:
        return None
    return f"data: {json.dumps(dataclasses.asdict(one), default=_plain)}\n\n".encode("ascii")


def _json(body: object, status: int = 200) -> web.StreamResponse:
    text = json.dumps(body, default=_plain)
    return web.Response(status=status, text=text, content_type="application/json", headers=HEADERS)


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} does not go to the page")
