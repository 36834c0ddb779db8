"""The bot in a terminal: the same program on a port of its own, its cards as text, for one person who types."""

import asyncio
import sys

from bot.app import program
from bot.clock import Clock
from bot.playground.people import Player
from bot.playground.stand_in import StandIn
from bot.playground.transcript import Entry
from bot.settings import Settings
from cards.frame import Card
from cards.plain import as_text

LEAVE = "/quit"


async def talk(settings: Settings, clock: Clock, player: Player) -> None:
    """Reads a line, says it, prints what comes back, until the end of input."""
    async with program(settings, clock, players=(player,)) as running:
        stand_in = running.stand_in
        if stand_in is None:
            raise LookupError("a chat in the terminal is for local mode")
        print(f"You are {player.name}. Type as you would in Teams; {LEAVE} or Ctrl-D leaves.\n")
        shown = {entry.id for entry in stand_in.transcript(player.key)}
        await stand_in.join(player.key)
        shown = _show(stand_in, player, shown)
        while (line := await asyncio.to_thread(_line)) is not None:
            if line.strip():
                answer = await stand_in.say(player.key, line)
                if answer.trouble:
                    print(answer.trouble)
            shown = _show(stand_in, player, shown)


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
