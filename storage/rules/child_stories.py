"""Somebody's family, a child by name or letter, and what is told of a case: "her brother Noah", "Child J", "Jaden’s EHCP"."""

import re

from storage.rules.child_people import full_name, goes_on, name_at, named
from storage.rules.child_words import Words, either, listed, looks_like_a_name, no_names

Span = tuple[int, int]
LETTERS = re.compile(r"[A-Z]{1,3}|[A-Z]{1,3}\d{1,4}")
# How far a name stands behind "Mum reported that".
NEAR_BY = 7


def family(words: Words, i: int) -> Span | None:
    """Whoever is named by their family: "Ella’s mother", "mother of Ella", "Max and his mum", "whose son Kieran"."""
    first = i
    while first > 0 and words.near(first) and words.at(first - 1) in listed("kinship"):
        first -= 1
    if words.near(first):
        owner = words.owner(first - 1)
        if owner and looks_like_a_name(owner) and (found := _of_owner(words, first - 1, i)):
            return found
        if (
            words.at(first - 1) in ("his", "her", "their")
            and words.at(first - 2) == "and"
            and named(words, first - 3) is not None
        ):
            return None if _is_of_a_body(words, i) else (first - 3, i)
    if words.at(i + 1) == "of" and name_at(words, i + 2):
        return i, i + 2
    if words.at(i) not in listed("relations"):
        return None
    return _named_after(words, i) or _tells_of(words, i)


def _of_owner(words: Words, owner: int, i: int) -> Span | None:
    """A mother is somebody’s; "parents", "carers" and "family" may be all those of a place, and are where a noun follows."""
    if words.at(owner - 1) in listed("titles") or words.at(owner - 1) in listed("articles"):
        return None
    of_many = words.at(i) in listed("households")
    if _is_of_a_body(words, i) or (of_many and _is_of_a_place(words, i)):
        return None
    return owner, i


def _is_of_a_body(words: Words, i: int) -> bool:
    return words.near(i + 1) and words.at(i + 1) in listed("bodies")


def _is_of_a_place(words: Words, i: int) -> bool:
    following = words.at(i + 1) if words.near(i + 1) else ""
    return (following in ("and", "&") and words.at(i + 2) in either("households", "at_home")) or (
        following != "" and not goes_on(words, i + 1)
    )


def _named_after(words: Words, i: int) -> Span | None:
    """ "her son Kieran", "the brother, Noah,": one of a family, and then a name."""
    if words.words[i][:1].isupper() and not words.begins(i):
        return None
    following = words.gap(i + 1).strip()
    if not (words.near(i + 1) or following == ",") or not name_at(words, i + 1):
        return None
    if following == "," and not (words.gap(i + 2).strip()[:1] == "," and words.near(i)):
        return None
    return i, i + 1


def _tells_of(words: Words, i: int) -> Span | None:
    """ "Mum reported that Kayden had not come home"."""
    told = False
    for at in range(i + 1, min(i + NEAR_BY, len(words))):
        if words.gap(at).strip(" ,'‘’“”\""):
            return None
        told = told or words.at(at) in listed("said")
        if (
            told
            and words.words[at][:1].isupper()
            and name_at(words, at)
            and words.near(at + 1)
            and _is_verb(words.at(at + 1))
        ):
            return i, at
    return None


def _is_verb(word: str) -> bool:
    return (
        word in listed("third_person")
        or word.endswith("ed")
        or word in ("had", "did", "would", "could", "will", "might", "cannot", "went", "ran", "came")
    )


def child(words: Words, i: int) -> Span | None:
    """ "the child called Ella", "the child, Ella,", "the boy Liam Doyle", "Child J", "young person JS", "child KJ14"."""
    following = i + 1
    if words.at(i + 1) in ("called", "named") and words.near(i + 1):
        following = i + 2
    elif words.at(i + 1) == "known" and words.at(i + 2) == "as":
        following = i + 3
    if following >= len(words):
        return None
    if following > i + 1:
        return (i, following) if looks_like_a_name(words.words[following]) else None
    if words.near(following) and _by_letters(words, following):
        return i, following
    one = words.at(i - 1) in ("a", "the", "this", "another", "young", "that", "one") and words.near(i)
    if (
        not one
        or words.at(i) in listed("relations")
        or not (words.near(following) or words.gap(following).strip() == ",")
    ):
        return None
    return (i, following) if name_at(words, following) and not _is_known_thing(words, following + 1) else None


def _is_known_thing(words: Words, i: int) -> bool:
    return words.near(i) and words.at(i) in either("bodies", "places")


def _by_letters(words: Words, i: int) -> bool:
    """Letters for a name. "A" and "I" are words too, and only by themselves are they letters."""
    word = words.words[i]
    if (
        not LETTERS.fullmatch(word)
        or (word not in ("A", "I") and word.lower() in listed("acronyms"))
        or words.gap(i + 1)[:1] in ("'", "’", "-")
    ):
        return False
    if word not in ("A", "I"):
        return True
    return not words.near(i + 1) or words.at(i + 1) in ("is", "was", "has", "had", "aged", "in", "who")


def own(words: Words, i: int) -> Span | None:
    """ "Jaden’s case was audited", "Jaden’s EHCP": somebody’s own; "Kelderby’s case management" is a town’s."""
    owner = words.owner(i - 1) if words.near(i) or words.gap(i).strip() in ("'", "’") else ""
    if not owner or not looks_like_a_name(owner) or owner.lower() in words.somewhere:
        return None
    if words.near(i - 1) and words.at(i - 2) in either("titles", "articles"):
        return None
    if not (goes_on(words, i + 1) or words.at(i + 1) == "place" or words.at(i + 1) in listed("own")):
        return None
    if words.at(i) == "case" and words.at(i + 1) in ("for", "to", "of", "against"):
        return None
    return i - 1, i


def of_somebody(words: Words, i: int) -> Span | None:
    """ "The return home interview for Ayaan Sheikh": a case word, and then a given name with a surname."""
    if words.at(i + 1) not in ("for", "of", "with") or not words.near(i + 2):
        return None
    last = full_name(words, i + 2)
    return None if last is None else (i + 2, last)


def befell(words: Words, i: int) -> Span | None:
    """ "Kayden was excluded", "Ayaan Sheikh was found", "Ethan has autism": what happens to a child by name."""
    at = i - 1
    while at >= 0 and words.near(at + 1) and words.at(at) in listed("auxiliary"):
        at -= 1
    if at == i - 1 or at < 0 or not words.near(at + 1) or not looks_like_a_name(words.words[at]):
        return None
    if words.at(i) in ("found", "seen") and words.at(i + 1) in ("to", "that", "as"):
        return None
    if words.at(i) == "placed" and words.at(i + 1) in ("on", "under"):
        return None
    first = named(words, at)
    if first is None or _stands_after_a_thing(words, first):
        return None
    if words.at(i) in listed("may_befall") and (first == at or at - first > 2):
        return None
    return first, i


def _stands_after_a_thing(words: Words, first: int) -> bool:
    """ "Service Manager Kim Osei was appointed": a known word with a capital before the name."""
    return (
        words.near(first)
        and words.words[first - 1][:1].isupper()
        and words.at(first - 1) in no_names()
        and not words.begins(first - 1)
    )
