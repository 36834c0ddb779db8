"""What a document says was reported: its rounds become closed rounds of the record, each answer a version that was imported.

A round that the bot collected is never written into: where a document says otherwise, its words are kept set aside.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from storage.changes import identified, put
from storage.importing.becoming import period_of
from storage.importing.proposal import Proposal, ProposedRecommendation, ProposedUpdate
from storage.rules.wording import bare_words
from storage.tables import plans as plan_tables
from storage.tables import rounds as tables
from storage.views import Moment
from storage.vocabulary import Origin, UpdateState

UNDATED = "Undated"
SETTLED = (UpdateState.CONFIRMED, UpdateState.SIGNED_OFF)


@dataclass(frozen=True, slots=True)
class History:
    """Where a document's past is written: which document, which plan with which rounds, and the codes of its key.

    Of a fresh plan nothing has been said yet, so nothing need be looked for.
    """

    session: Session
    moment: Moment
    proposal: Proposal
    intake_id: int
    plan_id: int
    codes: Collection[str]
    rounds: dict[tuple[str, ...], tables.Round]
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What the record holds of one recommendation in one round."""

    row: tables.Update
    version: tables.UpdateVersion
    is_decided: bool


def labelled(one: ProposedRecommendation, proposal: Proposal) -> Iterator[tuple[str, ProposedUpdate]]:
    """Each update with the name of its round. A second one under the same name gets a round of its own, for its words."""
    seen: dict[str, int] = {}
    for update in one.updates:
        label = update.round.strip() or proposal.reported.text.strip() or UNDATED
        seen[label] = seen.get(label, 0) + 1
        yield (label if seen[label] == 1 else f"{label} ({seen[label]})"), update


def write_history(history: History, recommendation_id: int, one: ProposedRecommendation) -> int:
    """Writes one recommendation's past; answers how many answers were added or set aside."""
    written = 0
    last: tables.Round | None = None
    for label, update in labelled(one, history.proposal):
        last = round_row(history, label, update)
        written += _write(history, recommendation_id, last, update)
    if any(indicator.actual.strip() for indicator in one.indicators):
        _write_values(history, recommendation_id, one, last or round_row(history, _reported(history), None))
    return written


def rounds_of(session: Session, plan_id: int) -> dict[tuple[str, ...], tables.Round]:
    """A plan's rounds by their names' bare words."""
    rows = session.scalars(
        select(tables.Round).where(col(tables.Round.plan_id) == plan_id).order_by(col(tables.Round.id))
    ).all()
    return {bare_words(row.label): row for row in rows}


def round_row(history: History, label: str, update: ProposedUpdate | None) -> tables.Round:
    known = history.rounds.get(bare_words(label))
    if known is not None:
        return known
    row = tables.Round(
        plan_id=history.plan_id,
        label=label,
        period_on=period_of(label, update.on if update else None, history.proposal, history.moment.today),
        opened_at=history.moment.at,
        closed_at=history.moment.at,
        intake_id=history.intake_id,
    )
    history.session.add(row)
    history.session.flush()
    history.rounds[bare_words(label)] = row
    return row


def standing(session: Session, recommendation_id: int, round_id: int) -> Standing | None:
    found = session.execute(
        select(tables.Update, tables.UpdateVersion)
        .join(tables.UpdateVersion, col(tables.UpdateVersion.update_id) == col(tables.Update.id))
        .where(col(tables.Update.recommendation_id) == recommendation_id, col(tables.Update.round_id) == round_id)
        .where(col(tables.UpdateVersion.number) == col(tables.Update.version))
    ).first()
    if found is None:
        return None
    return Standing(found[0], found[1], found[0].state in SETTLED)


def says_the_same(version: tables.UpdateVersion, update: ProposedUpdate, codes: Collection[str]) -> bool:
    """Whether a document says what the record holds. How a grade was spelled is asked only of what a document said."""
    pairs = [
        (version.evidence, update.evidence),
        (version.impact, update.impact),
        (version.explanation, update.explanation),
        (version.grade_code or "", code_of(update, codes) or ""),
    ]
    if version.origin == Origin.IMPORTED:
        pairs += [(version.grade_text, grade_words(update, codes)), (version.future, update.future)]
    return all(" ".join(one.split()) == " ".join(other.split()) for one, other in pairs)


