"""Rounds and what was said in them: updates and their versions, questions, reviews, decisions, handovers, files."""

from datetime import date, datetime
from typing import Optional

from sqlalchemy import Index, LargeBinary, false, text
from sqlmodel import Field, UniqueConstraint

from storage.tables.columns import Table, identity, instant, link


class Round(Table, table=True):
    """One collection of progress updates for one plan. Rounds of several plans with one label are one to the reader.

    One that stood in a document was never open here; `intake_id` says which document.
    """

    __table_args__ = (UniqueConstraint("plan_id", "label"),)

    id: Optional[int] = identity()
    plan_id: int = link("plan.id")
    label: str
    period_on: date = Field(index=True)
    opened_at: datetime = instant()
    opened_by_id: int | None = link("person.id", nullable=True)
    closes_on: date | None = None
    closed_at: datetime | None = instant(nullable=True)
    intake_id: int | None = link("intake.id", nullable=True)


class Update(Table, table=True):
    """The one update of a recommendation in a round. `version` is the one that counts, `sent_version` the last sent,
    and `versions` how many there are, those set aside included.

    `counts_as` is kept ready by `storage/latest.py`: what the grade that counts of the sent version amounts to.
    """

    __table_args__ = (
        UniqueConstraint("recommendation_id", "round_id"),
        Index("ix_update_round_counts_as", "round_id", "counts_as", "recommendation_id"),
    )

    id: Optional[int] = identity()
    recommendation_id: int = link("recommendation.id")
    round_id: int = link("round.id")
    state: str
    version: int
    sent_version: int = 0
    versions: int = 0
    counts_as: str | None = None


class UpdateVersion(Table, table=True):
    """What somebody wrote, as they wrote it. Rows are only ever added.

    `grade_text`, `found_in` and `future` are a document's: the grade as it stands there, in which field, and what it
    says under "future actions".
    """

    __tablename__ = "update_version"
    __table_args__ = (UniqueConstraint("update_id", "number"),)

    id: Optional[int] = identity()
    update_id: int = link("update.id")
    number: int
    based_on: int
    origin: str
    evidence: str = ""
    impact: str = ""
    grade_code: str | None = None
    explanation: str = ""
    anticipated_text: str = ""
    anticipated_on: date | None = None
    grade_text: str = ""
    found_in: str = ""
    future: str = ""
    written_by_id: int | None = link("person.id", nullable=True)
    for_owner_id: int | None = link("owner.id", nullable=True)
    written_at: datetime = instant()
    # When the writer of words that were set aside chose between them and those that counted.
    settled_at: datetime | None = instant(nullable=True)


class IndicatorValue(Table, table=True):
    """A value of an indicator. Given in a version by an officer, or read from a document (then without a version)."""

    __tablename__ = "indicator_value"

    id: Optional[int] = identity()
    indicator_id: int = link("indicator.id")
    round_id: int = link("round.id")
    version_id: int | None = link("update_version.id", nullable=True)
    text: str


class VersionQuestion(Table, table=True):
    """What a check asked about a version, and the reason given for keeping it as it is."""

    __tablename__ = "version_question"
    __table_args__ = (UniqueConstraint("version_id", "code"),)

    id: Optional[int] = identity()
    version_id: int = link("update_version.id")
    code: str
    saw: str
    why: str
    reason: str | None = None
    answered_by_id: int | None = link("person.id", nullable=True)
    answered_at: datetime | None = instant(nullable=True)


class Submission(Table, table=True):
    """One press of "submit all": what the receipt refers to."""

    id: Optional[int] = identity()
    reference: str = Field(unique=True)
    person_id: int = link("person.id")
    fingerprint: str = Field(index=True)
    sent_at: datetime = instant()


class SubmittedVersion(Table, table=True):
    __tablename__ = "submitted_version"
    __table_args__ = (UniqueConstraint("submission_id", "version_id"),)

    id: Optional[int] = identity()
    submission_id: int = link("submission.id")
    version_id: int = link("update_version.id")


