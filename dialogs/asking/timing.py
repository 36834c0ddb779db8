"""When: rounds and periods in a sentence, and whether a period is of due dates, of updates, or where changes begin."""

import re
from dataclasses import replace
from datetime import date

from dialogs.asking import periods
from dialogs.asking.calendar_reckoning import DAY
from dialogs.asking.date_parts import any_of
from dialogs.asking.draft import Draft
from dialogs.asking.marks import Mark, Read, Sort
from dialogs.asking.outcome import Slot
from storage.query import LATEST, PREVIOUS, Kind, Period, RoundName, Since, Status
from storage.rules.deadlines import MONTHS

TWO = 2
TOLD = {LATEST: (LATEST,), PREVIOUS: (PREVIOUS,), "last_two": (LATEST, PREVIOUS)}
"""Words for rounds that name none: which of each plan's they are."""
TO_BE_DONE = re.compile(r"\b(?:due|done|doing|finished|finishing|completed|completing|delivered)\b")
DONE = re.compile(r"(?:done|finished|completed|delivered) (by|before)\b", re.IGNORECASE)
MONTH_NAMED = re.compile(rf"^(?:the )?(?:{any_of(MONTHS)})(?: (?:19|20)\d\d)?$")
LATELY = re.compile(r"\b(?:this|last|past|previous|yesterday|today)\b")
ONWARDS = ("onwards", "onward", " on", "or later", "or after")
TURNED = frozenset({"became", "went", "turned", "fell", "gone", "become"})
AHEAD = frozenset({"by", "before"})
DENIES_ROUNDS = frozenset({Sort.DUE})


def read_rounds(draft: Draft) -> None:
    """ "this round", "the last round", "the July round", "the 2022 round"; the round's own month and year by itself."""
    rounds: list[tuple[int, str]] = []
    for at, mark in draft.placed(Sort.ROUND_WORD):
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
        if ends := _two_rounds(draft, mark):
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


def _two_rounds(draft: Draft, mark: Mark) -> tuple[str, ...]:
    """ "between March 2020 and July 2022", of changes or to compare: the two rounds of those months or years."""
    if draft.query.kind not in (Kind.COMPARE, Kind.CHANGES):
        return ()
    read = periods.read(mark.value, replace(draft.now, past=True))
    found = [_rounds_in(draft, part, generous=True) for part in read.parts] if read else []
    return tuple(one[0].id for one in found) if len(found) == TWO and all(len(one) == 1 for one in found) else ()


def _round_of(draft: Draft, at: int, mark: Mark) -> str | None:
    named = is_round(draft, at)
    due = _governor(draft, at) is Sort.DUE or (draft.filters.overdue and mark.value.startswith(("by", "before", "due")))
    read = periods.read(mark.value, replace(draft.now, past=True))
    if read is None or len(read.months) > 1 or (due and not named) or (_is_alone(draft) and draft.kind_before is None):
        return None
    compared = (
        draft.query.kind in (Kind.COMPARE, Kind.CHANGES) or draft.has(Sort.VERSUS) or _is_answered_for(draft, read)
    )
    fitting = _instead(draft, read) or _rounds_in(draft, read, named or compared)
    if named and len(fitting) != 1:
        said = draft.said(mark)
        told = f"Several rounds fit “{said}”. Which one?" if fitting else f"I know no round called “{said}”."
        draft.ask(Slot.ROUND, told, tuple(one.label for one in fitting), said)
        return None
    if len(fitting) == 1 and read.bound not in ("before", "by", "between"):
        return fitting[0].id
    if len(fitting) > 1 and compared and read.grain == "year":
        draft.ask(
            Slot.ROUND, f"Several rounds fall in {draft.said(mark)}. Which one?", tuple(one.label for one in fitting)
        )
    return None


def _is_answered_for(draft: Draft, read: Read) -> bool:
    """ "who has not answered for July": a month that one answers for is a round's."""
    return draft.query.kind is Kind.WHO_NOT_RESPONDED and bool(read.months) and read.bound in ("", "for", "in")


