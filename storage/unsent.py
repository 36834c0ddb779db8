"""What was written in a round and never sent, set aside, or typed and never recorded: counted before the round closes, told
of by letter when it does, to whoever wrote it and to whoever could have sent it. Nobody else: a draft is nobody's word yet."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlmodel import Session, col

from storage import outbox, recommendations
from storage.asides import UNSETTLED, waiting_asides
from storage.changes import identified
from storage.errors import Refusal
from storage.left_views import Left, LeftAs, LeftCount, LeftInRound
from storage.people import link_officers_of
from storage.rules import permissions
from storage.tables import people as people_tables
from storage.tables import plans as plan_tables
from storage.tables import rounds as tables
from storage.views import Moment, Owner, Person
from storage.vocabulary import Origin

LETTER = "not sent"

_update, _version, _round = tables.Update, tables.UpdateVersion, tables.Round
_held, _waiting, _file = tables.HeldWords, tables.WaitingFile, tables.StoredFile
_recommendation, _plan, _person = plan_tables.Recommendation, plan_tables.Plan, people_tables.Person

UNSENT = col(_update.version) > col(_update.sent_version)


def left_so_far(session: Session, round_id: int) -> LeftCount:
    """What the round would close without, if it were closed now."""
    edits, drafts = session.execute(
        select(
            func.coalesce(func.sum(case((col(_update.sent_version) > 0, 1), else_=0)), 0),
            func.coalesce(func.sum(case((col(_update.sent_version) == 0, 1), else_=0)), 0),
        ).where(col(_update.round_id) == round_id, UNSENT)
    ).one()
    asides = waiting_asides(session, UNSETTLED, col(_update.round_id) == round_id)
    held = session.scalar(select(func.count(col(_held.person_id))).where(col(_held.round_id) == round_id))
    files = session.scalar(select(func.count(col(_waiting.file_id))).where(col(_waiting.round_id) == round_id))
    return LeftCount(drafts, edits, sum(bool(one.lost) for one in asides), held or 0, files or 0)


def tell_of_unsent(session: Session, *, moment: Moment, round_id: int) -> None:
    """A letter to everybody to whom something of this round was left."""
    for id in sorted(_concerned(session, round_id)):
        key, payload = f"{LETTER}:{round_id}:{id}", {"round": round_id}
        outbox.post(session, moment=moment, key=key, person_id=id, kind=LETTER, payload=payload)


def left_in_round(session: Session, *, person: Person, round_id: int) -> LeftInRound:
    """What a round that has closed left of this person's, or to them: in the order of the plan."""
    round = session.get(_round, round_id)
    lines = [*_drafts(session, person, round_id), *_asides(session, person, round_id),
             *_held_words(session, person, round_id), *_files(session, person, round_id)]  # fmt: skip
    if round is None or not lines:
        raise Refusal("Nothing of yours was left unsent there. Type “my actions” to see what is yours.")
    title = session.get_one(_plan, round.plan_id).title
    return LeftInRound(round_id, round.label, title, tuple(sorted(lines, key=lambda one: one.position)))


def writers(*columns: Any) -> Select[Any]:
    """Of versions that counted and came after what was sent; what was set aside is told of by itself."""
    return (
        select(*columns)
        .select_from(_version)
        .join(_update, col(_update.id) == col(_version.update_id))
        .where(col(_version.number) > col(_update.sent_version), UNSENT, col(_version.origin) != Origin.SET_ASIDE)
        .where(col(_version.written_by_id).is_not(None))
    )


def _concerned(session: Session, round_id: int) -> set[int]:
    here = col(_update.round_id) == round_id
    found = set(session.scalars(writers(col(_version.written_by_id)).where(here)).all())
    found |= {one.writer_id for one in waiting_asides(session, UNSETTLED, here) if one.lost}
    found |= set(session.scalars(select(col(_held.person_id)).where(col(_held.round_id) == round_id)).all())
    found |= set(
        session.scalars(
            select(col(_file.sent_by_id))
            .join(_waiting, col(_waiting.file_id) == col(_file.id))
            .where(col(_waiting.round_id) == round_id)
        ).all()
    )
    return {identified(id) for id in found} | _who_could_send(session, round_id)


