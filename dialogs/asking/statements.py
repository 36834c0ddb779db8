"""Words that report rather than ask: "Done", "1 – Fully achieved", "we have finished rec 3". They are no query."""

from dialogs.asking.coverage import unexplained
from dialogs.asking.data import small_words
from dialogs.asking.draft import OPENERS, Draft
from dialogs.asking.marks import Sort
from dialogs.asking.narrowing import is_a_clause
from storage.query import Kind, Status

SAID_OF = small_words("said_of")
ASKING = small_words("statements_asking")
LONG, SEVERAL = 7, 3
WORK = frozenset({"work", "progress", "movement"})
NEWS_OF_WORK = frozenset({"ongoing", "complete", "completed", "finished", "delayed", "slipped", "done", "on track"})
SUBJECTS = frozenset({Sort.PLAN, Sort.OWNER, Sort.RECOMMENDATION, Sort.ME, Sort.NOUN, Sort.PRONOUN})
COLOURS = small_words("colours")
PLURALS = small_words("colours_in_the_plural")
BEING = small_words("being_verbs")
MODALS = small_words("modal_verbs")
FORETELLING = frozenset({"will", "would", "shall"})
DETERMINERS = small_words("determiners")
CLAUSES = small_words("relatives")
TELLABLE = frozenset({Kind.LIST, Kind.SHOW, Kind.CHANGES, Kind.WHO_NOT_RESPONDED})
SINGULAR = frozenset(["action", "recommendation", "rec", "item", "task"])
LABELS = frozenset({Sort.GRADE, Sort.CODE, Sort.NUMBER, Sort.GRADED, Sort.FILLER, Sort.UNKNOWN})


def says_of_some(draft: Draft) -> bool:
    """ "the overdue ones are with legal", "those should be done by May": some of them, a verb, and what is said of them.

    Nothing is asked for: what the words would narrow, if they were a question's, is what somebody reports.
    """
    words = [token.word for token in draft.sentence.tokens]
    if draft.sentence.text.rstrip().endswith("?") or draft.query.kind not in TELLABLE or ASKING & set(words[:1]):
        return False
    if any(draft.words(mark) not in MODALS for mark in draft.of(Sort.BEYOND)):
        return False
    for mark in draft.marks:
        verb = words[mark.end] if mark.end < len(words) - 1 else ""
        some = mark.sort in (Sort.NOUN, Sort.PRONOUN) or draft.words(mark) in PLURALS
        if not (some and verb in BEING | MODALS and not draft.sentence.tokens[mark.end].pause):
            continue
        apart = set(words[: mark.end]) | set(words[mark.end + 1 :])
        certain = (
            words[0] in DETERMINERS or verb in FORETELLING or bool({at for at in unexplained(draft) if at > mark.end})
        )
        return certain and not apart & (ASKING - BEING - MODALS | CLAUSES) and not BEING & set(words[: mark.end])
    return False


def reads_as_statement(draft: Draft) -> bool:
    if not draft.sentence.tokens or draft.sentence.text.rstrip().endswith("?"):
        return False
    told = _is_grade_alone(draft) or _is_told(draft) or _tells_of_one(draft) or _is_done_by_somebody(draft)
    return told or _is_a_tally(draft) or _is_written(draft) or _ends_like_one(draft)


def _is_written(draft: Draft) -> bool:
    """A whole sentence with its full stop, that asks for nothing and is mostly of other things than the record."""
    tokens = draft.sentence.tokens
    whole = draft.sentence.text.endswith(".") and tokens[0].capitalised and len(tokens) >= LONG
    ours = tokens[0].word in ("we", "i")
    asks = draft.explicit_kind or any(token.word in ASKING | OPENERS for token in tokens[:3])
    figures = len(draft.of(Sort.NUMBER)) > 1  # "Attendance rose from 61 to 78 per cent"
    return whole and (ours or figures or not asks) and len(unexplained(draft)) >= SEVERAL


def _is_a_tally(draft: Draft) -> bool:
    """ "Visits: 6 completed, 2 overdue": how many there are of each is told, and not asked."""
    pairs = zip(draft.marks, draft.marks[1:], strict=False)
    told = [one for one, then in pairs if one.sort is Sort.NUMBER and then.sort in (Sort.GRADE, Sort.LATE)]
    return len(told) > 1 and draft.sentence.first not in ASKING | OPENERS


def _ends_like_one(draft: Draft) -> bool:
    """ "Housing complete.", "Due to finish in October.": with a capital and a full stop, and nothing that is asked for."""
    tokens = draft.sentence.tokens
    whole = draft.sentence.text.endswith(".") and tokens[0].capitalised and len(tokens) > 1 and not draft.before_it
    if not whole or draft.explicit_kind or tokens[0].word in ASKING | OPENERS:
        return False
    asks = draft.has(Sort.NOUN, Sort.PEOPLE, Sort.ME, Sort.ABOUT, Sort.GROUPING, Sort.ORDER, Sort.NOT)
    return draft.has(Sort.GRADE, Sort.DUE) and not asks


