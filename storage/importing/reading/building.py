"""A draft becomes a proposed recommendation, with every doubt that its own words raise."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from storage.importing.proposal import (
    Dated,
    ProposedIndicator,
    ProposedRecommendation,
    ProposedSubAction,
    ProposedUpdate,
)
from storage.importing.reading.dates import certain_dates, read_start, read_when
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import (
    OF_A_RECOMMENDATION,
    OF_A_ROUND,
    Draft,
    IndicatorDraft,
    RoundDraft,
    SubDraft,
    items,
    joined,
    same_round,
)
from storage.importing.reading.grades import read_grade
from storage.importing.reading.key import colour_of
from storage.importing.reading.labels import Field
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.owners import is_person
from storage.importing.reading.responsible import read_responsible
from storage.importing.reading.rounds import Spotted
from storage.importing.reading.rows import points_elsewhere
from storage.importing.reading.scales import Scale
from storage.importing.reading.updates import colours_named, read_update

MORE_OF_A_SUB_ACTION = (
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
    Field.START,
    Field.DUE,
    Field.REVISED_DUE,
    Field.GRADE,
    *MORE_OF_A_SUB_ACTION,
)
OF_AN_INDICATOR = (Field.INDICATOR, Field.INDICATOR_CODE, Field.OWNER, Field.TARGET, Field.ACTUAL)
CUT = re.compile(r"(?:\s[-–—]|,|\b(?:and|or|of|for|the|to|with|in|on|by|a|an))\s*$")
EMPTY_FIGURE = ("-", "–", "—")


@dataclass(frozen=True, slots=True)
class Expectations:
    """What the document has a place for, so that a gap in one recommendation is a gap."""

    owner: bool
    due: bool
    grade: bool
    measure: bool
    percent: bool
    colours_lost: bool
    reported: Spotted | None
    rounds: tuple[Spotted, ...]
    dated: frozenset[Field]


@dataclass(frozen=True, slots=True)
class Built:
    recommendation: ProposedRecommendation
    findings: tuple[Finding, ...]


def build(draft: Draft, position: int, scale: Scale, expects: Expectations) -> Built:
    findings = list(draft.findings)
    findings += _dated_rounds(draft, expects.rounds, scale)
    findings += _inherited_rounds(draft, expects.dated)
    answers = read_responsible(draft, expects_owner=expects.owner, expects_due=expects.due)
    updates, doubts = _updates(draft, scale, expects)
    subs, sub_doubts = _sub_actions(draft, scale)
    indicators, indicator_doubts = _indicators(draft)
    findings += [*answers.findings, *doubts, *sub_doubts, *indicator_doubts]
    actions = items(draft.values.get(Field.ACTION, ()))
    text = "\n".join(
        part
        for part in (draft.text, *(f"Finding: {one}" for one in items(draft.values.get(Field.FINDING, ()))))
        if part
    )
    if not answers.due.text and not expects.due:
        findings += _dates_in_text((*actions, *(update.future for update in updates)))
    for cut in (one for one in (text, *actions) if CUT.search(one)):
        findings.append(Finding("text_truncated", "text", f"The text {quoted(cut[-60:])} seems to be cut off."))
    if points_elsewhere(text):
        findings = [one for one in findings if not one.code.endswith(("_missing", "_blank"))]
        findings.append(Finding("pointer", "text", f"{quoted(text)} only points to another recommendation."))
    if not text and not draft.number:
        findings.append(Finding("text_missing", "text", "This has no text of a recommendation."))
    recommendation = ProposedRecommendation(
        position=position,
        text=text,
        number=draft.number,
        section=draft.section,
        place=draft.place,
        owners=answers.owners,
        due=answers.due,
        actions=actions,
        measures=items(draft.values.get(Field.MEASURE, ())),
        sub_actions=subs,
        indicators=indicators,
        updates=updates,
    )
    return Built(recommendation, tuple(findings))


def place(draft: Draft, ledger: Ledger) -> None:
    """What a recommendation is built from has its place in it."""
    ledger.take((*draft.heading, *draft.over, *draft.theme, *draft.loose))
    for field in OF_A_RECOMMENDATION | {Field.NUMBER}:
        ledger.take(draft.values.get(field, ()))
    for here in draft.rounds:
        for field in OF_A_ROUND:
            ledger.take(here.values.get(field, ()))
    for sub in draft.subs:
        for field in OF_A_SUB_ACTION:
            ledger.take(sub.values.get(field, ()))
    for one in draft.indicators:
        for field in OF_AN_INDICATOR:
            ledger.take(one.values.get(field, ()))


def _updates(draft: Draft, scale: Scale, expects: Expectations) -> tuple[tuple[ProposedUpdate, ...], list[Finding]]:
    updates: list[ProposedUpdate] = []
    findings: list[Finding] = []
    fallback = expects.reported if not expects.rounds else None
    for here in draft.rounds:
        read = read_update(here, scale, asked=expects.grade, colours_lost=expects.colours_lost, fallback=fallback)
        said = read.update
        if expects.percent and not here.values.get(Field.PERCENT):
            findings.append(Finding("pct_missing", "grade", "No percentage is given here.", place=here.place))
        findings += read.findings
        findings += _narrative_conflict(said, scale)
        if any((said.grade, said.grade_text, said.evidence, said.explanation, said.impact, said.future)):
            updates.append(said)
    return tuple(updates), findings


def _narrative_conflict(update: ProposedUpdate, scale: Scale) -> list[Finding]:
    """ "The rating remains AMBER" beside a cell that says G."""
    if not update.grade:
        return []
    named = {
        code for colour in colours_named(f"{update.evidence} {update.explanation}") if (code := scale.coded(colour))
    }
    other = sorted(named - {update.grade})
    if not other or update.grade in named:
        return []
    return [
        Finding(
            "rag_text_cell_conflict",
            "grade",
            f"The cell gives {scale.label(update.grade)} and the text {', '.join(map(scale.label, other))}; I kept the cell's.",
            (update.grade, *other),
            round=update.round,
        )
    ]


def _dated_rounds(draft: Draft, rounds: tuple[Spotted, ...], scale: Scale) -> list[Finding]:
    """Words without a round's label are given the one round that is missing here, and the clerk is asked."""
    findings: list[Finding] = []
    missing = [one for one in rounds if not any(same_round(one, here.spotted) for here in draft.rounds)]
    undated = next((here for here in draft.rounds if here.spotted is None), None)
    if undated and rounds:
        dated = [here for here in draft.rounds if here.spotted and not undated.labelled & here.labelled]
        if len(missing) == 1 and not dated:
            undated.spotted = missing.pop()
        elif len(dated) == 1 or (dated and not missing):
            _pour(undated, dated[-1])
            draft.rounds.remove(undated)
            undated = dated[-1]
        if undated.spotted:
            findings.append(
                Finding(
                    "round_label_missing",
                    "round",
                    f"A label here has no date; I took it for {undated.spotted.text}.",
                    (undated.spotted.text,),
                    undated.place,
                    undated.spotted.text,
                )
            )
        else:
            findings.append(
                Finding(
                    "round_label_missing",
                    "round",
                    "A label here has no date, and I cannot tell its round.",
                    tuple(one.text for one in missing),
                    undated.place,
                )
            )
    if draft.loose:
        findings += _loose(draft, missing, scale)
    return findings


