"""The bot's answer to one post, and how Teams shows the answer to a press: a new card, a line below, a failure."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from bot.playground import limits
from bot.playground.transcript import ADAPTIVE_CARD, FILE_CONSENT, Attachment, Banner, Entry

SENTENCE = "application/vnd.microsoft.activity.message"


# What becomes of a message, given how it stands and what the bot answered: the fields of the entry that change.
Outcome = Callable[[Entry, Mapping[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Answer:
    """Status 0: no answer came. Trouble is what Teams would tell the person; empty when all is well."""

    status: int
    body: Mapping[str, Any] = field(default_factory=dict)
    trouble: str = ""


async def ask(session: aiohttp.ClientSession, bot_url: str, activity: Mapping[str, Any]) -> Answer:
    # ASCII, so that half a surrogate pair reaches the bot as an escape, as it would from a browser.
    body = json.dumps(activity).encode("ascii")
    headers = {"Content-Type": "application/json"}
    try:
        async with session.post(bot_url, data=body, headers=headers, allow_redirects=False) as response:
            return _read(response.status, await response.read())
    except TimeoutError:
        return Answer(0, trouble="The bot did not answer in time. Please try again.")
    except aiohttp.ClientError:
        return Answer(0, trouble="The bot cannot be reached. Is it running?")


def _read(status: int, content: bytes) -> Answer:
    if not 200 <= status < 300:
        return Answer(status, trouble=f"The bot could not take this ({status}). Please try again.")
    try:
        body = json.loads(content or b"{}")
    except ValueError:
        return Answer(status, trouble="The bot answered with something that is not JSON.")
    if not isinstance(body, dict):
        return Answer(status, trouble="The bot answered with something that is not an object.")
    return Answer(status, body)


def unchanged(_entry: Entry, _body: Mapping[str, Any]) -> dict[str, Any]:
    """An Action.Submit: what the bot has to say comes as a message of its own."""
    return {"banner": None}


def consented(accepted: bool, entry: Entry, _body: Mapping[str, Any]) -> dict[str, Any]:
    """Until the bot puts the file's card in its place, the offer says how it was answered."""
    if all(one.content_type != FILE_CONSENT for one in entry.attachments):
        return {}
    return {"banner": Banner("You allowed this file." if accepted else "You declined this file.")}


def shown(place: int, entry: Entry, body: Mapping[str, Any]) -> dict[str, Any]:
    """An Action.Execute on the card that is attachment number `place` of the message."""
    value = body.get("value")
    match body.get("statusCode"), body.get("type"):
        case (200, str(kind)) if kind == ADAPTIVE_CARD:
            return _card(entry, place, value)
        case (200, str(kind)) if kind == SENTENCE and isinstance(value, str):
            return {"banner": Banner(value)}
        case (int(status), _) if status >= 400:
            said = value.get("message") if isinstance(value, Mapping) else None
            return {"banner": Banner(str(said or f"The bot could not do this ({status})."), is_error=True)}
        case (status, kind):
            text = f"Teams shows nothing for this answer to a press: status {status}, type {kind}."
            return {"banner": Banner(text, is_error=True)}


def _card(entry: Entry, place: int, card: Any) -> dict[str, Any]:
    try:
        limits.check_card(card)
    except limits.Refused as refused:
        return {"banner": Banner(f"Teams would not show the bot’s card: {refused.reason}", is_error=True)}
    before, after = entry.attachments[:place], entry.attachments[place + 1 :]
    return {"attachments": (*before, Attachment(ADAPTIVE_CARD, card), *after), "banner": None}
