"""The council's name: a line of the cover or a running header that is that and nothing else, or the name within one."""

import re
from collections.abc import Iterable, Sequence

from storage.importing.reading.ledger import Ledger
from storage.importing.reading.strips import Passage, Strip

KINDS = "Metropolitan|Borough|City|County|District|Unitary|Town|Combined"
NAME = r"(?:[A-Z][\w'’&-]+|and|upon|on|in|the|of|under|with|le|&)"
COUNCIL = re.compile(
    rf"(?:London Borough of|Royal Borough of|City of|County of|Borough of|District of) {NAME}(?: {NAME})*"
    rf"|Cyngor (?:(?:Sir|Bwrdeistref|Sirol|Dinas|Cymuned|Tref) )*{NAME}(?: {NAME})*"
    rf"|[A-Z][\w'’&-]+ (?:{NAME} )*?(?:(?:{KINDS}) )*(?:Council|Authority)"
)
# What a cover says besides a council's name, and what no council is called.
NOUNS = (
    "Report|Response|Review|Reply|Minutes|Meeting|Plan|Action|Progress|Update|Statement|Monitoring|Tracker|Improvement|Joint|Draft"
    "|Committee|Panel|Board|Scrutiny|Overview|Services?|Cabinet|Full|Leader|Chair|Member|Members|Director|Directorate|Head|Youth"
    "|School|Parish|Community|For|By|To|From|Of|The|This|Your|Our|Each|Every|Their|When|Where|As|At|In|On|How|What|Why|That"
    "|Agreed|Approved|Adopted|Recommendations?|Prepared|Audit|Inspection|Peer|Challenge|Children['’]?s?|Adults?"
)
OTHER_WORDS = re.compile(rf"\b(?:{NOUNS})\b")
WORD = rf"(?!(?:{NOUNS}|Council)\b)[A-Z][\w'’&-]+"
LINK = r"(?:and|upon|on|in|the|of|under|with|le|&)"
WITHIN = re.compile(
    rf"(?<![\w'’-])(?:(?:London|Royal) Borough of {WORD}(?: (?:{LINK} )*{WORD})*"
    rf"|Cyngor (?:(?:Sir|Bwrdeistref|Sirol|Dinas) )+{WORD}(?: {WORD})*"
    rf"|(?!(?:{KINDS})\b){WORD} (?:(?:{LINK} )*{WORD} )*?(?:(?:{KINDS}) )*Council)(?!\w)"
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
LONGEST_LINE = 18


def council_in(lines: Sequence[Strip], rows: Sequence[Strip], asides: Sequence[Passage], ledger: Ledger) -> str:
    """`lines` and `rows` of two cells before the first recommendation, whose second is what is said there."""
    said = [(strip.text, strip.full[0].passages) for strip in lines] + [(one.text, (one,)) for one in asides]
    for at, (text, passages) in enumerate(said):
        if BARE.fullmatch(text) and at and len(said[at - 1][0].split()) <= SHORT_NAME:
            ledger.take((*said[at - 1][1], *passages))
            return f"{said[at - 1][0]} {_cased(text)}"
        if found := _whole(text):
            if len(PARTING.split(text)) == 1:
                ledger.take(passages)
            return found
    beside = [strip.full[1].text for strip in rows]
    within = (
        (_whole(text) for text in beside),
        (council_within(text) for text in (*(text for text, _ in said), *beside)),
    )
    named = next((name for way in within for name in way if name), "")
    named = named or _in_sentences(text for text, _ in said)
    return named or next((one.text for one in asides if BODY.fullmatch(one.text)), "")


def _in_sentences(texts: Iterable[str]) -> str:
    """ "Kelderby Council and its partners were inspected in May.": the one council that sentences of the cover begin with.
    Where they tell of several, nobody knows whose the document is."""
    named = {found[0] for text in texts for found in [WITHIN.match(text)] if found and not OTHER.search(found[0])}
    return named.pop() if len(named) == 1 else ""


def _whole(text: str) -> str:
    """The council that a part of this line is, in English where it is in two languages."""
    parts = [part for part in map(_cased, PARTING.split(text)) if COUNCIL.fullmatch(part) and not OTHER.search(part)]
    found = [part for part in parts if not OTHER_WORDS.search(part)]
    english = [name for name in found if not name.startswith("Cyngor")]
    return next(iter(english or found), "")


def council_within(text: str) -> str:
    """ "Kelderby Council Children's Services Improvement Plan", "Kelderby Borough Council and NHS Kelder": in a line, not
    in a sentence, which may tell of anybody's council."""
    if len(text.split()) > LONGEST_LINE or text.rstrip().endswith("."):
        return ""
    found = WITHIN.search(_cased(text))
    return found[0] if found else ""


def _cased(part: str) -> str:
    """A name in capitals as a name is written."""
    if not part.isupper():
        return part
    titled = re.sub(r"(?<=['’])S\b", "s", part.title())
    return titled[0] + SMALL.sub(lambda found: found[0].lower(), titled[1:])
