"""What is wanted: a list, unless words say otherwise; and what only some kinds have (since, compare, set, format)."""

from dataclasses import replace

from dialogs.asking.data import small_words
from dialogs.asking.draft import Draft
from dialogs.asking.marks import Sort
from dialogs.asking.outcome import Slot
from storage.query import LATEST, PREVIOUS, Comparison, Filters, Format, GroupBy, Kind, Movement, Status

# Where a sentence has words of several kinds, the first of these is meant.
PRECEDENCE = (
    Kind.UPDATE,
    Kind.REMIND,
    Kind.REPORT,
    Kind.COMPARE,
    Kind.WHO_NOT_RESPONDED,
    Kind.CHANGES,
    Kind.COUNT,
    Kind.HELP,
)
ASKING = small_words("asking")
CLOSING = small_words("closing")
EXPORTING = small_words("exporting")
REPORTS = frozenset({"a", "report", "on", "of", "me", "do", "run", "make", "send", "showing", "listing"})
MAKING_IT = frozenset({"make", "turn"})
BREAKDOWNS = frozenset({"breakdown", "breakdowns", "split", "splits", "distribution"})
HELPFUL = frozenset({Sort.KIND, Sort.AND, Sort.FILLER, Sort.FOLLOW, Sort.PRONOUN, Sort.RESET})


def read_kind(draft: Draft) -> None:
    kinds = _helped(draft, _by_shape(draft, {Kind(mark.value) for mark in draft.of(Sort.KIND)}))
    draft.explicit_kind = bool(kinds)
    draft.put(kind=next((kind for kind in PRECEDENCE if kind in kinds), draft.kind_before or Kind.LIST))
    if draft.has(Sort.FORMAT):
        draft.put(format=Format(draft.of(Sort.FORMAT)[0].value))
    ways = {mark.value for mark in draft.of(Sort.DIRECTION)}
    if len(ways) == 1:
        draft.put(direction=Movement(ways.pop()))


def _by_shape(draft: Draft, said: set[Kind]) -> set[Kind]:
    """What the other words make of the kinds that were said: a format is a report's, "vs" compares."""
    if said <= {Kind.CHANGES} and _orders_a_change(draft):
        return {Kind.UPDATE}
    kinds = set(said)
    if _asks_whether(draft) or any(_denied(draft, at) for at, _ in draft.placed(Sort.RESPONDED)):
        kinds.add(Kind.WHO_NOT_RESPONDED)
    if not said and draft.asks_if_more():
        return {Kind.COUNT}
    if not said and _makes_it_a_grade(draft):
        return {Kind.UPDATE}
    if Kind.UPDATE in kinds and _puts_beside(draft):
        kinds -= {Kind.UPDATE}
    if {Kind.REPORT, Kind.WHO_NOT_RESPONDED} <= kinds and _reports_who(draft):
        kinds -= {Kind.REPORT}
    if draft.has(Sort.FORMAT):
        kinds = kinds - {Kind.UPDATE} | {Kind.REPORT}
    if draft.has(Sort.VERSUS) and Kind.UPDATE not in kinds:
        kinds.add(Kind.COMPARE)
    if draft.has(Sort.DIRECTION):
        kinds.add(Kind.CHANGES)
    return kinds


def _helped(draft: Draft, kinds: set[Kind]) -> set[Kind]:
    """Whether help is wanted: what a word means, how something is done, what sets two grades apart."""
    if Kind.COMPARE in kinds and Kind.CHANGES not in kinds and _compares_grades(draft):
        told = any("differ" in draft.words(mark) for mark in draft.of(Sort.KIND))
        kinds = {Kind.HELP} if told else {Kind.COUNT}
        draft.put(group_by=None if told else GroupBy.STATUS)
    asks_how = any(draft.words(mark).startswith(("how", "where")) for mark in draft.of(Sort.KIND))
    if draft.has(Sort.MEANS) or (Kind.HELP in kinds and asks_how):
        kinds = {Kind.HELP}
    if {Kind.COUNT, Kind.REPORT} <= kinds and _counts_reports(draft):
        draft.ask(Slot.INTENT, "I count recommendations, and not reports. Type “reports” for those there are.")
    if Kind.HELP in kinds and (len(kinds) > 1 or not _only_help(draft)):
        draft.ask(Slot.INTENT, "Do you want help, or an answer?")
    return kinds


