"""Keeps what is kept ready true: `Latest`, and what each update counts as. Whatever sends an answer, decides on one, moves
a date or takes in a document calls `refresh` in its transaction.

All of it is read afresh from the tables that hold it, so that what is ready can never say anything else.
"""

from collections.abc import Sequence

from sqlalchemy import bindparam, text
from sqlmodel import Session, col, select

from storage.changes import identified
from storage.tables.plans import Recommendation

AT_ONCE = 500

# Of several rounds the last one that was answered counts (of two that end on one day the one collected here), and of its
# grades the committee's, where it has decided.
REFRESH = text(
    """
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
            WHERE a.recommendation_id = r.id AND a.sent_version > 0
            ORDER BY o.period_on DESC, CASE WHEN o.intake_id IS NULL THEN 0 ELSE 1 END, o.id DESC LIMIT 1)
        LEFT JOIN update_version v ON v.update_id = u.id AND v.number = u.sent_version
        LEFT JOIN decision c ON c.id = (SELECT MAX(b.id) FROM decision b WHERE b.update_id = u.id)
        LEFT JOIN grade g ON g.scheme_id = p.scheme_id
             AND g.code = CASE WHEN c.id IS NULL THEN v.grade_code ELSE c.grade_code END
        WHERE r.id IN :ids
    ) one
    JOIN recommendation r ON r.id = one.recommendation_id
    WHERE r.id IN :ids
    ON CONFLICT (recommendation_id) DO UPDATE SET
        plan_id = excluded.plan_id, due_on = excluded.due_on, round_id = excluded.round_id,
        update_id = excluded.update_id, version_id = excluded.version_id, grade_code = excluded.grade_code,
        status = excluded.status, reported_at = excluded.reported_at, late_from = excluded.late_from
    """
).bindparams(bindparam("ids", expanding=True))
COUNTS_AS = text(
    """
    UPDATE "update" SET counts_as = (
        SELECT COALESCE(g.meaning, 'no_grade')
        FROM update_version v
        JOIN recommendation r ON r.id = "update".recommendation_id
        JOIN plan p ON p.id = r.plan_id
        LEFT JOIN decision c ON c.id = (SELECT MAX(b.id) FROM decision b WHERE b.update_id = "update".id)
        LEFT JOIN grade g ON g.scheme_id = p.scheme_id
             AND g.code = CASE WHEN c.id IS NULL THEN v.grade_code ELSE c.grade_code END
        WHERE v.update_id = "update".id AND v.number = "update".sent_version)
    WHERE recommendation_id IN :ids AND sent_version > 0
    """
).bindparams(bindparam("ids", expanding=True))


def refresh(session: Session, recommendation_ids: Sequence[int]) -> None:
    session.flush()
    for start in range(0, len(recommendation_ids), AT_ONCE):
        ids = {"ids": list(recommendation_ids[start : start + AT_ONCE])}
        session.execute(REFRESH, ids)
        session.execute(COUNTS_AS, ids)


def refresh_plan(session: Session, plan_id: int) -> None:
    session.flush()
    ids = session.exec(
        select(Recommendation.id).where(Recommendation.plan_id == plan_id).order_by(col(Recommendation.id))
    ).all()
    refresh(session, [identified(id) for id in ids])
