"""Taking a newer document into a known plan: just what its comparison showed, and every change audited."""

from sqlmodel import Session, col, select

from storage.agreed import AgreedIndicator, AgreedRecommendation
from storage.changes import add_rows, added, audit, identified
from storage.importing.becoming import known_names, recommendation_of
from storage.importing.comparison import Known, known_recommendations
from storage.importing.history import same_indicator
from storage.importing.views import Comparison, Difference, IntakeView
from storage.memory import plan_changed
from storage.plans import add_recommendation, due_rows, indicator_rows, owner_rows, text_rows
from storage.schemes import add as add_scheme
from storage.schemes import scheme_of
from storage.tables import plans as tables
from storage.views import Moment, Person

# Positions are unique in a plan: while they are given out anew, the old ones stand out of the way.
OUT_OF_THE_WAY = 1_000_000
TEXTS = ("Agreed actions", "Success measures", "Sub-actions")


def take_in(
    session: Session, *, person: Person, moment: Moment, intake: IntakeView, plan_id: int, comparison: Comparison
) -> dict[int, int]:
    """Changes the plan, and answers which recommendation each position of the document is now."""
    known = known_recommendations(session, plan_id)
    _change_plan(session, person, moment, intake, plan_id, comparison)
    codes = {grade.code for grade in scheme_of(session, session.get_one(tables.Plan, plan_id).scheme_id).grades}
    sections = _sections(session, plan_id, intake)
    names = known_names(intake.owners)
    ids = dict(comparison.matched)
    for difference in comparison.changed:
        if difference.proposed is not None and difference.changes:
            agreed = recommendation_of(difference.proposed, names, codes)
            _change(session, person, moment, known[difference.id or 0], difference, agreed, sections)
    first_free = OUT_OF_THE_WAY // 2
    for place, difference in enumerate(comparison.new):
        if difference.proposed is not None:
            agreed = recommendation_of(difference.proposed, names, codes)
            id = add_recommendation(session, plan_id, sections.get(agreed.section), first_free + place, agreed, moment)
            ids[difference.proposed.position] = id
            after = {"number": agreed.number, "text": agreed.text}
            audit(session, person=person, moment=moment, act="added", noun="recommendation", noun_id=id, after=after)
    for difference in comparison.gone:
        _mark_missing(session, person, moment, difference)
    session.flush()
    _put_in_order(session, plan_id, [ids[one.position] for one in intake.proposal.recommendations])
    plan_changed(session, plan_id)
    return ids


def _change_plan(
    session: Session, person: Person, moment: Moment, intake: IntakeView, plan_id: int, comparison: Comparison
) -> None:
    if not comparison.plan:
        return
    row, proposal = session.get_one(tables.Plan, plan_id), intake.proposal
    changed = {change.field for change in comparison.plan}
    if "Subject" in changed:
        row.subject = proposal.subject
    if "Organisation" in changed:
        row.organisation = proposal.organisation
    if "Link officers" in changed:
        row.link_officers = list(proposal.link_officers)
    if "Agreed" in changed:
        row.agreed_text, row.agreed_on = proposal.agreed.text, proposal.agreed.on
    if "Introduction" in changed:
        row.introduction = "\n".join(proposal.introduction)
    if comparison.scheme is not None:
        row.scheme_id = add_scheme(session, comparison.scheme)
    session.add(row)
    session.flush()
    before = {change.field: change.before for change in comparison.plan}
    after = {change.field: change.after for change in comparison.plan}
    audit(
        session, person=person, moment=moment, act="changed", noun="plan", noun_id=plan_id, before=before, after=after
    )


def _sections(session: Session, plan_id: int, intake: IntakeView) -> dict[str, int]:
    """The plan's sections by title, with those that the document has newly after them."""
    rows = session.exec(
        select(tables.Section).where(tables.Section.plan_id == plan_id).order_by(col(tables.Section.position))
    ).all()
    found = {row.title: identified(row.id) for row in rows}
    next_place = max((row.position for row in rows), default=0) + 1
    for title in dict.fromkeys(one.section for one in intake.proposal.recommendations if one.section):
        if title not in found:
            row = added(session, tables.Section(plan_id=plan_id, position=next_place, title=title))
            found[title], next_place = identified(row.id), next_place + 1
    return found


