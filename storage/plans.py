"""Plans into the record, whole, in one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from storage import latest
from storage.agreed import AgreedIndicator, AgreedOwner, AgreedPlan, AgreedRecommendation
from storage.changes import add_rows, added, audit, identified
from storage.errors import Refusal
from storage.people import person_with_email
from storage.rules import permissions
from storage.schemes import add as add_scheme
from storage.tables import plans as tables
from storage.tables.columns import Table
from storage.views import Moment, Person
from storage.vocabulary import OwnerKind, Part

AT_ONCE = 500
REVISED_THERE = "The plan's document gives this as the revised date."


def add_plan(session: Session, *, person: Person, moment: Moment, plan: AgreedPlan) -> int:
    """Stores a new plan with everything agreed in it and answers its id."""
    permissions.check_import(person)
    if session.exec(select(tables.Plan.id).where(tables.Plan.title == plan.title)).first():
        raise Refusal(f"There is already a plan called “{plan.title}”. Nothing was added.")
    row = added(
        session,
        tables.Plan(
            title=plan.title,
            aliases=list(plan.aliases),
            family=plan.family,
            service=plan.service,
            scheme_id=add_scheme(session, plan.scheme),
            agreed_text=plan.agreed_text,
            agreed_on=plan.agreed_on,
            subject=plan.subject,
            organisation=plan.organisation,
            link_officers=list(plan.link_officers),
            introduction=plan.introduction,
            created_at=moment.at,
        ),
    )
    plan_id = identified(row.id)
    sections = _add_sections(session, plan_id, plan)
    _add_recommendations(session, plan_id, sections, plan.recommendations, moment)
    latest.refresh_plan(session, plan_id)
    after = {"title": plan.title, "recommendations": len(plan.recommendations)}
    audit(session, person=person, moment=moment, act="added", noun="plan", noun_id=plan_id, after=after)
    return plan_id


def concern_of_plan(session: Session, plan_id: int) -> permissions.Concern:
    plan = session.get(tables.Plan, plan_id)
    if plan is None:
        raise Refusal("That plan is not in the record. Type “help” to see what I can do.")
    return permissions.Concern(plan_id, plan.service)


def plan_titled(session: Session, title: str) -> int | None:
    return session.exec(select(tables.Plan.id).where(tables.Plan.title == title)).first()


def recommendation_ids(session: Session, plan_id: int) -> dict[str, int]:
    """A plan's recommendations by their numbers; one without a number goes by "item" and its position."""
    rows = session.exec(
        select(tables.Recommendation)
        .where(tables.Recommendation.plan_id == plan_id)
        .order_by(col(tables.Recommendation.position))
    )
    return {row.number or f"item {row.position}": identified(row.id) for row in rows}


def owner_row(session: Session, owner: AgreedOwner) -> tables.Owner:
    """The owner as already known (same kind, name, role and body), or added."""
    person = person_with_email(session, owner.email) if owner.email else None
    wanted = tables.Owner(
        kind=owner.kind,
        name=owner.name,
        role=owner.role,
        organisation=owner.organisation,
        person_id=person.id if person else None,
    )
    known = session.exec(
        select(tables.Owner)
        .where(tables.Owner.kind == wanted.kind, tables.Owner.name == wanted.name)
        .where(tables.Owner.role == wanted.role, tables.Owner.organisation == wanted.organisation)
        .where(
            col(tables.Owner.person_id).is_(None)
            if wanted.person_id is None
            else tables.Owner.person_id == wanted.person_id
        )
        .order_by(col(tables.Owner.id))
    ).first()
    return known or added(session, wanted)


def owner_of_person(session: Session, person: Person) -> int:
    """The owner that stands for a colleague who takes something over."""
    known = session.exec(
        select(tables.Owner.id).where(tables.Owner.person_id == person.id).order_by(col(tables.Owner.id))
    ).first()
    if known is not None:
        return known
    row = tables.Owner(kind=OwnerKind.PERSON, name=person.name, role=person.job_title, person_id=person.id)
    return identified(added(session, row).id)


def _add_sections(session: Session, plan_id: int, plan: AgreedPlan) -> dict[str, int]:
    titles = dict.fromkeys(recommendation.section for recommendation in plan.recommendations if recommendation.section)
    return {
        title: identified(added(session, tables.Section(plan_id=plan_id, position=position, title=title)).id)
        for position, title in enumerate(titles, 1)
    }


