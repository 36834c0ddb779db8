"""What is known last of each recommendation, kept ready so that a question about a hundred thousand is answered at once.

Nothing is told here that the other tables do not hold; `storage/latest.py` writes it anew with whatever changes it.
"""

from datetime import date, datetime
from typing import Optional

from sqlalchemy import Index
from sqlmodel import Field

from storage.tables.columns import Table, instant, link


class Latest(Table, table=True):
    """The date that counts now, and the last answer that was sent: in which round, and what its grade amounts to.

    `late_from` is that date where something is late once it has passed: what is complete or signed off never is.
    """

    __table_args__ = (
        Index("ix_latest_status_plan", "status", "plan_id", "late_from"),
        Index("ix_latest_late_from", "late_from", "plan_id"),
    )

    recommendation_id: int = Field(foreign_key="recommendation.id", primary_key=True)
    plan_id: int = link("plan.id")
    due_on: date | None = Field(default=None, index=True)
    late_from: date | None = None
    round_id: int | None = link("round.id", nullable=True)
    update_id: int | None = link("update.id", nullable=True)
    version_id: int | None = link("update_version.id", nullable=True)
    grade_code: Optional[str] = None
    status: str
    reported_at: datetime | None = instant(nullable=True)
