"""A message pasted as text: whose words each line is, the writer's or those of the message they answer, and where a
mail program broke a line that is one. The lines keep their numbers; what was joined to the one above leaves a blank.

What the lines mean is not asked here (`reading/replies.py`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

import yaml

from storage.importing.whitespace import JOINED

QUOTED = re.compile(r"^(?:>[ ]?)+(?=[^\d\s]|\d+[^\d\s%]|$|[ ]*\S)")
BEGINS = re.compile(
    r"[^\W\d_]+\.? ?\d{1,3}\b|\(?(?:\d{1,3}|[a-z])[.)]\s|[-–—*•]\s|[^\W\d_][^:.]{1,28}:(?:\s|$)", re.IGNORECASE
)
"""What begins a line of its own, however full the line above is."""

OVER_ALL = 2
FEWEST_QUOTED = 3
NARROWEST, WIDEST = 50, 100
NEARLY, FEWEST_FULL = 0.85, 3
FOR_WHAT = r"for (?:your|all|the) [\w ]{3,24}"
LEAVE_GOES_ON = rf"(?:[\s,]+(?:again|in advance|all|both|everyone|you|{FOR_WHAT}|and (?:kind|best|warm)? ?regards))*"


@dataclass(frozen=True, slots=True)
class Message:
    """`quoted`: by a line's place in the list, how deep it stands in the messages that are answered; 0 and unsaid for the
    writer's own."""

    lines: tuple[str, ...]
    quoted: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `messages.yaml`."""

    head: re.Pattern[str]
    sender: re.Pattern[str]
    sent: re.Pattern[str]
    parting: re.Pattern[str]
    greeting: re.Pattern[str]
    leave: re.Pattern[str]
    closing: re.Pattern[str]


@cache
def words() -> Words:
    data: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("messages.yaml").read_text(encoding="utf-8"))

    def any_of(name: str) -> str:
        return "|".join(map(re.escape, sorted(data[name], key=len, reverse=True)))

    return Words(
        re.compile(rf"(?:{any_of('heads')}):(?:\s|$)", re.IGNORECASE),
        re.compile(rf"(?:{any_of('senders')}):\s*(.*)", re.IGNORECASE),
        re.compile(rf"(?:{any_of('sent')}):\s*(.*)", re.IGNORECASE),
        re.compile(f"(?:{'|'.join(data['parting'])})$", re.IGNORECASE),
        re.compile(rf"(?:{any_of('greetings')})\b(?:[\s,]+[^\W\d_][\w'’.&-]*){{0,4}}\s*[,!:.–-]*$", re.IGNORECASE),
        re.compile(
            rf"(?:{any_of('leave')}){LEAVE_GOES_ON}(?:[\s,]+(?-i:[A-Z])[\w'’-]*){{0,3}}[\s,.!]*$", re.IGNORECASE
        ),
        re.compile("|".join(data["closing"]), re.IGNORECASE),
    )


def message_in(lines: Sequence[str]) -> Message | None:
    """Nothing where the text is no message: no line says who wrote it, none is quoted, and it greets nobody."""
    marks = [_mark(line) for line in lines]
    if sum(map(bool, marks)) < FEWEST_QUOTED:
        marks = [""] * len(lines)
    bare = [line[len(mark) :] for line, mark in zip(lines, marks, strict=True)]
    heads = _heads(bare)
    first = next((line.strip() for line in bare if line.strip()), "")
    if not heads and not any(marks) and not words().greeting.match(first):
        return None
    depths = _depths(bare, marks, heads)
    return Message(tuple(_unwrapped(bare, depths)), {at: depth for at, depth in enumerate(depths) if depth})


def _mark(line: str) -> str:
    found = QUOTED.match(line)
    return found[0] if found else ""


def _heads(lines: Sequence[str]) -> list[range]:
    """Where several lines one after another say who wrote, to whom and when: "From: …", "Sent: …"."""
    found: list[range] = []
    for is_head, run in groupby(range(len(lines)), key=lambda at: bool(words().head.match(lines[at].strip()))):
        places = list(run)
        if is_head and len(places) >= OVER_ALL and any(words().sender.match(lines[at].strip()) for at in places):
            found.append(range(places[0], places[-1] + 1))
    return found


def _depths(lines: Sequence[str], marks: Sequence[str], heads: Sequence[range]) -> list[int]:
    """Each mark is a message further down, and so is each head but the one over all."""
    begins = {block.start for block in heads if any(line.strip() for line in lines[: block.start])}
    depths: list[int] = []
    below, marked = 0, 0
    for at, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        signs = mark.count(">")
        is_parting = bool(words().parting.match(line.strip())) and not signs
        parted = is_parting and any(at < start <= at + OVER_ALL + 1 for start in begins)
        begins_here = at in begins and not signs and not (depths and _just_parted(lines, at))
        below += begins_here or parted
        marked = signs
        depths.append(below + marked)
    return depths


def _just_parted(lines: Sequence[str], at: int) -> bool:
    """Whether "-----Original Message-----" right above has begun the message already."""
    return any(words().parting.match(line.strip()) for line in lines[max(at - OVER_ALL - 1, 0) : at] if line.strip())


def _unwrapped(lines: Sequence[str], depths: Sequence[int]) -> list[str]:
    """Lines that a program broke at its own width are one: the next word would not have fitted. Where the words of one
    depth stand in long lines, nothing was broken."""
    whole = list(lines)
    widths = {
        depth: _width([line for line, its in zip(lines, depths, strict=True) if its == depth]) for depth in set(depths)
    }
    start = 0
    for at in range(1, len(lines)):
        width, above, here = widths[depths[at]], lines[at - 1].rstrip(), lines[at].strip()
        is_one = bool(above.strip() and here) and depths[at] == depths[at - 1]
        is_one = is_one and not BEGINS.match(here) and not words().head.match(above.strip())
        if is_one and ((width and len(above) + 1 + len(here.split()[0]) > width) or _flows(above, here)):
            whole[start], whole[at] = f"{whole[start].rstrip()} {here}", JOINED
        else:
            start = at
    return whole


def _flows(above: str, here: str) -> bool:
    """A line of some length that goes on in the middle of a sentence."""
    return len(above) >= NARROWEST and here[0].islower() and above[-1] not in ".!?:;"


def _width(lines: Sequence[str]) -> int:
    """The width that lines were broken at; 0 where they were not: then no more than one or two are about as long."""
    longest = max((len(line.rstrip()) for line in lines), default=0)
    about = sum(len(line.rstrip()) >= NEARLY * longest for line in lines)
    return longest if NARROWEST <= longest <= WIDEST and about >= FEWEST_FULL else 0
