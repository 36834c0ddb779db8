"""The questions shared by everybody who builds this, answered the bot's own way on a fresh record, and their scores."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from tests.asking import world as worlds
from tests.asking.evaluate import predicted

SHARED = Path(__file__).resolve().parents[3] / "shared" / "asking"


def test_the_shared_questions_are_answered_and_none_is_silently_wrong(tmp_path: Path) -> None:
    if not SHARED.exists():
        pytest.skip("the shared questions are not beside this checkout")
    world = worlds.load(worlds.read(SHARED / "world.json"), tmp_path)
    gold = [json.loads(line) for line in (SHARED / "public.jsonl").read_text(encoding="utf-8").splitlines()]
    told = {question["id"]: predicted(world, question) for question in gold}
    world.database.close()
    by, bad, _, _ = _scorer().evaluate(gold, told)
    assert [found for found in bad if found[0] == "silent_wrong"] == []
    assert by["ALL"]["correct"] >= 0.95 * by["ALL"]["n"]


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
