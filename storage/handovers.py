""" "Not mine": a recommendation is offered to a colleague, who must accept it, or goes back to the clerk, with a reason."""

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage import outbox
from storage.changes import added, audit, identified
from storage.errors import Refusal
from storage.memory import plan_changed
from storage.people import clerks_of, person_by_id
from storage.plans import owner_of_person
from storage.recommendations import concern_of, owners
from storage.rules import permissions
from storage.rules.wording import keepable
from storage.tables import people as people_tables
from storage.tables import plans as plan_tables
from storage.tables import rounds as tables
from storage.unseen import is_blank
from storage.updates import stand_to_write
from storage.views import Handover, Moment, Person
from storage.vocabulary import MOST_REASON, HandoverState, Part

OPEN = (HandoverState.OFFERED, HandoverState.WITH_CLERK)


def hand_over(
    session: Session,
    *,
    person: Person,
    moment: Moment,
    recommendation_id: int,
    round_id: int,
    to_id: int | None,
    reason: str,
) -> Handover:
    """Offers it to a colleague, or (to nobody) gives it back to the clerk. Until accepted it stays where it was."""
    now = stand_to_write(session, person, recommendation_id, round_id).sheet
    if is_blank(keepable(reason, "reason", MOST_REASON)):
        raise Refusal("Say in a few words why it is not yours, so that the next person knows. Nothing has changed yet.")
    if to_id == person.id:
        raise Refusal("That is you. Choose a colleague, or give it back to the clerk.")
    if to_id is not None and not _is_active(session, to_id):
        raise Refusal("I do not know that colleague. Choose one from the list, or give it back to the clerk.")
    earlier = _open_one(session, recommendation_id, person)
    state = HandoverState.OFFERED if to_id is not None else HandoverState.WITH_CLERK
    if earlier is not None:
        if (earlier.to_id, earlier.reason, earlier.state) == (to_id, reason.strip(), state):
            return _view(session, identified(earlier.id))
        earlier.state = HandoverState.SETTLED
        session.add(earlier)
        session.flush()
    row = added(
        session,
        tables.Handover(
            recommendation_id=recommendation_id,
            round_id=round_id,
            from_id=person.id,
            to_id=to_id,
            reason=reason.strip(),
            state=state,
            offered_at=moment.at,
        ),
    )
    after = {"to": to_id, "state": state, "reason": row.reason}
    audit(session, person=person, moment=moment, act="handed over", noun="handover", noun_id=row.id, after=after)
    _tell(session, moment, identified(row.id), [to_id] if to_id else _clerk_ids(session, now.round.plan_id), "handover")
    return _view(session, identified(row.id))


def answer(
    session: Session, *, person: Person, moment: Moment, handover_id: int, accepted: bool, reason: str = ""
) -> Handover:
    """The colleague takes it, and is its owner from now on, or declines, and it stays where it was."""
    row = session.get(tables.Handover, handover_id, with_for_update=True)
    if row is None or row.to_id != person.id:
        raise Refusal("That was not offered to you. Type “my actions” to see what is yours.")
    wanted = HandoverState.ACCEPTED if accepted else HandoverState.DECLINED
    if row.state != HandoverState.OFFERED:
        if row.state == wanted and row.answered_by_id == person.id:
            return _view(session, handover_id)
        raise Refusal(
            "That offer has been settled or taken back in the meantime. Type “my actions” to see what is yours."
        )
    row.answer = keepable(reason, "reason", MOST_REASON).strip()
    row.state, row.answered_by_id, row.answered_at = wanted, person.id, moment.at
    session.add(row)
    if accepted:
        _pass_on(session, person, moment, row)
    act = "accepted" if accepted else "declined"
    audit(session, person=person, moment=moment, act=act, noun="handover", noun_id=handover_id,
          before={"state": HandoverState.OFFERED}, after={"state": wanted, "answer": row.answer})  # fmt: skip
    _tell(session, moment, handover_id, [row.from_id], f"handover {act}")
    return _view(session, handover_id)


def assign(session: Session, *, person: Person, moment: Moment, handover_id: int, to_id: int) -> Handover:
    """The clerk settles what was given back: to another owner, or (to whoever gave it back) where it was."""
    row = session.get(tables.Handover, handover_id, with_for_update=True)
    if row is None:
        raise Refusal("That is not in the record any more. Type “to review” to see what waits for you.")
    permissions.check_assign(person, concern_of(session, row.recommendation_id))
    if row.state != HandoverState.WITH_CLERK:
        raise Refusal("That has been settled in the meantime. Type “to review” to see what waits for you.")
    if not _is_active(session, to_id):
        raise Refusal("I do not know that colleague. Choose one from the list.")
    row.state, row.answered_by_id, row.answered_at = HandoverState.SETTLED, person.id, moment.at
    session.add(row)
    if to_id != row.from_id:
        _pass_on(session, person_by_id(session, to_id), moment, row)
    after = {"state": row.state, "to": to_id}
    audit(session, person=person, moment=moment, act="assigned", noun="handover", noun_id=handover_id,
          before={"state": HandoverState.WITH_CLERK}, after=after)  # fmt: skip
    session.flush()
    _tell(session, moment, handover_id, [to_id], "assigned")
    return _view(session, handover_id)


