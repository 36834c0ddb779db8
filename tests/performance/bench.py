"""`make bench`: what a turn costs, beside a stock botbuilder echo bot and bare aiohttp, in one run on one machine.

The three run by turns, several times over; what is printed are medians, and ratios of them. Processor time is the
bot's own process alone: not this one's, which plays Teams.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import psutil
from aiohttp import web

from cards.form import form
from storage.agreed import AgreedPlan
from storage.database import Database
from storage.schema import upgrade
from tests.builders import IDS, TENANT, Council, council, plan

TURNS, ROUNDS, WARM_UP = 300, 5, 40

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cost:
    cpu_ms: float
    turns_a_second: float


def base(kind: str, number: int, service: str) -> Body:
    return {
        "type": kind,
        "id": f"{time.time_ns()}{number}",
        "timestamp": datetime.now(UTC).isoformat(),
        "serviceUrl": service,
        "channelId": "msteams",
        "from": {"id": "29:asha", "name": "Asha Pryce", "aadObjectId": IDS["asha"]},
        "recipient": {"id": "28:bot", "name": "Scrutiny"},
        "conversation": {"id": "a:asha", "conversationType": "personal", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
        "locale": "en-GB",
    }


def echo(number: int, service: str, _versions: Mapping[int, int]) -> Body:
    return base("message", number, service) | {"text": f"Turn {number}", "textFormat": "plain"}


def update(here: Council) -> Callable[[int, str, Mapping[int, int]], Body]:
    """A press of "Save draft" on one recommendation after the other, with words that differ each time, so that each
    press writes a version and an audit row."""
    ids = list(here.recommendations.values())

    def press(number: int, service: str, versions: Mapping[int, int]) -> Body:
        recommendation_id = ids[number % len(ids)]
        data = {
            "rec": recommendation_id,
            "round": here.round_id,
            "version": versions.get(recommendation_id, 0),
            "fields": "evidence impact grade explanation anticipated",
            "evidence": f"{number}: 44 of 52 schools have named a lead, and each has met the carers' service. " * 6,
            "impact": "Eleven pupils have asked for help who had not been known before. " * 4,
            "grade": "2",
        }
        action = {"type": "Action.Execute", "verb": "save_draft", "data": data}
        return base("invoke", number, service) | {
            "name": "adaptiveCard/action",
            "value": {"action": action, "trigger": "manual"},
        }

    return press


def long_plan() -> AgreedPlan:
    """Asha's fifty: an answer is edited a few times, not a thousand."""
    one = plan().recommendations[0]
    return replace(plan(), recommendations=tuple(replace(one, number=str(number)) for number in range(1, 51)))


async def teams() -> tuple[str, web.AppRunner]:
    """Teams' side: takes what a bot sends and says nothing about it."""

    async def taken(_request: web.Request) -> web.Response:
        return web.json_response({"id": "1"})

    app = web.Application()
    app.add_routes([web.post("/v3/{rest:.*}", taken), web.put("/v3/{rest:.*}", taken)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}/", runner  # type: ignore[union-attr]


class Peer:
    def __init__(self, kind: str, folder: Path, body: Callable[[int, str, Mapping[int, int]], Body]) -> None:
        self.body = body
        self.versions: dict[int, int] = {}
        self.number = 0
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.performance.peers", kind, str(folder)], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        port = next(line for line in self.process.stdout if line.strip().isdigit()).strip()
        self.url = f"http://127.0.0.1:{port}/api/messages"
        self.measured = psutil.Process(self.process.pid)

    async def turns(self, session: aiohttp.ClientSession, service: str, count: int) -> Cost:
        before, start = self.cpu(), time.perf_counter()
        for _ in range(count):
            await self._turn(session, service)
        took = time.perf_counter() - start
        return Cost((self.cpu() - before) / count * 1000, count / took)

    async def _turn(self, session: aiohttp.ClientSession, service: str) -> None:
        self.number += 1
        async with session.post(self.url, json=self.body(self.number, service, self.versions)) as response:
            assert response.status in (200, 201, 202), response.status
            answer = await response.json() if response.content_length else {}
        if answer:
            card = answer["value"]
            assert card["type"] == "AdaptiveCard", card
            pressed = _save_button(card)
            self.versions[int(pressed["rec"])] = int(pressed["version"])

    def cpu(self) -> float:
        times = self.measured.cpu_times()
        return float(times.user + times.system)


def _save_button(card: Body) -> Body:
    """What the card's save button carries: what the next press rests on."""
    return next(part for part in _parts(card) if part.get("verb") == "save_draft" and "data" in part)["data"]


def _parts(value: object) -> list[Body]:
    if isinstance(value, dict):
        return [value, *(part for inner in value.values() for part in _parts(inner))]
    return [part for inner in value for part in _parts(inner)] if isinstance(value, list) else []


async def compare(folder: Path) -> None:
    database = Database(f"sqlite:///{folder / 'scrutiny.db'}")
    upgrade(database)
    here = council(database, long_plan())
    written = here.saved("asha", "1", 0, evidence="44 of 52 schools. " * 30, grade="2")
    card = form(written, place=(1, 2), today=datetime.now(UTC).date())
    (folder / "card.json").write_text(json.dumps(dict(card.content)))
    service, runner = await teams()
    peers = {
        "(a) stock botbuilder 4.17.1 echo bot": Peer("stock", folder, echo),
        "(b) our update turn": Peer("ours", folder, update(here)),
        "(c) bare aiohttp, the same I/O as (b)": Peer("bare", folder, update(here)),
    }
    peers["(b) our update turn"].versions[here.recommendations["1"]] = 1
    costs: dict[str, list[Cost]] = {name: [] for name in peers}
    try:
        async with aiohttp.ClientSession() as session:
            for peer in peers.values():
                await peer.turns(session, service, WARM_UP)
            for _ in range(ROUNDS):
                for name, peer in peers.items():
                    costs[name].append(await peer.turns(session, service, TURNS))
    finally:
        for peer in peers.values():
            peer.process.kill()
            peer.process.wait()
        await runner.cleanup()
        database.close()
    report(costs)


def report(costs: dict[str, list[Cost]]) -> None:
    print(f"{ROUNDS} rounds of {TURNS} turns each, one after the other; medians\n")
    print(f"{'':40}{'CPU a turn':>12}{'turns a second':>16}{'CPU of (a)':>12}")
    medians = {name: statistics.median(cost.cpu_ms for cost in found) for name, found in costs.items()}
    stock = next(iter(medians.values()))
    for name, found in costs.items():
        speed = statistics.median(cost.turns_a_second for cost in found)
        print(f"{name:40}{medians[name]:9.2f} ms{speed:16.0f}{medians[name] / stock:12.2f}")
    share = list(medians.values())[1] / stock
    print(f"\n(b) costs {share:.2f} of (a); the bound is a third: {'held' if share <= 1 / 3 else 'BROKEN'}")


def main() -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        asyncio.run(compare(Path(folder)))


if __name__ == "__main__":
    main()
