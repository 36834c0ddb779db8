"""What a person does on the page, with the mouse, the keyboard alone or a thumb, and what they see of it."""

import asyncio
import re

import pytest
from playwright.async_api import Page, Route, expect

from bot.playground.stand_in import StandIn
from tests.browser.conftest import PHONE, OpenPage
from tests.playground.echo_bot import EchoBot, card, execute

ACTIVE = "document.activeElement"
# The message box wears its ring around the whole frame it stands in.
RING = """() => {
  const focused = document.activeElement;
  const rings = [focused, focused.closest(".compose")].filter(Boolean).map((one) => getComputedStyle(one).outlineStyle);
  const place = [...document.querySelectorAll("*")].indexOf(focused);
  return [focused.outerHTML.slice(0, 60) + place, rings.some((style) => style !== "none")];
}"""

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def say(page: Page, words: str) -> None:
    await page.get_by_label("Message to Scrutiny").fill(words)
    await page.keyboard.press("Enter")


async def test_opening_a_chat_brings_the_welcome(open_page: OpenPage) -> None:
    page = await open_page()
    await expect(page.locator(".words", has_text="Hello. I collect progress updates.")).to_be_visible()
    await expect(page.locator(".words strong")).to_have_text("progress updates")


async def test_what_anybody_types_is_shown_as_text(open_page: OpenPage, bot: EchoBot) -> None:
    page = await open_page()
    typed = "<img src=x onerror=alert(1)> **bold** [a](javascript:alert(1))"
    await say(page, typed)
    await expect(page.locator(".from-person .words")).to_have_text(typed)
    await expect(page.locator(".from-bot .words").last).to_contain_text("You said: <img")
    await expect(page.locator(".words img, .words a")).to_have_count(0)


async def test_shift_and_enter_makes_a_new_line(open_page: OpenPage, bot: EchoBot) -> None:
    page = await open_page()
    await page.get_by_label("Message to Scrutiny").focus()
    await page.keyboard.type("one")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("two")
    await page.keyboard.press("Enter")
    await expect(page.locator(".from-bot .words").last).to_contain_text("You said: one")
    assert bot.got[-1]["text"] == "one\ntwo"
    await expect(page.get_by_label("Message to Scrutiny")).to_have_value("")


