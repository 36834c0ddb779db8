"""The demo's clock: it starts on a day in the middle of the invented council's round, and a restart does not move it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import Clock

FIRST_MORNING = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)


class KeptClock(Clock):
    def __init__(self, path: Path) -> None:
        super().__init__(_ahead(path))
        self._path = path
        self._keep()

    def advance(self, by: timedelta) -> None:
        super().advance(by)
        self._keep()

    def _keep(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        written = self._path.with_suffix(".new")
        written.write_text(json.dumps({"seconds_ahead": self.ahead.total_seconds()}), encoding="utf-8")
        written.replace(self._path)


def demo_clock(folder: Path) -> KeptClock:
    return KeptClock(folder / "clock.json")


def _ahead(path: Path) -> timedelta:
    """How far the demo's day is from today: as it was kept, or the first morning's."""
    if path.exists():
        return timedelta(seconds=json.loads(path.read_text(encoding="utf-8"))["seconds_ahead"])
    return FIRST_MORNING - datetime.now(UTC)
