"""Whether words take a part of the answer before ("the ones that aren't late") or turn to others ("and the late ones?").

What takes a part keeps all that was asked before. What turns away replaces the like of it, of which lateness and the
grade are one.
"""

from dataclasses import replace

from dialogs.asking.data import small_words
from dialogs.asking.draft import Draft
from dialogs.asking.echo import echo
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.outcome import Slot
from storage.query import Filters, Query, Status

HEADS = small_words("heads_of_clauses")
SAID_OF = small_words("said_of")
RELATIVES = small_words("relatives")
TURNING = small_words("turning_away")
THOSE = frozenset({"those", "these", "them"})
DENIABLE = frozenset({Sort.GRADE, Sort.CODE, Sort.LATE})
NAMING = (
    DENIABLE,
    {Sort.OWNER, Sort.ME},
    {Sort.PLAN},
    {Sort.ROUND, Sort.ROUND_WORD},
    {Sort.PERIOD},
    {Sort.RECOMMENDATION},
)
SAID_OF_ONES = DENIABLE | {Sort.NOT}


def narrows(draft: Draft) -> bool:
    """ "only …", "which of those …", "they …", "the ones that …", "not the …": fewer of what was asked before."""
    referring = [mark for mark in draft.of(Sort.NARROWING, Sort.PRONOUN) if not _heads_another(draft, mark)]
    return bool(referring) or has_clause(draft) or only_denies(draft) or _goes_on_about_them(draft)


def _goes_on_about_them(draft: Draft) -> bool:
    """ "and how many are late", "and which are Bryn's": of what was asked for before; "and the late ones" are others."""
    words = [token.word for token in draft.sentence.tokens]
    asks = next((at for at, word in enumerate(words[:-1]) if word in ("many", "which")), None)
    said_of = asks is not None and words[asks + 1] in SAID_OF and not draft.has(Sort.NOUN)
    return said_of and draft.sentence.first in TURNING


def _heads_another(draft: Draft, mark: Mark) -> bool:
    """ "what about those that are overdue": behind what turns away, "those" are others."""
    after = draft.sentence.tokens[mark.end].word if mark.end < len(draft.sentence.tokens) else ""
    return draft.has(Sort.FOLLOW) and draft.words(mark) in THOSE and after in RELATIVES


def has_clause(draft: Draft) -> bool:
    """ "the ones that aren't overdue", "those who …", "the ones not overdue": but not behind an "and" or "what about"."""
    if draft.has(Sort.FOLLOW) or draft.sentence.first in TURNING:
        return False
    told = draft.has(Sort.NOUN, Sort.DIMENSION, Sort.PEOPLE) or draft.explicit_kind or _asks_of_its_own(draft)
    if draft.sentence.first in ("that", "which") and is_a_clause(draft) and not told:
        return True
    words = [token.word for token in draft.sentence.tokens]
    after_ones = {mark.start for mark in draft.of(*SAID_OF_ONES)}
    return any(
        word in HEADS and (words[at + 1] in RELATIVES or (word == "ones" and at + 1 in after_ones))
        for at, word in enumerate(words[:-1])
    )


def _asks_of_its_own(draft: Draft) -> bool:
    """ "which were slipped in the June round for Bryn": a question that names more than one thing is whole."""
    named = sum(draft.has(*sorts) for sorts in NAMING)
    return draft.sentence.first == "which" and named > 1


def is_a_clause(draft: Draft) -> bool:
    """ "that have slipped", "which are Bryn's", after a question: of what was asked for; "that is done" is news of one."""
    words = [token.word for token in draft.sentence.tokens]
    relative = words[:1] in (["that"], ["which"], ["who"]) and words[1:2] in (["are"], ["have"], ["were"])
    return draft.before_it is not None and relative and len(words) > 2


def only_denies(draft: Draft) -> bool:
    """ "without the ambers", "not overdue" take out of what was asked; "what about those not complete" turns to others."""
    said = draft.of(*DENIABLE)
    return all(draft.is_denied(mark) for mark in said) and bool(said) and not draft.has(Sort.FOLLOW)


def narrowed(draft: Draft, before: Filters) -> frozenset[Status]:
    """The grades of those asked for before that are asked for now: both where there are such, else the new ones."""
    mine, asked = draft.query.filters.status, before.status
    return (mine & asked) or mine if _of_those(draft) or only_denies(draft) else mine


def ask_of_none(draft: Draft, before: Query, whole: Query) -> None:
    """ "the ones that are red", of what is amber, "those which are complete", of what is overdue, and "not Bryn's", of his,
    are none."""
    filters = whole.filters
    if filters.owners and filters.owners <= filters.but_owners:
        others = replace(whole, filters=replace(filters, owners=frozenset()))
        draft.ask(Slot.INTENT, "All of those are theirs. Everybody else's instead?", (echo(others),))
    if filters.plans and filters.plans <= filters.but_plans:
        others = replace(whole, filters=replace(filters, plans=frozenset()))
        draft.ask(Slot.INTENT, "All of those are in that plan. The other plans instead?", (echo(others),))
    mine, asked = draft.query.filters.status, before.filters.status
    late, done = whole.filters.overdue, whole.filters.status == {Status.COMPLETE}
    if mine and asked and not mine & asked and _of_those(draft):
        draft.ask(Slot.STATUS, "None of those has that grade. Do you want these instead?", (echo(whole),))
    elif late and done and not (draft.filters.overdue and draft.filters.status):
        draft.ask(Slot.INTENT, "Something complete is not overdue. Do you want those complete, or those overdue?")


def _of_those(draft: Draft) -> bool:
    return has_clause(draft) or any(_says_those(draft, mark) for mark in draft.of(Sort.NARROWING))


def _says_those(draft: Draft, mark: Mark) -> bool:
    return "of" in (words := draft.words(mark).split()) and bool(THOSE & set(words))
