"""What has just happened in the chats, told to every page that is open and to whoever waits for it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

MOST_UNREAD = 1000

Kind = Literal["entry", "removed", "typing", "unread", "clock", "settled"]


@dataclass(frozen=True, slots=True)
class News:
    kind: Kind
    person: str = ""
    told: Any = None


class Newsroom:
    def __init__(self) -> None:
        self._readers: set[asyncio.Queue[News | None]] = set()

    @contextmanager
    def reading(self) -> Iterator[asyncio.Queue[News | None]]:
        """News from now on; None when there will be no more and the reader should begin again or go."""
        reader: asyncio.Queue[News | None] = asyncio.Queue(MOST_UNREAD)
        self._readers.add(reader)
        try:
            yield reader
        finally:
            self._readers.discard(reader)

    def publish(self, kind: Kind, person: str = "", told: Any = None) -> None:
        for reader in tuple(self._readers):
            if reader.qsize() < MOST_UNREAD - 1:
                reader.put_nowait(News(kind, person, told))
            else:
                self._dismiss(reader)

    def close(self) -> None:
        for reader in tuple(self._readers):
            self._dismiss(reader)

    def _dismiss(self, reader: asyncio.Queue[News | None]) -> None:
        """A page that reads nothing any more has gone to sleep. When it wakes it asks for everything anew."""
        self._readers.discard(reader)
        reader.put_nowait(None)
