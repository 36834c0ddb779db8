"""Words that tell their reader nothing new: those that only point elsewhere, and those that were said a round before."""

import re
from functools import cache

from storage.rules.wording import bare_words, same_words
from storage.rules.words import listed

# An answer longer than this says more than "see above".
LONGEST_POINTER = 80
# A text of fewer words may stand within another by chance.
FEWEST_REPEATED = 6
# A line of so few words, and no figure, tells nothing new by itself.
TRIVIAL_WORDS = 3
NOTHING_SINCE = "It reads as if nothing has happened since."
# "Please see rec 4", "as per the last update"
POINTER = re.compile(
    r"(?:please )?(?:see|refer to|as per|as in|as for|same as)(?: the| my| our)? "
    r"(?:above|below|attached|attachment|appendix|previous|last|rec|recommendation|update|report)(?: \w+){0,2}"
)


@cache
def _phrases(name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(bare_words(phrase) for phrase in listed(name))


def says_nothing(text: str) -> bool:
    words = bare_words(text)
    return (len(text) <= LONGEST_POINTER and (not words or words in _phrases("says_nothing"))) or points_elsewhere(text)


def points_elsewhere(line: str) -> bool:
    if len(line) > LONGEST_POINTER:
        return False
    words = bare_words(line)
    return words in _phrases("points_elsewhere") or POINTER.fullmatch(" ".join(words)) is not None


def how_it_repeats(now: str, before: str) -> tuple[str, str] | None:
    """How a text repeats the one before, and what its reader makes of that."""
    if same_words(now, before):
        return "is the same as", NOTHING_SINCE
    if same_words(_substance(now), _substance(before)):
        return "is, but for a few words, the same as", NOTHING_SINCE
    if _holds(now, before):
        return "repeats word for word all that was said", "Its reader cannot tell what is new since then."
    return None


def _substance(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not _is_trivial(line))


def _is_trivial(line: str) -> bool:
    is_short = len(bare_words(line)) <= TRIVIAL_WORDS and not re.search(r"\d", line)
    return is_short or says_nothing(line)


def _holds(now: str, before: str) -> bool:
    """Whether all of the words before stand in these one after the other, or as lines of their own."""
    said, repeated = bare_words(now), bare_words(before)
    if len(repeated) < FEWEST_REPEATED:
        lines = [words for line in now.split("\n") if (words := bare_words(line))]
        return bool(repeated) and any(
            sum(lines[first:last], ()) == repeated
            for first in range(len(lines))
            for last in range(first + 1, min(first + FEWEST_REPEATED, len(lines) + 1))
        )
    return f" {' '.join(repeated)} " in f" {' '.join(said)} "
