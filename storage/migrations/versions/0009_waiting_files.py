"""A file somebody sent waits, on the record, until they say what it is evidence for, or that it is for nothing."""

import sqlalchemy as sa
from alembic import op

from storage.tables.columns import Instant

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "waiting_file",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=True),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_waiting_file_file_id")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_waiting_file_recommendation_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_waiting_file_round_id")),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_waiting_file")),
    )
    op.create_index("ix_waiting_file_recommendation_id", "waiting_file", ["recommendation_id"], unique=False)
    op.create_index("ix_waiting_file_round_id", "waiting_file", ["round_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_waiting_file_round_id", table_name="waiting_file")
    op.drop_index("ix_waiting_file_recommendation_id", table_name="waiting_file")
    op.drop_table("waiting_file")
