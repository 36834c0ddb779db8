"""The program's clock: the only place that asks what time it is. The local page may move it on by days."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

COUNCIL_TIME = ZoneInfo("Europe/London")


class Clock:
    def __init__(self, ahead: timedelta = timedelta()) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def today(self) -> date:
        """The date on the council's wall: due dates pass at midnight in London, not in Greenwich."""
        return self.now().astimezone(COUNCIL_TIME).date()

    @property
    def ahead(self) -> timedelta:
        return self._ahead

    def advance(self, by: timedelta) -> None:
        self._ahead += by
