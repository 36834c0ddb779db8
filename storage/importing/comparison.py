"""A newer document beside the plan it is a version of: what is new, changed, gone and the same, and what stays as it is.

Reading only. `again.py` does what is shown here, and nothing else.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from storage.changes import identified
from storage.importing.beside import Beside as Placed
from storage.importing.history import Standings, labelled, rounds_of, says_the_same, standings
from storage.importing.likeness import Recorded, matched
from storage.importing.proposal import Proposal
from storage.importing.proposal import ProposedRecommendation as Proposed
from storage.importing.views import Comparison, Difference
from storage.rules.wording import bare_words
from storage.schemes import scheme_of
from storage.tables import plans as tables
from storage.tables.rounds import Round
from storage.views import Change, Scheme


@dataclass(frozen=True, slots=True)
class Known:
    """A recommendation as it is recorded, with its history of owners and dates."""

    row: tables.Recommendation
    section: str = ""
    actions: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    sub_actions: tuple[tables.SubAction, ...] = ()
    indicators: tuple[tables.Indicator, ...] = ()
    owners: tuple[tables.Ownership, ...] = ()
    dues: tuple[tables.DueDate, ...] = ()

    @property
    def id(self) -> int:
        return identified(self.row.id)

    @property
    def name(self) -> str:
        return f"Recommendation {self.row.number}" if self.row.number else f"Item {self.row.position}"


@dataclass(slots=True)
class Beside:
    """What differs in one recommendation, as it is found."""

    changes: list[Change] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def compare(self, name: str, before: str, after: str) -> None:
        if squeezed(before) != squeezed(after):
            self.changes.append(Change(name, before, after))


def compare(session: Session, *, plan_id: int, here: Placed, before: Proposal | None) -> Comparison:
    """`before` is what the last document of this plan said: what has been changed here since is told apart by it."""
    proposal = here.proposal
    known = known_recommendations(session, plan_id)
    pairs = matched(
        proposal.recommendations, [Recorded(one.id, one.row.number, one.row.text) for one in known.values()]
    )
    earlier = _earlier(before, known)
    plan = session.get_one(tables.Plan, plan_id)
    scheme, rounds, told = scheme_of(session, plan.scheme_id), rounds_of(session, plan_id), standings(session, plan_id)
    becomes = here.fitted.scheme if here.fitted else scheme
    new, changed, same, added = [], [], 0, 0
    left_out: Counter[str] = Counter()
    for one in proposal.recommendations:
        left_out.update(_left_out(told, pairs.get(one.position), one, proposal, rounds))
        added += _added(told, pairs.get(one.position), one, proposal, rounds)
        if one.position not in pairs:
            new.append(Difference(_name(one), one.text, None, one))
            continue
        there = known[pairs[one.position]]
        beside = Beside()
        _compare_agreed(beside, there, one)
        _compare_owners(beside, there, one, earlier.get(there.id))
        _compare_due(beside, there, one, earlier.get(there.id))
        _compare_past(told, beside, there, one, proposal, rounds, becomes)
        if beside.changes or beside.kept:
            changed.append(Difference(there.name, one.text, there.id, one, tuple(beside.changes), tuple(beside.kept)))
        else:
            same += 1
    return Comparison(
        new=tuple(new),
        changed=tuple(changed),
        gone=tuple(_gone(known, pairs)),
        same=same,
        plan=_plan_changes(plan, proposal, scheme, becomes),
        rounds=_new_rounds(proposal, rounds),
        matched=pairs,
        scheme=becomes if _named(becomes) != _named(scheme) else None,
        added=added,
        told=tuple(_how_it_stands(here)),
        left_out=left_out,
    )


def known_recommendations(session: Session, plan_id: int) -> dict[int, Known]:
    """All of a plan's recommendations, in their order, each with everything that was agreed about it."""
    rows = session.scalars(
        select(tables.Recommendation)
        .where(col(tables.Recommendation.plan_id) == plan_id)
        .order_by(col(tables.Recommendation.position))
    ).all()
    ids = [identified(row.id) for row in rows]
    sections = dict(session.execute(select(col(tables.Section.id), col(tables.Section.title))).all())
    actions, measures = _by(session, tables.AgreedAction, ids), _by(session, tables.Measure, ids)
    sub_actions, indicators = _by(session, tables.SubAction, ids), _by(session, tables.Indicator, ids)
    owners, dues = _by(session, tables.Ownership, ids), _by(session, tables.DueDate, ids)
    return {
        identified(row.id): Known(
            row,
            sections.get(row.section_id, "") if row.section_id else "",
            tuple(each.text for each in actions.get(identified(row.id), ())),
            tuple(each.text for each in measures.get(identified(row.id), ())),
            tuple(sub_actions.get(identified(row.id), ())),
            tuple(indicators.get(identified(row.id), ())),
            tuple(owners.get(identified(row.id), ())),
            tuple(dues.get(identified(row.id), ())),
        )
        for row in rows
    }


