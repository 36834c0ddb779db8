"""What the document says of itself: title, subject, council, link officers, when it was agreed and reported."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from storage.importing.proposal import Dated
from storage.importing.reading.councils import council_in
from storage.importing.reading.dates import read_one
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import OF_THE_COVER, Values, joined
from storage.importing.reading.labels import Field, read_label
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.owners import read_owners
from storage.importing.reading.rounds import Spotted
from storage.importing.reading.spans import Span, spans_of
from storage.importing.reading.strips import Flat, Strip
from storage.rules.wording import bare_words

RUNNING = 3
PAGE = re.compile(r"\W*(?:page|tudalen)\s*\d{1,3}(?:\s*(?:of|o|/)\s*\d{1,3})?\W*")
FIRST = 4
LONG_NAME = 12
AGREED = re.compile(
    r"\b(?:draft|agreed|approved|adopted|accepted|endorsed|submitted|version|signed off|cytunwyd)\b", re.IGNORECASE
)
PLAN = re.compile(r"\b(?:plan|statement|recommendations|response|draft|version|cynllun)\b", re.IGNORECASE)
STANDING = re.compile(
    r"\b(?:progress (?:to|as at|up to)|(?:position|status) (?:as )?(?:at|on|of)|as at|as of|correct at|updated(?: on| to| at)?"
    r"|update (?:on|to|at|for)|up to|return for|report for)\s*:?\s*$",
    re.IGNORECASE,
)
REPORTED = re.compile(
    r"\b(?:update|updated|report|reported|highlight|review of progress|monitoring|position|diweddariad)\b",
    re.IGNORECASE,
)
MEETING = re.compile(r"\b(?:committee|board|cabinet|council|panel|meeting|pwyllgor)\b", re.IGNORECASE)
OTHER_DATE = re.compile(r"\b(?:inspection|inspected|took place|between|due by|published|visit)\b", re.IGNORECASE)
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
WRITTEN_FOR = re.compile(r"^(?:\w+ ){0,2}(?:for|to)\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.;])\s+|\s+\|\s+")
SHORT = 12
LONGEST_MEETING = 16
SIGHT = 60
MORE_TITLE = 2


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
    organisation = _said(labelled, Field.ORGANISATION) or council_in(lines, flat.asides, ledger)
    title = _title(lines, ledger, organisation)
    subject = _said(labelled, Field.SUBJECT) or _running_subject(flat, running, ledger, organisation) or title
    agreed = _said_date(labelled, Field.AGREED) or _agreed(lines, ledger) or Dated()
    stands_at = _said_date(labelled, Field.REPORTED) or _standing(lines, ledger)
    meeting = None if stands_at else _meeting(lines, ledger)
    reported = stands_at or meeting or Dated()
    meets_on = meeting if meeting and _is_written_for(lines, meeting) else None
    if not reported.text and rounds:
        last = max(rounds, key=lambda one: (one.on is not None, str(one.on)))
        reported = Dated(last.text, last.on, (last.on,) if last.on else ())
    officers, doubts = _link_officers(labelled)
    return Cover(
        title,
        subject,
        organisation,
        officers,
        agreed,
        reported,
        _round(stands_at or meets_on),
        (*_undated(agreed, reported), *doubts, *_of_the_meeting(meets_on, rounds, stands_at)),
    )


def _round(stands_at: Dated | None) -> Spotted | None:
    """The day alone, without the words around it."""
    if not stands_at or not stands_at.text:
        return None
    return Spotted(next((span.text for span in _spans(stands_at.text)), stands_at.text), stands_at.on)


def _is_written_for(lines: Sequence[Strip], meeting: Dated) -> bool:
    """ "For the Audit Committee, 15 April 2025": the paper stands at the day it was written for."""
    return any(meeting.text in strip.text and WRITTEN_FOR.search(strip.text) for strip in lines)


def _of_the_meeting(meeting: Dated | None, rounds: Sequence[Spotted], stands_at: Dated | None) -> list[Finding]:
    if meeting is None or rounds or stands_at:
        return []
    said = f"Nothing names the round; I took the day of the meeting ({quoted(meeting.text)})."
    return [Finding("round_label_missing", "round", said, tuple(map(str, meeting.all)))]


def _undated(agreed: Dated, reported: Dated) -> list[Finding]:
    return [
        Finding(
            f"{field}_not_a_date",
            field,
            f"{quoted(dated.text)} is not one certain date, so I stored the words alone.",
            tuple(map(str, dated.all)),
        )
        for field, dated in (("agreed", agreed), ("reported", reported))
        if dated.text and not dated.on
    ]


def _said(labelled: Values, field: Field) -> str:
    return joined(labelled.get(field, ()))


def _said_date(labelled: Values, field: Field) -> Dated | None:
    """The one day that the value names, or else the only one of its first sentence: what follows may be another's."""
    said = _said(labelled, field)
    if not said:
        return None
    whole, first = read_one(said), read_one(SENTENCE.split(said)[0])
    return whole if whole.on or not first.on else replace(first, text=said)


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


