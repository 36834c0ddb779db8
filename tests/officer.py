"""Somebody at their end of Teams: they say, press, send and see. What they drive is the whole program."""

from collections.abc import Mapping

from bot.playground.answers import Answer
from bot.playground.stand_in import StandIn
from bot.playground.transcript import Entry


class Officer:
    def __init__(self, key: str, teams: StandIn) -> None:
        self.key = key
        self.teams = teams

    async def joins(self) -> Entry:
        await self.teams.join(self.key)
        return self.sees_last()

    async def says(self, text: str) -> Entry:
        """Types, and answers what the bot said last by then."""
        answer = await self.teams.say(self.key, text)
        assert answer.status == 200, answer
        return self.sees_last()

    async def presses(self, button: str, on: Entry | None = None, **inputs: str) -> Entry:
        """Presses a button, by title or verb, on a card (the last, if no other); answers that message as it is then."""
        card = on or self.card()
        answer = await self.presses_raw(button, card, **inputs)
        assert answer.status == 200, answer
        found = next((entry for entry in self.teams.transcript(self.key) if entry.id == card.id), None)
        assert found is not None
        return found

    async def presses_raw(self, button: str, card: Entry, **inputs: str) -> Answer:
        return await self.teams.press(self.key, card.id, button, inputs)

    async def presses_in_an_old_client(self, button: str, **inputs: str) -> Entry:
        await self.teams.press(self.key, self.card().id, button, inputs, is_old_client=True)
        return self.card()

    async def sends(
        self, name: str, content: bytes, media_type: str = "application/octet-stream", text: str = ""
    ) -> Entry:
        await self.teams.send_file(self.key, name, content, media_type, text)
        return self.sees_last()

    async def sends_several(self, files: Mapping[str, bytes], text: str = "") -> Entry:
        await self.teams.send_files(self.key, [(name, content, "") for name, content in files.items()], text)
        return self.sees_last()

    def sees_last(self) -> Entry:
        return self.teams.last(self.key)

    def card(self) -> Entry:
        """The last message that shows a card."""
        return [entry for entry in self.teams.transcript(self.key) if entry.author == "bot" and entry.card][-1]

    def heard(self) -> list[Entry]:
        return [entry for entry in self.teams.transcript(self.key) if entry.author == "bot"]


def told(entry: Entry) -> str:
    """Everything there is to read in a message, the answer under its card included."""
    return "\n".join((entry.words, entry.banner.text if entry.banner else ""))
