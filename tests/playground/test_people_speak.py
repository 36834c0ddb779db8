"""What a person does reaches the bot as Teams would post it, and its answer is seen as Teams would show it."""

import asyncio
from datetime import timedelta

import pytest

from bot.playground.pressing import Unpressable
from bot.playground.stand_in import StandIn
from bot.playground.transcript import FILE_CONSENT, FILE_INFO
from tests.playground.echo_bot import EchoBot

SAVED = {"evidence": "The map went live.", "grade": "1"}


async def test_words_arrive_as_teams_posts_them(stand_in: StandIn, bot: EchoBot) -> None:
    answer = await stand_in.say("officer", "hello <b>there</b>")

    got = bot.got[-1]
    assert answer.status == 200
    assert (got["type"], got["text"], got["channelId"]) == ("message", "hello <b>there</b>", "msteams")
    assert got["from"]["aadObjectId"] == stand_in.players[0].entra_id
    assert got["from"]["id"].startswith("29:")
    assert got["recipient"]["id"].startswith("28:")
    assert got["conversation"]["conversationType"] == "personal"
    assert got["conversation"]["tenantId"] == got["channelData"]["tenant"]["id"] == stand_in.players[0].tenant_id
    assert got["serviceUrl"] == stand_in.service_url
    assert got["locale"] == "en-GB"
    assert got["entities"][0]["type"] == "clientInfo"
    assert got["attachments"][0]["content"] == "<div><div>hello &lt;b&gt;there&lt;/b&gt;</div></div>"


async def test_the_reply_is_in_the_transcript_when_say_returns(stand_in: StandIn) -> None:
    await stand_in.say("officer", "hello")
    said, reply = stand_in.transcript("officer")
    assert (said.author, said.text, said.is_plain) == ("person", "hello", True)
    assert (reply.author, reply.text, reply.is_plain) == ("bot", "You said: hello", True)
    assert stand_in.transcript("clerk") == ()


async def test_opening_a_chat_installs_the_bot_once(stand_in: StandIn, bot: EchoBot) -> None:
    await stand_in.join("officer")
    await stand_in.join("officer")
    assert [got["type"] for got in bot.got] == ["conversationUpdate", "installationUpdate"]
    assert bot.got[0]["membersAdded"] == [{"id": bot.got[0]["recipient"]["id"]}]
    assert stand_in.last("officer").words == "Hello. I collect **progress updates**."


async def test_a_reply_is_unread_until_its_person_reads_or_speaks(stand_in: StandIn) -> None:
    await stand_in.say("officer", "hello")
    assert stand_in.unread("officer") == 1
    stand_in.read("officer")
    assert stand_in.unread("officer") == 0


async def test_a_press_carries_the_buttons_data_and_what_was_typed(stand_in: StandIn, bot: EchoBot) -> None:
    await stand_in.say("officer", "form")
    form = stand_in.last("officer")
    await stand_in.press("officer", form.id, "Save and next", SAVED)

    got = bot.got[-1]
    assert (got["type"], got["name"], got["replyToId"]) == ("invoke", "adaptiveCard/action", form.id)
    assert got["value"]["trigger"] == "manual"
    assert got["value"]["action"]["verb"] == "save"
    assert got["value"]["action"]["data"] == {"id": "5", **SAVED, "agreed": "false"}


async def test_a_card_in_the_answer_takes_the_pressed_ones_place(stand_in: StandIn) -> None:
    await stand_in.say("officer", "form")
    form = stand_in.last("officer")
    await stand_in.press("officer", form.id, "save", SAVED)
    assert stand_in.last("officer").id == form.id
    assert "Your words: The map went live." in stand_in.last("officer").words
    assert stand_in.last("officer").buttons == ("Edit",)


async def test_a_sentence_in_the_answer_stands_below_the_card(stand_in: StandIn) -> None:
    await stand_in.say("officer", "form")
    form = stand_in.last("officer")
    await stand_in.press("officer", form.id, "Save draft", SAVED)
    after = stand_in.last("officer")
    assert after.card == form.card
    assert after.banner is not None
    assert (after.banner.text, after.banner.is_error) == ("Your draft is saved.", False)


async def test_an_error_in_the_answer_is_shown_as_one(stand_in: StandIn, bot: EchoBot) -> None:
    await stand_in.say("officer", "form")
    await stand_in.press("officer", stand_in.last("officer").id, "Skip")
    banner = stand_in.last("officer").banner
    assert banner is not None
    assert (banner.text, banner.is_error) == ("This has moved on.", True)
    assert bot.got[-1]["value"]["action"]["data"] == {"id": "5"}, "associatedInputs none: no input travels"


async def test_a_submit_comes_as_a_message_with_a_value(stand_in: StandIn, bot: EchoBot) -> None:
    await stand_in.say("officer", "form")
    form = stand_in.last("officer")
    await stand_in.press("officer", form.id, "Not mine", SAVED)
    assert bot.got[-1]["type"] == "message"
    assert "text" not in bot.got[-1]
    assert bot.got[-1]["value"] == {"verb": "pass_on", "id": "5", **SAVED, "agreed": "false"}
    assert bot.got[-1]["replyToId"] == form.id


async def test_an_old_client_presses_the_fallback(stand_in: StandIn, bot: EchoBot) -> None:
    await stand_in.say("officer", "form")
    await stand_in.press("officer", stand_in.last("officer").id, "Save and next", SAVED, is_old_client=True)
    assert bot.got[-1]["value"] == {"verb": "save", "id": "5", **SAVED, "agreed": "false"}


