"""From what Teams posted to what a person did: an activity becomes one event of `dialogs/speech.py`, or nothing.

botbuilder says which kind of activity it is. The content is read from the JSON itself, because botbuilder turns
numbers and lists into strings without a word and drops what it does not know.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from botbuilder.schema import Activity, ActivityTypes

from bot import wire
from bot.wire import LONGEST_ADDRESS, Malformed, Record
from dialogs.speech import Consented, Edited, Event, Joined, OfferedFile, Place, Pressed, Said, Sent

__all__ = ["Envelope", "Malformed", "Unsupported", "deserialise", "envelope", "read", "tenant"]

CARD_PRESS = "adaptiveCard/action"
FILE_CONSENT = "fileConsent/invoke"
# Teams says with the same kind of activity that a deletion was undone, which changes nothing here and is not spoken of.
EDITED = "editMessage"
TEAMS_FILE = "application/vnd.microsoft.teams.file.download.info"

# Keys of a card's data that are Teams' or ours, and no value of the dialog's.
RESERVED = {"verb", "msteams"}

PLACES: dict[str, Place] = {"personal": "personal", "groupChat": "group", "channel": "channel"}

# Teams names only the extension of a file somebody sends. What is not listed is bytes, and storage decides.
MEDIA_TYPES = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gif": "image/gif",
    "heic": "image/heic",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Unsupported(Exception):
    """An invoke this bot has no answer for. Teams is told so by the status alone."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sent an activity, from where, and where an answer goes. What is absent is an empty string."""

    activity_id: str
    conversation_id: str
    conversation_kind: Place
    service_url: str
    tenant_id: str
    sender_id: str
    sender_entra_id: str
    bot_id: str
    reply_to_id: str
    is_invoke: bool
    delivery: str


def deserialise(raw: Record) -> Activity:
    """botbuilder's activity, with the fields that say what it is: its own reader costs much and checks nothing."""
    for name in ("entities", "attachments", "membersAdded"):
        wire.records(raw, name)
    wire.record(raw, "relatesTo")
    wire.text(raw, "timestamp")
    return Activity(
        type=wire.needed(raw, "type"),
        id=wire.identifier(raw, "id"),
        name=wire.identifier(raw, "name"),
        channel_id=wire.identifier(raw, "channelId"),
        service_url=wire.identifier(raw, "serviceUrl"),
    )


def envelope(activity: Activity, raw: Record) -> Envelope:
    sender, conversation = wire.record(raw, "from"), wire.record(raw, "conversation")
    return Envelope(
        activity_id=wire.needed(raw, "id"),
        conversation_id=wire.needed(conversation, "id"),
        conversation_kind=_place(conversation),
        service_url=wire.needed(raw, "serviceUrl"),
        tenant_id=tenant(raw),
        sender_id=wire.needed(sender, "id"),
        sender_entra_id=wire.identifier(sender, "aadObjectId").lower(),
        bot_id=wire.needed(wire.record(raw, "recipient"), "id"),
        reply_to_id=wire.identifier(raw, "replyToId"),
        is_invoke=activity.type == ActivityTypes.invoke,
        delivery=_delivery(activity, raw),
    )


def _delivery(activity: Activity, raw: Record) -> str:
    """What tells one delivery from another. An edit comes under the id of the message it is of, each at its own time."""
    found = wire.needed(raw, "id")
    if activity.type != ActivityTypes.message_update:
        return found
    return f"{found}\0edited\0{wire.text(raw, 'timestamp')}\0{wire.text(raw, 'text')}"


def tenant(raw: Record) -> str:
    """The council's tenant as Teams states it, or as the conversation does, which botbuilder drops."""
    stated = wire.identifier(wire.record(wire.record(raw, "channelData"), "tenant"), "id")
    of_conversation = wire.identifier(wire.record(raw, "conversation"), "tenantId")
    return stated or of_conversation


