"""When a plan was agreed, and the day its report stands at: by their labels, or by what a line of the cover can only be.

A date of somebody else's act ("Cabinet responded on 11 June") is neither, and no report is older than what it reports.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from storage.importing.proposal import Dated
from storage.importing.reading.dates import read_one
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import Values, joined
from storage.importing.reading.labels import Field
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.rounds import Spotted
from storage.importing.reading.spans import Span, spans_of
from storage.importing.reading.strips import Strip
from storage.rules.wording import bare_words

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
UPDATED = re.compile(
    r"\b(?:updated?|position|progress|monitor(?:ed|ing)|cynnydd|diweddar\w+|sefyllfa)\b", re.IGNORECASE
)
MEETING = re.compile(r"\b(?:committee|board|cabinet|council|panel|meeting|pwyllgor)\b", re.IGNORECASE)
OTHER_DATE = re.compile(r"\b(?:issued|inspection|inspected|took place|between|due by|published|visit)\b", re.IGNORECASE)
BODIES = (
    r"(?:cabinet|council|committee|board|panel|executive|minister|government|parliament|senedd|commission\w*|ofsted|cqc|estyn"
    r"|inspect\w+|auditors?|audit wales|ombudsman|regulator|members|partners\w*|authority|pwyllgor|cyngor|cabinet)"
)
ACTED = (
    r"(?:responded|replied|answered|considered|received|noted|approved|agreed|accepted|endorsed|adopted|resolved|decided|discussed"
    r"|reviewed|requested|asked|commissioned|established|appointed|referred|debated|wrote|met|voted|confirmed|rejected|supported)"
)
OF_ANOTHER = re.compile(
    rf"\b{BODIES}\b(?:\s+(?!to\b)[\w’']+){{0,3}}?\s+{ACTED}\b|(?<!be )\b{ACTED}\s+(?:by|at)\s+(?:[\w’']+\s+){{0,4}}?{BODIES}\b"
    r"|\b(?:ymatebodd|ystyriodd|cymeradwyodd|derbyniodd|cytunodd|nododd)\b",
    re.IGNORECASE,
)
WRITTEN_FOR = re.compile(r"^(?:\w+ ){0,2}(?:for|to)\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.;])\s+|\s+\|\s+")
CLAUSE = re.compile(r"\s*[()\[\];|]\s*|,\s+(?=[^\W\d])|\s+[–—-]\s+(?=[^\W\d])")
QUARTER = timedelta(days=92)
SHORT = 12
LONGEST_MEETING = 16
LONGEST_LABEL = 4
SIGHT = 60


@dataclass(frozen=True, slots=True)
class CoverDates:
    """`round` is the day the whole document stands at, where it says so."""

    agreed: Dated = field(default_factory=Dated)
    reported: Dated = field(default_factory=Dated)
    round: Spotted | None = None
    findings: tuple[Finding, ...] = ()


def read_cover_dates(
    labelled: Values, lines: Sequence[Strip], rows: Sequence[Strip], rounds: Sequence[Spotted], ledger: Ledger
) -> CoverDates:
    """`lines` and `rows` of two cells before the first recommendation; `rounds`: what the document reports on."""
    beside = [strip for strip in rows if _says_when(strip, ledger)]
    last = max(rounds, key=lambda one: (one.on is not None, str(one.on)), default=None)
    begins = _begins(last) if last else None
    said_agreed, said_reported = _said_dates(labelled)
    stands_at = said_reported or _standing(lines, beside, ledger, begins)
    agreed = said_agreed or _agreed([*lines, *beside], ledger) or Dated()
    meeting = None if stands_at else _meeting(lines, ledger, begins)
    reported = stands_at or meeting or Dated()
    meets_on = meeting if meeting and _is_written_for(lines, meeting) else None
    too_early = _too_early(said_reported, last, begins)
    if too_early:
        reported = replace(reported, on=None)
    if not reported.text and last:
        reported = Dated(last.text, last.on, (last.on,) if last.on else ())
    findings = (
        *too_early,
        *_undated(agreed, Dated() if too_early else reported),
        *_of_the_meeting(meets_on, rounds, stands_at),
    )
    return CoverDates(agreed, reported, _round(stands_at or meets_on), findings)


def _says_when(strip: Strip, ledger: Ledger) -> bool:
    """ "Update | March 2025 (plan agreed February 2024)": a label that is none of the cover's, with a date beside it."""
    if strip.is_line or len(strip.full) != 2 or ledger.has(strip.full[1].passages[0]):
        return False
    label, value = strip.full
    is_label = len(label.text.split()) <= LONGEST_LABEL and not spans_of(label.text)
    return (
        is_label and bool(UPDATED.search(label.text)) and len(value.text.split()) <= SHORT and bool(_spans(value.text))
    )


def _begins(spotted: Spotted) -> date | None:
    """The first day that a round's name may mean."""
    spans = [span for span in spans_of(spotted.text) if span.read.on]
    days = [span.first or (_less(span) if span.kind == "quarter" else span.read.on) for span in spans]
    return min((day for day in days if day), default=spotted.on)


