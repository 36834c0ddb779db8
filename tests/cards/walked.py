"""Going through a drawn card, as the tests of all cards do."""

from collections.abc import Iterator, Mapping
from typing import Any

from cards.frame import Card

Part = Mapping[str, Any]


def parts(value: Any, *, fallbacks: bool = False) -> Iterator[Part]:
    """Every object of a card that has a type, top to bottom."""
    if isinstance(value, Mapping):
        if "type" in value:
            yield value
        for name, inner in value.items():
            if name != "data" and (fallbacks or name != "fallback"):
                yield from parts(inner, fallbacks=fallbacks)
    elif isinstance(value, list):
        for inner in value:
            yield from parts(inner, fallbacks=fallbacks)


def of_type(card: Card, *types: str) -> list[Part]:
    return [part for part in parts(card.content) if part["type"] in types]


def inputs(card: Card) -> dict[str, Part]:
    return {part["id"]: part for part in parts(card.content) if part["type"].startswith("Input.")}


def presses(card: Card) -> list[Part]:
    return of_type(card, "Action.Execute")


def press(card: Card, title: str) -> Part:
    found = [part for part in presses(card) if part["title"] == title]
    assert len(found) == 1, [part["title"] for part in presses(card)]
    return found[0]


def lines(card: Card) -> list[str]:
    """What is drawn, a line for each block, runs joined."""
    return [
        part["text"] if part["type"] == "TextBlock" else "".join(run["text"] for run in part["inlines"])
        for part in of_type(card, "TextBlock", "RichTextBlock")
    ]


def words(card: Card) -> str:
    return "\n".join(lines(card))