def _instead(draft: Draft, read: Read) -> list[RoundName]:
    """ "February instead", after a round of June 2017: the round of that month, of the same year if there is one."""
    before = draft.before_it.filters.rounds if draft.before_it and draft.kind_before else frozenset()
    if not read.yearless or len(before) != 1 or len(read.months) != 1:
        return []
    month = f"-{read.months[0][1]:02}"
    fitting = [one for one in draft.index.names.rounds if one.id.endswith(month)]
    same = [one for one in fitting if one.id[:4] == next(iter(before))[:4]]
    return same or (fitting if len(fitting) == 1 else [])


def _rounds_in(draft: Draft, read: Read, generous: bool) -> list[RoundName]:
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


def read_periods(draft: Draft) -> None:
    """Periods that are no rounds. One that nothing governs is of due dates if it lies ahead, else it is asked about."""
    for at, mark in draft.placed(Sort.PERIOD):
        if _two_rounds(draft, mark) or _round_of_quiet(draft, at, mark):
            continue
        governor = _governor(draft, at) or _implied(draft, mark)
        read = periods.read(mark.value, replace(draft.now, past=governor is not Sort.DUE or _was_due(draft, mark)))
        if governor is Sort.DUE and _may_be_past(draft, mark):
            said = DONE.sub(r"\1", draft.said(mark))
            ways = (f"due {said}", f"complete and updated {said}")
            draft.ask(Slot.DATE, f"To be done {said}, or done {said}?", ways, draft.said(mark))
            continue
        if read is None or read.doubt or (governor is Sort.DUE and _is_how_far_off(draft, mark, read)):
            why = f" I am not sure: {read.doubt}." if read and read.doubt else ""
            draft.ask(Slot.DATE, f"Which dates do you mean by “{draft.said(mark)}”?{why}", words=draft.said(mark))
        elif governor is Sort.DUE:
            _put_due(draft, mark, read)
        elif governor is Sort.SINCE and read.period.from_on is None:
            draft.ask(
                Slot.DATE, "I can tell what has changed since a day or a round. Since when?", words=draft.said(mark)
            )
        elif governor is Sort.SINCE:
            draft.put(since=Since(on=read.period.from_on))
        elif governor is Sort.UPDATED:
            _put_updated(draft, at, read)
        else:
            _put_ungoverned(draft, mark, read)


def _may_be_past(draft: Draft, mark: Mark) -> bool:
    """ "finished before July", in September: the July that is past is nearer than the one to come."""
    before = {token.word for token in draft.sentence.tokens[max(0, mark.start - 2) : mark.start]}
    if not DONE.match(mark.value) or before & {"be", "due", "being"}:
        return False
    ahead, back = (periods.read(mark.value, replace(draft.now, past=past)) for past in (False, True))
    if not (ahead and back and ahead.period.to_on and back.period.to_on):
        return False
    return abs(draft.now.today - back.period.to_on) < abs(ahead.period.to_on - draft.now.today)


def _was_due(draft: Draft, mark: Mark) -> bool:
    """ "was due in August" and "due since April" look back; "due in August" looks ahead."""
    said = {token.word for token in draft.sentence.tokens[: mark.start]}
    return bool(said & {"was", "were"}) or mark.value.startswith(("since", "ever since"))


def _is_how_far_off(draft: Draft, mark: Mark, read: Read) -> bool:
    """ "due in more than a month" may be ahead; "due more than a month ago" is not."""
    return read.bound == "longer" and not mark.value.endswith("ago") and not draft.filters.overdue


def _round_of_quiet(draft: Draft, at: int, mark: Mark) -> bool:
    known = len(draft.doubts)
    found = _round_of(draft, at, mark) is not None
    asked = len(draft.doubts) > known
    del draft.doubts[known:]
    return found or asked


def _governor(draft: Draft, at: int) -> Sort | None:
    """The word that says which date is meant: the nearest before the period, else the one right after it."""
    if TO_BE_DONE.search(draft.marks[at].value):
        return Sort.DUE
    if draft.filters.overdue and TURNED & {token.word for token in draft.sentence.tokens}:
        return Sort.DUE  # what became overdue in some time was due in it
    for mark in reversed(draft.marks[:at]):
        if mark.sort in (Sort.DUE, Sort.UPDATED):
            return mark.sort
        if mark.sort is Sort.LATE:
            break
    after = next((mark for mark in draft.marks[at + 1 :] if mark.sort is not Sort.FILLER), None)
    if after is not None and after.sort in (Sort.DUE, Sort.UPDATED):
        return after.sort
    return Sort.DUE if draft.has(Sort.DUE) else Sort.UPDATED if draft.has(Sort.UPDATED) else None


