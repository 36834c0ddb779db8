"""A recommendation in a round, whole: what was agreed, what was said last time, what stands now. Read for many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from storage import recommendations, said
from storage.changes import identified
from storage.errors import Refusal
from storage.rules import permissions
from storage.schemes import scheme_of
from storage.tables import plans as plan_tables
from storage.tables import rounds as round_tables
from storage.views import Due, Indicator, LastTime, Owner, Person, Round, Scheme, Sheet

Key = tuple[int, int]
"""A recommendation's id and a round's id."""


@dataclass(frozen=True, slots=True)
class _Head:
    """What places a recommendation: its own row, its plan, its round and its section."""

    recommendation: plan_tables.Recommendation
    plan: plan_tables.Plan
    round: Round
    section: str


@dataclass(frozen=True, slots=True)
class _Agreed:
    owners: tuple[Owner, ...]
    actions: tuple[str, ...]
    measures: tuple[str, ...]
    due: Due
    indicators: tuple[Indicator, ...]


def sheet(session: Session, *, person: Person, recommendation_id: int, round_id: int) -> Sheet:
    """One sheet, for somebody who may see it."""
    return sheets(session, person=person, keys=[(recommendation_id, round_id)])[0]


def sheets(session: Session, *, person: Person, keys: Sequence[Key]) -> tuple[Sheet, ...]:
    """These sheets in this order. Each is checked: a card's word is never taken for who may see what."""
    heads = _heads(session, keys)
    agreed = _agreed(session, heads)
    for key in keys:
        if key not in heads:
            raise Refusal("That recommendation is not part of that round. Type “update” to see what is waiting.")
        permissions.check_see(person, _concern(heads[key], agreed[key]))
    stands = said.standings(session, keys)
    last = said.last_times(
        session, {key: (head.round.period_on, _scheme(session, head)) for key, head in heads.items()}
    )
    return tuple(
        _sheet(person, heads[key], agreed[key], _scheme(session, heads[key]), stands[key], last.get(key))
        for key in keys
    )


def _heads(session: Session, keys: Sequence[Key]) -> dict[Key, _Head]:
    recommendation, plan, round, section = (
        plan_tables.Recommendation,
        plan_tables.Plan,
        round_tables.Round,
        plan_tables.Section,
    )
    rows = session.execute(
        select(recommendation, plan, round, col(section.title))
        .join(plan, col(plan.id) == col(recommendation.plan_id))
        .join(round, col(round.plan_id) == col(plan.id))
        .outerjoin(section, col(section.id) == col(recommendation.section_id))
        .where(col(recommendation.id).in_([key[0] for key in keys]), col(round.id).in_([key[1] for key in keys]))
    )
    wanted = set(keys)
    found = {
        (identified(one.id), identified(its_round.id)): _Head(one, its_plan, round_view(its_round), title or "")
        for one, its_plan, its_round, title in rows
    }
    return {key: head for key, head in found.items() if key in wanted}


def _agreed(session: Session, heads: Mapping[Key, _Head]) -> dict[Key, _Agreed]:
    ids = sorted({recommendation_id for recommendation_id, _ in heads})
    owners, dues = recommendations.owners(session, ids), recommendations.dues(session, ids)
    actions, measures = recommendations.actions(session, ids), recommendations.measures(session, ids)
    known = said.indicators(session, {key: head.round.period_on for key, head in heads.items()})
    return {
        key: _Agreed(owners[key[0]], actions[key[0]], measures[key[0]], dues[key[0]], known.get(key, ()))
        for key in heads
    }


def _concern(head: _Head, agreed: _Agreed) -> permissions.Concern:
    return recommendations.concern_with(identified(head.plan.id), head.plan.service, agreed.owners)


def _scheme(session: Session, head: _Head) -> Scheme:
    return scheme_of(session, head.plan.scheme_id)


def _sheet(
    person: Person, head: _Head, agreed: _Agreed, scheme: Scheme, stands: said.Standing, last: LastTime | None
) -> Sheet:
    return Sheet(
        round=head.round,
        plan_title=head.plan.title,
        recommendation_id=identified(head.recommendation.id),
        position=head.recommendation.position,
        number=head.recommendation.number,
        section=head.section,
        text=head.recommendation.text,
        actions=agreed.actions,
        measures=agreed.measures,
        due=agreed.due,
        owners=agreed.owners,
        indicators=agreed.indicators,
        scheme=scheme,
        last=last,
        for_owner=answers_for(person, _concern(head, agreed), agreed.owners),
        state=stands.state,
        version=stands.version,
        sent_version=stands.sent_version,
        response=stands.response,
        anticipated_on=stands.anticipated_on,
        written=stands.written,
        contributors=stands.contributors,
        questions=stands.questions,
        files=stands.files,
        clerk_comment=stands.clerk_comment,
    )


def answers_for(person: Person, concern: permissions.Concern, owners: Sequence[Owner]) -> Owner | None:
    """For whom this person would answer: None for themselves, else the first owner whom Teams cannot reach."""
    if person.id in concern.owner_ids or not permissions.may_answer_for_outsiders(person, concern):
        return None
    return next(owner for owner in owners if not owner.reachable)


def round_view(row: round_tables.Round) -> Round:
    return Round(
        identified(row.id), row.plan_id, row.label, row.period_on, row.closes_on, closed=row.closed_at is not None
    )
