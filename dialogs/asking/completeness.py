"""Words that are understood but say too little: a due with no date, a number with no plan, those with none before."""

from collections.abc import Iterable
from dataclasses import replace

from dialogs.asking.data import small_words
from dialogs.asking.draft import Draft
from dialogs.asking.echo import echo
from dialogs.asking.grading import OPEN
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.outcome import Slot
from dialogs.asking.tokens import CONTRACTIONS
from storage.query import ME, GroupBy, Kind, OrderBy

ONE_PERSON = frozenset({"his", "her", "hers", "he", "she", "him", "theirs"})
JOINTS = frozenset({"and", "or", "&", "+", "plus", "/"})
FORMS = frozenset({"return", "returns", "update", "updates", "form", "forms"})
LEFT = frozenset({"outstanding", "remaining", "left"})
NOW = frozenset({"now", "previously", "once", "before", "currently", "again"})
ADDING = small_words("adding")
LEADING_IN = small_words("before_a_favour") - {"is", "am"}
WHOEVER = frozenset(
    {"there", "any", "anyone", "anybody", "anything", "we", "all", "some", "everything", "the", "these", "those"}
)
SAID_OF = small_words("said_of")
PLURALS = small_words("colours_in_the_plural")
PARTS = {
    Sort.GRADE: "grade", Sort.CODE: "grade", Sort.LATE: "late", Sort.OWNER: "owner", Sort.ME: "owner",
    Sort.PLAN: "plan", Sort.MISSING: "missing", Sort.THING: "missing",
}  # fmt: skip
SHOWING = frozenset({Kind.SHOW, Kind.UPDATE, Kind.REMIND, Kind.HELP})


def ask_what_is_left_open(draft: Draft, *, follows: bool) -> None:
    query, filters = draft.query, draft.query.filters
    if query.kind is not Kind.LIST and [token.word for token in draft.sentence.tokens[:2]] == ["do", "not"]:
        draft.ask(Slot.INTENT, "What would you like instead?")
    if any(mark.sort is Sort.LACKING and _is_left(draft, at) for at, mark in enumerate(draft.marks)):
        draft.ask(Slot.INTENT, "Do you want what is left to do, or what is left blank?")
    if draft.has(Sort.OR):
        _or_between_unlike(draft)
    if draft.has(Sort.AND):
        _added_to_unlike(draft)
        _but_of_names(draft)
    _ends_in_a_joint(draft)
    _has_and_has_not(draft)
    if query.kind is not Kind.WHO_NOT_RESPONDED:
        _asks_whether_not(draft)
    _never_mind_what(draft)
    if query.kind is not Kind.COMPARE:
        _two_in_one(draft)
    if query.kind not in SHOWING and not draft.denial_in_doubt:
        _due_or_updated_alone(draft)
        _people_outstanding(draft)
        _of_others(draft)
        _grades_alone(draft)
        _then_and_now(draft)
        _grouped_twice(draft)
        _all_of_somebody(draft)
    if filters.recommendations and len(filters.plans) != 1:
        numbers = " and ".join(sorted(filters.recommendations))
        draft.ask(Slot.PLAN, f"Recommendation {numbers} of which plan?")
    if follows:
        _pronoun_of_nobody(draft)
        _the_one_before(draft)
    else:
        _pronouns_alone(draft)


def _due_or_updated_alone(draft: Draft) -> None:
    query, filters = draft.query, draft.query.filters
    ordered = query.group_by is GroupBy.MONTH or (
        query.order is not None and query.order.by in (OrderBy.DUE, OrderBy.UPDATED)
    )
    dated = any(doubt.slot is Slot.DATE for doubt in draft.doubts)
    if draft.has(Sort.DUE) and not (filters.due or filters.overdue is not None or ordered or dated):
        draft.ask(Slot.DATE, "Due when?", ("due this month", "due this quarter", "overdue"))
    timed = filters.updated or filters.rounds or query.since or ordered or draft.has(Sort.PERIOD)
    if draft.has(Sort.UPDATED) and not timed and query.kind is not Kind.WHO_NOT_RESPONDED:
        draft.ask(Slot.DATE, "Updated when?", ("updated this month", "updated this week"))