def squeezed(text: str) -> str:
    return " ".join(text.split())


def _by(session: Session, table: Any, ids: Sequence[int]) -> dict[int, list[Any]]:
    """Rows of one of the tables above by their recommendation, in their order."""
    order = [table.position] if hasattr(table, "position") else []
    rows = session.scalars(select(table).where(table.recommendation_id.in_(ids)).order_by(*order, table.id))
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.recommendation_id, []).append(row)
    return found


def _earlier(before: Proposal | None, known: Mapping[int, Known]) -> dict[int, Proposed]:
    """What the last document said of each recommendation."""
    if before is None:
        return {}
    pairs = matched(before.recommendations, [Recorded(one.id, one.row.number, one.row.text) for one in known.values()])
    return {pairs[one.position]: one for one in before.recommendations if one.position in pairs}


def _compare_agreed(beside: Beside, there: Known, one: Proposed) -> None:
    beside.compare("Number", there.row.number, one.number)
    beside.compare("Text", there.row.text, one.text)
    beside.compare("Section", there.section, one.section)
    beside.compare("Agreed actions", "\n".join(there.actions), "\n".join(one.actions))
    beside.compare("Success measures", "\n".join(there.measures), "\n".join(one.measures))
    beside.compare("Sub-actions", _sub_actions_recorded(there), _sub_actions_proposed(one))
    beside.compare("Indicators", _indicators_recorded(there, one), _indicators_proposed(one))
    if there.row.missing_since_at is not None:
        beside.changes.append(Change("In the document", "not in the version before", "there again"))


def _compare_owners(beside: Beside, there: Known, one: Proposed, earlier: Proposed | None) -> None:
    now = [each.as_written for each in there.owners if each.ended_at is None]
    wanted = [owner.text for owner in one.owners]
    if sorted(now) == sorted(wanted):
        return
    if earlier is not None and sorted(owner.text for owner in earlier.owners) == sorted(wanted):
        beside.kept.append(f"Responsible: changed here to {_listed(now)}; the document still says {_listed(wanted)}.")
        return
    beside.changes.append(Change("Responsible", _listed(now), _listed(wanted)))


def _compare_due(beside: Beside, there: Known, one: Proposed, earlier: Proposed | None) -> None:
    now = there.dues[-1] if there.dues else None
    given = one.due_now
    if (squeezed(now.text), now.due_on) == (squeezed(given.text), given.on) if now else not given.text.strip():
        return
    moved = now.text if now else "no date"
    unchanged = earlier is not None and (earlier.due_now.text, earlier.due_now.on) == (given.text, given.on)
    older = any(squeezed(each.text) == squeezed(given.text) for each in there.dues[:-1])
    if unchanged or older or not given.text.strip():
        said = f"the document still says {given.text}" if given.text.strip() else "the document gives none"
        beside.kept.append(f"Due date: {moved}, as it is recorded here; {said}.")
        return
    beside.changes.append(Change("Due date", now.text if now else "", given.text))


def _compare_past(
    told: Standings,
    beside: Beside,
    there: Known,
    one: Proposed,
    proposal: Proposal,
    rounds: Mapping[tuple[str, ...], Round],
    scheme: Scheme,
) -> None:
    codes = {grade.code for grade in scheme.grades}
    for label, update in labelled(one, proposal):
        round = rounds.get(bare_words(label))
        if round is None:
            continue
        said = told.get((there.id, identified(round.id)))
        if said is None:
            if round.closed_at is None:
                beside.kept.append(f"{label}: that round is open here, so the document's answer is left out of it.")
            else:
                beside.changes.append(Change(f"Answer in {label}", "", update.evidence or update.grade_text))
        elif not says_the_same(said.version, update, codes):
            if round.intake_id is None or said.is_decided:
                beside.kept.append(
                    f"{label}: what was collected here stays; the document says otherwise, and that is kept beside it."
                )
            else:
                was = f"{said.version.grade_text} {said.version.evidence}".strip()
                beside.changes.append(
                    Change(f"Answer in {label}", was, f"{update.grade_text} {update.evidence}".strip())
                )


