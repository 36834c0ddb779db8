"""What a bare number is: a grade after "graded", a recommendation beside a plan's name; read before anything else is."""

from collections.abc import Sequence
from dataclasses import replace

from dialogs.asking.marks import Mark, Sort
from dialogs.asking.tokens import Sentence
from storage.query import Kind, Query

MOST_GRADES = 9
ASKING = frozenset({"is", "was", "has", "how", "did", "when"})
JOINTS = frozenset({Sort.OR, Sort.AND})
NEXT = frozenset({Sort.NUMBER, Sort.FOLLOW, Sort.AND, Sort.NARROWING})


def with_numbers(marks: Sequence[Mark], sentence: Sentence) -> tuple[Mark, ...]:
    done: list[Mark] = []
    for at, mark in enumerate(marks):
        before = next((one for one in reversed(done) if one.sort is not Sort.FILLER), None)
        after = next((one for one in marks[at + 1 :]), None)
        if mark.sort is Sort.NUMBER and _is_a_grade(mark, before, after, sentence):
            done.append(replace(mark, sort=Sort.CODE))
            continue
        if mark.sort is Sort.NUMBER and _is_of_a_label(mark, before, after, sentence):
            done.append(replace(mark, sort=Sort.CODE))
            continue
        if mark.sort is Sort.NUMBER and _is_ordered(mark, before, after, sentence):
            done.append(replace(mark, sort=Sort.RECOMMENDATION))
            continue
        if mark.sort is Sort.NUMBER and _is_apart(mark, before, after, sentence):
            done.append(replace(mark, sort=Sort.CODE))
            continue
        if mark.sort is Sort.NUMBER and _goes_on_numbering(marks, at, done, sentence):
            done.append(replace(mark, sort=Sort.RECOMMENDATION))
            continue
        done.append(_number(mark, before, after, done) if mark.sort is Sort.NUMBER else mark)
    return tuple(done)


def with_next(marks: Sequence[Mark], before: Query | None) -> tuple[Mark, ...]:
    """ "and 6?", after one recommendation was shown: numbers and nothing else are its neighbours'."""
    told = {mark.sort for mark in marks if mark.sort is not Sort.FILLER and not _counts_one(mark)}
    if before is None or before.kind is not Kind.SHOW or Sort.NUMBER not in told or told - NEXT:
        return tuple(marks)
    return tuple(
        replace(mark, sort=Sort.RECOMMENDATION) if mark.sort is Sort.NUMBER and not _counts_one(mark) else mark
        for mark in marks
    )


def _counts_one(mark: Mark) -> bool:
    """ "one" is a number that stands for a thing, too."""
    return mark.sort is Sort.NUMBER and bool(mark.senses)


def _is_a_grade(mark: Mark, before: Mark | None, after: Mark | None, sentence: Sentence) -> bool:
    """ "who has a 4", "make damp 3 a 2": one number with "a" before it, that counts nothing after it."""
    article = mark.start > 0 and sentence.tokens[mark.start - 1].word == "a"
    one = mark.value.isdigit() and int(mark.value) <= MOST_GRADES and sentence.tokens[mark.start].word.isdigit()
    ends = after is None or after.sort in (
        Sort.FILLER,
        Sort.OWNED,
        Sort.PLAN,
        Sort.AND,
        Sort.OR,
        Sort.PERIOD,
        Sort.ROUND_WORD,
    )
    return article and one and ends and _runs_on(mark, after, sentence) and before is not None


def _is_of_a_label(mark: Mark, before: Mark | None, after: Mark | None, sentence: Sentence) -> bool:
    """ "any 4 - not achieved": the number and the words of one grade, as a form has them."""
    beside = after is not None and after.sort is Sort.GRADE and after.start == mark.end
    numbers = before is not None and before.sort in (Sort.PLAN, Sort.RECOMMENDATION)
    return beside and not numbers and mark.start > 0 and sentence.tokens[mark.end].pause in ("-", ":")


