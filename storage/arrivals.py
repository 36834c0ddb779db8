"""What comes in one message is kept in one transaction: the file, the words that came with it, the question about it."""

from dataclasses import replace

from sqlmodel import Session

from storage import files, held, waiting, walks
from storage.unseen import is_blank
from storage.views import KeptFile, Moment, Person, Walk


def take_in(
    session: Session, *, person: Person, moment: Moment, name: str, content: bytes, asked: Walk, words: str
) -> KeptFile:
    """Keeps the file, and holds the words for the recommendation in hand; `asked` is where the person then stands."""
    file = files.keep_file(session, person=person, moment=moment, name=name, content=content)
    if asked.pending_text and asked.recommendation_id and asked.round_id and not is_blank(words):
        held.hold(
            session,
            person=person,
            moment=moment,
            recommendation_id=asked.recommendation_id,
            round_id=asked.round_id,
            text=words,
        )
    ask_about(session, person=person, moment=moment, file_id=file.id, asked=asked)
    return file


def ask_about(session: Session, *, person: Person, moment: Moment, file_id: int, asked: Walk) -> Walk:
    """The question about a file is the last one put; the file itself waits however far the person walks on."""
    about, _, round_id = asked.pending_text.partition(" ")
    key = (int(about), int(round_id)) if about else None
    waiting.waits(session, file_id=file_id, moment=moment, key=key)
    return walks.stand(session, person=person, moment=moment, walk=replace(asked, pending_id=file_id))
