"""What two questions become together leaves nothing of either out unsaid: the last look before the two are answered as one.

Every part of the new words is in the whole. Every part of the question before is kept, replaced by its like, or taken away
by words. Where one is not, whatever the reason, the whole is not what was asked, and is asked about.
"""

from collections.abc import Iterator
from dataclasses import fields

from dialogs.asking.draft import Draft
from dialogs.asking.echo import echo
from dialogs.asking.marks import Sort
from dialogs.asking.outcome import Slot
from storage.query import Comparison, Kind, Period, Query

NAMING = {
    Sort.PERIOD: {"due", "updated", "rounds", "since", "compare"},
    Sort.ROUND_WORD: {"rounds", "since", "compare"},
    Sort.PLAN: {"plans", "but_plans", "compare"},
    Sort.OWNER: {"owners", "but_owners", "compare"},
    Sort.GRADE: {"status", "set_status", "missing"},
    Sort.CODE: {"status", "set_status"},
    Sort.LATE: {"overdue"},
    Sort.MISSING: {"missing", "status"},
    Sort.THING: {"missing", "status"},
    Sort.RECOMMENDATION: {"recommendations"},
    Sort.TEXT: {"text"},
    Sort.FORMAT: {"format"},
    Sort.DIRECTION: {"direction"},
    Sort.ORDER: {"order"},
    Sort.ORDER_BY: {"order"},
}
"""What each sort of word fills. One that fills nothing was read and then forgotten."""
ALIKE = (
    {"status", "overdue"}, {"owners", "but_owners"}, {"plans", "but_plans"}, {"due", "updated"}, {"rounds", "since"},
    {"since", "updated"},
)  # fmt: skip
"""How it stands, whose it is, where it is and when: a new part of such a kind stands in for the old one."""
WIDENED = {
    "owner": ("owners", "but_owners"),
    "plan": ("plans", "but_plans"),
    "status": ("status",),
    "round": ("rounds",),
    "due": ("due", "updated"),
    "late": ("overdue",),
}
OF_THE_KIND = frozenset({"group_by", "order", "limit", "format", "direction", "set_status"})
"""How an answer of some kind is laid out: another kind of answer has no such thing."""
OF_WHAT_IS_SHOWN = frozenset({"status", "overdue", "due", "updated", "missing", "owners", "text"})
"""What one recommendation, shown whole, says about itself."""
PLAIN = frozenset({Kind.LIST, Kind.COUNT, Kind.REPORT})
COMPARED = ("owners", "plans", "rounds")
SEVERAL = frozenset({"ones", "others", "which", "all", "any", "anything", "everything"})
BACK = frozenset({"those", "these", "them", "they"})
WHETHER = frozenset({"is", "are", "was", "were", "has", "have", "does", "did", "do"})


def ask_of_what_is_lost(draft: Draft, before: Query, whole: Query) -> None:
    if draft.doubts:
        return
    if any(_is_forgotten(draft, sort) for sort in NAMING) or any(_unheard(draft, before, whole)):
        draft.ask(Slot.INTENT, "I am not sure how that goes with what you asked before. Could you ask it in full?")
    elif any(_lost(draft, before, whole)):
        told = f"You asked before: {echo(before)}. Not all of that goes with this. Do you want this instead?"
        draft.ask(Slot.INTENT, told, (echo(whole),))


def _is_forgotten(draft: Draft, sort: Sort) -> bool:
    return draft.has(sort) and not NAMING[sort] & _parts(draft.query).keys() and not asks_of_one(draft)


def _unheard(draft: Draft, before: Query, whole: Query) -> Iterator[str]:
    """The parts of the new words that are not in the whole."""
    mine, kept = _parts(draft.query), _parts(whole)
    of_one = whole.kind is Kind.SHOW and asks_of_one(draft)
    for name, part in mine.items():
        if name in kept and _is_within(kept[name], part):
            continue
        if name in COMPARED and (_is_compared(name, part, whole) or (name == "rounds" and "since" in kept)):
            continue
        if not (of_one and name in OF_WHAT_IS_SHOWN):
            yield name
    if draft.explicit_kind and draft.query.kind is not whole.kind and whole.kind not in (Kind.SHOW, Kind.COMPARE):
        yield "kind"


def _lost(draft: Draft, before: Query, whole: Query) -> Iterator[str]:
    """The parts of the question before that are not in the whole, without a word that says so."""
    mine, kept = _parts(draft.query), _parts(whole)
    taken = {name for mark in draft.of(Sort.WIDENING) for name in WIDENED[mark.value]}
    for name, part in _parts(before).items():
        if name in taken or ("recommendations" in mine and name != "plans"):
            continue
        if name in mine or kept.get(name) == part or any(name in one and one & mine.keys() for one in ALIKE):
            continue
        if name in OF_THE_KIND and (whole.kind is not before.kind or _says_all(draft)):
            continue
        if isinstance(part, Comparison) and (mine.keys() & _sides(part) or _goes_on_as_filter(part, whole)):
            continue
        if name != "recommendations" or not speaks_of_several(draft):
            yield name
    if before.kind is Kind.WHO_NOT_RESPONDED and whole.kind in PLAIN:
        yield "kind"


def _parts(query: Query) -> dict[str, object]:
    parts: dict[str, object] = {name: getattr(query.filters, name) for name in query.filters.set_names}
    others = ((one.name, getattr(query, one.name)) for one in fields(query) if one.name not in ("kind", "filters"))
    return parts | {name: part for name, part in others if part is not None}


def _is_within(kept: object, part: object) -> bool:
    """The same, fewer of the same, or the same with what was left out before."""
    if isinstance(kept, frozenset) and isinstance(part, frozenset):
        return kept <= part or part <= kept
    if isinstance(kept, Period) and isinstance(part, Period) and kept.from_on and kept.to_on:
        begins, ends = part.from_on, part.to_on
        return begins is not None and ends is not None and kept.from_on <= begins and ends <= kept.to_on
    return kept == part


def _is_compared(name: str, part: object, whole: Query) -> bool:
    return whole.compare is not None and isinstance(part, frozenset) and part <= getattr(whole.compare, name)


def _sides(compared: Comparison) -> set[str]:
    """What sort of thing was compared: others of that sort stand in for them."""
    return {name for name in COMPARED if getattr(compared, name)}


def _goes_on_as_filter(compared: Comparison, whole: Query) -> bool:
    """Two plans that were compared, and a list of what is in either."""
    pairs = ((compared.plans, whole.filters.plans), (compared.owners, whole.filters.owners))
    return any(sides and sides == kept for sides, kept in pairs)


def _says_all(draft: Draft) -> bool:
    return "all" in {token.word for token in draft.sentence.tokens}


def speaks_of_several(draft: Draft) -> bool:
    """ "the overdue ones", after one was shown: others than that one; "which of them" are none but those shown."""
    words = {token.word for token in draft.sentence.tokens}
    plural = any(draft.words(mark).endswith("s") for mark in draft.of(Sort.NOUN))
    return (plural or bool(SEVERAL & words)) and not BACK & words


def asks_of_one(draft: Draft) -> bool:
    """ "is it overdue", after one was shown: what is shown of it says so."""
    words = [token.word for token in draft.sentence.tokens]
    return bool(WHETHER & set(words[:1])) and draft.before_it is not None and draft.before_it.kind is Kind.SHOW
