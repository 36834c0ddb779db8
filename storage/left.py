"""What closed rounds left unsent, to read afterwards: by whoever wrote it, and by whoever would answer for it now."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from storage import recommendations
from storage.asides import LEFT_AT_CLOSE, waiting_asides
from storage.left_views import ClosedAnswer, LeftAs, LeftWords, Place
from storage.rules import permissions
from storage.rules.wording import bare_words
from storage.sheets import sent_sheet, sheet, sheets
from storage.tables import plans as plan_tables
from storage.tables import rounds as tables
from storage.unsent import UNSENT, writers
from storage.views import Person, Response, Sheet, Written

_update, _version, _round = tables.Update, tables.UpdateVersion, tables.Round
_recommendation, _plan = plan_tables.Recommendation, plan_tables.Plan

# Words around a round's name that name nothing.
AROUND = {"the", "round", "in", "of", "for", "from", "and"}


def left_about(
    session: Session, *, person: Person, recommendation_id: int, round_id: int | None = None
) -> tuple[LeftWords, ...]:
    """What was left of one recommendation, in whichever rounds have closed (or in this one); the earliest first."""
    concern = recommendations.concern_of(session, recommendation_id)
    if not permissions.may_see(person, concern):
        return ()
    drafts = _drafts(session, person, recommendation_id, permissions.may_answer(person, concern))
    found = [*drafts, *_asides(session, person, recommendation_id), *_held_words(session, person, recommendation_id)]
    here = [one for one in found if round_id in (None, one.sheet.round.id)]
    return tuple(sorted(here, key=lambda one: (one.sheet.round.period_on, one.sheet.round.id)))


def closed_answer(session: Session, *, person: Person, recommendation_id: int, round_id: int) -> ClosedAnswer:
    sent = sent_sheet(session, person=person, recommendation_id=recommendation_id, round_id=round_id)
    left = left_about(session, person=person, recommendation_id=recommendation_id, round_id=round_id)
    return ClosedAnswer(sent, left)


def places(session: Session, *, person: Person, number: str, words: str) -> tuple[Place, ...]:
    """The recommendations of this number, in the round that the words name, perhaps with its plan; the earliest first."""
    wanted = set(bare_words(words)) - AROUND
    rows = session.execute(
        select(_recommendation, _round, _plan)
        .join(_plan, col(_plan.id) == col(_recommendation.plan_id))
        .join(_round, col(_round.plan_id) == col(_plan.id))
        .where(_is_called(number))
        .order_by(col(_round.period_on), col(_plan.title), col(_recommendation.position), col(_round.id))
    ).all()
    found = []
    for row, round, plan in rows:
        label, title = set(bare_words(round.label)) - AROUND, set(bare_words(plan.title))
        is_named = label and label <= wanted and wanted <= label | title
        if is_named and permissions.may_see(person, recommendations.concern_of(session, row.id)):
            found.append(Place(row.id, round.id, round.label, plan.title, round.closed_at is not None))
    return tuple(found)


def _is_called(number: str) -> ColumnElement[bool]:
    place = number.casefold().removeprefix("item ").strip()
    if number.casefold().startswith("item ") and place.isdecimal():
        return (col(_recommendation.number) == "") & (col(_recommendation.position) == int(place))
    return func.lower(col(_recommendation.number)) == number.casefold()


def _drafts(session: Session, person: Person, recommendation_id: int, is_theirs: bool) -> list[LeftWords]:
    keys = session.execute(
        select(col(_update.id), col(_update.round_id))
        .join(_round, col(_round.id) == col(_update.round_id))
        .where(col(_update.recommendation_id) == recommendation_id, UNSENT, col(_round.closed_at).is_not(None))
        .order_by(col(_update.id))
    ).all()
    wrote = _written_by(session, person, recommendation_id)
    found = sheets(
        session,
        person=person,
        keys=[(recommendation_id, round_id) for id, round_id in keys if is_theirs or id in wrote],
    )
    return [
        LeftWords(
            LeftAs.EDIT if one.sent_version else LeftAs.DRAFT,
            one,
            mine=one.written is not None and one.written.by_id == person.id,
        )
        for one in found
    ]


def _written_by(session: Session, person: Person, recommendation_id: int) -> set[Any]:
    mine = writers(col(_update.id)).where(
        col(_update.recommendation_id) == recommendation_id, col(_version.written_by_id) == person.id
    )
    return set(session.scalars(mine).all())


def _asides(session: Session, person: Person, recommendation_id: int) -> list[LeftWords]:
    mine = waiting_asides(
        session,
        LEFT_AT_CLOSE,
        col(_round.closed_at).is_not(None),
        col(_update.recommendation_id) == recommendation_id,
        col(_version.written_by_id) == person.id,
    )
    return [
        LeftWords(LeftAs.ASIDE, _with(session, person, recommendation_id, one.round_id, one.response), mine=True)
        for one in mine
        if one.lost
    ]


def _held_words(session: Session, person: Person, recommendation_id: int) -> list[LeftWords]:
    held = session.get(tables.HeldWords, person.id)
    if held is None or held.recommendation_id != recommendation_id:
        return []
    there = _with(session, person, recommendation_id, held.round_id, Response(evidence=held.text))
    return [LeftWords(LeftAs.HELD, there, mine=True)] if there.round.closed else []


def _with(session: Session, person: Person, recommendation_id: int, round_id: int, words: Response) -> Sheet:
    """The sheet of that round with these words on it, as nobody but their writer is shown it."""
    there = sheet(session, person=person, recommendation_id=recommendation_id, round_id=round_id)
    written = Written(person.name, person.id, there.written.at) if there.written else None
    return replace(there, response=words, written=written, questions=(), files=())
