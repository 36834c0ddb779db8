""" "Update" as an order, as what was done, and as what was written: its neighbours say which.

"Update damp 3" orders one; "what did Bryn update last week" asks when; "the latest update on damp 3" shows what was
written, and "give me an update on damp" how it stands.
"""

from collections.abc import Sequence

from dialogs.asking.data import small_words
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.tokens import Sentence

ASKING = small_words("asking")
SHOWING = small_words("favours_of_showing") | {"can", "could", "find", "get"}
UPDATES = frozenset({"update", "updates", "response", "responses"})
WRITERS = frozenset({Sort.OWNER, Sort.PLAN})
LATEST = frozenset({"last", "latest", "recent", "newest", "previous"})
WHEN = frozenset({Sort.ROUND, Sort.PERIOD})
ARTICLES = frozenset({"the", "a", "an", "any", "most"})
ABOUT = frozenset({"on", "for", "about", "to", "of", "against", "from"})
FOR_WHOM = frozenset({"me", "us"})
TWO = 2
NUMBERED = frozenset({Sort.RECOMMENDATION, Sort.NUMBER})


def with_updates_told(marks: Sequence[Mark], sentence: Sentence) -> list[Mark]:
    """The marks, with "the latest update on" of one recommendation what is shown of it, and no order to record one."""
    marks = _with_returns(marks, sentence)
    run = _run(marks, sentence)
    if run is None or not _asks(sentence, run[0]):
        return list(marks)
    start, end = run
    rest = [mark for mark in marks if mark.start >= end and set(mark.senses) != {Sort.FILLER}]
    of_one = any(mark.sort in NUMBERED for mark in rest[:2])
    latest = bool(LATEST & {token.word for token in sentence.tokens[start:end]})
    told = start > 0 and sentence.tokens[start - 1].word in FOR_WHOM and not latest
    if not rest or rest[0].start > end + 1 or not (of_one or (rest[0].sort in WRITERS and told)):
        return list(marks)
    sort, value = (Sort.SHOWING_ONE, "one") if of_one else (Sort.FILLER, "showing")
    start = min([start, *(mark.start for mark in marks if mark.start < start < mark.end)])
    kept = [mark for mark in marks if mark.end <= start or mark.start >= end]
    return sorted([*kept, Mark(start, end, sort, (value,), senses={sort: value})], key=lambda mark: mark.start)


def _with_returns(marks: Sequence[Mark], sentence: Sentence) -> Sequence[Mark]:
    """ "returns with no evidence", "which returns have no impact": what was sent in for each."""
    at = next((here for here, token in enumerate(sentence.tokens[:TWO]) if token.word == "returns"), None)
    known = any(mark.start <= at < mark.end for mark in marks) if at is not None else True
    if at is None or known or not _lacks_something([mark for mark in marks if mark.start > at]):
        return marks
    noun = Mark(at, at + 1, Sort.NOUN, ("actions",), senses={Sort.NOUN: "actions"})
    return sorted([*marks, noun], key=lambda mark: mark.start)


def _run(marks: Sequence[Mark], sentence: Sentence) -> tuple[int, int] | None:
    """Where "the latest update on" begins and ends: with an article, or one of the words for the last. Between "the" and
    "update" a round may be named, which is then looked for beside it."""
    words = [token.word for token in sentence.tokens]
    at = next((here for here, word in enumerate(words) if word in ("update", "updates")), None)
    if at is None or words[at + 1 : at + 2] == [] or words[at + 1] not in ABOUT:
        return None
    if (
        at > 1
        and words[0] == "the"
        and any(mark.sort in WHEN and (mark.start, mark.end) in ((0, at), (1, at)) for mark in marks)
    ):
        return at, at + 2
    begin = at
    while begin and words[begin - 1] in LATEST | ARTICLES:
        begin -= 1
    return (begin, at + 2) if begin < at else None


def _asks(sentence: Sentence, start: int) -> bool:
    """ "Show me the update on", "is there an update on", "give me an update on"; "give an update on" orders one."""
    words = [token.word for token in sentence.tokens[:start]]
    if words[:1] == ["the"]:
        return True
    if words[-1:] and words[-1] in FOR_WHOM:
        return True
    if not words:
        return bool(LATEST & {token.word for token in sentence.tokens[:TWO]})
    asked = next((word for word in words if word in ASKING | SHOWING), "")
    return bool(asked) and asked != "give" and not {"i", "we", "you"} & set(words) - _asking_kindly(words)


def _asking_kindly(words: Sequence[str]) -> set[str]:
    """ "can I see", "could we have": who asks, and not who is to write."""
    return {"i", "we", "you"} if {"see", "have", "get", "show"} & set(words) else set()


def was_updated(mark: Mark, sentence: Sentence) -> bool:
    """ "Which recs did officers update in May": what was done, and no order to do it."""
    verb = mark.length == 1 and sentence.tokens[mark.start].word == "update" and Sort.UPDATED not in mark.senses
    before = {token.word for token in sentence.tokens[: mark.start]}
    return verb and sentence.first in ASKING and "did" in before and sentence.first not in ("how", "did")


def is_looked_in(mark: Mark, marks: Sequence[Mark], at: int, sentence: Sentence) -> bool:
    """ "which updates mention landlords": what people wrote, and no time at which they did."""
    words = {token.word for token in sentence.tokens[mark.start : mark.end]}
    if words & UPDATES and _lacks_something(marks[at + 1 :]) and mark.start <= 1:
        return True
    if not words & UPDATES or not mark.senses.keys() & {Sort.UPDATED, Sort.RESPONDED} or _has_period(marks):
        return False
    if (mark.start == 0 and words == {"update"}) or words & {"latest", "last", "recent"}:
        return False  # an order, or the one that came last
    after = [one for one in marks[at + 1 :] if set(one.senses) != {Sort.FILLER}]
    said = next(
        (here for here, one in enumerate(after) if one.sort not in WRITERS and Sort.OWNED not in one.senses), None
    )
    if said is None or Sort.ABOUT not in after[said].senses:
        return False
    return not after[said + 1 :] or after[said + 1].start > after[said].end or after[said + 1].sort is not Sort.OWNER


def _lacks_something(after: Sequence[Mark]) -> bool:
    """ "returns with no evidence": what was sent in, and what it does not hold."""
    told = [mark for mark in after if set(mark.senses) != {Sort.FILLER}][:2]
    return len(told) == TWO and Sort.LACKING in told[0].senses and Sort.THING in told[1].senses


def _has_period(marks: Sequence[Mark]) -> bool:
    return any(mark.sort in (Sort.PERIOD, Sort.NOT) or Sort.LACKING in mark.senses for mark in marks)
