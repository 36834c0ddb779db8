"""JSON as it travels and as it is kept: compact, in UTF-8. A card is written three times in a turn (to be measured, to be kept
for a second delivery, to be sent), so it is written by a library that is quick at it."""

import json

import orjson

_escaped = json.JSONEncoder(separators=(",", ":"), allow_nan=False, ensure_ascii=True).encode


def encoded(value: object) -> bytes:
    """Half a surrogate pair in somebody's text, or a number beyond 64 bits, travels as an escape or in full instead of
    breaking the encoder."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return _escaped(value).encode("ascii")


def text(value: object) -> str:
    return encoded(value).decode()
