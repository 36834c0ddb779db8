"""By what it is grouped, in which order, and how many."""

from dialogs.asking.data import small_words
from dialogs.asking.draft import Draft
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.outcome import Slot
from storage.query import GroupBy, Kind, Order, OrderBy, Period

SINGULAR = small_words("singular")
WIDENABLE = frozenset({GroupBy.OWNER, GroupBy.PLAN})
"""Across which, unlike across grades or months, is of all of them and not for each."""
EACH = frozenset({"each", "apiece"})
FIRST = small_words("first")
MOST_OVERDUE = frozenset({"most overdue", "the most overdue", "most late"})
LEAST_OVERDUE = frozenset({"least overdue", "least late"})
DEADLINE = frozenset({"deadline", "date"})
DATES_THEMSELVES = DEADLINE | {"deadlines", "dates"}


def read_grouping(draft: Draft) -> None:
    for at, mark in draft.placed(Sort.DIMENSION):
        before = draft.before(at, skipping=frozenset({Sort.FILLER}))
        grouped = before is not None and before.sort is Sort.GROUPING and before.value != "breakdown"
        grouped &= before is None or draft.words(before) != "across" or mark.value not in WIDENABLE
        grouped |= before is not None and before.sort is Sort.AND and draft.words(before) == "and by"
        if grouped or _subject(draft, at, mark):
            if draft.query.group_by not in (None, GroupBy(mark.value)):
                draft.ask(Slot.INTENT, "I can group by one thing at a time. Which one?")
            draft.put(group_by=GroupBy(mark.value))
            if before is not None and before.value == "per":
                _counted(draft)
    _read_each(draft)
    _read_spread(draft)
    ranked = draft.has(Sort.SUPERLATIVE) or any(_is_most_overdue(draft, mark) for mark in draft.of(Sort.ORDER))
    if draft.has(Sort.PEOPLE) and ranked and draft.query.kind in (Kind.LIST, Kind.COUNT):
        draft.put(group_by=draft.query.group_by or GroupBy.OWNER)


def _read_spread(draft: Draft) -> None:
    """ "the split of reds across our plans" is for each of them; "reds across our plans" are those of all of them."""
    spread = any(mark.value == "breakdown" for mark in draft.of(Sort.GROUPING)) and not draft.has(Sort.GRADED)
    over = [mark for mark in draft.of(Sort.WIDENING) if draft.words(mark).startswith("across ")]
    if spread and over and over[0].value in WIDENABLE and draft.query.group_by is None:
        draft.put(group_by=GroupBy(over[0].value))


def _read_each(draft: Draft) -> None:
    """ "how many have Kim and Jo each" counts for each of those named; where nobody is named, each of what is asked."""
    if not draft.marks or draft.words(draft.marks[-1]).split()[-1] not in EACH or draft.query.group_by:
        return
    if len(draft.filters.owners) > 1:
        draft.put(group_by=GroupBy.OWNER)
    elif len(draft.filters.plans) > 1:
        draft.put(group_by=GroupBy.PLAN)
    else:
        draft.ask(Slot.INTENT, "For each of what?", _ways(draft))


def is_ranking(draft: Draft) -> bool:
    """ "rank the plans by how many are red", "sort owners by overdue": groups in order of how many they have."""
    told = [mark for mark in draft.marks if mark.sort is not Sort.FILLER][:4]
    if [mark.sort for mark in told[:3]] != [Sort.SORTING, Sort.DIMENSION, Sort.GROUPING] or len(told) < 4:
        return False
    return told[3].sort in (Sort.GRADE, Sort.CODE, Sort.LATE) or told[3].value == OrderBy.COUNT


def _ways(draft: Draft) -> tuple[str, ...]:
    return tuple(draft.instead(Kind.COUNT, way) for way in (GroupBy.OWNER, GroupBy.PLAN, GroupBy.MONTH))


def _is_most_overdue(draft: Draft, mark: Mark) -> bool:
    """ "who has the most overdue" counts, and so does the least; "the most overdue action" is the one furthest past its
    date."""
    return draft.words(mark) in MOST_OVERDUE | LEAST_OVERDUE and draft.has(Sort.PEOPLE, Sort.DIMENSION)


def _counted(draft: Draft) -> None:
    if not draft.explicit_kind and not draft.has(Sort.NOUN):
        draft.put(kind=Kind.COUNT)


