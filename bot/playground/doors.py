"""Who may knock at the playground: this machine only, and no page of another site that a browser on it has open."""

from collections.abc import Awaitable, Callable

from aiohttp import web
from yarl import URL

from bot.hosts import is_loopback

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SAFE = {"GET", "HEAD"}


def guarded(handler: Handler) -> Handler:
    async def checked(request: web.Request) -> web.StreamResponse:
        if not _is_this_machine(request.headers.get("Host", "")):
            # A name pointed at 127.0.0.1 would make another site's page one of ours.
            return web.Response(status=403, text="The playground answers to localhost only.")
        if request.method not in SAFE and not _is_own_page(request):
            return web.Response(status=403, text="The playground takes nothing from another site’s page.")
        return await handler(request)

    return checked


def _is_this_machine(host: str) -> bool:
    try:
        name = URL("http://" + host).host
    except ValueError:
        return False
    return name is not None and is_loopback(name)


def _is_own_page(request: web.Request) -> bool:
    """The bot and the tests are no browsers and send neither header."""
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin == f"{request.scheme}://{request.headers['Host']}"
    return request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")


async def body(request: web.Request, longest: int) -> bytes | None:
    """The body, or None when there is more of it than that: it is read no further."""
    content = bytearray()
    async for chunk in request.content.iter_chunked(64 * 1024):
        content += chunk
        if len(content) > longest:
            return None
    return bytes(content)
