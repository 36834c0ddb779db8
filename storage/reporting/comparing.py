"""What a report rests on, in a form that is kept with it, and how what two of them rest on differs."""

from collections.abc import Iterator, Mapping
from typing import Any

from storage.reporting import sentences
from storage.reporting.paper import Paper


def basis(paper: Paper) -> dict[str, Any]:
    """What a paper rests on, so that a later one can be held against it: versions, grades, rulings, dates."""
    return {
        "items": {
            str(item.id): {"name": item.name, "due": sentences.due(item.due), "signed_off": item.signed_off is not None}
            for item in paper.items
        },
        "said": {
            f"{item.id} {found.round.label}": {
                "version": found.version_id,
                "grade": sentences.graded(found.grade),
                "ruling": found.ruled.ruling if found.ruled else "proposed",
            }
            for item in paper.items
            for found in item.reported.values()
        },
    }


def differences(first: Mapping[str, Any], second: Mapping[str, Any]) -> Iterator[str]:
    """A sentence each, in the order of the later paper."""
    for id, item in second["items"].items():
        before = first["items"].get(id)
        if before is None:
            yield f"{item['name']} is new."
            continue
        if before["due"] != item["due"]:
            yield f"{item['name']}: the date went from {before['due'] or 'none'} to {item['due'] or 'none'}."
        if item["signed_off"] and not before["signed_off"]:
            yield f"{item['name']} was signed off."
    yield from (
        f"{item['name']} is not in the later one." for id, item in first["items"].items() if id not in second["items"]
    )
    for key, said in second["said"].items():
        id, _, label = key.partition(" ")
        name = second["items"].get(id, {"name": "A recommendation"})["name"]
        yield from _said_differently(first["said"].get(key), said, f"{name}, {label}")


def _said_differently(before: Mapping[str, Any] | None, now: Mapping[str, Any], what: str) -> Iterator[str]:
    if before is None:
        yield f"{what}: an update came in, with the grade {now['grade']}."
        return
    if before["version"] != now["version"]:
        yield f"{what}: the update was replaced by a later version."
    if before["grade"] != now["grade"]:
        yield f"{what}: the grade went from {before['grade']} to {now['grade']}."
    if before["ruling"] != now["ruling"]:
        yield f"{what}: the grade was {before['ruling']} and is {now['ruling']}."