def _counts_reports(draft: Draft) -> bool:
    told = [mark.value for mark in draft.of(Sort.KIND)]
    return Kind.REPORT in told and told.index(Kind.COUNT) < told.index(Kind.REPORT)


def _counts_into_a_file(draft: Draft) -> bool:
    """ "how many are overdue in excel": a number is no file, and the rows are not how many there are."""
    told = {mark.value for mark in draft.of(Sort.KIND)}
    return draft.has(Sort.FORMAT) and Kind.COUNT in told and Kind.REPORT not in told


def _reports_who(draft: Draft) -> bool:
    """ "a report of who has not replied" is that list, where no file of some kind is asked for."""
    for at, mark in draft.placed(Sort.KIND):
        after = draft.after(at, skipping=frozenset({Sort.FILLER}))
        if mark.value == Kind.REPORT and set(draft.words(mark).split()) <= REPORTS:
            return after is not None and after.sort is Sort.PEOPLE and not draft.has(Sort.FORMAT, Sort.AUDIENCE)
    return False


def _orders_a_change(draft: Draft) -> bool:
    """ "change rec 2 of damp to complete" is an update; "any change in damp" asks what changed."""
    return draft.sentence.first == "change" and draft.has(Sort.RECOMMENDATION)


def _makes_it_a_grade(draft: Draft) -> bool:
    """ "make damp 3 amber": of one recommendation, that is an update and no report."""
    return draft.sentence.first in MAKING_IT and draft.has(Sort.RECOMMENDATION) and draft.has(Sort.GRADE, Sort.CODE)


def _puts_beside(draft: Draft) -> bool:
    """ "put June 2023 next to July 2024": two rounds are set side by side, and nothing is recorded."""
    compared = any(mark.value in ("between", "strong") for mark in draft.of(Sort.VERSUS))
    compared |= any(mark.value == Kind.COMPARE for mark in draft.of(Sort.KIND))
    return compared and not draft.has(Sort.RECOMMENDATION, Sort.GRADE, Sort.CODE)


def _denied(draft: Draft, at: int) -> bool:
    before, mark = draft.before(at), draft.marks[at]
    still = mark.start and draft.sentence.tokens[mark.start - 1].word in ("still", "yet")
    if still and draft.words(mark).startswith("to "):
        return True
    return at in draft.negated or (before is not None and before.sort is Sort.SILENT)


def _asks_whether(draft: Draft) -> bool:
    """ "has Kim replied", "have they put their updates in": a yes or no, answered with those who have not."""
    first = draft.sentence.first
    asked_of = draft.has(Sort.OWNER, Sort.PEOPLE, Sort.DIMENSION, Sort.ME)
    return first in ("has", "have", "did") and draft.has(Sort.RESPONDED) and asked_of


def _compares_grades(draft: Draft) -> bool:
    strong = any(mark.value == "strong" for mark in draft.of(Sort.VERSUS)) or draft.has(Sort.KIND)
    joined = any(" and " in draft.words(mark) for mark in draft.of(Sort.GRADE))
    return (
        strong
        and (len(draft.of(Sort.GRADE, Sort.CODE)) > 1 or joined)
        and not draft.has(Sort.PERIOD, Sort.ROUND_WORD, Sort.PLAN, Sort.OWNER, Sort.RECOMMENDATION)
    )


def _only_help(draft: Draft) -> bool:
    if draft.has(Sort.MEANS):
        return draft.has(Sort.GRADE, Sort.LATE, Sort.GRADED, Sort.CODE, Sort.DUE) and not draft.has(
            Sort.OWNER, Sort.PLAN
        )
    asks_how = any(draft.words(mark).startswith(("how", "where")) for mark in draft.of(Sort.KIND))
    plain = all(mark.sort in HELPFUL or mark.value == "generic" for mark in draft.marks)
    return asks_how or plain or _compares_grades(draft)


