"""Telling a person, a role and a body apart by their words (`owners.yaml`)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

from storage.vocabulary import Part

TOKEN = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?|\S")
NAME = re.compile(r"(?:[^\W\d_a-z]['’]?|Mc|Mac|O['’])[^\W\d_]*(?:['’-][^\W\d_]+)*|[^\W\d_a-z]\.")
IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
INITIAL = re.compile(r"[^\W\d_a-z]\.")
"""With its point: "A Review" is nobody."""

PARTICLES = frozenset(("ap", "ab", "de", "van", "von", "da", "la", "le", "al", "el"))
LONGEST_INITIALS = 3
VOWEL = re.compile(r"[aeiouyw]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of `owners.yaml`. `heads` end a role's name, `starts` begin one; `ranks` need more words to
    say what the post is; `joined` are the words before and after an "and" that parts nothing."""

    heads: frozenset[str]
    ranks: frozenset[str]
    starts: frozenset[str]
    short: frozenset[str]
    bodies: frozenset[str]
    subjects: frozenset[str]
    institutions: frozenset[str]
    body_starts: frozenset[str]
    titles: frozenset[str]
    small: frozenset[str]
    work: frozenset[str]
    openings: re.Pattern[str]
    joined: frozenset[tuple[str, str]]
    welsh: dict[str, str]
    placeholders: dict[str, str]
    marks: dict[str, Part]
    leading: dict[Part, re.Pattern[str]]

    @property
    def of_roles_and_bodies(self) -> frozenset[str]:
        return self.heads | self.starts | self.short | self.bodies | self.subjects


@cache
def lexicon() -> Lexicon:
    data: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("owners.yaml").read_text(encoding="utf-8"))

    def listed(name: str) -> frozenset[str]:
        return frozenset(data[name])

    return Lexicon(
        heads=listed("role_heads"),
        ranks=listed("ranks"),
        starts=listed("role_starts"),
        short=listed("role_short"),
        bodies=listed("body_words"),
        subjects=listed("subjects"),
        institutions=listed("institutions"),
        body_starts=listed("body_starts"),
        titles=listed("titles"),
        small=listed("small"),
        work=listed("work"),
        openings=_leading(data["openings"]),
        joined=frozenset(_pair(one) for one in data["joined"]),
        welsh=data["welsh"],
        placeholders=data["placeholders"],
        marks={name: Part(part) for part, names in data["marks"].items() for name in names},
        leading={Part.SUPPORTING: _leading(data["supporting"]), Part.JOINT: _leading(data["joint"])},
    )


def _leading(phrases: Sequence[str]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"^(?:{'|'.join(re.escape(one) for one in ordered)})\b\s*:?\s*", re.IGNORECASE)


def _pair(joined: str) -> tuple[str, str]:
    before, _, after = joined.partition(" - ")
    return before, after


def is_person(text: str) -> bool:
    """Two to four capitalised words of which none belongs to a role or a body; after a title, one is enough."""
    names = text.replace(".", ". ").split()
    if names and names[0].casefold().strip(".") in lexicon().titles:
        return 1 <= len(names) - 1 <= 4 and all(map(may_be_name, names[1:]))
    initials = all(name.isupper() and len(name) <= LONGEST_INITIALS for name in names)
    return 2 <= len(names) <= 4 and not initials and all(map(may_be_name, names))


def begins_with_person(text: str) -> bool:
    return is_person(IN_BRACKETS.sub("", text).partition(",")[0])


def is_role(text: str) -> bool:
    return not (lexicon().heads | lexicon().short).isdisjoint(lower_words(text))


def is_body(text: str) -> bool:
    """A body by its own words, or by what it is about: "Community Safety"."""
    return not (lexicon().bodies | lexicon().subjects).isdisjoint(lower_words(text))


def is_work(text: str) -> bool:
    """ "Communications", "Legal": what a part of the council does, by which it is called beside a person."""
    words, known = lower_words(text), lexicon()
    return bool(words) and text[0].isupper() and set(words) <= known.work | known.subjects | known.small


def is_post_over(text: str) -> bool:
    """ "Head of Parks": a post that goes on with what it is over, so that an "and" after it may go on with that."""
    words, known = lower_words(text), lexicon()
    return any(word in known.heads and after in ("of", "for") for word, after in pairwise(words)) and not is_person(
        text
    )


def begins_post(text: str) -> bool:
    """ "Head of Finance": the first word is what a post is called, and the next says that what it is over follows."""
    first, *others = lower_words(text) or [""]
    return first in lexicon().heads and others[:1] in (["of"], ["for"])


def is_certainly_another(text: str) -> bool:
    """A post, a body by its whole name or its letters, a person with a title: never what a post is over."""
    words, known = lower_words(text), lexicon()
    titled = bool(words) and words[0] in known.titles
    return is_role(text) or titled or text.isupper() or (bool(words) and words[-1] in known.institutions)


def stands_alone(text: str) -> bool:
    """A person, a whole role or a whole body: what may be one of several owners."""
    words, known = lower_words(text), lexicon()
    if not words:
        return False
    first, bare = text.partition(",")[0], IN_BRACKETS.sub("", text)
    if is_person(bare) or (is_person(first) and is_role(text)):
        return True
    if is_role(bare):
        words = lower_words(bare)
        return words[0] in known.starts | known.heads | known.short or words[-1] in known.heads
    is_whole = words[-1] in known.bodies or words[0] in known.body_starts or text.isupper()
    return is_whole and text[0].isupper() and words[0] not in known.small and (len(words) > 1 or text.isupper())


def may_be_name(word: str) -> bool:
    bare, known = word.casefold().strip(".,"), lexicon()
    if bare in known.small:
        return bare in PARTICLES or bool(INITIAL.fullmatch(word))
    if word.endswith(("'s", "’s")) or bare in known.of_roles_and_bodies:
        return False
    return bool(NAME.fullmatch(word)) and (
        not word.isupper() or len(word) == 1 or "." in word or bool(VOWEL.search(word))
    )


def lower_words(text: str) -> list[str]:
    return [token.casefold().strip(".") for token in TOKEN.findall(text)]
