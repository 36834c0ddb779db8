"""A colleague by the name that somebody typed: whole, a first name or a surname; else who is nearly called so."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from storage.errors import Refusal
from storage.unseen import is_blank, seen
from storage.views import Colleague

AROUND_NAME = " ,.–—-\t\n"
PARTS = re.compile(r"[\s'’‑-]+")
# How alike two names must be for the one to be a slip of the other.
ALIKE = 0.72
MOST_WORDS = 6
CHECK = "Check the name, or type “not mine” to choose one."


def named_colleague(name: str, colleagues: Sequence[Colleague], otherwise: str = CHECK) -> Colleague:
    """The one colleague of that name; none or several are asked about. `otherwise` is what to do where there is none."""
    if is_blank(name):
        raise Refusal("Choose a colleague first, or give it back to the clerk. Nothing has changed yet.")
    found = called(name, colleagues)
    if len(found) == 1:
        return found[0]
    if found:
        twins = len({_plain(one.name) for one in found}) < len(found)
        names = " or ".join(_with_post(one) if twins else one.name for one in found[:5])
        how = "Type the name with the post, or choose from the list" if twins else "Type the whole name"
        raise Refusal(f"Which one do you mean: {names}? {how}. Nothing has changed yet.")
    near = " or ".join(one.name for one in nearly_called(name, colleagues)[:5])
    meant = f"Do you mean {near}? " if near else ""
    raise Refusal(f"I know no colleague called “{name.strip()[:60]}”. {meant}{otherwise}")


def called(name: str, colleagues: Sequence[Colleague]) -> list[Colleague]:
    """Those of exactly that name, with or without the post behind it; else those of that first name or surname; else those
    in whose name it is a part, as Sarah is of Sarah-Jane."""
    wanted = _plain(name)
    return (
        [one for one in colleagues if wanted in (_plain(one.name), _plain(_with_post(one)))]
        or [one for one in colleagues if wanted in _plain(one.name).split()]
        or [one for one in colleagues if wanted in PARTS.split(_plain(one.name))]
    )


def nearly_called(name: str, colleagues: Sequence[Colleague]) -> list[Colleague]:
    """Those whose name, first name or surname this may be a slip of, likest first."""
    ways: dict[str, list[Colleague]] = {}
    for one in colleagues:
        for way in (_plain(one.name), *PARTS.split(_plain(one.name))):
            ways.setdefault(way, []).append(one)
    alike = get_close_matches(_plain(name), ways, n=6, cutoff=ALIKE)
    return list(dict.fromkeys(one for way in alike for one in ways[way]))


def led_by_name(words: str, colleagues: Sequence[Colleague]) -> tuple[str, str]:
    """The name that these words begin with, and the rest: "Kim Osei she leads on it". No name: all of them, and ""."""
    parts = words.split()
    for end in range(min(MOST_WORDS, len(parts)), 0, -1):
        name = " ".join(parts[:end]).strip(AROUND_NAME)
        if called(name, colleagues):
            return name, " ".join(parts[end:])
    return words.strip(AROUND_NAME), ""


def _with_post(one: Colleague) -> str:
    return f"{one.name}, {one.job_title}" if one.job_title else one.name


def _plain(name: str) -> str:
    return " ".join(seen(name).casefold().replace("’", "'").split())