def _implied(draft: Draft, mark: Mark) -> Sort | None:
    if draft.query.kind is Kind.CHANGES:
        return Sort.SINCE
    if before := draft.before_it if draft.kind_before else None:
        if before.filters.due is not None:
            return Sort.DUE
        if before.filters.updated is not None:
            return Sort.UPDATED
    read = periods.read(mark.value, draft.now)
    bound = read.bound if read else ""
    if _is_alone(draft):
        return None
    if bound == "longer":
        return Sort.DUE if draft.filters.overdue else None
    if bound == "since":
        return Sort.UPDATED if draft.filters.status == {Status.COMPLETE} else None
    done = draft.filters.status == {Status.COMPLETE}
    if read and read.yearless and bound in ("", "in", "for", "during") and any(_rounds_in(draft, read, generous=True)):
        return None  # "damp in July" may be July's round
    ahead = read is not None and read.period.to_on is not None and read.period.to_on >= draft.now.today
    if done:
        return None if ahead and bound in AHEAD else Sort.UPDATED
    if draft.filters.overdue:
        return None
    # "slipped this year" may be due or updated in it; "not complete by Christmas" looks ahead.
    begins = read.period.from_on if read else None
    if draft.has(Sort.OWNER) and not draft.has(Sort.NOUN, Sort.GRADE, Sort.KIND) and bound not in AHEAD:
        return None
    graded = draft.filters.status and bound not in AHEAD and not (begins and begins > draft.now.today)
    return Sort.DUE if ahead and not graded and draft.query.kind in (Kind.LIST, Kind.COUNT, Kind.REPORT) else None


def _is_alone(draft: Draft) -> bool:
    """A date and nothing else says nothing of what to do with it."""
    return len([one for one in draft.marks if one.sort not in (Sort.FILLER, Sort.OWNED, Sort.FOLLOW)]) == 1


def _put_due(draft: Draft, mark: Mark, read: Read) -> None:
    period = read.period
    opens_now = mark.value.startswith(("within", "inside"))
    if opens_now:
        period = Period(draft.now.today, period.to_on)
    if (known := draft.filters.due) is not None:
        whole = _as_one(known, period)
        if whole is None:
            draft.ask(Slot.DATE, "You named two stretches of due dates. Which one?")
        period = whole or period
    draft.narrow(due=period)


def _as_one(one: Period, other: Period) -> Period | None:
    """ "this month or next month": one stretch, where the second begins right after the first."""
    joined = one.to_on is not None and other.from_on is not None and other.from_on - one.to_on == DAY
    return Period(one.from_on, other.to_on) if joined and one.from_on and other.to_on else None


def _put_updated(draft: Draft, at: int, read: Read) -> None:
    told = next((here for here in range(at, -1, -1) if draft.marks[here].sort is Sort.UPDATED), None)
    before = draft.before(told) if told is not None else None
    if before is not None and before.sort is Sort.NOT:
        draft.ask(Slot.DATE, "Do you want those with no update at all in that time? I can list who has not responded.")
    draft.narrow(updated=_updated_in(draft, draft.marks[at], read))


def _updated_in(draft: Draft, mark: Mark, read: Read) -> Period:
    """ "updates from last month" are those of that month; "updated from 1 July" are all from then on."""
    inner = periods.read(mark.value.removeprefix("from "), replace(draft.now, past=True))
    if read.bound != "from" or not mark.value.startswith("from ") or inner is None or inner.bound:
        return read.period
    if LATELY.search(mark.value):
        return inner.period
    if inner.period.from_on != inner.period.to_on and not mark.value.endswith(ONWARDS):
        said = mark.value.removeprefix("from ")
        draft.ask(Slot.DATE, "In that time, or from then on?", (f"updated in {said}", f"updated since {said}"))
    return read.period


def _put_ungoverned(draft: Draft, mark: Mark, read: Read) -> None:
    said = draft.said(mark)
    if draft.filters.overdue and read.grain == "point" and read.period.to_on == draft.now.today:
        return
    draft.ask(Slot.DATE, f"Do you mean due “{said}”, or updated “{said}”?", (f"due {said}", f"updated {said}"), said)
