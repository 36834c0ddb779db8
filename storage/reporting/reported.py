"""What was sent for many recommendations in several rounds, with what the clerk and the committee made of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session, col

from storage.reporting.paper import Reported, Ruled, Writer
from storage.said import FILES, REPORTED, VALUES
from storage.tables import people as people_tables
from storage.tables import plans as plan_tables
from storage.tables import rounds as tables
from storage.views import Round, Scheme
from storage.vocabulary import Origin, Ruling, UpdateState

_update, _version, _decision = tables.Update, tables.UpdateVersion, tables.Decision
_person, _owner = people_tables.Person, plan_tables.Owner


def in_rounds(
    session: Session, ids: Sequence[int], rounds: Sequence[Round], scheme: Scheme
) -> Mapping[int, Mapping[int, Reported]]:
    """By recommendation and round, oldest round first. A draft that was never sent is nobody's word yet."""
    rows = session.execute(
        select(
            col(_update.id),
            col(_update.recommendation_id),
            col(_update.round_id),
            col(_update.state),
            col(_update.sent_version),
            col(_version.id).label("version_id"),
            col(_version.evidence),
            col(_version.impact),
            col(_version.grade_code),
            col(_version.explanation),
            col(_version.anticipated_text),
            col(_version.anticipated_on),
            col(_version.grade_text),
            col(_version.future),
            col(_version.written_at),
            col(_person.name),
            col(_person.job_title),
            col(_owner.name).label("on_behalf_of"),
        )
        .join(
            _version, (col(_version.update_id) == col(_update.id)) & (col(_version.number) == col(_update.sent_version))
        )
        .outerjoin(_person, col(_person.id) == col(_version.written_by_id))
        .outerjoin(_owner, col(_owner.id) == col(_version.for_owner_id))
        .where(col(_update.recommendation_id).in_(ids), col(_update.round_id).in_([round.id for round in rounds]))
        .order_by(col(_update.id))
    ).all()
    beside = _Beside(session, [row.id for row in rows], [row.version_id for row in rows], scheme)
    by_key = {(row.recommendation_id, row.round_id): row for row in rows}
    found: dict[int, dict[int, Reported]] = defaultdict(dict)
    for round in rounds:
        for id in ids:
            if row := by_key.get((id, round.id)):
                found[id][round.id] = _reported(row, round, scheme, beside)
    return found


class _Beside:
    """What stands beside the words: rulings, other writers, values and files."""

    def __init__(self, session: Session, updates: Sequence[int], versions: Sequence[int], scheme: Scheme) -> None:
        self.ruled = _rulings(session, updates, scheme)
        self.writers = _writers(session, updates)
        self.values: dict[int, dict[int, str]] = defaultdict(dict)
        self.files: dict[int, tuple[str, ...]] = defaultdict(tuple)
        ask = session.connection().execute
        for row in ask(VALUES, {"ids": list(versions)}) if versions else ():
            self.values[row.version_id][row.indicator_id] = row.text
        for row in ask(FILES, {"ids": list(updates)}) if updates else ():
            self.files[row.update_id] += (row.name,)


def _reported(row: Row[Any], round: Round, scheme: Scheme, beside: _Beside) -> Reported:
    by = Writer(row.name, row.job_title) if row.name else None
    return Reported(
        round=round,
        version_id=row.version_id,
        version=row.sent_version,
        state=UpdateState(row.state),
        evidence=row.evidence,
        impact=row.impact,
        explanation=row.explanation,
        anticipated=row.anticipated_text,
        anticipated_on=row.anticipated_on,
        proposed=scheme.grade(row.grade_code),
        grade_text=row.grade_text,
        future=row.future,
        ruled=beside.ruled.get(row.id),
        by=by,
        others=tuple(one for one in beside.writers[row.id] if one != by),
        on_behalf_of=row.on_behalf_of or "",
        written_at=row.written_at,
        values=beside.values[row.version_id],
        files=beside.files[row.id],
    )


def _rulings(session: Session, updates: Sequence[int], scheme: Scheme) -> Mapping[int, Ruled]:
    """The last decision on each update is the one that counts."""
    rows = session.scalars(select(_decision).where(col(_decision.update_id).in_(updates)).order_by(col(_decision.id)))
    return {
        row.update_id: Ruled(
            Ruling(row.ruling), scheme.grade(row.grade_code), row.decided_on, row.comment, row.signed_off
        )
        for row in rows
    }


def _writers(session: Session, updates: Sequence[int]) -> Mapping[int, tuple[Writer, ...]]:
    """Everybody whose words went into what was sent, in the order of their first."""
    rows = session.execute(
        select(col(_version.update_id), col(_person.name), col(_person.job_title))
        .join(_person, col(_person.id) == col(_version.written_by_id))
        .join(_update, col(_update.id) == col(_version.update_id))
        .where(col(_version.update_id).in_(updates), col(_version.origin) != Origin.SET_ASIDE)
        .where(col(_version.number) <= col(_update.sent_version))
        .order_by(col(_version.update_id), col(_version.number))
    )
    found: dict[int, dict[Writer, None]] = defaultdict(dict)
    for update_id, name, job_title in rows:
        found[update_id][Writer(name, job_title)] = None
    return defaultdict(tuple, {id: tuple(writers) for id, writers in found.items()})


def values(
    session: Session, indicator_ids: Sequence[int], rounds: Sequence[Round]
) -> Mapping[int, tuple[tuple[str, str], ...]]:
    """Each indicator's values up to the last of these rounds, as the round's label and the value, oldest first."""
    found: dict[int, tuple[tuple[str, str], ...]] = defaultdict(tuple)
    if not indicator_ids:
        return found
    latest: dict[int, dict[str, str]] = defaultdict(dict)
    for row in session.connection().execute(REPORTED, {"ids": list(indicator_ids)}):
        if row.period_on <= rounds[-1].period_on:
            latest[row.indicator_id][row.label] = row.text
    return defaultdict(tuple, {id: tuple(by_round.items()) for id, by_round in latest.items()})