def _people_outstanding(draft: Draft) -> None:
    """ "who's outstanding", "who hasn't done their return": who has not answered, or who has something left to do?"""
    query, filters = draft.query, draft.filters
    if query.kind is not Kind.LIST or not draft.has(Sort.PEOPLE, Sort.ME) or draft.has(Sort.NOUN):
        return
    grades = {draft.words(mark) for mark in draft.of(Sort.GRADE)}
    forms = {token.word for token in draft.sentence.tokens} & FORMS
    sent = forms and draft.sentence.first in ("has", "have", "did")
    if (grades & LEFT and draft.has(Sort.PEOPLE)) or (grades and forms) or sent:
        told = (draft.instead(Kind.WHO_NOT_RESPONDED), echo(replace(query, filters=replace(filters, status=OPEN))))
        draft.ask(Slot.INTENT, "Do you want who has not responded, or the actions that are not complete?", told)


def _of_others(draft: Draft) -> None:
    """ "owners without overdue actions" asks for owners, "which round is open" for a round: neither is a list of actions."""
    if draft.has(Sort.PEOPLE) and draft.filters.overdue is False and not draft.has(Sort.NOUN):
        draft.ask(Slot.INTENT, "I list recommendations. Do you want those that are not overdue, or a count by owner?")
    for at, mark in draft.placed(Sort.EXCEPT):
        after = draft.after(at)
        of_actions = after is not None and after.sort in (Sort.GRADE, Sort.LATE)
        if draft.words(mark) == "without" and of_actions and draft.has(Sort.DIMENSION, Sort.PEOPLE):
            draft.ask(Slot.INTENT, "I list recommendations. Do you want those, or a count by owner or plan?")
            return
    open_ones = {draft.words(mark) for mark in draft.of(Sort.GRADE)} & {"open", "closed", "live", "active"}
    if open_ones and draft.has(Sort.ROUND_WORD) and not draft.has(Sort.NOUN):
        draft.ask(Slot.ROUND, "Do you mean the round, or the actions that are not complete in it?")


def _grades_alone(draft: Draft) -> None:
    query = draft.query
    narrowed = set(query.filters.set_names) & {"plans", "owners", "rounds"}
    told = narrowed or query.filters.status or query.group_by or query.kind not in (Kind.LIST, Kind.COUNT)
    if draft.has(Sort.GRADED) and not told:
        draft.ask(
            Slot.INTENT, "Which grades do you want, or a count of each?", (draft.instead(Kind.COUNT, GroupBy.STATUS),)
        )


def _then_and_now(draft: Draft) -> None:
    """ "red last round and green now" is of two times at once."""
    graded = draft.of(Sort.GRADE, Sort.CODE, Sort.LATE)
    if len(graded) < 2:
        return
    start, end = graded[0].end, graded[-1].start
    timed = any(start <= mark.start < end for mark in draft.of(Sort.PERIOD, Sort.ROUND_WORD))
    if timed or NOW & {token.word for token in draft.sentence.tokens[start:end]}:
        draft.ask(Slot.INTENT, "I look at one time at once. The grades then, the grades now, or what has changed?")


def _grouped_twice(draft: Draft) -> None:
    """ "by owner and status": a second thing to group by is no mere word about grades."""
    for at, mark in draft.placed(Sort.DIMENSION) if draft.query.group_by else ():
        after = [one for one in draft.marks[at + 1 :] if one.sort not in (Sort.FILLER, Sort.GROUPING)][:2]
        then = next((one for one in after if one.sort is not Sort.AND), None)
        if then is not None and then.sort is Sort.GRADED and mark is not then:
            draft.ask(Slot.INTENT, "I can group by one thing at a time. Which one?")


def _all_of_somebody(draft: Draft) -> None:
    """ "plans that are all green" are plans with nothing else: more than a list of what is green says."""
    whose = draft.of(Sort.DIMENSION, Sort.PEOPLE)
    said = {token.word for token in draft.sentence.tokens[whose[0].end :]} if whose else set()
    if said & {"all", "everything", "entirely", "nothing"} and draft.has(Sort.GRADE, Sort.LATE):
        draft.ask(Slot.INTENT, "I list recommendations. Do you want those, or a count by owner or plan?")


