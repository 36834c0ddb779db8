"""The council's name, where a line of the cover or a running header is that and nothing else."""

import re
from collections.abc import Sequence

from storage.importing.reading.ledger import Ledger
from storage.importing.reading.strips import Passage, Strip

KINDS = "Metropolitan|Borough|City|County|District|Unitary|Town|Combined"
NAME = r"(?:[A-Z][\w'’&-]+|and|upon|on|in|the|of|under|with|le|&)"
COUNCIL = re.compile(
    rf"(?:London Borough of|Royal Borough of|City of|County of|Borough of|District of) {NAME}(?: {NAME})*"
    rf"|Cyngor (?:(?:Sir|Bwrdeistref|Sirol|Dinas|Cymuned|Tref) )*{NAME}(?: {NAME})*"
    rf"|[A-Z][\w'’&-]+ (?:{NAME} )*?(?:(?:{KINDS}) )*(?:Council|Authority)"
)
BODIES = (
    "Safeguarding (?:Children )?(?:Partnership|Board)|Partnership|Health Board|Combined Authority"
    "|NHS (?:Foundation )?Trust|Constabulary|Fire Authority"
)
BODY = re.compile(rf"[A-Z][\w'’&-]+ (?:{NAME} )*(?:{BODIES})")
BARE = re.compile(rf"(?:(?:{KINDS}) )+Council", re.IGNORECASE)
OTHER = re.compile(
    r"^(?:The|This|Your|Our|Youth|School|Parish)\b|\b(?:Select|Trust|Safeguarding|Children|Youth|Committee|Family|Justice|Independent)\b"
)
SMALL = re.compile(r"\b(?:And|Of|Upon|On|In|The|Under|With|Le)\b")
PARTING = re.compile(r"\s+[–—|/-]\s+|[,:]\s+|\s*\|\s*")
SHORT_NAME = 4


def council_in(lines: Sequence[Strip], asides: Sequence[Passage], ledger: Ledger) -> str:
    said = [(strip.text, strip.full[0].passages) for strip in lines] + [(one.text, (one,)) for one in asides]
    for at, (text, passages) in enumerate(said):
        if BARE.fullmatch(text) and at and len(said[at - 1][0].split()) <= SHORT_NAME:
            ledger.take((*said[at - 1][1], *passages))
            return f"{said[at - 1][0]} {_cased(text)}"
        found = [
            part for part in map(_cased, PARTING.split(text)) if COUNCIL.fullmatch(part) and not OTHER.search(part)
        ]
        if found:
            if len(PARTING.split(text)) == 1:
                ledger.take(passages)
            english = [name for name in found if not name.startswith("Cyngor")]
            return (english or found)[0]
    return next((one.text for one in asides if BODY.fullmatch(one.text)), "")


def _cased(part: str) -> str:
    """A name in capitals as a name is written."""
    if not part.isupper():
        return part
    titled = re.sub(r"(?<=['’])S\b", "s", part.title())
    return titled[0] + SMALL.sub(lambda found: found[0].lower(), titled[1:])
