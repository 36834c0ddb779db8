"""A round's words become an update: the grade wherever the officer put it, evidence, explanation, impact, what is to come."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from storage.importing.proposal import ProposedUpdate
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import RoundDraft, joined
from storage.importing.reading.grades import Reading, read_grade, unless_taken_back
from storage.importing.reading.labels import Field
from storage.importing.reading.rounds import Spotted
from storage.importing.reading.scales import Scale, plain
from storage.importing.reading.shown import names_a_colour, shown_by
from storage.importing.reading.spoken import closing_grade, opening_colour
from storage.importing.reading.strips import Passage
from storage.importing.reading.swatches import colour_of
from storage.vocabulary import Meaning

SENTENCE = re.compile(r"(?<=[.!?;)])\s+(?=\S)")
LEADING_NUMBER = re.compile(r"^\(?(\d)[.)]\s+(?=\S)")
BUSINESS_AS_USUAL = re.compile(r"business as usual|\bBAU\b", re.IGNORECASE)
LETTER_AT_THE_END = re.compile(r"\s*\(([A-Z])\)\W*$")
LETTER_FIRST = re.compile(r"\(?([A-Z])\)?\s*[-–—:]\s")
LONGEST_STATUS = 22
SENTENCES = {
    "grade_ambiguous": "The grade {said} may be read in more than one way; I stored none.",
    "grade_off_scheme": "{said} stands where the grade should and is none of the key's; I stored none.",
    "grade_number_word_conflict": "The grade {said} names two grades at once; I stored neither.",
    "grade_qualified": "What stands with the grade {said} takes something back of it; I read {read}.",
    "grade_typo": "The grade {said} is misspelt; I read {read}.",
    "grade_other_words": "The grade {said} is not quite what the key says; I read {read}.",
    "ambiguous_leading_number": "{said} begins with a number that may be a grade or a list's; I took it for no grade.",
}


@dataclass(frozen=True, slots=True)
class ReadUpdate:
    update: ProposedUpdate
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the document asks of a round. `fallback` is the day it stands at, where its labels name no rounds."""

    grade: bool
    colours_lost: bool = False
    fallback: Spotted | None = None


@dataclass
class _Round:
    """One round being read: the grade as found so far, and the passages of each field, from which it is taken out."""

    scale: Scale
    evidence: list[Passage]
    assessment: list[Passage]
    impact: list[Passage]
    code: str | None = None
    said: list[str] = field(default_factory=list)
    where: str = ""
    trouble: str = ""
    options: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " / ".join(self.said)

    def settle(self, reading: Reading, where: str) -> None:
        """The first grade found counts. A second that differs leaves none; one that agrees is kept beside it."""
        if not reading.said:
            self.options = self.options or reading.options
            self.trouble = self.trouble or reading.trouble
        elif not self.said:
            self.code, self.where = reading.code, where
            self.trouble, self.options = reading.trouble, reading.options
        elif self.code and reading.code and reading.code != self.code:
            self.doubt(
                "grade_number_word_conflict",
                f"Two grades are given, {quoted(self.text)} and {quoted(reading.said)}; I stored neither.",
                self.code,
                reading.code,
            )
            self.code = None
        self.said += [reading.said] if reading.said else []

    def doubt(self, code: str, message: str, *candidates: str) -> None:
        self.findings.append(Finding(code, "grade", message, candidates))


