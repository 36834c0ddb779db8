"""Words that report rather than ask: "Done", "1 – Fully achieved", "we have finished rec 3". They are no query."""

from dialogs.asking.draft import Draft
from dialogs.asking.marks import Sort
from storage.query import Kind, Status

SAID_OF = frozenset(["is", "are", "was", "were", "has", "have"])
ASKING = frozenset(["which", "what", "who", "whose", "how", "where", "when", "is", "are", "was", "were", "has", "have", "did", "do", "does", "any", "can", "could", "may", "show", "list", "find"])
SUBJECTS = frozenset({Sort.PLAN, Sort.OWNER, Sort.RECOMMENDATION, Sort.ME, Sort.NOUN, Sort.PRONOUN})
LABELS = frozenset({Sort.GRADE, Sort.CODE, Sort.NUMBER, Sort.GRADED, Sort.FILLER, Sort.UNKNOWN})


def reads_as_statement(draft: Draft) -> bool:
    if not draft.sentence.tokens or draft.sentence.text.rstrip().endswith("?"):
        return False
    return _is_grade_alone(draft) or _is_told(draft)


def _is_grade_alone(draft: Draft) -> bool:
    """A grade and nothing else may be an answer; a number with it is one."""
    told = [mark for mark in draft.marks if mark.sort is not Sort.FILLER]
    if not told or not all(mark.sort in LABELS for mark in told) or not draft.has(Sort.GRADE, Sort.CODE):
        return False
    numbered = told[0].sort in (Sort.NUMBER, Sort.CODE) and not draft.words(told[0]).endswith("s")
    done = len(told) == 1 and draft.query.filters.status == {Status.COMPLETE}
    return draft.query.kind is Kind.LIST and (numbered or done) and len(told) <= 3


def _is_told(draft: Draft) -> bool:
    """Somebody or something "is complete"; "I have …" and "we have …" at the beginning."""
    tokens = draft.sentence.tokens
    first = draft.marks[0] if draft.marks else None
    if tokens[0].word in ("i", "we") and first is not None and not (first.sort is Sort.FILLER and first.length > 1):
        return draft.query.kind in (Kind.LIST, Kind.SHOW)
    if tokens[0].word in ASKING or draft.query.kind not in (Kind.LIST, Kind.SHOW):
        return False
    for at, mark in enumerate(draft.marks):
        if any(token.word in ASKING for token in tokens[: mark.start]):
            return False
        after = tokens[mark.end].word if mark.end < len(tokens) else ""
        if mark.sort in SUBJECTS and after in SAID_OF and any(one.sort in (Sort.GRADE, Sort.CODE) for one in draft.marks[at:]):
            return True
    return False