def _inherited_rounds(draft: Draft, dated: frozenset[Field]) -> list[Finding]:
    """A label that is dated elsewhere lost its date here; one that never is needs none."""
    return [
        Finding(
            "round_label_missing",
            "round",
            f"The label of the {what} has no date; I took it for {spotted.text}.",
            (spotted.text,),
            draft.place,
            spotted.text,
        )
        for what, spotted in draft.inherited
        if what in dated
    ]


def _loose(draft: Draft, missing: Sequence[Spotted], scale: Scale) -> list[Finding]:
    place = draft.loose[0].place
    first = quoted(draft.loose[0].text, 40)
    if len(missing) == 1:
        draft.rounds.append(
            RoundDraft(missing[0], {Field.EVIDENCE: draft.loose}, {Field.EVIDENCE}, place=place, loose=True)
        )
        return [
            Finding(
                "label_missing",
                "evidence",
                f"{first} and what follows has no label; I took it for the evidence of {missing[0].text}.",
                (),
                place,
                missing[0].text,
            )
        ]
    here = draft.rounds[-1] if draft.rounds else draft.round(None)
    here.values.setdefault(Field.EVIDENCE, []).extend(draft.loose)
    return [
        Finding(
            "label_missing",
            "evidence",
            f"{first} and what follows has no label; I added it to the evidence.",
            (),
            place,
        )
    ]


def _pour(undated: RoundDraft, into: RoundDraft) -> None:
    for field, passages in undated.values.items():
        into.values.setdefault(field, []).extend(passages)
    into.labelled |= undated.labelled
    into.shade = into.shade or undated.shade


