"""What has to be seen to now and then: the memory of activities that Teams will not deliver again, and of questions, is
thrown away; offers to people who have left are ended."""

import asyncio
import logging

from bot import logs
from bot.clock import Clock
from storage import deliveries, offers
from storage.asking import remembering
from storage.database import Database
from storage.views import Moment

log = logging.getLogger(__name__)

EVERY = 3_600.0


async def keep_house(database: Database, clock: Clock) -> None:
    while True:
        try:
            moment = Moment(clock.now(), clock.today())
            await database.write(deliveries.forget_old, moment=moment)
            await database.write(remembering.forget_old, moment=moment)
            await database.write(offers.offers_lapse, moment=moment)
        except Exception as error:  # noqa: BLE001  tidying must not stop the bot; it is tried again in an hour
            logs.fault(log, "housekeeping failed", error)
        await asyncio.sleep(EVERY)
