"""Documents that are imported: what they say, the doubts about it, the answers, and the columns their words go to."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

from storage.tables.columns import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", AutoString(), nullable=False),
        sa.Column("proposal", sa.JSON(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", AutoString(), nullable=False),
        sa.Column("service", AutoString(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("started_by_id", sa.Integer(), nullable=False),
        sa.Column("started_at", Instant(timezone=True), nullable=False),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_intake_file_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_intake_plan_id")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["person.id"], name=op.f("fk_intake_settled_by_id")),
        sa.ForeignKeyConstraint(["started_by_id"], ["person.id"], name=op.f("fk_intake_started_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake")),
    )
    with op.batch_alter_table("intake", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_intake_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_fingerprint"), ["fingerprint"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_settled_by_id"), ["settled_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_started_by_id"), ["started_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_state"), ["state"], unique=False)

    op.create_table(
        "intake_doubt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("intake_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", AutoString(), nullable=False),
        sa.Column("message", AutoString(), nullable=False),
        sa.Column("recommendation", sa.Integer(), nullable=True),
        sa.Column("field", AutoString(), nullable=False),
        sa.Column("place", AutoString(), nullable=False),
        sa.Column("round", AutoString(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answer", AutoString(), nullable=True),
        sa.Column("value", AutoString(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_intake_doubt_answered_by_id")),
        sa.ForeignKeyConstraint(["intake_id"], ["intake.id"], name=op.f("fk_intake_doubt_intake_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_doubt")),
        sa.UniqueConstraint("intake_id", "position", name=op.f("uq_intake_doubt_intake_id_position")),
    )
    with op.batch_alter_table("intake_doubt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_intake_doubt_answered_by_id"), ["answered_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_doubt_intake_id"), ["intake_id"], unique=False)

    op.create_table(
        "intake_owner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("intake_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", AutoString(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("role", AutoString(), nullable=False),
        sa.Column("organisation", AutoString(), nullable=False),
        sa.Column("is_link_officer", sa.Boolean(), nullable=False),
        sa.Column("found", AutoString(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("choice", AutoString(), nullable=True),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("email", AutoString(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_intake_owner_answered_by_id")),
        sa.ForeignKeyConstraint(["intake_id"], ["intake.id"], name=op.f("fk_intake_owner_intake_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_intake_owner_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_owner")),
        sa.UniqueConstraint("intake_id", "position", name=op.f("uq_intake_owner_intake_id_position")),
    )
    with op.batch_alter_table("intake_owner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_intake_owner_answered_by_id"), ["answered_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_owner_intake_id"), ["intake_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_owner_person_id"), ["person_id"], unique=False)

    # No table that others point to is made anew: SQLite would take that for the deletion of what they point to.
    op.add_column("plan", _words("subject"))
    op.add_column("plan", _words("organisation"))
    op.add_column("plan", sa.Column("link_officers", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("recommendation", sa.Column("missing_since_at", Instant(timezone=True), nullable=True))
    op.add_column("sub_action", _words("grade_text"))
    for name in ("grade_text", "found_in", "future"):
        op.add_column("update_version", _words(name))
    read_from = sa.Column(
        "intake_id", sa.Integer(), sa.ForeignKey("intake.id", name="fk_round_intake_id"), nullable=True
    )
    op.add_column("round", read_from, inline_references=True)
    op.create_index("ix_round_intake_id", "round", ["intake_id"])


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, AutoString(), nullable=False, server_default="")


def downgrade() -> None:
    op.drop_index("ix_round_intake_id", "round")
    with op.batch_alter_table("round") as batch_op:
        batch_op.drop_column("intake_id")
    for table, names in (
        ("update_version", ("grade_text", "found_in", "future")),
        ("sub_action", ("grade_text",)),
        ("recommendation", ("missing_since_at",)),
        ("plan", ("subject", "organisation", "link_officers")),
    ):
        for name in names:
            op.drop_column(table, name)
    for table in ("intake_owner", "intake_doubt", "intake"):
        op.drop_table(table)
