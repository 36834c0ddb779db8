"""Which of its senses a phrase has here, told by its neighbours. What makes no sense where it stands stays unknown."""

from collections.abc import Sequence
from dataclasses import replace

from dialogs.asking.data import small_words
from dialogs.asking.handing import handed_over
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.tokens import Sentence
from dialogs.asking.update_words import is_looked_in, was_updated, with_updates_told

# The sense a phrase has where nothing beside it says otherwise: the first of these that it has.
DEFAULTS = (
    Sort.NOUN, Sort.NARROWING, Sort.PEOPLE, Sort.DUE, Sort.LATE, Sort.GRADED, Sort.ROUND_WORD, Sort.KIND, Sort.GRADE,
    Sort.ORDER, Sort.DIMENSION, Sort.AND, Sort.OR, Sort.OWNED, Sort.FILLER, Sort.ABOUT,
)  # fmt: skip
ONLY_IN_PLACE = frozenset({Sort.LACKING, Sort.ORDER_BY, Sort.FOLLOW, Sort.VERSUS, Sort.THING})
"""Senses that a phrase has only where the words beside it call for them."""
WHETHER = small_words("whether")
EVERYBODY = frozenset({"everyone", "everybody", "anyone", "anybody"})
WHOM = frozenset({"who", "whom", "whose"})
MOVING = small_words("moving")
ASKED_OF = frozenset({"has", "have", "did"})
WISHES = frozenset({"i need", "we need", "i want", "we want", "want", "need"})
LIKE = frozenset({Sort.ROUND_WORD, Sort.PERIOD, Sort.PLAN, Sort.OWNER})
TWO = 2
BEING = small_words("being_verbs")
TAKING = small_words("taking_an_object")
PLAIN_VERBS = small_words("plain_verbs")
LEADING_UP = small_words("before_a_favour") | small_words("favours")
AFTER_AN_OBJECT = small_words("after_an_object")
WHOLE = frozenset({"everything", "anything", "all", "every", "everyone", "everybody", "any"})
AT_THE_START = frozenset({"update", "remind"})
"""Kinds whose words are orders: they stand at the beginning, or they are something else."""


def settled(marks: Sequence[Mark], sentence: Sentence) -> tuple[Mark, ...]:
    marks = [_moving(mark, sentence) for mark in with_updates_told(marks, sentence)]
    comparing = any(mark.senses.get(Sort.KIND) == "compare" for mark in marks)
    moving = any(mark.senses.get(Sort.KIND) == "changes" or Sort.DIRECTION in mark.senses for mark in marks)
    asked_of_people = any(Sort.PEOPLE in mark.senses or mark.sort is Sort.OWNER for mark in marks)
    asked_of_people |= sentence.first in ASKED_OF and any(Sort.ME in mark.senses for mark in marks)
    done: list[Mark] = []
    for at, found in enumerate(marks):
        if not (comparing or moving) and _is_between(found, sentence) and _between_names(marks, at):
            # "how many between Bryn and Lena": those of both, with nothing set against anything.
            done.append(replace(found, sort=Sort.FILLER))
            continue
        if placed := _by_its_place(found, marks, at, sentence):
            done.extend(placed)
            continue
        mark = _asked_whether(found, sentence)
        if not mark.senses or mark.sort in (Sort.NUMBER, Sort.PLAN, Sort.OWNER):
            done.append(mark)
            continue
        if _wishes_late(mark, done, sentence):
            done.append(replace(mark, sort=Sort.ME if Sort.ME in mark.senses else Sort.UNKNOWN))
            continue
        named = Sort.BEYOND in mark.senses and sentence.tokens[mark.end - 1].possessive
        if named or (mark.start == 0 and _is_an_order(mark, sentence)) or _is_what_they_report(mark, sentence):
            done.append(replace(mark, sort=Sort.UNKNOWN))
            continue
        before = _before(done)
        joined = bool(sentence.tokens[mark.start].pause) or (bool(done) and done[-1].sort in (Sort.OR, Sort.AND))
        after = next((one for one in marks[at + 1 :] if set(one.senses) != {Sort.FILLER}), None)
        sort = _sense(
            mark,
            before,
            _lacked(marks, at) if Sort.LACKING in mark.senses else after,
            comparing,
            asked_of_people,
            joined,
        )
        if sort is Sort.AND and _leaves_out(mark, marks[at + 1 :], sentence):
            done.append(replace(mark, sort=Sort.EXCEPT, values=("except",)))
            continue
        if before is not None and _is_sorted_by(mark, before, done):
            sort = Sort.ORDER_BY
        values = (mark.senses.get(sort, mark.value),)
        done.append(mark if (mark.sort, mark.values) == (sort, values) else replace(mark, sort=sort, values=values))
    return tuple(done)