async def test_a_form_is_filled_and_saved_with_the_keyboard_alone(open_page: OpenPage, bot: EchoBot) -> None:
    page = await open_page()
    await page.keyboard.press("Tab")
    await expect(page.get_by_text("Skip to the message box")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.type("form")
    await page.keyboard.press("Enter")
    evidence = page.get_by_label("Evidence of progress")
    await evidence.wait_for()

    await back_to(page, "Save and next")
    await page.keyboard.press("Enter")
    await expect(evidence).to_be_focused()
    await expect(evidence).to_have_attribute("aria-invalid", "true")
    await expect(page.get_by_text("Please say what was done.")).to_be_visible()

    await page.keyboard.type("The map went live.")
    await page.keyboard.press("Tab")
    await page.keyboard.press("ArrowUp")
    for _stop in range(9):
        if await page.evaluate(f"{ACTIVE}.textContent") == "Save and next":
            break
        await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await expect(page.get_by_role("heading", name="Recorded")).to_be_focused()
    data = bot.got[-1]["value"]["action"]["data"]
    assert (data["evidence"], data["grade"]) == ("The map went live.", "1")


async def back_to(page: Page, button: str) -> None:
    for _stop in range(20):
        await page.keyboard.press("Shift+Tab")
        if await page.evaluate(f"{ACTIVE}.textContent") == button:
            return
    raise AssertionError(f"the Tab key does not lead to {button}")


async def test_every_stop_of_the_tab_key_can_be_seen(open_page: OpenPage, stand_in: StandIn) -> None:
    page = await open_page()
    await say(page, "form")
    await page.get_by_role("button", name="Save and next").wait_for()
    await page.locator(".skip").focus()
    seen = set()
    for _stop in range(60):
        await page.keyboard.press("Tab")
        name, ring = await page.evaluate(RING)
        if name.startswith("<body"):
            break
        assert ring, f"no ring around {name}"
        seen.add(name)
    assert len(seen) > 20


async def test_what_is_typed_into_a_card_outlives_a_sentence_and_a_change_of_colours(open_page: OpenPage) -> None:
    page = await open_page()
    await say(page, "form")
    evidence = page.get_by_label("Evidence of progress")
    await evidence.fill("Half a thought")
    await page.get_by_role("button", name="Save draft").click()
    await expect(page.get_by_role("status").get_by_text("Your draft is saved.")).to_be_visible()
    await page.get_by_role("button", name="Dark colours").click()
    await say(page, "hello")
    await expect(page.locator(".words", has_text="You said: hello")).to_be_visible()
    await expect(evidence).to_have_value("Half a thought")


async def test_a_second_form_leaves_the_first_ones_grade_alone(open_page: OpenPage, bot: EchoBot) -> None:
    """A browser takes choices of one name for one question, and both forms call theirs "grade"."""
    page = await open_page()
    grades = page.get_by_role("radio", name="2 On track")
    await say(page, "form")
    await grades.first.check()
    await page.get_by_label("Evidence of progress").fill("It is done.")
    await say(page, "form")
    await expect(page.locator(".card").last.get_by_role("radiogroup").first).to_be_visible()
    await grades.last.check()
    await expect(grades.first).to_be_checked()
    await page.get_by_role("button", name="Save draft").first.click()
    await expect(page.get_by_role("status").get_by_text("Your draft is saved.").first).to_be_visible()
    assert bot.got[-1]["value"]["action"]["data"]["grade"] == "2"


async def test_what_is_typed_into_a_card_waits_for_its_person(open_page: OpenPage) -> None:
    page = await open_page()
    await say(page, "form")
    await page.get_by_label("Evidence of progress").fill("Half a thought")
    await page.locator("[data-person=clerk]").click()
    await expect(page.get_by_label("Evidence of progress")).to_have_count(0)
    await page.locator("[data-person=officer]").click()
    await expect(page.get_by_label("Evidence of progress")).to_have_value("Half a thought")


async def test_the_switch_of_colours_says_what_it_will_do(open_page: OpenPage) -> None:
    page = await open_page()
    await page.get_by_role("button", name="Dark colours").click()
    await page.get_by_role("button", name="Light colours").click()
    await expect(page.get_by_role("button", name="Dark colours")).to_be_visible()


async def test_a_refused_press_says_why_below_the_card(open_page: OpenPage) -> None:
    page = await open_page()
    await say(page, "form")
    await page.get_by_role("button", name="Skip", exact=True).click()
    await expect(page.locator(".banner.is-error")).to_have_text("This has moved on.")
    await expect(page.get_by_role("button", name="Skip", exact=True)).to_be_enabled()


async def test_a_folded_part_unfolds_without_the_bot(open_page: OpenPage, bot: EchoBot) -> None:
    page = await open_page()
    await say(page, "form")
    last = page.get_by_text("July 2024: the map was piloted")
    await expect(last).to_be_hidden()
    told = len(bot.got)
    await page.get_by_role("button", name="Last round").click()
    await expect(last).to_be_visible()
    assert len(bot.got) == told


async def test_two_buttons_of_one_name_are_told_apart(open_page: OpenPage, stand_in: StandIn, bot: EchoBot) -> None:
    page = await open_page()
    await page.locator(".words").wait_for()
    rows = [{"type": "ActionSet", "actions": [{**execute("Edit", "edit"), "data": {"id": row}}]} for row in ("1", "2")]
    stand_in.service.post(
        stand_in.players[0].conversation_id,
        {
            "type": "message",
            "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": card(*rows)}],
        },
    )
    await page.get_by_role("button", name="Edit").nth(1).click()
    await page.get_by_role("button", name="Save and next").wait_for()
    assert bot.got[-1]["value"]["action"]["data"] == {"id": "2"}


