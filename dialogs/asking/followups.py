"""A question that leans on the one before it: the same part replaces, a new part adds, and the whole is said back."""

from dataclasses import replace
from typing import Any

from dialogs.asking.adding import BOTH_WAYS, DATED, joined, names_one_more, says_too
from dialogs.asking.carried import WIDENED, asks_of_one
from dialogs.asking.data import small_words
from dialogs.asking.draft import Draft
from dialogs.asking.echo import echo
from dialogs.asking.marks import Sort
from dialogs.asking.narrowing import has_clause, narrowed, narrows
from dialogs.asking.outcome import Slot
from storage.query import LATEST, PREVIOUS, Comparison, Filters, Kind, Order, OrderBy, Query

TOO = small_words("too")
STANDING = frozenset({Sort.GRADE, Sort.CODE, Sort.LATE, Sort.NOUN, Sort.FILLER, Sort.OR, Sort.AND})
ELSEWHERE = frozenset({"rounds", "plans", "owners"})
TURNING = small_words("turning_away")
CORRECTING = small_words("correcting")
LISTING = small_words("listing")
WHOLE = frozenset({"all", "every", "everything"})
LEANING = frozenset({Sort.FOLLOW, Sort.PRONOUN, Sort.NARROWING})
ADDING = frozenset({"along with", "together with", "alongside", "in addition to", "as well as"})
ACTING = frozenset({Kind.REPORT, Kind.REMIND, Kind.COUNT, Kind.UPDATE})
NO_BASE = frozenset({Kind.HELP, Kind.UPDATE, Kind.REMIND})
OF_ONE = frozenset({Kind.SHOW, Kind.UPDATE, Kind.CHANGES, Kind.COMPARE, Kind.REMIND, Kind.REPORT})
"""Kinds of question that can be about the one recommendation that was shown."""
WHICH = frozenset({"what", "which", "who"})
BEING = frozenset({"are", "were"})
IT = frozenset({"it", "its", "that", "this", "that one", "this one"})


def leans(draft: Draft) -> bool:
    """Whether these words are about the answer before, rather than a question of their own."""
    kind, filters = draft.query.kind, draft.query.filters
    if draft.has(Sort.RESET) or kind is Kind.HELP:
        return False
    if (
        draft.has(*LEANING)
        or draft.sentence.first == "and"
        or (draft.before_it and (has_clause(draft) or _is_one_sided(draft)))
    ):
        return True
    if draft.before_it and draft.before_it.kind is Kind.COUNT and _only_shows(draft):
        return True
    if draft.before_it and draft.before_it.kind in (Kind.LIST, Kind.COUNT) and _counts_elsewhere(draft):
        return True
    if filters.recommendations and not filters.plans and draft.before_it and len(draft.before_it.filters.plans) == 1:
        return True
    if not filters.set_names and draft.query.order and not draft.has(Sort.NOUN):
        return True
    if kind is Kind.COUNT and draft.query.group_by and not filters.set_names:
        return not _is_of_all(draft)
    if draft.explicit_kind:
        going_on = kind is Kind.CHANGES and draft.kind_before in (Kind.CHANGES, Kind.SHOW) and draft.is_fragment
        acting = kind in ACTING and kind is not Kind.UPDATE
        return (going_on or acting) and not filters.set_names
    return draft.is_fragment and (draft.query != Query() or draft.has(Sort.WIDENING))


def _is_of_all(draft: Draft) -> bool:
    """ "how many of all actions by owner": of all there are, and not of those asked for before."""
    return draft.has(Sort.NOUN) and bool(WHOLE & _words(draft))


def _only_shows(draft: Draft) -> bool:
    """ "list", "let's see": nothing but that it is to be shown."""
    plain = all(mark.sort in (Sort.FILLER, Sort.FOLLOW, Sort.NARROWING) for mark in draft.marks)
    return plain and bool(_words(draft) & LISTING)


def _counts_elsewhere(draft: Draft) -> bool:
    """ "how many the round before?", "how many in damp?", after a question of how they stand: of the same, somewhere else."""
    told = set(draft.query.filters.set_names)
    plain = draft.query.kind is Kind.COUNT and not draft.has(Sort.NOUN, Sort.GRADED) and not draft.query.group_by
    return plain and len(told) == 1 and told <= ELSEWHERE