def offers_to(session: Session, *, person: Person) -> tuple[Handover, ...]:
    """What colleagues have offered this person and they have not answered."""
    rows = session.execute(
        _lines().where(col(tables.Handover.to_id) == person.id, col(tables.Handover.state) == HandoverState.OFFERED)
    )
    return tuple(map(_line, rows))


def offers_by(session: Session, *, person: Person) -> tuple[Handover, ...]:
    """What this person has offered to colleagues who have not answered."""
    rows = session.execute(
        _lines().where(col(tables.Handover.from_id) == person.id, col(tables.Handover.state) == HandoverState.OFFERED)
    )
    return tuple(map(_line, rows))


def with_clerk(session: Session, *, person: Person) -> tuple[Handover, ...]:
    """What has been given back to the clerk, of the plans this clerk looks after."""
    rows = session.execute(_lines().where(col(tables.Handover.state) == HandoverState.WITH_CLERK)).all()
    return tuple(
        _line(row) for row in rows if permissions.may_assign(person, concern_of(session, row[0].recommendation_id))
    )


def handover(session: Session, *, person: Person, handover_id: int) -> Handover:
    """One handover, for those whom it concerns."""
    row = session.get(tables.Handover, handover_id)
    concerned = row is not None and (
        person.id in (row.from_id, row.to_id)
        or permissions.may_assign(person, concern_of(session, row.recommendation_id))
    )
    if not concerned:
        raise Refusal("That is not yours to see. Type “my actions” to see what is.")
    return _view(session, handover_id)


def _pass_on(session: Session, to: Person, moment: Moment, row: tables.Handover) -> None:
    """The giver's part ends and the taker's begins, in the same place in the list of owners."""
    ownership, owner = plan_tables.Ownership, plan_tables.Owner
    given = session.scalars(
        select(ownership)
        .join(owner, col(owner.id) == col(ownership.owner_id))
        .where(col(ownership.recommendation_id) == row.recommendation_id, col(ownership.ended_at).is_(None))
        .where(col(owner.person_id) == row.from_id)
        .order_by(col(ownership.position), col(ownership.id))
    ).all()
    for one in given:
        one.ended_at = moment.at
        session.add(one)
    if to.id not in {one.person_id for one in owners(session, [row.recommendation_id])[row.recommendation_id]}:
        session.add(
            ownership(
                recommendation_id=row.recommendation_id,
                owner_id=owner_of_person(session, to),
                # Who takes it from a link officer joins the body it was answered for; that body stays responsible.
                part=given[0].part if given else Part.JOINT,
                position=given[0].position if given else 99,
                as_written=to.name,
                since_at=moment.at,
            )
        )
    recommendation = session.get_one(plan_tables.Recommendation, row.recommendation_id)
    plan_changed(session, recommendation.plan_id)


def _is_active(session: Session, person_id: int) -> bool:
    colleague = session.get(people_tables.Person, person_id)
    return colleague is not None and colleague.active


def _tell(session: Session, moment: Moment, handover_id: int, person_ids: list[int], kind: str) -> None:
    for id in person_ids:
        key = f"{kind}:{handover_id}:{id}"
        outbox.post(session, moment=moment, key=key, person_id=id, kind=kind, payload={"handover": handover_id})


def _clerk_ids(session: Session, plan_id: int) -> list[int]:
    return [clerk.id for clerk in clerks_of(session, plan_id)]


def _open_one(session: Session, recommendation_id: int, person: Person) -> tables.Handover | None:
    return session.scalars(
        select(tables.Handover)
        .where(col(tables.Handover.recommendation_id) == recommendation_id, col(tables.Handover.from_id) == person.id)
        .where(col(tables.Handover.state).in_(OPEN))
    ).first()


def _lines() -> Select[tables.Handover, plan_tables.Recommendation, str, str, str, str]:
    giver, taker = aliased(people_tables.Person), aliased(people_tables.Person)
    handover, recommendation, plan, round = tables.Handover, plan_tables.Recommendation, plan_tables.Plan, tables.Round
    return (
        select(handover, recommendation, col(plan.title), col(round.label), col(giver.name), col(taker.name))
        .join(recommendation, col(recommendation.id) == col(handover.recommendation_id))
        .join(plan, col(plan.id) == col(recommendation.plan_id))
        .join(round, col(round.id) == col(handover.round_id))
        .join(giver, col(giver.id) == col(handover.from_id))
        .outerjoin(taker, col(taker.id) == col(handover.to_id))
        .order_by(col(handover.offered_at), col(handover.id))
    )


def _view(session: Session, handover_id: int) -> Handover:
    return _line(session.execute(_lines().where(col(tables.Handover.id) == handover_id)).one())


def _line(line: Row[tables.Handover, plan_tables.Recommendation, str, str, str, str]) -> Handover:
    row, recommendation, plan_title, round_label, from_name, to_name = line
    number = recommendation.number
    return Handover(
        id=identified(row.id),
        recommendation_id=row.recommendation_id,
        round_id=row.round_id,
        recommendation=f"Recommendation {number}"
        if number
        else f"Unnumbered recommendation (item {recommendation.position})",
        text=recommendation.text,
        plan_title=plan_title,
        round_label=round_label,
        from_name=from_name,
        to_name=to_name or "",
        reason=row.reason,
        state=HandoverState(row.state),
        answer=row.answer,
    )
