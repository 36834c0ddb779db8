"""What the page looks like, kept as pictures: wide and narrow, light and dark."""

from typing import Any

import pytest
from playwright.async_api import ViewportSize

from bot.playground.stand_in import StandIn
from tests.browser.checks import complaints
from tests.browser.conftest import DESK, PHONE, OpenPage, Shoot

pytestmark = pytest.mark.asyncio(loop_scope="session")
SIZES = [("desk", DESK), ("phone", PHONE)]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("size_name", "size"), SIZES)
async def test_every_state_of_the_page_can_be_used_and_read(
    open_page: OpenPage, stand_in: StandIn, shoot: Shoot, size_name: str, size: ViewportSize, theme: Any
) -> None:
    await stand_in.join("officer")
    await stand_in.say("clerk", "hello")
    page = await open_page("officer", size, theme)
    name = f"{size_name}-{theme}"

    await page.get_by_label("Message to Scrutiny").fill("form")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Save and next").wait_for()
    await shoot(page, f"{name}-1-form-top")
    assert await complaints(page) == []

    await page.get_by_role("button", name="Last round").click()
    await page.get_by_role("button", name="Save and next").click()
    await page.get_by_text("Please say what was done.").wait_for()
    await page.get_by_role("button", name="Save draft").scroll_into_view_if_needed()
    await shoot(page, f"{name}-2-invalid")
    assert await complaints(page) == []

    await page.get_by_label("Evidence of progress").fill("The map went live on 3 May and shows every closure.")
    await page.get_by_role("button", name="Save draft").click()
    await page.get_by_text("Your draft is saved.").wait_for()
    await shoot(page, f"{name}-3-banner")
    assert await complaints(page) == []

    await page.get_by_role("button", name="Save and next").click()
    await page.get_by_role("heading", name="Recorded").wait_for()
    await stand_in.say("officer", "file")
    await stand_in.say("officer", "fail")
    await stand_in.say("officer", "words")
    await page.get_by_role("button", name="Later", exact=True).wait_for()
    await shoot(page, f"{name}-4-files-and-suggestions")
    assert await complaints(page) == []

    if size is PHONE:
        await page.get_by_role("button", name="People").click()
        await shoot(page, f"{name}-5-people")
        assert await complaints(page) == []