async def test_the_reader_stays_where_they_are_when_something_arrives(open_page: OpenPage, stand_in: StandIn) -> None:
    for number in range(12):
        await stand_in.say("officer", f"line {number}")
    page = await open_page()
    await page.locator(".words", has_text="You said: line 11").wait_for()
    await page.evaluate("document.getElementById('scroller').scrollTop = 0")
    await stand_in.say("clerk", "elsewhere")
    stand_in.service.post(stand_in.players[0].conversation_id, {"type": "message", "text": "Out of the blue"})
    await page.locator(".words", has_text="Out of the blue").wait_for()
    assert await page.evaluate("document.getElementById('scroller').scrollTop") == 0


async def test_the_latest_message_is_not_hidden_by_its_suggestions(open_page: OpenPage, bot: EchoBot) -> None:
    page = await open_page(size=PHONE)
    for words in ("one", "two", "three", "four", "words"):
        await say(page, words)
    await page.get_by_role("button", name="Later", exact=True).wait_for()
    await expect(page.locator(".words", has_text="What now?")).to_be_in_viewport(ratio=1)
    await page.get_by_role("button", name="Later", exact=True).click()
    await expect(page.locator(".words", has_text="You said: later")).to_be_visible()
    await expect(page.locator(".pill")).to_have_count(0)
    assert bot.got[-1]["text"] == "later"


async def test_two_devices_show_one_chat(open_page: OpenPage) -> None:
    desk, phone = await open_page(), await open_page(size=PHONE)
    await say(desk, "form")
    await expect(phone.get_by_role("button", name="Save and next")).to_be_visible()
    await phone.get_by_label("Evidence of progress").fill("From the bus")
    await phone.get_by_role("button", name="Save and next").click()
    await expect(desk.get_by_text("Your words: From the bus")).to_be_visible()


async def test_somebody_elses_message_is_marked_unread_until_read(open_page: OpenPage, stand_in: StandIn) -> None:
    page = await open_page()
    await stand_in.say("clerk", "hello")
    clerk = page.locator("[data-person=clerk]")
    await expect(clerk.locator(".unread")).to_have_text("1 unread")
    await expect(page).to_have_title("(1) Scrutiny playground")
    await clerk.click()
    await expect(clerk.locator(".unread")).to_be_hidden()
    await expect(page.get_by_text("Chat with Owen Castellan-Reed")).to_be_visible()
    await expect(page.locator(".words", has_text="You said: hello")).to_be_visible()


async def test_unsent_words_wait_for_their_person(open_page: OpenPage) -> None:
    page = await open_page()
    words = page.get_by_label("Message to Scrutiny")
    await words.fill("not yet")
    await page.locator("[data-person=clerk]").click()
    await expect(words).to_have_value("")
    await page.locator("[data-person=officer]").click()
    await expect(words).to_have_value("not yet")


async def test_a_week_later_is_a_week_later(open_page: OpenPage, stand_in: StandIn) -> None:
    page = await open_page()
    await page.get_by_role("button", name="A week later").click()
    await expect(page.locator("#today")).to_have_attribute("datetime", re.compile(stand_in.clock.today().isoformat()))
    assert stand_in.clock.ahead.days == 7