def _subject(draft: Draft, at: int, mark: Mark) -> bool:
    """ "which plans …", "the officer with the most …": what the answer is a list of."""
    if draft.filters.recommendations:
        return False
    if is_ranking(draft):
        return True
    if draft.has(Sort.SUPERLATIVE) or any(_is_most_overdue(draft, order) for order in draft.of(Sort.ORDER)):
        return True
    if mark.value == GroupBy.OWNER:
        if draft.query.kind in (Kind.LIST, Kind.COUNT) and not _many(draft, mark):
            said = draft.said(mark)
            draft.ask(Slot.OWNER, f"Whose do you mean by “{said}”?", words=said)
        if draft.query.kind is Kind.COUNT and _counts_theirs(draft, mark):
            return True
        limited = any(_limiting(draft, here) for here, _ in draft.placed(Sort.NUMBER))
        ranked = (limited or draft.has(Sort.ORDER_BY)) and draft.query.kind in (Kind.LIST, Kind.COUNT)
        if draft.query.kind is Kind.COUNT and not ranked and draft.query.group_by is None:
            draft.ask(Slot.INTENT, "Do you want how many of each owner?", (draft.instead(Kind.COUNT, GroupBy.OWNER),))
        return ranked
    said = draft.words(mark)
    start = mark.start - 1
    led = start >= 0 and draft.sentence.tokens[start].word in ("which", "what")
    every = start >= 0 and draft.sentence.tokens[start].word in ("all", "every", "across", "the", "our")
    if mark.value in (GroupBy.PLAN, GroupBy.MONTH) and (led or (said.endswith("s") and not every)):
        return True
    if mark.value == GroupBy.PLAN:
        draft.ask(Slot.PLAN, f"Which {said} do you mean?", words=said)
    else:
        draft.ask(Slot.INTENT, f"I am not sure what you want to know about “{said}”.", words=said)
    return False


def _counts_theirs(draft: Draft, mark: Mark) -> bool:
    """ "owners and their overdue counts", and not how many there are with them."""
    after = draft.marks[draft.marks.index(mark) + 1 :]
    return any(one.sort is Sort.PRONOUN and one.value == "whose" for one in after)


def _many(draft: Draft, mark: Mark) -> bool:
    """ "officers with …" and "which officer …" ask who it is; "staff actions" may mean anybody's."""
    before = draft.sentence.tokens[mark.start - 1].word if mark.start else ""
    words = draft.words(mark)
    return (
        before in ("which", "what", "any", "all")
        or (words.endswith("s") and before not in ("for", "by"))
        or words == "people"
    )


def read_order(draft: Draft) -> None:
    for mark in draft.of(Sort.ORDER):
        by, way = mark.value.split()
        if _is_most_overdue(draft, mark):
            draft.narrow(overdue=True)
            _most(draft, descending=draft.words(mark) in MOST_OVERDUE)
            continue
        if {"overdue", "late"} & set(draft.words(mark).split()):
            draft.narrow(overdue=True)
        if _is_to_come(draft, mark):
            draft.narrow(due=Period(draft.now.today))
        if by == OrderBy.COUNT and draft.query.group_by is None and draft.before_it is None:
            draft.ask(Slot.INTENT, "The most or the worst of what: by owner, by plan, or furthest past their date?")
        _order(draft, Order(OrderBy(by), way == "desc"))
        if _is_superlative(draft, mark):
            draft.put(limit=draft.query.limit or 1)
            if draft.query.group_by:
                draft.ask(Slot.INTENT, "Do you want the one with the most, or the one whose date is furthest back?")
    for at, mark in draft.placed(Sort.ORDER_BY):
        after = draft.after(at)
        if (
            mark.value == OrderBy.COUNT
            and draft.query.kind is Kind.LIST
            and not (draft.query.group_by or draft.before_it)
        ):
            _order_by_number(draft, mark)
            continue
        last = OrderBy(mark.value) in (OrderBy.UPDATED, OrderBy.COUNT)
        descending = after.value == "descending" if after is not None and after.sort is Sort.DESCENDING else last
        _order(draft, Order(OrderBy(mark.value), descending))
    if is_ranking(draft):
        _order(draft, Order(OrderBy.COUNT, True))
    if draft.query.order is not None and draft.query.order.by is OrderBy.COUNT and draft.query.group_by:
        draft.put(kind=Kind.COUNT)
    _read_most(draft)


def _is_to_come(draft: Draft, mark: Mark) -> bool:
    """ "the next deadline" lies ahead, and is none of those that are past."""
    words = set(draft.words(mark).split())
    return mark.value == "due asc" and "next" in words and not words & FIRST and draft.filters.due is None


def _order_by_number(draft: Draft, mark: Mark) -> None:
    """Of single recommendations, "by number" is by theirs."""
    if draft.words(mark) == "number":
        _order(draft, Order(OrderBy.RECOMMENDATION))
    else:
        draft.ask(Slot.INTENT, "Sorted by the number of what?")


def _order(draft: Draft, order: Order) -> None:
    if draft.query.order not in (None, order):
        draft.ask(Slot.INTENT, "I can sort by one thing at a time. Which one?")
    draft.put(order=order)


def _is_superlative(draft: Draft, mark: Mark) -> bool:
    """ "the oldest overdue action" is one; "oldest first" and "oldest overdue actions" are in that order."""
    words = draft.words(mark).split()
    if words[-1] in DATES_THEMSELVES and "order" not in words:
        return words[-1] in DEADLINE and not _sorts_by(draft, mark) and not _has_noun_after(draft, mark)
    if set(words) & FIRST:
        return False
    nouns = {draft.words(noun) for noun in draft.of(Sort.NOUN)}
    return nouns <= SINGULAR and (bool(nouns) or mark.value.startswith("due"))