def code_of(update: ProposedUpdate, codes: Collection[str]) -> str | None:
    return update.grade if update.grade in codes else None


def grade_words(update: ProposedUpdate, codes: Collection[str]) -> str:
    """The grade as it stands in the document; a code that the key does not have is kept as its words."""
    return update.grade_text or ("" if update.grade in codes else update.grade or "")


def _write(history: History, recommendation_id: int, round: tables.Round, update: ProposedUpdate) -> int:
    session, round_id = history.session, identified(round.id)
    there = None if history.is_fresh else standing(session, recommendation_id, round_id)
    if there is not None and says_the_same(there.version, update, history.codes):
        return 0
    if there is None:
        if round.closed_at is None:
            return 0  # an answer in an open round is for its owner to give; the document itself is kept
        row = tables.Update(
            recommendation_id=recommendation_id, round_id=round_id, state=UpdateState.ACCEPTED, version=0
        )
        session.add(row)
        session.flush()
        return _add(history, row, update, counts=True)
    counts = round.intake_id is not None and not there.is_decided
    if not counts and _set_aside_before(history, there, update):
        return 0
    return _add(history, there.row, update, counts=counts)


def _add(history: History, row: tables.Update, update: ProposedUpdate, *, counts: bool) -> int:
    number = row.versions + 1
    put(
        history.session,
        tables.UpdateVersion,
        update_id=identified(row.id),
        number=number,
        based_on=row.version,
        origin=Origin.IMPORTED if counts else Origin.SET_ASIDE,
        evidence=update.evidence,
        impact=update.impact,
        grade_code=code_of(update, history.codes),
        explanation=update.explanation,
        anticipated_text="",
        anticipated_on=None,
        grade_text=grade_words(update, history.codes),
        found_in=update.found_in,
        future=update.future,
        written_by_id=None,
        for_owner_id=None,
        written_at=history.moment.at,
    )
    row.versions = number
    if counts:
        row.version = row.sent_version = number
    history.session.add(row)
    history.session.flush()
    return 1


def _set_aside_before(history: History, there: Standing, update: ProposedUpdate) -> bool:
    rows = history.session.scalars(
        select(tables.UpdateVersion)
        .where(col(tables.UpdateVersion.update_id) == there.row.id)
        .where(col(tables.UpdateVersion.origin) == Origin.SET_ASIDE)
        .order_by(col(tables.UpdateVersion.id))
    ).all()
    return any(says_the_same(row, update, history.codes) for row in rows)


def _write_values(history: History, recommendation_id: int, one: ProposedRecommendation, round: tables.Round) -> None:
    """Each indicator's actual, as a value of the last round that the document reports on."""
    rows = _indicators(history.session, recommendation_id)
    for indicator in one.indicators:
        row = next((row for row in rows if same_indicator(row, indicator.code, indicator.text)), None)
        if row is None or not indicator.actual.strip():
            continue
        known = history.session.scalars(
            select(tables.IndicatorValue).where(
                col(tables.IndicatorValue.indicator_id) == row.id, col(tables.IndicatorValue.round_id) == round.id
            )
        ).all()
        if not any(value.text == indicator.actual or value.version_id is not None for value in known):
            value = tables.IndicatorValue(
                indicator_id=identified(row.id), round_id=identified(round.id), text=indicator.actual
            )
            history.session.add(value)


def same_indicator(row: plan_tables.Indicator, code: str, text: str) -> bool:
    if row.code and code:
        return row.code.casefold() == code.casefold()
    return bare_words(row.text) == bare_words(text)


def _indicators(session: Session, recommendation_id: int) -> Sequence[plan_tables.Indicator]:
    table = plan_tables.Indicator
    return session.scalars(
        select(table).where(col(table.recommendation_id) == recommendation_id).order_by(col(table.position))
    ).all()


def _reported(history: History) -> str:
    return history.proposal.reported.text.strip() or UNDATED