async def test_people_are_in_a_drawer_on_a_phone(open_page: OpenPage) -> None:
    page = await open_page(size=PHONE)
    opener = page.get_by_role("button", name="People")
    await opener.click()
    await expect(page.locator("[data-person=officer]")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(opener).to_be_focused()
    await expect(page.locator("[data-person=officer]")).to_be_hidden()
    await opener.click()
    await page.locator("[data-person=stranger]").click()
    await expect(page.get_by_text("Chat with Alex Winter")).to_be_visible()


async def test_a_file_goes_up_and_comes_down(open_page: OpenPage, bot: EchoBot) -> None:
    page = await open_page()
    map_file = {"name": "closures & diversions.txt", "mimeType": "text/plain", "buffer": b"A map"}
    await page.locator("#file").set_input_files(map_file)  # type: ignore[arg-type]
    await say(page, "Here it is")
    await expect(page.locator(".from-person .file-name")).to_have_text("closures & diversions.txt")
    assert bot.got[-1]["attachments"][0]["name"] == "closures & diversions.txt"

    await say(page, "file")
    await page.get_by_role("button", name="Allow").click()
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Download July report.docx").click()
    path = await (await download.value).path()
    assert path.read_bytes() == b"Scrutiny report"


async def test_a_declined_file_cannot_be_allowed_after_all(open_page: OpenPage) -> None:
    page = await open_page()
    await say(page, "file")
    await page.get_by_role("button", name="Decline").click()
    await expect(page.get_by_text("You declined this file.")).to_be_visible()
    await expect(page.get_by_role("button", name="Allow")).to_have_count(0)


async def test_an_address_opens_in_a_tab_that_cannot_reach_back(open_page: OpenPage) -> None:
    page = await open_page()
    await page.context.route("https://example.org/**", lambda route: route.fulfill(body="the plan"))
    await say(page, "form")
    async with page.context.expect_page() as opened:
        await page.get_by_role("link", name="Read the plan").click()
    tab = await opened.value
    await tab.wait_for_load_state()
    assert tab.url == "https://example.org/plan"
    assert await tab.evaluate("window.opener") is None


async def test_a_screen_reader_hears_of_a_new_message(open_page: OpenPage) -> None:
    page = await open_page()
    await say(page, "form")
    await expect(page.locator("#announcer")).to_have_text("Scrutiny: Recommendation 5")


async def test_a_pressed_button_waits_for_its_answer_and_is_pressed_once(open_page: OpenPage, bot: EchoBot) -> None:
    page = await open_page()
    await say(page, "form")
    draft = page.get_by_role("button", name="Save draft")
    await page.get_by_label("Evidence of progress").fill("Done")
    answered = asyncio.Event()

    async def slowly(route: Route) -> None:
        await answered.wait()
        await route.continue_()

    await page.route("**/playground/press", slowly)
    await draft.click()
    await expect(draft).to_be_disabled()
    await expect(page.locator(".card")).to_have_attribute("aria-busy", "true")
    await draft.click(force=True)
    answered.set()
    await expect(draft).to_be_enabled()
    await expect(page.get_by_text("Your draft is saved.")).to_be_visible()
    assert [got["type"] for got in bot.got].count("invoke") == 1


async def test_a_card_in_a_cards_place_is_read_from_its_heading(open_page: OpenPage) -> None:
    page = await open_page(size=PHONE)
    await say(page, "form")
    await page.get_by_label("Evidence of progress").fill("Done")
    await page.get_by_role("button", name="Save and next").click()
    await expect(page.get_by_role("heading", name="Recorded")).to_be_in_viewport(ratio=1)
    await page.get_by_role("button", name="Edit").click()
    heading = page.get_by_role("heading", name="Publish a single map")
    await expect(heading).to_be_focused()
    await expect(heading).to_be_in_viewport(ratio=1)


async def test_without_its_scripts_the_page_says_how_to_get_them(open_page: OpenPage, console: list[str]) -> None:
    page = await open_page(withheld="**/playground/scripts/**")
    await expect(page.get_by_role("alert").filter(has_text="npm ci")).to_be_visible()
    await say(page, "hello")
    await expect(page.locator(".words", has_text="You said: hello")).to_be_visible()
    console.clear()


async def test_a_playground_that_has_gone_is_said_to_have_gone(open_page: OpenPage, console: list[str]) -> None:
    page = await open_page()
    await page.route("**/playground/say", lambda route: route.abort())
    await say(page, "hello")
    await expect(page.get_by_role("alert").filter(has_text="Is the program still running?")).to_be_visible()
    console.clear()
