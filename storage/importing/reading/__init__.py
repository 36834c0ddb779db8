"""Understanding a document: a `Source` as it lies on the table becomes a `Proposal`, with every doubt and every word.

Laid flat (strips), its key and totals found, scanned into drafts, merged, built, checked against itself, the rest listed.
"""

from collections.abc import Sequence
from dataclasses import replace

from storage.importing.proposal import Doubt, Key, Proposal, ProposedRecommendation
from storage.importing.reading.accounts import date_by_its_head
from storage.importing.reading.besides import kept_with_text
from storage.importing.reading.building import build, place
from storage.importing.reading.checks import contradictions
from storage.importing.reading.councils import council_in
from storage.importing.reading.cover import Cover, read_cover, running_titles
from storage.importing.reading.dates import read_one
from storage.importing.reading.doubting import Finding
from storage.importing.reading.drafts import Draft
from storage.importing.reading.expecting import Expectations, expected, rounds_told
from storage.importing.reading.families import family_of
from storage.importing.reading.grades import Grades
from storage.importing.reading.introductions import introduction
from storage.importing.reading.key import find_key, letters_for
from storage.importing.reading.labels import Field
from storage.importing.reading.ledger import Ledger, words_in_a_row
from storage.importing.reading.merging import merged
from storage.importing.reading.nothing import blanked
from storage.importing.reading.numbering import gap_finding, missing_numbers, repeated
from storage.importing.reading.pairing import lift_only_rows, pair_all
from storage.importing.reading.replies import Replies, replies_in, without
from storage.importing.reading.responsible import lead_in_heading
from storage.importing.reading.scanning import scan
from storage.importing.reading.schemes import asks_for_course, known_scale
from storage.importing.reading.sheet_names import name_by_sheets
from storage.importing.reading.strips import Flat, lay_flat
from storage.importing.reading.ticks import ticked
from storage.importing.reading.titles import text_by_title
from storage.importing.reading.totals import counted_totals, mismatch, stated_totals
from storage.importing.reading.unread import rows_not_read, unread
from storage.importing.source import Source

About = tuple[int | None, Finding]


def read(source: Source) -> Proposal:
    file, flat, ledger = source.file, lay_flat(source), Ledger()
    remarked = [Finding(one.code, "record", one.sentence, place=one.place) for one in source.remarks]
    del source  # of thousands of rows it weighs as much as all that is made of it
    scale, taken = find_key(flat, ledger)
    stated = stated_totals(flat.strips, scale, ledger, taken)
    running = running_titles(flat)
    replies = replies_in(flat, Grades(scale))
    scanned = scan(flat.strips, taken, scale, ledger, running, replies)
    drafts = _drafts(scanned.drafts, ledger)
    heads = (box.text for strip in flat.strips for box in strip.full)
    scale, of_the_scheme = known_scale(ticked(drafts, scale), drafts, of_course=asks_for_course(heads))
    scale = letters_for(scale, _grades_said(drafts))
    outside = replies.outside(flat.strips)
    of_itself = without(flat, outside)
    before = _before(of_itself, drafts)
    cover = read_cover(of_itself, scanned.cover, rounds_told(drafts), ledger, before, running)
    cover = _of_message(cover, replies, flat, ledger)
    expects = expected(drafts, cover.round, has_key=scale.stated)
    built = [build(draft, position, scale, expects) for position, draft in enumerate(drafts, 1)]
    recommendations = tuple(one.recommendation for one in built)
    counted = counted_totals(recommendations, scale, stated)
    missing = missing_numbers(recommendations)
    ungraded = sum(not (one.updates and one.updates[-1].grade) for one in recommendations)
    whole = [
        *remarked,
        *scanned.findings,
        *kept_with_text((label for draft in drafts for label in draft.besides), scanned.findings),
        *of_the_scheme,
        *cover.findings,
        *gap_finding(missing),
        *mismatch(stated, counted, ungraded),
    ]
    about: list[About] = [(None, finding) for finding in (*whole, *_of_the_document(recommendations, expects))]
    about += [(one.recommendation.position, finding) for one in built for finding in one.findings]
    about += [*repeated(recommendations), *contradictions(recommendations, scale, cover.agreed, cover.reported)]
    held = words_in_a_row((cover.title, cover.subject, *_texts(recommendations)))
    not_read, of_unread = unread(flat.strips, ledger, held)
    about += [(None, finding) for finding in of_unread]
    said = introduction(flat, drafts, ledger, running, held, not_read, outside | scanned.around)
    about += [(None, finding) for finding in rows_not_read(flat.strips, ledger, held, recommendations, not_read)]
    return Proposal(
        file=file,
        family=family_of(f"{cover.title} {cover.subject} {file.replace('_', ' ')}", drafts),
        title=cover.title,
        subject=cover.subject,
        organisation=cover.organisation,
        link_officers=cover.link_officers,
        agreed=cover.agreed,
        reported=cover.reported,
        introduction=said,
        key=Key(scale.stated, scale.levels),
        totals_stated=stated,
        totals_counted=counted,
        recommendations=recommendations,
        missing_numbers=missing,
        doubts=_doubts(about, recommendations),
        not_placed=ledger.left(flat, held),
    )


