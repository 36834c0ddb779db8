"""Words to look for in the record's own text: "about young inspectors", up to where another part of the question begins."""

from collections.abc import Sequence
from dataclasses import replace

from dialogs.asking.data import small_words
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.tokens import Sentence
from storage.query import Query

# After "about", these are what the question is about themselves, and no text to look for.
NOT_TEXT = frozenset(
    {
        Sort.PLAN, Sort.OWNER, Sort.LATE, Sort.GRADE, Sort.ME, Sort.RECOMMENDATION, Sort.PRONOUN, Sort.ROUND_WORD,
        Sort.PERIOD, Sort.TEXT, Sort.NOUN, Sort.NUMBER, Sort.WIDENING, Sort.KIND, Sort.MISSING,
    }
)  # fmt: skip
ENDS = frozenset(
    {
        Sort.LATE, Sort.ORDER, Sort.SORTING, Sort.DUE, Sort.EXCEPT, Sort.GROUPING, Sort.FORMAT, Sort.PERIOD,
        Sort.RECOMMENDATION, Sort.WIDENING, Sort.MISSING, Sort.TEXT,
    }
)  # fmt: skip
# These may also be the first of several words to look for: "work placements", "return home interviews".
GOES_ON = frozenset({Sort.NOUN, Sort.ROUND_WORD, Sort.KIND, Sort.MISSING})
LEADS_AWAY = small_words("leads_away")
BEING = small_words("said_of")
CLAUSES = small_words("clauses")
FURTHER = frozenset({Sort.GRADE, Sort.LATE, Sort.NOT, Sort.DUE, Sort.UPDATED, Sort.MISSING, Sort.LACKING, Sort.ME})
OPENING = small_words("opening")
SEARCHING = small_words("searching")
FINDING = SEARCHING | {"find"}
PARTICLES = frozenset({"out", "up", "over", "through"})
WITHIN = frozenset({"in", "within", "under", "across"})
MOST_WORDS = 3
NEVER_TEXT = small_words("never_text")


def with_text(marks: Sequence[Mark], sentence: Sentence) -> tuple[Mark, ...]:
    """The marks, with the run of words after the first "about" that has one made a text to look for."""
    marks = _searched(marks, sentence)
    for about in marks:
        if about.sort is Sort.ABOUT and (found := _with_text_after(about, marks, sentence)):
            return found
    return tuple(marks)


def with_other_text(marks: Sequence[Mark], sentence: Sentence, before: Query | None) -> tuple[Mark, ...]:
    """ "try respite instead", after a search for other words: those that are not known are looked for in their place."""
    tried = bool(marks) and marks[0].sort is Sort.FOLLOW and sentence.tokens[marks[0].end - 1].word == "try"
    rest = marks[1:] if tried else ()
    if before is None or not before.filters.text or not tried or any(mark.sort is not Sort.FILLER for mark in rest):
        return tuple(marks)
    begin = marks[0].end
    end = next((mark.start for mark in rest), len(sentence.tokens))
    words = sentence.tokens[begin:end]
    instead = any(sentence.said(mark.start, mark.end) == "instead" for mark in rest)
    if (
        not instead
        or not 0 < len(words) <= MOST_WORDS
        or any(token.capitalised or not token.word.isalpha() for token in words)
    ):
        return tuple(marks)
    return (marks[0], Mark(begin, end, Sort.TEXT, (sentence.said(begin, end),)), *rest)


def with_found_text(marks: Sequence[Mark], sentence: Sentence) -> tuple[Mark, ...]:
    """ "find kinship care in the fostering review": unknown words between the search and the plan are looked for."""
    verb = next((mark for mark in marks if mark.sort is Sort.FILLER and mark.value == "showing"), None)
    if verb is None or sentence.tokens[verb.end - 1].word not in FINDING:
        return tuple(marks)
    begin = end = verb.end
    while end < len(sentence.tokens) and _mark_at(marks, end) is None:
        end += 1
    within = end < len(sentence.tokens) and sentence.tokens[end].word in WITHIN
    after = next((mark for mark in marks if mark.start >= end and mark.sort is not Sort.FILLER), None)
    words = sentence.tokens[begin:end]
    plain = PARTICLES.isdisjoint(token.word for token in words) and all(
        token.word.isalpha() and not token.capitalised and not token.possessive for token in words
    )
    if not (within and plain and 0 < len(words) <= MOST_WORDS and after is not None and after.sort is Sort.PLAN):
        return tuple(marks)
    text = Mark(begin, end, Sort.TEXT, (sentence.said(begin, end),))
    return tuple(sorted([*marks, text], key=lambda mark: mark.start))


def _searched(marks: Sequence[Mark], sentence: Sentence) -> Sequence[Mark]:
    """ "search damp for landlords": behind a search in a plan, "for" leads to what is looked for."""
    for at, mark in enumerate(marks[2:], 2):
        verb, where = marks[at - 2 : at]
        searches = verb.sort is Sort.FILLER and sentence.tokens[verb.end - 1].word in SEARCHING
        searched = searches and where.sort is Sort.PLAN and where.end == mark.start
        if (
            searched
            and sentence.tokens[mark.start : mark.end][-1].word == "for"
            and _is_unknown(marks, mark.end, sentence)
        ):
            return [*marks[:at], replace(mark, sort=Sort.ABOUT, values=("about",)), *marks[at + 1 :]]
    return marks


