"""A tiny bot to try the stand-in with: it echoes, shows a card, answers presses in every way, offers a file."""

from typing import Any

import aiohttp
from aiohttp import web

CARD = "application/vnd.microsoft.card.adaptive"
SENTENCE = "application/vnd.microsoft.activity.message"
WORDS = ("Start", "Later", "Help")

FORM: list[dict[str, Any]] = [
    {"type": "TextBlock", "text": "Recommendation 5 of 12", "size": "Small", "isSubtle": True, "wrap": True},
    {
        "type": "TextBlock",
        "text": "Publish a single map of every footpath closure",
        "style": "heading",
        "size": "Large",
        "weight": "Bolder",
        "wrap": True,
    },
    {"type": "TextBlock", "text": "Agreed action: a **weekly map** on the council’s site.", "wrap": True},
    {
        "type": "FactSet",
        "facts": [
            {"title": "Due", "value": "31 March 2025"},
            {"title": "Measure", "value": "Closures shown within 2 days"},
        ],
    },
    {
        "type": "ActionSet",
        "actions": [{"type": "Action.ToggleVisibility", "title": "Last round", "targetElements": ["last_round"]}],
    },
    {
        "type": "Container",
        "id": "last_round",
        "isVisible": False,
        "style": "emphasis",
        "items": [{"type": "TextBlock", "text": "July 2024: the map was piloted in two wards.", "wrap": True}],
    },
    {
        "type": "Input.Text",
        "id": "evidence",
        "label": "Evidence of progress",
        "isMultiline": True,
        "isRequired": True,
        "errorMessage": "Please say what was done.",
        "placeholder": "What has been done, and how do you know?",
    },
    {
        "type": "Input.ChoiceSet",
        "id": "grade",
        "label": "Grade",
        "style": "expanded",
        "value": "2",
        "choices": [
            {"title": "1 Fully achieved", "value": "1"},
            {"title": "2 On track", "value": "2"},
            {"title": "3 Slipped", "value": "3"},
        ],
    },
    {
        "type": "Input.ChoiceSet",
        "id": "confidence",
        "label": "How sure are you?",
        "choices": [{"title": "Quite sure", "value": "sure"}, {"title": "Not sure", "value": "unsure"}],
        "placeholder": "Choose one",
    },
    {"type": "Input.Date", "id": "expected_on", "label": "Anticipated date"},
    {
        "type": "Input.Text",
        "id": "reference",
        "label": "Reference",
        "regex": "^[A-Z]{2}[0-9]+$",
        "errorMessage": "Two capitals and a number, as in SC12.",
    },
    {"type": "Input.Toggle", "id": "agreed", "title": "My manager has seen this"},
]


def execute(title: str, verb: str, style: str = "default") -> dict[str, Any]:
    data = {"verb": verb, "id": "5"}
    submit = {"type": "Action.Submit", "title": title, "data": data}
    return {
        "type": "Action.Execute",
        "title": title,
        "verb": verb,
        "data": {"id": "5"},
        "style": style,
        "fallback": submit,
    }


