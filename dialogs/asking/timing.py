"""Whether a period in a sentence is of due dates, of updates, or where changes begin."""

import re
from dataclasses import replace

from dialogs.asking import periods
from dialogs.asking.calendar_reckoning import DAY
from dialogs.asking.data import small_words
from dialogs.asking.draft import Draft
from dialogs.asking.echo import period_words
from dialogs.asking.governing import governor, is_alone
from dialogs.asking.marks import Mark, Read, Sort
from dialogs.asking.naming_rounds import names_a_round, rounds_in, two_rounds
from dialogs.asking.outcome import Slot
from storage.query import Kind, Period, Since, Status

DONE = re.compile(r"(?:done|finished|completed|delivered) (by|before)\b", re.IGNORECASE)
LATELY = re.compile(r"\b(?:this|last|past|previous|yesterday|today)\b")
ONWARDS = ("onwards", "onward", " on", "or later", "or after")
BEING = small_words("being_verbs")
FELL = small_words("fell_due")
HAS = frozenset({"has", "have", "had"})
COME = frozenset({"come", "become"})
OUGHT = frozenset({"should", "ought", "must"})
MEANT = frozenset({"meant", "supposed", "intended", "expected", "scheduled", "planned"})
AHEAD = frozenset({"by", "before"})


def read_periods(draft: Draft) -> None:
    """Periods that are no rounds. One that nothing governs is of due dates if it lies ahead, else it is asked about."""
    for at, mark in draft.placed(Sort.PERIOD):
        if two_rounds(draft, mark) or names_a_round(draft, at, mark):
            continue
        governed = governor(draft, at) or _implied(draft, mark)
        read = periods.read(mark.value, replace(draft.now, past=governed is not Sort.DUE or _was_due(draft, mark)))
        if read and governed is Sort.DUE and read.yearless and not _was_due(draft, mark) and _only_meant(draft, mark):
            ways = tuple(
                f"due {period_words(one.period)}"
                for past in (True, False)
                if (one := periods.read(mark.value, replace(draft.now, past=past)))
            )
            draft.ask(Slot.DATE, f"Which “{draft.said(mark)}” do you mean?", ways, draft.said(mark))
            continue
        if governed is Sort.DUE and _may_be_past(draft, mark):
            said = DONE.sub(r"\1", draft.said(mark))
            ways = (f"due {said}", f"complete and updated {said}")
            draft.ask(Slot.DATE, f"To be done {said}, or done {said}?", ways, draft.said(mark))
            continue
        if read is None or read.doubt or (governed is Sort.DUE and _is_how_far_off(draft, mark, read)):
            why = f" I am not sure: {read.doubt}." if read and read.doubt else ""
            draft.ask(Slot.DATE, f"Which dates do you mean by “{draft.said(mark)}”?{why}", words=draft.said(mark))
        elif governed is Sort.DUE:
            _put_due(draft, mark, read)
        elif governed is Sort.SINCE and read.period.from_on is None:
            draft.ask(
                Slot.DATE, "I can tell what has changed since a day or a round. Since when?", words=draft.said(mark)
            )
        elif governed is Sort.SINCE:
            if draft.query.since is not None and draft.query.since != Since(on=read.period.from_on):
                draft.ask(Slot.DATE, "You named two times. What has changed since which of them?")
            draft.put(since=Since(on=read.period.from_on))
        elif governed is Sort.UPDATED:
            _put_updated(draft, at, read)
        else:
            _put_ungoverned(draft, mark, read)


def _only_meant(draft: Draft, mark: Mark) -> bool:
    """ "meant to be finished in July" says neither that it was nor that it is: which July that is, nobody can tell."""
    said = {token.word for token in draft.sentence.tokens[: mark.end]}
    return bool(said & {"meant", "supposed", "intended"}) and not said & BEING


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
    """ "was due in August", "fell due in May" and "due since April" look back; "due in August" looks ahead."""
    said = {token.word for token in draft.sentence.tokens[: mark.start]}
    meant = said | {token.word for token in draft.sentence.tokens[mark.start : mark.end]}
    if "have" in meant and (meant & OUGHT or (meant & MEANT and "been" in meant)):
        return True  # "should have been delivered in May"
    late = draft.filters.overdue and not mark.value.startswith((*AHEAD, "until", "till", "up to"))
    return bool(late or said & {"was", "were"}) or _fell(draft, mark) or mark.value.startswith(("since", "ever since"))


def _is_how_far_off(draft: Draft, mark: Mark, read: Read) -> bool:
    """ "due in more than a month" may be ahead; "due more than a month ago" is not."""
    return read.bound == "longer" and not mark.value.endswith("ago") and not draft.filters.overdue


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
    if is_alone(draft):
        return None
    if bound == "longer":
        return Sort.DUE if draft.filters.overdue else None
    if bound == "since":
        return Sort.UPDATED if draft.filters.status == {Status.COMPLETE} else None
    done = draft.filters.status == {Status.COMPLETE}
    if read and read.yearless and bound in ("", "in", "for", "during") and any(rounds_in(draft, read, generous=True)):
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


def _put_due(draft: Draft, mark: Mark, read: Read) -> None:
    period = read.period
    opens_now = mark.value.startswith(("within", "inside"))
    if opens_now:
        period = Period(draft.now.today, period.to_on)
    if _fell(draft, mark) and (period.to_on is None or period.to_on > draft.now.today):
        period = Period(period.from_on, draft.now.today)
    if (known := draft.filters.due) is not None:
        whole = _as_one(known, period)
        if whole is None:
            draft.ask(Slot.DATE, "You named two stretches of due dates. Which one?")
        period = whole or period
    draft.narrow(due=period)


def _fell(draft: Draft, mark: Mark) -> bool:
    """ "what has fallen due since June": what has fallen due is past, however long the time that is named."""
    before = {token.word for token in draft.sentence.tokens[: mark.start]}
    return bool(before & FELL) or (bool(before & HAS) and bool(before & COME))


def _as_one(one: Period, other: Period) -> Period | None:
    """ "this month or next month": one stretch, where the second begins right after the first."""
    for first, then in ((one, other), (other, one)):
        joined = first.to_on is not None and then.from_on is not None and then.from_on - first.to_on == DAY
        if joined and first.from_on and then.to_on:
            return Period(first.from_on, then.to_on)
    return None


def _put_updated(draft: Draft, at: int, read: Read) -> None:
    told = next((here for here in range(at, -1, -1) if draft.marks[here].sort is Sort.UPDATED), None)
    before = draft.before(told) if told is not None else None
    if before is not None and before.sort is Sort.NOT:
        draft.ask(Slot.DATE, "Do you want those with no update at all in that time? I can list who has not responded.")
    period = _updated_in(draft, draft.marks[at], read)
    if (known := draft.filters.updated) is not None:
        whole = _as_one(known, period)
        if whole is None:
            draft.ask(Slot.DATE, "You named two stretches of time. Updated in which one?")
        period = whole or period
    draft.narrow(updated=period)


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
