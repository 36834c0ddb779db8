"""Words on cards: dates, times and numbers as people say them, and people's text made safe to draw beside our own."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

COUNCIL_TIME = ZoneInfo("Europe/London")

# Where a client may break a line; each is drawn as one.
LINE_END = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")

REPLACEMENT = "\ufffd"

# Control characters but for the tab, half characters, and code points that are no characters; and what stands for each.
NO_CHARACTERS = (*range(0x80, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF)
PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if code != 0x09} | {0x7F: "\u2421"}
PICTURES |= dict.fromkeys(NO_CHARACTERS, REPLACEMENT)
UNDRAWABLE = re.compile(f"[{re.escape(''.join(map(chr, PICTURES)))}]")

# Letters written from right to left, and the marks that turn the direction of what follows them.
TURNS = re.compile("[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")  # fmt: skip  # noqa: E501
ISOLATE, END_ISOLATE = "\u2068", "\u2069"
TURNING_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
ISOLATING = re.compile("[\u2066-\u2069]")
ISOLATES = "\u2066\u2067\u2068"
MARK_BYTES = 3
JOINER = "\u2060"

# Markdown's signs and what looks like them, for headings and titles, which clients read as markdown.
LOOKALIKES = str.maketrans({"*": "∗", "_": "＿", "[": "［", "]": "］", "`": "ˋ", "~": "∼", "#": "＃", "<": "‹",
                            ">": "›", "\\": "＼", "|": "｜"})  # fmt: skip


def day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def clock_time(at: datetime) -> str:
    """A moment on the council's wall: "14:05 on 3 July 2024"."""
    here = at.astimezone(COUNCIL_TIME)
    return f"{here:%H:%M} on {day(here.date())}"


def distance(on: date, today: date) -> str:
    """How far a date is from today: "12 days ago", "today", "in 3 days"."""
    days = (on - today).days
    if days == 0:
        return "today"
    return f"in {count('day', days)}" if days > 0 else f"{count('day', -days)} ago"


def count(noun: str, number: int) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed(words: Sequence[str]) -> str:
    """One, two and three."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def file_size(size: int) -> str:
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024)):,} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def shortened(text: str, limit: int) -> str:
    """One line of at most `limit` characters, cut at a word where there is one."""
    words = " ".join(text[: limit * 4].split())
    if len(words) <= limit:
        return words
    cut = words[: limit - 1]
    at_word = cut.rpartition(" ")[0]
    return f"{at_word if len(at_word) > limit // 2 else cut}…"


def _picture(found: re.Match[str]) -> str:
    return PICTURES[ord(found[0])]


def drawable(text: str) -> str:
    """The same text with what no client can draw made visible, and with no function that a client would run."""
    shown = text if text.isprintable() else UNDRAWABLE.sub(_picture, text)
    parted = "{" + JOINER + "{"
    return shown.replace("{{", parted).replace("{{", parted)


def isolated(text: str) -> str:
    """The same text, unable to turn the direction of the words around it."""
    if text.isascii() or not TURNS.search(text):
        return text
    depth = 0

    def kept(mark: re.Match[str]) -> str:
        nonlocal depth
        if mark[0] != END_ISOLATE:
            depth += 1
        elif depth == 0:
            return REPLACEMENT
        else:
            depth -= 1
        return mark[0]

    closed = ISOLATING.sub(kept, text)
    return ISOLATE + closed + END_ISOLATE * (depth + 1)


def turned(text: str) -> int:
    """How many bytes that costs at most: a mark on either side, and one to close each that the text may leave open."""
    if text.isascii() or not TURNS.search(text):
        return 0
    return MARK_BYTES * (2 + sum(text.count(mark) for mark in ISOLATES))


# Words of one line with nothing in them that a client would draw otherwise: most names and labels are.
PLAIN = re.compile(r"[!-z|}~]+(?: [!-z|}~]+)*")


def said(text: str, limit: int = 120) -> str:
    """A name or a label from the record inside a sentence of ours: one line, and nothing a client would act on.

    Marks that turn the direction of writing have no business in a name, and letters that weigh more than two bytes
    each, such as emoji, count for more than one.
    """
    if len(text) <= limit and PLAIN.fullmatch(text):
        return text
    name = drawable(shortened(TURNING_MARKS.sub("", LINE_END.sub(" ", text[: limit * 4])), limit))
    return isolated(name.encode("utf-8")[: 2 * limit].decode("utf-8", "ignore"))


def unmarked(text: str, limit: int = 80) -> str:
    """The same inside a heading or the title of a button, which clients read as markdown."""
    return said(text[: limit * 4].translate(LOOKALIKES), limit)
