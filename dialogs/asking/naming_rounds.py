"""Rounds in a sentence: by what they are called, by their month, or as "this" one and "the last"."""

import re
from dataclasses import replace
from datetime import date

from dialogs.asking import periods
from dialogs.asking.date_parts import any_of
from dialogs.asking.draft import Draft
from dialogs.asking.governing import governor, is_alone
from dialogs.asking.marks import Mark, Read, Sort
from dialogs.asking.outcome import Slot
from storage.query import LATEST, PREVIOUS, Kind, Period, RoundName, Since, Status
from storage.rules.deadlines import MONTHS

TWO = 2
TOLD = {LATEST: (LATEST,), PREVIOUS: (PREVIOUS,), "last_two": (LATEST, PREVIOUS)}
"""Words for rounds that name none: which of each plan's they are."""
MONTH_NAMED = re.compile(rf"^(?:the )?(?:{any_of(MONTHS)})(?: (?:19|20)\d\d)?$")


def read_rounds(draft: Draft) -> None:
    """ "this round", "the last round", "the July round", "the 2022 round"; the round's own month and year by itself."""
    rounds: list[tuple[int, str]] = []
    for at, mark in draft.placed(Sort.ROUND_WORD):
        if draft.words(mark) == "the one before" and draft.kind_before is Kind.SHOW:
            draft.ask(Slot.ROUND, "The round before, or the recommendation before?", ("the last round",))
        if mark.value in TOLD:
            rounds.extend((at, one) for one in TOLD[mark.value])
            continue
        named = draft.marks[at - 1] if at else None
        if named is not None and named.sort is Sort.ROUND_WORD and named.end == mark.start:
            continue
        if draft.words(mark) in ("rounds", "returns") and not _period_beside(draft, at):
            draft.ask(Slot.ROUND, "Which rounds do you mean?", ("this round", "the last round"))
        elif not _period_beside(draft, at):
            rounds.append((at, LATEST))
    for at, mark in draft.placed(Sort.PERIOD):
        if ends := two_rounds(draft, mark):
            rounds.extend((at, id) for id in ends)
            continue
        if (id := _round_of(draft, at, mark)) is not None:
            rounds.append((at, id))
    named_too = {id for _, id in rounds if id not in (LATEST, PREVIOUS)}
    plain = {at for at, mark in draft.placed(Sort.ROUND_WORD) if mark.value == "round"}
    kept = [(at, id) for at, id in rounds if not (id == LATEST and at in plain and named_too)]
    _place(draft, kept)


def _place(draft: Draft, rounds: list[tuple[int, str]]) -> None:
    since = [id for at, id in rounds if _since(draft, at)]
    other = [id for at, id in rounds if not _since(draft, at)]
    if since and draft.query.kind is Kind.CHANGES:
        draft.put(since=Since(round=since[0]))
    elif since:
        _updated_since(draft, since[0])
    draft.narrow(rounds=frozenset(other))


def _updated_since(draft: Draft, id: str) -> None:
    """ "completed since March 2020": updates from that round's month on; anything else "since" is asked about."""
    done = draft.filters.status == {Status.COMPLETE}
    if (draft.has(Sort.UPDATED) or done) and id not in (LATEST, PREVIOUS):
        year, month = map(int, id.split("-"))
        draft.narrow(updated=Period(date(year, month, 1)))
    else:
        draft.ask(Slot.INTENT, "Do you want what has changed since then, or only updates made since then?")


def _since(draft: Draft, at: int) -> bool:
    mark = draft.marks[at]
    if mark.sort is Sort.PERIOD:
        opens = (
            ("since", "ever since", "from", "after") if draft.query.kind is Kind.CHANGES else ("since", "ever since")
        )
        if mark.value.startswith(opens) and " to " not in mark.value:
            return True
    before = draft.before(at)
    return before is not None and before.sort is Sort.SINCE


def _period_beside(draft: Draft, at: int) -> bool:
    return any(is_round(draft, here) for here in (at - 2, at - 1, at + 1, at + 2) if _is_period(draft, here))


def _is_period(draft: Draft, at: int) -> bool:
    return 0 <= at < len(draft.marks) and draft.marks[at].sort is Sort.PERIOD


def is_round(draft: Draft, at: int) -> bool:
    """Whether this period is said to be a round: "the July round", "the round in March 2021"."""
    after = draft.marks[at + 1] if at + 1 < len(draft.marks) else None
    if after is not None and after.sort is Sort.ROUND_WORD and after.value == "round":
        return True
    if after is not None and after.sort is Sort.KIND and after.value == Kind.REPORT and not draft.has(Sort.DUE):
        return bool(MONTH_NAMED.search(draft.marks[at].value))  # "the July report" is of July's round
    before = draft.before(at, skipping=frozenset({Sort.FILLER, Sort.OWNED}))
    plain = (
        draft.marks[at].value.startswith(("in ", "of ", "for ", "from ", "during "))
        or draft.marks[at].value[:1].isalnum()
    )
    bound = draft.marks[at].value.startswith(("by ", "before ", "until ", "after ", "since "))
    return plain and not bound and before is not None and before.sort is Sort.ROUND_WORD and before.value == "round"


