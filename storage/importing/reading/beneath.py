"""What stands beneath a recommendation in an improvement plan: headline actions, their sub-actions, and indicators."""

from collections.abc import Sequence
from dataclasses import replace

from storage.importing.beneath import field_of
from storage.importing.proposal import Dated, ProposedIndicator, ProposedSubAction
from storage.importing.reading.dates import read_start, read_when
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import IndicatorDraft, SubDraft, Values, joined
from storage.importing.reading.grades import read_grade
from storage.importing.reading.labels import Field
from storage.importing.reading.one_owner import names_nobody_yet
from storage.importing.reading.people import is_body, is_person
from storage.importing.reading.responsible import unmixed
from storage.importing.reading.scales import Scale
from storage.importing.reading.swatches import colour_of

MORE = (
    Field.EVIDENCE,
    Field.MEASURE,
    Field.EXPLANATION,
    Field.FUTURE,
    Field.PERCENT,
    Field.ASSESSMENT,
    Field.IMPACT,
)
OF_A_SUB_ACTION = (
    Field.NUMBER,
    Field.ACTION,
    Field.OWNER,
    Field.JOINT_OWNER,
    Field.SUPPORT,
    Field.OWNER_AND_DUE,
    Field.START,
    Field.DUE,
    Field.REVISED_DUE,
    Field.GRADE,
    *MORE,
)
LEADS = (Field.OWNER, Field.JOINT_OWNER, Field.SUPPORT)
OF_AN_INDICATOR = (Field.INDICATOR, Field.INDICATOR_CODE, Field.OWNER, Field.TARGET, Field.ACTUAL)
NOTHING = ("-", "–", "—")


def read_sub_actions(
    drafts: Sequence[SubDraft], scale: Scale, *, short_years: bool = False
) -> tuple[tuple[ProposedSubAction, ...], list[Finding]]:
    """Where rows are numbered, one without a number is the headline of those that follow."""
    found: list[ProposedSubAction] = []
    findings: list[Finding] = []
    numbered = any(sub.number for sub in drafts)
    group = ""
    if numbered:
        _await_grades(drafts)
    for place, sub in enumerate(drafts, 1):
        one, doubts = _sub_action(sub, place, scale, short_years=short_years)
        found.append(replace(one, group=group if sub.number else ""))
        findings += doubts
        if numbered and not sub.number:
            group = one.text
    return tuple(found), findings


def _await_grades(drafts: Sequence[SubDraft]) -> None:
    """Where most of the numbered rows are graded, and in words, a grade is missing where there is none."""
    rows = [sub for sub in drafts if sub.number]
    graded = [sub for sub in rows if sub.values.get(Field.GRADE)]
    if 2 * len(graded) >= len(rows) and not any(sub.shade for sub in rows):
        for sub in rows:
            sub.awaits_grade = True


def _sub_action(
    sub: SubDraft, place: int, scale: Scale, *, short_years: bool
) -> tuple[ProposedSubAction, list[Finding]]:
    text = _said(sub.values, Field.ACTION)
    who, when = unmixed(sub.values.get(Field.OWNER_AND_DUE, ()))
    who[:0] = [lead for field in LEADS if (lead := _said(sub.values, field))]
    due, doubts = _due(sub, when, short_years=short_years)
    code, grade_text, more = _grade(sub, scale)
    unled = [one for one in who if names_nobody_yet(one)]
    more += [Finding("owner_tbc", "lead", f"{quoted(one)} names nobody yet; I kept it as written.") for one in unled]
    name = f"Sub-action {sub.number}" if sub.number else f"Action {quoted(text, 40)}"
    findings = [
        replace(
            doubt,
            field=field_of("sub_actions", place, doubt.field),
            message=f"{name}: {doubt.message}",
            place=sub.place,
        )
        for doubt in (*doubts, *more)
    ]
    besides = [_said(sub.values, field) for field in MORE]
    said = ProposedSubAction(
        text="\n".join(part for part in (text, *besides) if part),
        number=sub.number,
        lead="; ".join(who),
        start=read_start(_said(sub.values, Field.START)),
        due=due,
        grade=code,
        grade_text=grade_text,
    )
    return said, findings


def _due(sub: SubDraft, mixed: Sequence[str], *, short_years: bool) -> tuple[Dated, tuple[Finding, ...]]:
    passages = [*sub.values.get(Field.DUE, ()), *sub.values.get(Field.REVISED_DUE, ())]
    texts = [*(passage.text for passage in passages if passage.text not in NOTHING), *mixed]
    if not texts:
        return Dated(), ()
    when = read_when(texts, " ".join(passage.struck for passage in passages if passage.struck), short_years=short_years)
    return when.dated, when.findings


def _grade(sub: SubDraft, scale: Scale) -> tuple[str | None, str, list[Finding]]:
    said = _said(sub.values, Field.GRADE)
    if not said:
        colour = colour_of(sub.shade)
        code = scale.shades.get(sub.shade) or scale.coded(colour) if colour else None
        missing = sub.awaits_grade and not code
        doubt = "No grade is given, where the actions beside it have one; I stored none."
        return code, "", [Finding("grade_missing", "grade", doubt)] if missing else []
    reading = read_grade(said, scale, cell=True)
    if said in NOTHING or (reading.code and not reading.trouble):
        return reading.code, said, []
    if reading.code:
        doubt = f"{quoted(said)} is not quite what the key says; I read {scale.label(reading.code)}."
        return reading.code, said, [Finding(reading.trouble, "grade", doubt, reading.options)]
    doubt = f"{quoted(said)} is no grade of the key; I stored none."
    return None, said, [Finding("grade_off_scheme", "grade", doubt, reading.options)]


def read_indicators(drafts: Sequence[IndicatorDraft]) -> tuple[tuple[ProposedIndicator, ...], list[Finding]]:
    found: list[ProposedIndicator] = []
    findings: list[Finding] = []
    for place, draft in enumerate(drafts, 1):
        one = ProposedIndicator(*(_said(draft.values, field) for field in OF_AN_INDICATOR))
        found.append(one)
        name = quoted(one.text or one.code, 40)
        if not any(c.isdigit() for c in one.code) and Field.INDICATOR_CODE in draft.values:
            said = f"The indicator {name} has no number of its own."
            findings.append(Finding("pi_code_missing", field_of("indicators", place, "code"), said, place=draft.place))
        if one.lead and not _is_whole_lead(one.lead):
            said = f"The lead of the indicator {name} is {quoted(one.lead)}, which seems to have run over from another row."
            findings.append(Finding("pi_lead_spill", field_of("indicators", place, "lead"), said, place=draft.place))
    return tuple(found), findings


def _is_whole_lead(lead: str) -> bool:
    """A lone first name, or a name twice in a cell, ran over from the row beside."""
    words = lead.split()
    if len(words) == 1:
        return is_body(lead) or not (lead.istitle() and lead.isalpha())
    return not (len(words) == 3 and is_person(" ".join(words[1:])) and words[0] in words[2:])


def _said(values: Values, field: Field) -> str:
    return joined(values.get(field, ()))
