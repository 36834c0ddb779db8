"""Which round each answer of a document is of: "Jul 2024" and "31 July 2024" are the "July 2024" that is recorded.

A name counts as another's only where both name the same month; what is nearly so is asked. A name that tells no time
("Undated") is never taken for the round that an earlier document called so: its answers would be written over.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from storage.importing.proposal import Doubt, Proposal
from storage.importing.reading.spans import SEASON, spans_of
from storage.importing.whole import LONG_AGO, round_of, updates_of
from storage.rules.deadlines import read_date
from storage.rules.wording import bare_words
from storage.tables.rounds import Round

OF_A_MONTH = ("iso", "numeric", "day", "american", "month", "short_month", "loose_month", "number_month")
JOINING = frozenset(("as", "at", "of", "to", "for", "in", "on", "the", "a"))

Name = tuple[str, ...]
Month = tuple[int, int]


@dataclass(slots=True)
class Settled:
    """`names`: what each round of the document is called in the record, where that is another name than it has there."""

    names: dict[Name, str] = field(default_factory=dict)
    same: list[tuple[str, str]] = field(default_factory=list)
    asked: list[Doubt] = field(default_factory=list)


def in_the_records_rounds(proposal: Proposal, settled: Settled) -> Proposal:
    """The same answers, each under the name that its round has in the record."""
    if not settled.names:
        return proposal

    def named(label: str) -> str | None:
        return settled.names.get(bare_words(label))

    changed = (
        replace(
            one,
            updates=tuple(
                replace(update, round=name) if (name := named(round_of(update, proposal))) else update
                for update in one.updates
            ),
        )
        for one in proposal.recommendations
    )
    return replace(proposal, recommendations=tuple(changed))


def settle(proposal: Proposal, recorded: Sequence[Round], said: Collection[Name] = ()) -> Settled:
    """`said`: names that the clerk has spoken about, which are what she said they are."""
    labels = _labels(proposal)
    settled, beside = Settled(), _beside(proposal)
    taken = {bare_words(row.label) for row in recorded}
    for name, (label, on) in labels.items():
        here = next((row for row in recorded if bare_words(row.label) == name), None)
        if here is not None:
            if here.intake_id is not None and not tells_a_time(label):
                _ask_again(settled, label, name, said, taken | set(labels))
            continue
        others = [row for row in recorded if not _meets(bare_words(row.label), name, labels, beside, settled)]
        certain = [row for row in others if _is_one_round(row.label, label)]
        if len(certain) == 1:
            settled.names[name] = certain[0].label
            settled.same.append((label, certain[0].label))
        elif name not in said and (near := _near(recorded, label, on)):
            settled.asked.append(_perhaps(label, near))
        elif first := _before(labels, name, beside, settled):
            settled.names[name] = first
    return settled


def tells_a_time(label: str) -> bool:
    """Whether a round's name has a month or at least a year in it, so that no other round can have the same."""
    return bool(SEASON.search(label.casefold()) or [one for one in spans_of(label) if re.search(r"\d\d", one.text)])


def _labels(proposal: Proposal) -> dict[Name, tuple[str, date | None]]:
    """Each round of the document by its bare name, in the order they come, and the day it stands at."""
    found: dict[Name, tuple[str, date | None]] = {}
    for update in updates_of(proposal):
        label = round_of(update, proposal)
        _, on = found.get(bare_words(label), (label, None))
        first = found.get(bare_words(label), (label, None))[0]
        found[bare_words(label)] = (first, on or update.on or read_date(label, LONG_AGO).on)
    return found


def _beside(proposal: Proposal) -> set[tuple[Name, Name]]:
    """Names that stand under one recommendation, and so are two rounds to their writer."""
    found: set[tuple[Name, Name]] = set()
    for one in proposal.recommendations:
        names = {bare_words(round_of(update, proposal)) for update in one.updates}
        if len(names) > 1:
            found |= {(first, second) for first in names for second in names if first != second}
    return found


def _meets(
    row: Name, name: Name, labels: Collection[Name], beside: Collection[tuple[Name, Name]], settled: Settled
) -> bool:
    """Whether another name of the document is that round already, and stands beside this one."""
    same = [row] if row in labels else []
    same += [other for other, label in settled.names.items() if bare_words(label) == row]
    return any((other, name) in beside for other in same)


def _before(
    labels: dict[Name, tuple[str, date | None]], name: Name, beside: Collection[tuple[Name, Name]], settled: Settled
) -> str | None:
    """A name that the document itself has used before for the same month."""
    label = labels[name][0]
    for other, (first, _) in labels.items():
        if other == name:
            return None
        if (other, name) not in beside and _is_one_round(first, label):
            return settled.names.get(other, first)
    return None


def _is_one_round(one: str, other: str) -> bool:
    first, second = _month_named(one), _month_named(other)
    return first is not None and first == second


def _month_named(label: str) -> tuple[Month, Name] | None:
    """The month that a name is, whether by a day of it or not, and what else it says; None where it is not certain."""
    spans = spans_of(label)
    if len(spans) != 1 or spans[0].kind not in OF_A_MONTH or spans[0].read.on is None:
        return None
    rest = bare_words(f"{label[: spans[0].start]} {label[spans[0].end :]}")
    on = spans[0].read.on
    return (on.year, on.month), tuple(word for word in rest if word not in JOINING)


def _near(recorded: Sequence[Round], label: str, on: date | None) -> list[str]:
    """Rounds of the record that stand in the same month under a name of their own."""
    if on is None:
        return []
    near = [row for row in recorded if (row.period_on.year, row.period_on.month) == (on.year, on.month)]
    return [row.label for row in near if row.intake_id is None or tells_a_time(row.label)]


def _perhaps(label: str, near: Sequence[str]) -> Doubt:
    told = (
        f"“{label}” may be the round “{near[0]}” of the record, which stands in the same month. If it is, pick that; as it "
        "is, it becomes a round of its own beside it."
    )
    return Doubt("round_perhaps_same", told, field="round", round=label, candidates=tuple(near))


def _ask_again(settled: Settled, label: str, name: Name, said: Collection[Name], taken: Collection[Name]) -> None:
    if name in said:
        return
    number = next(n for n in range(2, len(taken) + 3) if bare_words(f"{label} ({n})") not in taken)
    settled.names[name] = f"{label} ({number})"
    told = (
        f"“{label}” tells no month, and the last document had a round of that name. Type what this one is called, like "
        f"October 2024; or pick “{label}” if these are the same answers again, which are then written over. Else it is "
        f"kept beside it, as “{label} ({number})”."
    )
    settled.asked.append(Doubt("round_again", told, field="round", round=label, candidates=(label,)))