def two_rounds(draft: Draft, mark: Mark) -> tuple[str, ...]:
    """ "between March 2020 and July 2022", of changes or to compare: the two rounds of those months or years."""
    if draft.query.kind not in (Kind.COMPARE, Kind.CHANGES):
        return ()
    read = periods.read(mark.value, replace(draft.now, past=True))
    found = [rounds_in(draft, part, generous=True) for part in read.parts] if read else []
    return tuple(one[0].id for one in found) if len(found) == TWO and all(len(one) == 1 for one in found) else ()


def _round_of(draft: Draft, at: int, mark: Mark) -> str | None:
    named = is_round(draft, at)
    due = governor(draft, at) is Sort.DUE or (draft.filters.overdue and mark.value.startswith(("by", "before", "due")))
    read = periods.read(mark.value, replace(draft.now, past=True))
    if read is None or len(read.months) > 1 or (due and not named) or (is_alone(draft) and draft.kind_before is None):
        return None
    compared = (
        draft.query.kind in (Kind.COMPARE, Kind.CHANGES)
        or draft.has(Sort.VERSUS)
        or _is_answered_for(draft, read)
        or _is_another_round(draft, read)
    )
    fitting = _instead(draft, read) or rounds_in(draft, read, named or compared)
    if named and len(fitting) != 1:
        said = draft.said(mark)
        told = f"Several rounds fit “{said}”. Which one?" if fitting else f"I know no round called “{said}”."
        draft.ask(Slot.ROUND, told, tuple(one.label for one in fitting), said)
        return None
    if not fitting and _is_beside_a_round(draft, mark, read):
        draft.ask(
            Slot.ROUND, f"I know no round of {draft.said(mark)}. Which two shall I compare?", words=draft.said(mark)
        )
    if len(fitting) == 1 and read.bound not in ("before", "by", "between"):
        return fitting[0].id
    if len(fitting) > 1 and compared and read.grain == "year":
        draft.ask(
            Slot.ROUND, f"Several rounds fall in {draft.said(mark)}. Which one?", tuple(one.label for one in fitting)
        )
    return None


def _is_beside_a_round(draft: Draft, mark: Mark, read: Read) -> bool:
    """ "March 2020 versus March 2021", where one of them is a round: the other would be one too."""
    others = [one for one in draft.of(Sort.PERIOD) if one is not mark]
    if draft.query.kind is not Kind.COMPARE or len(others) != 1 or not read.months:
        return False
    other = periods.read(others[0].value, replace(draft.now, past=True))
    return other is not None and len(rounds_in(draft, other, generous=True)) == 1


def _is_answered_for(draft: Draft, read: Read) -> bool:
    """ "who has not answered for July": a month that one answers for is a round's."""
    return draft.query.kind is Kind.WHO_NOT_RESPONDED and bool(read.months) and read.bound in ("", "for", "in")


def _is_another_round(draft: Draft, read: Read) -> bool:
    """ "and in 2022", of one that was shown, or of a round: a year is a round's there, and of no due date."""
    before = draft.before_it if draft.kind_before else None
    of_rounds = before is not None and (before.kind is Kind.SHOW or len(before.filters.rounds) == 1)
    return of_rounds and read.grain == "year" and read.bound in ("", "for", "in")


def _instead(draft: Draft, read: Read) -> list[RoundName]:
    """ "February instead", after a round of June 2017: the round of that month, of the same year if there is one."""
    before = draft.before_it.filters.rounds if draft.before_it and draft.kind_before else frozenset()
    if not read.yearless or len(before) != 1 or len(read.months) != 1:
        return []
    month = f"-{read.months[0][1]:02}"
    fitting = [one for one in draft.index.names.rounds if one.id.endswith(month)]
    same = [one for one in fitting if one.id[:4] == next(iter(before))[:4]]
    return same or (fitting if len(fitting) == 1 else [])


def rounds_in(draft: Draft, read: Read, generous: bool) -> list[RoundName]:
    rounds = draft.index.names.rounds
    if read.months:
        year, month = read.months[0]
        exact = [one for one in rounds if one.id == f"{year}-{month:02}"]
        if exact or not (read.yearless and generous):
            return exact if not read.yearless or generous else []
        return [one for one in rounds if one.id.endswith(f"-{month:02}")]
    if read.grain == "year" and generous and read.period.from_on:
        return [one for one in rounds if one.id.startswith(f"{read.period.from_on.year}-")]
    return []


def names_a_round(draft: Draft, at: int, mark: Mark) -> bool:
    known = len(draft.doubts)
    found = _round_of(draft, at, mark) is not None
    asked = len(draft.doubts) > known
    del draft.doubts[known:]
    return found or asked
