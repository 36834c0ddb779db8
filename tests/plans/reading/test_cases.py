"""Documents of invented councils, each with a bug's worth of trouble; what must be read of each stands beside it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from storage.importing.opening import opened
from storage.importing.printing import as_data
from storage.importing.reading import read

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.suffix in (".txt", ".csv"))
Read = dict[str, Any]


def proposal(path: Path) -> Read:
    return as_data(read(opened(path.name, path.read_bytes())))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_document_is_read_as_the_clerk_would_read_it(path: Path) -> None:
    wanted = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    wanted.pop("says")
    assert as_written(proposal(path), wanted) == wanted


def as_written(data: Read, wanted: Read) -> Read:
    """A proposal in the short form of the cases: what a case leaves out must be empty."""
    said = {
        "family": data["family"],
        "scheme": {level["code"]: level["meaning"] for level in data["scheme"]["levels"]},
        "subject": data["subject"],
        "organisation": data["organisation"],
        "agreed": data["agreed"]["date"],
        "reported": data["reported"]["date"],
        "link_officers": data["link_officers"],
        "totals": data["totals"]["stated"],
        "missing": data["missing_numbers"],
        "doubts": doubts(data, None),
        "introduction": data["introduction"],
        "not_placed": [one["text"] for one in data["not_placed"]],
        "recommendations": [recommendation(data, one) for one in data["recommendations"]],
    }
    return {key: value for key, value in said.items() if value or key in wanted}


def recommendation(data: Read, one: Read) -> Read:
    said = {
        "number": one["number"],
        "text": one["text"],
        "section": one["section"],
        "owners": [owner["text"] for owner in one["owners"]],
        "due": one["due"]["date"],
        "actions": one["actions"],
        "measures": one["measures"],
        "sub_actions": [sub_action(each) for each in one["sub_actions"]],
        "indicators": [f"{each['code']}: {each['text']}" for each in one["indicators"]],
        "updates": [update(each) for each in one["updates"]],
        "doubts": doubts(data, one["position"]),
    }
    always = ("number", "text", "owners", "due", "updates", "doubts")
    return {key: value for key, value in said.items() if value or key in always}


def sub_action(one: Read) -> str:
    said = (f"{one['number'] or ''} {one['text']}".strip(), one["lead"], one["start"], one["due"], one["grade"])
    return " | ".join(part for part in said if part)


def update(one: Read) -> Read:
    keys = ("round", "grade", "evidence", "explanation", "impact", "future")
    return {key: one[key] for key in keys if one[key] or key == "grade"}


def doubts(data: Read, position: int | None) -> list[str]:
    return sorted(one["code"] for one in data["doubts"] if one["recommendation"] == position)
