"""What councils call the same field: hundreds of wordings (`label_words.yaml`), in two languages."""

from pathlib import Path

import pytest
import yaml

from storage.importing.reading.labels import has_no_place, read_label

WORDS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("label_words.yaml").read_text(encoding="utf-8"))


def field_of(words: str) -> str:
    label = read_label(words) or read_label(words, loose=True)
    return str(label.field) if label else "none" if has_no_place(words) else "unknown"


@pytest.mark.parametrize("field", WORDS)
def test_every_wording_of_a_label_is_its_field(field: str) -> None:
    assert {words: field_of(words) for words in WORDS[field]} == dict.fromkeys(WORDS[field], field)


def test_there_are_many() -> None:
    assert sum(map(len, WORDS.values())) > 500