def _by_its_place(found: Mark, marks: Sequence[Mark], at: int, sentence: Sentence) -> tuple[Mark, ...]:
    """What a phrase is whose place in the sentence says it all, whatever its senses; nothing, where it does not."""
    if pair := handed_over(found, marks, at, sentence):
        return pair
    sort: Sort | None = None
    if _is_taken(found, sentence):
        sort, value = Sort.PRONOUN, "back"
    elif is_looked_in(found, marks, at, sentence):
        sort, value = Sort.NOUN, "actions"
    elif was_updated(found, sentence):
        sort, value = Sort.UPDATED, "updated"
    elif _takes_back(found, sentence):
        sort, value = Sort.FOLLOW, "switching"
    elif _is_everybody(found, marks, sentence):
        sort, value = Sort.WIDENING, "owner"
    return (replace(found, sort=sort, values=(value,), senses={sort: value}),) if sort else ()


def _is_taken(mark: Mark, sentence: Sentence) -> bool:
    """ "put that in a spreadsheet", "sort this by owner": what was answered before."""
    words = [token.word for token in sentence.tokens]
    if mark.length != 1 or words[mark.start] not in ("that", "this") or not mark.start:
        return False
    if words[0] in BEING and mark.start <= TWO and words[1 : mark.start] in ([], ["not"]):
        return mark.end < len(words)  # "isn't that overdue"
    taken = words[mark.start - 1] in TAKING and set(words[: mark.start - 1]) <= LEADING_UP
    return taken and (mark.end == len(words) or words[mark.end] in AFTER_AN_OBJECT)


def _takes_back(mark: Mark, sentence: Sentence) -> bool:
    """ "no, the ambers": not what was answered; "no evidence" is about evidence."""
    alone = mark.start == 0 and mark.length == 1 and sentence.first == "no"
    return alone and bool(sentence.tokens[1:]) and bool(sentence.tokens[1].pause)


def _leaves_out(but: Mark, after: Sequence[Mark], sentence: Sentence) -> bool:
    """ "everything in damp but Bryn's", "all of fostering but the completed ones"; "anything late but on track" is both."""
    words = [token.word for token in sentence.tokens]
    if words[but.start : but.end] != ["but"] or not WHOLE & set(words[: but.start]):
        return False
    left_out = next((mark for mark in after if set(mark.senses) != {Sort.FILLER}), None)
    if left_out is None or left_out.sort in (Sort.OWNER, Sort.PLAN) or Sort.ME in left_out.senses:
        return left_out is not None
    named = words[but.end] == "the" or words[left_out.end : left_out.end + 1] == ["ones"]
    return named and (left_out.sort is Sort.GRADE or bool(left_out.senses.keys() & {Sort.GRADE, Sort.LATE}))


def _is_everybody(mark: Mark, marks: Sequence[Mark], sentence: Sentence) -> bool:
    """ "everyone", and no more, after somebody's: no longer theirs alone."""
    told = [one for one in marks if set(one.senses) != {Sort.FILLER} and one.sort is not Sort.FOLLOW]
    owner = mark.senses.get(Sort.WIDENING) == "owner" and len(mark.senses) > 1
    return told == [mark] and (owner or sentence.tokens[mark.start].word in EVERYBODY)


def _asked_whether(mark: Mark, sentence: Sentence) -> Mark:
    """ "did Kim submit" and "what did I put for damp 3" order nothing."""
    verb = mark.length == 1 and sentence.tokens[mark.start].word in PLAIN_VERBS and Sort.GRADE in mark.senses
    if verb and not {"did", "not"} & {token.word for token in sentence.tokens[: mark.start]}:
        return _without_grade(mark)  # "what did Bryn finish" is done; what there is "to finish" is not
    asks_what = sentence.first in ("what", "how") and sentence.tokens[1:2] and sentence.tokens[1].word in ("did", "was")
    if asks_what and mark.length == 1 and mark.senses.get(Sort.KIND) == "update":
        return replace(mark, sort=Sort.SHOWING_ONE, values=("one",), senses={Sort.SHOWING_ONE: "one"})
    if sentence.first in WHOM and mark.start and mark.senses.get(Sort.KIND) == "remind":
        return replace(mark, sort=Sort.UNKNOWN, senses={})  # "who do I chase" chases nobody
    if sentence.first in WHETHER and mark.senses.get(Sort.KIND) in AT_THE_START and len(mark.senses) > 1:
        return replace(mark, senses={sort: value for sort, value in mark.senses.items() if sort is not Sort.KIND})
    return mark