def _who_could_send(session: Session, round_id: int) -> set[int]:
    """The owners, as they are now, of what was not sent; for owners outside Teams the link officers."""
    rows = session.execute(
        select(col(_update.recommendation_id), col(_plan.id), col(_plan.service))
        .join(_recommendation, col(_recommendation.id) == col(_update.recommendation_id))
        .join(_plan, col(_plan.id) == col(_recommendation.plan_id))
        .where(col(_update.round_id) == round_id, UNSENT)
        .order_by(col(_update.id))
    ).all()
    owners = recommendations.owners(session, [id for id, _, _ in rows]) if rows else {}
    found: set[int] = set()
    for id, plan_id, service in rows:
        found |= people_to_ask(owners[id], link_officers_of(session, identified(plan_id), service))
    return found


def people_to_ask(owners: Sequence[Owner], linked: Sequence[int]) -> set[int]:
    """Who can answer: the owners in Teams, and the link officers where an owner is not."""
    found = {owner.person_id for owner in owners if owner.person_id is not None}
    return found | set(linked) if any(not owner.reachable for owner in owners) else found


def _drafts(session: Session, person: Person, round_id: int) -> list[Left]:
    """Unsent answers that this person wrote in, or could have sent; by whom, where the last words are not theirs."""
    rows = session.execute(
        select(_recommendation, col(_update.sent_version), col(_version.written_by_id), col(_person.name))
        .join(_update, col(_update.recommendation_id) == col(_recommendation.id))
        .join(_version, (col(_version.update_id) == col(_update.id)) & (col(_version.number) == col(_update.version)))
        .outerjoin(_person, col(_person.id) == col(_version.written_by_id))
        .where(col(_update.round_id) == round_id, UNSENT)
        .order_by(col(_recommendation.position), col(_recommendation.id))
    ).all()
    wrote = set(
        session.scalars(
            writers(col(_update.recommendation_id)).where(
                col(_update.round_id) == round_id, col(_version.written_by_id) == person.id
            )
        ).all()
    )
    found = []
    for row, sent_version, by_id, by in rows:
        how = LeftAs.EDIT if sent_version else LeftAs.DRAFT
        theirs = permissions.may_answer(person, recommendations.concern_of(session, identified(row.id)))
        if theirs or row.id in wrote:
            found.append(_line(session, person, how, row, round_id, by="" if by_id == person.id else by or ""))
    return found


def _asides(session: Session, person: Person, round_id: int) -> list[Left]:
    mine = waiting_asides(
        session, UNSETTLED, col(_update.round_id) == round_id, col(_version.written_by_id) == person.id
    )
    rows = [session.get_one(_recommendation, one.recommendation_id) for one in mine if one.lost]
    return [_line(session, person, LeftAs.ASIDE, row, round_id) for row in rows]


def _held_words(session: Session, person: Person, round_id: int) -> list[Left]:
    held = session.get(_held, person.id)
    if held is None or held.round_id != round_id:
        return []
    row = session.get_one(_recommendation, held.recommendation_id)
    return [_line(session, person, LeftAs.HELD, row, round_id, words=held.text)]


def _files(session: Session, person: Person, round_id: int) -> list[Left]:
    rows = session.execute(
        select(_recommendation, col(_file.name))
        .join(_waiting, col(_waiting.recommendation_id) == col(_recommendation.id))
        .join(_file, col(_file.id) == col(_waiting.file_id))
        .where(col(_waiting.round_id) == round_id, col(_file.sent_by_id) == person.id)
        .order_by(col(_file.id))
    ).all()
    return [_line(session, person, LeftAs.FILE, row, round_id, words=name) for row, name in rows]


def _line(
    session: Session,
    person: Person,
    how: LeftAs,
    row: plan_tables.Recommendation,
    round_id: int,
    *,
    by: str = "",
    words: str = "",
) -> Left:
    id = identified(row.id)
    may_open = permissions.may_see(person, recommendations.concern_of(session, id))
    return Left(how, id, round_id, row.number, row.position, row.text, by, words, may_open)
