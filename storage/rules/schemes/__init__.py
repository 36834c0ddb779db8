"""Grading schemes as data: one file a scheme, read once and checked when read."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from storage.views import Grade, Rule, Scheme
from storage.vocabulary import Meaning

KNOWN = ("scrutiny", "rag", "three_colours", "four_steps")


@cache
def known(key: str) -> Scheme:
    """A scheme of the package, not yet stored (id 0)."""
    if key not in KNOWN:
        raise LookupError(f"There is no scheme file {key}.yaml")
    data: dict[str, Any] = yaml.safe_load(files(__name__).joinpath(f"{key}.yaml").read_text(encoding="utf-8"))
    return Scheme(0, data["name"], tuple(_grade(entry) for entry in data["grades"]), rules_of(tuple(data["rules"])))


def rules_of(codes: tuple[str, ...]) -> tuple[Rule, ...]:
    """The named checks with their sentences; a name that no check has is a mistake in a scheme file."""
    sentences = _sentences()
    if unknown := [code for code in codes if code not in sentences]:
        raise LookupError(f"No check is called {', '.join(unknown)}")
    return tuple(sentences[code] for code in codes)


def all_rules() -> tuple[Rule, ...]:
    """Every check there is, in the order of their file."""
    return tuple(_sentences().values())


@cache
def _sentences() -> dict[str, Rule]:
    data: dict[str, Any] = yaml.safe_load(files("storage.rules").joinpath("checks.yaml").read_text(encoding="utf-8"))
    return {
        code: Rule(code, entry["saw"], entry["why"], frozenset(Meaning(name) for name in entry.get("grades", ())))
        for code, entry in data.items()
    }


def _grade(entry: dict[str, Any]) -> Grade:
    return Grade(
        entry["code"], entry["label"], entry["definition"], Meaning(entry["meaning"]), tuple(entry.get("synonyms", ()))
    )