def _without_grade(mark: Mark) -> Mark:
    senses: dict[Sort, str] = {sort: value for sort, value in mark.senses.items() if sort is not Sort.GRADE}
    sort = next(iter(senses), Sort.UNKNOWN)
    return replace(mark, sort=sort, values=(senses.get(sort, ""),), senses=senses)


def _moving(mark: Mark, sentence: Sentence) -> Mark:
    """ "how did damp move": in a question, what moves or shifts is what changed, and no order to change it."""
    moves = mark.length == 1 and sentence.tokens[mark.start].word in MOVING and mark.start > 0
    if moves and sentence.first in WHETHER | {"how", "what", "which"} and mark.senses.get(Sort.KIND):
        return replace(mark, sort=Sort.KIND, values=("changes",), senses={**mark.senses, Sort.KIND: "changes"})
    return mark


def _wishes_late(mark: Mark, done: Sequence[Mark], sentence: Sentence) -> bool:
    """ "I need" begins a question; further on, "anything I need" is about somebody's own."""
    words = " ".join(token.word for token in sentence.tokens[mark.start : mark.end])
    if sentence.tokens[mark.start].pause and mark.end < len(sentence.tokens):
        return False  # "no, I want …" begins anew
    return words in WISHES and any(one.sort is not Sort.FILLER for one in done)


def _is_what_they_report(mark: Mark, sentence: Sentence) -> bool:
    """ "what did fostering report" asks what was said, and is no order for a report."""
    before = {token.word for token in sentence.tokens[: mark.start]}
    if mark.length == 1 and sentence.tokens[mark.start].word == "reports" and mark.start:
        return sentence.tokens[mark.start - 1].word in ("who", "that", "whoever")  # "who reports to Kim"
    return mark.length == 1 and sentence.tokens[mark.start].word == "report" and bool(before & {"did", "does"})


def _lacked(marks: Sequence[Mark], at: int) -> Mark | None:
    """What a "missing" or a "no" is about, past words that only fill ("missing both evidence and impact")."""
    return next((one for one in marks[at + 1 :] if Sort.FILLER not in one.senses), None)


def _is_an_order(mark: Mark, sentence: Sentence) -> bool:
    """ "open the first one" tells the bot to do something; "open actions" are not complete."""
    words = [token.word for token in sentence.tokens[mark.start : mark.end + 1]]
    return mark.length == 1 and words[0] == "open" and len(words) > 1 and words[1] in ("the", "a", "an", "it", "up")


def _before(done: Sequence[Mark]) -> Mark | None:
    """The last that means something; in "no evidence or impact", what stands before the "or"."""
    telling = [mark for mark in done if mark.sort is not Sort.FILLER]
    if len(telling) > 1 and telling[-1].sort in (Sort.OR, Sort.AND) and telling[-2].sort in (Sort.THING, Sort.LACKING):
        return telling[-2]
    if len(telling) > 1 and telling[-1].sort is Sort.OWNED and telling[-2].sort is Sort.LACKING:
        return telling[-2]  # "left blank for grade"
    return telling[-1] if telling else None


def _sense(mark: Mark, before: Mark | None, after: Mark | None, comparing: bool, people: bool, joined: bool) -> Sort:
    senses = mark.senses
    if mark.value == "count" and mark.length == 1 and before is not None and before.sort is Sort.OWNER:
        return Sort.UNKNOWN  # somebody's number is no count
    for rule in (_after_joints, _lacking, _at_start, _responded, _joining):
        if found := rule(mark, before, after, comparing, people, joined):
            return found
    if senses.get(Sort.KIND) in AT_THE_START and len(senses) == 1:
        # "give Kim a reminder": what is handed over may come last.
        handed = before is not None and before.sort in (Sort.OWNER, Sort.PRONOUN)
        return Sort.KIND if handed and mark.length > 1 else Sort.UNKNOWN
    if set(senses) == {Sort.THING}:
        return Sort.UNKNOWN
    if Sort.SHOWING_ONE in senses and len(senses) > 1:
        senses = {sort: value for sort, value in senses.items() if sort is not Sort.SHOWING_ONE}
    left = [sort for sort in senses if sort not in ONLY_IN_PLACE]
    return next((sort for sort in DEFAULTS if sort in left), next(iter(left), Sort.UNKNOWN))