def finish_kind(draft: Draft) -> None:
    """What follows from everything that was read: one recommendation is shown, two rounds are compared."""
    _breakdown(draft)
    match draft.query.kind:
        case Kind.LIST | Kind.SHOW if draft.filters.recommendations:
            _show(draft)
        case Kind.COUNT if _counts_others(draft):
            draft.ask(
                Slot.INTENT,
                "I count recommendations. By owner, by plan or by round?",
                tuple(draft.instead(Kind.COUNT, way) for way in (GroupBy.OWNER, GroupBy.PLAN, GroupBy.ROUND)),
            )
        case Kind.COUNT if draft.filters.recommendations:
            draft.ask(Slot.INTENT, "Do you want to see that recommendation, or a count?")
        case Kind.COMPARE:
            _compare(draft)
        case Kind.CHANGES:
            _changes(draft)
        case Kind.UPDATE:
            _update(draft)
        case Kind.REMIND if draft.filters.recommendations:
            draft.narrow(
                status=frozenset(), overdue=None
            )  # "remind Bryn to do damp 3" is about that one, however graded
        case Kind.REMIND if not draft.filters.set_names and not _names_whom(draft):
            draft.ask(Slot.OWNER, "Whom shall I remind?")
        case Kind.REPORT if _counts_into_a_file(draft):
            ways = draft.instead(Kind.COUNT, draft.query.group_by), draft.instead(Kind.REPORT)
            draft.ask(Slot.INTENT, "Do you want how many there are, or a file of them?", ways)
        case Kind.REPORT if draft.marks[-1].sort is Sort.GRADE and not draft.has(Sort.NOUN, Sort.FORMAT):
            draft.ask(Slot.INTENT, "Do you want a report of those that have that grade?")
        case Kind.HELP:
            draft.put(filters=Filters(), since=None, group_by=None, order=None)
        case _:
            pass


def _counts_others(draft: Draft) -> bool:
    """ "how many officers", "how many plans", "how many rounds": nothing that a count of recommendations answers."""
    for at, mark in draft.placed(Sort.KIND):
        after = draft.after(at, skipping=frozenset({Sort.FILLER}))
        if (
            mark.value == Kind.COUNT
            and after is not None
            and (
                after.sort in (Sort.DIMENSION, Sort.PEOPLE)
                or (after.sort is Sort.ROUND_WORD and after.value == "round")
            )
        ):
            return not draft.has(Sort.SUPERLATIVE, Sort.GROUPING)
    return False


def _names_whom(draft: Draft) -> bool:
    silent = any(mark.value == Kind.WHO_NOT_RESPONDED for mark in draft.of(Sort.KIND))
    return silent or draft.has(Sort.PEOPLE, Sort.PRONOUN, Sort.DIMENSION, Sort.NARROWING)


def takes_rows(draft: Draft) -> bool:
    """ "export everything": the rows, to take away. The committee's paper is of one plan, and is asked for by its name."""
    query = draft.query
    exported = any(set(draft.words(mark).split()) & EXPORTING for mark in draft.of(Sort.KIND))
    return query.kind is Kind.REPORT and query.format is None and not query.filters.plans and exported


def _breakdown(draft: Draft) -> None:
    if draft.query.kind not in (Kind.LIST, Kind.COUNT):
        return
    told = [draft.words(mark) for mark in draft.of(Sort.GROUPING)]
    breakdown = any(set(words.split()) & BREAKDOWNS for words in told)
    graded = draft.has(Sort.GRADED) and not draft.has(Sort.GRADE, Sort.CODE) and not draft.filters.status
    if breakdown and not draft.explicit_kind:
        draft.put(kind=Kind.COUNT)
    if graded and draft.query.group_by and not draft.explicit_kind and not draft.has(Sort.NOUN):
        draft.put(kind=Kind.COUNT)
    elif graded and (breakdown or _counts_grades(draft)) and not draft.query.group_by:
        draft.put(kind=Kind.COUNT, group_by=GroupBy.STATUS)


