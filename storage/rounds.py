"""Rounds: opening and closing them, and who is still wanted for what."""

from datetime import date
from typing import Any

from sqlalchemy import Boolean, Select, bindparam, exists, select
from sqlmodel import Session, col

from storage import recommendations, unsent
from storage.changes import added, audit
from storage.errors import Refusal
from storage.memory import plan_changed
from storage.plans import concern_of_plan
from storage.prepared import rows
from storage.rules import permissions
from storage.rules.wording import keepable
from storage.schemes import scheme_of
from storage.sheets import answers_for, round_view
from storage.tables import people as people_tables
from storage.tables import plans as plan_tables
from storage.tables import rounds as tables
from storage.telling_apart import told_apart
from storage.views import Assignment, Moment, Person, Round
from storage.vocabulary import MOST_LINE, HandoverState, Role, UpdateState

_round, _plan, _recommendation = tables.Round, plan_tables.Plan, plan_tables.Recommendation
_update, _version, _handover = tables.Update, tables.UpdateVersion, tables.Handover
_ownership, _owner, _to = plan_tables.Ownership, plan_tables.Owner, people_tables.Person

# Open rounds' recommendations that may concern somebody; the permission rules have the last word.
LINES: Select[*tuple[Any, ...]] = (
    select(
        col(_round.id).label("round_id"),
        col(_round.label),
        col(_round.closes_on),
        col(_plan.id).label("plan_id"),
        col(_plan.title),
        col(_plan.service),
        col(_plan.scheme_id),
        col(_plan.edition),
        col(_recommendation.id),
        col(_recommendation.number),
        col(_recommendation.position),
        col(_recommendation.text),
        col(_update.state),
        col(_update.version),
        col(_update.sent_version),
        col(_version.grade_code),
    )
    .join(_plan, col(_plan.id) == col(_round.plan_id))
    .join(_recommendation, col(_recommendation.plan_id) == col(_plan.id))
    .outerjoin(
        _update,
        (col(_update.recommendation_id) == col(_recommendation.id)) & (col(_update.round_id) == col(_round.id)),
    )
    .outerjoin(_version, (col(_version.update_id) == col(_update.id)) & (col(_version.number) == col(_update.version)))
    .where(col(_round.closed_at).is_(None), col(_recommendation.signed_off_at).is_(None))
    .where(
        exists().where(
            col(_ownership.recommendation_id) == col(_recommendation.id),
            col(_ownership.ended_at).is_(None),
            col(_owner.id) == col(_ownership.owner_id),
            col(_owner.person_id) == bindparam("person"),
        )
        | bindparam("of_all", type_=Boolean)
        | col(_plan.id).in_(bindparam("plans", expanding=True))
        | col(_plan.service).in_(bindparam("services", expanding=True))
    )
    .order_by(col(_round.period_on), col(_plan.title), col(_recommendation.position), col(_round.id))
)
# What somebody has handed on that is not settled, and to whom it is offered.
HANDED = (
    select(col(_handover.recommendation_id), col(_handover.round_id), col(_handover.state), col(_to.name))
    .outerjoin(_to, col(_to.id) == col(_handover.to_id))
    .where(col(_handover.from_id) == bindparam("person"))
    .where(col(_handover.state).in_([HandoverState.OFFERED, HandoverState.WITH_CLERK]))
    .where(col(_to.id).is_(None) | col(_to.active))
)


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
    plan_changed(session, plan_id)
    after = {"label": label, "closes_on": closes_on.isoformat() if closes_on else None}
    audit(session, person=person, moment=moment, act="opened", noun="round", noun_id=row.id, after=after)
    return round_view(row)


def close_round(session: Session, *, person: Person, moment: Moment, round_id: int) -> Round:
    """Nothing is taken in it from here on. Whoever wrote what was not sent, or could have sent it, is told by a letter."""
    row = _row(session, round_id)
    permissions.check_run_round(person, concern_of_plan(session, row.plan_id))
    if row.closed_at is not None:
        raise Refusal(f"The {row.label} round is closed already.")
    row.closed_at = moment.at
    session.add(row)
    plan_changed(session, row.plan_id)
    unsent.tell_of_unsent(session, moment=moment, round_id=round_id)
    audit(session, person=person, moment=moment, act="closed", noun="round", noun_id=round_id)
    return round_view(row)


def check_open(round: Round) -> None:
    """Answers are taken while a round is open; then it is the clerk's to reopen the matter."""
    if round.closed:
        raise Refusal(
            f"The {round.label} round has closed, so I cannot change anything in it. "
            "What you sent before is safe. Ask the scrutiny team if something has to be put right."
        )


def assignments(session: Session, *, person: Person) -> tuple[Assignment, ...]:
    """All that open rounds want, or wanted, from this person: by plan and position. Signed-off items are not asked."""
    lines = rows(session, LINES, _scopes(person))
    agreed = recommendations.dossiers(
        session, {row.id: recommendations.Edition(row.plan_id, row.edition) for row in lines}
    )
    handed = {
        (recommendation_id, round_id): (state, name or "")
        for recommendation_id, round_id, state, name in rows(session, HANDED, {"person": person.id})
    }
    found: list[Assignment] = []
    for row in lines:
        dossier = agreed[row.id]
        concern = recommendations.concern_with(row.plan_id, row.service, dossier.owners)
        state, offered_to = handed.get((row.id, row.round_id), ("", ""))
        if not permissions.may_answer(person, concern) or state == HandoverState.WITH_CLERK:
            continue
        grade = scheme_of(session, row.scheme_id).grade(row.grade_code)
        for_owner = answers_for(person, concern, dossier.owners)
        found.append(
            Assignment(
                recommendation_id=row.id,
                round_id=row.round_id,
                round_label=row.label,
                plan_title=row.title,
                number=row.number,
                position=row.position,
                text=row.text,
                due=dossier.due,
                state=UpdateState(row.state) if row.state else None,
                grade=grade.full_label if grade else "",
                unsent=row.state is not None and row.version > row.sent_version,
                closes_on=row.closes_on,
                for_owner=for_owner.name if for_owner else "",
                offered_to=offered_to,
                sent=bool(row.sent_version),
            )
        )
    return told_apart(found)


def _scopes(person: Person) -> dict[str, object]:
    """The parameters of `LINES`: this person, and all that they are link officer of."""
    linked = [held for held in person.roles if held.role is Role.LINK_OFFICER]
    return {
        "person": person.id,
        "of_all": any(held.plan_id is None and held.service is None for held in linked),
        "plans": [held.plan_id for held in linked if held.plan_id is not None],
        "services": [held.service for held in linked if held.plan_id is None and held.service is not None],
    }


def _row(session: Session, round_id: int) -> tables.Round:
    row = session.get(tables.Round, round_id)
    if row is None:
        raise Refusal("That round is not in the record any more. Type “update” to see what is waiting.")
    return row
