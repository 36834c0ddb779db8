"""A text as words in a row, and which of them may be somebody's name: what `children.py` reads its signs in.

The lists are in `children.yaml`. A word that is on none of them, and begins like a name, may be one.
"""

import re
from functools import cache, cached_property, lru_cache
from importlib.resources import files

import yaml

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:['’-]\w+)*")
# "McDonald", "DeShawn": a second capital that begins a name of its own. "DfE" and "WiFi" are no such.
PREFIXED = re.compile(r"[^\W\d_][a-zà-ÿ]{1,2}[A-ZÀ-Þ][a-zà-ÿ]{2,}")
PARTS = re.compile(r"['’-]")
INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}|[A-Z]{2}")
THINGS = (
    "ment",
    "ments",
    "tion",
    "tions",
    "sion",
    "sions",
    "ness",
    "ship",
    "ships",
    "ism",
    "ology",
    "ity",
    "ities",
    "ance",
    "ances",
    "ences",
)
PLURALS = re.compile(r"(?:[bcdfghklmnprtvw]s|ses|ches|shes|xes|ies)$")


@cache
def lists() -> dict[str, frozenset[str]]:
    data = yaml.safe_load(files("storage.rules").joinpath("children.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(map(str, words)) for name, words in data.items()}


def listed(name: str) -> frozenset[str]:
    return lists()[name]


@cache
def either(*names: str) -> frozenset[str]:
    """The words of several lists."""
    return frozenset().union(*map(listed, names))


@cache
def no_names() -> frozenset[str]:
    """Known words that are nobody's name, unless they are listed as a first name too."""
    return either("grammar", "times", "places", "bodies", "work", "households", "years", "months")


class Words:
    """The words of a text, with what stands between them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = [found.span() for found in WORD.finditer(text)]
        self.words = [text[start:end] for start, end in self.places]
        self.low = [word.lower() for word in self.words]

    def __len__(self) -> int:
        return len(self.words)

    def at(self, i: int) -> str:
        """The word at this place in small letters; "" beyond either end."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def gap(self, i: int) -> str:
        """What stands before this word; before the first and after the last, the rest of the text."""
        start = self.places[i - 1][1] if i > 0 else 0
        return self.text[start : self.places[i][0] if i < len(self.places) else len(self.text)]

    def near(self, i: int) -> bool:
        """Whether nothing but a space stands before this word."""
        return 0 < i < len(self.words) and self.gap(i).isspace() and "\n" not in self.gap(i)

    def begins(self, i: int) -> bool:
        """Whether a sentence begins with this word."""
        return i == 0 or any(mark in self.gap(i) for mark in ".!?:;\n•")

    def quoted(self, first: int, last: int) -> tuple[int, int]:
        """From the first of these words to the last, with the bracket that it closes."""
        start, end = self.places[first][0], self.places[last][1]
        opened = self.text.count("(", start, end) + self.text.count("[", start, end)
        return start, end + (opened > 0 and self.text[end : end + 1] in (")", "]"))

    @cached_property
    def somewhere(self) -> frozenset[str]:
        """Words that this text uses as those of places: "across Kelderby"."""
        before = ("across", "throughout", "within", "around", "near", "outside")
        return frozenset(self.low[i + 1] for i, word in enumerate(self.low[:-1]) if word in before)

    def owner(self, i: int) -> str:
        """ "Jaden" of "Jaden’s" or of "James’"; "" where nobody owns anything here."""
        word = self.words[i] if 0 <= i < len(self.words) else ""
        if word[-2:] in ("'s", "’s"):
            return word[:-2]
        after = self.gap(i + 1)[:1] if word.endswith("s") else ""
        return word if after in ("'", "’") and after else ""


@lru_cache(maxsize=10_000)
def looks_like_a_name(word: str) -> bool:
    """A capital and small letters, or letters that know no capitals; and no word that is known for something else."""
    low = word.lower().replace("’", "'")
    if low in listed("first_names"):
        return word[:1].isupper()
    if not _is_written_like_one(word) or low in no_names() or low.endswith(THINGS):
        return False
    if low.endswith("s") and (low[:-1] in no_names() or (low.endswith("es") and low[:-2] in no_names())):
        return False
    return not any(part in no_names() for part in low.split("-")[1:])


def _is_written_like_one(word: str) -> bool:
    first = word[:1]
    if (
        not first.isalpha()
        or first.islower()
        or len(word) < 2
        or not word.replace("'", "").replace("’", "").replace("-", "").isalpha()
    ):
        return False
    if not first.isupper():  # letters that know no capitals
        return not first.isascii()
    if word[1:].islower():
        return True
    return not word.isupper() and all(
        part[1:].islower() or PREFIXED.fullmatch(part) for part in PARTS.split(word) if len(part) > 1
    )


def looks_plural(word: str) -> bool:
    return PLURALS.search(word) is not None and word not in listed("third_person")
