"""The Bot Connector's side: what the bot may do there, and what it is told when it may not."""

from typing import Any

import aiohttp
import pytest

from bot.playground.stand_in import StandIn
from tests.playground.echo_bot import CARD, EchoBot, card, execute

MESSAGE = {"type": "message", "text": "Good morning"}


async def ask(stand_in: StandIn, method: str, path: str, body: object = None, **headers: str) -> tuple[int, Any]:
    async with aiohttp.ClientSession() as session:
        url = f"{stand_in.service_url}v3/conversations{path}"
        async with session.request(method, url, json=body, headers=headers) as response:
            found = await response.json() if response.content_type == "application/json" else await response.text()
            return response.status, found


def with_card(content: object) -> dict[str, Any]:
    return {"type": "message", "attachments": [{"contentType": CARD, "content": content}]}


@pytest.fixture
async def chat(stand_in: StandIn) -> str:
    await stand_in.join("officer")
    return f"/{stand_in.players[0].conversation_id}"


async def test_a_message_out_of_the_blue_arrives_and_is_unread(stand_in: StandIn, chat: str) -> None:
    before = stand_in.unread("officer")
    status, made = await ask(stand_in, "POST", f"{chat}/activities", MESSAGE)
    assert status == 201
    assert (await stand_in.sees("officer", "Good morning")).id == made["id"]
    assert stand_in.unread("officer") == before + 1


async def test_a_message_is_updated_in_its_place_and_deleted(stand_in: StandIn, chat: str) -> None:
    _status, made = await ask(stand_in, "POST", f"{chat}/activities", MESSAGE)
    await ask(stand_in, "POST", f"{chat}/activities", MESSAGE)
    before = [entry.id for entry in stand_in.transcript("officer")]
    assert (await ask(stand_in, "PUT", f"{chat}/activities/{made['id']}", with_card(card())))[0] == 200
    assert [entry.id for entry in stand_in.transcript("officer")] == before
    assert (await ask(stand_in, "DELETE", f"{chat}/activities/{made['id']}"))[0] == 200
    assert made["id"] not in [entry.id for entry in stand_in.transcript("officer")]


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
async def test_an_unknown_message_cannot_be_changed(stand_in: StandIn, chat: str, method: str) -> None:
    assert (await ask(stand_in, method, f"{chat}/activities/1", MESSAGE))[0] == 404


async def test_a_persons_message_is_not_the_bots_to_change(stand_in: StandIn, chat: str) -> None:
    await stand_in.say("officer", "mine")
    mine = next(entry for entry in stand_in.transcript("officer") if entry.author == "person")
    assert (await ask(stand_in, "PUT", f"{chat}/activities/{mine.id}", MESSAGE))[0] == 403


async def test_an_unknown_conversation_is_refused(stand_in: StandIn) -> None:
    status, found = await ask(stand_in, "POST", "/a:nobody/activities", MESSAGE)
    assert (status, found["error"]["code"]) == (404, "ConversationNotFound")
    never_opened = stand_in.players[1].conversation_id
    assert (await ask(stand_in, "POST", f"/{never_opened}/activities", MESSAGE))[0] == 404


@pytest.mark.parametrize(
    ("activity", "status", "reason"),
    [
        ({"type": "message", "text": "x" * 103_000}, 413, "over 100 KB"),
        (with_card(card({"type": "TextBlock", "text": "x" * 29_000})), 400, "over 28 KB"),
        (with_card({"type": "Card"}), 400, "not an AdaptiveCard"),
        (with_card({"type": "AdaptiveCard", "body": []}), 400, "no version"),
        (with_card({"type": "AdaptiveCard", "version": "1.6"}), 400, "newer than Teams draws"),
        (with_card(card({"type": "Input.Text"})), 400, "no id"),
        (with_card(card({"type": "Input.Text", "id": "a"}, {"type": "Input.Date", "id": "a"})), 400, "share the id a"),
        (with_card(card(actions=[{"type": "Action.OpenUrl", "url": "javascript:alert(1)"}])), 400, "not a web address"),
        ({"type": "message"}, 400, "neither text nor attachments"),
        ({"type": "message", "text": 7}, 400, "not text"),
        ({"type": "trace", "text": "x"}, 400, "neither message nor typing"),
        ({"type": "message", "attachments": [{"contentType": "video/mp4"}]}, 400, "video/mp4"),
        ({"type": "message", "text": "x", "suggestedActions": {"actions": [{"title": "A"}]}}, 400, "imBack"),
        ([], 400, "not an object"),
    ],
)
async def test_what_teams_would_refuse_is_refused_with_the_reason_where_it_is_seen(
    stand_in: StandIn, chat: str, activity: object, status: int, reason: str
) -> None:
    answered, found = await ask(stand_in, "POST", f"{chat}/activities", activity)
    assert answered == status
    assert reason in found["error"]["message"]
    seen = stand_in.transcript("officer")[-1]
    assert seen.author == "teams"
    assert reason in seen.text


async def test_a_card_with_fallbacks_of_the_same_name_is_taken(stand_in: StandIn, chat: str) -> None:
    activity = with_card(card(actions=[execute("Save", "save")]))
    assert (await ask(stand_in, "POST", f"{chat}/activities", activity))[0] == 201
    assert stand_in.last("officer").buttons == ("Save",)


async def test_members_have_teams_shape(stand_in: StandIn, chat: str) -> None:
    officer = stand_in.players[0]
    _status, members = await ask(stand_in, "GET", f"{chat}/members")
    _status, paged = await ask(stand_in, "GET", f"{chat}/pagedmembers")
    assert members == paged["members"]
    assert members[0]["id"] == officer.teams_id
    assert members[0]["userPrincipalName"] == members[0]["email"] == officer.email
    assert members[0]["aadObjectId"] == officer.entra_id
    for known_by in (officer.teams_id, officer.entra_id, officer.email):
        assert (await ask(stand_in, "GET", f"{chat}/members/{known_by}")) == (200, members[0])
    stranger = stand_in.players[1].teams_id
    assert (await ask(stand_in, "GET", f"{chat}/members/{stranger}"))[0] == 404


async def test_a_conversation_is_created_only_with_somebody_who_has_the_bot(stand_in: StandIn, chat: str) -> None:
    officer, clerk = stand_in.players[:2]
    status, made = await ask(stand_in, "POST", "", {"members": [{"id": officer.teams_id}], "activity": MESSAGE})
    assert (status, made["id"]) == (201, officer.conversation_id)
    assert stand_in.last("officer").id == made["activityId"]
    assert (await ask(stand_in, "POST", "", {"members": [{"id": clerk.teams_id}]}))[0] == 403
    assert (await ask(stand_in, "POST", "", {"members": "everybody"}))[0] == 400


async def test_failures_come_as_often_as_asked_and_no_more(stand_in: StandIn, bot: EchoBot) -> None:
    stand_in.fail_next(429, retry_after=2)
    stand_in.fail_next(403, times=2)
    for text in ("a", "b", "c", "d"):
        await stand_in.say("officer", text)
    assert bot.statuses == [429, 403, 403, 201]


async def test_typing_is_taken_and_leaves_no_trace(stand_in: StandIn, chat: str) -> None:
    before = stand_in.transcript("officer")
    assert (await ask(stand_in, "POST", f"{chat}/activities", {"type": "typing"}))[0] == 201
    assert stand_in.transcript("officer") == before
