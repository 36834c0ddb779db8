"""What a document says was reported: its rounds become closed rounds of the record, each answer a version that was imported.

A round that the bot collected is never written into: where a document says otherwise, its words are kept set aside.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from storage.changes import add_rows, identified, put_all
from storage.importing.becoming import period_of
from storage.importing.proposal import Proposal, ProposedRecommendation, ProposedUpdate
from storage.importing.whole import UNDATED, round_of
from storage.rules.wording import bare_words
from storage.tables import plans as plan_tables
from storage.tables import rounds as tables
from storage.views import Moment
from storage.vocabulary import Origin, UpdateState

AT_ONCE = 500
SETTLED = (UpdateState.CONFIRMED, UpdateState.SIGNED_OFF)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the record holds of one recommendation in one round."""

    row: tables.Update
    version: tables.UpdateVersion

    @property
    def is_decided(self) -> bool:
        return self.row.state in SETTLED


Standings = Mapping[tuple[int, int], Standing]
"""By recommendation and round."""


@dataclass(frozen=True, slots=True)
class History:
    """Where a document's past is written: which document, which plan with which rounds and answers, and its key's codes."""

    session: Session
    moment: Moment
    proposal: Proposal
    intake_id: int
    plan_id: int
    codes: Collection[str]
    rounds: dict[tuple[str, ...], tables.Round]
    there: Standings


@dataclass(frozen=True, slots=True)
class _Told:
    """One answer of the document, on its way into its round."""

    recommendation_id: int
    round: tables.Round
    update: ProposedUpdate


def labelled(one: ProposedRecommendation, proposal: Proposal) -> Iterator[tuple[str, ProposedUpdate]]:
    """Each update with the name of its round. A second one under the same name gets a round of its own, for its words."""
    seen: Counter[tuple[str, ...]] = Counter()
    for update in one.updates:
        label = round_of(update, proposal)
        name = bare_words(label)
        seen[name] += 1
        yield (label if seen[name] == 1 else f"{label} ({seen[name]})"), update


def write_history(history: History, reported: Sequence[tuple[int, ProposedRecommendation]]) -> tuple[int, int]:
    """Writes the past of these recommendations, all rows of a kind together: there may be thousands. Answers how many
    answers were added or changed, and how many set aside."""
    told = [
        _Told(id, round_row(history, label, update), update)
        for id, one in reported
        for label, update in labelled(one, history.proposal)
    ]
    known = [one for one in told if _standing(history, one) is not None]
    # An answer in an open round is for its owner to give; the document itself is kept.
    new = [one for one in told if _standing(history, one) is None and one.round.closed_at is not None]
    _add_new(history, new)
    became = Counter(_write_beside(history, one) for one in known)
    _write_values(history, reported)
    return len(new) + became[Origin.IMPORTED], became[Origin.SET_ASIDE]


def _standing(history: History, told: _Told) -> Standing | None:
    return history.there.get((told.recommendation_id, identified(told.round.id)))


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


def standings(session: Session, plan_id: int) -> Standings:
    """The version that counts of every answer of a plan."""
    rows = session.execute(
        select(tables.Update, tables.UpdateVersion)
        .join(tables.Round, col(tables.Round.id) == col(tables.Update.round_id))
        .join(tables.UpdateVersion, col(tables.UpdateVersion.update_id) == col(tables.Update.id))
        .where(col(tables.Round.plan_id) == plan_id)
        .where(col(tables.UpdateVersion.number) == col(tables.Update.version))
        .order_by(col(tables.Update.id))
    ).all()
    return {(row.recommendation_id, row.round_id): Standing(row, version) for row, version in rows}


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


def _add_new(history: History, told: Sequence[_Told]) -> None:
    for some in _portions(told):
        add_rows(history.session, map(_first, some))
    ids = _ids(history.session, history.plan_id)
    for some in _portions(told):
        keys = [(one.recommendation_id, identified(one.round.id)) for one in some]
        versions = [
            _version(history, ids[key], one.update, 1, based_on=0, counts=True)
            for key, one in zip(keys, some, strict=True)
        ]
        put_all(history.session, tables.UpdateVersion, versions)


def _portions(told: Sequence[_Told]) -> Iterator[Sequence[_Told]]:
    return (told[start : start + AT_ONCE] for start in range(0, len(told), AT_ONCE))


def _first(told: _Told) -> tables.Update:
    return tables.Update(
        recommendation_id=told.recommendation_id,
        round_id=identified(told.round.id),
        state=UpdateState.ACCEPTED,
        version=1,
        sent_version=1,
        versions=1,
    )