def read_update(here: RoundDraft, scale: Scale, asked: Asked) -> ReadUpdate:
    spotted = here.spotted or asked.fallback
    evidence, assessment, impact = (
        list(here.values.get(name, ())) for name in (Field.EVIDENCE, Field.ASSESSMENT, Field.IMPACT)
    )
    one = _Round(scale, evidence, assessment, impact)
    beside = _from_cell(one, here)
    _from_assessment(one)
    _from_narrative(one, "evidence", one.evidence)
    _from_narrative(one, "impact", one.impact)
    if here.loose:
        _from_loose(one)
    if one.where == "evidence" and one.assessment and not one.evidence:
        one.evidence, one.assessment = one.assessment, []
        said = f"The evidence cell holds the grade {quoted(one.text)}, the assessment the account; I put each in its place."
        one.findings.append(Finding("fields_swapped", "evidence", said))
    if not one.said and here.shade:
        _from_shade(one, here.shade, here.other_shades)
    if beside and not here.labelled & {Field.EVIDENCE, Field.ASSESSMENT}:
        one.evidence, beside = [*beside, *one.evidence], []
    update = ProposedUpdate(
        round=spotted.text if spotted else "",
        on=spotted.on if spotted else None,
        grade=one.code,
        grade_text=_grade_text(one, here),
        found_in=one.where,
        evidence=joined(one.evidence),
        explanation=_explanation([*beside, *one.assessment], here),
        impact=joined(one.impact),
        future=joined(here.values.get(Field.FUTURE, ())),
    )
    findings = [*one.findings, *_troubles(one, update), *_missing(one, update, here, asked)]
    return ReadUpdate(update, tuple(_placed(finding, update.round, here.place) for finding in findings))


def _grade_text(one: _Round, here: RoundDraft) -> str:
    """The grade as written, and the percentage beside it. A percentage by itself is no grade."""
    share = joined(here.values.get(Field.PERCENT, ()))
    return ", ".join(part for part in dict.fromkeys((one.text, share)) if part) if one.text else ""


def _placed(finding: Finding, round: str, place: str) -> Finding:
    return replace(finding, place=finding.place or place, round=round)


def _explanation(passages: Sequence[Passage], here: RoundDraft) -> str:
    anticipated = joined(here.values.get(Field.ANTICIPATED, ()))
    parts = (
        joined(passages),
        joined(here.values.get(Field.EXPLANATION, ())),
        anticipated and f"Anticipated date: {anticipated}",
    )
    return "\n".join(part for part in parts if part)


# ---- where a grade may stand
def _from_cell(one: _Round, here: RoundDraft) -> list[Passage]:
    """What stands where the grade is asked for is the grade; an account beside it is handed back."""
    passages = here.values.get(Field.GRADE, []) or (here.values.get(Field.PERCENT, []) if one.scale.in_percent else [])
    if not passages:
        return []
    reading = _of_several(passages, one.scale)
    if reading:
        one.settle(reading, "rag")
        return []
    first = read_grade(passages[0].text, one.scale, cell=True)
    if first.said:
        one.settle(_unless_contradicted(first, passages[1:], one.scale), "rag")
        _compare_with_shade(one, here.shade)
        return [*_remaining(passages[0], first), *passages[1:]]
    text = " ".join(passage.text for passage in passages)
    one.settle(first, "rag")
    if len(text) > LONGEST_STATUS:
        return list(passages)
    one.said, one.where = [text], "rag"
    one.trouble = one.trouble or ("grade_off_scheme" if one.scale.levels else "")
    return []


def _unless_contradicted(first: Reading, after: Sequence[Passage], scale: Scale) -> Reading:
    """The first grade of a cell, or none where a line after it is another: two rows that were read as one have two."""
    first = unless_taken_back(first, after[0].text, scale) if after else first
    readings = [read_grade(passage.text, scale, cell=True) for passage in after]
    others = [reading for reading in readings if reading.said and reading.is_alone and reading.code != first.code]
    if not others:
        return first
    codes = (first, *others)
    options = tuple(dict.fromkeys(code for one in codes for code in ((one.code,) if one.code else one.options)))
    return replace(first, code=None, trouble="grade_ambiguous", options=options)


def _of_several(passages: Sequence[Passage], scale: Scale) -> Reading | None:
    """Several actions in one recommendation, each with its grade: one grade where all are the same."""
    readings = [read_grade(passage.text, scale, cell=True) for passage in passages]
    if len(readings) < 2 or not all(reading.is_alone and reading.code for reading in readings):
        return None
    codes = tuple(dict.fromkeys(reading.code for reading in readings if reading.code))
    said = " / ".join(reading.said for reading in readings)
    return Reading(codes[0], said) if len(codes) == 1 else Reading(None, said, "", "grade_ambiguous", codes)


