"""The prose around a plan's recommendations stays with the plan."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("plan", sa.Column("introduction", AutoString(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("plan", "introduction")
