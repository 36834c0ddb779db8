"""Choosing between two answers. Words that were set aside wait, on the record, until their writer has chosen."""

from sqlalchemy import select, update
from sqlmodel import Session, col

from storage import recommendations
from storage.attribution import attributed
from storage.changes import audit
from storage.clashes import Aside, asides, changes, merged, response_at, rivals
from storage.errors import Refusal
from storage.rules import permissions
from storage.sheets import Stand, stands
from storage.tables import rounds as tables
from storage.updates import add_version, checked, stand_to_answer
from storage.views import Moment, MovedOn, Overtaken, Person, Sheet
from storage.vocabulary import SETTLED, Origin, Use

_update, _version, _round = tables.Update, tables.UpdateVersion, tables.Round


def open_clashes(session: Session, *, person: Person) -> tuple[Overtaken, ...]:
    """What this person has still to choose, wherever they could and the choice would change something; oldest first."""
    keys = session.execute(
        select(col(_update.recommendation_id), col(_update.round_id))
        .join(_version, col(_version.update_id) == col(_update.id))
        .join(_round, col(_round.id) == col(_update.round_id))
        .where(col(_version.written_by_id) == person.id, col(_version.origin) == Origin.SET_ASIDE)
        .where(col(_version.settled_at).is_(None), col(_round.closed_at).is_(None))
        .order_by(col(_version.id))
    ).all()
    theirs = [
        (recommendation_id, round_id)
        for recommendation_id, round_id in dict.fromkeys((one, other) for one, other in keys)
        if permissions.may_answer(person, recommendations.concern_of(session, recommendation_id))
    ]
    return tuple(
        clash for stand in stands(session, person=person, keys=theirs) for clash in _clashes(session, person, stand)
    )


def _clashes(session: Session, person: Person, stand: Stand) -> list[Overtaken]:
    now = stand.sheet
    if now.signed_off or now.given_back or now.state in SETTLED:
        return []
    waiting = {number: one for number, one in asides(session, person, stand).items() if not one.settled}
    clashes = [
        _clash(session, person, stand, number, one)
        for number, one in waiting.items()
        if not any(later > number and _holds(session, stand, other, one) for later, other in waiting.items())
    ]
    return [clash for clash in clashes if clash.changes]


def _clash(session: Session, person: Person, stand: Stand, number: int, one: Aside) -> Overtaken:
    now, base = stand.sheet, response_at(session, stand, one.based_on)
    differing = attributed(session, stand, one.based_on, changes(now.scheme, base, now.response, one.response))
    return Overtaken(now, number, one.response, differing, person.id, rivals(base, now.response, one.response))


def _holds(session: Session, stand: Stand, one: Aside, earlier: Aside) -> bool:
    """Whether every word that an earlier card brought is in this one too: who has seen this one has seen that."""
    if one.based_on != earlier.based_on:
        return False
    base = response_at(session, stand, one.based_on)
    would_be = changes(stand.sheet.scheme, base, one.response, earlier.response)
    return all(change.after in change.before for change in would_be)


def use_aside(
    session: Session,
    *,
    person: Person,
    moment: Moment,
    recommendation_id: int,
    round_id: int,
    version: int,
    aside_number: int,
    use: Use,
) -> Sheet | Overtaken | MovedOn:
    """Brings back what was set aside: in place of the other's words, or after them. All versions stay.

    The choice was between two answers: where a third has come since, it is put again; and so it is where both would have
    to hold of what only one can have.
    """
    stand = stand_to_answer(session, person, recommendation_id, round_id)
    now, aside = stand.sheet, _aside(session, person, stand, aside_number)
    if version != now.version:
        return MovedOn(now) if aside.settled else _clash(session, person, stand, aside_number, aside)
    base = response_at(session, stand, aside.based_on)
    if use is Use.BOTH and rivals(base, now.response, aside.response):
        return _clash(session, person, stand, aside_number, aside)
    response = checked(merged(base, now.response, aside.response, use), now, moment)
    _settle(session, person, moment, stand, aside_number, aside, use)
    return now if response == now.response else add_version(session, person, moment, stand, response, Origin.RESTORED)


def leave_aside(
    session: Session, *, person: Person, moment: Moment, recommendation_id: int, round_id: int, aside_number: int
) -> Sheet:
    """What counts stays. The words that were set aside stay in the record, and are not asked about again."""
    stand = stand_to_answer(session, person, recommendation_id, round_id)
    aside = _aside(session, person, stand, aside_number)
    _settle(session, person, moment, stand, aside_number, aside, "theirs")
    return stand.sheet


def _aside(session: Session, person: Person, stand: Stand, number: int) -> Aside:
    aside = asides(session, person, stand).get(number)
    if aside is None:
        raise Refusal("I could not find the words you mean. Type “update” to see how it stands.")
    return aside


def _settle(
    session: Session, person: Person, moment: Moment, stand: Stand, number: int, aside: Aside, used: str
) -> None:
    """These words, and earlier ones that they hold. Whatever else is set aside has not been seen with them, and waits."""
    settled = [
        earlier
        for earlier, one in asides(session, person, stand).items()
        if earlier == number or (earlier < number and not one.settled and _holds(session, stand, aside, one))
    ]
    session.execute(
        update(_version)
        .where(col(_version.update_id) == stand.update_id, col(_version.number).in_(settled))
        .where(col(_version.settled_at).is_(None))
        .values(settled_at=moment.at)
    )
    audit(session, person=person, moment=moment, act="chose", noun="update", noun_id=stand.update_id,
          before={"aside": number}, after={"used": used})  # fmt: skip
