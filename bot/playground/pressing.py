"""What Teams' client does when a button is pressed: it finds the action, asks the inputs, merges the data."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground.transcript import ADAPTIVE_CARD, Content, Entry, parts


class Unpressable(Exception):
    """The press never leaves the client: no such button, or an input is not filled in as the card asks."""


@dataclass(frozen=True, slots=True)
class Press:
    """A button of the card that is attachment number `place` of its message, and the data that goes with it."""

    place: int
    action: Content
    data: Mapping[str, Any]

    @property
    def is_execute(self) -> bool:
        return self.action.get("type") == "Action.Execute"


def press(entry: Entry, wanted: str, inputs: Mapping[str, str], is_old_client: bool = False) -> Press:
    """An old client knows no Action.Execute and presses the Action.Submit that stands by for it."""
    place, action = _find(entry, wanted)
    asked = {str(part["id"]): part for part in _in_reach(entry.attachments[place].content, action) if part.get("id")}
    if unknown := sorted(set(inputs) - set(asked)):
        raise Unpressable(f"The card has no input {', '.join(unknown)}; it has {', '.join(asked) or 'none'}.")
    if is_old_client and isinstance(action.get("fallback"), Mapping):
        action = action["fallback"]
    data = action.get("data") or {}
    if not isinstance(data, Mapping):
        raise Unpressable("The action's data is not an object.")
    given = {} if action.get("associatedInputs") == "none" else _given(asked, inputs)
    return Press(place, action, {**data, **given})


def _find(entry: Entry, wanted: str) -> tuple[int, Content]:
    """By title, verb or id; or, as the page does, by its number among all actions of a card: "0/3"."""
    actions = list(_actions(entry))
    found = [(place, action) for place, number, action in actions if f"{place}/{number}" == wanted]
    found = found or [
        (place, action)
        for place, _number, action in actions
        if wanted in (action.get("title"), action.get("verb"), action.get("id"))
    ]
    if len(found) != 1:
        titles = ", ".join(f"“{action.get('title', '')}”" for _place, _number, action in actions)
        raise Unpressable(f"{len(found)} buttons answer to “{wanted}”; the card has {titles or 'none'}.")
    if _type(found[0][1]) not in ("Action.Execute", "Action.Submit"):
        raise Unpressable(f"“{wanted}” does not reach the bot: it is an {_type(found[0][1])}.")
    return found[0]


def _actions(entry: Entry) -> Iterator[tuple[int, int, Content]]:
    for place, attachment in enumerate(entry.attachments):
        if attachment.content_type == ADAPTIVE_CARD:
            shown = (part for part in parts(attachment.content) if _type(part).startswith("Action."))
            for number, action in enumerate(shown):
                yield place, number, action


def _in_reach(part: Content, action: Content) -> Iterator[Content]:
    """The inputs that travel with an action: not those of a card folded away beside it."""
    if _type(part).startswith("Input."):
        yield part
    for inner in _inside(part):
        if _type(part) != "Action.ShowCard" or any(found is action for found in parts(inner)):
            yield from _in_reach(inner, action)


def _inside(part: Content) -> Iterator[Content]:
    for name, value in part.items():
        if name not in ("fallback", "data"):
            yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, Mapping))


def _given(asked: Mapping[str, Content], inputs: Mapping[str, str]) -> dict[str, str]:
    """What the inputs hold. Teams leaves an empty one out altogether: to a bot it looks as if it had never been."""
    values = {name: inputs.get(name, _preset(part)) for name, part in asked.items()}
    for name, value in values.items():
        _check(asked[name], value)
    return {name: value for name, value in values.items() if value}


def _preset(part: Content) -> str:
    value = part.get("value")
    if _type(part) == "Input.Toggle":
        return str(value if value is not None else part.get("valueOff", "false"))
    return "" if value is None else str(value)


def _check(part: Content, value: str) -> None:
    complaint = str(part.get("errorMessage") or part.get("label") or part["id"])
    is_off = _type(part) == "Input.Toggle" and value != part.get("valueOn", "true")
    if part.get("isRequired") and (not value or is_off):
        raise Unpressable(complaint)
    if value and not _fits(part, value):
        raise Unpressable(complaint)


def _fits(part: Content, value: str) -> bool:
    match _type(part):
        case "Input.Text":
            longest = part.get("maxLength") or len(value)
            return len(value) <= int(longest) and bool(re.search(str(part.get("regex", "")), value))
        case "Input.Number":
            return _is_between(part, value)
        case "Input.ChoiceSet" if part.get("style") != "filtered":
            chosen = value.split(",") if part.get("isMultiSelect") else [value]
            return set(chosen) <= {str(choice.get("value")) for choice in part.get("choices", [])}
        case _:
            return True


def _is_between(part: Content, value: str) -> bool:
    try:
        number = float(value)
    except ValueError:
        return False
    return float(part.get("min", number)) <= number <= float(part.get("max", number))


def _type(part: Content) -> str:
    return str(part.get("type", ""))
