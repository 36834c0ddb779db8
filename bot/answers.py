"""What was answered to each activity, so that the same one delivered again gets the same answer.

The latest are in memory. Those to activities that changed something go into the record too, many at a time: an answer
lost in between costs nothing, for the effect is claimed with the change itself and the person is shown how it stands.
"""

import asyncio
import logging
from collections import OrderedDict
from typing import Any

from botbuilder.core import InvokeResponse

from bot import logs
from storage import deliveries
from storage.database import Database

log = logging.getLogger(__name__)

EVERY = 1.0
MOST_REMEMBERED = 2_000


class Answers:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._given: OrderedDict[str, InvokeResponse | None] = OrderedDict()
        self._to_keep: dict[str, dict[str, Any]] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._given

    def __getitem__(self, key: str) -> InvokeResponse | None:
        return self._given[key]

    def __setitem__(self, key: str, answer: InvokeResponse | None) -> None:
        self._given[key] = answer
        if len(self._given) > MOST_REMEMBERED:
            self._given.popitem(last=False)

    def keep(self, key: str, reply: dict[str, Any]) -> None:
        """Soon, with the others."""
        self._to_keep[key] = reply

    async def run(self) -> None:
        try:
            while True:
                await asyncio.sleep(EVERY)
                await self._write()
        finally:
            await self._write()

    async def _write(self) -> None:
        waiting, self._to_keep = self._to_keep, {}
        if not waiting:
            return
        try:
            await self._database.write(deliveries.answer_with, answers=waiting)
        except Exception as error:  # noqa: BLE001  without them a second delivery is shown how things stand instead
            logs.fault(log, "answers not kept", error, count=len(waiting))
