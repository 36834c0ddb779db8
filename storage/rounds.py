"""Rounds: opening and closing them, and who is still wanted for what."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, or_, select, true
from sqlmodel import Session, col

from storage import recommendations
from storage.changes import added, audit, identified
from storage.errors import Refusal
from storage.plans import concern_of_plan
from storage.rules import permissions
from storage.rules.wording import keepable
from storage.schemes import scheme_of
from storage.sheets import answers_for, round_view
from storage.tables import people as people_tables
from storage.tables import plans as plan_tables
from storage.tables import rounds as tables
from storage.views import Assignment, Moment, Person, Round
from storage.vocabulary import MOST_LINE, HandoverState, Role, UpdateState


def open_round(
    session: Session,
    *,
    person: Person,
    moment: Moment,
    plan_id: int,
    label: str,
    period_on: date,
    closes_on: date | None = None,
) -> Round:
    """Opens a round for one plan. Recommendations that were signed off stay out of it."""
    permissions.check_run_round(person, concern_of_plan(session, plan_id))
    keepable(label, "round's name", MOST_LINE)
    known = session.scalars(
        select(tables.Round).where(col(tables.Round.plan_id) == plan_id, col(tables.Round.label) == label)
    ).first()
    if known is not None:
        state = "was closed" if known.closed_at else "is open already"
        raise Refusal(f"The {label} round of this plan {state}. Choose another name for a new one.")
    row = added(
        session,
        tables.Round(
            plan_id=plan_id,
            label=label,
            period_on=period_on,
            opened_at=moment.at,
            opened_by_id=person.id,
            closes_on=closes_on,
        ),
    )
    after = {"label": label, "closes_on": closes_on.isoformat() if closes_on else None}
    audit(session, person=person, moment=moment, act="opened", noun="round", noun_id=row.id, after=after)
    return round_view(row)


def close_round(session: Session, *, person: Person, moment: Moment, round_id: int) -> Round:
    row = _row(session, round_id)
    permissions.check_run_round(person, concern_of_plan(session, row.plan_id))
    if row.closed_at is not None:
        raise Refusal(f"The {row.label} round is closed already.")
    row.closed_at = moment.at
    session.add(row)
    audit(session, person=person, moment=moment, act="closed", noun="round", noun_id=round_id)
    return round_view(row)


def check_open(session: Session, round_id: int) -> Round:
    """Answers are taken while a round is open; then it is the clerk's to reopen the matter."""
    round = round_view(_row(session, round_id))
    if round.closed:
        raise Refusal(
            f"The {round.label} round has closed, so I cannot change anything in it. "
            "What you sent before is safe. Ask the scrutiny team if something has to be put right."
        )
    return round


def assignments(session: Session, *, person: Person) -> tuple[Assignment, ...]:
    """All that open rounds want, or wanted, from this person: by plan and position. Signed-off items are not asked."""
    rows = session.execute(_lines(person)).all()
    ids = sorted({identified(recommendation.id) for _, _, recommendation, _, _ in rows})
    owners, dues = recommendations.owners(session, ids), recommendations.dues(session, ids)
    handed = _open_handovers(session, person, ids)
    found: list[Assignment] = []
    for round, plan, recommendation, update, grade_code in rows:
        id = identified(recommendation.id)
        concern = recommendations.concern_with(identified(plan.id), plan.service, owners[id])
        state, offered_to = handed.get((id, identified(round.id)), ("", ""))
        if not permissions.may_answer(person, concern) or state == HandoverState.WITH_CLERK:
            continue
        grade = scheme_of(session, plan.scheme_id).grade(grade_code)
        for_owner = answers_for(person, concern, owners[id])
        found.append(
            Assignment(
                recommendation_id=id,
                round_id=identified(round.id),
                round_label=round.label,
                plan_title=plan.title,
                number=recommendation.number,
                position=recommendation.position,
                text=recommendation.text,
                due=dues[id],
                state=UpdateState(update.state) if update else None,
                grade=grade.full_label if grade else "",
                unsent=update is not None and update.version > update.sent_version,
                closes_on=round.closes_on,
                for_owner=for_owner.name if for_owner else "",
                offered_to=offered_to,
            )
        )
    return tuple(found)


def _lines(
    person: Person,
) -> Select[tables.Round, plan_tables.Plan, plan_tables.Recommendation, tables.Update, str | None]:
    """Open rounds' recommendations that may concern this person; the permission rules have the last word."""
    round, plan, recommendation = tables.Round, plan_tables.Plan, plan_tables.Recommendation
    update, version = tables.Update, tables.UpdateVersion
    of_this = (col(update.recommendation_id) == col(recommendation.id)) & (col(update.round_id) == col(round.id))
    in_force = (col(version.update_id) == col(update.id)) & (col(version.number) == col(update.version))
    return (
        select(round, plan, recommendation, update, col(version.grade_code))
        .join(plan, col(plan.id) == col(round.plan_id))
        .join(recommendation, col(recommendation.plan_id) == col(plan.id))
        .outerjoin(update, of_this)
        .outerjoin(version, in_force)
        .where(col(round.closed_at).is_(None), col(recommendation.signed_off_at).is_(None), _may_concern(person))
        .order_by(col(round.period_on), col(plan.title), col(recommendation.position), col(round.id))
    )


def _may_concern(person: Person) -> ColumnElement[bool]:
    ownership, owner = plan_tables.Ownership, plan_tables.Owner
    owns = exists().where(
        col(ownership.recommendation_id) == col(plan_tables.Recommendation.id),
        col(ownership.ended_at).is_(None),
        col(owner.id) == col(ownership.owner_id),
        col(owner.person_id) == person.id,
    )
    linked = [held for held in person.roles if held.role is Role.LINK_OFFICER]
    reaches = [
        true()
        if held.plan_id is None and held.service is None
        else (col(plan_tables.Plan.id) == held.plan_id)
        if held.plan_id is not None
        else (col(plan_tables.Plan.service) == held.service)
        for held in linked
    ]
    return or_(owns, *reaches)


def _open_handovers(session: Session, person: Person, ids: Sequence[int]) -> dict[tuple[int, int], tuple[str, str]]:
    """What this person has handed on and is not settled: its state, and to whom it is offered."""
    handover, to = tables.Handover, people_tables.Person
    rows = session.execute(
        select(handover, col(to.name))
        .outerjoin(to, col(to.id) == col(handover.to_id))
        .where(col(handover.from_id) == person.id, col(handover.recommendation_id).in_(ids))
        .where(col(handover.state).in_([HandoverState.OFFERED, HandoverState.WITH_CLERK]))
    )
    return {(row.recommendation_id, row.round_id): (row.state, name or "") for row, name in rows}


def _row(session: Session, round_id: int) -> tables.Round:
    row = session.get(tables.Round, round_id)
    if row is None:
        raise Refusal("That round is not in the record any more. Type “update” to see what is waiting.")
    return row