def _of_message(cover: Cover, replies: Replies, flat: Flat, ledger: Ledger) -> Cover:
    """What a message says of itself elsewhere: the day it was sent, the council under the writer's name."""
    sent = read_one(replies.sent.text) if replies.sent and not cover.reported.text else None
    if sent and sent.on and replies.sent:
        ledger.take((replies.sent,))
        cover = replace(cover, reported=sent)
    signed = [flat.strips[at] for at in replies.signed(flat.strips)]
    return replace(cover, organisation=cover.organisation or council_in(signed, (), (), ledger))


def _drafts(scanned: Sequence[Draft], ledger: Ledger) -> list[Draft]:
    """What was found to say something, each recommendation once."""
    for draft in scanned:
        blanked(draft, ledger)
        date_by_its_head(draft, ledger)
    drafts = [draft for draft in scanned if not draft.is_empty]
    for draft in drafts:
        lead_in_heading(draft)
    drafts = merged(drafts, ledger)
    text_by_title(drafts)
    pair_all(drafts)
    lift_only_rows(drafts)
    name_by_sheets(drafts)
    for draft in drafts:
        place(draft, ledger)
    return drafts


def _grades_said(drafts: Sequence[Draft]) -> list[str]:
    cells = [here.values.get(Field.GRADE, []) for draft in drafts for here in draft.rounds]
    cells += [sub.values.get(Field.GRADE, []) for draft in drafts for sub in draft.subs]
    return [" ".join(passage.text for passage in cell) for cell in cells if cell]


def _before(flat: Flat, drafts: Sequence[Draft]) -> int:
    """How many strips stand before the first recommendation."""
    first = drafts[0].place if drafts else ""
    return next((n for n, strip in enumerate(flat.strips) if strip.place == first), len(flat.strips))


def _of_the_document(recommendations: Sequence[ProposedRecommendation], expects: Expectations) -> list[Finding]:
    findings = []
    if not recommendations:
        said = "I found no recommendation in this document. Everything it says is listed as not placed."
        return [Finding("nothing_read", "text", said)]
    if expects.asked.colours_lost:
        said = "There is a column for grades and nothing in it: colours did not come with the text. I stored no grade."
        findings.append(Finding("rag_colour_lost", "grade", said))
    if not expects.due and not any(one.sub_actions for one in recommendations):
        findings.append(Finding("due_missing", "due", "The document has no place for due dates; I stored none."))
    return findings


def _doubts(about: Sequence[About], recommendations: Sequence[ProposedRecommendation]) -> tuple[Doubt, ...]:
    """Those of the whole document first, then by recommendation. The same thing is not said twice."""
    places = {one.position: one.place for one in recommendations}
    ordered = sorted(about, key=lambda one: one[0] or 0)
    doubts = [finding.about(position, places.get(position, "") if position else "") for position, finding in ordered]
    return tuple(dict.fromkeys(doubts))


def _texts(recommendations: Sequence[ProposedRecommendation]) -> list[str]:
    return [part for one in recommendations for part in (one.section, one.text, *one.actions, *one.measures)]
