"""Two clerks, two presses, two files and a power cut: one import, whole, or none."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import text

from storage.database import Database
from storage.errors import Refusal
from storage.importing import apply, beginning
from storage.importing.proposal import Dated
from storage.importing.views import Imported, IntakeView, Overtaken
from tests import documents
from tests.builders import council, moment
from tests.storage.test_importing import Desk

AT_ONCE = 4
CONFIRM = """
import os, signal, sys
from storage.database import Database
from storage.importing import apply
from storage.importing.sight import see
from storage.people import person_by_id
from tests.builders import moment
database = Database(sys.argv[1])
clerk, intake_id = int(sys.argv[2]), int(sys.argv[3])
person = database.read_now(person_by_id, clerk)
stamp = database.read_now(see, person=person, intake_id=intake_id).stamp
apply.latest.refresh_plan = lambda session, plan_id: os.kill(os.getpid(), signal.SIGKILL)
database.write_now(apply.confirm, person=person, moment=moment(), intake_id=intake_id, seen=stamp, leaving=True)
"""


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(council(database))


def counted(database: Database, table: str) -> int:
    with database.engine.connect() as connection:
        return int(connection.execute(text(f"SELECT COUNT(*) FROM {table}")).scalar_one())


def test_one_document_sent_at_the_same_moment_is_in_hand_once(desk: Desk) -> None:
    ready = Barrier(AT_ONCE)

    def send(_: int) -> int:
        ready.wait()
        return desk.has(documents.proposal()).id

    with ThreadPoolExecutor(AT_ONCE) as several:
        ids = set(several.map(send, range(AT_ONCE)))
    assert len(ids) == counted(desk.here.database, "intake") == 1


def test_confirm_pressed_at_the_same_moment_imports_once_and_answers_each(desk: Desk) -> None:
    intake, ready = desk.has(documents.proposal()), Barrier(AT_ONCE)
    plans = counted(desk.here.database, "plan")

    def confirm(_: int) -> Imported:
        ready.wait()
        return desk.confirms(intake)

    with ThreadPoolExecutor(AT_ONCE) as several:
        done = list(several.map(confirm, range(AT_ONCE)))
    assert len({one.plan_id for one in done}) == 1
    assert counted(desk.here.database, "plan") == plans + 1
    assert counted(desk.here.database, "update_version") == 3


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_program_that_is_killed_while_it_confirms_has_imported_nothing(desk: Desk) -> None:
    database, intake = desk.here.database, desk.has(documents.proposal())
    before = [counted(database, table) for table in ("plan", "recommendation", "update_version", "round")]
    address = database.engine.url.render_as_string(hide_password=False)
    words = [sys.executable, "-c", CONFIRM, address, str(desk.clerk.id), str(intake.id)]
    here = os.environ | {"PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(words, check=False, capture_output=True, text=True, env=here)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert [counted(database, table) for table in ("plan", "recommendation", "update_version", "round")] == before
    assert desk.confirms(intake).recommendations == 3


def test_an_older_document_after_a_newer_one_is_held_up_and_said_so(desk: Desk) -> None:
    desk.imports(replace(documents.proposal(), reported=Dated("July 2024", date(2024, 7, 31))))
    older = desk.begins(replace(documents.proposal(doubts=()), organisation="Lowmere"), "two")
    assert isinstance(older, IntakeView)
    assert [doubt.code for doubt in older.blocking] == ["older_document"]
    assert "July 2024" in older.blocking[0].message
    with pytest.raises(Refusal, match="confirm anyway"):
        desk.confirms(older, leaving=False)


def test_two_documents_of_one_title_at_the_same_moment_make_one_plan(desk: Desk) -> None:
    first = desk.has(documents.proposal())
    second = desk.here.database.write_now(
        beginning.start, person=desk.clerk, moment=moment(), name="other.docx", content=documents.content("other"),
        proposal=documents.proposal(not_placed=()),
    )  # fmt: skip
    assert isinstance(second, IntakeView)
    desk.confirms(first)
    asked = desk.here.database.write_now(
        apply.confirm, person=desk.clerk, moment=moment(), intake_id=second.id, seen=second.stamp, leaving=True
    )
    assert isinstance(asked, Overtaken)
    assert [doubt.code for doubt in asked.intake.blocking] == ["which_plan"]
    with pytest.raises(Refusal, match="newer version"):
        desk.confirms(second)
