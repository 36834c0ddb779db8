"""A round's words become an update: the grade wherever the officer put it, evidence, explanation, impact, what is to come."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from storage.importing.proposal import ProposedUpdate
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import RoundDraft, joined
from storage.importing.reading.grades import Reading, read_grade
from storage.importing.reading.key import colour_of
from storage.importing.reading.labels import Field
from storage.importing.reading.rounds import Spotted
from storage.importing.reading.scales import Scale, lexicon, plain
from storage.importing.reading.strips import Passage

SENTENCE = re.compile(r"(?<=[.!?;)])\s+(?=\S)")
LONGEST_STATUS = 22
SUSPECT = re.compile(r"^\(?(\d)[.)]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class ReadUpdate:
    update: ProposedUpdate
    findings: tuple[Finding, ...] = ()


@dataclass
class _Grade:
    code: str | None = None
    text: str = ""
    where: str = ""
    trouble: str = ""
    options: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_given(self) -> bool:
        return bool(self.text)


def read_update(
    here: RoundDraft, scale: Scale, *, asked: bool, colours_lost: bool, fallback: Spotted | None
) -> ReadUpdate:
    """`asked`: the document has a place for grades, so that one that is not there is missed. `fallback`: the round of a
    document that names one for the whole."""
    spotted = here.spotted or fallback
    evidence = list(here.values.get(Field.EVIDENCE, ()))
    assessment = list(here.values.get(Field.ASSESSMENT, ()))
    impact = list(here.values.get(Field.IMPACT, ()))
    explanation = list(here.values.get(Field.EXPLANATION, ()))
    found = _Grade()
    rest: list[Passage] = []
    _from_cell(found, here, scale, rest)
    if assessment:
        assessment = _from_assessment(found, assessment, scale)
    for name, passages in (("evidence", evidence), ("impact", impact)):
        _from_narrative(found, name, passages, scale, other=bool(assessment))
    if here.loose and evidence:
        _from_loose(found, evidence, scale)
    if found.where == "evidence" and not evidence and assessment:
        evidence, assessment = assessment, []
        found.findings.append(
            Finding(
                "fields_swapped",
                "evidence",
                f"The evidence cell holds the grade {quoted(found.text)} and the assessment the account of it; I put each in its place.",
            )
        )
    if not found.is_given and here.shade:
        _from_shade(found, here.shade, scale)
    if rest and not here.labelled & {Field.EVIDENCE, Field.ASSESSMENT}:
        evidence, rest = [*rest, *evidence], []
    explained = [joined([*rest, *assessment]), joined(explanation), _anticipated(here)]
    label = spotted.text if spotted else ""
    update = ProposedUpdate(
        round=label,
        on=spotted.on if spotted else None,
        grade=found.code,
        grade_text=_with_percent(found.text, here),
        found_in=found.where,
        evidence=joined(evidence),
        explanation="\n".join(part for part in explained if part),
        impact=joined(impact),
        future=joined(here.values.get(Field.FUTURE, ())),
    )
    findings = [*found.findings, *_missing(found, update, here, scale, asked=asked, colours_lost=colours_lost)]
    return ReadUpdate(update, tuple(_named(one, label, here.place) for one in findings))


def _named(finding: Finding, label: str, place: str) -> Finding:
    return Finding(
        finding.code, finding.field, finding.message, finding.candidates, finding.place or place, label, finding.spoils
    )


def _from_cell(found: _Grade, here: RoundDraft, scale: Scale, rest: list[Passage]) -> None:
    """What stands where the grade is asked for is the grade, or is kept as written with a doubt."""
    passages = here.values.get(Field.GRADE, [])
    if not passages:
        return
    text = " ".join(passage.text for passage in passages)
    reading = _of_several(passages, scale) or read_grade(text, scale, cell=True)
    if not reading.code and len(passages) > 1:
        first = read_grade(passages[0].text, scale, cell=True)
        if first.code and not any(read_grade(one.text, scale, cell=True).is_alone for one in passages[1:]):
            _settle(found, first, "rag")
            rest += [*_remaining(passages[0], first), *passages[1:]]
            return
    _settle(found, reading, "rag")
    if reading.code:
        rest += _remaining(passages[0], reading) if len(passages) == 1 else []
        if reading.rest and len(passages) > 1:
            rest += passages[1:] if passages[0].text.startswith(reading.said) else []
            found.text = reading.said
        if (
            here.shade
            and (shown := scale.shades.get(here.shade) or scale.coded(colour_of(here.shade)))
            and shown != reading.code
        ):
            found.findings.append(
                Finding(
                    "grade_text_vs_colour",
                    "grade",
                    f"The cell says {quoted(reading.said)} and its colour says {scale.label(shown)}; I kept the words.",
                    (reading.code, shown),
                )
            )
        return
    if not reading.trouble and len(text) > LONGEST_STATUS:
        found.text, found.where = "", ""
        rest += passages
        return
    found.text, found.where = text, "rag"
    if not reading.trouble and scale.levels:
        found.trouble = "grade_off_scheme"


def _of_several(passages: Sequence[Passage], scale: Scale) -> Reading | None:
    """Several actions in one recommendation, each with its grade: one grade where all are the same."""
    readings = [read_grade(passage.text, scale, cell=True) for passage in passages]
    if len(readings) < 2 or not all(reading.is_alone and reading.code for reading in readings):
        return None
    codes = tuple(dict.fromkeys(reading.code for reading in readings if reading.code))
    said = " / ".join(reading.said for reading in readings)
    return Reading(codes[0], said) if len(codes) == 1 else Reading(None, said, "", "grade_ambiguous", codes)


def _from_assessment(found: _Grade, passages: list[Passage], scale: Scale) -> list[Passage]:
    """The grade stands at the head of an assessment, or on a line of its own in it."""
    readings = [read_grade(passage.text, scale, cell=True) for passage in passages]
    for at, reading in enumerate(readings):
        if (at == 0 and (reading.code or reading.trouble)) or (reading.is_alone and (reading.code or reading.trouble)):
            if found.is_given:
                if reading.code and found.code and reading.code != found.code:
                    _disagree(found, reading, scale)
                return (
                    [*passages[:at], *_remaining(passages[at], reading), *passages[at + 1 :]]
                    if reading.said and reading.code == found.code and not reading.rest
                    else passages
                )
            _settle(found, reading, "assessment")
            return [*passages[:at], *_remaining(passages[at], reading), *passages[at + 1 :]]
    found.options = found.options or next((reading.options for reading in readings if reading.options), ())
    return passages


def _from_narrative(found: _Grade, name: str, passages: list[Passage], scale: Scale, *, other: bool) -> None:
    """A grade typed into evidence or impact: a paragraph of its own, or the last sentence of one. Taken out of `passages`."""
    for at, passage in enumerate(passages):
        reading = read_grade(passage.text, scale)
        if not reading.is_alone or not _is_unmistakable(reading, scale, whole=len(passages) == 1):
            continue
        if found.is_given and found.code and reading.code != found.code:
            _disagree(found, reading, scale)
            return
        if not found.is_given:
            _settle(found, reading, name)
            found.findings.append(
                Finding(
                    f"grade_in_{name}",
                    "grade",
                    f"The grade {quoted(reading.said)} stands in the {name}; I took it from there.",
                    _options(reading),
                )
            )
        passages[at : at + 1] = []
        return
    if found.is_given or not passages:
        return
    last = passages[-1]
    sentences = SENTENCE.split(last.text)
    if (
        len(sentences) > 1
        and (reading := read_grade(sentences[-1], scale)).is_alone
        and reading.code
        and _is_unmistakable(reading, scale, whole=False)
    ):
        _settle(found, reading, name)
        found.findings.append(
            Finding(
                f"grade_in_{name}",
                "grade",
                f"The {name} ends with the grade {quoted(reading.said)}; I took it from there.",
                _options(reading),
            )
        )
        head = last.text[: last.text.rindex(sentences[-1])].strip()
        passages[-1] = Passage(last.index, head, last.place, last.struck, last.numbered, last.bold)
        return
    first = read_grade(passages[0].text, scale)
    if first.code and first.rest and re.match(r"\(?\d", passages[0].text.lstrip()):
        _settle(found, first, name)
        found.findings.append(
            Finding(
                f"grade_in_{name}",
                "grade",
                f"The {name} begins with the grade {quoted(first.said)}; I took it from there.",
                _options(first),
            )
        )
        passages[:1] = _remaining(passages[0], first)


def _is_unmistakable(reading: Reading, scale: Scale, *, whole: bool) -> bool:
    """A code with its label; or, where nothing else stands in the cell, a level's own name."""
    said = plain(reading.said)
    if any(c.isdigit() for c in said) and any(c.isalpha() for c in said):
        return True
    if "grade" in said or "rag" in said:
        return True
    own = {plain(level.label) for level in scale.levels} | {
        plain(level.code) for level in scale.levels if len(level.code) > 2
    }
    return whole and said in own


