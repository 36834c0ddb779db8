"""Every word is explained or known to mean nothing; otherwise the question is asked back, naming the word."""

from collections.abc import Container

from dialogs.asking.adding import names_one_more
from dialogs.asking.data import small_words
from dialogs.asking.draft import SKIPPED, Draft
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.ordering import is_ranking
from dialogs.asking.outcome import Slot
from dialogs.asking.repair import names_near
from dialogs.asking.together import parted
from storage.query import GroupBy, Kind

OWNER_BEFORE = small_words("owner_before")
PLAN_BEFORE = small_words("plan_before")
TELLING = frozenset(
    {
        Sort.NOUN, Sort.GRADE, Sort.LATE, Sort.DUE, Sort.KIND, Sort.OWNER, Sort.PLAN, Sort.RECOMMENDATION, Sort.MISSING,
        Sort.VAGUE,
        Sort.ROUND_WORD, Sort.RESPONDED, Sort.CODE, Sort.ME, Sort.DIRECTION, Sort.ORDER, Sort.GRADED, Sort.UPDATED,
        Sort.PEOPLE, Sort.TEXT, Sort.SORTING, Sort.GROUPING,
    }
)  # fmt: skip

NEVER_ABOUT = frozenset({Sort.PERIOD, Sort.ROUND_WORD, Sort.NUMBER, Sort.KIND})
MOST_OTHERS = 3
DENIALS = small_words("denials")
ASKING = small_words("asking")
HAVING = small_words("having_verbs")
COUNTED = (Sort.GRADE, Sort.CODE, Sort.LATE)
RECORDED = frozenset({Sort.GRADE, Sort.LATE, Sort.ROUND_WORD, Sort.GRADED, Sort.RECOMMENDATION})
ANSWERING = frozenset({Kind.WHO_NOT_RESPONDED, Kind.REMIND, Kind.HELP, Kind.SHOW})
ONLY_IN = {
    Sort.RESPONDED: ANSWERING,
    Sort.SILENT: ANSWERING,
    Sort.MAKING: frozenset({Kind.REPORT}),
    Sort.AUDIENCE: frozenset({Kind.REPORT}),
    Sort.HANDING: frozenset({Kind.REMIND, Kind.SHOW}),
    Sort.SHOWING_ONE: frozenset({Kind.SHOW, Kind.UPDATE}),
    Sort.VERSUS: frozenset({Kind.COMPARE, Kind.HELP}),
}
"""Words that mean something in these kinds of question alone."""
ONLY_BEFORE = {
    Sort.GROUPING: frozenset({Sort.DIMENSION, Sort.ORDER_BY, Sort.OWNER, Sort.PERIOD, Sort.ME}),
    Sort.SORTING: frozenset({Sort.ORDER_BY, Sort.ORDER}),
    Sort.LIMITING: frozenset({Sort.NUMBER}),
}
"""Words that mean something only where one of these comes next."""


def unexplained(draft: Draft) -> list[int]:
    """Positions of the words that nothing explains where they stand."""
    covered = {
        at
        for here, mark in enumerate(draft.marks)
        if _explained(draft, here, mark)
        for at in range(mark.start, mark.end)
    }
    covered -= parted(draft.sentence.tokens, draft.marks)
    return [at for at in range(len(draft.sentence.tokens)) if at not in covered]


def _explained(draft: Draft, at: int, mark: Mark) -> bool:
    if kinds := ONLY_IN.get(mark.sort):
        return _explained_by_kind(draft, at, mark, kinds)
    if followers := ONLY_BEFORE.get(mark.sort):
        after = draft.after(at)
        return (after is not None and after.sort in followers) or _by_part(draft, at, mark)
    if [token.word for token in draft.sentence.tokens[mark.start : mark.end + 1]] == ["instead", "of"]:
        return False  # known as one phrase, or not at all
    match mark.sort:
        case Sort.UNKNOWN:
            return Sort.THING in mark.senses and draft.query.kind in (Kind.SHOW, Kind.UPDATE, Kind.REMIND, Kind.HELP)
        case Sort.LACKING:
            lacked = draft.after(at, skipping=SKIPPED | {Sort.AND, Sort.OR})
            return lacked is not None and lacked.sort is Sort.THING
        case Sort.FOLLOW if mark.value == "adding":
            return names_one_more(draft)
        case Sort.FILLER:
            return _looks_back(draft, mark)
        case Sort.SINCE:
            return draft.query.since is not None
        case Sort.DESCENDING | Sort.ORDER_BY:
            return draft.query.order is not None
        case Sort.ABOUT:
            after = draft.after(at)
            turned = mark.start and draft.sentence.tokens[mark.start - 1].word == "what"
            about = after is not None and (after.sort not in NEVER_ABOUT or _reminds_of(draft, after))
            return not turned and about
        case Sort.AND:
            # "all but the completed": a "but" that follows nothing excludes, and does not join.
            before = draft.before(at, skipping=SKIPPED | {Sort.PEOPLE})
            turns = before is None and draft.before_it is not None and _denies_next(draft, at)
            return draft.words(mark) != "but" or turns or (before is not None and before.sort is not Sort.WIDENING)
        case _:
            return True


