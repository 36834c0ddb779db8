"""A terminal with no settings of its own, and a folder to work in."""

from pathlib import Path

import pytest

from bot.settings import NAMES


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path / "data"))
