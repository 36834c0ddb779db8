"""Sends what stands in the outbox: claims letters, draws their cards, sends them, and records what became of each."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from bot import logs, outgoing
from bot.clock import Clock
from bot.connector import Connector
from bot.delivery import Undeliverable
from dialogs.letters import card_for
from storage import outbox
from storage.database import Database
from storage.outbox import Outcome
from storage.views import Moment, OutboxLetter, Reference

log = logging.getLogger(__name__)

EVERY = 2.0

# What Teams' refusals mean for a letter: somebody who blocked the bot is not written to again until they come back.
OUTCOMES: dict[str, Outcome] = {
    "blocked": "blocked",
    "gone": "not_installed",
    "rejected": "failed",
    "unavailable": "later",
}


@dataclass(frozen=True, slots=True)
class Post:
    """Where this courier's letters go: to everybody or to one e-mail, and in local mode by way of the program itself."""

    only_to: str | None = None
    own_service: Callable[[str], str | None] = lambda _conversation_id: None

    def service_of(self, to: Reference) -> str:
        """A local program listens on another port at each start, so a chat of its own is found where it is now."""
        return self.own_service(to.conversation_id) or to.service_url


class Courier:
    def __init__(self, database: Database, connector: Connector, clock: Clock, post: Post | None = None) -> None:
        self._database = database
        self._connector = connector
        self._clock = clock
        self._post = post or Post()

    async def run(self) -> None:
        """Rounds without end. A round that fails is logged, and the letters it had claimed are taken up later."""
        while True:
            try:
                await self.round()
            except Exception as error:  # noqa: BLE001  one bad round must not end all deliveries
                logs.fault(log, "courier round failed", error)
            await asyncio.sleep(EVERY)

    async def round(self) -> int:
        """Sends what is due now and answers how many letters it dealt with."""
        letters = await self._database.write(outbox.claim, moment=self._moment(), only_to=self._post.only_to)
        for letter in letters:
            outcome = await self._send_or_report(letter)
            await self._database.write(outbox.settle, moment=self._moment(), letter_id=letter.id, outcome=outcome)
        return len(letters)

    async def _send_or_report(self, letter: OutboxLetter) -> Outcome:
        try:
            return await self._send(letter)
        except Undeliverable as undeliverable:
            return OUTCOMES[undeliverable.reason]
        except Exception as error:  # noqa: BLE001  one letter that cannot be drawn must not hold up the others
            logs.fault(log, "letter failed", error, kind=letter.kind)
            return "failed"

    async def _send(self, letter: OutboxLetter) -> Outcome:
        if letter.reference is None:
            return "not_installed"
        card = await card_for(letter, self._database, self._moment())
        if card is not None:
            to = letter.reference
            service = self._post.service_of(to)
            await self._connector.send(service, to.conversation_id, outgoing.first_message(card, to))
        return "sent"

    def _moment(self) -> Moment:
        return Moment(self._clock.now(), self._clock.today())
