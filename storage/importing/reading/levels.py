"""One level of a grading key out of its words: its code, its name, and what the document says it means."""

import re
from collections import Counter
from collections.abc import Sequence

from storage.importing.proposal import Level
from storage.importing.reading.scales import GOES_ON, lexicon, meaning_of, plain, signs_in, without_signs
from storage.vocabulary import Meaning

DEFINED = re.compile(r"\s*(?:[:=]|\s[-–—]|\s\(|[.;]\s)\s*")
LONGEST_NAME = 40


def level(code: str, label: str, definition: str = "", confidence: str = "") -> Level:
    """Without a code of its own, a level's name is its code, less its sign. Where it has a sign and nothing else, it is
    called by what the sign means."""
    name = label.strip(" .:;-–")
    if signs_in(name) and not plain(name):
        called, definition = parted(definition)
        name = f"{name} {called}".strip()
    return Level(code or without_signs(name) or name, name, meaning_of(name, definition, code), definition, confidence)


def coloured(colour: str, definition: str = "", *more: str) -> Level:
    """ "Green – on track" and "Green | On track | …": the colour is the code of a level whose own name follows it; where what
    follows is no name, the colour is the name."""
    name, rest = (definition, " ".join(more)) if more else parted(definition)
    if plain(name) not in lexicon().names:
        return level("", colour, " ".join(part for part in (definition, *more) if part))
    return Level(without_signs(colour), name, meaning_of(name, rest, colour), rest)


def share(percent: str, name: str) -> Level:
    """ "75% = mostly done": where its words say nothing, none of it is not begun, all of it complete."""
    part, said = int(percent.strip(" %")), name.strip(" .:;-–")
    usual = {0: Meaning.NOT_ACHIEVED, 100: Meaning.COMPLETE}.get(part, Meaning.ON_TRACK)
    meaning = meaning_of(said)
    return Level(f"{part}%", said, usual if meaning is Meaning.OTHER else meaning)


def parted(said: str) -> tuple[str, str]:
    """ "Amber – not on track but in hand": the name, and what it means."""
    if plain(said) in lexicon().names:
        return said.strip(" .:;"), ""
    for parting in DEFINED.finditer(said):
        name = said[: parting.start()].strip()
        if 0 < len(name) <= LONGEST_NAME:
            return name, said[parting.end() :].strip(" ()")
    return said, ""


def told_apart(levels: Sequence[Level]) -> tuple[Level, ...]:
    """ "Off track – recoverable" beside "Off track – lost": what follows a name is part of it where several have the name."""
    shared = {name for name, count in Counter(plain(one.label) for one in levels).items() if count > 1}
    return tuple(_in_full(one) if plain(one.label) in shared and one.definition else one for one in levels)


def _in_full(one: Level) -> Level:
    name = f"{one.label} – {one.definition}"
    if len(name) > LONGEST_NAME:
        return one
    return level("" if one.code == one.label else one.code, name, "", one.confidence)


def head_of(label: str) -> str:
    """ "Partly met" of "Partly met, on target": how a longer name begins."""
    return GOES_ON.split(label.partition("(")[0], maxsplit=1)[0].strip()


def is_known(label: str) -> bool:
    """A name that grades have, in either of two languages."""
    if signs_in(label) and not plain(label):
        return any(sign in lexicon().emoji for sign in signs_in(label))
    return any(plain(part) in lexicon().names for part in (label, *re.split(r"\s*/\s*", label)))


def is_colour_name(label: str) -> bool:
    return plain(label) in lexicon().colours
