"""What has been said about recommendations: how each update stands now, what was said last time, indicators' values."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select, tuple_
from sqlmodel import Session, col

from storage.changes import identified
from storage.tables import people as people_tables
from storage.tables import plans as plan_tables
from storage.tables import rounds as tables
from storage.views import Indicator, KeptFile, LastTime, Question, Response, Scheme, Written
from storage.vocabulary import Origin, UpdateState, Verdict

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the update of one recommendation in one round stands. A fresh one is that of a round nobody has answered."""

    update_id: int | None = None
    state: UpdateState | None = None
    version: int = 0
    sent_version: int = 0
    response: Response = field(default_factory=Response)
    anticipated_on: date | None = None
    written: Written | None = None
    contributors: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    files: tuple[KeptFile, ...] = ()
    clerk_comment: str = ""


def standings(session: Session, keys: Sequence[Key]) -> Mapping[Key, Standing]:
    """How these updates stand, in one answer for all keys."""
    updates = session.scalars(
        select(tables.Update).where(tuple_(col(tables.Update.recommendation_id), col(tables.Update.round_id)).in_(keys))
    ).all()
    if not updates:
        return defaultdict(Standing)
    ids = [identified(update.id) for update in updates]
    versions = _kept_versions(session, ids)
    current = {update.id: versions[identified(update.id)][update.version] for update in updates}
    version_ids = [identified(row.version.id) for row in current.values()]
    asked, values = questions_of(session, version_ids), _values_of(session, version_ids)
    files = _files_of(session, ids)
    comments = _comments_of(session, [u for u in updates if u.state == UpdateState.RETURNED])
    return defaultdict(
        Standing,
        {
            (update.recommendation_id, update.round_id): _standing(
                update,
                current[update.id],
                tuple(dict.fromkeys(row.by for row in versions[identified(update.id)].values())),
                asked,
                values,
                files[identified(update.id)],
                comments.get(identified(update.id), ""),
            )
            for update in updates
        },
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    version: tables.UpdateVersion
    by: str
    on_behalf_of: str


def _kept_versions(session: Session, update_ids: Sequence[int]) -> Mapping[int, dict[int, _Kept]]:
    """The versions that counted, by their numbers, oldest first, with their writers' names."""
    version, person, owner = tables.UpdateVersion, people_tables.Person, plan_tables.Owner
    rows = session.execute(
        select(version, col(person.name), col(owner.name))
        .outerjoin(person, col(person.id) == col(version.written_by_id))
        .outerjoin(owner, col(owner.id) == col(version.for_owner_id))
        .where(col(version.update_id).in_(update_ids), col(version.origin) != Origin.SET_ASIDE)
        .order_by(col(version.update_id), col(version.number))
    )
    found: dict[int, dict[int, _Kept]] = defaultdict(dict)
    for row, by, on_behalf_of in rows:
        found[row.update_id][row.number] = _Kept(row, by or "the document", on_behalf_of or "")
    return found


def _standing(
    update: tables.Update,
    kept: _Kept,
    contributors: tuple[str, ...],
    asked: Mapping[int, tuple[Question, ...]],
    values: Mapping[int, Mapping[int, str]],
    files: tuple[KeptFile, ...],
    comment: str,
) -> Standing:
    version_id = identified(kept.version.id)
    return Standing(
        update_id=update.id,
        state=UpdateState(update.state),
        version=update.version,
        sent_version=update.sent_version,
        response=response_of(kept.version, values[version_id]),
        anticipated_on=kept.version.anticipated_on,
        written=Written(kept.by, kept.version.written_by_id, kept.version.written_at, kept.on_behalf_of),
        contributors=contributors,
        questions=asked[version_id],
        files=files,
        clerk_comment=comment,
    )


def response_of(version: tables.UpdateVersion, values: Mapping[int, str]) -> Response:
    return Response(
        evidence=version.evidence,
        impact=version.impact,
        grade=version.grade_code,
        explanation=version.explanation,
        anticipated=version.anticipated_text,
        indicators=values,
    )


def response_with_values(session: Session, version: tables.UpdateVersion) -> Response:
    id = identified(version.id)
    return response_of(version, _values_of(session, [id])[id])


def questions_of(session: Session, version_ids: Sequence[int]) -> Mapping[int, tuple[Question, ...]]:
    rows = session.scalars(
        select(tables.VersionQuestion)
        .where(col(tables.VersionQuestion.version_id).in_(version_ids))
        .order_by(col(tables.VersionQuestion.id))
    )
    found: dict[int, tuple[Question, ...]] = defaultdict(tuple)
    for row in rows:
        found[row.version_id] += (Question(row.code, row.saw, row.why, row.reason),)
    return found


def _values_of(session: Session, version_ids: Sequence[int]) -> Mapping[int, dict[int, str]]:
    rows = session.scalars(
        select(tables.IndicatorValue)
        .where(col(tables.IndicatorValue.version_id).in_(version_ids))
        .order_by(col(tables.IndicatorValue.id))
    )
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for row in rows:
        found[identified(row.version_id)][row.indicator_id] = row.text
    return found


def _files_of(session: Session, update_ids: Sequence[int]) -> Mapping[int, tuple[KeptFile, ...]]:
    file, evidence, person = tables.StoredFile, tables.EvidenceFile, people_tables.Person
    rows = session.execute(
        select(evidence, file, col(person.name))
        .join(file, col(file.id) == col(evidence.file_id))
        .join(person, col(person.id) == col(file.sent_by_id))
        .where(col(evidence.update_id).in_(update_ids), col(evidence.removed_at).is_(None))
        .order_by(col(evidence.id))
    )
    found: dict[int, tuple[KeptFile, ...]] = defaultdict(tuple)
    for link, kept, name in rows:
        found[link.update_id] += (KeptFile(identified(kept.id), kept.name, kept.media_type, kept.size, name),)
    return found


def _comments_of(session: Session, returned: Sequence[tables.Update]) -> Mapping[int, str]:
    if not returned:
        return {}
    version, review = tables.UpdateVersion, tables.Review
    rows = session.execute(
        select(col(version.update_id), col(review.comment))
        .join(version, col(version.id) == col(review.version_id))
        .where(col(version.update_id).in_([update.id for update in returned]), col(review.verdict) == Verdict.RETURNED)
        .order_by(col(review.id))
    )
    return {update_id: comment for update_id, comment in rows}


def last_times(session: Session, wanted: Mapping[Key, tuple[date, Scheme]]) -> dict[Key, LastTime]:
    """For each key, the last answer that was sent in a round before this one, with the grade the committee left it."""
    update, version, round = tables.Update, tables.UpdateVersion, tables.Round
    rows = session.execute(
        select(update, version, col(round.label), col(round.period_on))
        .join(round, col(round.id) == col(update.round_id))
        .join(
            version,
            (col(version.update_id) == col(update.id)) & (col(version.number) == col(update.sent_version)),
        )
        .where(col(update.recommendation_id).in_([recommendation_id for recommendation_id, _ in wanted]))
        .order_by(col(round.period_on), col(round.id))
    ).all()
    ruled = _ruled_grades(session, [identified(one.id) for one, *_ in rows])
    found: dict[Key, LastTime] = {}
    for key, (period_on, scheme) in wanted.items():
        for one, said, label, said_on in rows:
            if one.recommendation_id == key[0] and said_on < period_on:
                grade = scheme.grade(ruled.get(identified(one.id), said.grade_code))
                found[key] = LastTime(label, said.evidence, said.impact, grade.full_label if grade else "")
    return found


def _ruled_grades(session: Session, update_ids: Sequence[int]) -> dict[int, str | None]:
    if not update_ids:
        return {}
    rows = session.execute(
        select(col(tables.Decision.update_id), col(tables.Decision.grade_code))
        .where(col(tables.Decision.update_id).in_(update_ids))
        .order_by(col(tables.Decision.id))
    )
    return {update_id: grade for update_id, grade in rows}


def indicators(session: Session, wanted: Mapping[Key, date]) -> dict[Key, tuple[Indicator, ...]]:
    """Each recommendation's indicators with the last value that was reported before the round."""
    table = plan_tables.Indicator
    ids = [recommendation_id for recommendation_id, _ in wanted]
    rows = session.scalars(
        select(table).where(col(table.recommendation_id).in_(ids)).order_by(col(table.position), col(table.id))
    ).all()
    if not rows:
        return {}
    values = _reported_values(session, [identified(row.id) for row in rows])
    return {
        key: tuple(_indicator(row, values, period_on) for row in rows if row.recommendation_id == key[0])
        for key, period_on in wanted.items()
    }


def _indicator(
    row: plan_tables.Indicator, values: Mapping[int, Sequence[tuple[date, str, str]]], period_on: date
) -> Indicator:
    id = identified(row.id)
    before = [(text, label) for said_on, text, label in values[id] if said_on < period_on]
    text, label = before[-1] if before else ("", "")
    return Indicator(id, row.code, row.text, row.target, text, label)


def _reported_values(session: Session, ids: Sequence[int]) -> Mapping[int, list[tuple[date, str, str]]]:
    """Values that were sent (or stood in a document), oldest round first."""
    value, round, version, update = tables.IndicatorValue, tables.Round, tables.UpdateVersion, tables.Update
    rows = session.execute(
        select(value, col(round.period_on), col(round.label))
        .join(round, col(round.id) == col(value.round_id))
        .outerjoin(version, col(version.id) == col(value.version_id))
        .outerjoin(update, col(update.id) == col(version.update_id))
        .where(col(value.indicator_id).in_(ids))
        .where(col(value.version_id).is_(None) | (col(version.number) == col(update.sent_version)))
        .order_by(col(round.period_on), col(value.id))
    )
    found: dict[int, list[tuple[date, str, str]]] = defaultdict(list)
    for row, period_on, label in rows:
        found[row.indicator_id].append((period_on, row.text, label))
    return found
