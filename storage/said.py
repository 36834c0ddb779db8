"""What has been said about recommendations: how each update stands now, what was said last time, indicators' values.

The questions put to the database are written once, below, and asked with their parameters: they are asked in every turn,
and to put one together costs more than to answer it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, exists, func, select, tuple_
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from storage.prepared import rows
from storage.tables import people as people_tables
from storage.tables import plans as plan_tables
from storage.tables import rounds as tables
from storage.views import Indicator, KeptFile, LastTime, Question, Response, Scheme, Written
from storage.vocabulary import Origin, UpdateState, Verdict

Key = tuple[int, int]

_update, _version, _round = tables.Update, tables.UpdateVersion, tables.Round
_person, _owner, _question, _value = (
    people_tables.Person,
    plan_tables.Owner,
    tables.VersionQuestion,
    tables.IndicatorValue,
)
_file, _evidence, _review, _decision = tables.StoredFile, tables.EvidenceFile, tables.Review, tables.Decision
_ids: BindParameter[int] = bindparam("ids", expanding=True)
_WORDS = (
    col(_version.evidence),
    col(_version.impact),
    col(_version.grade_code),
    col(_version.explanation),
    col(_version.anticipated_text),
    col(_version.anticipated_on),
    col(_version.grade_text),
    col(_version.future),
)


# Most answers have no file, and are not asked for any.
HAS_FILES = exists().where(col(_evidence.update_id) == col(_update.id), col(_evidence.removed_at).is_(None))


def _standing_at(number: Mapped[int]) -> Select[*tuple[Any, ...]]:
    """Updates with one of their versions: the one that counts, or the one that was sent."""
    return (
        select(
            col(_update.id).label("update_id"),
            col(_update.recommendation_id),
            col(_update.round_id),
            col(_update.state),
            col(_update.version),
            col(_update.sent_version),
            col(_update.versions),
            col(_version.id).label("version_id"),
            *_WORDS,
            col(_version.written_by_id),
            col(_version.written_at),
            col(_person.name).label("by"),
            col(_owner.name).label("on_behalf_of"),
            HAS_FILES.label("has_files"),
        )
        .join(_version, (col(_version.update_id) == col(_update.id)) & (col(_version.number) == number))
        .outerjoin(_person, col(_person.id) == col(_version.written_by_id))
        .outerjoin(_owner, col(_owner.id) == col(_version.for_owner_id))
        .where(tuple_(col(_update.recommendation_id), col(_update.round_id)).in_(bindparam("keys", expanding=True)))
        .order_by(col(_update.id))
    )


IN_FORCE, SENT = _standing_at(col(_update.version)), _standing_at(col(_update.sent_version))
AT = select(col(_version.id), *_WORDS).where(
    col(_version.update_id) == bindparam("update"), col(_version.number) == bindparam("number")
)
WRITERS = (
    select(col(_version.update_id), col(_person.name))
    .join(_person, col(_person.id) == col(_version.written_by_id))
    .where(col(_version.update_id).in_(_ids), col(_version.origin) != Origin.SET_ASIDE)
    .group_by(col(_version.update_id), col(_person.id), col(_person.name))
    .order_by(col(_version.update_id), func.min(_version.number), col(_person.id))
)
QUESTIONS = (
    select(
        col(_question.version_id), col(_question.code), col(_question.saw), col(_question.why), col(_question.reason)
    )
    .where(col(_question.version_id).in_(_ids))
    .order_by(col(_question.id))
)
VALUES = (
    select(col(_value.version_id), col(_value.indicator_id), col(_value.text))
    .where(col(_value.version_id).in_(_ids))
    .order_by(col(_value.id))
)
FILES: Select[*tuple[Any, ...]] = (
    select(
        col(_evidence.update_id),
        col(_file.id),
        col(_file.name),
        col(_file.media_type),
        col(_file.size),
        col(_person.name).label("sent_by"),
    )
    .join(_file, col(_file.id) == col(_evidence.file_id))
    .join(_person, col(_person.id) == col(_file.sent_by_id))
    .where(col(_evidence.update_id).in_(_ids), col(_evidence.removed_at).is_(None))
    .order_by(col(_evidence.id))
)
COMMENTS = (
    select(col(_version.update_id), col(_review.comment))
    .join(_version, col(_version.id) == col(_review.version_id))
    .where(col(_version.update_id).in_(_ids), col(_review.verdict) == Verdict.RETURNED)
    .order_by(col(_review.id))
)
LAST_TIMES = (
    select(
        col(_update.id),
        col(_update.recommendation_id),
        col(_version.evidence),
        col(_version.impact),
        col(_version.grade_code),
        col(_version.grade_text),
        col(_round.label),
        col(_round.period_on),
    )
    .join(_round, col(_round.id) == col(_update.round_id))
    .join(_version, (col(_version.update_id) == col(_update.id)) & (col(_version.number) == col(_update.sent_version)))
    .where(col(_update.recommendation_id).in_(_ids), col(_round.period_on) < bindparam("before"))
    # Of two that end on one day the one collected here is the later.
    .order_by(col(_round.period_on), col(_round.intake_id).is_(None), col(_round.id))
)
RULED = (
    select(col(_decision.update_id), col(_decision.grade_code))
    .where(col(_decision.update_id).in_(_ids))
    .order_by(col(_decision.id))
)
REPORTED = (
    select(col(_value.indicator_id), col(_value.text), col(_round.period_on), col(_round.label))
    .join(_round, col(_round.id) == col(_value.round_id))
    .outerjoin(_version, col(_version.id) == col(_value.version_id))
    .outerjoin(_update, col(_update.id) == col(_version.update_id))
    .where(col(_value.indicator_id).in_(_ids))
    .where(col(_value.version_id).is_(None) | (col(_version.number) == col(_update.sent_version)))
    .order_by(col(_round.period_on), col(_value.id))
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the update of one recommendation in one round stands. A fresh one is that of a round nobody has answered."""

    update_id: int | None = None
    versions: int = 0
    state: UpdateState | None = None
    version: int = 0
    sent_version: int = 0
    response: Response = field(default_factory=Response)
    written: Written | None = None
    contributors: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    files: tuple[KeptFile, ...] = ()
    clerk_comment: str = ""


