"""Sent files are fetched from where Teams keeps them, within the limit; what cannot be is a sentence for the sender."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.attachments import ELSEWHERE, LARGEST_FILE, NOT_GIVEN, TOO_LARGE, Downloads
from bot.credentials import NoToken
from bot.hosts import Hosts
from dialogs.speech import OfferedFile
from storage.errors import Refusal

LOCAL = Hosts((), local=True)
NOWHERE = Hosts(("nowhere.example",))


def offered(url: str) -> OfferedFile:
    return OfferedFile("../../etc/Log.docx", "application/octet-stream", url)


async def token() -> str:
    return "the-token"


async def refusal(downloads: Downloads, url: str) -> str:
    with pytest.raises(Refusal) as refused:
        await downloads.download(offered(url))
    return refused.value.sentence


async def test_a_file_is_fetched_without_a_token(session: aiohttp.ClientSession, service: Any) -> None:
    service.script = [web.Response(body=b"inspection log")]
    downloads = Downloads(session, LOCAL, LOCAL, token)
    assert await downloads.download(offered(service.url + "download.aspx?tempauth=x%2By")) == b"inspection log"
    (asked,) = service.asked
    assert asked.path == "/download.aspx?tempauth=x%2By"
    assert "Authorization" not in asked.headers


async def test_a_picture_is_fetched_from_teams_service_with_our_token(
    session: aiohttp.ClientSession, service: Any
) -> None:
    service.script = [web.Response(body=b"picture")]
    assert await Downloads(session, NOWHERE, LOCAL, token).download(offered(service.url)) == b"picture"
    assert service.asked[0].headers["Authorization"] == "Bearer the-token"


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/Log.docx",
        "http://council.sharepoint.com/Log.docx",
        "https://council.sharepoint.com@evil.example/",
        "http://169.254.169.254/metadata",
        "file:///etc/passwd",
        "Log.docx",
        "",
    ],
)
async def test_a_file_that_is_elsewhere_is_refused(session: aiohttp.ClientSession, url: str) -> None:
    teams = Hosts((".sharepoint.com",))
    assert await refusal(Downloads(session, teams, NOWHERE, token), url) == ELSEWHERE


async def test_a_file_on_this_machine_is_for_local_mode_alone(session: aiohttp.ClientSession, service: Any) -> None:
    assert await refusal(Downloads(session, NOWHERE, NOWHERE, None), service.url) == ELSEWHERE
    assert service.asked == []


async def chunks(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 1024):
        yield b"x" * 1024


async def test_a_file_of_the_limit_is_taken_and_one_over_it_is_not(
    session: aiohttp.ClientSession, service: Any
) -> None:
    downloads = Downloads(session, LOCAL, LOCAL, None)
    service.script = [web.Response(body=chunks(LARGEST_FILE)), web.Response(body=chunks(LARGEST_FILE + 1024))]
    assert len(await downloads.download(offered(service.url))) == LARGEST_FILE
    assert await refusal(downloads, service.url) == TOO_LARGE


@pytest.mark.parametrize("status", [204, 302, 401, 404, 410, 500])
async def test_a_file_that_is_not_given_is_asked_for_again(
    session: aiohttp.ClientSession, service: Any, status: int
) -> None:
    service.will_answer(status, headers={"Location": "http://127.0.0.1/"})
    assert await refusal(Downloads(session, LOCAL, LOCAL, None), service.url) == NOT_GIVEN
    assert len(service.asked) == 1


async def test_a_store_that_is_away_is_a_sentence_too(session: aiohttp.ClientSession, unused_tcp_port: int) -> None:
    url = f"http://127.0.0.1:{unused_tcp_port}/"
    assert await refusal(Downloads(session, LOCAL, LOCAL, None), url) == NOT_GIVEN


async def test_without_a_token_a_picture_is_not_given(session: aiohttp.ClientSession, service: Any) -> None:
    async def away() -> str:
        raise NoToken("sign-in cannot be reached")

    assert await refusal(Downloads(session, NOWHERE, LOCAL, away), service.url) == NOT_GIVEN
