"""What people type, and what it is understood to be: `sentences.yaml`, in an invented council."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.asking.council import names
from tests.asking.reading import heard, told

HERE = names()
SENTENCES: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("group", SENTENCES)
def test_each_sentence_is_understood_as_it_was_meant(group: str) -> None:
    wrong = {
        said: (meant, found) for said, meant in SENTENCES[group].items() if (found := told(heard(said, HERE))) != meant
    }
    assert not wrong


@pytest.mark.parametrize("said", ["which actions are overdue", "slipped actions for Bryn Calloway in fostering"])
@pytest.mark.parametrize(
    "change", [str.upper, str.title, lambda text: f"  {text}!! ", lambda text: f"please {text}, thanks"]
)
def test_capitals_spaces_and_politeness_change_nothing(said: str, change: Callable[[str], str]) -> None:
    assert told(heard(change(said), HERE)) == told(heard(said, HERE))


def test_another_run_of_the_program_understands_the_same() -> None:
    """The order in which a program happens to keep its sets must not choose a meaning."""
    told_in_other_runs = {_in_another_run(seed) for seed in ("1", "2")}
    assert len(told_in_other_runs) == 1


def _in_another_run(seed: str) -> str:
    script = "from tests.asking.test_sentences import everything; print(everything())"
    run = [sys.executable, "-c", script]
    root = Path(__file__).parents[2]
    return subprocess.run(
        run, cwd=root, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True, text=True
    ).stdout


def everything() -> list[str]:
    return [told(heard(said, HERE)) for group in SENTENCES.values() for said in group]
