"""What is late, and what each update counts as, kept ready; and the last of each recommendation written anew."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("latest", sa.Column("late_from", sa.Date(), nullable=True))
    op.add_column("update", sa.Column("counts_as", AutoString(), nullable=True))
    op.execute("DELETE FROM latest")
    op.execute(FILL)
    op.execute(COUNTS_AS)
    op.drop_index("ix_latest_status_due", table_name="latest")
    op.create_index("ix_latest_status_plan", "latest", ["status", "plan_id", "late_from"], unique=False)
    op.create_index("ix_latest_late_from", "latest", ["late_from", "plan_id"], unique=False)
    op.create_index("ix_update_round_counts_as", "update", ["round_id", "counts_as", "recommendation_id"], unique=False)


FILL = """
    INSERT INTO latest (recommendation_id, plan_id, due_on, round_id, update_id, version_id, grade_code, status,
                        reported_at, late_from)
    SELECT one.*, CASE WHEN one.status <> 'complete' AND r.signed_off_at IS NULL THEN one.due_on END
    FROM (
        SELECT r.id AS recommendation_id, r.plan_id,
               (SELECT d.due_on FROM due_date d WHERE d.recommendation_id = r.id ORDER BY d.id DESC LIMIT 1) AS due_on,
               u.round_id, u.id AS update_id, v.id AS version_id,
               CASE WHEN c.id IS NULL THEN v.grade_code ELSE c.grade_code END AS grade_code,
               COALESCE(g.meaning, 'no_grade') AS status, v.written_at
        FROM recommendation r
        JOIN plan p ON p.id = r.plan_id
        LEFT JOIN "update" u ON u.id = (
            SELECT a.id FROM "update" a JOIN round o ON o.id = a.round_id
            WHERE a.recommendation_id = r.id AND a.sent_version > 0 ORDER BY o.period_on DESC, o.id DESC LIMIT 1)
        LEFT JOIN update_version v ON v.update_id = u.id AND v.number = u.sent_version
        LEFT JOIN decision c ON c.id = (SELECT MAX(b.id) FROM decision b WHERE b.update_id = u.id)
        LEFT JOIN grade g ON g.scheme_id = p.scheme_id
             AND g.code = CASE WHEN c.id IS NULL THEN v.grade_code ELSE c.grade_code END
    ) one
    JOIN recommendation r ON r.id = one.recommendation_id
"""
COUNTS_AS = """
    UPDATE "update" SET counts_as = (
        SELECT COALESCE(g.meaning, 'no_grade')
        FROM update_version v
        JOIN recommendation r ON r.id = "update".recommendation_id
        JOIN plan p ON p.id = r.plan_id
        LEFT JOIN decision c ON c.id = (SELECT MAX(b.id) FROM decision b WHERE b.update_id = "update".id)
        LEFT JOIN grade g ON g.scheme_id = p.scheme_id
             AND g.code = CASE WHEN c.id IS NULL THEN v.grade_code ELSE c.grade_code END
        WHERE v.update_id = "update".id AND v.number = "update".sent_version)
    WHERE sent_version > 0
"""


def downgrade() -> None:
    op.drop_index("ix_update_round_counts_as", table_name="update")
    op.drop_index("ix_latest_late_from", table_name="latest")
    op.drop_index("ix_latest_status_plan", table_name="latest")
    op.create_index("ix_latest_status_due", "latest", ["status", "due_on", "recommendation_id"], unique=False)
    op.drop_column("update", "counts_as")
    op.drop_column("latest", "late_from")
