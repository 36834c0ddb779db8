"""All that somebody gave and has not settled, in one look: words held, words set aside, files that are for nothing yet."""

from dataclasses import dataclass

from sqlmodel import Session

from storage.giving_back import ended_choices
from storage.held import held_words
from storage.left_views import Ended
from storage.settling import open_clashes
from storage.views import HeldWords, Overtaken, Person
from storage.waiting import WaitingFile, waiting_files


@dataclass(frozen=True, slots=True)
class Unsettled:
    held: HeldWords | None
    ended: tuple[Ended, ...]
    clashes: tuple[Overtaken, ...]
    files: tuple[WaitingFile, ...]


def unsettled_of(session: Session, *, person: Person) -> Unsettled:
    return Unsettled(
        held_words(session, person=person),
        ended_choices(session, person=person),
        open_clashes(session, person=person),
        waiting_files(session, person=person),
    )