def _place(conversation: Record) -> Place:
    """A kind nobody has told us of is treated as a group: what is private is then not said there."""
    kind = wire.identifier(conversation, "conversationType")
    if not kind:
        return "group" if conversation.get("isGroup") else "personal"
    return PLACES.get(kind, "group")


def read(activity: Activity, raw: Record) -> Event | None:
    """The event, or None for what we have nothing to say to: reactions, deletions, typing, other people joining."""
    match activity.type:
        case ActivityTypes.message:
            return _message(raw)
        case ActivityTypes.message_update:
            return Edited() if wire.text(wire.record(raw, "channelData"), "eventType") == EDITED else None
        case ActivityTypes.invoke:
            return _invoke(raw)
        case ActivityTypes.conversation_update:
            return Joined() if _added(raw) else None
        case ActivityTypes.installation_update:
            return Joined() if wire.text(raw, "action") == "add" else None
        case _:
            return None


def _message(raw: Record) -> Event | None:
    files = tuple(_files(raw))
    if files:
        return Sent(files, _own_words(raw))
    if wire.text(raw, "text"):
        return Said(_own_words(raw))
    if raw.get("value") is None:
        return None
    # A client too old for Action.Execute: its Action.Submit is a message whose value is the card's data.
    value = wire.record(raw, "value")
    return _pressed(value, value)


def _invoke(raw: Record) -> Event:
    name = wire.text(raw, "name")
    if name == CARD_PRESS:
        action = wire.record(wire.record(raw, "value"), "action")
        return _pressed(action, wire.record(action, "data"))
    if name == FILE_CONSENT:
        return _consented(wire.record(raw, "value"))
    raise Unsupported("an invoke of another name")


def _pressed(action: Record, data: Record) -> Pressed:
    return Pressed(wire.needed(action, "verb"), {name: wire.word(data, name) for name in data if name not in RESERVED})


def _consented(value: Record) -> Consented:
    action = wire.text(value, "action")
    if action not in ("accept", "decline"):
        raise Malformed("action is neither accept nor decline")
    token = wire.needed(wire.record(value, "context"), "token")
    if action == "decline":
        return Consented(accepted=False, token=token)
    upload = wire.record(value, "uploadInfo")
    return Consented(
        accepted=True,
        token=token,
        upload_url=wire.needed(upload, "uploadUrl", LONGEST_ADDRESS),
        content_url=wire.identifier(upload, "contentUrl", LONGEST_ADDRESS),
        unique_id=wire.identifier(upload, "uniqueId"),
        name=wire.label(upload, "name"),
    )


def _files(raw: Record) -> Iterator[OfferedFile]:
    """Files and pictures. The text/html copy that Teams adds to every message is neither, and no card is."""
    for attachment in wire.records(raw, "attachments"):
        kind = wire.text(attachment, "contentType").lower()
        name = wire.label(attachment, "name")
        if kind == TEAMS_FILE:
            content = wire.record(attachment, "content")
            media_type = MEDIA_TYPES.get(wire.text(content, "fileType").lower(), "application/octet-stream")
            yield OfferedFile(name or "file", media_type, wire.needed(content, "downloadUrl", LONGEST_ADDRESS))
        elif kind.startswith("image/"):
            yield OfferedFile(name or "picture", kind, wire.needed(attachment, "contentUrl", LONGEST_ADDRESS))


def _own_words(raw: Record) -> str:
    """The person's text less each mention of the bot itself; somebody else's mention is part of what they said."""
    words = said = wire.text(raw, "text")
    bot = wire.identifier(wire.record(raw, "recipient"), "id")
    for entity in wire.records(raw, "entities"):
        if wire.text(entity, "type") == "mention" and wire.text(wire.record(entity, "mentioned"), "id") == bot:
            words = words.replace(wire.text(entity, "text"), "", 1)
    return said if words == said else words.strip()


def _added(raw: Record) -> bool:
    bot = wire.needed(wire.record(raw, "recipient"), "id")
    return any(wire.text(member, "id") == bot for member in wire.records(raw, "membersAdded"))
