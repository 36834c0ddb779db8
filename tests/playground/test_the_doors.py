"""The playground speaks to this machine and to its own page, and a file there never acts as a page."""

import aiohttp
import pytest

from bot.playground.stand_in import StandIn

PATHS = ["/", "/playground/people", "/playground/transcript/officer", "/playground/page/page.css", "/playground/events"]


async def fetch(stand_in: StandIn, method: str, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    async with aiohttp.ClientSession() as session:
        url = stand_in.service_url.rstrip("/") + path
        async with session.request(method, url, headers=headers, data=b"{}" if method == "POST" else None) as response:
            return response.status, dict(response.headers)


@pytest.mark.parametrize("path", PATHS)
async def test_a_name_pointed_at_this_machine_gets_nothing(stand_in: StandIn, path: str) -> None:
    assert (await fetch(stand_in, "GET", path, Host="evil.example"))[0] == 403
    assert (await fetch(stand_in, "GET", path, Host="127.0.0.1.evil.example:80"))[0] == 403


@pytest.mark.parametrize("path", ["say", "press", "clock", "open", "read", "consent", "file"])
async def test_another_sites_page_can_do_nothing(stand_in: StandIn, path: str) -> None:
    assert (await fetch(stand_in, "POST", f"/playground/{path}", Origin="https://evil.example"))[0] == 403
    assert (await fetch(stand_in, "POST", f"/playground/{path}", **{"Sec-Fetch-Site": "cross-site"}))[0] == 403
    assert (await fetch(stand_in, "POST", f"/playground/{path}", Origin="null"))[0] == 403


async def test_the_service_too_is_closed_to_browsers_elsewhere(stand_in: StandIn) -> None:
    assert (await fetch(stand_in, "POST", "/v3/conversations", Origin="https://evil.example"))[0] == 403
    assert (await fetch(stand_in, "POST", "/v3/conversations", Host="evil.example"))[0] == 403


@pytest.mark.parametrize("path", ["say", "press", "clock", "open", "read", "consent"])
async def test_nonsense_from_a_page_is_a_bad_request(stand_in: StandIn, path: str) -> None:
    own = stand_in.service_url.rstrip("/")
    assert (await fetch(stand_in, "POST", f"/playground/{path}", Origin=own))[0] == 400


async def test_the_page_forbids_everything_from_elsewhere(stand_in: StandIn) -> None:
    status, headers = await fetch(stand_in, "GET", "/")
    assert status == 200
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/playground/page/..%2Fstand_in.py", "/playground/scripts/package.json"])
async def test_nothing_but_the_page_is_served(stand_in: StandIn, path: str) -> None:
    assert (await fetch(stand_in, "GET", path))[0] == 404


async def test_a_sent_page_is_only_ever_saved(stand_in: StandIn) -> None:
    await stand_in.send_file("officer", "page.html", b"<script>alert(1)</script>", "text/html")
    url = stand_in.transcript("officer")[0].attachments[0].url
    status, headers = await fetch(stand_in, "GET", url.removeprefix(stand_in.service_url.rstrip("/")))
    assert status == 200
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"] == "attachment"
    assert headers["X-Content-Type-Options"] == "nosniff"


async def test_nobody_uploads_where_nobody_agreed(stand_in: StandIn) -> None:
    path = "/playground/files/11111111-1111-4111-8111-111111111111/report.docx"
    assert (await fetch(stand_in, "PUT", path, **{"Content-Range": "bytes 0--1/0"}))[0] == 416
    assert (await fetch(stand_in, "GET", path))[0] == 404