def _dates_in_text(texts: Sequence[str]) -> list[Finding]:
    dates = tuple(dict.fromkeys(on for text in texts for on in certain_dates(text)))
    if not dates:
        return []
    said = ", ".join(f"{one.day} {one:%B %Y}" for one in dates)
    return [
        Finding(
            "due_in_text",
            "due",
            f"No due date has a place of its own; the text speaks of {said}.",
            tuple(map(str, dates)),
        )
    ]


def _sub_actions(draft: Draft, scale: Scale) -> tuple[tuple[ProposedSubAction, ...], list[Finding]]:
    found: list[ProposedSubAction] = []
    findings: list[Finding] = []
    numbered = any(sub.number for sub in draft.subs)
    group = ""
    for sub in draft.subs:
        one, doubts = _sub_action(sub, scale, group if sub.number else "")
        found.append(one)
        findings += doubts
        if numbered and not sub.number:
            group = one.text
    return tuple(found), findings


def _sub_action(sub: SubDraft, scale: Scale, group: str) -> tuple[ProposedSubAction, list[Finding]]:
    findings: list[Finding] = []
    text = joined(sub.values.get(Field.ACTION, ()))
    name = f"Sub-action {sub.number}" if sub.number else f"Action {quoted(text, 40)}"
    due_parts = [passage.text for passage in (*sub.values.get(Field.DUE, ()), *sub.values.get(Field.REVISED_DUE, ()))]
    due = Dated()
    if [part for part in due_parts if part not in EMPTY_FIGURE]:
        when = read_when(
            due_parts, " ".join(passage.struck for passage in sub.values.get(Field.DUE, ()) if passage.struck)
        )
        due = when.dated
        findings += [
            replace(one, field="sub_actions", message=f"{name}: {one.message}", place=sub.place)
            for one in when.findings
        ]
    start = read_start(joined(sub.values.get(Field.START, ())))
    said = joined(sub.values.get(Field.GRADE, ()))
    reading = read_grade(said, scale, cell=True) if said else None
    code = reading.code if reading else None
    if not said and sub.shade and (colour := colour_of(sub.shade)):
        code = scale.shades.get(sub.shade) or scale.coded(colour)
    if said and not code and said not in EMPTY_FIGURE:
        findings.append(
            Finding(
                "grade_off_scheme",
                "sub_actions",
                f"{name}: {quoted(said)} is no grade of the key; I stored none.",
                reading.options if reading else (),
                sub.place,
            )
        )
    more = [joined(sub.values.get(field, ())) for field in MORE_OF_A_SUB_ACTION]
    return (
        ProposedSubAction(
            text="\n".join(part for part in (text, *more) if part),
            number=sub.number,
            group=group,
            lead=joined(sub.values.get(Field.OWNER, ())),
            start=start,
            due=due,
            grade=code,
            grade_text=said,
        ),
        findings,
    )


def _indicators(draft: Draft) -> tuple[tuple[ProposedIndicator, ...], list[Finding]]:
    found: list[ProposedIndicator] = []
    findings: list[Finding] = []
    for one in draft.indicators:
        said = _indicator(one)
        found.append(said)
        name = quoted(said.text or said.code, 40)
        if not any(c.isdigit() for c in said.code) and Field.INDICATOR_CODE in one.values:
            findings.append(
                Finding(
                    "pi_code_missing", "indicators", f"The indicator {name} has no number of its own.", (), one.place
                )
            )
        if said.lead and not _is_whole_lead(said.lead):
            findings.append(
                Finding(
                    "pi_lead_spill",
                    "indicators",
                    f"The lead of the indicator {name} is {quoted(said.lead)}, which seems to have run over from another row.",
                    (),
                    one.place,
                )
            )
    return tuple(found), findings


def _indicator(one: IndicatorDraft) -> ProposedIndicator:
    def said(field: Field) -> str:
        return joined(one.values.get(field, ()))

    return ProposedIndicator(
        said(Field.INDICATOR), said(Field.INDICATOR_CODE), said(Field.OWNER), said(Field.TARGET), said(Field.ACTUAL)
    )


def _is_whole_lead(lead: str) -> bool:
    """A lone first name, or a name twice in a cell, ran over from the row beside."""
    words = lead.split()
    if len(words) == 1:
        return not (lead.istitle() and lead.isalpha())
    return not (len(words) == 3 and is_person(" ".join(words[1:])) and words[0] in words[2:])
