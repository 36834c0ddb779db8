"""The limits Teams sets are kept to the second, and cost nothing and no memory while there is room."""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.pace import Pace, Queues, backoff


def test_a_pace_lets_so_many_through_in_any_one_second(moment: Any) -> None:
    pace = Pace(8, moment.monotonic)
    started = [moment.now + pace.take() for _ in range(40)]
    assert started[:8] == [moment.now] * 8
    assert all(later - earlier >= 1 for earlier, later in zip(started, started[8:], strict=False))


def test_a_pace_has_room_again_after_a_second(moment: Any) -> None:
    pace = Pace(2, moment.monotonic)
    assert [pace.take(), pace.take()] == [0, 0]
    moment.now += 0.25
    assert pace.take() == 0.75
    moment.now += 1.75
    assert pace.take() == 0


async def test_a_conversation_is_one_at_a_time_in_the_order_of_asking(moment: Any) -> None:
    queues, done = Queues(7, moment.monotonic), []

    async def say(word: int, take: Callable[[], Any]) -> None:
        async with queues.turn("a:1"):
            await take()
            done.append(word)

    await asyncio.gather(*(say(word, lambda: asyncio.sleep(0)) for word in range(20)))
    assert done == list(range(20))


async def test_conversations_that_are_idle_are_forgotten(moment: Any) -> None:
    queues = Queues(7, moment.monotonic)
    for number in range(1_000):
        async with queues.turn(f"a:{number}") as pace:
            pace.take()
        moment.now += 0.5
    assert len(queues) <= 4


async def test_a_conversation_that_is_waiting_is_not_forgotten(moment: Any) -> None:
    queues = Queues(7, moment.monotonic)
    async with queues.turn("a:1"):
        moment.now += 100
        async with queues.turn("a:2"):
            assert len(queues) == 2


def test_waits_double_and_are_spread() -> None:
    for attempt, ceiling in enumerate([0.5, 1, 2, 4], start=1):
        assert all(ceiling / 2 <= backoff(attempt) <= ceiling for _ in range(50))