def _pronouns_alone(draft: Draft) -> None:
    for mark in draft.of(Sort.PRONOUN, Sort.NARROWING):
        words = set(draft.words(mark).split())
        if mark.sort is Sort.NARROWING and not words & {"those", "these", "them"}:
            continue
        if "between" in words and any(len(found) > 1 for found in (draft.filters.owners, draft.filters.plans)):
            continue  # "Bryn and Lena: what is overdue between them"
        after = draft.after(draft.marks.index(mark), skipping=frozenset())
        if words == {"it"} and after is not None and after.sort is Sort.OWNER:
            continue  # "who is late: is it Bryn?"
        if words == {"those"} and draft.filters.set_names:
            continue  # "those without an owner" are the ones without
        if words == {"they"} and draft.query.kind is Kind.SHOW:
            continue  # "what did they say for damp 2"
        if mark.value == "whose" and draft.has(Sort.OWNER, Sort.PEOPLE, Sort.ME, Sort.DIMENSION):
            continue
        said = draft.said(mark)
        slot = Slot.OWNER if mark.value == "whose" else Slot.INTENT
        draft.ask(slot, f"I am not sure who or what “{said}” is here.", words=said)
        return


def _pronoun_of_nobody(draft: Draft) -> None:
    """ "only hers", after a question about nobody, or about several."""
    before = draft.before_it
    owners = (before.filters.owners if before else frozenset()) | draft.filters.owners
    for mark in draft.of(Sort.PRONOUN):
        if draft.words(mark) in ONE_PERSON and (len(owners) != 1 or owners == {ME}):
            draft.ask(Slot.OWNER, f"Whose do you mean by “{draft.said(mark)}”?", tuple(sorted(owners - {ME})))
            return


def _the_one_before(draft: Draft) -> None:
    """ "the previous one", after one recommendation was shown: the one before it, or the same in the round before?"""
    before = draft.before_it
    told = [mark for mark in draft.marks if mark.sort not in (Sort.FILLER, Sort.FOLLOW)]
    words = {word for mark in told for word in draft.words(mark).split()}
    if (
        before is not None
        and before.kind is Kind.SHOW
        and words
        and words <= {"previous", "last", "one", "the", "before"}
    ):
        ways = ("the last round",) if words & {"previous", "last"} else ()
        draft.ask(Slot.ROUND, "The recommendation before that, or the round before?", ways, draft.sentence.text)


def _but_of_names(draft: Draft) -> None:
    """ "overdue but Bryn's": both, or all that are not his?"""
    for at, mark in draft.placed(Sort.AND):
        after = draft.after(at, skipping=frozenset({Sort.FILLER, Sort.NOUN}))
        named = after is not None and after.sort in (Sort.OWNER, Sort.PLAN, Sort.ME, Sort.RECOMMENDATION)
        if draft.words(mark) == "but" and named and after is not None:
            draft.ask(Slot.INTENT, f"Only “{draft.said(after)}”, or all but that?")
            return


def _ends_in_a_joint(draft: Draft) -> None:
    """ "reds and …": the other half was never typed."""
    last = draft.marks[-1] if draft.marks else None
    if last is not None and last.end == len(draft.sentence.tokens) and draft.words(last) in JOINTS:
        draft.ask(Slot.INTENT, f"There is nothing after “{draft.said(last)}”. What else do you want?")


def _has_and_has_not(draft: Draft) -> None:
    """ "what has and hasn't Bryn finished" is all of it, or two lists."""
    words = [token.word for token in draft.sentence.tokens]
    for at in range(1, len(words) - 1):
        if words[at] in ("and", "or") and words[at - 1] == words[at + 1] and words[at - 1] in SAID_OF:
            draft.ask(Slot.INTENT, "Those that are, or those that are not?")
            return


def _asks_whether_not(draft: Draft) -> None:
    """ "isn't there anything overdue", "hasn't Bryn finished": whoever asks so expects a yes as often as a no."""
    words = [token.word for token in draft.sentence.tokens]
    at = next((at for at, word in enumerate(words) if word not in LEADING_IN), 0)
    short = CONTRACTIONS.get(draft.sentence.tokens[at].raw.casefold(), ()) if words else ()
    if short[-1:] != ("not",) or words[at : at + 1] == ["can"] or words[at : at + 1] == ["could"]:
        return
    if words[at + 1 : at + 2] != ["not"] or set(words[at + 2 : at + 3]) & WHOEVER:
        draft.ask(Slot.INTENT, "Those that are, or those that are not?")