def _denies_next(draft: Draft, at: int) -> bool:
    """ "lovely, but without damp", after a question: the "but" is between the answer and what is to be left out of it."""
    after = draft.after(at)
    return after is not None and after.sort in (Sort.EXCEPT, Sort.NOT)


def _reminds_of(draft: Draft, after: Mark) -> bool:
    """ "remind Bryn about the July round": what the reminder is of."""
    return (
        draft.query.kind is Kind.REMIND and after.sort in (Sort.PERIOD, Sort.ROUND_WORD) and bool(draft.filters.rounds)
    )


def _explained_by_kind(draft: Draft, at: int, mark: Mark, kinds: Container[Kind]) -> bool:
    if mark.sort is Sort.RESPONDED and draft.query.kind is Kind.SHOW:
        return draft.before(at) is not None and not _gives_an_update(draft, mark)
    if mark.sort is Sort.SHOWING_ONE and draft.query.kind is Kind.UPDATE and _is_what_to_record(draft, mark):
        return False
    return draft.query.kind in kinds or _by_kind(draft, at, mark)


def _gives_an_update(draft: Draft, mark: Mark) -> bool:
    """ "my update for damp 3" begins one, and shows none."""
    return draft.sentence.first == "my" and mark.start == 1 and draft.words(mark) == "update"


def _is_what_to_record(draft: Draft, mark: Mark) -> bool:
    """ "mark damp 3 as going", "damp 3 is going, record that": what stands there is a grade, or it is not known."""
    return mark.start > 0 and draft.sentence.tokens[mark.start - 1].word in ("as", "to", "is", "are")


def _looks_back(draft: Draft, mark: Mark) -> bool:
    """ "what had slipped", "back in": words of the past fill nothing unless a time is named, for now is what is answered."""
    if mark.value == "back":
        return any(one.start == mark.end for one in draft.of(Sort.PERIOD))
    return mark.value != "past" or draft.has(Sort.PERIOD, Sort.ROUND_WORD)


def _by_kind(draft: Draft, at: int, mark: Mark) -> bool:
    """ "set it to amber", "how many green vs amber": a joint between grades; "how" of a comparison; "make it amber"."""
    if mark.sort is Sort.SHOWING_ONE and draft.words(mark).startswith("when"):
        return draft.query.order is not None and draft.query.limit is not None
    if mark.sort is Sort.SHOWING_ONE:
        return draft.query.kind in (Kind.COMPARE, Kind.CHANGES, Kind.HELP) and draft.words(mark).startswith("how")
    if mark.sort is Sort.HANDING:
        # "send that to excel" asks for a file; "send the report to Kim" would send it to somebody.
        return draft.query.kind is Kind.REPORT and draft.has(Sort.FORMAT) and not draft.has(Sort.OWNER, Sort.PEOPLE)
    if mark.sort is Sort.MAKING:
        return draft.query.kind is Kind.UPDATE and draft.words(mark) == "make" and draft.query.set_status is not None
    after = draft.after(at)
    graded = after is not None and after.sort in (Sort.GRADE, Sort.CODE)
    return mark.sort is Sort.VERSUS and graded and draft.query.kind in (Kind.UPDATE, Kind.COUNT)


def _by_part(draft: Draft, at: int, mark: Mark) -> bool:
    """ "breakdown" stands by itself; "top 3 owners by overdue" ranks by what is counted."""
    after = draft.after(at)
    ranks = draft.query.limit is not None or is_ranking(draft)
    ranked = ranks and after is not None and after.sort in (Sort.LATE, Sort.GRADE, Sort.CODE)
    if mark.sort is Sort.SORTING and mark.start == 0:
        return draft.query.order is not None
    return mark.sort is Sort.GROUPING and (mark.value == "breakdown" or ranked)


