"""What the bot sends arrives once, in order, at Teams and nowhere else; what does not arrive says why."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.connector import Connector, Undeliverable, Untrusted
from bot.credentials import NoToken
from bot.hosts import Hosts

LOCAL = Hosts((), local=True)
MESSAGE = {"type": "message", "text": "caf\u00e9 \ud800"}


@pytest.fixture
def connector(session: aiohttp.ClientSession, moment: Any) -> Connector:
    return Connector(session, LOCAL, LOCAL, None, sleep=moment.sleep, monotonic=moment.monotonic)


async def test_a_message_is_posted_and_its_id_comes_back(connector: Connector, service: Any) -> None:
    assert await connector.send(service.url, "a:1", MESSAGE) == "made"
    (asked,) = service.asked
    assert (asked.method, asked.path) == ("POST", "/v3/conversations/a%3A1/activities")
    assert json.loads(asked.body) == MESSAGE
    assert asked.headers["Content-Type"] == "application/json"
    assert "Authorization" not in asked.headers


async def test_a_reply_in_a_channel_keeps_to_its_thread(connector: Connector, service: Any) -> None:
    await connector.send(service.url + "uk/", "19:x@thread.tacv2;messageid=17", MESSAGE, reply_to="17/..")
    path = "/uk/v3/conversations/19%3Ax%40thread.tacv2%3Bmessageid%3D17/activities/17%2F.."
    assert service.asked[0].path == path


async def test_a_card_is_replaced(connector: Connector, service: Any) -> None:
    await connector.update(service.url, "a:1", "17", MESSAGE)
    assert [(asked.method, asked.path) for asked in service.asked] == [
        ("PUT", "/v3/conversations/a%3A1/activities/17"),
    ]
    assert json.loads(service.asked[0].body)["id"] == "17"


async def test_a_member_is_looked_up(connector: Connector, service: Any) -> None:
    service.script = [web.json_response({"id": "29:1", "name": "Priya Nair"})]
    assert (await connector.member(service.url, "a:1", "29:1"))["name"] == "Priya Nair"
    assert [asked.path for asked in service.asked] == ["/v3/conversations/a%3A1/members/29%3A1"]


@pytest.mark.parametrize("answer", [b"", b"accepted", b"[]", b'{"id": 5}'])
async def test_a_message_that_was_taken_is_not_lost_over_a_strange_answer(
    connector: Connector, service: Any, answer: bytes
) -> None:
    service.script = [web.Response(status=202, body=answer)]
    assert await connector.send(service.url, "a:1", MESSAGE) == ""
    assert len(service.asked) == 1


# Trust

Use = Callable[[Connector, str], Any]
USES: list[Use] = [
    lambda connector, url: connector.send(url, "a:1", MESSAGE),
    lambda connector, url: connector.update(url, "a:1", "17", MESSAGE),
    lambda connector, url: connector.typing(url, "a:1"),
    lambda connector, url: connector.member(url, "a:1", "29:1"),
    lambda connector, url: connector.upload(url, b"x"),
]


@pytest.mark.parametrize("use", USES)
async def test_an_address_off_the_list_gets_no_request_and_no_token_is_fetched(
    session: aiohttp.ClientSession, service: Any, use: Use
) -> None:
    asked_for_token = []

    async def bearer() -> str:
        asked_for_token.append(True)
        return "t"

    connector = Connector(session, Hosts(("smba.trafficmanager.net",)), Hosts((".sharepoint.com",)), bearer)
    with pytest.raises(Untrusted):
        await use(connector, service.url)
    assert (service.asked, asked_for_token) == ([], [])


async def test_local_mode_speaks_to_this_machine_alone(connector: Connector) -> None:
    with pytest.raises(Untrusted):
        await connector.send("https://smba.trafficmanager.net/uk/", "a:1", MESSAGE)


async def test_the_token_goes_with_a_message_and_not_with_a_file(session: aiohttp.ClientSession, service: Any) -> None:
    async def bearer() -> str:
        return "the-token"

    connector = Connector(session, LOCAL, LOCAL, bearer)
    await connector.send(service.url, "a:1", MESSAGE)
    await connector.upload(service.url + "upload?tempauth=x", b"12345")
    message, file = service.asked
    assert message.headers["Authorization"] == "Bearer the-token"
    assert "Authorization" not in file.headers
    assert (file.method, file.path, file.body) == ("PUT", "/upload?tempauth=x", b"12345")
    assert file.headers["Content-Range"] == "bytes 0-4/5"


async def test_a_large_file_goes_whole(connector: Connector, service: Any) -> None:
    content = bytes(range(256)) * 20_000
    await connector.upload(service.url + "upload", content)
    assert service.asked[0].body == content


async def test_without_a_token_nothing_is_sent(session: aiohttp.ClientSession, service: Any) -> None:
    async def bearer() -> str:
        raise NoToken("sign-in cannot be reached")

    with pytest.raises(Undeliverable) as undeliverable:
        await Connector(session, LOCAL, LOCAL, bearer).send(service.url, "a:1", MESSAGE)
    assert undeliverable.value.reason == "unavailable"
    assert service.asked == []


async def test_a_redirect_is_not_followed(connector: Connector, service: Any) -> None:
    service.will_answer(307, headers={"Location": service.url + "elsewhere"})
    with pytest.raises(Undeliverable) as undeliverable:
        await connector.send(service.url, "a:1", MESSAGE)
    assert undeliverable.value.reason == "rejected"
    assert len(service.asked) == 1


# Trying again


@pytest.mark.parametrize("status", [412, 429, 502, 503, 504])
async def test_what_may_pass_is_tried_again_after_a_growing_wait(
    connector: Connector, service: Any, moment: Any, status: int
) -> None:
    service.will_answer(status, status, status)
    assert await connector.send(service.url, "a:1", MESSAGE) == "made"
    assert len(service.asked) == 4
    first, second, third = moment.slept
    assert 0.25 <= first <= 0.5 <= second <= 1 <= third <= 2


async def test_teams_says_how_long_to_wait(connector: Connector, service: Any, moment: Any) -> None:
    dates = {"Date": "Wed, 03 Jul 2024 10:00:00 GMT", "Retry-After": "Wed, 03 Jul 2024 10:00:04 GMT"}
    service.will_answer(429, headers={"Retry-After": "7"})
    service.will_answer(429, headers=dates)
    await connector.send(service.url, "a:1", MESSAGE)
    assert moment.slept == [7, 4]


@pytest.mark.parametrize("header", ["soon", "", "-1", "\u00b2"])
async def test_a_wait_that_cannot_be_read_is_our_own(
    connector: Connector, service: Any, moment: Any, header: str
) -> None:
    service.will_answer(429, headers={"Retry-After": header})
    await connector.send(service.url, "a:1", MESSAGE)
    assert 0.25 <= moment.slept[0] <= 0.5


async def test_five_tries_are_enough(connector: Connector, service: Any) -> None:
    service.will_answer(*[503] * 9)
    with pytest.raises(Undeliverable) as undeliverable:
        await connector.send(service.url, "a:1", MESSAGE)
    assert (undeliverable.value.reason, undeliverable.value.status) == ("unavailable", 503)
    assert len(service.asked) == 5


async def test_patience_ends_before_a_wait_that_is_too_long(connector: Connector, service: Any, moment: Any) -> None:
    service.will_answer(429, headers={"Retry-After": "31"})
    with pytest.raises(Undeliverable):
        await connector.send(service.url, "a:1", MESSAGE)
    assert moment.slept == []


@pytest.mark.parametrize(
    ("status", "reason"), [(403, "blocked"), (404, "gone"), (400, "rejected"), (401, "rejected"), (413, "rejected")]
)
async def test_what_is_final_is_not_tried_again(connector: Connector, service: Any, status: int, reason: str) -> None:
    service.will_answer(status)
    with pytest.raises(Undeliverable) as undeliverable:
        await connector.send(service.url, "a:1", MESSAGE)
    assert (undeliverable.value.reason, undeliverable.value.status) == (reason, status)
    assert len(service.asked) == 1


async def test_nobody_there_is_tried_five_times(connector: Connector, moment: Any, unused_tcp_port: int) -> None:
    with pytest.raises(Undeliverable) as undeliverable:
        await connector.send(f"http://127.0.0.1:{unused_tcp_port}/", "a:1", MESSAGE)
    assert undeliverable.value.reason == "unavailable"
    assert len(moment.slept) == 4


class Breaking(web.StreamResponse):
    """Takes the request and breaks the connection instead of answering."""

    async def prepare(self, request: web.BaseRequest) -> None:
        assert request.transport is not None
        request.transport.abort()
        raise ConnectionResetError


async def test_a_message_that_may_have_arrived_is_not_sent_twice(connector: Connector, service: Any) -> None:
    service.script = [Breaking()]
    with pytest.raises(Undeliverable) as undeliverable:
        await connector.send(service.url, "a:1", MESSAGE)
    assert undeliverable.value.reason == "unavailable"
    assert len(service.asked) == 1


async def test_an_update_that_may_have_arrived_is_sent_again(connector: Connector, service: Any) -> None:
    service.script = [Breaking()]
    await connector.update(service.url, "a:1", "17", MESSAGE)
    assert len(service.asked) >= 2


async def test_typing_is_a_courtesy(connector: Connector, service: Any) -> None:
    service.will_answer(503)
    await connector.typing(service.url, "a:1")
    assert [json.loads(asked.body)["type"] for asked in service.asked] == ["typing"]


# Order and pace


async def test_a_conversations_messages_keep_their_order_though_one_is_tried_again(
    connector: Connector, service: Any
) -> None:
    service.will_answer(503, 503)
    await asyncio.gather(*(connector.send(service.url, "a:1", {"text": str(number)}) for number in range(5)))
    said = [json.loads(asked.body)["text"] for asked in service.asked]
    assert said == ["0", "0", "0", "1", "2", "3", "4"]


async def test_one_conversation_in_trouble_does_not_hold_up_another(
    session: aiohttp.ClientSession, service: Any
) -> None:
    waiting, let_go = asyncio.Event(), asyncio.Event()

    async def sleep(_seconds: float) -> None:
        waiting.set()
        await let_go.wait()

    connector = Connector(session, LOCAL, LOCAL, None, sleep=sleep)
    service.will_answer(503)
    stuck = asyncio.create_task(connector.send(service.url, "a:1", {"text": "stuck"}))
    await waiting.wait()
    assert await connector.send(service.url, "a:2", {"text": "through"}) == "made"
    let_go.set()
    assert await stuck == "made"


async def test_seven_a_second_to_one_conversation_and_eight_over_all(
    connector: Connector, service: Any, moment: Any
) -> None:
    for _ in range(8):
        await connector.send(service.url, "a:1", MESSAGE)
    assert moment.slept == [1.0]
    for number in range(8):
        await connector.send(service.url, f"a:{number}x", MESSAGE)
    assert sum(moment.slept) == 2.0