def _sorts_by(draft: Draft, mark: Mark) -> bool:
    before = draft.before(draft.marks.index(mark))
    return before is not None and before.sort in (Sort.SORTING, Sort.GROUPING)


def _has_noun_after(draft: Draft, mark: Mark) -> bool:
    """ "earliest deadline actions" are in that order; "the earliest deadline of his actions" is one."""
    after = draft.after(draft.marks.index(mark), skipping=frozenset())
    return after is not None and after.sort is Sort.NOUN and after.start == mark.end


def _read_most(draft: Draft) -> None:
    if most := draft.of(Sort.SUPERLATIVE):
        _most(draft, descending=most[0].value == "most")


def _most(draft: Draft, *, descending: bool) -> None:
    if draft.query.group_by is None and (grouped := _ranked_before(draft)):
        draft.put(group_by=grouped)
    if draft.query.group_by is None:
        draft.ask(Slot.INTENT, "The most by what: owner, plan, status, round or month?", _ways(draft))
        return
    if draft.query.kind is Kind.CHANGES:
        draft.ask(
            Slot.INTENT, "I can list what has changed, or count by owner or plan, but not count what has changed."
        )
    plural = any(
        draft.words(mark).endswith("s") and not _is_one_of(draft, mark)
        for mark in draft.of(Sort.DIMENSION)
        if mark.value == draft.query.group_by
    )
    draft.put(kind=Kind.COUNT, order=Order(OrderBy.COUNT, descending))
    if draft.query.limit is None and not plural:
        draft.put(limit=1)


def _is_one_of(draft: Draft, mark: Mark) -> bool:
    """ "which of our reviews has …" is one of them; "which of our reviews have …" may be several."""
    words = [token.word for token in draft.sentence.tokens]
    return "of" in words[: mark.start] and words[mark.end : mark.end + 1] in (["has"], ["is"], ["does"])


def _ranked_before(draft: Draft) -> GroupBy | None:
    """ "and the fewest?", after the plan that has most: of the same, from the other end."""
    before = draft.before_it
    ranked = before is not None and before.kind is Kind.COUNT and before.order and before.order.by is OrderBy.COUNT
    told = {mark.sort for mark in draft.marks} - {Sort.FILLER, Sort.FOLLOW}
    return before.group_by if before is not None and ranked and told == {Sort.SUPERLATIVE} else None


def read_limit(draft: Draft) -> None:
    """ "top 5", "the 3 oldest", "just 5"; any other number is asked about."""
    for at, mark in draft.placed(Sort.NUMBER):
        if (mark.senses and not _limiting(draft, at)) or draft.asks_if_more(mark):
            continue
        if _limiting(draft, at):
            draft.put(limit=int(mark.value) if mark.value.isdigit() else None)
            _ranked(draft, at)
        elif not _is_recommendation(draft, at, mark) and not _is_code(draft, at):
            said = draft.said(mark)
            draft.ask(Slot.INTENT, f"I am not sure what “{said}” counts or numbers.", words=said)


def _ranked(draft: Draft, at: int) -> None:
    """ "top 3 owners for overdue" ranks owners by how many; "last 3 updated" those updated last."""
    after = draft.after(at, skipping=frozenset({Sort.FILLER}))
    before = draft.before(at, skipping=frozenset({Sort.FILLER}))
    if after is not None and after.sort is Sort.DIMENSION and draft.query.group_by:
        draft.put(kind=Kind.COUNT, order=Order(OrderBy.COUNT, True))
    elif before is not None and before.value == "last":
        if draft.has(Sort.UPDATED) and draft.query.order is None:
            draft.put(order=Order(OrderBy.UPDATED, True))
        elif draft.query.order is None:
            draft.ask(Slot.INTENT, "The last by what: when they were updated, or when they are due?")


def _limiting(draft: Draft, at: int) -> bool:
    before = draft.before(at, skipping=frozenset({Sort.FILLER}))
    after = draft.after(at, skipping=frozenset({Sort.FILLER}))
    if before is not None and before.sort in (Sort.LIMITING, Sort.ORDER):
        return True
    if (
        before is not None
        and before.sort is Sort.NARROWING
        and (after is None or after.sort in (Sort.NOUN, Sort.LATE, Sort.GRADE))
    ):
        return True
    if after is not None and after.sort is Sort.DIMENSION and draft.has(Sort.SUPERLATIVE):
        return True
    return after is not None and after.sort in (Sort.ORDER, Sort.SUPERLATIVE)


def _is_code(draft: Draft, at: int) -> bool:
    return draft.marks[at].sort is Sort.CODE


def _is_recommendation(draft: Draft, at: int, mark: Mark) -> bool:
    return draft.marks[at].sort is Sort.RECOMMENDATION