def ask_about(draft: Draft, words: list[int]) -> None:
    """One question for the first run of words that were not understood."""
    if _asked_instead(draft, words):
        return
    run = _first_run(words)
    said = draft.sentence.said(run[0], run[-1] + 1)
    slot = slot_of(draft, words)
    told = {
        Slot.OWNER: f"I know nobody called “{said}”. Whose actions do you mean?",
        Slot.PLAN: f"I know no plan called “{said}”. Which plan do you mean?",
        Slot.ROUND: f"I know no round called “{said}”. Which round do you mean?",
    }.get(slot, f"I did not understand “{said}”. Could you say it in other words?")
    draft.ask(slot, told, words=said)


def how_many(draft: Draft, words: list[int]) -> int:
    """How much was not understood: a phrase that is known, in a place where it says nothing, counts once."""
    phrases = [mark for mark in draft.marks if mark.sort is not Sort.UNKNOWN]
    known = [words_in for mark in phrases if (words_in := [at for at in words if mark.start <= at < mark.end])]
    return len(words) - sum(len(words_in) - 1 for words_in in known)


def has_denial(draft: Draft, words: list[int]) -> bool:
    """Whether a "no", a "nobody" or a "without" is among the words that were not understood."""
    return any(draft.sentence.tokens[at].word in DENIALS for at in words)


def _asked_instead(draft: Draft, words: list[int]) -> bool:
    """Words that ask for what no answer gives, beside what can be answered in their place."""
    if looked_for := _looked_for(draft, words):
        draft.narrow(status=frozenset(), overdue=None)
        draft.ask(Slot.INTENT, f"Those that mention “{looked_for}”?", (f"recommendations mentioning “{looked_for}”",))
        return True
    left = [mark for mark in draft.marks if any(mark.start <= at < mark.end for at in words)]
    known = {at for mark in left for at in range(mark.start, mark.end)} == set(words)
    if not known and not has_denial(draft, words):
        return False
    query, sorts = draft.query, {mark.sort for mark in left}
    if sorts == {Sort.RESPONDED} and draft.has(Sort.PEOPLE, Sort.DIMENSION):
        told = "I can say who has not responded, and not who has. Type “who has not responded” for those."
        draft.ask(Slot.INTENT, told)
    elif has_denial(draft, words) and draft.has(Sort.DIMENSION, Sort.PEOPLE) and draft.has(*COUNTED):
        whose = "plan" if any(mark.value == GroupBy.PLAN for mark in draft.of(Sort.DIMENSION)) else "owner"
        told = (
            f"I can count those by {whose}: who is not among them has none. Ask “how many” and “by {whose}” for that."
        )
        draft.ask(Slot.INTENT, told, words=draft.sentence.said(words[0], words[-1] + 1))
    elif sorts == {Sort.SHOWING_ONE} and not query.filters.recommendations:
        ways = draft.instead(Kind.COUNT, GroupBy.STATUS), draft.instead(Kind.CHANGES)
        draft.ask(Slot.INTENT, "Do you want how many have each grade, or what has changed?", ways)
    else:
        return False
    return True


def _looked_for(draft: Draft, words: list[int]) -> str:
    """ "mentioning red flags": a grade's word that runs on in one that is not known is no grade, but what is looked for."""
    run = _first_run(words)
    for at, mark in draft.placed(Sort.GRADE, Sort.LATE):
        before = draft.before(at, skipping=frozenset())
        paused = bool(draft.sentence.tokens[run[0]].pause)
        if mark.end == run[0] and not paused and before is not None and before.sort is Sort.ABOUT:
            return draft.sentence.said(mark.start, run[-1] + 1)
    return ""


def _first_run(words: list[int]) -> list[int]:
    run = [words[0]]
    for at in words[1:]:
        if at != run[-1] + 1:
            break
        run.append(at)
    return run


