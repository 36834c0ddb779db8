"""One recommendation in whole: what was agreed, and what was reported in every round, the earliest first."""

from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session, col

from storage.asking.answer_views import RoundSaid, Story
from storage.asking.filters import Asked
from storage.asking.rows import answer_rows, seen
from storage.asking.standing import NOW
from storage.errors import Refusal
from storage.left import left_about
from storage.recommendations import actions, measures
from storage.schemes import scheme_of
from storage.tables import people, plans, rounds
from storage.views import Person, Scheme
from storage.vocabulary import UpdateState

_round, _update, _version, _decision = rounds.Round, rounds.Update, rounds.UpdateVersion, rounds.Decision


def story(session: Session, *, person: Person, today: date, recommendation_id: int) -> Story:
    asked = Asked(session, person, today, NOW)
    found = session.execute(seen(asked).where(NOW.c.recommendation_id == recommendation_id)).all()
    if not found:
        raise Refusal("I can show you only the recommendations that you own or look after.")
    (row,) = answer_rows(session, today, found)
    scheme = scheme_of(session, found[0].scheme_id)
    return Story(
        row,
        actions(session, [recommendation_id])[recommendation_id],
        measures(session, [recommendation_id])[recommendation_id],
        _said(session, recommendation_id, scheme),
        left_about(session, person=person, recommendation_id=recommendation_id),
    )


def _said(session: Session, recommendation_id: int, scheme: Scheme) -> tuple[RoundSaid, ...]:
    rows = session.execute(
        select(
            col(_update.id),
            col(_update.state),
            col(_round.label),
            col(_version.grade_code),
            col(_version.evidence),
            col(_version.impact),
            col(_version.explanation),
            col(_version.anticipated_text),
            col(_version.anticipated_on),
            col(_version.written_at),
            col(people.Person.name).label("by"),
            col(plans.Owner.name).label("on_behalf_of"),
        )
        .join(_round, col(_round.id) == col(_update.round_id))
        .join(
            _version, (col(_version.update_id) == col(_update.id)) & (col(_version.number) == col(_update.sent_version))
        )
        .outerjoin(people.Person, col(people.Person.id) == col(_version.written_by_id))
        .outerjoin(plans.Owner, col(plans.Owner.id) == col(_version.for_owner_id))
        .where(col(_update.recommendation_id) == recommendation_id)
        .order_by(col(_round.period_on), col(_round.id))
    ).all()
    decided = dict(
        session.execute(
            select(col(_decision.update_id), col(_decision.grade_code))
            .where(col(_decision.update_id).in_([row.id for row in rows]))
            .order_by(col(_decision.id))
        ).all()
    )
    return tuple(_in_round(row, scheme, decided) for row in rows)


def _in_round(row: Row[*tuple[Any, ...]], scheme: Scheme, decided: dict[int, str | None]) -> RoundSaid:
    return RoundSaid(
        round_label=row.label,
        grade=scheme.grade(decided.get(row.id, row.grade_code)),
        proposed=scheme.grade(row.grade_code),
        evidence=row.evidence,
        impact=row.impact,
        explanation=row.explanation,
        anticipated=row.anticipated_text,
        anticipated_on=row.anticipated_on,
        by=row.by or "",
        on_behalf_of=row.on_behalf_of or "",
        at=row.written_at,
        signed_off=row.state == UpdateState.SIGNED_OFF,
    )
