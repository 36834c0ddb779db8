"""Keeps `Latest` true: whatever sends an answer, decides on one or moves a date calls `refresh` in its transaction.

One statement reads it all afresh from the tables that hold it, so that what is ready can never say anything else.
"""

from collections.abc import Sequence

from sqlalchemy import bindparam, text
from sqlmodel import Session, col, select

from storage.changes import identified
from storage.tables.plans import Recommendation

AT_ONCE = 500

# Of several rounds the last one that was answered counts, and of its grades the committee's, where it has decided.
REFRESH = text(
    """
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
    WHERE r.id IN :ids
    ON CONFLICT (recommendation_id) DO UPDATE SET
        plan_id = excluded.plan_id, due_on = excluded.due_on, round_id = excluded.round_id,
        update_id = excluded.update_id, version_id = excluded.version_id, grade_code = excluded.grade_code,
        status = excluded.status, reported_at = excluded.reported_at
    """
).bindparams(bindparam("ids", expanding=True))


def refresh(session: Session, recommendation_ids: Sequence[int]) -> None:
    session.flush()
    for start in range(0, len(recommendation_ids), AT_ONCE):
        session.execute(REFRESH, {"ids": list(recommendation_ids[start : start + AT_ONCE])})


def refresh_plan(session: Session, plan_id: int) -> None:
    session.flush()
    ids = session.exec(
        select(Recommendation.id).where(Recommendation.plan_id == plan_id).order_by(col(Recommendation.id))
    ).all()
    refresh(session, [identified(id) for id in ids])