def slot_of(draft: Draft, words: list[int]) -> Slot:
    """What the first run of unknown words would be, by the words beside it."""
    run = _first_run(words)
    tokens = draft.sentence.tokens
    first, last = tokens[run[0]], tokens[run[-1]]
    before = tokens[run[0] - 1].word if run[0] else ""
    if first.word in DENIALS:
        return Slot.INTENT
    after = tokens[run[-1] + 1].word if run[-1] + 1 < len(tokens) else ""
    if before == "the" and run[0] > 1:
        before = tokens[run[0] - 2].word
    if first.possessive and first.capitalised and first.word.isalpha() and run[0] > 0 and len(run) == 1:
        return Slot.OWNER
    if any(mark.start <= run[0] < mark.end for mark in draft.of(Sort.AUDIENCE)):
        return Slot.OWNER
    if any(mark.start <= run[0] < mark.end for mark in draft.marks):
        return Slot.INTENT  # a word that is known, in a place where it says nothing
    if after == "round":
        return Slot.ROUND
    if after in ("plan", "review", "inspection"):
        return Slot.PLAN
    capital = first.capitalised and (run[0] > 0 or (len(run) == 2 == len(tokens) and last.capitalised))
    if last.possessive or (capital and before not in PLAN_BEFORE):
        return Slot.OWNER
    if before in PLAN_BEFORE:
        return Slot.PLAN
    if before in OWNER_BEFORE and first.word.isalpha():
        return Slot.OWNER
    return Slot.INTENT


def names_somebody(draft: Draft, left: list[int]) -> bool:
    """ "anything for Priya?": somebody who is not known, rather than chat."""
    token = draft.sentence.tokens[left[0]]
    tokens = draft.sentence.tokens
    if len(tokens) == len(left) == 2 and all(one.capitalised and one.word.isalpha() for one in tokens):
        return True
    if _is_asked_after(draft, left):
        return True
    if _owns(draft, left):
        return True
    before = draft.sentence.tokens[left[0] - 1].word if left[0] else ""
    return (
        len(left) <= 2
        and left[0] > 0
        and token.capitalised
        and (before == "for" or token.possessive)
        and draft.has(Sort.NOUN)
    )


def _owns(draft: Draft, left: list[int]) -> bool:
    """ "everything Nadia Foster owns": two capitals, and what is theirs."""
    run = [draft.sentence.tokens[at] for at in left]
    named = len(run) == 2 and left[1] == left[0] + 1 and all(one.capitalised and one.word.isalpha() for one in run)
    after = next((mark for mark in draft.marks if mark.start == left[-1] + 1), None)
    return named and left[0] > 0 and after is not None and after.sort is Sort.OWNED


def _is_asked_after(draft: Draft, left: list[int]) -> bool:
    """ "what is Nadia Foster working on", "what has Nadia got": a name, by its capital, and what that person has."""
    run = _first_run(left)
    words = [draft.sentence.tokens[at] for at in run]
    named = all(one.capitalised and one.word.isalpha() for one in words) or bool(
        len(run) == 1 and names_near(words[0].word, draft.index)
    )
    if run != left or len(run) > 2 or not named or run[0] == 0 or draft.sentence.first not in ASKING:
        return False
    after = next((mark for mark in draft.marks if mark.start == run[-1] + 1), None)
    return after is not None and (after.sort is Sort.OWNED or bool(HAVING & set(draft.words(after).split())))


def asks_for_nothing(draft: Draft) -> bool:
    """ "what's a recommendation": a list of everything must be asked for in the plural, or by a word like "all"."""
    plain = draft.query.kind is Kind.LIST and not draft.filters.set_names and not draft.query.group_by
    if draft.has(Sort.DUE, Sort.UPDATED, Sort.GRADED):
        return False
    nouns = [draft.words(mark) for mark in draft.of(Sort.NOUN)]
    return plain and not draft.query.order and not any(noun.endswith("s") or " " in noun for noun in nouns)


def says_something(draft: Draft) -> bool:
    """Whether there is a part of a question at all, and not only words that fill."""
    query = draft.query
    parts = query.filters.set_names or query.group_by or query.order or query.compare or query.since
    return bool(parts) or is_about_the_record(draft)


def is_about_the_record(draft: Draft) -> bool:
    return any(mark.sort in TELLING and mark.value != "generic" for mark in draft.marks)


def is_mostly_of_others(draft: Draft, left: list[int]) -> bool:
    """ "who won the match last night": who asks for people and names nothing of the record asks of something else."""
    own = any(mark.sort in TELLING - {Sort.PEOPLE} and mark.value != "generic" for mark in draft.marks)
    return len(left) >= MOST_OTHERS and not own


def asks_how_to(draft: Draft) -> bool:
    """ "how do I mark something complete": how a thing of the record is done, in whatever words."""
    asked = draft.query.kind is Kind.HELP and any(
        mark.start == 0 and draft.words(mark).startswith(("how do i", "how can i", "where do i"))
        for mark in draft.of(Sort.KIND)
    )
    done = any(
        mark.sort in RECORDED or (mark.sort is Sort.UNKNOWN and Sort.KIND in mark.senses) for mark in draft.marks
    )
    return asked and done and not draft.doubts
