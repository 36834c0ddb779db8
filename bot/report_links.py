"""/reports/…: a compiled report behind a signed link, for where Teams takes no files: a page that asks for the link's code,
and, for the code, the file.
"""

from html import escape
from importlib.resources import files
from string import Template
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
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
}
MOST_BYTES = 1_000
PATH = "/reports/{token:[\\w.-]{1,200}}"


def routes(database: Database, clock: Clock) -> list[web.RouteDef]:
    def now() -> Moment:
        return Moment(clock.now(), clock.today())

    async def ask(request: web.Request) -> web.Response:
        """Whatever only looks at links, as scanners of mail do, gets no report and spends nothing."""
        try:
            await database.write(links.check, moment=now(), token=request.match_info["token"])
        except Refusal as refusal:
            return web.Response(status=404, text=refusal.sentence, headers=HEADERS)
        return _page()

    async def hand_over(request: web.Request) -> web.Response:
        if (request.content_length or 0) > MOST_BYTES:
            return web.Response(status=413, text="That is far more than a code.", headers=HEADERS)
        code = str((await request.post()).get("code", ""))
        try:
            found, content = await database.write(
                links.followed, moment=now(), token=request.match_info["token"], code=code
            )
        except links.Mistyped as mistyped:
            return _page(mistyped.sentence)
        except Refusal as refusal:
            return web.Response(status=404, text=refusal.sentence, headers=HEADERS)
        attached = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name)}"}
        return web.Response(body=content, content_type=TYPES[found.format], headers=HEADERS | attached)

    return [web.get(PATH, ask), web.post(PATH, hand_over)]


def _page(problem: str = "") -> web.Response:
    page = Template(files("bot").joinpath("report_page.html").read_text("utf-8"))
    told = f'<p class="wrong" id="problem" role="alert">{escape(problem)}</p>' if problem else ""
    text = page.substitute(problem=told, described=" problem" if problem else "")
    return web.Response(status=403 if problem else 200, text=text, content_type="text/html", headers=HEADERS)
