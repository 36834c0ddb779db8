"""The bot in a terminal: the same program on a port of its own, its cards as text, for one person who types."""

import asyncio
import sys
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager
from threading import Thread
from typing import Any, TypeVar

from bot.app import program
from bot.clock import Clock
from bot.playground.people import Player
from bot.playground.stand_in import StandIn
from bot.playground.transcript import Entry
from bot.settings import Settings
from cards.frame import Card
from cards.plain import as_text

T = TypeVar("T")

LEAVE = "/quit"


def talk(settings: Settings, clock: Clock, player: Player) -> None:
    """Reads a line, says it, prints what comes back, until the end of input or Ctrl-C."""
    with _loop_beside() as loop:
        stack = AsyncExitStack()
        bot = program(settings, clock, players=(player,), in_terminal=True)
        running = _done(loop, stack.enter_async_context(bot))
        try:
            if running.stand_in is None:
                raise LookupError("a chat in the terminal is for local mode")
            _converse(loop, running.stand_in, player)
        except KeyboardInterrupt:
            print()
        finally:
            _done(loop, stack.aclose())


def _converse(loop: asyncio.AbstractEventLoop, stand_in: StandIn, player: Player) -> None:
    print(f"You are {player.name}. Type as you would in Teams; {LEAVE}, Ctrl-D or Ctrl-C leaves.\n")
    _done(loop, stand_in.join(player.key))
    shown = _show(stand_in, player, set())
    while (line := _line()) is not None:
        if line.strip():
            answer = _done(loop, stand_in.say(player.key, line))
            if answer.trouble:
                print(answer.trouble)
        shown = _show(stand_in, player, shown)


@contextmanager
def _loop_beside() -> Iterator[asyncio.AbstractEventLoop]:
    """The bot runs on a thread of its own: this one waits at the prompt, where Ctrl-C can end the wait."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="bot")
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(_wound_up())
        loop.close()


async def _wound_up() -> None:
    """What was cut short by Ctrl-C while the bot was starting or stopping."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_default_executor()


def _done(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run_coroutine_threadsafe(work, loop).result()


def _line() -> str | None:
    try:
        line = input("> ")
    except EOFError:
        return None
    return None if line.strip() == LEAVE else line


def _show(stand_in: StandIn, player: Player, shown: set[str]) -> set[str]:
    """Prints what the bot has said since, and answers all that has been seen."""
    entries = stand_in.transcript(player.key)
    for entry in entries:
        if entry.author == "bot" and entry.id not in shown:
            print(_as_text(entry), end="\n\n", file=sys.stdout, flush=True)
    return {entry.id for entry in entries}


def _as_text(entry: Entry) -> str:
    lines = [entry.text] if entry.text else []
    lines += [as_text(Card(entry.card, ""))] if entry.card else []
    if entry.suggestions:
        lines.append(f"({' / '.join(one.title for one in entry.suggestions)})")
    return "\n".join(lines)
