"""What the document says of itself: title, subject, council, link officers, when it was agreed and reported."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storage.importing.proposal import Dated
from storage.importing.reading.dates import read_one, spans_of
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import Values, joined
from storage.importing.reading.labels import Field
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.owners import read_owners
from storage.importing.reading.rounds import Spotted
from storage.importing.reading.strips import Flat, Passage, Strip

RUNNING = 3
COUNCIL = re.compile(
    r"(?:London Borough of [A-Z][\w'’ -]+|Royal Borough of [A-Z][\w'’ -]+|(?:City|County|Borough|District) of [A-Z][\w'’ -]+"
    r"|Cyngor(?: (?:Sir|Bwrdeistref(?: Sirol)?|Dinas|Cymuned|Tref))? [A-Z][\w'’ -]+?|(?:[A-Z][\w'’&-]+(?: (?:and|upon|on|in|the|of|under|with|le|-))* ?)+(?:Metropolitan |Borough |City |County |District |Unitary |Town |Combined )*(?:Council|Authority))"
)
BARE_COUNCIL = re.compile(r"(?:Metropolitan |Borough |City |County |District |Unitary )+Council", re.IGNORECASE)
NOT_A_COUNCIL = re.compile(r"\b(?:The|Select|Youth|Trust|School|Combined Committee|Safeguarding|Children)\b")
AGREED = re.compile(r"\b(?:draft|agreed|approved|adopted|version|endorsed|signed off|published)\b", re.IGNORECASE)
REPORTED = re.compile(r"\b(?:progress (?:to|as at|report|at)|position (?:as )?at|as at|update|updated|report(?:ed)?|highlight report|to date|review of progress)\b", re.IGNORECASE)
INSPECTED = re.compile(r"\b(?:inspection|between|took place)\b", re.IGNORECASE)
COVER_LINES = 14
LONGEST_COVER_LINE = 140


@dataclass(frozen=True, slots=True)
class Cover:
    title: str = ""
    subject: str = ""
    organisation: str = ""
    link_officers: tuple[str, ...] = ()
    agreed: Dated = Dated()
    reported: Dated = Dated()
    findings: tuple[Finding, ...] = ()

    @property
    def round(self) -> Spotted | None:
        return Spotted(self.reported.text, self.reported.on) if self.reported.text else None


def running_titles(flat: Flat) -> set[str]:
    """Lines that stand on page after page."""
    counted = Counter(strip.text.casefold() for strip in flat.strips if strip.is_line)
    return {text for text, count in counted.items() if count >= RUNNING}


def read_cover(flat: Flat, labelled: Values, rounds: Sequence[Spotted], ledger: Ledger, before: int, running: set[str]) -> Cover:
    """`before`: how many strips come before the first recommendation. Labels first; else what a line alone can only be."""
    lines = [strip for strip in flat.strips[:before] if strip.is_line and not ledger.has(strip.boxes[0].passages[0])]
    near = lines[:COVER_LINES]
    organisation = _said(labelled, Field.ORGANISATION) or _council(near, flat.asides, ledger)
    title = _title(near, ledger)
    subject = _said(labelled, Field.SUBJECT) or _running_subject(flat, running, ledger) or title
    agreed, reported = _said_date(labelled, Field.AGREED), _said_date(labelled, Field.REPORTED)
    if not agreed.text:
        agreed = _dated_line(near, AGREED, ledger)
    if not reported.text:
        reported = _dated_line(near, REPORTED, ledger)
    findings = []
    for field, dated in (("agreed", agreed), ("reported", reported)):
        if dated.text and not dated.on:
            findings.append(Finding(f"{field}_not_a_date", field, f"{quoted(dated.text)} is not one certain date, so I stored the words alone.", tuple(map(str, dated.all))))
    if not reported.text and rounds:
        last = max(rounds, key=lambda one: (one.on is not None, one.on or 0))
        reported = Dated(last.text, last.on, (last.on,) if last.on else ())
    officers, doubts = _link_officers(labelled)
    return Cover(title, subject, organisation, officers, agreed, reported, (*findings, *doubts))


def _said(labelled: Values, field: Field) -> str:
    return joined(labelled.get(field, ()))


def _said_date(labelled: Values, field: Field) -> Dated:
    said = _said(labelled, field)
    return read_one(said) if said else Dated()


def _link_officers(labelled: Values) -> tuple[tuple[str, ...], list[Finding]]:
    read = read_owners([passage.text for passage in labelled.get(Field.LINK_OFFICER, ())])
    findings = [Finding(one.code, "link_officers", one.message, one.candidates) for one in read.findings]
    return tuple(owner.text for owner in read.owners), findings


def _title(lines: Sequence[Strip], ledger: Ledger) -> str:
    """The first line that is a name, with the lines of the same kind that follow it at once."""
    for strip in lines:
        passage = strip.boxes[0].passages[0]
        if not ledger.has(passage) and len(strip.text) <= LONGEST_COVER_LINE and strip.text[-1:] not in ".;":
            ledger.take(strip.boxes[0].passages)
            return strip.text
    return ""


def _running_subject(flat: Flat, running: set[str], ledger: Ledger) -> str:
    """A caption over every page's table names what the document is about."""
    found = [strip for strip in flat.strips if strip.is_line and strip.text.casefold() in running]
    if not found:
        return ""
    for strip in found:
        if strip.text == found[0].text:
            ledger.take(strip.boxes[0].passages)
    return found[0].text


def _council(lines: Sequence[Strip], asides: Sequence[Passage], ledger: Ledger) -> str:
    """A line, or a part of one, that is a council's name and nothing else."""
    said = [(strip.text, strip.boxes[0].passages) for strip in lines] + [(one.text, (one,)) for one in asides]
    for at, (text, passages) in enumerate(said):
        if BARE_COUNCIL.fullmatch(text) and at and len(said[at - 1][0].split()) <= 4:
            ledger.take((*said[at - 1][1], *passages))
            return f"{said[at - 1][0]} {text.title() if text.isupper() else text}"
        for part in re.split(r"\s+[–—|-]\s+|,\s+", text):
            cased = part.title().replace("’S", "’s").replace("'S", "'s").replace(" And ", " and ").replace(" Of ", " of ").replace(" Upon ", " upon ") if part.isupper() else part
            if COUNCIL.fullmatch(cased) and not NOT_A_COUNCIL.search(cased):
                if part == text:
                    ledger.take(passages)
                return cased
    return ""


def _dated_line(lines: Iterable[Strip], sign: re.Pattern[str], ledger: Ledger) -> Dated:
    """A short line of the cover with one date and a word that says what happened then."""
    for strip in lines:
        text = strip.text
        spans = [span for span in spans_of(text) if span.read.on]
        if len(text) <= LONGEST_COVER_LINE and len(spans) == 1 and sign.search(text) and not INSPECTED.search(text):
            if not ledger.has(strip.boxes[0].passages[0]) and len(text.split()) <= 8:
                ledger.take(strip.boxes[0].passages)
            return Dated(text if len(text.split()) <= 8 else spans[0].text, spans[0].read.on, (spans[0].read.on,) if spans[0].read.on else ())
    return Dated()