def _change(
    session: Session,
    person: Person,
    moment: Moment,
    there: Known,
    difference: Difference,
    agreed: AgreedRecommendation,
    sections: dict[str, int],
) -> None:
    fields = {change.field for change in difference.changes}
    row = there.row
    row.number, row.text = agreed.number, agreed.text
    row.section_id = sections.get(agreed.section)
    row.missing_since_at = None
    session.add(row)
    if fields & set(TEXTS):
        _replace_texts(session, there, agreed)
    if "Indicators" in fields:
        _change_indicators(session, there, agreed.indicators)
    if "Responsible" in fields:
        _change_owners(session, there, agreed, moment)
    if "Due date" in fields:
        _add_due(session, person, there, agreed, moment)
    audit(
        session,
        person=person,
        moment=moment,
        act="changed",
        noun="recommendation",
        noun_id=there.id,
        before={change.field: change.before for change in difference.changes},
        after={change.field: change.after for change in difference.changes},
    )


def _replace_texts(session: Session, there: Known, agreed: AgreedRecommendation) -> None:
    """The words before are in the audit row; nothing else points to these rows."""
    for table in (tables.AgreedAction, tables.Measure, tables.SubAction):
        for row in session.exec(select(table).where(table.recommendation_id == there.id)):
            session.delete(row)
    session.flush()
    add_rows(session, text_rows(there.id, agreed))


def _change_indicators(session: Session, there: Known, indicators: tuple[AgreedIndicator, ...]) -> None:
    """Values point to indicators: a known one is changed, a new one added, and none is taken away."""
    new = []
    for one in indicators:
        row = next((row for row in there.indicators if same_indicator(row, one.code, one.text)), None)
        if row is None:
            new.append(one)
            continue
        row.code, row.text, row.lead, row.target = one.code, one.text, one.lead, one.target
        session.add(row)
    add_rows(session, indicator_rows(there.id, new, first=len(there.indicators) + 1))


def _change_owners(session: Session, there: Known, agreed: AgreedRecommendation, moment: Moment) -> None:
    for row in there.owners:
        if row.ended_at is None:
            row.ended_at = moment.at
            session.add(row)
    session.flush()
    add_rows(session, owner_rows(session, there.id, agreed, moment, {}))


def _add_due(session: Session, person: Person, there: Known, agreed: AgreedRecommendation, moment: Moment) -> None:
    if not there.dues:
        add_rows(session, due_rows(there.id, agreed, moment))
        return
    session.add(
        tables.DueDate(
            recommendation_id=there.id,
            text=agreed.due_text,
            due_on=agreed.due_on,
            reason="The newer version of the plan's document gives this date.",
            set_by_id=person.id,
            set_at=moment.at,
        )
    )


def _mark_missing(session: Session, person: Person, moment: Moment, difference: Difference) -> None:
    row = session.get_one(tables.Recommendation, difference.id or 0)
    row.missing_since_at = moment.at
    session.add(row)
    after = {"missing_since": moment.at.isoformat()}
    audit(session, person=person, moment=moment, act="not in the newer document", noun="recommendation",
          noun_id=row.id, after=after)  # fmt: skip


def _put_in_order(session: Session, plan_id: int, in_document: list[int]) -> None:
    """The document's order, and after it those that it does not have, in the order they had."""
    rows = session.exec(
        select(tables.Recommendation)
        .where(tables.Recommendation.plan_id == plan_id)
        .order_by(col(tables.Recommendation.position))
    ).all()
    places = {id: place for place, id in enumerate(in_document)}
    ordered = sorted(rows, key=lambda row: (places.get(identified(row.id), OUT_OF_THE_WAY), row.position))
    for place, row in enumerate(ordered, 1):
        row.position = OUT_OF_THE_WAY + place
        session.add(row)
    session.flush()
    for place, row in enumerate(ordered, 1):
        row.position = place
        session.add(row)
    session.flush()
