"""What comes in one message is kept in one transaction: the files, the words that came with them, the question."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from storage import files, held, waiting, walks
from storage.unseen import is_blank
from storage.views import KeptFile, Moment, Person, Walk


def take_in(
    session: Session,
    *,
    person: Person,
    moment: Moment,
    sent: Sequence[tuple[str, bytes]],
    asked: Walk,
    words: str,
) -> tuple[KeptFile, ...]:
    """Keeps the files, by name and content, and holds the words for the recommendation that is asked about; `asked` is
    where the person then stands. The first file is what is asked about; the others wait for their turn."""
    kept = [
        files.keep_file(session, person=person, moment=moment, name=name, content=content) for name, content in sent
    ]
    first, *others = dict.fromkeys(kept)
    key = _key(asked)
    if key and not is_blank(words):
        held.hold(session, person=person, moment=moment, recommendation_id=key[0], round_id=key[1], text=words)
    for one in others:
        waiting.waits(session, file_id=one.id, moment=moment, key=key)
    ask_about(session, person=person, moment=moment, file_id=first.id, asked=asked)
    return (first, *others)


def ask_about(session: Session, *, person: Person, moment: Moment, file_id: int, asked: Walk) -> Walk:
    """The question about a file is the last one put; the file itself waits however far the person walks on."""
    waiting.waits(session, file_id=file_id, moment=moment, key=_key(asked))
    return walks.stand(session, person=person, moment=moment, walk=replace(asked, pending_id=file_id))


def _key(asked: Walk) -> tuple[int, int] | None:
    about, _, round_id = asked.pending_text.partition(" ")
    return (int(about), int(round_id)) if about else None