def standings(session: Session, keys: Sequence[Key], *, indicated: bool, as_sent: bool) -> Mapping[Key, Standing]:
    """How these updates stand, or (as sent) stood when they were last sent. Without indicators no value is looked for."""
    found = rows(session, SENT if as_sent else IN_FORCE, {"keys": list(keys)})
    if not found:
        return defaultdict(Standing)
    version_ids = [row.version_id for row in found]
    asked = questions_of(session, version_ids)
    values = values_of(session, version_ids) if indicated else defaultdict[int, dict[int, str]](dict)
    files = _files_of(session, [row.update_id for row in found if row.has_files])
    writers = _writers_of(session, [row.update_id for row in found if row.version > 1])
    comments = _comments_of(session, [row.update_id for row in found if row.state == UpdateState.RETURNED])
    return defaultdict(
        Standing,
        {
            (row.recommendation_id, row.round_id): Standing(
                update_id=row.update_id,
                versions=row.versions,
                state=UpdateState(row.state),
                version=row.sent_version if as_sent else row.version,
                sent_version=row.sent_version,
                response=_response(row, values[row.version_id]),
                written=Written(row.by or "the document", row.written_by_id, row.written_at, row.on_behalf_of or ""),
                contributors=writers.get(row.update_id, (row.by or "the document",)),
                questions=asked[row.version_id],
                files=files[row.update_id],
                clerk_comment=comments.get(row.update_id, ""),
            )
            for row in found
        },
    )


def response_at(session: Session, update_id: int | None, number: int) -> Response | None:
    """What stood in one version of an update."""
    for row in rows(session, AT, {"update": update_id, "number": number}):
        return _response(row, values_of(session, [row.id])[row.id])
    return None