def _may_be_title(text: str, organisation: str) -> bool:
    """Not a sentence, not the council's own name, not a meeting."""
    if len(text) > LONGEST_COVER_LINE or text[-1:] in ".;:" or OF_A_MESSAGE.match(text):
        return False
    label = read_label(text.partition(":")[0], loose=bool(_spans(text))) if ":" in text else None
    if label and label.field in OF_THE_COVER:
        return False
    is_meeting = IS_A_MEETING.match(text) and not NAMES_A_PLAN.search(text)
    return not is_meeting and text.casefold() != organisation.casefold()


def _adds_to_title(text: str) -> bool:
    return bool(NAMES_A_PLAN.search(text)) and len(text.split()) <= SHORT and ":" not in text and not _spans(text)


def _spans(text: str) -> list[Span]:
    return [span for span in spans_of(text) if span.is_certain]


def _running_subject(flat: Flat, running: set[str], ledger: Ledger, organisation: str) -> str:
    """A caption over every page's table names what the document is about."""
    names = {name for name in running - {organisation.casefold()} if not read_label(name.partition(":")[0])}
    found = [strip for strip in flat.strips if strip.is_line and strip.text.casefold() in names]
    if len(found) < RUNNING:
        return ""
    for strip in found:
        if strip.text == found[0].text:
            ledger.take(strip.full[0].passages)
    return found[0].text


def _agreed(lines: Sequence[Strip], ledger: Ledger) -> Dated | None:
    """A line or sentence that says on which one day the plan was drafted, agreed or accepted."""
    for strip in lines:
        if not AGREED.search(strip.text):
            continue
        for sentence in SENTENCE.split(strip.text):
            spans = [span for span in spans_of(sentence) if span.read.on and not _is_standing(sentence, span)]
            short = len(sentence.split()) <= SHORT
            if (
                len(spans) == 1
                and AGREED.search(sentence)
                and (PLAN.search(sentence) or short)
                and not (OTHER_DATE.search(sentence) and not short)
            ):
                return _taken(strip, sentence if short else spans[0].text, spans[0], ledger)
    return None


def _standing(lines: Sequence[Strip], ledger: Ledger) -> Dated | None:
    """The day at which the whole stands: "Position as at 31 May 2024" before "Performance Update August 2018"."""
    for strip in lines:
        for span in _spans(strip.text):
            if _is_standing(strip.text, span) and not re.search(r"\bdue\b", strip.text):
                return _taken(strip, span.text, span, ledger)
    for strip in lines:
        for sentence in SENTENCE.split(strip.text):
            spans = _spans(sentence)
            if (
                len(spans) == 1
                and len(sentence.split()) <= SHORT
                and REPORTED.search(sentence)
                and not AGREED.search(sentence)
                and not OTHER_DATE.search(sentence)
            ):
                return _taken(strip, spans[0].text, spans[0], ledger)
    return None


def _is_standing(text: str, span: Span) -> bool:
    """ "Version 6 – position at 30 May 2025": the day it all stands at, and never the day it was agreed."""
    return bool(STANDING.search(text[max(0, span.start - SIGHT) : span.start]))


def _meeting(lines: Sequence[Strip], ledger: Ledger) -> Dated | None:
    for strip in lines:
        spans = _spans(strip.text)
        if (
            len(spans) == 1
            and len(strip.text.split()) <= LONGEST_MEETING
            and MEETING.search(strip.text)
            and not AGREED.search(strip.text)
        ):
            return _taken(strip, spans[0].text, spans[0], ledger)
    return None


def _taken(strip: Strip, text: str, span: Span, ledger: Ledger) -> Dated:
    """The date; where the line says nothing else, or only "Position as at", the line is placed with it."""
    if not bare_words(STANDING.sub("", strip.text.replace(span.text, " ").strip())):
        text = strip.text
    if text == strip.text:
        ledger.take(strip.full[0].passages)
    return Dated(text, span.read.on, (span.read.on,) if span.read.on else ())
