"""The playground attached to the bot's own web application: one program, one address, both sides of the wire."""

from collections.abc import AsyncIterator

from aiohttp import web

from bot.playground.connector_routes import ConnectorRoutes
from bot.playground.file_routes import FileRoutes
from bot.playground.page_routes import PageRoutes
from bot.playground.stand_in import StandIn


def attach(app: web.Application, stand_in: StandIn) -> None:
    app.router.add_routes(ConnectorRoutes(stand_in.service).routes())
    app.router.add_routes(FileRoutes(stand_in.files).routes())
    app.router.add_routes(PageRoutes(stand_in).routes())

    async def farewell(_app: web.Application) -> None:
        # Before the connections are waited for: an open page listens for as long as it is told anything.
        stand_in.chats.newsroom.close()

    async def closing(_app: web.Application) -> AsyncIterator[None]:
        yield
        await stand_in.close()

    app.on_shutdown.append(farewell)
    app.cleanup_ctx.append(closing)
