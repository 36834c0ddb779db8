"""The bots that the bench compares, each a program of its own: `python -m tests.performance.peers KIND FOLDER`.

`stock` is botbuilder's own echo bot, `ours` the whole program, `bare` an aiohttp handler that does our turn's I/O and
nothing else. Each prints the port it listens on; the bench reads its processor time from outside.
"""

import asyncio
import json
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web
from botbuilder.core import ActivityHandler, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication

from bot.app import program
from bot.clock import Clock
from bot.pace import Limits
from bot.settings import Settings
from tests.builders import NOW, TENANT

UNHURRIED = Limits(per_second=10**9, per_conversation=10**9)


class EchoBot(ActivityHandler):  # type: ignore[misc]  # botbuilder ships no types
    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await turn_context.send_activity(f"Echo: {turn_context.activity.text}")


class NoSecrets:
    APP_ID = ""
    APP_PASSWORD = ""
    APP_TYPE = "MultiTenant"
    APP_TENANTID = ""


async def stock(_folder: Path) -> None:
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(NoSecrets()))
    echo = EchoBot()

    async def messages(request: web.Request) -> web.Response:
        answer = await adapter.process(request, echo)
        return answer if answer is not None else web.Response()

    await listen(messages)


async def bare(folder: Path) -> None:
    """The same request read, one row and one audit row committed with the same care, the same whole card answered."""
    record = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for statement in (
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        "CREATE TABLE version (id INTEGER PRIMARY KEY, number INTEGER, evidence TEXT)",
        "CREATE TABLE audit (id INTEGER PRIMARY KEY, at TEXT, act TEXT, after TEXT)",
    ):
        record.execute(statement)
    card = json.loads((folder / "card.json").read_text())

    def write(number: int, evidence: str) -> None:
        record.execute("BEGIN IMMEDIATE")
        record.execute("INSERT INTO version (number, evidence) VALUES (?, ?)", (number, evidence))
        record.execute(
            "INSERT INTO audit (at, act, after) VALUES (?, ?, ?)", ("now", "wrote", f'{{"number": {number}}}')
        )
        record.execute("COMMIT")

    async def messages(request: web.Request) -> web.Response:
        data = json.loads(await request.read())["value"]["action"]["data"]
        write(int(data["version"]), data["evidence"])
        body = {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": card}
        return web.Response(body=json.dumps(body).encode(), content_type="application/json")

    await listen(messages)


async def listen(messages: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> None:
    app = web.Application()
    app.add_routes([web.post("/api/messages", messages)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server = site._server
    print(server.sockets[0].getsockname()[1], flush=True)  # type: ignore[union-attr]
    await asyncio.Event().wait()


async def ours(folder: Path) -> None:
    settings = Settings.read({"DATA_FOLDER": str(folder), "APP_TENANT_ID": TENANT}, local=True)
    clock = Clock(ahead=NOW - datetime.now(UTC))
    async with program(replace(settings, port=0), clock, limits=UNHURRIED) as running:
        print(running.address.rpartition(":")[2], flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run({"stock": stock, "ours": ours, "bare": bare}[sys.argv[1]](Path(sys.argv[2])))
