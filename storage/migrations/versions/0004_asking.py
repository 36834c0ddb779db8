"""What questions are answered from: the last of each recommendation kept ready, and indexes of the words."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

from storage.tables.columns import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WORDS = {
    "recommendation": ("text",),
    "agreed_action": ("text",),
    "update_version": ("evidence", "impact", "explanation"),
}


def upgrade() -> None:
    op.create_table(
        "latest",
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("update_id", sa.Integer(), nullable=True),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("grade_code", AutoString(), nullable=True),
        sa.Column("status", AutoString(), nullable=False),
        sa.Column("reported_at", Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("recommendation_id", name=op.f("pk_latest")),
        *(
            sa.ForeignKeyConstraint([f"{name}_id"], [f"{name}.id"], name=op.f(f"fk_latest_{name}_id"))
            for name in ("recommendation", "plan", "round", "update")
        ),
        sa.ForeignKeyConstraint(["version_id"], ["update_version.id"], name=op.f("fk_latest_version_id")),
    )
    for name in ("plan_id", "due_on", "round_id", "update_id", "version_id"):
        op.create_index(op.f(f"ix_latest_{name}"), "latest", [name], unique=False)
    op.create_index("ix_latest_status_due", "latest", ["status", "due_on", "recommendation_id"], unique=False)
    op.execute(FILL)
    for table, columns in WORDS.items():
        if op.get_bind().dialect.name == "sqlite":
            _index_for_sqlite(table, columns)
        else:
            _index_for_postgresql(table, columns)


def _index_for_sqlite(table: str, columns: tuple[str, ...]) -> None:
    """The words of a table beside it. They follow by triggers, whatever writes to it; who rebuilds it rebuilds them."""
    index, names = f"{table}_words", ", ".join(columns)
    new, old = (", ".join(f"{row}.{name}" for name in columns) for row in ("new", "old"))
    add = f"INSERT INTO {index}(rowid, {names}) VALUES (new.id, {new});"
    drop = f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', old.id, {old});"
    op.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{table}', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 0')"
    )
    op.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
    op.execute(f"CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {add} END")
    op.execute(f"CREATE TRIGGER {index}_gone AFTER DELETE ON {table} BEGIN {drop} END")
    op.execute(f"CREATE TRIGGER {index}_changed AFTER UPDATE OF {names} ON {table} BEGIN {drop} {add} END")


def _index_for_postgresql(table: str, columns: tuple[str, ...]) -> None:
    words = " || ' ' || ".join(columns)
    op.execute(
        f"CREATE INDEX ix_{table}_words ON {table} USING gin "
        f"(to_tsvector('simple'::regconfig, regexp_replace({words}, '[\\W_]+', ' ', 'g')))"
    )


FILL = """
    INSERT INTO latest (recommendation_id, plan_id, due_on, round_id, update_id, version_id, grade_code, status,
                        reported_at)
    SELECT r.id, r.plan_id,
           (SELECT d.due_on FROM due_date d WHERE d.recommendation_id = r.id ORDER BY d.id DESC LIMIT 1),
           u.round_id, u.id, v.id, CASE WHEN c.id IS NULL THEN v.grade_code ELSE c.grade_code END,
           COALESCE(g.meaning, 'no_grade'), v.written_at
    FROM recommendation r
    JOIN plan p ON p.id = r.plan_id
    LEFT JOIN "update" u ON u.id = (
        SELECT a.id FROM "update" a JOIN round o ON o.id = a.round_id
        WHERE a.recommendation_id = r.id AND a.sent_version > 0 ORDER BY o.period_on DESC, o.id DESC LIMIT 1)
    LEFT JOIN update_version v ON v.update_id = u.id AND v.number = u.sent_version
    LEFT JOIN decision c ON c.id = (SELECT MAX(b.id) FROM decision b WHERE b.update_id = u.id)
    LEFT JOIN grade g ON g.scheme_id = p.scheme_id
         AND g.code = CASE WHEN c.id IS NULL THEN v.grade_code ELSE c.grade_code END
"""


def downgrade() -> None:
    for table in WORDS:
        if op.get_bind().dialect.name == "sqlite":
            for trigger in ("added", "gone", "changed"):
                op.execute(f"DROP TRIGGER {table}_words_{trigger}")
            op.execute(f"DROP TABLE {table}_words")
        else:
            op.execute(f"DROP INDEX ix_{table}_words")
    op.drop_table("latest")
