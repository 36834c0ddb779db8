"""The real page in headless Chromium, before a stand-in with the tiny bot behind it.

One browser serves all of a process's tests, each of which opens pages with a memory of their own; so all run on one loop.
Every page is watched: an error on its console or a request to anywhere but this machine fails the test.
"""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, async_playwright

from bot.clock import Clock
from bot.playground.page_routes import SCRIPTS
from bot.playground.playing import playing
from bot.playground.stand_in import StandIn
from tests.playground.echo_bot import EchoBot
from tests.playground.players import PLAYERS

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
DESK: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}

OpenPage = Callable[..., Awaitable[Page]]
Shoot = Callable[[Page, str], Awaitable[None]]


@pytest.fixture(scope="session")
def flags() -> list[str]:
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}: install Debian’s chromium, or say where it is in CHROMIUM")
    if missing := [path.name for path in SCRIPTS.values() if not path.exists()]:
        pytest.skip(f"{' and '.join(missing)} missing: run npm ci in bot/playground")
    return ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium(flags: list[str]) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def bot() -> EchoBot:
    return EchoBot()


@pytest_asyncio.fixture(loop_scope="session")
async def stand_in(bot: EchoBot) -> AsyncIterator[StandIn]:
    async with (
        TestServer(bot.app()) as server,
        playing(str(server.make_url("/api/messages")), Clock(), PLAYERS) as found,
    ):
        yield found


@pytest.fixture
def console() -> list[str]:
    """What the pages complained of. A test that means to break something empties it."""
    return []


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(chromium: Browser, stand_in: StandIn, console: list[str]) -> AsyncIterator[OpenPage]:
    """`await open_page("officer", DESK, "dark")`: the page as that person sees it, less the scripts that are withheld."""
    contexts: list[BrowserContext] = []

    async def opened(
        person: str = "officer", size: ViewportSize = DESK, theme: Any = "light", withheld: str = ""
    ) -> Page:
        context = await chromium.new_context(
            viewport=size, color_scheme=theme, reduced_motion="reduce", locale="en-GB", has_touch=size is PHONE
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        if withheld:
            await context.route(withheld, lambda route: route.fulfill(status=404))
        page = await context.new_page()
        page.on("console", lambda said: console.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: console.append(str(error)))
        page.on("request", lambda asked: console.extend(foreign(asked.url, stand_in)))
        await page.goto(f"{stand_in.service_url}#{person}")
        await page.locator(".person[aria-current]").wait_for(state="attached")
        return page

    yield opened
    for context in contexts:
        await context.close()
    assert console == []


def foreign(url: str, stand_in: StandIn) -> list[str]:
    is_own = urlsplit(url).netloc == urlsplit(stand_in.service_url).netloc or url.startswith("data:")
    return [] if is_own else [f"asked {url}"]


@pytest.fixture
def shoot(tmp_path_factory: pytest.TempPathFactory) -> Shoot:
    """Keeps a picture under the folder named in SCREENSHOTS, for somebody to look at."""
    folder = Path(os.environ.get("SCREENSHOTS") or tmp_path_factory.mktemp("screenshots"))

    async def shot(page: Page, name: str) -> None:
        await page.screenshot(path=folder / f"{name}.png")

    return shot
