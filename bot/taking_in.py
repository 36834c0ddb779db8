"""`scrutiny-bot import --as EMAIL FILE...`: documents into the record as a clerk, those that raise no doubt that matters.

The others are left in hand: the clerk goes through their doubts in the chat. So is a newer version of a known plan that words
of the record would give way to, unless that is said yes to.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

from bot.clock import Clock
from bot.many_files import NOT_READ, Batch, columns
from bot.settings import Settings
from storage import people
from storage.database import Database
from storage.errors import Refusal
from storage.importing import apply, beginning
from storage.importing.understanding import understood
from storage.importing.views import Comparison, Imported, IntakeView, Known
from storage.rules import permissions
from storage.schema import upgrade
from storage.views import Moment, Person

HEADS = ("file", "what became of it", "recommendations", "answers", "doubts left")
LEFT_IN_HAND = "left in hand"
MOST_SHOWN, LONGEST_SHOWN = 10, 60


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a document: a word for the table, a sentence, and the table's figures. `trouble`: why it is not in the
    record though nothing in it was doubtful."""

    outcome: str
    sentence: str = ""
    figures: tuple[int, int, int] = (0, 0, 0)
    trouble: str = ""


def take_in(paths: Sequence[Path], email: str, *, overwriting: bool) -> int:
    """One after the other, each in its own transaction; 2 where one could not be read, or would have overwritten what nobody
    has said yes to, after the others were. `overwriting`: that was said."""
    settings = Settings.read(os.environ, local=not os.environ.get("APP_ID"))
    database = Database(settings.database_url)
    batch = Batch(paths)
    rows: list[tuple[str, ...]] = []
    try:
        upgrade(database)
        clerk = _clerk(database, email)
        for path in batch:
            became = Became(NOT_READ)
            with batch.going_on_after(path) as outcome:
                became = _taken_in(database, clerk, path, overwriting=overwriting)
                batch.say(f"{path.name}: {became.sentence}")
                outcome.trouble = became.trouble
            rows.append((path.name, became.outcome, *(str(figure or "") for figure in became.figures)))
    finally:
        database.close()
    if len(paths) > 1:
        print("", *columns(HEADS, [*rows, _total(rows)], words=2), sep="\n")
    return batch.ended()


def _total(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """How many there are of each outcome, and the figures of all."""
    counts = Counter(row[1] for row in rows)
    outcomes = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
    return (
        f"{len(rows)} files",
        outcomes,
        *(str(sum(int(row[at] or 0) for row in rows)) for at in range(2, len(HEADS))),
    )


def _clerk(database: Database, email: str) -> Person:
    found = database.read_now(people.person_with_email, email=email)
    if found is None:
        raise Refusal(f"Nobody in the record has the e-mail {email}. Import them: scrutiny-bot people import FILE.csv")
    permissions.check_import(found)
    return found


def _taken_in(database: Database, clerk: Person, path: Path, *, overwriting: bool) -> Became:
    content = path.read_bytes()
    proposal = understood(path.name, content)
    begun = database.write_now(
        beginning.start, person=clerk, moment=_moment(), name=path.name, content=content, proposal=proposal
    )
    if isinstance(begun, Known):
        return Became("known", f"imported before, as “{begun.plan_title}”. Nothing has changed.")
    if begun.blocking or begun.open_owners:
        return _left_in_hand(begun)
    compared = begun.comparison
    if compared is not None and (compared.giving_way or compared.gone) and not overwriting:
        return _not_overwritten(path.name, begun, compared)
    done = database.write_now(
        apply.confirm, person=clerk, moment=_moment(), intake_id=begun.id, seen=begun.stamp, leaving=False
    )
    if not isinstance(done, Imported):
        told = "a colleague is at this document in the chat. It is left to them."
        return Became(LEFT_IN_HAND, told, _waiting(begun), f"{path.name}: {told}")
    figures = (done.recommendations, done.updates, done.unanswered)
    if done.is_newer:
        said = f"a newer version of “{done.plan_title}”: {done.new} new, {done.changed} changed, {done.gone} gone."
        return Became("newer version", said, figures)
    left = f" {_counted(done.unanswered, 'doubt')} left as read." if done.unanswered else ""
    said = f"imported as “{done.plan_title}”: {done.recommendations} recommendations, {done.updates} answers.{left}"
    return Became("imported", said, figures)


def _left_in_hand(begun: IntakeView) -> Became:
    asked = []
    if begun.blocking:
        asked.append(f"{_counted(len(begun.blocking), 'doubt')} to be settled")
    if begun.open_owners:
        asked.append(f"{_counted(len(begun.open_owners), 'name')} to be matched")
    said = f"left in hand with {' and '.join(asked)}. Type “import {begun.id}” to the bot to go through them."
    return Became(LEFT_IN_HAND, said, _waiting(begun))


def _not_overwritten(name: str, begun: IntakeView, compared: Comparison) -> Became:
    """What the record would lose to a newer version is shown, and nothing of it is taken in yet."""
    said = (
        f"a newer version of “{begun.plan_title}”: {len(compared.new)} new, {len(compared.changed)} different, "
        f"{len(compared.gone)} gone. It is left in hand; this would be overwritten:"
    )
    shown = [*_overwritten(compared)]
    lines = [said, *shown[:MOST_SHOWN], *([f"and {len(shown) - MOST_SHOWN} more"] if len(shown) > MOST_SHOWN else [])]
    trouble = (
        f"{name} was not taken in: “{begun.plan_title}” says otherwise in {_counted(len(shown), 'place')}. Type "
        f"“import {begun.id}” to the bot to look at it and confirm it, or run this again with --yes."
    )
    return Became(LEFT_IN_HAND, "\n  ".join(lines), _waiting(begun), trouble)


def _overwritten(compared: Comparison) -> Iterator[str]:
    for name, change in compared.giving_way:
        of = f"{name}, {change.field.casefold()}" if name else change.field
        yield f"{of}: {_short(change.before)} → {_short(change.after) or 'nothing'}"
    for one in compared.gone:
        yield f"{one.name}: kept, and marked as not in the newest document"


def _short(words: str) -> str:
    return shorten(words, LONGEST_SHOWN, placeholder=" …")


def _waiting(begun: IntakeView) -> tuple[int, int, int]:
    return (len(begun.proposal.recommendations), 0, len(begun.doubts))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _moment() -> Moment:
    clock = Clock()
    return Moment(clock.now(), clock.today())