def _is_ordered(mark: Mark, before: Mark | None, after: Mark | None, sentence: Sentence) -> bool:
    """ "mark 6 as finished", "close 3", "update 7": right after the order, and before nothing that it could count."""
    ordered = before is not None and before.value == "update" and before.start == 0 and before.end == mark.start
    return (
        ordered
        and not mark.senses
        and (after is None or after.sort is not Sort.NOUN)
        and _runs_on(mark, after, sentence)
    )


def _is_apart(mark: Mark, before: Mark | None, after: Mark | None, sentence: Sentence) -> bool:
    """ "the difference between a 1 and a 2": two numbers with "a" before them, of which somebody asks what sets them
    apart."""
    words = [token.word for token in sentence.tokens]
    other = mark.start + (1 if mark.end < len(words) and words[mark.end] in ("and", "or", "from") else -2)
    place = other + 2 if other > mark.start else other - 1
    if not {"difference", "differences", "apart", "differ", "different"} & set(words) or not 0 < place < len(words):
        return False
    lettered = words[mark.start - 1] == "a" and words[place - 1] == "a"
    return lettered and words[place].isdigit() and len(words[place]) == 1 and len(words[mark.start]) == 1


def _goes_on_numbering(marks: Sequence[Mark], at: int, done: Sequence[Mark], sentence: Sentence) -> bool:
    """ "damp 3 and 4", "damp 3 in June 2023", "is damp 3 overdue"."""
    mark, after = marks[at], marks[at + 1] if at + 1 < len(marks) else None
    last = done[-1] if done else None
    beside = last is not None and mark.start == last.end
    if last is not None and last.sort in JOINTS and len(done) > 1 and done[-2].sort is Sort.RECOMMENDATION:
        return True
    if beside and last is not None and last.sort is Sort.RECOMMENDATION:
        return sentence.tokens[mark.start].pause == ","
    if not (beside and last is not None and last.sort is Sort.PLAN) or after is None or after.start != mark.end:
        return False
    joined = after.sort in JOINTS and at + 2 < len(marks) and marks[at + 2].sort is Sort.NUMBER
    listed = after.sort is Sort.NUMBER and sentence.tokens[after.start].pause == ","
    asked = sentence.first in ASKING and after.sort in (Sort.LATE, Sort.GRADE, Sort.GRADED, Sort.UPDATED)
    return joined or listed or asked or after.sort in (Sort.PERIOD, Sort.ROUND_WORD)


def _runs_on(mark: Mark, after: Mark | None, sentence: Sentence) -> bool:
    """Whether the next word is one that is known, or there is none."""
    return mark.end == len(sentence.tokens) or (after is not None and after.start == mark.end)


def _number(mark: Mark, before: Mark | None, after: Mark | None, done: Sequence[Mark]) -> Mark:
    if mark.value[:-1].isdigit() and mark.value.endswith("s"):
        return replace(mark, sort=Sort.CODE, values=(mark.value[:-1],))
    if before is not None:
        if before.sort is Sort.VERSUS and any(one.sort is Sort.KIND and one.value == "update" for one in done):
            return replace(mark, sort=Sort.CODE)
        if before.sort in (Sort.GRADED, Sort.CODE) and mark.value.isdigit() and int(mark.value) <= MOST_GRADES:
            return replace(mark, sort=Sort.CODE)
        if before.sort in JOINTS and len(done) > 1 and _last_but_one(done) in (Sort.CODE, Sort.GRADE):
            return replace(mark, sort=Sort.CODE)
        if (
            before.sort is Sort.PLAN
            and mark.start == before.end
            and (
                after is None
                or after.sort in (Sort.FILLER, Sort.FORMAT, Sort.VERSUS)
                or after.value == "update"
                or _is_set(after, done)
            )
        ):
            return replace(mark, sort=Sort.RECOMMENDATION)
    return mark


def _is_set(after: Mark, done: Sequence[Mark]) -> bool:
    """ "mark damp 3 done": in an order to record something, a grade comes straight after the number."""
    ordered = any(one.value == "update" or one.sort is Sort.MAKING for one in done[:2])
    return ordered and after.sort in (Sort.GRADE, Sort.CODE)


def _last_but_one(done: Sequence[Mark]) -> Sort | None:
    telling = [mark.sort for mark in done if mark.sort is not Sort.FILLER]
    return telling[-2] if len(telling) > 1 else None
