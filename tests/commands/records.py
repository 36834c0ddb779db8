"""Databases that a command may meet."""

import sqlite3
from contextlib import closing
from pathlib import Path


def migrated_by_a_newer_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as record, record:
        record.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        record.execute("INSERT INTO alembic_version VALUES ('ffff')")
