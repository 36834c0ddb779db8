"""What has to be thrown away now and then: the memory of activities that Teams will not deliver again."""

import asyncio
import logging

from bot import logs
from bot.clock import Clock
from storage import deliveries
from storage.database import Database
from storage.views import Moment

log = logging.getLogger(__name__)

EVERY = 3_600.0


async def keep_house(database: Database, clock: Clock) -> None:
    while True:
        try:
            await database.write(deliveries.forget_old, moment=Moment(clock.now(), clock.today()))
        except Exception as error:  # noqa: BLE001  tidying must not stop the bot; it is tried again in an hour
            logs.fault(log, "housekeeping failed", error)
        await asyncio.sleep(EVERY)
