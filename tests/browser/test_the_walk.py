"""An officer's walk on the page with the real bot behind it: by mouse, by keyboard, on two devices, in both colours."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import ViewportSize, expect

from bot.app import Running
from bot.demo import council
from bot.playground.stand_in import StandIn
from storage.database import Database
from storage.vocabulary import UpdateState
from tests.browser.checks import complaints
from tests.browser.conftest import DESK, PHONE, OpenPage, Shoot
from tests.browser.town import answer_of, kelderby, press, read, say, see, to

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(scope="module")
def first_morning(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's record as it is filled, to copy."""
    path = tmp_path_factory.mktemp("kelderby") / "record.db"
    shutil.copy(blank, path)
    database = Database(f"sqlite:///{path}")
    council.fill(database)
    database.close()
    return path


@pytest_asyncio.fixture(loop_scope="session")
async def town(first_morning: Path, tmp_path: Path) -> AsyncIterator[Running]:
    record = tmp_path / "record.db"
    shutil.copy(first_morning, record)
    async with kelderby(record) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def stand_in(town: Running) -> StandIn:
    """In the place of the tiny bot's: `open_page` opens the real one."""
    assert town.stand_in is not None
    return town.stand_in


async def test_an_officer_walks_from_hello_to_receipt_by_mouse(open_page: OpenPage, town: Running) -> None:
    page = await open_page("officer", DESK)
    await read(page, "3 recommendations for the November 2026 round, 1 begun")
    await press(page, "Resume")
    await see(page, "Recommendation 1 · 1 of 3")
    evidence = page.get_by_label("Evidence of progress")
    await evidence.click()
    await evidence.press("Control+End")
    await page.keyboard.type(" The figures came on 13 November.")
    await page.get_by_label("Evidence of impact").fill("Fewer of the children went missing again.")
    await page.get_by_role("radio", name="2 – On track").check()
    await press(page, "Save and next")

    await see(page, "Recommendation 1: 1 question")
    await read(page, "the due date (31 March 2026) has passed")
    await press(page, "Change my answer")
    await page.get_by_role("radio", name="3 – Slipped").check()
    await page.get_by_label("Explanation").fill("The provider was short of interviewers until October.")
    await page.get_by_label("Anticipated date").fill("31 December 2026")
    await press(page, "Save and next")

    await see(page, "2 of 3")
    await press(page, "Skip")
    await see(page, "3 of 3")
    await press(page, "Skip")
    await see(page, "Review: 1 answer to send")
    await press(page, "Submit all (1)")
    await see(page, "Sent: 1 answer")
    await read(page, "Reference: R-")

    sent = answer_of(town, "officer", "1")
    assert (sent.state, sent.sent_version, sent.response.grade) == (UpdateState.SUBMITTED, sent.version, "3")
    assert sent.response.evidence.endswith("The figures came on 13 November.")


async def test_the_same_walk_by_keyboard_alone_on_a_phone(open_page: OpenPage, town: Running) -> None:
    page = await open_page("second_officer", PHONE, "dark")
    await to(page, page.get_by_role("button", name="Start", exact=True))
    await page.keyboard.press("Enter")
    await expect(await see(page, "Recommendation 2 · 1 of 2")).to_be_focused()
    await to(page, page.get_by_label("Evidence of progress"))
    await page.keyboard.type("In October 41 of 43 overnight episodes were notified by 10 a.m.")
    await to(page, page.get_by_label("Evidence of impact"))
    await page.keyboard.type("Six more schools met the child at the gate.")
    await to(page, page.get_by_role("radio", name="1 – Fully achieved"))
    await page.keyboard.press("Space")
    await page.keyboard.press("ArrowDown")
    await to(page, page.get_by_role("button", name="Save and next"))
    await page.keyboard.press("Enter")

    await expect(await see(page, "2 of 2")).to_be_focused()
    await to(page, page.get_by_role("button", name="Skip", exact=True))
    await page.keyboard.press("Space")
    await expect(await see(page, "Review: 1 answer to send")).to_be_focused()
    await to(page, page.get_by_role("button", name="Submit all (1)"))
    await page.keyboard.press("Enter")
    await expect(await see(page, "Sent: 1 answer")).to_be_focused()

    sent = answer_of(town, "second_officer", "2")
    assert (sent.state, sent.response.grade) == (UpdateState.SUBMITTED, "2")
    assert sent.response.evidence == "In October 41 of 43 overnight episodes were notified by 10 a.m."


async def test_a_walk_begun_at_the_desk_is_ended_on_the_phone(open_page: OpenPage, town: Running) -> None:
    desk = await open_page("second_officer", DESK)
    await press(desk, "Start")
    await desk.get_by_label("Evidence of progress").fill("41 of 43 episodes were notified.")
    await press(desk, "Save draft")
    await read(desk, "Draft saved. It is not sent yet.")

    phone = await open_page("second_officer", PHONE)
    await expect(phone.get_by_label("Evidence of progress")).to_have_value("41 of 43 episodes were notified.")
    await phone.get_by_label("Evidence of impact").fill("Schools were ready.")
    await phone.get_by_role("radio", name="2 – On track").check()
    await press(phone, "Save and next")
    await see(desk, "2 of 2")
    assert answer_of(town, "second_officer", "2").response.impact == "Schools were ready."


