"""Bringing a database to the shape the code expects, by the migrations, and saying whether it is there."""

import os
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from storage.database import Database
from storage.errors import Refusal

# Replicas that start together migrate one after the other; the number only has to be ours.
MIGRATING = 7_243_001


def upgrade(database: Database) -> None:
    """Runs the migrations that are missing, in one transaction; another replica's are waited for.

    Refuses, with what to do about it, where the database cannot be used or is a newer program's.
    """
    if database.file is not None:
        _make_folder(database.file.parent)
    revision = revision_of(database)
    check_known(revision)
    if revision == newest_revision():
        return
    with database.engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def revision_of(database: Database) -> str | None:
    """The migration a database stands at; None where none has run. Refuses where it cannot be asked."""
    try:
        with database.engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except SQLAlchemyError as error:
        raise Refusal(_out_of_use(database, error)) from error


def check_known(revision: str | None) -> None:
    """Refuses a database that a newer program has migrated: this one would not understand what is in it."""
    if revision is not None and revision not in {one.revision for one in _migrations().walk_revisions()}:
        raise Refusal(
            f"The database is at migration {revision}, which this program does not know: a newer one has used it. "
            "Install that one again, or set DATABASE_URL to another database."
        )


def newest_revision() -> str | None:
    return _migrations().get_current_head()


def check_makeable(path: Path) -> None:
    """Refuses where a SQLite file that is not there yet could not be made."""
    there = next(folder for folder in path.absolute().parents if folder.exists())
    if not there.is_dir():
        raise Refusal(f"{path} cannot be made: {there} is not a folder. Check DATABASE_URL and DATA_FOLDER.")
    if not os.access(there, os.W_OK | os.X_OK):
        raise Refusal(
            f"{path} cannot be made: this account may not write in {there}. Check DATABASE_URL and DATA_FOLDER."
        )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(
            f"The folder {folder} cannot be made ({error.strerror}). Check DATABASE_URL and DATA_FOLDER."
        ) from error


def _out_of_use(database: Database, error: SQLAlchemyError) -> str:
    # The driver's first line names the host, the user or the trouble, and never the password.
    why = next(iter(str(getattr(error, "orig", None) or error).splitlines()), type(error).__name__).rstrip(".:")
    if database.file is not None:
        return f"{database.file} cannot be used as the record ({why}). Check DATABASE_URL and DATA_FOLDER."
    return f"PostgreSQL does not answer ({why}). Check DATABASE_URL, and that PostgreSQL is running."


@cache
def _migrations() -> ScriptDirectory:
    """Read once: a program does not change while it runs, and every migration is compiled to be read."""
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
