"""The Bot Connector as the bot meets it: takes its messages, updates and questions, and refuses them as Teams would."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.clock import Clock
from bot.playground import limits
from bot.playground.chats import Chat, Chats
from bot.playground.limits import Refused
from bot.playground.transcript import Attachment, Entry, Suggestion

Activity = Mapping[str, Any]

FAULTS = {403: "MessageWritesBlocked", 404: "ConversationNotFound", 429: "TooManyRequests"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What the next request is answered with, whatever it asks."""

    status: int
    retry_after: int | None

    @property
    def code(self) -> str:
        return FAULTS.get(self.status, "ServiceError")


class Service:
    def __init__(self, chats: Chats, clock: Clock) -> None:
        self._chats = chats
        self._clock = clock
        self._faults: deque[Fault] = deque()

    def fail_next(self, status: int, retry_after: int | None = None, times: int = 1) -> None:
        self._faults.extend([Fault(status, retry_after)] * times)

    def next_fault(self) -> Fault | None:
        return self._faults.popleft() if self._faults else None

    def post(self, conversation_id: str, activity: Activity) -> str:
        """A message or a typing signal from the bot; the id it was given."""
        chat = self._open_chat(conversation_id)
        self._check(chat, activity)
        entry = _entry(self._chats.next_id(), self._clock.now(), activity)
        if activity["type"] == "typing":
            self._chats.newsroom.publish("typing", chat.player.key)
        else:
            self._chats.add(chat, entry)
        return entry.id

    def update(self, conversation_id: str, activity_id: str, activity: Activity) -> None:
        chat = self._open_chat(conversation_id)
        standing = self._own(chat, activity_id)
        self._check(chat, activity)
        new = _entry(activity_id, standing.at, activity)
        changed = {name: getattr(new, name) for name in ("text", "is_plain", "summary", "attachments", "suggestions")}
        self._chats.change(chat, activity_id, **changed, banner=None, is_edited=True)

    def delete(self, conversation_id: str, activity_id: str) -> None:
        chat = self._open_chat(conversation_id)
        self._chats.remove(chat, self._own(chat, activity_id).id)

    def create(self, body: Activity) -> str:
        """The conversation with somebody who has the bot: it exists already, and Teams answers with its id."""
        members = body.get("members")
        if not isinstance(members, list) or len(members) != 1 or not isinstance(members[0], dict):
            raise Refused(400, "BadArgument", "A personal conversation is created with exactly one member.")
        chat = self._chat_of(str(members[0].get("id", "")))
        if chat is None or not _is_open(chat):
            raise Refused(403, "BotNotInConversationRoster", "The bot is not installed for this person.")
        return chat.player.conversation_id

    def members(self, conversation_id: str) -> list[dict[str, Any]]:
        return [self._open_chat(conversation_id).player.as_member()]

    def member(self, conversation_id: str, user_id: str) -> dict[str, Any]:
        chat = self._open_chat(conversation_id)
        if self._chat_of(user_id) is not chat:
            raise Refused(404, "MemberNotFoundInConversation", "Nobody of this id is in the conversation.")
        return chat.player.as_member()

    def _open_chat(self, conversation_id: str) -> Chat:
        chat = self._chats.in_conversation(conversation_id)
        if chat is None or not _is_open(chat):
            raise Refused(404, "ConversationNotFound", "There is no such conversation.")
        return chat

    def _chat_of(self, user_id: str) -> Chat | None:
        """Teams knows a person by its own id, by the Entra id and by the sign-in name."""
        players = ((chat, chat.player) for chat in self._chats)
        return next((chat for chat, one in players if user_id in (one.teams_id, one.entra_id, one.email)), None)

    def _own(self, chat: Chat, activity_id: str) -> Entry:
        entry = chat.transcript.find(activity_id)
        if entry is None:
            raise Refused(404, "ActivityNotFoundInConversation", "There is no such message.")
        if entry.author != "bot":
            raise Refused(403, "ForbiddenOperationException", "The bot may change its own messages only.")
        return entry

    def _check(self, chat: Chat, activity: Activity) -> None:
        try:
            limits.check_activity(activity)
        except Refused as refused:
            self.show_refusal(chat, refused)
            raise

    def show_refused(self, conversation_id: str, refused: Refused) -> None:
        """For what is turned away before it is read: too large, or not JSON."""
        chat = self._chats.in_conversation(conversation_id)
        if chat is not None:
            self.show_refusal(chat, refused)

    def show_refusal(self, chat: Chat, refused: Refused) -> None:
        """In Teams the person would see nothing at all. Here whoever builds the bot sees why."""
        text = f"Teams would refuse the bot’s message ({refused.status}): {refused.reason}"
        self._chats.add(chat, Entry(self._chats.next_id(), "teams", self._clock.now(), text, is_plain=True))


def _is_open(chat: Chat) -> bool:
    return chat.is_joined or bool(chat.transcript.entries)


def _entry(entry_id: str, at: datetime, activity: Activity) -> Entry:
    suggested = (activity.get("suggestedActions") or {}).get("actions") or []
    return Entry(
        id=entry_id,
        author="bot",
        at=at,
        text=activity.get("text") or "",
        is_plain=activity.get("textFormat") == "plain",
        summary=str(activity.get("summary") or ""),
        attachments=tuple(_attachment(one) for one in activity.get("attachments") or []),
        suggestions=tuple(Suggestion(str(one["title"]), str(one.get("value", one["title"]))) for one in suggested),
    )


def _attachment(attachment: Activity) -> Attachment:
    return Attachment(
        content_type=attachment["contentType"],
        content=attachment["content"],
        name=str(attachment.get("name") or ""),
        url=str(attachment.get("contentUrl") or ""),
    )
