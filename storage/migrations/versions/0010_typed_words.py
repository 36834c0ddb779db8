"""Whether something else is on the screen than the recommendation in hand, and where each held message begins."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("walk", sa.Column("elsewhere", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("held_words", sa.Column("begins", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("held_words", "begins")
    op.drop_column("walk", "elsewhere")