def _after_joints(
    mark: Mark, before: Mark | None, after: Mark | None, comparing: bool, people: bool, joined: bool
) -> Sort | None:
    """What stands after "by", "sort by" or a list of such."""
    senses = mark.senses
    if before is None:
        return None
    what = before.length == 1 and Sort.DIMENSION in senses  # "rank owners by …" says what, and not by what
    if before.sort is Sort.SORTING and Sort.ORDER_BY in senses and not what:
        return Sort.ORDER_BY
    if before.sort is Sort.GROUPING and before.value != "breakdown":
        if Sort.DIMENSION in senses:
            return Sort.DIMENSION
        if before.value == "by" and senses.get(Sort.ORDER_BY) not in (None, "owner"):
            return Sort.ORDER_BY
    if before.sort is Sort.ORDER_BY and Sort.DESCENDING in senses:
        return Sort.DESCENDING
    return None


def _lacking(
    mark: Mark, before: Mark | None, after: Mark | None, comparing: bool, people: bool, joined: bool
) -> Sort | None:
    senses = mark.senses
    if Sort.LACKING in senses:
        if after is not None and Sort.THING in after.senses:
            return Sort.LACKING
        return Sort.UNKNOWN if len(senses) == 1 else None
    if Sort.THING in senses and before is not None:
        lacks = before.sort is Sort.LACKING or (before.sort is Sort.THING and joined)
        if lacks:
            return Sort.THING
    if Sort.GRADE in senses and Sort.NOT in senses:
        return Sort.NOT if after is not None and Sort.GRADE in after.senses else Sort.GRADE
    return None


def _at_start(
    mark: Mark, before: Mark | None, after: Mark | None, comparing: bool, people: bool, joined: bool
) -> Sort | None:
    senses = mark.senses
    first = before is None or before.sort in (Sort.FOLLOW, Sort.NARROWING, Sort.ME)
    if first and senses.get(Sort.KIND) in AT_THE_START:
        return Sort.KIND
    if before is None and Sort.FOLLOW in senses:
        return Sort.FOLLOW
    return None


def _responded(
    mark: Mark, before: Mark | None, after: Mark | None, comparing: bool, people: bool, joined: bool
) -> Sort | None:
    senses = mark.senses
    denied = before is not None and before.sort in (Sort.NOT, Sort.SILENT)
    timed = Sort.UPDATED in senses and after is not None and after.sort is Sort.PERIOD
    if Sort.RESPONDED in senses and (denied or (people and not timed)):
        return Sort.RESPONDED
    if Sort.UPDATED in senses:
        return Sort.UPDATED
    if Sort.SILENT in senses:
        if after is not None and Sort.RESPONDED in after.senses:
            return Sort.SILENT
        return Sort.NOT if Sort.NOT in senses else Sort.UNKNOWN
    return None


def _is_sorted_by(mark: Mark, before: Mark, done: Sequence[Mark]) -> bool:
    """ "sort the reds by owner" puts them in order; "reds by owner" groups them."""
    by = before.sort is Sort.GROUPING and before.value == "by" and Sort.ORDER_BY in mark.senses
    return by and done[0].sort is Sort.SORTING


def _between_names(marks: Sequence[Mark], at: int) -> bool:
    after = _lacked(marks, at)
    return after is not None and after.sort in (Sort.PLAN, Sort.OWNER)


def _is_between(mark: Mark, sentence: Sentence) -> bool:
    return mark.length == 1 and sentence.tokens[mark.start].word == "between" and set(mark.senses) == {Sort.VERSUS}


def _between_like(before: Mark | None, after: Mark | None) -> bool:
    """ "this round against the last": two of a kind on either side."""
    return before is not None and after is not None and before.sort is after.sort and before.sort in LIKE


def _joining(
    mark: Mark, before: Mark | None, after: Mark | None, comparing: bool, people: bool, joined: bool
) -> Sort | None:
    senses = mark.senses
    if Sort.VERSUS in senses:
        way = senses[Sort.VERSUS]
        if (
            comparing
            or way == "strong"
            or set(senses) == {Sort.VERSUS}
            or (way == "between" and _between_like(before, after))
        ):
            return Sort.VERSUS
        if Sort.SINCE in senses:
            return Sort.VERSUS if after is not None and after.sort in (Sort.PLAN, Sort.OWNER) else Sort.SINCE
    if Sort.GROUPING in senses and Sort.FILLER in senses:
        return Sort.GROUPING if after is not None and Sort.DIMENSION in after.senses else Sort.FILLER
    if Sort.ABOUT in senses and Sort.OWNED in senses:
        return Sort.OWNED if after is not None and after.sort in (Sort.OWNER, Sort.PEOPLE) else Sort.ABOUT
    return None