def _words(draft: Draft) -> set[str]:
    return {token.word for token in draft.sentence.tokens}


def _is_one_sided(draft: Draft) -> bool:
    """ "compare with the last round": what is on the other side was asked before."""
    sides = draft.of(Sort.ROUND_WORD, Sort.PERIOD, Sort.PLAN, Sort.OWNER)
    return draft.query.kind is Kind.COMPARE and len(sides) == 1 and not draft.query.filters.set_names


def ask_which_to_compare(draft: Draft, before: Query) -> None:
    """ "and young carers", after two plans were compared: instead of which of them?"""
    mine, compared = draft.query, before.compare
    if compared is None or mine.compare is not None or mine.kind not in (Kind.COMPARE, Kind.CHANGES):
        return
    pairs = (("plans", compared.plans), ("owners", compared.owners), ("rounds", compared.rounds))
    if any(found and getattr(mine.filters, name) for name, found in pairs):
        draft.ask(Slot.INTENT, "Which two shall I compare? Name both.", words=draft.sentence.text)


def ask_whether_of_those(draft: Draft, before: Query, whole: Query) -> None:
    _ask_whether_of_such(draft, before, whole)
    """ "how many actions does each owner have", right after a list: of what was listed, or of all there are?"""
    mine = draft.query
    whole_question = mine.kind is Kind.COUNT and mine.group_by and draft.has(Sort.NOUN) and not draft.has(*LEANING)
    if whole_question and before.filters.set_names and not mine.filters.set_names:
        of_all = echo(mine).replace("recommendations", "of all recommendations", 1)
        draft.ask(Slot.INTENT, "Of what you asked for before, or of all there are?", (echo(whole), of_all))


def _ask_whether_of_such(draft: Draft, before: Query, whole: Query) -> None:
    """ "how many in damp?", after a list of what is late: of those that are late, or of all there are in damp?"""
    bare = before.kind is Kind.LIST and _counts_elsewhere(draft) and not draft.has(*LEANING)
    if bare and draft.sentence.first not in TURNING and whole != draft.query and not draft.has(Sort.ROUND_WORD):
        draft.ask(Slot.INTENT, "Of what you asked for before, or of all there are?", (echo(whole), echo(draft.query)))


def merged(draft: Draft, before: Query) -> Query:
    mine = draft.query
    if before.kind is Kind.UPDATE and _corrects(draft):
        told = {name: getattr(mine.filters, name) for name in mine.filters.set_names}
        return replace(before, filters=replace(before.filters, **told))
    if before.kind is Kind.SHOW and not draft.explicit_kind and _asks_of_it(draft):
        told = {name: getattr(mine.filters, name) for name in ("rounds", "plans") if name in mine.filters.set_names}
        if any(mark.value == "round" for mark in draft.of(Sort.WIDENING)):
            told.setdefault("rounds", frozenset())
        return replace(before, filters=replace(before.filters, **told))
    base = Query() if before.kind in NO_BASE else before
    kind = _kind(draft, base)
    filters, since = _filters(draft, base, kind), mine.since or base.since
    if kind is Kind.CHANGES and mine.filters.rounds and mine.since is None and base.since is not None:
        since = replace(base.since, round=next(iter(mine.filters.rounds)), on=None)
        filters = replace(filters, rounds=base.filters.rounds)
    compare = mine.compare or (base.compare if kind is Kind.COMPARE else None)
    if kind is Kind.COMPARE and mine.compare is not None and mine.compare.rounds:
        compare, filters = _with_the_round_before(mine.compare, filters)
    order = mine.order
    if ranked := _ranks(draft, base):
        kind, order = Kind.COUNT, base.order or Order(OrderBy.COUNT, True)
    return Query(
        kind=kind,
        filters=filters,
        group_by=mine.group_by or (base.group_by if kind is base.kind or ranked else None),
        order=order or (base.order if kind in (base.kind, Kind.REPORT) else None),
        limit=_limit(draft, base, kind),
        since=since if kind is Kind.CHANGES else None,
        direction=mine.direction or (base.direction if kind is base.kind else None),
        compare=compare,
        set_status=mine.set_status,
        format=mine.format or (base.format if kind is Kind.REPORT else None),
    )


