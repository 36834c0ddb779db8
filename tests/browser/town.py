"""The whole bot with the demo's council in it, behind the page: what `make demo` shows on its first morning."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.app import Running, program
from bot.clock import Clock
from bot.demo import council
from bot.demo.clock import FIRST_MORNING
from bot.pace import Limits
from bot.playground.people import Player
from bot.settings import Settings
from storage.people import person_with_email
from storage.submissions import receipts_of
from storage.views import Person

UNHURRIED = Limits(per_second=1_000_000, per_conversation=1_000_000)


@asynccontextmanager
async def kelderby(record: Path) -> AsyncIterator[Running]:
    clock = Clock(ahead=FIRST_MORNING - datetime.now(UTC))
    async with program(_settings(record), clock, players=_players(), limits=UNHURRIED) as running:
        yield running


def _settings(record: Path) -> Settings:
    given = {
        "DATABASE_URL": f"sqlite:///{record}",
        "DATA_FOLDER": str(record.parent),
        "APP_TENANT_ID": council.TENANT,
        "COUNCIL_NAME": council.name(),
        "HELP_CONTACT": council.CONTACT,
    }
    return replace(Settings.read(given, local=True), port=0)


def _players() -> tuple[Player, ...]:
    return tuple(
        Player(one.key, one.name, one.email, one.entra_id, one.job_title, one.caption, one.tenant_id)
        for one in council.players()
    )
