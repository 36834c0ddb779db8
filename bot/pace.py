"""How fast, and how often again: the limits Teams sets on a bot, kept so that it need not enforce them.

A pace costs one look at the clock while there is room. The queues hold a conversation's messages in order, and
forget a conversation as soon as nothing of it is waiting or still counts.
"""

import asyncio
import random
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

Monotonic = Callable[[], float]

WINDOW = 1.0  # seconds over which requests are counted


@dataclass(frozen=True, slots=True)
class Limits:
    """Teams allows an app and tenant 30 to 50 requests a second and one conversation 7; replies need far fewer."""

    per_second: int = 8
    per_conversation: int = 7
    tries: int = 5
    patience: float = 30.0


TEAMS_LIMITS = Limits()


class Pace:
    """At most so many requests in any one second. Whoever asks gets the next place, and how long to wait for it."""

    __slots__ = ("_monotonic", "_places")

    def __init__(self, per_second: int, monotonic: Monotonic) -> None:
        self._monotonic = monotonic
        self._places: deque[float] = deque(maxlen=per_second)

    def take(self) -> float:
        now = place = self._monotonic()
        if len(self._places) == self._places.maxlen:
            place = max(now, self._places[0] + WINDOW)
        self._places.append(place)
        return place - now

    def idle(self) -> bool:
        return not self._places or self._places[-1] + WINDOW < self._monotonic()


class _Queue:
    __slots__ = ("lock", "pace")

    def __init__(self, pace: Pace) -> None:
        self.lock = asyncio.Lock()
        self.pace = pace


class Queues:
    """One queue a conversation, the least recently used first, so that the idle ones are found without a search."""

    def __init__(self, per_conversation: int, monotonic: Monotonic) -> None:
        self._per_conversation = per_conversation
        self._monotonic = monotonic
        self._queues: OrderedDict[str, _Queue] = OrderedDict()

    def __len__(self) -> int:
        return len(self._queues)

    @asynccontextmanager
    async def turn(self, conversation_id: str) -> AsyncIterator[Pace]:
        """The conversation to oneself, in the order of asking, and its pace."""
        self._forget_idle()
        queue = self._queues.get(conversation_id)
        if queue is None:
            queue = self._queues[conversation_id] = _Queue(Pace(self._per_conversation, self._monotonic))
        self._queues.move_to_end(conversation_id)
        async with queue.lock:
            yield queue.pace

    def _forget_idle(self) -> None:
        while self._queues:
            conversation_id, oldest = next(iter(self._queues.items()))
            if oldest.lock.locked() or not oldest.pace.idle():
                return
            del self._queues[conversation_id]


def backoff(attempt: int) -> float:
    """Seconds before the next try: doubling from a half, and spread so that many do not come back at once."""
    ceiling = 0.5 * 2.0 ** (attempt - 1)
    return random.uniform(ceiling / 2, ceiling)
