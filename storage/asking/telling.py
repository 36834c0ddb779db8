"""Words that read like news rather than a question, recorded as evidence where their writer says they belong."""

from sqlmodel import Session

from storage import walks
from storage.asking.remembering import take_words
from storage.views import Given, Moment, Person, Sheet
from storage.vocabulary import Origin


def record_told(
    session: Session,
    *,
    person: Person,
    moment: Moment,
    question_id: int,
    recommendation_id: int,
    round_id: int,
    given: Given,
) -> Sheet:
    """Records what they were read as, below what is there. The same words are recorded once."""
    take_words(session, person=person, question_id=question_id)
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
