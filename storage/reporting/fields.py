"""The names under which forms and councils' own templates find the paper's facts. `fields.yaml` says what each is.

Everything here is words ready to be printed, or lists of such; `naming.py` and `sentences.py` find the words.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GradeFields:
    code: str
    label: str
    grade: str
    definition: str
    confidence: str
    number: str
    before: str
    shade: str


@dataclass(frozen=True, slots=True)
class HistoryFields:
    name: str
    numbers: tuple[str, ...]
    shade: str


@dataclass(frozen=True, slots=True)
class UpdateFields:
    round: str
    received: bool
    evidence: str
    impact: str
    assessment: str
    grade: str
    proposed: str
    explanation: str
    anticipated: str
    outlook: str
    future: str
    committee: str
    given_by: str
    files: str
    shade: str


@dataclass(frozen=True, slots=True)
class IndicatorFields:
    code: str
    text: str
    lead: str
    target: str
    actual: str
    before: str
    direction: str
    trend: str


@dataclass(frozen=True, slots=True)
class TaskFields:
    number: str
    label: str
    group: str
    text: str
    lead: str
    start: str
    date: str
    grade: str
    shade: str


@dataclass(frozen=True, slots=True)
class ItemFields:
    number: str
    name: str
    label: str
    headline: str
    section: str
    text: str
    responsibility: str
    date: str
    moved: str
    actions: str
    measures: str
    grade: str
    shade: str
    signed_off: str
    latest: UpdateFields
    updates: tuple[UpdateFields, ...]
    earlier: tuple[UpdateFields, ...]
    indicators: tuple[IndicatorFields, ...]
    tasks: tuple[TaskFields, ...]


@dataclass(frozen=True, slots=True)
class SectionFields:
    title: str
    items: tuple[ItemFields, ...]


@dataclass(frozen=True, slots=True)
class ChangeFields:
    name: str
    text: str
    change: str


@dataclass(frozen=True, slots=True)
class Fields:
    council: str
    marking: str
    review: str
    service: str
    agreed: str
    link_officers: str
    round: str
    before: str
    draft: bool
    standing: str
    compiled: str
    total: str
    summary: str
    scale: tuple[GradeFields, ...]
    confident: bool
    rounds: tuple[str, ...]
    history: tuple[HistoryFields, ...]
    outstanding: tuple[ItemFields, ...]
    sections: tuple[SectionFields, ...]
    closed: tuple[ItemFields, ...]
    earlier: tuple[ItemFields, ...]
    beside: tuple[ItemFields, ...]
    slipped: tuple[ItemFields, ...]
    successes: tuple[ItemFields, ...]
    achieved: tuple[ChangeFields, ...]
    better: tuple[ChangeFields, ...]
    worse: tuple[ChangeFields, ...]
    moved: tuple[ChangeFields, ...]
    newly_signed_off: tuple[ChangeFields, ...]
    silent: tuple[ChangeFields, ...]
    chart: str
