"""A proposal as it is kept with its document: JSON that gives back the very same proposal, and a hash of what it says.

What a document does not give is left out of it: most fields of most rows of a long tracker are empty.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from itertools import islice
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from storage.importing.proposal import Proposal, ProposedRecommendation
from storage.rules.wording import UNKEEPABLE

HOW_MANY = "how_many"


def kept(proposal: Proposal) -> dict[str, Any]:
    """Characters that no database holds are replaced by the sign for them; everything else stays to the letter."""
    found: dict[str, Any] = _plain(proposal)
    return found


def proposal_of(data: Mapping[str, Any]) -> Proposal:
    found: Proposal = _read(Proposal, data)
    return found


def in_parts(proposal: Proposal) -> Iterator[dict[str, Any]]:
    """The same, one recommendation after the other, so that thousands are never all there in this form too."""
    yield {**_plain(replace(proposal, recommendations=())), HOW_MANY: len(proposal.recommendations)}
    yield from map(_plain, proposal.recommendations)


def of_parts(parts: Iterator[Mapping[str, Any]]) -> Proposal:
    first = dict(next(parts))
    many = first.pop(HOW_MANY)
    each = tuple(_read(ProposedRecommendation, part) for part in islice(parts, many))
    return replace(proposal_of(first), recommendations=each)


def fingerprint(proposal: Proposal) -> str:
    """What a document says, whatever its file is called: two files with one fingerprint are the same document.

    One recommendation after the other, so that thousands of them are never one text.
    """
    found = hashlib.sha256()
    for part in (replace(proposal, file="", recommendations=()), *proposal.recommendations):
        found.update(json.dumps(_plain(part), sort_keys=True, ensure_ascii=False).encode())
    return found.hexdigest()


def storable(text: str) -> str:
    return UNKEEPABLE.sub("\ufffd", text)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        held = ((one, getattr(value, one.name)) for one in fields(value))
        return {one.name: _plain(inner) for one, inner in held if inner != one.default}
    if isinstance(value, Mapping):
        return {_plain(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return storable(value)
    return value.isoformat() if isinstance(value, date) else value


def _read(kind: Any, value: Any) -> Any:
    if is_dataclass(kind):
        return _made(kind, value)
    origin, inside = get_origin(kind), get_args(kind)
    if origin is UnionType:
        return None if value is None else _read(next(one for one in inside if one is not NoneType), value)
    if origin is tuple:
        return tuple(_read(inside[0], one) for one in value)
    if origin is Mapping:
        return dict(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return date.fromisoformat(value) if kind is date else value


def _made(kind: Any, value: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: _read(hints[name], inner) for name, inner in value.items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