def _from_loose(found: _Grade, evidence: list[Passage], scale: Scale) -> None:
    """Text whose labels are lost: its last line may be the grade, and a number at its head may be anything."""
    if found.where == "evidence":
        found.where = "unlabelled"
        found.findings = [one for one in found.findings if one.code != "grade_in_evidence"]
    if evidence and (number := SUSPECT.match(evidence[0].text)):
        options = (scale.codes[number[1]],) if number[1] in scale.codes else ()
        found.findings.append(
            Finding(
                "ambiguous_leading_number",
                "grade",
                f"{quoted(evidence[0].text, 40)} begins with a number that may be a grade or a list's; I took it for no grade.",
                options,
            )
        )


def _from_shade(found: _Grade, shade: str, scale: Scale) -> None:
    colour = colour_of(shade)
    code = scale.shades.get(shade) or (scale.coded(colour) if colour else None)
    if code:
        found.code, found.where = code, "rag"
        found.findings.append(
            Finding(
                "grade_from_colour",
                "grade",
                f"The grade is given by the cell's colour alone ({colour or shade}); I read {scale.label(code)}.",
                (code,),
            )
        )


def _settle(found: _Grade, reading: Reading, where: str) -> None:
    if not reading.said:
        found.options = found.options or reading.options
        found.trouble = found.trouble or reading.trouble
        return
    found.code, found.text, found.where = reading.code, reading.said, where
    found.trouble, found.options = reading.trouble, reading.options


