"""A draft becomes a proposed recommendation, with every doubt that its own words raise."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storage.importing.proposal import ProposedRecommendation, ProposedUpdate
from storage.importing.reading.beneath import OF_A_SUB_ACTION, OF_AN_INDICATOR, read_indicators, read_sub_actions
from storage.importing.reading.besides import beside_lines, is_declined
from storage.importing.reading.dating import date_rounds
from storage.importing.reading.doubting import Finding, of_many_rows, quoted
from storage.importing.reading.drafts import OF_A_RECOMMENDATION, OF_A_ROUND, Draft, RoundDraft, items, joined, listed
from storage.importing.reading.expecting import Expectations
from storage.importing.reading.labels import Field
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.responsible import read_responsible
from storage.importing.reading.rows import points_elsewhere
from storage.importing.reading.scales import Scale
from storage.importing.reading.spans import certain_dates
from storage.importing.reading.spoken import closing_grade, colours_named, opening_grade
from storage.importing.reading.updates import read_update
from storage.vocabulary import Meaning

SHARE = re.compile(r"\s*(\d{1,3}(?:\.\d+)?)\s?%\s*")
ALL = 100
UNDONE = (Meaning.ON_TRACK, Meaning.SLIPPED, Meaning.NOT_ACHIEVED)
CUT = re.compile(r"(?:\s[-–—]|,|\b(?:and|or|of|for|the|to|with|in|on|by|a|an))\s*$")


@dataclass(frozen=True, slots=True)
class Built:
    recommendation: ProposedRecommendation
    findings: tuple[Finding, ...]


def place(draft: Draft, ledger: Ledger) -> None:
    """What a recommendation is built from has its place in it."""
    ledger.take((*draft.heading, *draft.over, *draft.theme, *draft.loose))
    ledger.take(passage for passages in draft.besides.values() for passage in passages)
    ledger.take(draft.beside_heads)
    read = [(draft.values, (*OF_A_RECOMMENDATION, Field.NUMBER))]
    read += [(here.values, tuple(OF_A_ROUND)) for here in draft.rounds]
    read += [(sub.values, OF_A_SUB_ACTION) for sub in draft.subs]
    read += [(one.values, OF_AN_INDICATOR) for one in draft.indicators]
    for values, fields in read:
        for field in fields:
            ledger.take(values.get(field, ()))


def build(draft: Draft, position: int, scale: Scale, expects: Expectations) -> Built:
    has_its_day = expects.asked.fallback is not None and not any(here.spotted for here in draft.rounds)
    rounds = () if has_its_day else expects.rounds[draft.sheet]
    findings = [*draft.findings, *date_rounds(draft, rounds, expects.dated, expects.stands_at)]
    told = {field for sub in draft.subs if draft.paired for field, passages in sub.values.items() if passages}
    answers = read_responsible(
        draft,
        expects_owner=expects.owner and told.isdisjoint((Field.OWNER, Field.OWNER_AND_DUE)),
        expects_due=expects.due and told.isdisjoint((Field.DUE, Field.REVISED_DUE, Field.OWNER_AND_DUE)),
        short_years=expects.short_years,
    )
    updates, of_updates = _updates(draft, scale, expects)
    subs, of_subs = read_sub_actions(draft.subs, scale, short_years=expects.short_years)
    indicators, of_indicators = read_indicators(draft.indicators)
    one = ProposedRecommendation(
        position=position,
        text=_text(draft, _shares(draft, updates)),
        number=draft.number,
        section=draft.section,
        place=draft.place,
        owners=answers.owners,
        due=answers.due,
        dues=answers.dues,
        actions=listed(draft.values.get(Field.ACTION, ())),
        measures=listed(draft.values.get(Field.MEASURE, ())),
        sub_actions=subs,
        indicators=indicators,
        updates=updates,
    )
    findings += [*answers.findings, *of_updates, *of_many_rows(of_subs), *of_many_rows(of_indicators)]
    if not one.due.text and not expects.due:
        findings += _dates_in_text(one)
    if any(finding.code in ("grade_in_evidence", "grade_ambiguous") for finding in draft.findings):
        findings = [finding for finding in findings if finding.code != "grade_missing"]  # one is offered
    if is_declined(draft.besides, one.actions):
        findings = _without_gaps(findings)
    is_told = bool(draft.text or draft.values.get(Field.FINDING))
    return Built(one, tuple(_of_the_text(one, findings, is_told=is_told)))


def _shares(draft: Draft, updates: Sequence[ProposedUpdate]) -> list[str]:
    """ "30%" where no grade is given that it stands beside: it is no grade, and says how much is done."""
    found = []
    for here in draft.rounds:
        said = " ".join(passage.text for passage in here.values.get(Field.PERCENT, ()))
        name = here.spotted.text if here.spotted else ""
        if said and not any(joined(here.values[Field.PERCENT]) in one.grade_text for one in updates):
            found.append(f"Percentage complete{f' ({name})' if name else ''}: {said}")
    return found


def _text(draft: Draft, shares: Sequence[str] = ()) -> str:
    """The recommendation, what an auditor found that led to it, and what the record has no field for; where nothing is
    recommended, what was found."""
    findings = items(draft.values.get(Field.FINDING, ()))
    if draft.text:
        findings = tuple(f"Finding: {said}" for said in findings)
    return "\n".join(part for part in (draft.text, *findings, *beside_lines(draft.besides), *shares) if part)


def _of_the_text(one: ProposedRecommendation, findings: Sequence[Finding], *, is_told: bool) -> list[Finding]:
    """A pointer to another recommendation has no gaps of its own. `is_told`: its words are given, and not only what the
    record has no field for."""
    if points_elsewhere(one.text):
        pointer = Finding("pointer", "text", f"{quoted(one.text)} only points to another recommendation.")
        return [*_without_gaps(findings), pointer]
    cut = [
        Finding("text_truncated", "text", f"The text {quoted(text[-60:])} seems to be cut off.")
        for text in (one.text, *one.actions)
        if CUT.search(text)
    ]
    if not is_told and not any(finding.code == "wording_or_answer" for finding in findings):
        name = f"Number {one.number}" if one.number else "This"
        cut.append(Finding("text_missing", "text", f"{name} has no text of a recommendation."))
    return [*findings, *cut]


def _without_gaps(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if not finding.code.endswith(("_missing", "_blank"))]


def _updates(draft: Draft, scale: Scale, expects: Expectations) -> tuple[tuple[ProposedUpdate, ...], list[Finding]]:
    updates: list[ProposedUpdate] = []
    findings: list[Finding] = []
    has_share = any(here.values.get(Field.PERCENT) for here in draft.rounds)
    for here in draft.rounds:
        read = read_update(here, scale, expects.asked)
        one = read.update
        if expects.percent and not has_share:
            findings.append(Finding("pct_missing", "grade", "No percentage is given here.", place=here.place))
        findings += [*read.findings, *_against_its_text(one, scale), *_against_its_share(one, here, scale)]
        if any((one.grade, one.grade_text, one.evidence, one.explanation, one.impact, one.future)):
            updates.append(one)
    return tuple(_in_order(updates)), findings


def _in_order(updates: list[ProposedUpdate]) -> list[ProposedUpdate]:
    """The oldest first, where every one has its day."""
    days = {one.on for one in updates if one.on}
    return sorted(updates, key=lambda one: str(one.on)) if len(days) == len(updates) else updates


def _against_its_share(update: ProposedUpdate, here: RoundDraft, scale: Scale) -> list[Finding]:
    """ "In progress" beside 100%, "Complete" beside 80%."""
    share = SHARE.fullmatch(joined(here.values.get(Field.PERCENT, ())))
    meaning = scale.meaning(update.grade)
    if not share or scale.in_percent or meaning not in (*UNDONE, Meaning.COMPLETE):
        return []
    if (float(share[1]) >= ALL) == (meaning is Meaning.COMPLETE):
        return []
    said = f"The grade is {scale.label(str(update.grade))} and {share[0].strip()} is said to be done; I kept the grade."
    return [Finding("grade_number_word_conflict", "grade", said, (str(update.grade),), round=update.round)]


def _against_its_text(update: ProposedUpdate, scale: Scale) -> list[Finding]:
    """ "The rating remains AMBER" beside a cell that says G."""
    colours = colours_named(f"{update.evidence} {update.explanation}")
    named = {code for colour in colours if (code := scale.coded(colour))}
    named |= {code for text in (update.evidence, update.explanation) if (code := opening_grade(text, scale))}
    named |= {closing[0] for text in (update.evidence, update.explanation) if (closing := closing_grade(text, scale))}
    if not update.grade or not named or update.grade in named:
        return []
    labels = ", ".join(scale.label(code) for code in sorted(named))
    said = f"The cell gives {scale.label(update.grade)} and the text {labels}; I kept the cell's."
    return [Finding("rag_text_cell_conflict", "grade", said, (update.grade, *sorted(named)), round=update.round)]


def _dates_in_text(one: ProposedRecommendation) -> list[Finding]:
    texts = (*one.actions, *(update.future for update in one.updates))
    dates = tuple(dict.fromkeys(on for text in texts for on in certain_dates(text)))
    if not dates:
        return []
    listed = ", ".join(f"{on.day} {on:%B %Y}" for on in dates)
    said = f"No due date has a place of its own; the text speaks of {listed}."
    return [Finding("due_in_text", "due", said, tuple(map(str, dates)))]
