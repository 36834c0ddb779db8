"""Understanding a document: a `Source` as it lies on the table becomes a `Proposal`, with every doubt and every word.

Laid flat (strips), its key found, scanned into drafts, merged, built, checked against itself, and the rest listed.
"""

from collections import Counter
from dataclasses import replace

from storage.importing.proposal import Doubt, Key, Proposal, ProposedRecommendation
from storage.importing.reading.building import Expectations, build, place
from storage.importing.reading.checks import contradictions
from storage.importing.reading.cover import Cover, read_cover, running_titles
from storage.importing.reading.doubting import Finding
from storage.importing.reading.drafts import Draft
from storage.importing.reading.families import family_of
from storage.importing.reading.key import find_key, letters_for
from storage.importing.reading.labels import Field
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.merging import merged
from storage.importing.reading.numbering import gap_finding, missing_numbers, repeated
from storage.importing.reading.responsible import lead_in_heading
from storage.importing.reading.rounds import Spotted
from storage.importing.reading.scales import Scale
from storage.importing.reading.scanning import scan
from storage.importing.reading.schemes import known_scale
from storage.importing.reading.strips import Flat, lay_flat
from storage.importing.reading.totals import counted_totals, mismatch, stated_totals
from storage.importing.source import Source


def read(source: Source) -> Proposal:
    flat, ledger = lay_flat(source), Ledger()
    scale, key = find_key(flat.strips, ledger)
    used = set(key)
    running = running_titles(flat)
    totals = stated_totals(flat.strips, scale, ledger, used)
    scanned = scan(flat.strips, used, scale, ledger, running)
    drafts = [draft for draft in scanned.drafts if not draft.is_empty]
    for draft in drafts:
        lead_in_heading(draft)
    drafts = merged(drafts, ledger)
    scale, scheme_doubts = known_scale(scale, drafts)
    scale = letters_for(scale, _grades_said(drafts))
    rounds = _rounds(drafts)
    cover = read_cover(flat, scanned.cover, rounds, ledger, _before(flat, drafts), running)
    expects = _expectations(drafts, cover, rounds, scale)
    for draft in drafts:
        place(draft, ledger)
    built = [build(draft, position, scale, expects) for position, draft in enumerate(drafts, 1)]
    recommendations = tuple(one.recommendation for one in built)
    counted = counted_totals(recommendations, scale, totals)
    missing = missing_numbers(recommendations)
    whole = [
        *scanned.findings, *scheme_doubts, *cover.findings, *gap_finding(missing),
        *mismatch(totals, counted, sum(1 for one in recommendations if not (one.updates and one.updates[-1].grade))),
        *_of_the_document(drafts, expects, recommendations),
    ]  # fmt: skip
    about: list[tuple[int | None, Finding]] = [
        (one.recommendation.position, finding) for one in built for finding in one.findings
    ]
    about += [*repeated(recommendations), *contradictions(recommendations, scale, cover.agreed, cover.reported)]
    proposal = Proposal(
        file=source.file,
        family=family_of(f"{cover.title} {cover.subject} {source.file.replace('_', ' ')}", drafts),
        title=cover.title,
        subject=cover.subject,
        organisation=cover.organisation,
        link_officers=cover.link_officers,
        agreed=cover.agreed,
        reported=cover.reported,
        key=Key(scale.stated, scale.levels),
        totals_stated=totals,
        totals_counted=counted,
        recommendations=recommendations,
        missing_numbers=missing,
        doubts=_doubts(whole, about, recommendations),
    )
    return _with_rest(proposal, ledger, flat)


def _grades_said(drafts: list[Draft]) -> list[str]:
    cells = [here.values.get(Field.GRADE, []) for draft in drafts for here in draft.rounds]
    cells += [sub.values.get(Field.GRADE, []) for draft in drafts for sub in draft.subs]
    return [" ".join(passage.text for passage in cell) for cell in cells if cell]