def _ids(session: Session, plan_id: int) -> dict[tuple[int, int], int]:
    """A plan's answers by recommendation and round."""
    table = tables.Update
    rows = session.execute(
        select(col(table.recommendation_id), col(table.round_id), col(table.id))
        .join(tables.Round, col(tables.Round.id) == col(table.round_id))
        .where(col(tables.Round.plan_id) == plan_id)
        .order_by(col(table.id))
    ).all()
    return {(recommendation_id, round_id): identified(id) for recommendation_id, round_id, id in rows}


def _write_beside(history: History, told: _Told) -> Origin | None:
    """Where the record has an answer: nothing for the same one, another version of a document's own, else set aside."""
    there = _standing(history, told)
    if there is None or says_the_same(there.version, told.update, history.codes):
        return None
    counts = told.round.intake_id is not None and not there.is_decided
    if not counts and _set_aside_before(history, there, told.update):
        return None
    row, number = there.row, there.row.versions + 1
    version = _version(history, identified(row.id), told.update, number, based_on=row.version, counts=counts)
    put_all(history.session, tables.UpdateVersion, [version])
    row.versions = number
    if counts:
        row.version = row.sent_version = number
    history.session.add(row)
    return Origin.IMPORTED if counts else Origin.SET_ASIDE


def _version(
    history: History, update_id: int, update: ProposedUpdate, number: int, *, based_on: int, counts: bool
) -> dict[str, Any]:
    return {
        "update_id": update_id,
        "number": number,
        "based_on": based_on,
        "origin": Origin.IMPORTED if counts else Origin.SET_ASIDE,
        "evidence": update.evidence,
        "impact": update.impact,
        "grade_code": code_of(update, history.codes),
        "explanation": update.explanation,
        "anticipated_text": "",
        "anticipated_on": None,
        "grade_text": grade_words(update, history.codes),
        "found_in": update.found_in,
        "future": update.future,
        "written_by_id": None,
        "for_owner_id": None,
        "written_at": history.moment.at,
        "settled_at": None,
    }


def _set_aside_before(history: History, there: Standing, update: ProposedUpdate) -> bool:
    rows = history.session.scalars(
        select(tables.UpdateVersion)
        .where(col(tables.UpdateVersion.update_id) == there.row.id)
        .where(col(tables.UpdateVersion.origin) == Origin.SET_ASIDE)
        .order_by(col(tables.UpdateVersion.id))
    ).all()
    return any(says_the_same(row, update, history.codes) for row in rows)


def _write_values(history: History, reported: Sequence[tuple[int, ProposedRecommendation]]) -> None:
    """Each indicator's actual, as a value of the last round that the document reports on."""
    measured = [(id, one) for id, one in reported if any(each.actual.strip() for each in one.indicators)]
    if not measured:
        return
    rows = _indicators(history.session, history.plan_id)
    known = _values(history.session, history.plan_id)
    for id, one in measured:
        *_, label = ["", *(label for label, _ in labelled(one, history.proposal))]
        round_id = identified(round_row(history, label or _reported(history), None).id)
        for indicator in one.indicators:
            row = next((row for row in rows.get(id, ()) if same_indicator(row, indicator.code, indicator.text)), None)
            if row is None or not indicator.actual.strip():
                continue
            values = known.get((identified(row.id), round_id), ())
            if not any(value.text == indicator.actual or value.version_id is not None for value in values):
                value = tables.IndicatorValue(indicator_id=identified(row.id), round_id=round_id, text=indicator.actual)
                history.session.add(value)


def same_indicator(row: plan_tables.Indicator, code: str, text: str) -> bool:
    if row.code and code:
        return row.code.casefold() == code.casefold()
    return bare_words(row.text) == bare_words(text)


def _indicators(session: Session, plan_id: int) -> dict[int, list[plan_tables.Indicator]]:
    """A plan's indicators by their recommendation, in their order."""
    table = plan_tables.Indicator
    rows = session.scalars(
        select(table)
        .join(plan_tables.Recommendation, col(plan_tables.Recommendation.id) == col(table.recommendation_id))
        .where(col(plan_tables.Recommendation.plan_id) == plan_id)
        .order_by(col(table.recommendation_id), col(table.position))
    )
    found: dict[int, list[plan_tables.Indicator]] = {}
    for row in rows:
        found.setdefault(row.recommendation_id, []).append(row)
    return found


def _values(session: Session, plan_id: int) -> dict[tuple[int, int], list[tables.IndicatorValue]]:
    """What is recorded of a plan's indicators, by indicator and round."""
    rows = session.scalars(
        select(tables.IndicatorValue)
        .join(tables.Round, col(tables.Round.id) == col(tables.IndicatorValue.round_id))
        .where(col(tables.Round.plan_id) == plan_id)
        .order_by(col(tables.IndicatorValue.id))
    )
    found: dict[tuple[int, int], list[tables.IndicatorValue]] = {}
    for row in rows:
        found.setdefault((row.indicator_id, row.round_id), []).append(row)
    return found


def _reported(history: History) -> str:
    return history.proposal.reported.text.strip() or UNDATED
