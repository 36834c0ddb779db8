"""A recommendation in a round, whole: what was agreed, what was said last time, what stands now. Read for many at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage import recommendations, said
from storage.changes import identified
from storage.errors import Refusal
from storage.prepared import rows
from storage.rules import permissions
from storage.schemes import scheme_of
from storage.tables import people as people_tables
from storage.tables import plans as plan_tables
from storage.tables import rounds as round_tables
from storage.views import Dossier, LastTime, Owner, Person, Round, Scheme, Sheet
from storage.vocabulary import HandoverState

Key = tuple[int, int]
"""A recommendation's id and a round's id."""

_recommendation, _plan, _round, _section = (
    plan_tables.Recommendation,
    plan_tables.Plan,
    round_tables.Round,
    plan_tables.Section,
)
_handover = round_tables.Handover

# Whether this person has given it back to the clerk, who has not settled yet whose it is.
GIVEN_BACK = (
    exists()
    .where(col(_handover.recommendation_id) == col(_recommendation.id), col(_handover.round_id) == col(_round.id))
    .where(col(_handover.from_id) == bindparam("person"), col(_handover.state) == HandoverState.WITH_CLERK)
)
# The colleague to whom this person has offered it, who has neither answered nor left.
_to = aliased(people_tables.Person)
OFFERED_TO = (
    select(col(_to.name))
    .join(_handover, col(_handover.to_id) == col(_to.id))
    .where(col(_handover.recommendation_id) == col(_recommendation.id), col(_handover.round_id) == col(_round.id))
    .where(col(_handover.from_id) == bindparam("person"), col(_handover.state) == HandoverState.OFFERED)
    .where(col(_to.active))
    .correlate(_recommendation, _round)
    .limit(1)
    .scalar_subquery()
)
HEADS: Select[*tuple[Any, ...]] = (
    select(
        col(_recommendation.id),
        col(_recommendation.position),
        col(_recommendation.number),
        col(_recommendation.text),
        col(_recommendation.signed_off_at),
        col(_section.title).label("section"),
        col(_round.id).label("round_id"),
        col(_round.label),
        col(_round.period_on),
        col(_round.closes_on),
        col(_round.closed_at),
        col(_plan.id).label("plan_id"),
        col(_plan.title).label("plan_title"),
        col(_plan.service),
        col(_plan.scheme_id),
        col(_plan.edition),
        GIVEN_BACK.label("given_back"),
        OFFERED_TO.label("offered_to"),
    )
    .join(_plan, col(_plan.id) == col(_recommendation.plan_id))
    .join(_round, col(_round.plan_id) == col(_plan.id))
    .outerjoin(_section, col(_section.id) == col(_recommendation.section_id))
    .where(col(_recommendation.id).in_(bindparam("recommendations", expanding=True)))
    .where(col(_round.id).in_(bindparam("rounds", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class _Head:
    """What places a recommendation: itself, its plan, its round and its section."""

    position: int
    number: str
    text: str
    section: str
    round: Round
    plan_id: int
    plan_title: str
    service: str
    scheme_id: int
    edition: int
    signed_off: bool
    given_back: bool
    offered_to: str


@dataclass(frozen=True, slots=True)
class Stand:
    """A sheet with the row it was read from, for the operation that is about to change it."""

    sheet: Sheet
    update_id: int | None
    versions: int


def sheet(session: Session, *, person: Person, recommendation_id: int, round_id: int) -> Sheet:
    """One sheet, for somebody who may see it."""
    return stands(session, person=person, keys=[(recommendation_id, round_id)])[0].sheet


def sheets(session: Session, *, person: Person, keys: Sequence[Key]) -> tuple[Sheet, ...]:
    return tuple(stand.sheet for stand in stands(session, person=person, keys=keys))


def sent_sheet(session: Session, *, person: Person, recommendation_id: int, round_id: int) -> Sheet:
    return sent_sheets(session, person=person, keys=[(recommendation_id, round_id)])[0]


def sent_sheets(session: Session, *, person: Person, keys: Sequence[Key]) -> tuple[Sheet, ...]:
    """The sheets with the words that were last sent: what the clerk and the committee read, whatever is in the making."""
    return tuple(stand.sheet for stand in stands(session, person=person, keys=keys, as_sent=True))


def stands(session: Session, *, person: Person, keys: Sequence[Key], as_sent: bool = False) -> tuple[Stand, ...]:
    """These sheets in this order. Each is checked: a card's word is never taken for who may see what."""
    if not keys:
        return ()
    heads = _heads(session, person, keys)
    agreed = recommendations.dossiers(session, {key[0]: _edition(head) for key, head in heads.items()})
    for key in keys:
        if key not in heads:
            raise Refusal("That recommendation is not part of that round. Type “update” to see what is waiting.")
        permissions.check_see(person, _concern(heads[key], agreed[key[0]]))
    periods = {key: head.round.period_on for key, head in heads.items()}
    schemes = {key: scheme_of(session, head.scheme_id) for key, head in heads.items()}
    known = {key: agreed[key[0]].indicators for key in heads}
    standing = said.standings(session, keys, indicated=any(known.values()), as_sent=as_sent)
    last, indicators = said.last_times(session, periods, schemes), said.valued(session, known, periods)
    return tuple(
        Stand(
            _sheet(
                person,
                key[0],
                heads[key],
                replace(agreed[key[0]], indicators=indicators[key]),
                schemes[key],
                standing[key],
                last.get(key),
            ),
            standing[key].update_id,
            standing[key].versions,
        )
        for key in keys
    )