def _compare_with_shade(one: _Round, shade: str) -> None:
    shown = shown_by(shade, one.scale)
    if shown and one.code and shown != one.code and names_a_colour(one.text):
        said = f"The cell says {quoted(one.text)} and its colour says {one.scale.label(shown)}; I stored neither."
        one.doubt("grade_text_vs_colour", said, one.code, shown)
        one.code = None
    elif shown and one.code and shown != one.code:
        said = f"The cell says {quoted(one.text)} and its colour says {one.scale.label(shown)}; I kept the words."
        one.doubt("grade_text_vs_colour", said, one.code, shown)


def _from_assessment(one: _Round) -> None:
    """The grade stands at the head of an assessment, on a line of its own in it, or at its end."""
    for at, passage in enumerate(one.assessment):
        reading = read_grade(passage.text, one.scale, cell=True)
        if reading.said and (at == 0 or reading.is_alone):
            one.settle(reading, "assessment")
            one.assessment[at : at + 1] = _remaining(passage, reading)
            return
        one.settle(replace(reading, said=""), "assessment")
    if not one.said and (last := _at_the_end(one.assessment, one.scale)):
        one.settle(last[1], "assessment")
        one.assessment[-1] = last[0]


def _at_the_end(passages: Sequence[Passage], scale: Scale) -> tuple[Passage, Reading] | None:
    """The last sentence, where it is a grade that cannot be anything else, and what stands before it."""
    if not passages:
        return None
    last = passages[-1]
    *before, final = SENTENCE.split(last.text)
    reading = read_grade(final, scale)
    if not before or not reading.is_alone or not reading.code or not _is_unmistakable(reading, scale, whole=False):
        return None
    return replace(last, text=last.text[: last.text.rindex(final)].strip()), reading


def _from_narrative(one: _Round, name: str, passages: list[Passage]) -> None:
    """A grade typed into evidence or impact: a paragraph of its own, the head of the first, or the last sentence of all."""
    for at, passage in enumerate(passages):
        reading = read_grade(passage.text, one.scale)
        whole = len(passages) == 1 or not one.said
        swapped = name == "evidence" and len(passages) == 1 and bool(one.assessment) and not one.said
        if reading.is_alone and (_is_unmistakable(reading, one.scale, whole=whole) or (swapped and reading.code)):
            _take_from(one, reading, name, "stands in")
            del passages[at]
            return
    if not passages or one.said:
        return
    if last := _at_the_end(passages, one.scale):
        _take_from(one, last[1], name, "ends")
        passages[-1] = last[0]
        return
    if bracketed := _in_brackets_at_the_end(passages[-1].text, one.scale):
        _take_from(one, Reading(bracketed, f"({bracketed})"), name, "ends")
        passages[-1] = replace(passages[-1], text=LETTER_AT_THE_END.sub("", passages[-1].text).strip())
        return
    first = read_grade(passages[0].text, one.scale)
    is_coded = passages[0].text.lstrip(" (")[:1].isdigit() or bool(LETTER_FIRST.match(passages[0].text))
    if first.code and first.rest and is_coded:
        _take_from(one, first, name, "begins")
        passages[:1] = _remaining(passages[0], first)
    elif one.scale.stated and (colour := opening_colour(passages[0].text, one.scale)):
        _take_from(one, colour, name, "begins")
        passages[:1] = _remaining(passages[0], colour)


def _in_brackets_at_the_end(text: str, scale: Scale) -> str | None:
    """ "Scheme drafted. (B)", where the document's own key has such a letter. A number in brackets may count anything."""
    found = LETTER_AT_THE_END.search(text)
    return scale.codes.get(found[1].casefold()) if found and scale.stated else None


def _take_from(one: _Round, reading: Reading, name: str, how: str) -> None:
    if not one.said:
        where = f"stands in the {name}" if how == "stands in" else f"{how} the {name}"
        options = reading.options or ((reading.code,) if reading.code else ())
        one.doubt(f"grade_in_{name}", f"The grade {quoted(reading.said)} {where}; I took it from there.", *options)
    one.settle(reading, name)