def _left_out(
    told: Standings, id: int | None, one: Proposed, proposal: Proposal, rounds: Mapping[tuple[str, ...], Round]
) -> list[str]:
    """The rounds that are open here, and for which the document has an answer where the record has none."""
    waiting = ((rounds.get(bare_words(label)), label) for label, _ in labelled(one, proposal))
    return [
        label
        for round, label in waiting
        if round and round.closed_at is None and (id is None or (id, identified(round.id)) not in told)
    ]


def _added(
    told: Standings, id: int | None, one: Proposed, proposal: Proposal, rounds: Mapping[tuple[str, ...], Round]
) -> int:
    """How many answers the record will have that it has not had: in rounds that are new, or closed without one."""
    found = (rounds.get(bare_words(label)) for label, _ in labelled(one, proposal))
    return sum(
        round is None or (round.closed_at is not None and (id is None or (id, identified(round.id)) not in told))
        for round in found
    )


def _gone(known: Mapping[int, Known], pairs: Mapping[int, int]) -> list[Difference]:
    """Signed-off items leave the document as they should; one that has been missing before is no news."""
    still = set(pairs.values())
    return [
        Difference(one.name, one.row.text, one.id)
        for one in known.values()
        if one.id not in still and one.row.signed_off_at is None and one.row.missing_since_at is None
    ]


def _plan_changes(plan: tables.Plan, proposal: Proposal, scheme: Scheme, becomes: Scheme) -> tuple[Change, ...]:
    """Only what the document gives: what it leaves out is not taken away."""
    beside = Beside()
    for name, before, after in (
        ("Subject", plan.subject, proposal.subject),
        ("Organisation", plan.organisation, proposal.organisation),
        ("Link officers", ", ".join(plan.link_officers), ", ".join(proposal.link_officers)),
        ("Agreed", plan.agreed_text, proposal.agreed.text),
        ("Introduction", plan.introduction, "\n".join(proposal.introduction)),
    ):
        if after.strip():
            beside.compare(name, before, after)
    if _named(scheme) != _named(becomes):
        beside.compare("Grading key", *(", ".join(g.full_label for g in one.grades) for one in (scheme, becomes)))
    return tuple(beside.changes)


def _named(scheme: Scheme) -> list[tuple[str, str]]:
    return [(grade.code, grade.label.casefold()) for grade in scheme.grades]


def _how_it_stands(here: Placed) -> Iterator[str]:
    """How the document's names of rounds and grades are written into the record, where that is not as they stand in it."""
    for label, recorded in here.settled.same:
        yield f"“{label}” of the document is the round “{recorded}” here."
    if here.fitted is not None:
        yield from (f"{here.fitted.said(code)}." for code in here.fitted.moved)


def _new_rounds(proposal: Proposal, rounds: Mapping[tuple[str, ...], Round]) -> tuple[str, ...]:
    labels = (label for one in proposal.recommendations for label, _ in labelled(one, proposal))
    return tuple(dict.fromkeys(label for label in labels if bare_words(label) not in rounds))


def _sub_actions_recorded(there: Known) -> str:
    return "\n".join(
        squeezed(
            f"{one.number} {one.text} {one.lead} {one.start_text} {one.due_text} {one.grade_text or one.grade_code or ''}"
        )
        for one in there.sub_actions
    )


def _sub_actions_proposed(one: Proposed) -> str:
    return "\n".join(
        squeezed(
            f"{each.number} {each.text} {each.lead} {each.start.text} {each.due.text} {each.grade_text or each.grade or ''}"
        )
        for each in one.sub_actions
    )


def _indicators_recorded(there: Known, one: Proposed) -> str:
    """Those that the document has too: one that it leaves out stays, with its values."""
    listed = {bare_words(each.code) or bare_words(each.text) for each in one.indicators}
    return "\n".join(
        squeezed(f"{row.code} {row.text} {row.lead} {row.target}")
        for row in there.indicators
        if (bare_words(row.code) or bare_words(row.text)) in listed
    )


def _indicators_proposed(one: Proposed) -> str:
    return "\n".join(squeezed(f"{each.code} {each.text} {each.lead} {each.target}") for each in one.indicators)


def _listed(names: Sequence[str]) -> str:
    return "; ".join(names) or "nobody"


def _name(one: Proposed) -> str:
    return f"Recommendation {one.number}" if one.number else f"Item {one.position}"
