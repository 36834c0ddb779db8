"""Questions that were asked lately, for those that lean on them, and indexes for rounds by their month."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

from storage.tables.columns import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "asked_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("chat", AutoString(), nullable=False),
        sa.Column("asked_at", Instant(timezone=True), nullable=False),
        sa.Column("stage", AutoString(), nullable=False),
        sa.Column("query", sa.JSON(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("said", AutoString(), nullable=False),
        sa.Column("doubt", AutoString(), nullable=False),
        sa.Column("slot", AutoString(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_question")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_asked_question_person_id")),
    )
    op.create_index(op.f("ix_asked_question_person_id"), "asked_question", ["person_id"], unique=False)
    op.create_index(op.f("ix_asked_question_asked_at"), "asked_question", ["asked_at"], unique=False)
    op.create_index(op.f("ix_round_period_on"), "round", ["period_on"], unique=False)
    signed_off = sa.text("signed_off_at IS NOT NULL")
    op.create_index(
        "ix_recommendation_signed_off_at",
        "recommendation",
        ["signed_off_at"],
        unique=False,
        sqlite_where=signed_off,
        postgresql_where=signed_off,
    )
    op.create_index("ix_asked_question_chat", "asked_question", ["person_id", "chat", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_recommendation_signed_off_at", table_name="recommendation")
    op.drop_index(op.f("ix_round_period_on"), table_name="round")
    op.drop_table("asked_question")
