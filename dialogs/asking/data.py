"""The words of asking, as data: each YAML file beside this module, read once."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(
        files("dialogs.asking").joinpath(f"{name}.yaml").read_text(encoding="utf-8"),
        Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),
    )
    return found


def small_words(name: str) -> frozenset[str]:
    """One of the small sets of `small_words.yaml`."""
    return frozenset(load("small_words")[name])
