"""`scrutiny-bot import --as EMAIL FILE...`: documents into the record as a clerk, those that raise no doubt that matters.

The others are left in hand: the clerk goes through their doubts in the chat.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.clock import Clock
from bot.settings import Settings
from storage import people
from storage.database import Database
from storage.errors import Refusal
from storage.importing import apply, beginning
from storage.importing.understanding import understood
from storage.importing.views import Imported, IntakeView, Known
from storage.rules import permissions
from storage.schema import upgrade
from storage.views import Moment, Person


def take_in(paths: Sequence[Path], email: str) -> int:
    """One after the other, each in its own transaction; 2 where one could not be read, after the others were."""
    settings = Settings.read(os.environ, local=not os.environ.get("APP_ID"))
    database = Database(settings.database_url)
    try:
        upgrade(database)
        clerk = _clerk(database, email)
        refused = [sentence for path in paths if (sentence := _said(database, clerk, path))]
    finally:
        database.close()
    print(*refused, sep="\n", end="\n" if refused else "", file=sys.stderr)
    return 2 if refused else 0


def _clerk(database: Database, email: str) -> Person:
    found = database.read_now(people.person_with_email, email=email)
    if found is None:
        raise Refusal(f"Nobody in the record has the e-mail {email}. Import them: scrutiny-bot people import FILE.csv")
    permissions.check_import(found)
    return found


def _said(database: Database, clerk: Person, path: Path) -> str:
    """Prints what became of a document, or answers why nothing did."""
    try:
        print(f"{path.name}: {_taken_in(database, clerk, path)}")
    except Refusal as refusal:
        return refusal.sentence
    except OSError as error:
        return f"{path} cannot be read ({error.strerror}). Check the name and try again."
    return ""


def _taken_in(database: Database, clerk: Person, path: Path) -> str:
    content = path.read_bytes()
    proposal = understood(path.name, content)
    begun = database.write_now(
        beginning.start, person=clerk, moment=_moment(), name=path.name, content=content, proposal=proposal
    )
    if isinstance(begun, Known):
        return f"imported before, as “{begun.plan_title}”. Nothing has changed."
    if begun.blocking or begun.open_owners:
        return _left_in_hand(begun)
    done = database.write_now(
        apply.confirm, person=clerk, moment=_moment(), intake_id=begun.id, seen=begun.stamp, leaving=False
    )
    if not isinstance(done, Imported):
        raise Refusal(f"{path.name}: a colleague is at this document in the chat. It is left to them.")
    if done.is_newer:
        return f"a newer version of “{done.plan_title}”: {done.new} new, {done.changed} changed, {done.gone} gone."
    left = f" {done.unanswered} doubts are left as read." if done.unanswered else ""
    return f"imported as “{done.plan_title}”: {done.recommendations} recommendations, {done.updates} answers.{left}"


def _left_in_hand(begun: IntakeView) -> str:
    asked = []
    if begun.blocking:
        asked.append(f"{len(begun.blocking)} doubts to be settled")
    if begun.open_owners:
        asked.append(f"{len(begun.open_owners)} names to be matched")
    return f"left in hand with {' and '.join(asked)}. Type “import {begun.id}” to the bot to go through them."


def _moment() -> Moment:
    clock = Clock()
    return Moment(clock.now(), clock.today())
