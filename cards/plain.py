"""A card as plain text: for a terminal, and for clients that draw no cards."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cards.frame import Card

FOLDED = "[folded]"
INDENT = "  "

Part = Mapping[str, Any]


def as_text(card: Card) -> str:
    """All of it, top to bottom: what is folded away after a mark, and buttons and inputs by their names."""
    lines = list(_parts(card.content.get("body", ())))
    buttons = " ".join(f"[{action['title']}]" for action in card.content.get("actions", ()))
    return "\n".join([*lines, *(["", buttons] if buttons else [])]).strip() + "\n"


def _parts(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        yield from _folded(part) if part.get("isVisible") is False else _part(part)


def _folded(part: Part) -> Iterator[str]:
    yield FOLDED
    yield from (f"{INDENT}{line}" for line in _part(part))


def _part(part: Part) -> Iterator[str]:
    if part.get("spacing") in ("Medium", "Large"):
        yield ""
    match part["type"]:
        case "TextBlock":
            yield from _text_block(part)
        case "RichTextBlock":
            yield "".join(run["text"] for run in part["inlines"])
        case "Container":
            yield from _container(part)
        case "ColumnSet":
            yield "  ".join(line for column in part["columns"] for line in _parts(column["items"]) if line)
        case "Input.Text":
            yield from _text_input(part)
        case "Input.ChoiceSet":
            yield from _choices(part)
        case "Chart.HorizontalBar":
            yield from _part(part["fallback"])
        case kind:
            raise ValueError(f"no text for {kind}")


def _text_block(part: Part) -> Iterator[str]:
    yield part["text"]
    if part.get("style") == "heading":
        yield ("=" if part["size"] == "Large" else "-") * min(len(part["text"]), 60)


def _text_input(part: Part) -> Iterator[str]:
    yield f"{part['label']}"
    first, *rest = part.get("value", "").split("\n")
    yield f"{part['id']}: {first or '(empty)'}"
    yield from (f"{INDENT}{line}" for line in rest)


def _choices(part: Part) -> Iterator[str]:
    chosen = part.get("value")
    title = next((choice["title"] for choice in part["choices"] if choice["value"] == chosen), "(none chosen)")
    yield f"{part['label']}"
    yield f"{part['id']}: {title}"
    yield from (f"{INDENT}{choice['value']} = {choice['title']}" for choice in part["choices"])


def _container(part: Part) -> Iterator[str]:
    """What can be pressed has its title after it. Folding and unfolding need no word: here all is unfolded."""
    lines = list(_parts(part["items"]))
    press = part.get("selectAction")
    if press is None or press["type"] == "Action.ToggleVisibility":
        yield from lines
        return
    is_one_word = press["title"].startswith("".join(lines))
    yield from [] if is_one_word else lines
    yield f"[{press['title']}]"
