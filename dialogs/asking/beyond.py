"""What no question gives, however well it is understood: orders to the record, predictions, other people's business."""

from dialogs.asking.data import small_words
from dialogs.asking.draft import Draft
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.outcome import Why
from storage.query import Kind

PASSED = frozenset({Sort.FILLER, Sort.PEOPLE, Sort.SHOWING_ONE, Sort.AND})
LEAD = 6
SHOVING = frozenset({"push", "move", "shift", "put", "bring", "pull"})
MOVING = SHOVING | {"change", "set", "amend", "alter", "revise", "reset", "make", "update"}
WITHIN = frozenset({"with", "by", "in", "whose", "that", "which", "me", "us"})
DATES = frozenset({"date", "deadline", "timescale"})
LEADING_UP = small_words("before_a_favour") | {"can", "could", "would", "will"}
REMOVING = small_words("removing")


def why_not(draft: Draft, *, anew: bool) -> Why | None:
    if _moves_a_date(draft):
        return "beyond"
    if any(not _is_answered(draft, mark) for mark in draft.of(Sort.BEYOND)):
        return "beyond"
    if draft.has(Sort.RESET) and not draft.filters.set_names:
        return "again"
    if _asks_what_it_is(draft):
        return "talk"
    return "beyond" if _is_about_a_round(draft) or (anew and _removes(draft)) else None


def _moves_a_date(draft: Draft) -> bool:
    """ "push the deadline of damp 3 back to May": an order about a date, and no question of what is due then."""
    words = [token.word for token in draft.sentence.tokens]
    at = next((at for at, word in enumerate(words[:LEAD]) if word in MOVING), None)
    if at is None or not set(words[:at]) <= LEADING_UP or not (draft.has(Sort.PERIOD) or draft.query.since):
        return False
    date = next((here for here, word in enumerate(words) if here > at and word in DATES), None)
    of_dates = date is not None and not WITHIN & set(words[at:date]) and bool({"to", "until"} & set(words[date:]))
    shoved = bool({"back", "out", "forward", "forwards", "on"} & set(words[at + 1 :])) and words[at] in SHOVING
    one = draft.has(Sort.RECOMMENDATION, Sort.NUMBER, Sort.PLAN)
    return one and (of_dates or shoved)


def _is_answered(draft: Draft, mark: Mark) -> bool:
    """ "why is damp 4 red" is told by what its owner wrote; "email Bryn a nudge" is a reminder, however it is sent."""
    words, query = draft.words(mark), draft.query
    if draft.asks_if_more(mark):
        return query.kind is Kind.COUNT
    if words == "why":
        return bool(query.kind is Kind.SHOW and query.filters.plans) and mark.start == 0
    sent = mark.start == 0 and words in ("email", "message", "e-mail")
    return sent and query.kind is Kind.REMIND and draft.has(Sort.OWNER)


def _asks_what_it_is(draft: Draft) -> bool:
    """ "what is fostering", "where is Bryn", "what does Bryn do": about a thing or a person, not about actions."""
    words = [token.word for token in draft.sentence.tokens]
    told = [mark for mark in draft.marks if mark.sort not in PASSED]
    if len(words) < 3 or [mark.sort for mark in told] not in ([Sort.PLAN], [Sort.OWNER]) or told[0].possessive:
        return False
    leads_in = words[: told[0].start]
    if leads_in[:2] == ["what", "does"]:
        return words[-1] == "do"
    asks = leads_in[:2] in (
        ["what", "is"],
        ["who", "is"],
        ["where", "is"],
        ["when", "is"],
        ["what", "was"],
        ["who", "was"],
    )
    return asks and set(leads_in[2:]) <= {"a", "an", "the"} and told[0].end == len(words)


def _is_about_a_round(draft: Draft) -> bool:
    """ "open the July round" is an order; "open actions in the July round" are not complete."""
    first = draft.sentence.first
    return first in ("open", "close") and draft.has(Sort.ROUND_WORD) and not draft.has(Sort.NOUN)


def _removes(draft: Draft) -> bool:
    """ "drop the overdue ones" takes them out of an answer; with no answer before it, it would take them out of the record."""
    first = next((mark for mark in draft.marks if mark.sort is not Sort.FILLER), None)
    return first is not None and first.sort is Sort.EXCEPT and draft.words(first).split()[0] in REMOVING