def _less(span: Span) -> date | None:
    return span.read.on - QUARTER if span.read.on else None


def _too_early(said: Dated | None, last: Spotted | None, begins: date | None) -> list[Finding]:
    if said is None or last is None or said.on is None or begins is None or said.on >= begins:
        return []
    told = f"The report is dated {quoted(said.text)}, and yet it tells of {last.text}; I stored the words alone."
    return [Finding("reported_before_round", "reported", told, tuple(map(str, filter(None, (last.on, said.on)))))]


# ---- by their labels
def _said_dates(labelled: Values) -> tuple[Dated | None, Dated | None]:
    """Both, though one label may say both: "March 2025 (action plan agreed February 2024)"."""
    agreed, reported = (joined(labelled.get(what, ())) for what in (Field.AGREED, Field.REPORTED))
    of_agreed, of_reported = _own(agreed, REPORTED), _own(reported, AGREED)
    return of_agreed or _aside(reported, AGREED), of_reported or _aside(agreed, REPORTED)


def _own(said: str, other: re.Pattern[str]) -> Dated | None:
    """The one day that the value names, or that it names of itself; or the only one of its first sentence: what follows may
    be another's."""
    if not said:
        return None
    whole, first = read_one(said), read_one(SENTENCE.split(said)[0])
    if whole.on:
        return whole
    own = [clause for clause in CLAUSE.split(said) if _spans(clause) and not other.search(clause)]
    if len(own) == 1 and len(whole.all) > 1 and (alone := read_one(own[0])).on:
        return alone
    return replace(first, text=said) if first.on else whole


def _aside(said: str, what: re.Pattern[str]) -> Dated | None:
    """The other date that a value gives, where words of its own say what it is."""
    if len(read_one(said).all) < 2:
        return None
    found = [clause for clause in CLAUSE.split(said) if _spans(clause) and what.search(clause)]
    only = read_one(found[0]) if len(found) == 1 else None
    return only if only and only.on else None


# ---- by what a line says
def _sayings(text: str) -> Iterator[str]:
    """Its sentences; where one has several dates, what stands between brackets and commas is told apart."""
    for sentence in SENTENCE.split(text):
        yield from CLAUSE.split(sentence) if len(_spans(sentence)) > 1 else (sentence,)


def _agreed(lines: Sequence[Strip], ledger: Ledger) -> Dated | None:
    """A line or sentence that says on which one day the plan was drafted, agreed or accepted."""
    for strip in lines:
        if not AGREED.search(strip.text):
            continue
        for sentence in _sayings(strip.text):
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


def _standing(lines: Sequence[Strip], beside: Sequence[Strip], ledger: Ledger, begins: date | None) -> Dated | None:
    """The day at which the whole stands: "Position as at 31 May 2024" before "Performance Update August 2018"."""
    for strip in lines:
        for span in _spans(strip.text, begins):
            if _is_standing(strip.text, span) and not re.search(r"\bdue\b", strip.text):
                return _taken(strip, span.text, span, ledger)
    for strip in (*lines, *beside):
        for sentence in _sayings(strip.text):
            spans = _spans(sentence, begins)
            if (
                len(spans) == 1
                and len(sentence.split()) <= SHORT
                and REPORTED.search(f"{sentence} {strip.full[0].text if strip in beside else ''}")
                and not AGREED.search(sentence)
                and not OTHER_DATE.search(sentence)
                and not OF_ANOTHER.search(sentence)
            ):
                return _taken(strip, spans[0].text, spans[0], ledger)
    return None


def _is_standing(text: str, span: Span) -> bool:
    """ "Version 6 – position at 30 May 2025": the day it all stands at, and never the day it was agreed."""
    return bool(STANDING.search(text[max(0, span.start - SIGHT) : span.start]))


def _meeting(lines: Sequence[Strip], ledger: Ledger, begins: date | None) -> Dated | None:
    for strip in lines:
        spans = _spans(strip.text, begins)
        if (
            len(spans) == 1
            and len(strip.text.split()) <= LONGEST_MEETING
            and MEETING.search(strip.text)
            and not AGREED.search(strip.text)
            and not OF_ANOTHER.search(strip.text)
        ):
            return _taken(strip, spans[0].text, spans[0], ledger)
    return None


def _spans(text: str, begins: date | None = None) -> list[Span]:
    """Certain dates. `begins`: none that ends before this day."""
    certain = ((span, span.read.on) for span in spans_of(text) if span.is_certain)
    return [span for span, on in certain if on and (begins is None or on >= begins)]


def _taken(strip: Strip, text: str, span: Span, ledger: Ledger) -> Dated:
    """The date; where the line says nothing else, or only "Position as at", the line is placed with it."""
    if not bare_words(STANDING.sub("", strip.text.replace(span.text, " ").strip())):
        text = strip.text
    if text == strip.text or len(strip.full) > 1:
        ledger.take(passage for box in strip.full for passage in box.passages)
    return Dated(text, span.read.on, (span.read.on,) if span.read.on else ())


# ---- what follows from them
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
