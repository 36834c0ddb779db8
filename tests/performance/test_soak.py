"""The soak in small: a kill in the middle of a load, on each database."""

from pathlib import Path

from storage.database import Database
from tests.performance.soak import soak


async def test_every_acknowledged_update_outlives_a_kill_once(database: Database, tmp_path: Path) -> None:
    outcome = await soak(database, tmp_path, kills=1, most_answered=30)
    assert outcome.troubles == ()
    assert outcome.acknowledged == outcome.pressed > 0