async def test_a_form_that_a_colleague_overtook_shows_both_answers(open_page: OpenPage, town: Running) -> None:
    megan, tariq = await open_page("officer", DESK), await open_page("second_officer", PHONE)
    await say(megan, "open 2")
    await say(tariq, "open 2")
    await megan.get_by_label("Evidence of progress").fill("Megan counted 41 of 43.")
    await press(megan, "Save draft")
    await read(megan, "Draft saved.")
    await tariq.get_by_label("Evidence of progress").fill("Tariq counted 40 of 43.")
    await press(tariq, "Save draft")
    await see(tariq, "somebody saved before you")
    await read(tariq, "Megan counted 41 of 43.")
    await press(tariq, "Use both")
    await expect(tariq.get_by_label("Evidence of progress")).to_have_value(
        "Megan counted 41 of 43.\n\nTariq counted 40 of 43."
    )


async def test_a_file_goes_to_the_clerk_with_the_answer(open_page: OpenPage, town: Running, shoot: Shoot) -> None:
    page = await open_page("second_officer", DESK)
    await press(page, "Start")
    await page.get_by_label("Evidence of progress").fill("41 of 43 episodes were notified.")
    await press(page, "Save draft")
    await read(page, "Draft saved.")
    counted = {"name": "October notices.csv", "mimeType": "text/csv", "buffer": b"school,notified\nNorth,41\n"}
    await page.locator("#file").set_input_files(counted)  # type: ignore[arg-type]
    await page.get_by_role("button", name="Send", exact=True).click()
    await see(page, "Attach this file to")
    await shoot(page, "walk-file-offered")
    await press(page, "Yes")
    await read(page, "Files kept with this answer")
    await say(page, "review")
    await press(page, "Submit all (1)")
    await see(page, "Sent: 1 answer")

    clerk = await open_page("clerk", DESK)
    await say(clerk, "to review")
    await clerk.get_by_role("button", name="Check Recommendation 2", exact=True).last.click()
    await see(clerk, "Recommendation 2")
    await read(clerk, "October notices.csv")
    assert [file.name for file in answer_of(town, "second_officer", "2").files] == ["October notices.csv"]


async def test_not_mine_is_offered_to_a_colleague_who_takes_it(open_page: OpenPage, town: Running) -> None:
    megan = await open_page("officer", DESK)
    tariq = await open_page("second_officer", PHONE)
    await say(megan, "open 5")
    await press(megan, "Not mine")
    await see(megan, "Recommendation 5: not yours?")
    whose = megan.get_by_role("combobox", name="Whose is it?")
    await whose.fill("Tariq Mahmood, Virtual School Headteacher")
    await expect(whose).to_be_visible()  # the library takes the box's name away as soon as one types
    await megan.get_by_label("Why, in a few words").fill("The training moved to your team.")
    await press(megan, "Offer to colleague")
    await see(megan, "Offered to Tariq Mahmood")
    await see(tariq, "Megan Pritchard asks you to take this on")
    await press(tariq, "Accept")
    await see(megan, "Tariq Mahmood has accepted")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("size_name", "size"), [("desk", DESK), ("phone", PHONE)])
async def test_every_card_of_the_walk_can_be_used_and_read(
    open_page: OpenPage, shoot: Shoot, size_name: str, size: ViewportSize, theme: Any
) -> None:
    page = await open_page("officer", size, theme)

    async def look(name: str, heading: str) -> None:
        found = await see(page, heading)
        await found.scroll_into_view_if_needed()
        await shoot(page, f"walk-{size_name}-{theme}-{name}")
        assert await complaints(page) == []

    await look("1-welcome", "Hello Megan Pritchard")
    await say(page, "update")
    await look("2-form", "Recommendation 1 · 1 of 3")
    await page.get_by_role("button", name="What was said last time").last.click()
    await page.get_by_role("radio", name="2 – On track").check()
    await shoot(page, f"walk-{size_name}-{theme}-3-form-filled")
    await press(page, "Save and next")
    await look("4-questions", "Recommendation 1: 2 questions")
    await say(page, "Nine more interviews were held at weekends.")
    await look("5-typed", "Record this as evidence for rec 1?")
    await say(page, "yes")
    await say(page, "not mine")
    await look("6-not-mine", "Recommendation 1: not yours?")
    await say(page, "my actions")
    await look("7-my-actions", "My actions")
    await say(page, "review")
    await look("8-review", "Review: 1 answer to send")
    await press(page, "Submit all (1)")
    await look("9-receipt", "Sent: 1 answer")
    await say(page, "help")
    await look("10-help", "What I can do")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("size_name", "size"), [("desk", DESK), ("phone", PHONE)])
async def test_the_clerk_and_a_stranger_see_cards_that_can_be_read(
    open_page: OpenPage, shoot: Shoot, size_name: str, size: ViewportSize, theme: Any
) -> None:
    clerk = await open_page("clerk", size, theme)
    await say(clerk, "to review")
    await see(clerk, "To review:")
    await shoot(clerk, f"walk-{size_name}-{theme}-11-to-review")
    assert await complaints(clerk) == []
    await clerk.get_by_role("button", name="Check Recommendation 4").last.click()
    await see(clerk, "Recommendation 4")
    await shoot(clerk, f"walk-{size_name}-{theme}-12-clerks-answer")
    assert await complaints(clerk) == []

    stranger = await open_page("stranger", size, theme)
    await see(stranger, "I do not know you yet")
    await shoot(stranger, f"walk-{size_name}-{theme}-13-stranger")
    assert await complaints(stranger) == []


async def test_a_name_that_is_not_on_the_list_is_said_to_be_none(open_page: OpenPage, town: Running) -> None:
    page = await open_page("officer", PHONE)
    await say(page, "update")
    await press(page, "Not mine")
    await page.get_by_role("combobox", name="Whose is it?").fill("Nobody Known")
    await press(page, "Offer to colleague")
    await read(page, "Nobody of that name is on the list.")
