"""Fetching a file somebody sent: from where Teams keeps files and nowhere else, and never more of it than the limit."""

from collections.abc import Mapping

import aiohttp
from yarl import URL

from bot.credentials import Bearer, NoToken, signature
from bot.hosts import Hosts
from dialogs.speech import OfferedFile
from storage.errors import Refusal

LARGEST_FILE = 10 * 1024 * 1024
TIMEOUT = aiohttp.ClientTimeout(total=60, sock_connect=5, sock_read=20)

ELSEWHERE = "I can only take files that were sent here in Teams. Attach the file to your message, or type its link."
TOO_LARGE = "That file is larger than 10 MB, so I did not take it. Send a smaller one, or type a link to it."
NOT_GIVEN = "Teams did not give me that file, so I did not take it. Please send it again."


class Downloads:
    def __init__(
        self, session: aiohttp.ClientSession, file_hosts: Hosts, service_hosts: Hosts, bearer: Bearer | None
    ) -> None:
        self._session = session
        self._file_hosts = file_hosts
        self._service_hosts = service_hosts
        self._bearer = bearer

    async def download(self, file: OfferedFile) -> bytes:
        url, headers = await self._where(file.url)
        try:
            async with self._session.get(url, headers=headers, timeout=TIMEOUT, allow_redirects=False) as response:
                if response.status != 200:
                    raise Refusal(NOT_GIVEN)
                return await _content(response)
        except (aiohttp.ClientError, TimeoutError):
            raise Refusal(NOT_GIVEN) from None

    async def _where(self, address: str) -> tuple[URL, Mapping[str, str]]:
        """A file's link carries its own permission. A picture is with Teams' service, which asks who we are."""
        if url := self._file_hosts.admit(address):
            return url, {}
        url = self._service_hosts.admit(address)
        if url is None:
            raise Refusal(ELSEWHERE)
        try:
            return url, await signature(self._bearer)
        except NoToken:
            raise Refusal(NOT_GIVEN) from None


async def _content(response: aiohttp.ClientResponse) -> bytes:
    """Counted as it arrives: an announced length may be missing or untrue."""
    content = bytearray()
    async for chunk in response.content.iter_chunked(64 * 1024):
        content += chunk
        if len(content) > LARGEST_FILE:
            raise Refusal(TOO_LARGE)
    return bytes(content)