def _with_the_round_before(compare: Comparison, filters: Filters) -> tuple[Comparison, Filters]:
    """ "how does that compare with the last round", of one round's: that round is the other side, and narrows no more."""
    relative = compare.rounds == {LATEST, PREVIOUS}
    if relative and len(filters.rounds) == 1 and not filters.rounds <= compare.rounds:
        compare = Comparison(rounds=filters.rounds | {PREVIOUS})
    return compare, replace(filters, rounds=frozenset())


def _corrects(draft: Draft) -> bool:
    """ "no, I meant rec 5", after an update of another one: what was wrong is which one, and nothing else."""
    told = set(draft.query.filters.set_names)
    shown = any(mark.value == "showing" for mark in draft.of(Sort.FILLER))
    which = bool(told) and told <= {"recommendations", "plans"} and not (draft.explicit_kind or shown)
    return which and draft.has(Sort.FOLLOW) and bool(CORRECTING & _words(draft))


def _kind(draft: Draft, base: Query) -> Kind:
    mine = draft.query
    kind = mine.kind if draft.explicit_kind or _ranks_groups(mine) else base.kind
    if base.kind is Kind.COUNT and _wants_the_rows(draft):
        kind = Kind.LIST
    if base.kind is Kind.COMPARE and _goes_on_comparing(draft):
        kind = Kind.COMPARE
    if mine.filters.recommendations and kind in (Kind.LIST, Kind.COUNT):
        return Kind.SHOW
    of_others = base.kind is Kind.SHOW and not draft.explicit_kind and not mine.filters.recommendations
    if of_others and mine.filters.set_names:
        return Kind.LIST if set(mine.filters.set_names) - {"rounds", "plans"} else Kind.SHOW
    return kind


def _ranks_groups(mine: Query) -> bool:
    """ "who has most", of those that were listed: a count for each owner."""
    return mine.kind is Kind.COUNT and mine.order is not None and mine.order.by is OrderBy.COUNT


def _limit(draft: Draft, base: Query, kind: Kind) -> int | None:
    """ "all of them", after the first three, is no three any more."""
    if draft.query.limit is not None or "all" in _words(draft):
        return draft.query.limit
    return base.limit if kind in (base.kind, Kind.REPORT) else None


def ask_whether_added(draft: Draft, before: Query) -> None:
    """ "the reds too": instead of what was asked before, or with it?"""
    mine, asked = draft.query.filters.status, before.filters.status
    words = _words(draft)
    beside = bool(mine and before.filters.overdue is not None) or bool(
        asked and draft.query.filters.overdue is not None
    )
    bare = [mark.sort for mark in draft.marks[1:2]] in ([Sort.GRADE], [Sort.LATE], [Sort.CODE])
    adds = draft.sentence.first == "also" or (
        draft.sentence.first in ("and", "or") and bare and not draft.has(Sort.NOUN)
    )
    adds |= says_too(draft) and not (mine and asked)
    if adds and beside and not (mine and asked):
        narrowed = replace(before, filters=replace(before.filters, **_graded(draft)))
        instead = merged(draft, before)
        draft.ask(Slot.INTENT, "Those that are both, or these in place of the others?", (echo(narrowed), echo(instead)))
    if names_one_more(draft):
        return
    for name in BOTH_WAYS if words & TOO or {"as", "well"} <= words or _along_with(draft) else ():
        told, known = getattr(draft.query.filters, name), getattr(before.filters, name)
        if told and known and told != known:
            both = replace(before, filters=replace(before.filters, **{name: told | known}))
            ways = (echo(both), echo(merged(draft, before)))
            draft.ask(Slot.INTENT, "With those that you asked for before, or instead of them?", ways)
    for name in DATED if words & TOO or {"as", "well"} <= words else ():
        if getattr(draft.query.filters, name) and getattr(before.filters, name):
            draft.ask(Slot.DATE, "In that time too, or in that time instead? I can look at one stretch of time.")


def _along_with(draft: Draft) -> bool:
    joints = {draft.words(mark) for mark in draft.of(Sort.AND, Sort.FOLLOW, Sort.OWNED, Sort.VERSUS)}
    return bool(joints & ADDING) or draft.sentence.first == "with"


