"""Every person's chat with the bot: the state of the playground. A change is kept and told in the same step."""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.playground import keeping
from bot.playground.keeping import Kept, KeptChat
from bot.playground.news import Newsroom
from bot.playground.people import Player
from bot.playground.transcript import Entry, Transcript


@dataclass(slots=True)
class Chat:
    player: Player
    transcript: Transcript = field(default_factory=Transcript)
    unread: int = 0
    is_joined: bool = False
    under_way: int = 0  # posts to the bot that it has not answered yet


class Chats:
    def __init__(self, players: Iterable[Player], clock: Clock, path: Path | None) -> None:
        self.newsroom = Newsroom()
        self._clock = clock
        self._path = path
        self._is_dirty = False
        self._saving: asyncio.Task[None] | None = None
        self._chats = self._restored(players, keeping.load(path) if path else Kept())
        ids = (int(entry.id) for chat in self for entry in chat.transcript.entries)
        self._last_id = max(ids, default=0)

    def __iter__(self) -> Iterator[Chat]:
        return iter(self._chats.values())

    def of(self, key: str) -> Chat:
        return self._chats[key]

    def in_conversation(self, conversation_id: str) -> Chat | None:
        return next((chat for chat in self._chats.values() if chat.player.conversation_id == conversation_id), None)

    def next_id(self) -> str:
        """Teams' ids are moments in milliseconds. Ours are too, and never the same one twice."""
        self._last_id = max(self._last_id + 1, int(self._clock.now().timestamp() * 1000))
        return str(self._last_id)

    # What happens in a chat

    def add(self, chat: Chat, entry: Entry) -> None:
        chat.transcript.add(entry)
        self._tell(chat, entry)
        if entry.author == "bot":
            self._count(chat, chat.unread + 1)

    def change(self, chat: Chat, entry_id: str, **to: Any) -> None:
        entry = chat.transcript.change(entry_id, **to)
        if entry is not None:
            self._tell(chat, entry)

    def remove(self, chat: Chat, entry_id: str) -> bool:
        was_there = chat.transcript.remove(entry_id)
        self.newsroom.publish("removed", chat.player.key, entry_id)
        self._keep()
        return was_there

    def read(self, chat: Chat) -> None:
        if chat.unread:
            self._count(chat, 0)

    def join(self, chat: Chat) -> None:
        chat.is_joined = True
        self._keep()

    def move_clock(self) -> None:
        self.newsroom.publish("clock", told=self._clock.today().isoformat())
        self._keep()

    def _tell(self, chat: Chat, entry: Entry) -> None:
        self.newsroom.publish("entry", chat.player.key, entry)
        self._keep()

    def _count(self, chat: Chat, unread: int) -> None:
        chat.unread = unread
        self.newsroom.publish("unread", chat.player.key, unread)
        self._keep()

    # Keeping it

    def _restored(self, players: Iterable[Player], kept: Kept) -> dict[str, Chat]:
        """The chats as they were left, under the clock they were left under: the records on disk are as far ahead."""
        if kept.ahead is not None and kept.ahead > self._clock.ahead:
            self._clock.advance(kept.ahead - self._clock.ahead)
        return {player.key: _chat(player, kept.chats.get(player.key, KeptChat())) for player in players}

    def _kept(self) -> Kept:
        chats = {
            key: KeptChat(chat.transcript.entries, chat.unread, chat.is_joined) for key, chat in self._chats.items()
        }
        return Kept(chats, self._clock.ahead)

    def _keep(self) -> None:
        """Written by a task of its own: whatever changes while it writes goes into the next writing together."""
        if self._path is None:
            return
        self._is_dirty = True
        if self._saving is None or self._saving.done():
            self._saving = asyncio.get_running_loop().create_task(self._save(self._path))

    async def _save(self, path: Path) -> None:
        while self._is_dirty:
            self._is_dirty = False
            await asyncio.to_thread(keeping.write, path, keeping.as_json(self._kept()))

    async def close(self) -> None:
        self.newsroom.close()
        if self._saving is not None:
            await self._saving


def _chat(player: Player, kept: KeptChat) -> Chat:
    return Chat(player, Transcript(kept.entries), kept.unread, kept.is_joined)