def _edition(head: _Head) -> recommendations.Edition:
    return recommendations.Edition(head.plan_id, head.edition)


def _heads(session: Session, person: Person, keys: Sequence[Key]) -> dict[Key, _Head]:
    ids = {"recommendations": [key[0] for key in keys], "rounds": [key[1] for key in keys]}
    found = {}
    for row in rows(session, HEADS, {"person": person.id, **ids}):
        closed = row.closed_at is not None
        found[row.id, row.round_id] = _Head(
            row.position,
            row.number,
            row.text,
            row.section or "",
            Round(row.round_id, row.plan_id, row.label, row.period_on, row.closes_on, closed),
            row.plan_id,
            row.plan_title,
            row.service,
            row.scheme_id,
            row.edition,
            row.signed_off_at is not None,
            row.given_back,
            row.offered_to or "",
        )
    wanted = set(keys)
    return {key: head for key, head in found.items() if key in wanted}


def _concern(head: _Head, agreed: Dossier) -> permissions.Concern:
    return recommendations.concern_with(head.plan_id, head.service, agreed.owners)


def _sheet(
    person: Person,
    recommendation_id: int,
    head: _Head,
    agreed: Dossier,
    scheme: Scheme,
    stands: said.Standing,
    last: LastTime | None,
) -> Sheet:
    return Sheet(
        round=head.round,
        plan_title=head.plan_title,
        recommendation_id=recommendation_id,
        position=head.position,
        number=head.number,
        section=head.section,
        text=head.text,
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
        written=stands.written,
        contributors=stands.contributors,
        questions=stands.questions,
        files=stands.files,
        clerk_comment=stands.clerk_comment,
        service=head.service,
        signed_off=head.signed_off,
        answerable=permissions.may_answer(person, _concern(head, agreed)),
        given_back=head.given_back,
        offered_to=head.offered_to,
    )


def concern_of_sheet(sheet: Sheet) -> permissions.Concern:
    return recommendations.concern_with(sheet.round.plan_id, sheet.service, sheet.owners)


def answers_for(person: Person, concern: permissions.Concern, owners: Sequence[Owner]) -> Owner | None:
    """For whom this person would answer: None for themselves, else the first owner whom Teams cannot reach."""
    if person.id in concern.owner_ids or not permissions.may_answer_for_outsiders(person, concern):
        return None
    return next(owner for owner in owners if not owner.reachable)


def round_view(row: round_tables.Round) -> Round:
    return Round(
        identified(row.id), row.plan_id, row.label, row.period_on, row.closes_on, closed=row.closed_at is not None
    )