def _is_unmistakable(reading: Reading, scale: Scale, *, whole: bool) -> bool:
    """A code with its label, or what calls itself a grade; or, where nothing else stands in the cell, a level's own name."""
    said = plain(reading.said)
    if any(c.isdigit() for c in said) and any(c.isalpha() for c in said):
        return True
    own = {plain(level.label) for level in scale.levels} | {
        plain(level.code) for level in scale.levels if len(level.code) > 2
    }
    return "grade" in said or "rag" in said or (whole and said in own)


def _from_loose(one: _Round) -> None:
    """Text whose labels are lost: its last line may be the grade, and a number at its head may be anything."""
    if one.where == "evidence":
        one.where = "unlabelled"
        one.findings = [finding for finding in one.findings if finding.code != "grade_in_evidence"]
    if one.evidence and (number := LEADING_NUMBER.match(one.evidence[0].text)):
        options = (one.scale.codes[number[1]],) if number[1] in one.scale.codes else ()
        said = SENTENCES["ambiguous_leading_number"].format(said=quoted(one.evidence[0].text, 40))
        one.doubt("ambiguous_leading_number", said, *options)


def _from_shade(one: _Round, shade: str, others: Sequence[str]) -> None:
    codes = tuple(dict.fromkeys(code for each in (*others, shade) if (code := shown_by(each, one.scale))))
    if len(codes) > 1:
        colours = ", ".join(one.scale.label(code) for code in codes)
        one.doubt("grade_ambiguous", f"Its rows have several colours ({colours}); I stored none.", *codes)
    elif code := shown_by(shade, one.scale):
        one.code, one.where = code, "rag"
        said = f"The grade is given by the cell's colour alone ({colour_of(shade) or shade}); I read {one.scale.label(code)}."
        one.doubt("grade_from_colour", said, code)


def _remaining(passage: Passage, reading: Reading) -> list[Passage]:
    return [replace(passage, text=reading.rest, numbered="")] if reading.rest else []


# ---- what the clerk is told
def _troubles(one: _Round, update: ProposedUpdate) -> list[Finding]:
    if one.trouble not in SENTENCES or not (one.said or one.trouble == "ambiguous_leading_number"):
        return []
    said = quoted(one.text or update.explanation or update.evidence, 60)
    read = one.scale.label(one.code) if one.code else ""
    return [Finding(one.trouble, "grade", SENTENCES[one.trouble].format(said=said, read=read), one.options)]


def _missing(one: _Round, update: ProposedUpdate, here: RoundDraft, asked: Asked) -> list[Finding]:
    if one.code or one.findings or one.trouble in SENTENCES or not asked.grade or asked.colours_lost:
        return []
    if here.graded_in_rows:
        return []
    if here.told and not here.labelled & {Field.GRADE, Field.ASSESSMENT}:
        return []
    when = f" for {update.round}" if update.round else ""
    if not any((update.evidence, update.explanation, update.impact, update.future, update.grade_text)):
        awaited = here.spotted or here.labelled & {Field.GRADE, Field.ASSESSMENT}
        blank = Finding("round_blank", "grade", f"Nothing is filled in{when}: no evidence and no grade.")
        return [blank] if awaited else []
    if usual := BUSINESS_AS_USUAL.search(f"{update.evidence} {update.explanation}"):
        complete = tuple(level.code for level in one.scale.levels if level.meaning is Meaning.COMPLETE)
        said = f"No grade is given{when}; the text says {quoted(usual[0])}."
        return [Finding("grade_missing", "grade", said, complete)]
    for text in (update.explanation, update.impact, update.evidence):
        if closing := closing_grade(text, one.scale):
            said = f"No grade is given{when}; the text ends {quoted(closing[1], 60)}, and I stored none."
            return [Finding("grade_missing", "grade", said, tuple(dict.fromkeys((closing[0], *one.options))))]
    first = LETTER_FIRST.match(update.evidence)
    letter = one.scale.codes.get(first[1].casefold()) if first and one.scale.stated else None
    options = one.options or ((letter,) if letter else ())
    return [Finding("grade_missing", "grade", f"No grade is given{when}; I stored none.", options)]
