"""What Teams takes from a bot and what it sends back with a reason. Here it is seen before a council sees it."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from bot.playground.transcript import ADAPTIVE_CARD, FILE_CONSENT, FILE_INFO, parts

LARGEST_ACTIVITY = 100 * 1024
LARGEST_CARD = 28 * 1024
NEWEST_CARD = (1, 5)


class Refused(Exception):
    """The service's own answer to the bot: a status, Microsoft's code for it, and the reason in a sentence."""

    def __init__(self, status: int, code: str, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.code = code
        self.reason = reason


def parse(body: bytes) -> dict[str, Any]:
    """The body of a request as an object."""
    if len(body) > LARGEST_ACTIVITY:
        raise Refused(413, "MessageSizeTooBig", "The message is over 100 KB.")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise _bad("The body is not JSON.") from None
    if not isinstance(found, dict):
        raise _bad("The body is not an object.")
    return found


def check_activity(activity: Mapping[str, Any]) -> None:
    if activity.get("type") not in ("message", "typing"):
        raise _bad("The type is neither message nor typing.")
    if not isinstance(activity.get("text", ""), str | None):
        raise _bad("The text is not text.")
    attachments = activity.get("attachments") or []
    if not isinstance(attachments, list) or not all(isinstance(one, dict) for one in attachments):
        raise _bad("The attachments are not a list of objects.")
    for attachment in attachments:
        _check_attachment(attachment)
    _check_suggestions(activity.get("suggestedActions") or {})
    if activity["type"] == "message" and not activity.get("text") and not attachments:
        raise _bad("The message has neither text nor attachments.")


def check_card(card: object) -> None:
    if not isinstance(card, dict) or card.get("type") != "AdaptiveCard":
        raise _bad("The content is not an AdaptiveCard.")
    if len(json.dumps(card, ensure_ascii=False).encode("utf-8", "surrogatepass")) > LARGEST_CARD:
        raise _bad("The card is over 28 KB.")
    _check_version(str(card.get("version", "")))
    for name in ("body", "actions"):
        if not isinstance(card.get(name, []), list):
            raise _bad(f"The card's {name} is not a list.")
    _check_parts(card)


def _check_version(version: str) -> None:
    numbers = version.split(".")
    if len(numbers) != 2 or not all(number.isdigit() for number in numbers):
        raise _bad("The card has no version.")
    if (int(numbers[0]), int(numbers[1])) > NEWEST_CARD:
        raise _bad(f"The card's version {version} is newer than Teams draws; 1.5 is the newest.")


def _check_parts(card: Mapping[str, Any]) -> None:
    found = list(parts(card))
    for part in found:
        if part.get("type") == "Action.OpenUrl" and not str(part.get("url", "")).startswith(("https://", "http://")):
            raise _bad("An Action.OpenUrl opens something that is not a web address.")
        if str(part.get("type", "")).startswith("Input.") and not part.get("id"):
            raise _bad("An input has no id.")
    # The phones' parser turns away the whole card when two elements share an id; the desktop's takes the last.
    ids = Counter(str(part["id"]) for part in found if part.get("id") and "Input." in str(part.get("type")))
    if twice := [name for name, count in ids.items() if count > 1]:
        raise _bad(f"Two inputs share the id {twice[0]}.")


def _check_attachment(attachment: Mapping[str, Any]) -> None:
    match attachment.get("contentType"):
        case str(kind) if kind == ADAPTIVE_CARD:
            check_card(attachment.get("content"))
        case str(kind) if kind == FILE_CONSENT:
            _check_consent(attachment)
        case str(kind) if kind == FILE_INFO:
            _check_info(attachment)
        case kind:
            raise _bad(f"The playground does not draw attachments of type {kind}.")


def _check_consent(attachment: Mapping[str, Any]) -> None:
    content = attachment.get("content")
    if not isinstance(content, dict) or not attachment.get("name"):
        raise _bad("A file consent card needs a name and content.")
    if not isinstance(content.get("sizeInBytes"), int):
        raise _bad("A file consent card needs sizeInBytes.")
    for name in ("acceptContext", "declineContext"):
        if not isinstance(content.get(name), dict):
            raise _bad(f"A file consent card needs {name}.")


def _check_info(attachment: Mapping[str, Any]) -> None:
    content = attachment.get("content")
    if not isinstance(content, dict) or not content.get("uniqueId"):
        raise _bad("A file info card needs the uniqueId of the upload.")
    if not attachment.get("contentUrl") or not attachment.get("name"):
        raise _bad("A file info card needs a contentUrl and a name.")


def _check_suggestions(suggested: object) -> None:
    actions = suggested.get("actions", []) if isinstance(suggested, dict) else None
    if not isinstance(actions, list) or not all(isinstance(action, dict) for action in actions):
        raise _bad("The suggested actions are not a list.")
    if any(action.get("type") != "imBack" or not action.get("title") for action in actions):
        raise _bad("A suggested action needs the type imBack and a title.")
    if len(actions) > 6:
        raise _bad("Teams shows no more than six suggested actions.")


def _bad(reason: str) -> Refused:
    return Refused(400, "BadSyntax", reason)
