"""From what the bot says to what goes over the wire: a `Reply` becomes activities, or the answer to a press.

Pure functions, and our own dicts: botbuilder's models drop properties they do not know.
"""

from collections.abc import Mapping
from typing import Any

from bot.incoming import Envelope
from cards.frame import Card
from dialogs.speech import Consented, FileOffer, Reply
from storage.views import Reference

Outbound = dict[str, Any]

ADAPTIVE_CARD = "application/vnd.microsoft.card.adaptive"
FILE_CONSENT = "application/vnd.microsoft.teams.card.file.consent"
FILE_INFO = "application/vnd.microsoft.teams.card.file.info"
SENTENCE = "application/vnd.microsoft.activity.message"


def message(reply: Reply, envelope: Envelope) -> list[Outbound]:
    """What to send, in order: words and card as one message, then the offer of a file, which must stand alone."""
    messages = []
    if reply.card or reply.notice:
        messages.append(_addressed(envelope) | _words(reply.notice) | _card(reply.card))
    if reply.file:
        messages.append(_addressed(envelope) | {"attachments": [_consent(reply.file)]})
    if messages and reply.suggestions:
        messages[-1]["suggestedActions"] = _suggested(reply.suggestions, envelope)
    return messages


def first_message(card: Card, to: Reference) -> Outbound:
    """A card that answers nothing: the bot is the one who begins."""
    addressed = {
        "type": "message",
        "from": {"id": to.bot_id},
        "recipient": {"id": to.user_id},
        "conversation": {"id": to.conversation_id},
        "locale": "en-GB",
    }
    return addressed | _card(card)


def invoke_body(reply: Reply) -> Outbound:
    """The answer to a press: a card in the pressed card's place, or a sentence that leaves it as it stands."""
    if reply.card:
        return {"statusCode": 200, "type": ADAPTIVE_CARD, "value": reply.card.content}
    return {"statusCode": 200, "type": SENTENCE, "value": reply.notice}


def beside(reply: Reply, envelope: Envelope) -> list[Outbound]:
    """What the answer to a press has no room for, sent as messages: words beside a card, the offer of a file."""
    left_over = Reply(notice=reply.notice if reply.card else "", suggestions=reply.suggestions, file=reply.file)
    return message(left_over, envelope)


def delivered(consented: Consented, envelope: Envelope) -> Outbound:
    """The card that stands where the file was offered, once it is in the person's OneDrive."""
    info = {
        "contentType": FILE_INFO,
        "contentUrl": consented.content_url,
        "name": consented.name,
        "content": {"uniqueId": consented.unique_id, "fileType": _extension(consented.name)},
    }
    return _addressed(envelope) | {"attachments": [info]}


def kept(reply: Reply) -> Outbound:
    """A reply as it is kept with the activity that it answers."""
    file = reply.file
    return {
        "card": dict(reply.card.content) if reply.card else None,
        "summary": reply.card.summary if reply.card else "",
        "notice": reply.notice,
        "suggestions": list(reply.suggestions),
        "file": [file.token, file.name, file.size, file.about] if file else None,
    }


def kept_reply(answer: Mapping[str, Any]) -> Reply:
    return Reply(
        card=Card(answer["card"], answer["summary"]) if answer["card"] else None,
        notice=answer["notice"],
        suggestions=tuple(answer["suggestions"]),
        file=FileOffer(*answer["file"]) if answer["file"] else None,
    )


def _addressed(envelope: Envelope) -> Outbound:
    return {
        "type": "message",
        "from": {"id": envelope.bot_id},
        "recipient": {"id": envelope.sender_id},
        "conversation": {"id": envelope.conversation_id},
        "replyToId": envelope.activity_id,
        "locale": "en-GB",
    }


def _words(notice: str) -> Outbound:
    # Plain, so that an asterisk or a bracket in somebody's evidence is not read as markdown.
    return {"text": notice, "textFormat": "plain"} if notice else {}


def _card(card: Card | None) -> Outbound:
    if card is None:
        return {}
    return {"summary": card.summary, "attachments": [{"contentType": ADAPTIVE_CARD, "content": card.content}]}


def _consent(file: FileOffer) -> Outbound:
    context = {"token": file.token}
    return {
        "contentType": FILE_CONSENT,
        "name": file.name,
        "content": {
            "description": file.about,
            "sizeInBytes": file.size,
            "acceptContext": context,
            "declineContext": context,
        },
    }


def _suggested(words: tuple[str, ...], envelope: Envelope) -> Outbound:
    actions = [{"type": "imBack", "title": word, "value": word} for word in words]
    return {"to": [envelope.sender_id], "actions": actions}


def _extension(name: str) -> str:
    _stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot else ""