def _is_unknown(marks: Sequence[Mark], at: int, sentence: Sentence) -> bool:
    return at < len(sentence.tokens) and _mark_at(marks, at) is None


def _with_text_after(about: Mark, marks: Sequence[Mark], sentence: Sentence) -> tuple[Mark, ...]:
    begin = about.end
    while begin < len(sentence.tokens) and sentence.tokens[begin].word in OPENING and begin + 1 < len(sentence.tokens):
        begin += 1
    first = _mark_at(marks, begin)
    if begin >= len(sentence.tokens) or (first is None and sentence.tokens[begin].word in NEVER_TEXT):
        return ()
    if first is not None and about.end <= first.start <= begin and _own_part(first, marks, sentence):
        return ()
    end = _end(marks, sentence, begin)
    if OPENING.issuperset(token.word for token in sentence.tokens[begin:end]):
        return ()
    kept = [mark for mark in marks if mark.end <= about.end or mark.start >= end]
    text = Mark(begin, end, Sort.TEXT, (sentence.said(begin, end).strip(" .,;:?!\"'"),))
    return tuple(sorted([*kept, text], key=lambda mark: mark.start))


def _own_part(first: Mark, marks: Sequence[Mark], sentence: Sentence) -> bool:
    """A word that goes on in others of no meaning of their own ("work placements") is text; alone it is none."""
    if first.sort is Sort.NUMBER and first.end < len(sentence.tokens):
        run = _end_of_numbers(first.end, marks, sentence)
        return run == len(sentence.tokens) or _mark_at(marks, run) is not None
    if first.sort in GOES_ON and first.end < len(sentence.tokens) and not sentence.tokens[first.end].pause:
        return _mark_at(marks, first.end) is not None
    return first.sort in NOT_TEXT


def _end_of_numbers(at: int, marks: Sequence[Mark], sentence: Sentence) -> int:
    """Past "0-19", "16 and 17", "14 to 16"."""
    while _is_number(marks, at) or (
        at + 1 < len(sentence.tokens) and sentence.tokens[at].word in ("and", "or", "to") and _is_number(marks, at + 1)
    ):
        at += 1
    return at


def _is_number(marks: Sequence[Mark], at: int) -> bool:
    """ "0-19 service" is looked for whole; "3 actions" counts."""
    mark = _mark_at(marks, at)
    return mark is not None and mark.sort is Sort.NUMBER


def _end(marks: Sequence[Mark], sentence: Sentence, begin: int) -> int:
    tokens = sentence.tokens
    at = begin
    while at < len(tokens):
        mark = _mark_at(marks, at)
        if at > begin and mark is not None and mark.start == at and mark.sort in ENDS:
            # "about her overdue actions" is about the actions: what runs straight into a grade or a delay is no text.
            return begin if mark.sort is Sort.LATE and not tokens[at].pause else at
        if at > begin and _says_what_they_are(sentence, at):
            return at
        if at > begin and tokens[at].word in LEADS_AWAY | CLAUSES and _part_follows(marks, at, tokens[at].word):
            return at
        if at > begin and mark is not None and mark.start == at and _clause(marks, mark):
            return at
        at += 1
    return at


def _says_what_they_are(sentence: Sentence, at: int) -> bool:
    """ "about training that are overdue": what follows "that are" is never looked for as text."""
    after = sentence.tokens[at + 1].word if at + 1 < len(sentence.tokens) else ""
    return sentence.tokens[at].word in ("that", "which", "who") and after in BEING


def _part_follows(marks: Sequence[Mark], at: int, word: str) -> bool:
    """Whether "in", "for" or "that are" leads to a part of the question, rather than on in the text."""
    following = [mark for mark in marks if mark.start > at][:3]
    wanted = FURTHER if word in CLAUSES else frozenset({Sort.PLAN, Sort.OWNER, Sort.PERIOD, Sort.ME, Sort.ROUND_WORD})
    first = next((mark for mark in following if mark.sort not in (Sort.FILLER, Sort.OWNED)), None)
    return first is not None and first.sort in wanted and first.start - at <= 3


def _clause(marks: Sequence[Mark], mark: Mark) -> bool:
    if mark.sort in (Sort.AND, Sort.OR, Sort.OWNED, Sort.SINCE):
        after = next((one for one in marks if one.start >= mark.end and one.sort is not Sort.FILLER), None)
        wanted = {Sort.OWNER, Sort.PLAN, Sort.ME} if mark.sort is Sort.OWNED else FURTHER
        return after is not None and after.start <= mark.end + 1 and after.sort in wanted
    return False


def _mark_at(marks: Sequence[Mark], at: int) -> Mark | None:
    return next((mark for mark in marks if mark.start <= at < mark.end), None)
