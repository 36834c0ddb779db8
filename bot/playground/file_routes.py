"""OneDrive's addresses: where the bot fetches what people attached and uploads what they agreed to have."""

import re

from aiohttp import web

from bot.playground import doors
from bot.playground.files import LARGEST_FILE, Files

ADDRESS = "/playground/files/{id:[0-9a-f-]{36}}/{name}"
WHOLE = re.compile(r"bytes 0-(\d+)/(\d+)")

# Pictures are shown in the chat. Everything else is only ever saved, so that no file can act as a page.
PICTURES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"}


class FileRoutes:
    def __init__(self, files: Files) -> None:
        self._files = files

    def routes(self) -> list[web.RouteDef]:
        return [web.get(ADDRESS, doors.guarded(self._download)), web.put(ADDRESS, doors.guarded(self._upload))]

    async def _download(self, request: web.Request) -> web.StreamResponse:
        content = await self._files.read(request.match_info["id"])
        if content is None:
            return web.Response(status=404, text="There is no such file.")
        extension = request.match_info["name"].rpartition(".")[2].lower()
        headers = {
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Content-Disposition": "inline" if extension in PICTURES else "attachment",
        }
        media_type = PICTURES.get(extension, "application/octet-stream")
        return web.Response(body=content, content_type=media_type, headers=headers)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        content = await doors.body(request, LARGEST_FILE)
        if content is None:
            return web.Response(status=413, text="The file is over 25 MB.")
        if not _is_whole(request.headers.get("Content-Range", ""), len(content)):
            return web.Response(status=416, text="The Content-Range does not say that this is the whole file.")
        unique_id, name = request.match_info["id"], request.match_info["name"]
        if not await self._files.upload(unique_id, content):
            return web.Response(status=404, text="Nobody agreed to a file here.")
        return web.json_response({"id": unique_id, "name": name, "size": len(content)}, status=201)


def _is_whole(content_range: str, size: int) -> bool:
    match = WHOLE.fullmatch(content_range)
    return match is not None and int(match[1]) == size - 1 and int(match[2]) == size