def _graded(draft: Draft) -> dict[str, Any]:
    told = draft.query.filters
    return {name: getattr(told, name) for name in ("status", "overdue") if name in told.set_names}


def _goes_on_comparing(draft: Draft) -> bool:
    """ "only improvements", of two rounds that are compared already."""
    mine = draft.query
    return mine.kind is Kind.CHANGES and not mine.since and not mine.filters.rounds and draft.has(Sort.DIRECTION)


def _wants_the_rows(draft: Draft) -> bool:
    """ "list them", "what are they", "let's see", of what was counted."""
    words = [token.word for token in draft.sentence.tokens]
    grouped = draft.query.group_by or draft.query.limit
    asks_which = bool(WHICH & set(words[:1])) and bool(BEING & set(words[1:2]))
    shown = draft.has(*LEANING) and (bool(LISTING & set(words)) or asks_which)
    return (shown or _only_shows(draft)) and not grouped and not draft.explicit_kind


def _ranks(draft: Draft, base: Query) -> bool:
    """ "top three", of what is grouped: the three groups that have most."""
    mine = draft.query
    grouped = base.group_by is not None and base.kind in (Kind.LIST, Kind.COUNT) and not draft.explicit_kind
    return grouped and mine.limit is not None and mine.order is None and not draft.has(Sort.NOUN)


def _asks_of_it(draft: Draft) -> bool:
    """ "is it overdue", "how was it in June": what is shown of one recommendation says so."""
    said = any(draft.words(mark) in IT or mark.value == "it" for mark in draft.of(Sort.PRONOUN))
    return said and (asks_of_one(draft) or not set(draft.filters.set_names) - {"rounds", "plans"})


def _with_those_before(draft: Draft, before: Filters, name: str) -> Any:
    part = getattr(draft.query.filters, name)
    if not names_one_more(draft):
        return part
    return joined(draft.query.filters, before, name) if name in DATED else part | getattr(before, name)


def _says_only_how_they_stand(draft: Draft) -> bool:
    """ "red ones", after what is overdue: both are said of them; "and the red ones" turns to others."""
    begin = 1 if draft.sentence.first == "the" else 0
    opens = any(mark.start <= begin < mark.end for mark in draft.of(Sort.GRADE, Sort.CODE, Sort.LATE))
    return opens and all(mark.sort in STANDING for mark in draft.marks)


def _filters(draft: Draft, base: Query, kind: Kind) -> Filters:
    """The grade and lateness are one part when the question turns to others, and two when it narrows."""
    mine, before = draft.query.filters, base.filters
    if base.compare is not None and kind is not Kind.COMPARE:
        sides = {name: getattr(base.compare, name) for name in ("plans", "owners")}
        before = replace(before, **{name: found for name, found in sides.items() if found})
    added = {name: _with_those_before(draft, before, name) for name in mine.set_names}
    gone: dict[str, object] = {}
    if mine.status and narrows(draft):
        added["status"] = narrowed(draft, before)
    elif not (narrows(draft) or _says_only_how_they_stand(draft)):
        if mine.status and mine.overdue is None:
            gone["overdue"] = None
        if mine.overdue is not None and not mine.status:
            gone["status"] = frozenset()
    if mine.recommendations:
        before = Filters(plans=before.plans)
    if kind not in OF_ONE:
        gone["recommendations"] = frozenset()
    for mark in draft.of(Sort.WIDENING):
        gone.update({name: getattr(Filters(), name) for name in WIDENED[mark.value]})
    return replace(before, **{**gone, **added, **_left_out(draft, before)})


def _left_out(draft: Draft, before: Filters) -> dict[str, object]:
    """Whom and what the answer is without: more than before, or nobody where the new words name those that are wanted."""
    mine = draft.query.filters
    out: dict[str, object] = {}
    if "else" in _words(draft) and any(mark.value == "owner" for mark in draft.of(Sort.WIDENING)):
        out["but_owners"] = before.owners | before.but_owners  # "everyone else", after somebody's
    for name, left_out in (("owners", "but_owners"), ("plans", "but_plans")):
        if told := getattr(mine, left_out):
            out[left_out] = told | getattr(before, left_out)
        elif getattr(mine, name):
            out[left_out] = frozenset()
    return out
