"""JSON as it crosses the wire: read strictly, and its fields taken out as the types we expect.

Nothing here quotes what it read: a `Malformed` names the field and never its value, so it may be logged.
"""

import json
import math
from collections.abc import Mapping
from typing import Any, NoReturn

Record = Mapping[str, Any]

LONGEST_IDENTIFIER = 1_000
LONGEST_ADDRESS = 8_000  # SharePoint's signed links run to two thousand characters


class Malformed(Exception):
    """Something Teams would not have sent. Its sender gets a 4xx; there is no person to speak a sentence to."""


def _no_such_number(_name: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")


_decode = json.JSONDecoder(parse_constant=_no_such_number).decode


def read(body: bytes) -> dict[str, Any]:
    try:
        found = _decode(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Malformed("the body is not JSON in UTF-8") from None
    if not isinstance(found, dict):
        raise Malformed("the body is not an object")
    return found


def record(parent: Record, name: str) -> Record:
    """A field that holds an object; an absent one reads as empty."""
    found = parent.get(name)
    if found is None:
        return {}
    if not isinstance(found, Mapping):
        raise Malformed(f"{name} is not an object")
    return found


def records(parent: Record, name: str) -> tuple[Record, ...]:
    found = parent.get(name)
    if found is None:
        return ()
    if not isinstance(found, list) or not all(isinstance(item, Mapping) for item in found):
        raise Malformed(f"{name} is not a list of objects")
    return tuple(found)


def text(parent: Record, name: str) -> str:
    """Words, to the letter; absent words read as none."""
    found = parent.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise Malformed(f"{name} is not text")
    return found


def identifier(parent: Record, name: str, longest: int = LONGEST_IDENTIFIER) -> str:
    """An id or address that may be absent. It ends up in URLs and keys, so it must be printable and not a path."""
    found = text(parent, name)
    if len(found) > longest:
        raise Malformed(f"{name} is too long")
    if not found.isprintable() or (found and not found.strip(". ")):
        raise Malformed(f"{name} is not an identifier")
    return found


def needed(parent: Record, name: str, longest: int = LONGEST_IDENTIFIER) -> str:
    found = identifier(parent, name, longest)
    if not found:
        raise Malformed(f"{name} is missing")
    return found


def label(parent: Record, name: str) -> str:
    """A name for showing: half surrogate pairs and NUL, which no database keeps, become question marks."""
    found = text(parent, name)
    if len(found) > LONGEST_IDENTIFIER:
        raise Malformed(f"{name} is too long")
    return found.encode("utf-8", "replace").decode("utf-8").replace("\0", "?")


def word(parent: Record, name: str) -> str:
    """One value of a card's data as a word, whatever simple type it came in."""
    match parent.get(name):
        case None:
            return ""
        case str(found):
            return found
        case bool(found):
            return "true" if found else "false"
        case int(found):
            return str(found)
        case float(found) if math.isfinite(found):
            return str(found)
        case _:
            raise Malformed("a value of the card is not a simple value")
