"""What Teams posts to a bot, field by field: messages, presses of a card, the answer to an offered file, an install."""

import html
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.clock import COUNCIL_TIME
from bot.playground.people import BOT, Player

Activity = dict[str, Any]


def message(player: Player, text: str) -> Activity:
    # Teams adds a copy in HTML to every message. A bot must not take it for a file.
    copy = {"contentType": "text/html", "content": f"<div><div>{html.escape(text, quote=False)}</div></div>"}
    return _from(player) | {"type": "message", "text": text, "textFormat": "plain", "attachments": [copy]}


def file_message(player: Player, text: str, *files: Mapping[str, Any]) -> Activity:
    said = message(player, text)
    return said | {"attachments": [*map(dict, files), *said["attachments"]]}


def sent_file(name: str, unique_id: str, url: str) -> Activity:
    return {
        "contentType": "application/vnd.microsoft.teams.file.download.info",
        "contentUrl": url,
        "name": name,
        "content": {"downloadUrl": url, "uniqueId": unique_id, "fileType": _extension(name)},
    }


def sent_picture(name: str, media_type: str, url: str) -> Activity:
    """A picture pasted into the box comes as itself; one that is attached comes as a file."""
    return {"contentType": media_type, "contentUrl": url, "name": name}


def submit(player: Player, card_id: str, value: Mapping[str, Any]) -> Activity:
    legacy = {"channelData": {"tenant": {"id": player.tenant_id}, "legacy": {"replyToId": card_id}}}
    return _from(player) | {"type": "message", "value": dict(value), "replyToId": card_id} | legacy


def execute(player: Player, card_id: str, action: Mapping[str, Any], data: Mapping[str, Any]) -> Activity:
    named = {name: action[name] for name in ("id", "verb", "title") if name in action}
    value = {"action": {"type": "Action.Execute", **named, "data": dict(data)}, "trigger": "manual"}
    return _invoke(player, "adaptiveCard/action", value) | {"replyToId": card_id}


def file_consent(
    player: Player, card_id: str, context: Mapping[str, Any], upload: Mapping[str, Any] | None
) -> Activity:
    """With somewhere to upload to, it is a yes."""
    answer = {"action": "accept", "uploadInfo": dict(upload)} if upload else {"action": "decline"}
    value = {"type": "fileUpload", **answer, "context": dict(context)}
    return _invoke(player, "fileConsent/invoke", value) | {"replyToId": card_id}


def added(player: Player) -> Activity:
    return _from(player) | {"type": "conversationUpdate", "membersAdded": [{"id": BOT["id"]}]}


def installed(player: Player) -> Activity:
    return _from(player) | {"type": "installationUpdate", "action": "add"}


def stamped(activity: Mapping[str, Any], activity_id: str, service_url: str, now: datetime) -> Activity:
    """Ready to post: what the service itself puts on every activity."""
    utc = now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {
        **activity,
        "id": activity_id,
        "timestamp": utc,
        "localTimestamp": now.astimezone(COUNCIL_TIME).isoformat(timespec="milliseconds"),
        "localTimezone": COUNCIL_TIME.key,
        "serviceUrl": service_url,
        "channelId": "msteams",
    }


def upload(name: str, unique_id: str, url: str) -> Activity:
    """Where the bot may put a file. OneDrive has two addresses for it, one to write and one to look at."""
    return {
        "contentUrl": url,
        "uploadUrl": url,
        "uniqueId": unique_id,
        "name": name,
        "fileType": _extension(name),
    }


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _invoke(player: Player, name: str, value: Mapping[str, Any]) -> Activity:
    channel = {"tenant": {"id": player.tenant_id}, "source": {"name": "message"}}
    return _from(player) | {"type": "invoke", "name": name, "value": dict(value), "channelData": channel}


def _from(player: Player) -> Activity:
    client = {"locale": "en-GB", "country": "GB", "platform": "Web", "timezone": COUNCIL_TIME.key, "type": "clientInfo"}
    return {
        "from": player.as_sender(),
        "recipient": dict(BOT),
        "conversation": {
            "id": player.conversation_id,
            "conversationType": "personal",
            "tenantId": player.tenant_id,
        },
        "entities": [client],
        "channelData": {"tenant": {"id": player.tenant_id}},
        "locale": "en-GB",
    }