class Review(Table, table=True):
    """A clerk's verdict on a version that was sent."""

    id: Optional[int] = identity()
    version_id: int = link("update_version.id")
    verdict: str
    comment: str = ""
    reviewed_by_id: int = link("person.id")
    reviewed_at: datetime = instant()


class Decision(Table, table=True):
    """What the committee ruled on an update's proposed grade, and whether it signed the recommendation off."""

    id: Optional[int] = identity()
    update_id: int = link("update.id")
    version_id: int = link("update_version.id")
    ruling: str
    grade_code: str | None = None
    signed_off: bool = False
    comment: str = ""
    decided_on: date
    recorded_by_id: int = link("person.id")
    recorded_at: datetime = instant()


class Handover(Table, table=True):
    """ "Not mine": offered to a colleague, who must accept, or given back to the clerk (`to_id` is empty)."""

    __table_args__ = (
        Index(
            "uq_handover_one_open",
            "recommendation_id",
            "from_id",
            unique=True,
            sqlite_where=text("state IN ('offered', 'with_clerk')"),
            postgresql_where=text("state IN ('offered', 'with_clerk')"),
        ),
    )

    id: Optional[int] = identity()
    recommendation_id: int = link("recommendation.id")
    round_id: int = link("round.id")
    from_id: int = link("person.id")
    to_id: int | None = link("person.id", nullable=True)
    reason: str
    state: str
    offered_at: datetime = instant()
    answered_by_id: int | None = link("person.id", nullable=True)
    answered_at: datetime | None = instant(nullable=True)
    answer: str = ""


class FileContent(Table, table=True):
    """The bytes of a file, once, under their hash: in the database, so that every replica has them."""

    __tablename__ = "file_content"

    sha256: str = Field(primary_key=True)
    content: bytes = Field(sa_type=LargeBinary)


class StoredFile(Table, table=True):
    """A file somebody sent. It is on no update until they say which recommendation it is evidence for."""

    __tablename__ = "stored_file"

    id: Optional[int] = identity()
    sha256: str = Field(foreign_key="file_content.sha256", index=True)
    name: str
    media_type: str
    size: int
    sent_by_id: int = link("person.id")
    sent_at: datetime = instant()


class EvidenceFile(Table, table=True):
    __tablename__ = "evidence_file"
    __table_args__ = (UniqueConstraint("update_id", "file_id"),)

    id: Optional[int] = identity()
    update_id: int = link("update.id")
    file_id: int = link("stored_file.id")
    attached_by_id: int = link("person.id")
    attached_at: datetime = instant()
    removed_at: datetime | None = instant(nullable=True)


class WaitingFile(Table, table=True):
    """A file somebody was asked about and has not said what it is for. Nothing they do in between takes it from here."""

    __tablename__ = "waiting_file"

    file_id: int = Field(foreign_key="stored_file.id", primary_key=True)
    recommendation_id: int | None = link("recommendation.id", nullable=True)
    round_id: int | None = link("round.id", nullable=True)
    asked_at: datetime = instant()


class HeldWords(Table, table=True):
    """Words somebody typed in their walk, until they say yes or no to recording them. Several messages stand one under
    the other; `begins` has the places where the second and each after it begin."""

    __tablename__ = "held_words"

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    recommendation_id: int = link("recommendation.id")
    round_id: int = link("round.id")
    text: str
    held_at: datetime = instant()
    begins: str = Field(default="", sa_column_kwargs={"server_default": ""})


class Walk(Table, table=True):
    """Where a person stands in their walk, so that a restart or another device finds them where they were."""

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    recommendation_id: int | None = link("recommendation.id", nullable=True)
    round_id: int | None = link("round.id", nullable=True)
    walking: bool = False
    pending: str = ""
    pending_text: str = ""
    pending_id: int | None = None
    elsewhere: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    moved_at: datetime = instant()