def _add_recommendations(
    session: Session,
    plan_id: int,
    sections: Mapping[str, int],
    recommendations: Sequence[AgreedRecommendation],
    moment: Moment,
) -> None:
    """All of a plan's, so many of their rows together that thousands are quick, and so few that memory stays small."""
    owners: dict[AgreedOwner, int] = {}
    for start in range(0, len(recommendations), AT_ONCE):
        some = recommendations[start : start + AT_ONCE]
        rows = [
            tables.Recommendation(
                plan_id=plan_id,
                section_id=sections.get(one.section),
                position=position,
                number=one.number,
                text=one.text,
            )
            for position, one in enumerate(some, start + 1)
        ]
        session.add_all(rows)
        session.flush()
        pairs = [(identified(row.id), agreed) for row, agreed in zip(rows, some, strict=True)]
        add_rows(session, [one for id, agreed in pairs for one in _agreed_rows(session, id, agreed, moment, owners)])


def add_recommendation(
    session: Session,
    plan_id: int,
    section_id: int | None,
    position: int,
    agreed: AgreedRecommendation,
    moment: Moment,
) -> int:
    """Adds one recommendation with all that was agreed about it."""
    row = added(
        session,
        tables.Recommendation(
            plan_id=plan_id, section_id=section_id, position=position, number=agreed.number, text=agreed.text
        ),
    )
    id = identified(row.id)
    add_rows(session, _agreed_rows(session, id, agreed, moment, {}))
    return id


def _agreed_rows(
    session: Session, id: int, agreed: AgreedRecommendation, moment: Moment, owners: dict[AgreedOwner, int]
) -> list[Table]:
    """Everything that was agreed about a recommendation. `owners`: those that have been looked up before."""
    return [
        *text_rows(id, agreed),
        *indicator_rows(id, agreed.indicators),
        *owner_rows(session, id, agreed, moment, owners),
        *due_rows(id, agreed, moment),
    ]


def due_rows(recommendation_id: int, agreed: AgreedRecommendation, moment: Moment) -> Iterator[Table]:
    """The date that was agreed, and after it the one that the document says it was revised to."""
    first = agreed.due_before
    if first is not None:
        yield tables.DueDate(recommendation_id=recommendation_id, text=first.text, due_on=first.on, set_at=moment.at)
    if agreed.due_text or agreed.due_on:
        yield tables.DueDate(
            recommendation_id=recommendation_id,
            text=agreed.due_text,
            due_on=agreed.due_on,
            reason=REVISED_THERE if first is not None else "",
            set_at=moment.at,
        )


def text_rows(recommendation_id: int, agreed: AgreedRecommendation) -> Iterator[Table]:
    """What nothing else points to: the agreed actions, the measures and the sub-actions."""
    for place, text in enumerate(agreed.actions, 1):
        yield tables.AgreedAction(recommendation_id=recommendation_id, position=place, text=text)
    for place, text in enumerate(agreed.measures, 1):
        yield tables.Measure(recommendation_id=recommendation_id, position=place, text=text)
    for place, action in enumerate(agreed.sub_actions, 1):
        yield tables.SubAction(
            recommendation_id=recommendation_id,
            position=place,
            number=action.number,
            group=action.group,
            text=action.text,
            lead=action.lead,
            start_text=action.start_text,
            starts_on=action.starts_on,
            due_text=action.due_text,
            due_on=action.due_on,
            grade_code=action.grade_code,
            grade_text=action.grade_text,
        )


def indicator_rows(recommendation_id: int, indicators: Sequence[AgreedIndicator], *, first: int = 1) -> Iterator[Table]:
    for place, indicator in enumerate(indicators, first):
        yield tables.Indicator(
            recommendation_id=recommendation_id,
            position=place,
            code=indicator.code,
            text=indicator.text,
            lead=indicator.lead,
            target=indicator.target,
        )


def owner_rows(
    session: Session,
    recommendation_id: int,
    agreed: AgreedRecommendation,
    moment: Moment,
    known: dict[AgreedOwner, int],
) -> Iterator[Table]:
    """`known`: the owners that have been looked up before, and from here on those that are looked up now."""
    for place, owner in enumerate(agreed.owners, 1):
        who = replace(owner, as_written="", part=Part.LEAD)
        if who not in known:
            known[who] = identified(owner_row(session, owner).id)
        yield tables.Ownership(
            recommendation_id=recommendation_id,
            owner_id=known[who],
            part=owner.part,
            position=place,
            as_written=owner.as_written or owner.name,
            since_at=moment.at,
        )
