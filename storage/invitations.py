"""Opening a round from the clerk's desk: who will be asked for what, who cannot be reached, and the letters that ask them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from storage import outbox, recommendations
from storage.asked import Asked, Invitation, OpenRound
from storage.changes import identified
from storage.conversations import reference_of
from storage.errors import Refusal
from storage.people import link_officers_of, person_by_id
from storage.plans import concern_of_plan
from storage.rounds import open_round
from storage.rules import permissions
from storage.rules.wording import bare_words
from storage.tables import plans as plan_tables
from storage.tables import rounds as tables
from storage.unsent import left_so_far, people_to_ask
from storage.views import Moment, Person, Round
from storage.vocabulary import UpdateState

OPENED = "round opened"


def invitation(session: Session, *, person: Person, plan_id: int) -> Invitation:
    permissions.check_run_round(person, concern_of_plan(session, plan_id))
    rows = _rows(session, plan_id)
    by_person, nobody = _asked(session, plan_id)
    asked = [
        Asked(person_by_id(session, id).name, len(numbers), reference_of(session, id) is not None)
        for id, numbers in by_person.items()
    ]
    return Invitation(
        plan_id=plan_id,
        plan_title=session.get_one(plan_tables.Plan, plan_id).title,
        asked=tuple(sorted(asked, key=lambda one: (-one.recommendations, one.name))),
        nobody=nobody,
        signed_off=sum(row.signed_off_at is not None for row in rows),
        missing=sum(row.missing_since_at is not None and row.signed_off_at is None for row in rows),
    )


def open_and_invite(
    session: Session,
    *,
    person: Person,
    moment: Moment,
    plan_id: int,
    label: str,
    period_on: date,
    closes_on: date | None,
) -> Round:
    """Opens the round and, in the same transaction, puts a letter to everybody it asks in the outbox."""
    if closes_on is not None and closes_on < moment.today:
        raise Refusal("That closing date has passed. Give a later one; nothing was opened.")
    opened = open_round(
        session, person=person, moment=moment, plan_id=plan_id, label=label, period_on=period_on, closes_on=closes_on
    )
    for id in sorted(_asked(session, plan_id)[0]):
        key = f"{OPENED}:{opened.id}:{id}"
        outbox.post(session, moment=moment, key=key, person_id=id, kind=OPENED, payload={"round": opened.id})
    return opened


def open_rounds(session: Session, *, person: Person) -> tuple[OpenRound, ...]:
    """The rounds that this clerk may close, in the order of their periods."""
    rows = session.execute(
        select(tables.Round, plan_tables.Plan)
        .join(plan_tables.Plan, col(plan_tables.Plan.id) == col(tables.Round.plan_id))
        .where(col(tables.Round.closed_at).is_(None))
        .order_by(col(tables.Round.period_on), col(plan_tables.Plan.title), col(tables.Round.id))
    ).all()
    return tuple(
        _open_round(session, round, plan)
        for round, plan in rows
        if permissions.may_run_round(person, permissions.Concern(identified(plan.id), plan.service))
    )


def plans_to_run(session: Session, *, person: Person) -> tuple[tuple[int, str], ...]:
    """The plans that this clerk may open a round for, by title."""
    rows = session.scalars(select(plan_tables.Plan).order_by(col(plan_tables.Plan.title), col(plan_tables.Plan.id)))
    return tuple(
        (identified(row.id), row.title)
        for row in rows
        if permissions.may_run_round(person, permissions.Concern(identified(row.id), row.service))
    )


def plan_meant(session: Session, *, person: Person, words: str) -> tuple[int, str]:
    """The one plan of this title, or known by it, or with these words in its title; else which there are is said."""
    plans = plans_to_run(session, person=person)
    wanted = bare_words(words)
    aliases = {row.id: row.aliases for row in session.scalars(select(plan_tables.Plan))}
    exact = [one for one in plans if wanted in (bare_words(one[1]), *map(bare_words, aliases.get(one[0], ())))]
    found = exact or [one for one in plans if wanted and set(wanted) <= set(bare_words(one[1]))]
    if len(found) == 1:
        return found[0]
    if not plans:
        raise Refusal("There is no plan you may open a round for. Import one first: send me its file.")
    which = "; ".join(title for _, title in (found or plans)[:8])
    told = "More than one plan is called that" if found else f"I know no plan called “{words.strip()[:60]}”"
    raise Refusal(f"{told}. There are: {which}. Nothing was opened.")


def _rows(session: Session, plan_id: int) -> list[plan_tables.Recommendation]:
    row = plan_tables.Recommendation
    return list(session.scalars(select(row).where(col(row.plan_id) == plan_id).order_by(col(row.position))))


def _asked(session: Session, plan_id: int) -> tuple[Mapping[int, list[str]], tuple[str, ...]]:
    """Whom each unsettled recommendation is asked of: its owners in Teams, and for others the link officers."""
    rows = [row for row in _rows(session, plan_id) if row.signed_off_at is None]
    owners = recommendations.owners(session, [identified(row.id) for row in rows])
    service = session.get_one(plan_tables.Plan, plan_id).service
    linked = link_officers_of(session, plan_id, service)
    by_person: dict[int, list[str]] = defaultdict(list)
    nobody = []
    for row in rows:
        name = row.number or f"item {row.position}"
        people = people_to_ask(owners[identified(row.id)], linked)
        for id in people:
            by_person[id].append(name)
        nobody += [] if people else [name]
    return by_person, tuple(nobody)


def _open_round(session: Session, round: tables.Round, plan: plan_tables.Plan) -> OpenRound:
    updates = session.scalars(select(tables.Update).where(col(tables.Update.round_id) == round.id)).all()
    asked = sum(row.signed_off_at is None for row in _rows(session, identified(plan.id)))
    sent = sum(row.sent_version > 0 and row.state != UpdateState.RETURNED for row in updates)
    view = Round(identified(round.id), round.plan_id, round.label, round.period_on, round.closes_on, closed=False)
    return OpenRound(view, plan.title, asked, sent, left_so_far(session, view.id))