def _counts_grades(draft: Draft) -> bool:
    """ "a tally of grades", "how many of each grade": what is counted is how many have each of them."""
    for at, mark in draft.placed(Sort.KIND):
        after = draft.after(at, skipping=frozenset({Sort.FILLER}))
        if mark.value == Kind.COUNT and after is not None and after.sort is Sort.GRADED:
            if Sort.DIMENSION not in after.senses:
                draft.ask(Slot.INTENT, "Do you want how many have each grade, or how many have one of them?")
            return Sort.DIMENSION in after.senses
    return False


def _show(draft: Draft) -> None:
    draft.put(kind=Kind.SHOW, group_by=None)
    asks = draft.sentence.first in ASKING | {"open", "why"} and draft.marks[0].sort is not Sort.NOT
    if draft.filters.but_owners or draft.filters.but_plans:
        draft.ask(Slot.INTENT, "Which recommendation do you want to see?")
    if draft.filters.status or draft.filters.overdue is not None:
        if not asks:
            draft.ask(Slot.INTENT, "Do you want to see that recommendation, or to record something for it?")
        draft.narrow(status=frozenset(), overdue=None)


def _compare(draft: Draft) -> None:
    if _to_last_of_what(draft):
        draft.ask(Slot.ROUND, "Compare which rounds? Name the two.", ("this round and the last round",))
        return
    if draft.filters.rounds == {PREVIOUS} and len(draft.filters.plans) < 2 and len(draft.filters.owners) < 2:
        draft.narrow(rounds=frozenset({LATEST, PREVIOUS}))
    filters = draft.filters
    several = [name for name in ("rounds", "plans", "owners") if len(getattr(filters, name)) > 1]
    if len(several) != 1:
        draft.ask(Slot.INTENT, "What shall I compare? Name two rounds, two plans or two owners.")
        return
    name = several[0]
    draft.put(compare=Comparison(**{name: getattr(filters, name)}), group_by=None)
    draft.narrow(**{name: frozenset()})


def _to_last_of_what(draft: Draft) -> bool:
    """ "compare this year to last": the last year, and not the last round."""
    last = any(draft.words(mark).split()[-1] == "last" for mark in draft.of(Sort.ROUND_WORD))
    return last and draft.has(Sort.PERIOD) and PREVIOUS in draft.filters.rounds


def _changes(draft: Draft) -> None:
    rounds = draft.filters.rounds
    said = {draft.words(mark) for mark in draft.of(Sort.KIND)}
    if said == {"progress"} and not (draft.query.since or rounds or draft.has(Sort.PERIOD)):
        draft.ask(Slot.INTENT, "Do you want what has changed, or the grades as they are now?")
    if len(rounds) > 1:
        draft.put(kind=Kind.COMPARE)
        _compare(draft)
    elif rounds and draft.query.since is None and draft.kind_before is not Kind.CHANGES:
        draft.ask(Slot.ROUND, "Do you want what changed since that round, or in it?")
    if draft.filters.status:
        draft.ask(Slot.INTENT, "Do you want what has that grade now, or what has changed?")


def _update(draft: Draft) -> None:
    status = draft.filters.status
    if len(status) > 1:
        draft.ask(Slot.STATUS, "Which grade shall I put in your update?")
    elif status:
        draft.query = replace(draft.query, set_status=Status(next(iter(status))))
    elif any(mark.value == Kind.UPDATE and draft.words(mark) in CLOSING for mark in draft.of(Sort.KIND)):
        draft.query = replace(draft.query, set_status=Status.COMPLETE)
    draft.narrow(status=frozenset())
    if not draft.filters.recommendations:
        draft.ask(Slot.RECOMMENDATION, "Which recommendation do you want to update?")
