"""Grades in a sentence: looked up in the scheme of the plan that is named, joined by "or", turned round by "not"."""

from dialogs.asking.draft import Draft
from dialogs.asking.lexicon import Lexicon
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.outcome import Slot
from storage.query import Kind, Missing, Status

ALL = frozenset(Status)
OPEN = ALL - {Status.COMPLETE}
GROUPS = {"open": OPEN, "off_track": frozenset({Status.SLIPPED, Status.NOT_ACHIEVED})}
COMPLETE = frozenset({Status.COMPLETE})
UNGRADED_LEFT_OUT = "What has no grade is left out. Ask for “ungraded” to see that."
IN_TIME = frozenset({"on time", "to time", "on schedule", "to plan", "on target"})
JOINTS = frozenset({Sort.OR, Sort.AND})


def read_grades(draft: Draft, lexicon: Lexicon) -> None:
    if draft.query.kind is not Kind.HELP:  # what sets two grades apart is asked of whatever scheme
        _read_grades(draft, lexicon)


def _read_grades(draft: Draft, lexicon: Lexicon) -> None:
    wanted: list[tuple[int, frozenset[Status]]] = []
    unwanted: frozenset[Status] = frozenset()
    for at, mark in draft.placed(Sort.GRADE, Sort.CODE):
        if _is_changed_from(draft, mark):
            continue
        key = _key(draft, mark)
        if key is None or _ask_of_not_yet(draft, at, mark, key) or _ask_of_in_time(draft, at, mark):
            return
        if at in draft.negated:
            if key not in lexicon.negated:
                draft.ask(
                    Slot.STATUS,
                    f"I am not sure what is left when it is not {draft.said(mark)}.",
                    words=draft.said(mark),
                )
                return
            # "not on track" is worse than on track; "other than on track" is whatever else there is.
            denied = {Status(one) for one in lexicon.negated[key]}
            unwanted |= (GROUPS.get(key) or {Status(key)}) if at in draft.excepted else ALL - denied
        else:
            wanted.append((at, GROUPS.get(key) or frozenset({Status(key)})))
    if wanted or unwanted:
        chosen = _together(draft, wanted) if wanted else ALL
        if chosen is not None:
            draft.narrow(status=chosen - unwanted)
    for mark in draft.of(Sort.VAGUE):
        said = draft.said(mark)
        draft.ask(Slot.STATUS, f"“{said}” is none of the grades. Which do you mean?", words=said)
    if (late := draft.placed(Sort.LATE)) and late[-1][0] in draft.negated:
        draft.narrow(overdue=False)
    elif late:
        draft.narrow(overdue=True)
        if draft.filters.status == {Status.COMPLETE}:
            draft.ask(Slot.INTENT, "Something complete is not overdue. Do you want those complete, or those overdue?")
    _read_missing(draft)


def aside(draft: Draft) -> str:
    """ "not on track", "neither complete nor on track": what has no grade is neither, and is said to be left out."""
    denied = any(mark.value == "off_track" and "red" not in draft.words(mark) for mark in draft.of(Sort.GRADE))
    denied |= any(draft.is_denied(mark) for mark in draft.of(Sort.GRADE, Sort.CODE))
    status = draft.filters.status
    return UNGRADED_LEFT_OUT if denied and status and Status.NO_GRADE not in status and status != COMPLETE else ""


def _is_changed_from(draft: Draft, mark: Mark) -> bool:
    """ "change damp 2 from green to amber": the grade that is there already is not the one to record."""
    before = draft.sentence.tokens[mark.start - 1].word if mark.start else ""
    return draft.query.kind is Kind.UPDATE and before == "from"


def _ask_of_not_yet(draft: Draft, at: int, mark: Mark, key: str) -> bool:
    """ "what has Bryn not delivered" may be all that is open, or what was given the lowest grade."""
    before = draft.before(at, skipping=frozenset())
    subject = before is not None and before.sort in (Sort.OWNER, Sort.PLAN, Sort.ME)
    if not (subject and key == Status.NOT_ACHIEVED and draft.words(mark).startswith("not ")):
        return False
    if not {token.word for token in draft.sentence.tokens[: mark.start]} & {"has", "have", "had", "did", "does"}:
        return False
    draft.ask(
        Slot.STATUS, "All that is not complete, or what is graded not achieved?", ("not complete", "not achieved")
    )
    return True


