"""What text may be kept: to the letter, or refused with the limit named. Nothing is trimmed, cleaned or cut here."""

import re
import unicodedata

from storage.errors import Refusal
from storage.unseen import seen

# NUL, which PostgreSQL cannot hold, and half characters, which no database can.
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
WORD = re.compile(r"[^\W_]+")


def keepable(text: str, what: str, most: int) -> str:
    """The same text, or a refusal that says which limit it broke and that nothing was lost."""
    if len(text) > most:
        raise Refusal(
            f"Your {what} is {len(text):,} characters long and I can keep {most:,}. "
            "I kept none of it; your text is still where you typed it. Shorten it, or attach the rest as a file."
        )
    if unkeepable := UNKEEPABLE.search(text):
        place = unkeepable.start()
        raise Refusal(
            f"Your {what} has an invisible character that cannot be stored (number {place + 1}{_after(text, place)}). "
            "I kept none of it; your text is still where you typed it. Delete that character and try again."
        )
    return text


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same, whatever their spacing, case and punctuation."""
    return bare_words(one) == bare_words(other) and bool(bare_words(one))


def bare_words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(unicodedata.normalize("NFKC", seen(text)).casefold()))


def _after(text: str, place: int) -> str:
    before = text[max(0, place - 20) : place].strip()
    return f", after “{before}”" if before.isprintable() and before else ""
