"""Taking back the last change that somebody typed: what stood before it counts again, as a version of its own."""

from sqlalchemy import select
from sqlmodel import Session, col

from storage.clashes import differences, response_at
from storage.errors import Refusal
from storage.sheets import Stand
from storage.tables import rounds as tables
from storage.updates import add_version, stand_to_answer
from storage.views import Change, Moment, Person, Sheet
from storage.vocabulary import Origin

AGAIN = "Type what it should be, such as “replace the evidence with: …” or “grade: …”."
WHY_NOT = {
    Origin.CARD: "the latest version was saved from a card, not typed",
    Origin.UNDONE: "the last change has been taken back already",
    Origin.FILE: "a file was added or taken off since",
    Origin.RESTORED: "two answers were settled since",
    Origin.IMPORTED: "it came from a document",
}


def undo(
    session: Session, *, person: Person, moment: Moment, recommendation_id: int, round_id: int
) -> tuple[Sheet, tuple[Change, ...]]:
    """The answer as it is now, and what has changed back; a refusal where the latest version is not this person's words."""
    stand = stand_to_answer(session, person, recommendation_id, round_id)
    now = stand.sheet
    if now.version == 0:
        raise Refusal(f"Nothing is recorded for {now.name} yet, so there is nothing to take back.")
    origin, based_on, by = _latest(session, stand)
    if by != person.id:
        name = now.written.by if now.written else "somebody else"
        raise Refusal(f"I took nothing back: the latest change to {now.name} is by {name}. {AGAIN}")
    if origin != Origin.WORDS:
        why = WHY_NOT.get(Origin(origin), "the latest version was not typed")
        raise Refusal(f"I took nothing back of {now.name}: {why}. {AGAIN}")
    before = response_at(session, stand, based_on)
    back = add_version(session, person, moment, stand, before, Origin.UNDONE)
    return back, differences(now.scheme, now.response, before)


def _latest(session: Session, stand: Stand) -> tuple[str, int, int | None]:
    """How the version that counts came to be, on which it rests, and who wrote it."""
    row = tables.UpdateVersion
    found = session.execute(
        select(col(row.origin), col(row.based_on), col(row.written_by_id))
        .where(col(row.update_id) == stand.update_id)
        .where(col(row.number) == stand.sheet.version)
    ).one()
    return found[0], found[1], found[2]