def _rounds(drafts: list[Draft]) -> tuple[Spotted, ...]:
    """Every round that a label names, in order."""
    found: dict[object, Spotted] = {}
    for draft in drafts:
        for here in draft.rounds:
            if here.spotted:
                found.setdefault(here.spotted.on or here.spotted.text.casefold(), here.spotted)
    return tuple(sorted(found.values(), key=lambda one: (one.on is None, str(one.on), one.text)))


def _before(flat: Flat, drafts: list[Draft]) -> int:
    first = drafts[0].place if drafts else ""
    return next((n for n, strip in enumerate(flat.strips) if strip.place == first), len(flat.strips))


def _expectations(drafts: list[Draft], cover: Cover, rounds: tuple[Spotted, ...], scale: Scale) -> Expectations:
    def held(*fields: Field) -> bool:
        return any(draft.values.get(field) for draft in drafts for field in fields)

    rows = [here for draft in drafts for here in draft.rounds]
    asked = any(here.labelled & {Field.GRADE, Field.ASSESSMENT} for here in rows)
    cells = [here for here in rows if Field.GRADE in here.labelled]
    lost = bool(cells) and not any(here.values.get(Field.GRADE) or here.shade for here in cells)
    return Expectations(
        owner=held(Field.OWNER, Field.OWNER_AND_DUE),
        due=held(Field.DUE, Field.REVISED_DUE, Field.OWNER_AND_DUE),
        grade=asked,
        measure=held(Field.MEASURE),
        percent=any(here.values.get(Field.PERCENT) for here in rows),
        colours_lost=lost and len(cells) > 1,
        reported=cover.round,
        rounds=rounds,
        dated=_dated_labels(drafts),
    )


def _dated_labels(drafts: list[Draft]) -> frozenset[Field]:
    """Labels that carry their own date somewhere."""
    inherited = [Counter(what for what, _ in draft.inherited) for draft in drafts]
    labelled = [Counter(what for here in draft.rounds if here.spotted for what in here.labelled) for draft in drafts]
    return frozenset(
        what for own, lent in zip(labelled, inherited, strict=True) for what in own if own[what] > lent[what]
    )


def _of_the_document(
    drafts: list[Draft], expects: Expectations, recommendations: tuple[ProposedRecommendation, ...]
) -> list[Finding]:
    findings = []
    if expects.colours_lost:
        findings.append(
            Finding(
                "rag_colour_lost",
                "grade",
                "There is a column for grades and nothing in it: colours did not come with the text. I stored no grade.",
            )
        )
    if recommendations and not expects.due and not any(one.sub_actions for one in recommendations):
        findings.append(Finding("due_missing", "due", "The document has no place for due dates; I stored none."))
    if not recommendations:
        findings.append(
            Finding(
                "nothing_read",
                "text",
                "I found no recommendation in this document. Everything it says is listed as not placed.",
            )
        )
    return findings


def _doubts(
    whole: list[Finding], about: list[tuple[int | None, Finding]], recommendations: tuple[ProposedRecommendation, ...]
) -> tuple[Doubt, ...]:
    """Those of the whole document first, then by recommendation. The same thing is not said twice."""
    places = {one.position: one.place for one in recommendations}
    ordered = [(None, finding) for finding in whole] + sorted(about, key=lambda one: one[0] or 0)
    doubts = [finding.about(position, places.get(position, "") if position else "") for position, finding in ordered]
    return tuple(dict.fromkeys(doubts))


def _with_rest(proposal: Proposal, ledger: Ledger, flat: Flat) -> Proposal:
    said = " ¦ ".join(_texts(proposal))
    return replace(proposal, not_placed=ledger.left(flat, said))


def _texts(proposal: Proposal) -> list[str]:
    return [
        proposal.title,
        proposal.subject,
        *(part for one in proposal.recommendations for part in (one.section, one.text, *one.actions, *one.measures)),
    ]