def _disagree(found: _Grade, reading: Reading, scale: Scale) -> None:
    first, second = found.code or "", reading.code or ""
    found.findings.append(
        Finding(
            "grade_number_word_conflict",
            "grade",
            f"Two grades are given: {quoted(found.text)} and {quoted(reading.said)}; I stored neither.",
            (first, second),
        )
    )
    found.code = None


def _remaining(passage: Passage, reading: Reading) -> list[Passage]:
    if not reading.said:
        return [passage]
    return (
        [Passage(passage.index, reading.rest, passage.place, passage.struck, "", passage.bold)] if reading.rest else []
    )


def _options(reading: Reading) -> tuple[str, ...]:
    return reading.options or ((reading.code,) if reading.code else ())


def _anticipated(here: RoundDraft) -> str:
    said = joined(here.values.get(Field.ANTICIPATED, ()))
    return f"Anticipated date: {said}" if said else ""


def _with_percent(text: str, here: RoundDraft) -> str:
    percent = joined(here.values.get(Field.PERCENT, ()))
    return ", ".join(part for part in (text, percent) if part)


SENTENCES = {
    "grade_ambiguous": "The grade {said} may be read in more than one way; I stored none.",
    "grade_off_scheme": "{said} stands where the grade should and is none of the key's; I stored none.",
    "grade_number_word_conflict": "The grade {said} names two grades at once; I stored neither.",
    "grade_typo": "The grade {said} is misspelt; I read {read}.",
    "ambiguous_leading_number": "{said} begins with a number that may be a grade or a list's; I took it for no grade.",
}


def _missing(
    found: _Grade, update: ProposedUpdate, here: RoundDraft, scale: Scale, *, asked: bool, colours_lost: bool
) -> list[Finding]:
    when = f" for {update.round}" if update.round else ""
    if found.trouble in SENTENCES and (found.text or found.trouble == "ambiguous_leading_number"):
        said = quoted(found.text or update.explanation or update.evidence, 60)
        read = scale.label(found.code) if found.code else ""
        return [Finding(found.trouble, "grade", SENTENCES[found.trouble].format(said=said, read=read), found.options)]
    if found.code or found.findings or not asked:
        return []
    if not any((update.evidence, update.explanation, update.impact, update.future, found.text)):
        if colours_lost or (not here.spotted and not here.labelled & {Field.GRADE, Field.ASSESSMENT}):
            return []
        return [Finding("round_blank", "grade", f"Nothing is filled in{when}: no evidence and no grade.")]
    if colours_lost:
        return []
    if business := re.search(r"business as usual|\bBAU\b", f"{update.evidence} {update.explanation}", re.IGNORECASE):
        return [
            Finding(
                "grade_missing",
                "grade",
                f"No grade is given{when}; the text says {quoted(business[0])}.",
                _complete(scale),
            )
        ]
    return [Finding("grade_missing", "grade", f"No grade is given{when}; I stored none.", found.options)]


def _complete(scale: Scale) -> tuple[str, ...]:
    return tuple(level.code for level in scale.levels if level.meaning == "complete")


def colours_named(text: str) -> Sequence[str]:
    """The colours that a text says the rating is: "the RAG rating remains AMBER"."""
    shouted = re.findall(
        r"\b(?:RAG|rat(?:ed|ing)|remains?|graded?)\b[^.]{0,60}?\b(" + "|".join(lexicon().colours).upper() + r")\b", text
    )
    return tuple(dict.fromkeys(shouted))
