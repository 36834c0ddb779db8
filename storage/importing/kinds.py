"""Kinds of doubt: what their group is called, and which come first. Read once from `kinds.yaml`, and checked then."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

WORST = 1
WEIGHTS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Kind:
    title: str
    weight: int

    @property
    def is_worst(self) -> bool:
        return self.weight == WORST


def kind_of(code: str, field: str) -> Kind:
    """By its code where the list has it, else by its field ("sub_actions[2].grade" goes by "sub_actions")."""
    codes, by_field, other = _kinds()
    return codes.get(code) or by_field.get(field) or by_field.get(re.split(r"[\[.]", field)[0]) or other


@cache
def _kinds() -> tuple[dict[str, Kind], dict[str, Kind], Kind]:
    data: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("kinds.yaml").read_text(encoding="utf-8"))
    codes = {code: _kind(entry) for code, entry in data["codes"].items()}
    return codes, {field: _kind(entry) for field, entry in data["fields"].items()}, _kind(data["other"])


def _kind(entry: dict[str, Any]) -> Kind:
    kind = Kind(entry["title"], entry["weight"])
    if kind.weight not in WEIGHTS:
        raise LookupError(f"kinds.yaml: “{kind.title}” has the weight {kind.weight}; it is one of {WEIGHTS}")
    return kind
