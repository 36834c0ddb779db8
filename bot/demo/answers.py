"""What was said in the demo's rounds: one entry for each version that somebody wrote, with what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.demo.entries import Entry, Misspelt, known
from storage.agreed import AgreedRecommendation
from storage.views import Given, Scheme

TEXTS = {"evidence", "impact", "explanation", "anticipated"}
ANSWER = TEXTS | {"round", "by", "at", "grade", "indicators", "keep", "draft", "returned", "accepted", "committee"}


@dataclass(frozen=True, slots=True)
class Returned:
    at: datetime
    comment: str


@dataclass(frozen=True, slots=True)
class Committee:
    """What the committee decided. Without a grade it confirmed the officer's own."""

    grade: str | None = None
    signed_off: bool = False
    comment: str = ""
    moved_to: str = ""
    moved_because: str = ""


@dataclass(frozen=True, slots=True)
class DemoAnswer:
    """One version. It was sent the same day unless it is a draft; `indicators` are values by the indicator's code."""

    where: str
    position: int
    round: str
    by: str
    at: datetime
    given: Given
    indicators: Mapping[str, str]
    keep: Mapping[str, str]
    draft: bool
    returned: Returned | None
    accepted_at: datetime | None
    committee: Committee


@dataclass(frozen=True, slots=True)
class Known:
    """The names that an answer may use."""

    people: Sequence[str]
    rounds: Sequence[str]
    scheme: Scheme


def answers_of(entry: Entry, position: int, agreed: AgreedRecommendation, names: Known) -> tuple[DemoAnswer, ...]:
    return tuple(_answer(one, position, agreed, names) for one in entry.many("answers", ANSWER))


def grade_of(entry: Entry, scheme: Scheme) -> str | None:
    codes = [grade.code for grade in scheme.grades]
    return entry.one_of("grade", codes) if entry.given("grade") else None


def _answer(entry: Entry, position: int, agreed: AgreedRecommendation, names: Known) -> DemoAnswer:
    values, reasons = entry.words("indicators"), entry.words("keep")
    for code in values:
        known(code, [indicator.code for indicator in agreed.indicators], f"{entry.where}, indicators")
    for code in reasons:
        known(code, [rule.code for rule in names.scheme.rules], f"{entry.where}, keep")
    answer = DemoAnswer(
        where=entry.where,
        position=position,
        round=entry.one_of("round", names.rounds),
        by=entry.one_of("by", names.people),
        at=entry.moment("at"),
        given=Given(
            evidence=_said(entry, "evidence"),
            impact=_said(entry, "impact"),
            grade=grade_of(entry, names.scheme),
            explanation=_said(entry, "explanation"),
            anticipated=_said(entry, "anticipated"),
        ),
        indicators=values,
        keep=reasons,
        draft=entry.yes("draft"),
        returned=_returned(entry),
        accepted_at=entry.moment("accepted") if entry.given("accepted") else None,
        committee=_committee(entry, names.scheme),
    )
    if answer.draft and (answer.returned or answer.accepted_at):
        raise Misspelt(f"{entry.where}: a draft has not been sent, so nobody can have returned or accepted it")
    return answer


def _said(entry: Entry, field: str) -> str | None:
    return entry.text(field) if entry.given(field) else None


def _returned(entry: Entry) -> Returned | None:
    if not entry.given("returned"):
        return None
    returned = entry.one("returned", {"at", "comment"})
    return Returned(returned.moment("at"), returned.text("comment"))


def _committee(entry: Entry, scheme: Scheme) -> Committee:
    if not entry.given("committee"):
        return Committee()
    decided = entry.one("committee", {"grade", "signed_off", "comment", "moved_to", "moved_because"})
    return Committee(
        grade_of(decided, scheme),
        decided.yes("signed_off"),
        decided.text("comment", ""),
        decided.text("moved_to", ""),
        decided.text("moved_because", ""),
    )
