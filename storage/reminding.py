"""Reminders: asking those again who have sent nothing for an open round. First who that would be; then, confirmed, letters.

Both look anew: who has answered in the meantime is not written to, and nobody twice a day for one round.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session, col

from storage import outbox
from storage.asking.filters import Asked, conditions
from storage.asking.rows import seen
from storage.asking.standing import standing_in
from storage.changes import audit
from storage.conversations import reference_of
from storage.errors import Refusal
from storage.query import LATEST, ME, Filters, Query
from storage.recommendations import owners
from storage.reminding_views import OutOfReach, Reminder, ToRemind
from storage.rules import permissions
from storage.rules.permissions import Concern
from storage.tables import plans, rounds
from storage.tables.messages import Letter
from storage.views import Moment, Owner, Person

MOST_AT_ONCE = 200
REMINDER = "reminder"


def to_remind(session: Session, *, person: Person, moment: Moment, query: Query) -> Reminder:
    """Who would be written to, and who cannot be."""
    silent = _silent(session, person, moment, query.filters)
    named = owners(session, [row.recommendation_id for row in silent])
    owed: dict[int | str, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    known: dict[int | str, Owner] = {}
    for row in silent:
        for owner in named[row.recommendation_id]:
            if _is_meant(owner, person, query.filters):
                who = owner.person_id or owner.name
                owed[who].append(row)
                known.setdefault(who, owner)
    people, out_of_reach = [], []
    for who, owner in sorted(known.items(), key=lambda one: (one[1].name.casefold(), one[1].id)):
        if why := _out_of_reach(session, owner):
            out_of_reach.append(OutOfReach(owner.name, why))
        else:
            people.append(_to_remind(session, moment, owner, owed[who]))
    if len(people) > MOST_AT_ONCE:
        raise Refusal(f"That would remind {len(people):,} people at once. Name a plan or a round to make it fewer.")
    return Reminder(tuple(people), tuple(out_of_reach))


def remind(session: Session, *, person: Person, moment: Moment, query: Query) -> Reminder:
    """Puts a letter for each of them in the outbox. Answers who is written to now."""
    found = to_remind(session, person=person, moment=moment, query=query)
    for one in found.to_write_to:
        for round_id, _ in one.rounds:
            outbox.post(
                session,
                moment=moment,
                key=_key(moment, round_id, one.person_id),
                person_id=one.person_id,
                kind=REMINDER,
                payload={"round": round_id, "by": person.id},
            )
            after = {"person": one.person_id}
            audit(session, person=person, moment=moment, act="reminded", noun="round", noun_id=round_id, after=after)
    return found


def _silent(session: Session, person: Person, moment: Moment, filters: Filters) -> Sequence[Row[*tuple[Any, ...]]]:
    """What nothing was sent for in rounds that are open, of the plans whose people this person may remind."""
    named = replace(filters, rounds=filters.rounds or frozenset({LATEST}))
    asked = Asked(session, person, moment.today, standing_in(named.rounds), named.rounds)
    rows = session.execute(
        seen(asked)
        .join(rounds.Round, col(rounds.Round.id) == asked.standing.c.round_id)
        .add_columns(col(rounds.Round.label), col(plans.Plan.service))
        .where(*conditions(asked, named))
        .where(asked.standing.c.update_id.is_(None), col(rounds.Round.closed_at).is_(None))
        .where(col(plans.Recommendation.signed_off_at).is_(None))
        .order_by(asked.standing.c.recommendation_id, asked.standing.c.round_id)
    ).all()
    permitted = [row for row in rows if permissions.may_remind(person, Concern(row.plan_id, row.service))]
    if rows and not permitted:
        permissions.check_remind(person, Concern(rows[0].plan_id, rows[0].service))
    return permitted


def _is_meant(owner: Owner, person: Person, filters: Filters) -> bool:
    """Somebody who shares what a named colleague owes is not written to for that colleague."""
    return _within(owner, person, filters.owners, empty=True) and not _within(
        owner, person, filters.but_owners, empty=False
    )


def _within(owner: Owner, person: Person, names: frozenset[str], *, empty: bool) -> bool:
    if not names:
        return empty
    return owner.name in names or (ME in names and owner.person_id == person.id)


def _out_of_reach(session: Session, owner: Owner) -> str:
    if owner.person_id is None:
        return "not in Teams"
    return "" if reference_of(session, owner.person_id) else "has not opened a chat with me yet"


def _to_remind(session: Session, moment: Moment, owner: Owner, rows: Sequence[Row[*tuple[Any, ...]]]) -> ToRemind:
    person_id = owner.person_id or 0
    asked = dict(_rounds(rows))
    keys = [_key(moment, id, person_id) for id in asked]
    written = session.scalars(select(col(Letter.key)).where(col(Letter.key).in_(keys)).order_by(col(Letter.key))).all()
    open_still = {id: label for id, label in asked.items() if _key(moment, id, person_id) not in written}
    return ToRemind(person_id, owner.name, tuple((open_still or asked).items()), len(rows), already=not open_still)


def _rounds(rows: Sequence[Row[*tuple[Any, ...]]]) -> Iterator[tuple[int, str]]:
    for row in rows:
        yield row.round_id, row.label


def _key(moment: Moment, round_id: int, person_id: int) -> str:
    return f"{REMINDER} {round_id} {person_id} {moment.today.isoformat()}"