def _is_grade_alone(draft: Draft) -> bool:
    """A grade and nothing else may be an answer; a number with it is one."""
    told = [mark for mark in draft.marks if mark.sort is not Sort.FILLER]
    if not told or not all(mark.sort in LABELS for mark in told) or not draft.has(Sort.GRADE, Sort.CODE):
        return False
    if any(token.word in ASKING for token in draft.sentence.tokens):
        return False
    shouted = draft.sentence.text.isupper()
    if len(told) == 1 and told[0].start == 0 and draft.sentence.tokens[0].capitalised and not shouted:
        return not draft.before_it and draft.query.filters.status != {Status.NO_GRADE}
    numbered = told[0].sort in (Sort.NUMBER, Sort.CODE) and not draft.words(told[0]).endswith("s")
    if all(mark.sort in (Sort.CODE, Sort.GRADED) for mark in told) and not draft.words(told[-1]).endswith("s"):
        return not draft.before_it
    done = {mark.sort for mark in told} == {Sort.GRADE} and draft.query.filters.status == {Status.COMPLETE}
    whole = draft.sentence.tokens[0].capitalised and draft.sentence.tokens[0].word in ("all", "both", "most", "none")
    return draft.query.kind is Kind.LIST and (numbered or done or whole) and len(told) <= 3


def _tells_of_one(draft: Draft) -> bool:
    """ "That's been completed", "Action complete", "Delayed until October": news of one action, in no question's shape."""
    tokens, query = draft.sentence.tokens, draft.query
    if is_a_clause(draft):
        return False
    told = [mark for mark in draft.marks if mark.sort is not Sort.FILLER]
    if (
        query.kind not in (Kind.LIST, Kind.CHANGES, Kind.REPORT)
        or not told
        or any(token.word in ASKING for token in tokens)
    ):
        return tokens[0].word in ("this", "that", "it") and len(tokens) > 1 and tokens[1].word in SAID_OF
    if tokens[0].word in ("this", "that", "it") and len(tokens) > 1 and tokens[1].word in SAID_OF:
        return True
    past = tokens[0].capitalised and tokens[0].word.endswith("ed") and not tokens[0].word.startswith("un")
    if past and draft.has(Sort.PERIOD, Sort.ROUND_WORD) and not draft.has(Sort.NOUN, Sort.PEOPLE):
        return True
    if (
        tokens[-1].word == "yet"
        and not draft.has(Sort.NOUN, Sort.MISSING)
        and query.filters.status != {Status.NO_GRADE}
    ):
        return True
    if len(told) == 2 and told[0].sort is Sort.NOUN and told[1].sort is Sort.GRADE:
        return query.filters.status == {Status.COMPLETE} or draft.words(told[0]) in SINGULAR
    if (
        draft.words(told[0]) in WORK
        and told[1:]
        and told[1].sort is Sort.GRADE
        and draft.words(told[1]) in NEWS_OF_WORK
    ):
        return True
    timed = {mark.sort for mark in told} <= {Sort.GRADE, Sort.PERIOD, Sort.AND}
    written = told[0] is draft.marks[0] and tokens[0].capitalised
    return (
        written
        and told[0].sort is Sort.GRADE
        and timed
        and draft.has(Sort.PERIOD)
        and draft.words(told[0]) not in COLOURS
    )


def _is_done_by_somebody(draft: Draft) -> bool:
    """ "Signed off by John Graham": who did it, not whose it is."""
    return any(
        mark.sort is Sort.OWNER and mark.start and draft.sentence.tokens[mark.start - 1].word == "by"
        and not (draft.sentence.first in ASKING and Status.COMPLETE not in draft.filters.status)
        and any(one.sort is Sort.GRADE and one.end <= mark.start for one in draft.marks)
        and draft.marks[at - 1].sort not in (Sort.OWNED, Sort.EXCEPT, Sort.NOT)
        for at, mark in enumerate(draft.marks)
    )  # fmt: skip


def _is_a_thing_of_theirs(draft: Draft) -> bool:
    """ "anything Bryn hasn't done", "things that damp has finished": what is wanted, and who has or has not done it."""
    told = [mark for mark in draft.marks if mark.sort is not Sort.FILLER]
    if (
        len(told) < 3
        or told[0].sort is not Sort.NOUN
        or told[1].sort not in (Sort.OWNER, Sort.PLAN, Sort.ME, Sort.PRONOUN)
    ):
        return False
    between = {token.word for token in draft.sentence.tokens[told[0].end : told[1].start]}
    verbs = [token for token in draft.sentence.tokens if token.word in SAID_OF]
    return between <= {"that", "which", "the"} and len(verbs) == 1 and not draft.sentence.text.endswith(".")


def _is_told(draft: Draft) -> bool:
    """Somebody or something "is complete"; "I have …" and "we have …" at the beginning."""
    tokens = draft.sentence.tokens
    first = draft.marks[0] if draft.marks else None
    if first is not None and first.sort is Sort.FOLLOW:
        return False  # "I meant the ambers"
    if tokens[0].word in ("i", "we") and first is not None and not (first.sort is Sort.FILLER and first.length > 1):
        return draft.query.kind in (Kind.LIST, Kind.SHOW)
    if tokens[0].word in ASKING or draft.query.kind not in (Kind.LIST, Kind.SHOW, Kind.CHANGES):
        return False
    if _is_a_thing_of_theirs(draft):
        return False
    news = (Sort.GRADE, Sort.CODE, Sort.LATE, Sort.DIRECTION)
    for at, mark in enumerate(draft.marks):
        if any(token.word in ASKING for token in tokens[: mark.start]):
            return False
        after = tokens[mark.end].word if mark.end < len(tokens) else ""
        subject = mark.sort in SUBJECTS or draft.words(mark) in WORK
        if subject and after in SAID_OF and any(one.sort in news for one in draft.marks[at:]):
            return True
    return False