def _never_mind_what(draft: Draft) -> None:
    """ "never mind damp": leave it out, or forget what was asked before and show it?"""
    for at, mark in draft.placed(Sort.RESET):
        after = draft.after(at, skipping=frozenset())
        close = after is not None and after.start == mark.end and not draft.sentence.tokens[after.start].pause
        if draft.words(mark) in ("never mind", "nevermind") and close:
            draft.ask(Slot.INTENT, "Shall I leave that out, or show it instead of what you asked before?")
            return


def _two_in_one(draft: Draft) -> None:
    """ "reds in housing and ambers in fostering" is two questions: what both halves have crosses over if run as one."""
    parts = {
        Sort.GRADE: "grade",
        Sort.CODE: "grade",
        Sort.LATE: "grade",
        Sort.PLAN: "plan",
        Sort.OWNER: "owner",
        Sort.ME: "owner",
        Sort.MISSING: "missing",
        Sort.THING: "missing",
        Sort.PERIOD: "time",
        Sort.ROUND_WORD: "time",
    }
    for at, mark in enumerate(draft.marks):
        paused = at > 0 and draft.sentence.tokens[mark.start].pause in (",", ";")
        if not (paused or mark.sort in (Sort.AND, Sort.OR, Sort.FOLLOW) or draft.words(mark) == "then"):
            continue
        told = [(here, parts[mark.sort]) for here, mark in draft.placed(*parts) if here not in draft.negated]
        left, right = {part for here, part in told if here < at}, [part for here, part in told if here >= at]
        if len(left & set(right)) > 1 or (not paused and _begins_anew(left, right)):
            draft.ask(Slot.INTENT, "That is two questions in one. Which shall I answer first?")
            return


def _begins_anew(left: set[str], right: list[str]) -> bool:
    """ "Bryn's overdue and damp's reds": what follows is somebody's too, before it says how they are graded."""
    scopes = {"plan", "owner"}
    return "grade" in left and bool(left & scopes) and right[:1] in (["plan"], ["owner"]) and "grade" in right[1:]


def _or_between_unlike(draft: Draft) -> None:
    """ "slipped or overdue" would be two questions: one answer to both cannot be given, so it is asked which."""
    likes = {Sort.CODE: Sort.GRADE, Sort.ME: Sort.OWNER, Sort.THING: Sort.MISSING, Sort.ROUND_WORD: Sort.PERIOD}
    for at, mark in draft.placed(Sort.OR):
        before, after = draft.before(at), draft.after(at)
        if before is None or after is None:
            continue
        left, right = likes.get(before.sort, before.sort), likes.get(after.sort, after.sort)
        if left is not right and not (draft.is_denied(before) and draft.is_denied(after)):
            draft.ask(Slot.INTENT, f"“{draft.said(mark)}” joins two different things. Which one do you want first?")
            return


def _added_to_unlike(draft: Draft) -> None:
    """ "Bryn's plus anything unassigned" adds up two lists; "red and overdue" is one. Two lists are asked about."""
    for at, mark in draft.placed(Sort.AND):
        before, after = _part(draft, reversed(draft.marks[:at])), _part(draft, draft.marks[at + 1 :])
        if before is None or after is None or draft.is_denied(after):
            continue
        left, right = PARTS[before.sort], PARTS[after.sort]
        beside = {left, right} == {"owner", "plan"} and draft.words(mark) in ("and", "&")
        if left != right and (beside or _adds(draft, at, mark, after)):
            draft.ask(Slot.INTENT, f"“{draft.said(mark)}” adds two different lists. Which one do you want first?")
            return


def _adds(draft: Draft, at: int, mark: Mark, after: Mark) -> bool:
    """ "plus …", "and anything …", "and the … ones", "and reds": what follows is a list of its own."""
    if draft.words(mark) in ADDING:
        return True
    said = [token.word for token in draft.sentence.tokens[mark.end : after.start]]
    plural = after.sort is Sort.GRADE and draft.words(after) in PLURALS
    return plural or bool({"anything", "everything", "whatever", "all"} & set(said[:2]))


def _part(draft: Draft, marks: Iterable[Mark]) -> Mark | None:
    return next((mark for mark in marks if mark.sort in PARTS), None)


def _is_left(draft: Draft, at: int) -> bool:
    """ "left blank" is no "left": what stands right before a lack belongs to it."""
    return at > 0 and draft.marks[at - 1].sort is Sort.GRADE and draft.words(draft.marks[at - 1]) == "left"
