"""One owner as they are written: a person with a post, a post, a body, or a place for a name that nobody has yet."""

import re
from collections.abc import Sequence
from dataclasses import replace

from storage.importing.proposal import ProposedOwner
from storage.importing.reading.people import (
    is_body,
    is_person,
    is_role,
    lexicon,
    may_be_name,
    stands_alone,
)
from storage.vocabulary import Part

BRACKET = re.compile(r"^(.*?)\s*\(([^()]*)\)\s*$")
BESIDE_OWNER = re.compile(r"(?:[(\[]|\s[-–—]\s|,\s)\s*([^()\[\],–—]+?)\s*[)\]]?$")
BESIDE = (re.compile(r"\s*,\s*"), re.compile(r"\s+[-–—]\s+"), re.compile(r"\s*:\s*"))


def awaits(text: str) -> bool:
    """ "Head of Parks (tbc)": somebody is named, and not for certain."""
    found = BESIDE_OWNER.search(text)
    return found is not None and lexicon().placeholders.get(found[1].casefold().strip(" .")) == "owner_tbc"


def names_nobody_yet(text: str) -> bool:
    """ "TBC", "Vacant post": a place for a name."""
    return lexicon().placeholders.get(text.casefold().strip(" .")) == "owner_tbc"


def owner_of(text: str, part: Part) -> ProposedOwner:
    """One owner, with the name, role or body that the words give."""
    text = text.strip(" ,;")
    owner = ProposedOwner(text, part=part)
    for leading in lexicon().leading.values():
        if found := leading.match(text):
            return replace(owner_of(text[found.end() :], part), text=text)
    if bracket := BRACKET.match(text):
        if bracket[2].casefold() in lexicon().marks or awaits(text):
            return replace(owner_of(bracket[1], part), text=text)
        if is_person(bracket[1]):
            return _being(replace(owner, name=bracket[1]), bracket[2])
        if is_person(bracket[2]) and is_role(bracket[1]):
            return replace(owner, name=bracket[2], role=bracket[1])
    for sign in BESIDE:
        first, *rest = sign.split(text, maxsplit=1)
        if rest and is_person(first) and not is_person(rest[0]):
            return _being(replace(owner, name=first), rest[0])
        if rest and is_person(rest[0]) and is_role(first):
            return replace(owner, name=rest[0], role=first)
        if rest and is_person(rest[0]) and is_body(first) and stands_alone(first):
            return replace(owner, name=rest[0], organisation=first)
    return replace(owner, name=text) if is_person(text) else _name_and_role(owner, text)


def _name_and_role(owner: ProposedOwner, text: str) -> ProposedOwner:
    """ "Asha Pryce Head of Housing"; but "Kelder Vale NHS Trust" is one body, and "Empty Homes Officer" one post, though they
    begin as a name does: nobody is just an officer."""
    words = text.split()
    named = name_length(words)
    role = " ".join(words[named:])
    if named and words[-1].casefold() in lexicon().institutions and not is_role(role):
        return replace(owner, organisation=text)
    if named and role.casefold().strip(".") in lexicon().ranks:
        return replace(owner, role=text)
    if named and (is_role(role) or words[named].isupper()):
        return replace(owner, name=" ".join(words[:named]), role=role)
    return _being(owner, text)


def _being(owner: ProposedOwner, text: str) -> ProposedOwner:
    """What somebody is besides their name, or without one."""
    if is_role(text) and not lexicon().openings.match(text):
        return replace(owner, role=text)
    return replace(owner, organisation=text) if is_body(text) or text.isupper() else owner


def name_length(words: Sequence[str]) -> int:
    """How many words at the head are a person's name, where something else follows."""
    for n in (3, 2):
        if len(words) > n and is_person(" ".join(words[:n])) and not may_be_name(words[n]):
            return n
    return 0
