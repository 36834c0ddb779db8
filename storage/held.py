"""Words typed in a walk, held until their writer says what they are: evidence, or nothing. They outlast a restart."""

from sqlmodel import Session

from storage import walks
from storage.errors import Refusal
from storage.rules.wording import keepable
from storage.tables import rounds as tables
from storage.views import Given, HeldWords, Moment, Person, Sheet
from storage.vocabulary import MOST_EVIDENCE, Origin

NOTHING_ASKED = "I had asked nothing that is still open. Type “update” to see where you are."


def held_words(session: Session, *, person: Person) -> HeldWords | None:
    row = session.get(tables.HeldWords, person.id)
    return _view(row) if row else None


def hold(
    session: Session, *, person: Person, moment: Moment, recommendation_id: int, round_id: int, text: str
) -> HeldWords:
    """Holds these words. Several messages about one recommendation are one answer, in their order.

    The question about them is the last one put, so that a yes or a no is to no older one.
    """
    keepable(text, "message", MOST_EVIDENCE)
    row = session.get(tables.HeldWords, person.id)
    if row is None:
        row = tables.HeldWords(
            person_id=person.id, recommendation_id=recommendation_id, round_id=round_id, text=text, held_at=moment.at
        )
    elif (row.recommendation_id, row.round_id) == (recommendation_id, round_id):
        row.begins = f"{row.begins} {len(row.text) + 1}".strip()
        row.text, row.held_at = (
            keepable(f"{row.text}\n{text}", "text in these messages together", MOST_EVIDENCE),
            moment.at,
        )
    else:
        raise Refusal(
            "I still hold words of yours for another recommendation, and have taken nothing of this message. "
            "Type “yes” or “no” to those first, then send it again."
        )
    session.add(row)
    walks.nothing_pending(session, person=person, moment=moment)
    return _view(row)


def ask_again(session: Session, *, person: Person, moment: Moment) -> None:
    """The question about them is put anew, as things stand now."""
    row = session.get_one(tables.HeldWords, person.id)
    row.held_at = moment.at
    session.add(row)


def take_out_last(session: Session, *, person: Person, moment: Moment) -> str:
    """The last message is taken out of those that are held, and answered; what is left is the last question again."""
    row = session.get(tables.HeldWords, person.id)
    if row is None:
        raise Refusal(NOTHING_ASKED)
    words = _view(row)
    if len(words.messages) < 2:
        session.delete(row)
    else:
        row.text = row.text[: words.begins[-1] - 1]
        row.begins = " ".join(map(str, words.begins[:-1]))
        session.add(row)
    session.flush()
    walks.nothing_pending(session, person=person, moment=moment)
    return words.messages[-1]


def _view(row: tables.HeldWords) -> HeldWords:
    return HeldWords(
        row.recommendation_id, row.round_id, row.text, tuple(map(int, row.begins.split())), held_at=row.held_at
    )


def record_held(
    session: Session,
    *,
    person: Person,
    moment: Moment,
    fingerprint: str,
    given: Given,
    key: tuple[int, int] | None = None,
) -> Sheet | None:
    """Records what the words were read as, for the recommendation they were typed about, or for another that their
    writer names. None where other words are held than those a card asked about."""
    held = held_words(session, person=person)
    if held is None:
        raise Refusal(NOTHING_ASKED)
    if fingerprint != held.fingerprint:
        return None
    recommendation_id, round_id = key or (held.recommendation_id, held.round_id)
    let_go(session, person=person)
    saved = walks.save_here(
        session,
        person=person,
        moment=moment,
        recommendation_id=recommendation_id,
        round_id=round_id,
        based_on=None,
        given=given,
        origin=Origin.WORDS,
    )
    if not isinstance(saved, Sheet):
        raise LookupError("words that rest on whatever counts cannot be overtaken")
    return saved


def let_go(session: Session, *, person: Person, fingerprint: str | None = None) -> bool:
    """Whether there were any (and those that a card asked about). They still stand in the chat, where they were typed."""
    held = held_words(session, person=person)
    if held is None or fingerprint not in (None, held.fingerprint):
        return False
    session.delete(session.get_one(tables.HeldWords, person.id))
    session.flush()
    return True