def _writers_of(session: Session, several: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Everybody whose words have counted, in the order of their first. An update of one version has one writer."""
    if not several:
        return {}
    found: dict[int, tuple[str, ...]] = {}
    for update_id, name in rows(session, WRITERS, {"ids": list(several)}):
        found[update_id] = (*found.get(update_id, ()), name)
    return found


def _response(row: Any, values: Mapping[int, str]) -> Response:
    return Response(
        evidence=row.evidence,
        impact=row.impact,
        grade=row.grade_code,
        explanation=row.explanation,
        anticipated=row.anticipated_text,
        indicators=values,
        grade_text=row.grade_text,
        future=row.future,
        anticipated_on=row.anticipated_on,
    )


def questions_of(session: Session, version_ids: Sequence[int]) -> Mapping[int, tuple[Question, ...]]:
    found: dict[int, tuple[Question, ...]] = defaultdict(tuple)
    for row in rows(session, QUESTIONS, {"ids": list(version_ids)}):
        found[row.version_id] += (Question(row.code, row.saw, row.why, row.reason),)
    return found


def values_of(session: Session, version_ids: Sequence[int]) -> Mapping[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for row in rows(session, VALUES, {"ids": list(version_ids)}):
        found[row.version_id][row.indicator_id] = row.text
    return found


def _files_of(session: Session, update_ids: Sequence[int]) -> Mapping[int, tuple[KeptFile, ...]]:
    found: dict[int, tuple[KeptFile, ...]] = defaultdict(tuple)
    if not update_ids:
        return found
    for row in rows(session, FILES, {"ids": list(update_ids)}):
        found[row.update_id] += (KeptFile(row.id, row.name, row.media_type, row.size, row.sent_by),)
    return found


def _comments_of(session: Session, returned: Sequence[int]) -> Mapping[int, str]:
    if not returned:
        return {}
    return dict(rows(session, COMMENTS, {"ids": list(returned)}))


def last_times(session: Session, periods: Mapping[Key, date], schemes: Mapping[Key, Scheme]) -> dict[Key, LastTime]:
    """For each key, the last answer that was sent in a round before this one, with the grade the committee left it."""
    ids = [recommendation_id for recommendation_id, _ in periods]
    before = rows(session, LAST_TIMES, {"ids": ids, "before": max(periods.values())})
    ruled = _ruled_grades(session, [row.id for row in before])
    found: dict[Key, LastTime] = {}
    for key, period_on in periods.items():
        for row in before:
            if row.recommendation_id == key[0] and row.period_on < period_on:
                grade = schemes[key].grade(ruled.get(row.id, row.grade_code))
                found[key] = LastTime(
                    row.label, row.evidence, row.impact, grade.full_label if grade else row.grade_text
                )
    return found


def _ruled_grades(session: Session, update_ids: Sequence[int]) -> dict[int, str | None]:
    return dict(rows(session, RULED, {"ids": list(update_ids)})) if update_ids else {}


def valued(
    session: Session, indicators: Mapping[Key, tuple[Indicator, ...]], periods: Mapping[Key, date]
) -> dict[Key, tuple[Indicator, ...]]:
    """These indicators with the last value that each had in a round before."""
    ids = sorted({indicator.id for listed in indicators.values() for indicator in listed})
    values = _reported_values(session, ids) if ids else {}
    return {
        key: tuple(_with_last_value(one, values.get(one.id, []), periods[key]) for one in listed)
        for key, listed in indicators.items()
    }


def _with_last_value(indicator: Indicator, values: Sequence[tuple[date, str, str]], period_on: date) -> Indicator:
    before = [(text, label) for said_on, text, label in values if said_on < period_on]
    text, label = before[-1] if before else ("", "")
    return replace(indicator, last_value=text, last_round=label)


def _reported_values(session: Session, ids: Sequence[int]) -> Mapping[int, list[tuple[date, str, str]]]:
    """Values that were sent (or stood in a document), oldest round first."""
    found: dict[int, list[tuple[date, str, str]]] = defaultdict(list)
    for row in rows(session, REPORTED, {"ids": list(ids)}):
        found[row.indicator_id].append((row.period_on, row.text, row.label))
    return found
