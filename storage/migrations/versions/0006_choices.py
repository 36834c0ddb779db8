"""Words that were set aside wait until their writer has chosen: when that was."""

import sqlalchemy as sa
from alembic import op

from storage.tables.columns import Instant

revision = "0006"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("update_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("settled_at", Instant(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("update_version", schema=None) as batch_op:
        batch_op.drop_column("settled_at")
