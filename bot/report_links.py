"""GET /reports/…: a compiled report behind a signed link, for where Teams takes no files."""

from urllib.parse import quote

from aiohttp import web

from bot.clock import Clock
from storage.database import Database
from storage.errors import Refusal
from storage.reporting import links
from storage.reporting.wanted import Format
from storage.views import Moment

OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    Format.DOCX: f"{OFFICE}.wordprocessingml.document",
    Format.XLSX: f"{OFFICE}.spreadsheetml.sheet",
    Format.HTML: "text/html",
    Format.CSV: "text/csv",
    Format.PDF: "application/pdf",
}


def routes(database: Database, clock: Clock) -> list[web.RouteDef]:
    async def report(request: web.Request) -> web.Response:
        moment = Moment(clock.now(), clock.today())
        try:
            found, content = await database.write(links.followed, moment=moment, token=request.match_info["token"])
        except Refusal as refusal:
            return web.Response(status=404, text=refusal.sentence)
        headers = {
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name)}",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        }
        return web.Response(body=content, content_type=TYPES[found.format], headers=headers)

    return [web.get("/reports/{token:[\\w.-]{1,200}}", report)]
