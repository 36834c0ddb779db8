"""What people type, and what it is understood to be: `sentences.yaml`, in an invented council."""

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
def test_capitals_spaces_and_politeness_change_nothing(said: str, change) -> None:  # type: ignore[no-untyped-def]
    assert told(heard(change(said), HERE)) == told(heard(said, HERE))
