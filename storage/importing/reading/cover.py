"""What the document says of itself: title, subject, council, link officers, when it was agreed and reported."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from storage.importing.proposal import Dated
from storage.importing.reading.councils import council_in, council_within
from storage.importing.reading.cover_dates import read_cover_dates
from storage.importing.reading.doubting import Finding
from storage.importing.reading.drafts import OF_THE_COVER, Values, joined
from storage.importing.reading.head_subjects import subject_in_head
from storage.importing.reading.labels import Field, read_label
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.owners import read_owners
from storage.importing.reading.rounds import Spotted
from storage.importing.reading.spans import certain_dates
from storage.importing.reading.strips import Flat, Strip

RUNNING = 3
PAGE = re.compile(r"\W*(?:page|tudalen)\s*\d{1,3}(?:\s*(?:of|o|/)\s*\d{1,3})?\W*")
FIRST = 4
LONG_NAME = 12
NAMES_A_PLAN = re.compile(
    r"\b(?:plan|update|report|tracker|review|response|statement|recommendations|monitoring|progress|inspection|cynllun|adolygiad|diweddariad)\b",
    re.IGNORECASE,
)
IS_A_MEETING = re.compile(
    r"^(?:.{0,40}\b(?:committee|board|cabinet|panel)\b.{0,30}|appendix.{0,20}|agenda.{0,20}|official.{0,20})$",
    re.IGNORECASE,
)
OF_A_MESSAGE = re.compile(r"(?:from|to|cc|sent|date|subject|oddi wrth|at):\s", re.IGNORECASE)
READ = (Field.ORGANISATION, Field.SUBJECT, Field.LINK_OFFICER, Field.AGREED, Field.REPORTED)
COVER_LINES = 16
LONGEST_COVER_LINE = 160
SHORT = 12
MORE_TITLE = 2


# "(b) Publish the map" may be said under one recommendation after the other, and is no title.
LISTED = re.compile(r"^\(?(?:[a-z]|[ivx]{1,4})\)\s|^\d{1,2}(?:\.\d{1,2}){2,}\s")


@dataclass(frozen=True, slots=True)
class Cover:
    """`round` is the day the whole document stands at, where it says so: it dates what has no date of its own."""

    title: str = ""
    subject: str = ""
    organisation: str = ""
    link_officers: tuple[str, ...] = ()
    agreed: Dated = field(default_factory=Dated)
    reported: Dated = field(default_factory=Dated)
    round: Spotted | None = None
    findings: tuple[Finding, ...] = ()


def running_titles(flat: Flat) -> set[str]:
    """Lines that stand on page after page."""
    lines = [
        strip.text.casefold() for strip in flat.strips if len(strip.full) == 1 and len(strip.text) <= LONGEST_COVER_LINE
    ]
    counted = Counter(lines)
    names = {line for line in lines[:FIRST] if len(line) >= LONG_NAME}
    return {
        text
        for text, count in counted.items()
        if not _is_labelled(text)
        and not LISTED.match(text)
        and (
            PAGE.fullmatch(text)
            or count >= RUNNING
            or (count > 1 and text in names)
            or any(name in text and name != text for name in names)
        )
    }


def _is_labelled(text: str) -> bool:
    """ "Outcome: too early to say" is said again and again, and is no title."""
    head, colon, _ = text.partition(":")
    label = read_label(head) if colon else None
    return label is not None and label.field not in OF_THE_COVER and not label.number


def read_cover(
    flat: Flat, labelled: Values, rounds: Sequence[Spotted], ledger: Ledger, before: int, running: set[str]
) -> Cover:
    """`before`: how many strips come before the first recommendation. Labels first; else what a line alone can only be."""
    for what in READ:
        ledger.take(labelled.get(what, ()))
    lines = [strip for strip in flat.strips[:before] if len(strip.full) == 1][:COVER_LINES]
    rows = [strip for strip in flat.strips[:before] if len(strip.full) == 2][:COVER_LINES]
    organisation = _said(labelled, Field.ORGANISATION) or council_in(lines, rows, flat.asides, ledger)
    title = _title(lines, ledger, organisation) or _title(_beside_others(rows), ledger, organisation)
    subject = _said(labelled, Field.SUBJECT) or _running_subject(flat, running, ledger, organisation) or title
    subject = subject or subject_in_head(flat.strips)
    organisation = organisation or council_within(subject)
    dates = read_cover_dates(labelled, lines, rows, rounds, ledger)
    officers, doubts = _link_officers(labelled)
    return Cover(
        title,
        subject,
        organisation,
        officers,
        dates.agreed,
        dates.reported,
        dates.round,
        (*dates.findings, *doubts),
    )


def _said(labelled: Values, field: Field) -> str:
    return joined(labelled.get(field, ()))


def _link_officers(labelled: Values) -> tuple[tuple[str, ...], list[Finding]]:
    read = read_owners([passage.text for passage in labelled.get(Field.LINK_OFFICER, ())])
    findings = [Finding(one.code, "link_officers", one.message, one.candidates) for one in read.findings]
    return tuple(owner.text for owner in read.owners), findings


def _title(lines: Sequence[Strip], ledger: Ledger, organisation: str) -> str:
    """The line that names a plan or report, a heading before others; else the first that is no sentence and no council."""
    names = [
        strip
        for at, strip in enumerate(lines)
        if (strip.is_line or at < FIRST) and _may_be_title(strip.text, organisation)
        and not ledger.has(strip.full[0].passages[0])
    ]  # fmt: skip
    best = min(
        names,
        key=lambda strip: (not NAMES_A_PLAN.search(strip.text), strip.level or 9, names.index(strip)),
        default=None,
    )
    if best is None:
        return ""
    whole = [best]
    for after in lines[lines.index(best) + 1 :][:MORE_TITLE]:
        if after not in names or not _adds_to_title(after.text):
            break
        whole.append(after)
    for strip in whole:
        ledger.take(strip.full[0].passages)
    return " – ".join(strip.text for strip in whole)


def _beside_others(rows: Sequence[Strip]) -> list[Strip]:
    """ "Audit actions – half-yearly report | | Position at 30 June": a title that shares its row of a sheet with a date."""
    return [
        replace(row, boxes=row.full[:1])
        for row in rows[:FIRST]
        if NAMES_A_PLAN.search(row.full[0].text)
        and not read_label(row.full[0].text)
        and certain_dates(row.full[1].text)
    ]


def _may_be_title(text: str, organisation: str) -> bool:
    """Not a sentence, not the council's own name, not a meeting."""
    if len(text) > LONGEST_COVER_LINE or text[-1:] in ".;:" or OF_A_MESSAGE.match(text):
        return False
    label = read_label(text.partition(":")[0], loose=bool(certain_dates(text))) if ":" in text else None
    if label and label.field in OF_THE_COVER:
        return False
    is_meeting = IS_A_MEETING.match(text) and not NAMES_A_PLAN.search(text)
    return not is_meeting and text.casefold() != organisation.casefold()


def _adds_to_title(text: str) -> bool:
    return (
        bool(NAMES_A_PLAN.search(text)) and len(text.split()) <= SHORT and ":" not in text and not certain_dates(text)
    )


def _running_subject(flat: Flat, running: set[str], ledger: Ledger, organisation: str) -> str:
    """A caption over every page's table names what the document is about."""
    names = {
        name
        for name in running - {organisation.casefold()}
        if not read_label(name.partition(":")[0]) and not IS_A_MEETING.match(name)
    }
    found = [strip for strip in flat.strips if strip.is_line and strip.text.casefold() in names]
    if len(found) < RUNNING:
        return ""
    for strip in found:
        if strip.text == found[0].text:
            ledger.take(strip.full[0].passages)
    return found[0].text
