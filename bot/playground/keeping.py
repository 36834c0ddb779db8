"""The transcripts on disk, so that a second start finds the chats as they were left. Written whole or not at all: what a
power cut may cost is the page's own, and never the record."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from bot.playground.transcript import Attachment, Banner, Entry, Suggestion


@dataclass(frozen=True, slots=True)
class KeptChat:
    entries: tuple[Entry, ...] = ()
    unread: int = 0
    is_joined: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything the playground remembers. `ahead` is how far its clock was moved on, where it ever ran before."""

    chats: Mapping[str, KeptChat] = field(default_factory=dict)
    ahead: timedelta | None = None


def load(path: Path) -> Kept:
    """What was kept. A file that cannot be read is put aside rather than lost or stumbled over at every start."""
    kept = _read(path)
    if kept is None:
        path.replace(path.with_name(path.name + ".unreadable"))
    return kept or Kept()


def ahead(path: Path) -> timedelta:
    """How far the page's clock was moved on, for whoever shares its record and leaves its chats alone."""
    kept = _read(path)
    return (kept and kept.ahead) or timedelta()


def _read(path: Path) -> Kept | None:
    if not path.exists():
        return Kept()
    try:
        return _kept(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def as_json(kept: Kept) -> bytes:
    """Every message writes all the chats anew, so the encoder goes through the entries itself; half a letter, which it
    refuses, travels as an escape."""
    ahead = kept.ahead.total_seconds() if kept.ahead is not None else None
    whole = {"ahead": ahead, "chats": dict(kept.chats)}
    try:
        return orjson.dumps(whole)
    except TypeError:
        return json.dumps(whole, default=_plain).encode("ascii")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return {one.name: getattr(value, one.name) for one in fields(value)}


def write(path: Path, text: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(text)
    beside.replace(path)


def _kept(found: Mapping[str, Any]) -> Kept:
    chats = {key: _chat(chat) for key, chat in found["chats"].items()}
    return Kept(chats, _ahead(found["ahead"]))


def _ahead(seconds: float | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=float(seconds))


def _chat(found: Mapping[str, Any]) -> KeptChat:
    return KeptChat(tuple(_entry(one) for one in found["entries"]), int(found["unread"]), bool(found["is_joined"]))


def _entry(found: Mapping[str, Any]) -> Entry:
    parsed = {
        "at": datetime.fromisoformat(found["at"]),
        "attachments": tuple(Attachment(**one) for one in found["attachments"]),
        "suggestions": tuple(Suggestion(**one) for one in found["suggestions"]),
        "banner": Banner(**found["banner"]) if found["banner"] else None,
    }
    return Entry(**{**found, **parsed})