def card(*body: dict[str, Any], actions: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {
        "type": "AdaptiveCard",
        "$schema": "https://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "lang": "en-GB",
        "body": list(body),
        "actions": actions or [],
    }


def form() -> dict[str, Any]:
    quietly = {**execute("Skip", "skip"), "associatedInputs": "none"}
    actions = [execute("Save and next", "save", "positive"), execute("Save draft", "draft"), quietly]
    actions += [{"type": "Action.Submit", "title": "Not mine", "data": {"verb": "pass_on", "id": "5"}}]
    actions += [{"type": "Action.OpenUrl", "title": "Read the plan", "url": "https://example.org/plan"}]
    return card(*FORM, actions=actions)


def receipt(said: str) -> dict[str, Any]:
    heading = {"type": "TextBlock", "text": "Recorded", "style": "heading", "size": "Large", "weight": "Bolder"}
    return card(heading, {"type": "TextBlock", "text": said, "wrap": True}, actions=[execute("Edit", "edit")])


class EchoBot:
    """Keeps what it was sent, for the tests to look at; `raw` activities are posted as they are, wrong or not."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.statuses: list[int] = []
        self.sent: list[str] = []

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/api/messages", self.messages)
        return app

    async def messages(self, request: web.Request) -> web.Response:
        activity = await request.json()
        self.got.append(activity)
        async with aiohttp.ClientSession() as session:
            if activity["type"] == "invoke":
                return await self.invoked(session, activity)
            if activity["type"] == "installationUpdate":
                await self.reply(session, activity, {"text": "Hello. I collect **progress updates**."})
            elif activity["type"] == "message":
                return await self.said(session, activity)
        return web.Response()

    async def said(self, session: aiohttp.ClientSession, activity: dict[str, Any]) -> web.Response:
        match activity.get("text", ""):
            case "form":
                await self.post(session, activity, {"type": "typing"})
                shown = {"attachments": [{"contentType": CARD, "content": form()}], "summary": "Recommendation 5"}
                await self.reply(session, activity, shown)
            case "file":
                await self.reply(session, activity, {"attachments": [consent_card()]})
            case "words":
                actions = [{"type": "imBack", "title": word, "value": word.lower()} for word in WORDS]
                await self.reply(session, activity, {"text": "What now?", "suggestedActions": {"actions": actions}})
            case "fail":
                return web.Response(status=500)
            case text:
                said = text if "value" not in activity else f"submitted {activity['value']}"
                await self.reply(session, activity, {"text": f"You said: {said}", "textFormat": "plain"})
        return web.Response()

    async def invoked(self, session: aiohttp.ClientSession, activity: dict[str, Any]) -> web.Response:
        if activity["name"] == "fileConsent/invoke":
            await self.consented(session, activity)
            return web.Response()
        action = activity["value"]["action"]
        match action["verb"]:
            case "save":
                found = {"type": CARD, "value": receipt(f"Your words: {action['data'].get('evidence', '')}")}
            case "edit":
                found = {"type": CARD, "value": form()}
            case "draft":
                found = {"type": SENTENCE, "value": "Your draft is saved."}
            case "skip":
                problem = {"code": "409", "message": "This has moved on."}
                return web.json_response(
                    {"statusCode": 409, "type": "application/vnd.microsoft.error", "value": problem}
                )
            case _:
                return web.Response(status=500)
        return web.json_response({"statusCode": 200, **found})

    async def consented(self, session: aiohttp.ClientSession, activity: dict[str, Any]) -> None:
        value = activity["value"]
        if value["action"] == "decline":
            return
        content, upload = b"Scrutiny report", value["uploadInfo"]
        headers = {"Content-Range": f"bytes 0-{len(content) - 1}/{len(content)}"}
        async with session.put(upload["uploadUrl"], data=content, headers=headers) as response:
            self.statuses.append(response.status)
        info = {
            "contentType": "application/vnd.microsoft.teams.card.file.info",
            "contentUrl": upload["contentUrl"],
            "name": upload["name"],
            "content": {"uniqueId": upload["uniqueId"], "fileType": upload["fileType"]},
        }
        await self.ask(session, activity, "PUT", f"activities/{activity['replyToId']}", {"attachments": [info]})

    async def reply(self, session: aiohttp.ClientSession, activity: dict[str, Any], said: dict[str, Any]) -> None:
        await self.post(session, activity, {"type": "message", **said})

    async def post(self, session: aiohttp.ClientSession, activity: dict[str, Any], said: dict[str, Any]) -> None:
        made = await self.ask(session, activity, "POST", f"activities/{activity['id']}", said)
        self.sent.append(str(made.get("id", "")))

    async def ask(
        self, session: aiohttp.ClientSession, activity: dict[str, Any], method: str, path: str, body: dict[str, Any]
    ) -> dict[str, Any]:
        url = f"{activity['serviceUrl']}v3/conversations/{activity['conversation']['id']}/{path}"
        async with session.request(method, url, json={"type": "message", **body}) as response:
            self.statuses.append(response.status)
            found: dict[str, Any] = await response.json()
            return found


def consent_card() -> dict[str, Any]:
    context = {"token": "report-1"}
    about = {"description": "The July report", "sizeInBytes": 15, "acceptContext": context, "declineContext": context}
    return {
        "contentType": "application/vnd.microsoft.teams.card.file.consent",
        "name": "July report.docx",
        "content": about,
    }