@pytest.mark.parametrize(
    ("inputs", "complaint"),
    [
        ({}, "Please say what was done."),
        ({"evidence": "Done.", "reference": "12"}, "Two capitals and a number, as in SC12."),
        ({"evidence": "Done.", "grade": "9"}, "Grade"),
        ({"evidence": "Done.", "colour": "red"}, "has no input colour"),
    ],
)
async def test_a_card_that_is_not_filled_in_never_leaves(
    stand_in: StandIn, bot: EchoBot, inputs: dict[str, str], complaint: str
) -> None:
    await stand_in.say("officer", "form")
    with pytest.raises(Unpressable, match=complaint):
        await stand_in.press("officer", stand_in.last("officer").id, "Save and next", inputs)
    assert len(bot.got) == 1


@pytest.mark.parametrize("action", ["No such button", "Read the plan", "Last round"])
async def test_only_a_button_that_reaches_the_bot_can_be_pressed(stand_in: StandIn, action: str) -> None:
    await stand_in.say("officer", "form")
    with pytest.raises(Unpressable):
        await stand_in.press("officer", stand_in.last("officer").id, action)


async def test_a_bot_that_fails_is_seen_to_fail(stand_in: StandIn) -> None:
    answer = await stand_in.say("officer", "fail")
    assert answer.status == 500
    assert stand_in.transcript("officer")[-1].failure == "The bot could not take this (500). Please try again."


async def test_a_redelivery_has_the_same_id(stand_in: StandIn, bot: EchoBot) -> None:
    await stand_in.say("officer", "form")
    await stand_in.press("officer", stand_in.last("officer").id, "save", SAVED)
    await stand_in.redeliver("officer")
    first, second = bot.got[-2:]
    assert first == second
    assert stand_in.last("officer").buttons == ("Edit",)


async def test_a_file_can_be_fetched_by_the_bot(stand_in: StandIn, bot: EchoBot) -> None:
    await stand_in.send_file("officer", "map of closures.pdf", b"%PDF", "application/pdf", "Here it is")
    file, copy = bot.got[-1]["attachments"]
    assert file["contentType"] == "application/vnd.microsoft.teams.file.download.info"
    assert (file["name"], file["content"]["fileType"]) == ("map of closures.pdf", "pdf")
    assert copy["contentType"] == "text/html"
    unique_id = file["content"]["uniqueId"]
    assert await stand_in.files.read(unique_id) == b"%PDF"
    assert stand_in.transcript("officer")[0].attachments[0].url == file["content"]["downloadUrl"]


async def test_a_picture_comes_as_itself(stand_in: StandIn, bot: EchoBot) -> None:
    await stand_in.send_file("officer", "map.png", b"\x89PNG", "image/png")
    assert bot.got[-1]["attachments"][0]["contentType"] == "image/png"
    assert bot.got[-1]["attachments"][0]["contentUrl"].startswith(stand_in.service_url)


async def test_an_allowed_file_is_uploaded_and_its_card_replaced(stand_in: StandIn, bot: EchoBot) -> None:
    await stand_in.say("officer", "file")
    offer = stand_in.last("officer")
    assert offer.attachments[0].content_type == FILE_CONSENT
    await stand_in.consent("officer", offer.id, accept=True)

    value = bot.got[-1]["value"]
    assert (bot.got[-1]["name"], value["action"]) == ("fileConsent/invoke", "accept")
    assert value["context"] == {"token": "report-1"}
    assert bot.statuses == [201, 201, 200]
    info = stand_in.last("officer").attachments[0]
    assert (info.content_type, info.name) == (FILE_INFO, "July report.docx")
    assert await stand_in.files.read(info.content["uniqueId"]) == b"Scrutiny report"


async def test_a_declined_file_is_not_uploaded(stand_in: StandIn, bot: EchoBot) -> None:
    await stand_in.say("officer", "file")
    await stand_in.consent("officer", stand_in.last("officer").id, accept=False)
    assert "uploadInfo" not in bot.got[-1]["value"]
    banner = stand_in.last("officer").banner
    assert banner is not None
    assert banner.text == "You declined this file."


async def test_a_hostile_activity_is_posted_as_it_is(stand_in: StandIn, bot: EchoBot) -> None:
    await stand_in.post("officer", {"type": "message", "id": "twice", "from": 7, "conversation": {"id": "elsewhere"}})
    assert (bot.got[-1]["id"], bot.got[-1]["from"]) == ("twice", 7)


async def test_settling_waits_for_what_a_page_has_under_way(stand_in: StandIn) -> None:
    saying = asyncio.create_task(stand_in.say("officer", "hello"))
    await asyncio.sleep(0)
    assert len(stand_in.transcript("officer")) == 1
    await stand_in.settle("officer")
    assert stand_in.last("officer").text == "You said: hello"
    await saying


async def test_the_clock_moves_on_for_the_bot_too(stand_in: StandIn, bot: EchoBot) -> None:
    await stand_in.say("officer", "one")
    stand_in.move_on(timedelta(weeks=1))
    await stand_in.say("officer", "two")
    first, second = bot.got
    assert second["timestamp"] > first["timestamp"]
    assert stand_in.clock.ahead == timedelta(weeks=1)
