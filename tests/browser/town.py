"""The whole bot with the demo's council in it, behind the page: what `make demo` shows on its first morning.

And what somebody does there: say, press, look for a card, reach a control with the Tab key.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from bot.app import Running, program
from bot.clock import Clock
from bot.demo import council
from bot.demo.clock import FIRST_MORNING
from bot.pace import Limits
from bot.playground.people import Player
from bot.settings import Settings
from storage.people import person_with_email
from storage.rounds import assignments
from storage.sheets import sheet
from storage.views import Sheet

MOST_TABS = 60
PATIENCE = 15_000  # what the bot sends of its own accord is not there at once
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


def answer_of(running: Running, key: str, number: str) -> Sheet:
    """What is on record for one of this player's recommendations in the round that is open."""
    database = running.database
    email = next(one.email for one in council.players() if one.key == key)
    person = database.read_now(person_with_email, email=email)
    assert person is not None
    listed = database.read_now(assignments, person=person)
    one = next(one for one in listed if one.number == number)
    return database.read_now(sheet, person=person, recommendation_id=one.recommendation_id, round_id=one.round_id)


async def say(page: Page, words: str) -> None:
    await page.get_by_label("Message to Scrutiny").fill(words)
    await page.keyboard.press("Enter")


async def press(page: Page, name: str) -> None:
    """On the newest card that has such a button; the same word may stand below it as a suggestion."""
    await page.locator(".card").get_by_role("button", name=name, exact=True).last.click()


async def see(page: Page, heading: str) -> Locator:
    """The newest card under this heading."""
    found = page.locator(".card").get_by_role("heading", name=heading).last
    await expect(found).to_be_visible(timeout=PATIENCE)
    return found


async def read(page: Page, words: str) -> None:
    """On a card: the line for screen readers may be saying the same."""
    await expect(page.locator(".card").get_by_text(words).last).to_be_visible()


async def to(page: Page, wanted: Locator) -> None:
    """Presses Tab until it is reached, as somebody without a mouse has to."""
    await wanted.last.wait_for()
    for _stop in range(MOST_TABS):
        if await wanted.last.evaluate("one => one === document.activeElement"):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not lead to {wanted}")
