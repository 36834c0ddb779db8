"""The lists of `words.yaml` by name, for the rules that look for their words in what people write."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


def listed(name: str) -> tuple[str, ...]:
    return tuple(str(word) for word in _data()[name])


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(files("storage.rules").joinpath("words.yaml").read_text(encoding="utf-8"))
    return found