def _ask_of_in_time(draft: Draft, at: int, mark: Mark) -> bool:
    """ "finished on time" is about when, and names no grade of its own."""
    before = draft.before(at, skipping=frozenset())
    beside = before is not None and before.sort is Sort.GRADE and before.end == mark.start
    if not (beside and draft.words(mark) in IN_TIME):
        return False
    draft.ask(
        Slot.STATUS, f"Is “{draft.said(mark)}” a grade, or about when it was done? I can list a grade, or what is late."
    )
    return True


def _together(draft: Draft, wanted: list[tuple[int, frozenset[Status]]]) -> frozenset[Status] | None:
    """ "red or amber" is either; "open red ones" is both at once; "complete slipped ones" is a puzzle."""
    at, chosen = wanted[0]
    last = chosen
    versus = draft.has(Sort.VERSUS)
    for here, more in wanted[1:]:
        between = {mark.sort for mark in draft.marks[at + 1 : here]}
        paused = bool(draft.sentence.tokens[draft.marks[here].start].pause)
        nested = more <= chosen or chosen <= more
        if _is_one_label(draft, at, here):
            if more != last:
                draft.ask(Slot.STATUS, "The number and the words of that grade are not the same. Which do you want?")
                return None
        elif between & JOINTS or paused or versus:
            if nested and more != chosen:
                draft.ask(Slot.STATUS, "One of those grades takes in the other. Which do you want?")
                return None
            chosen |= more
        elif nested:
            chosen &= more
        else:
            draft.ask(Slot.STATUS, "An action has one grade at a time. Which of those do you want?")
            return None
        at, last = here, more
    return chosen


def _is_one_label(draft: Draft, at: int, here: int) -> bool:
    """ "4 - not achieved": the number says the same as the words, or one of them is wrong."""
    number, words = draft.marks[at], draft.marks[here]
    dashed = draft.sentence.tokens[words.start].pause in ("-", ":")
    return number.sort is Sort.CODE and number.end == words.start and dashed


def _key(draft: Draft, mark: Mark) -> str | None:
    """The meaning of a grade word: by the named plan's own scheme, else as all schemes have it, else as is usual."""
    words = tuple(draft.words(mark).split()) if mark.sort is Sort.GRADE else (mark.value,)
    said = draft.said(mark)
    own = {draft.index.plan_grades[title].get(words) for title in _plans(draft)} - {None}
    if len(own) == 1:
        return str(own.pop())
    known = own or draft.index.grade_words.get(words, frozenset())
    usual = mark.value if mark.sort is Sort.GRADE and not mark.value.startswith("label:") else None
    meanings = {str(meaning) for meaning in known} | ({usual} if usual and known else set())
    if len(meanings) > 1:
        draft.ask(
            Slot.STATUS, f"“{said}” means different things in different plans. Which plan do you mean?", words=said
        )
        return None
    if not meanings and usual is None:
        draft.ask(Slot.STATUS, f"I know no grade called “{said}”.", words=said)
        return None
    return meanings.pop() if meanings else usual


def _plans(draft: Draft) -> list[str]:
    return [
        title
        for at, mark in draft.placed(Sort.PLAN)
        if at not in draft.negated and len(mark.values) == 1
        for title in mark.values
    ]


def _read_missing(draft: Draft) -> None:
    missing = {Missing(mark.value) for mark in draft.of(Sort.MISSING)}
    missing |= {Missing(mark.value) for mark in draft.of(Sort.THING)}
    if missing == {Missing.GRADE}:
        draft.narrow(status=draft.filters.status | {Status.NO_GRADE})
    elif missing:
        draft.narrow(missing=frozenset(missing))
