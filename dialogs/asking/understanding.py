"""From a sentence to what it asks: the steps in their order. Pure: the same words, names and day give the same outcome.

Normalise, gate, mark what is known, mend what is not, read the parts, see that every word is explained, and ask rather
than guess.
"""

from dataclasses import replace
from datetime import date

from dialogs.asking import (
    beyond,
    completeness,
    coverage,
    gate,
    grading,
    kinds,
    lead_ins,
    naming_rounds,
    ordering,
    particles,
    polarity,
    repair,
    subjects,
    timing,
    word_order,
)
from dialogs.asking.carried import ask_of_what_is_lost
from dialogs.asking.date_parts import Now
from dialogs.asking.denied_alone import said_in_full
from dialogs.asking.draft import Draft
from dialogs.asking.echo import echo
from dialogs.asking.followups import (
    ask_whether_added,
    ask_whether_of_those,
    ask_which_to_compare,
    leans,
    merged,
)
from dialogs.asking.index import Index, index
from dialogs.asking.left_unsaid import filled
from dialogs.asking.letting_go import with_letting_go
from dialogs.asking.lexicon import Lexicon, lexicon
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.narrowing import ask_of_none
from dialogs.asking.numbering import with_next, with_numbers
from dialogs.asking.outcome import NotAQuestion, Outcome, Question, Slot, Understood, Why
from dialogs.asking.present import ask_of_the_present, with_present
from dialogs.asking.senses import settled
from dialogs.asking.spans import marks_of
from dialogs.asking.statements import reads_as_statement, says_of_some
from dialogs.asking.stepping import with_step
from dialogs.asking.swapping import swapped
from dialogs.asking.text_runs import with_found_text, with_other_text, with_text
from dialogs.asking.tokens import Sentence, tokenise
from dialogs.asking.turned_round import with_order_turned
from storage.query import Kind, Names, Query

MOST_CANDIDATES = 8
MOST_UNKNOWN = 3
NAMING = frozenset({Slot.OWNER, Slot.PLAN, Slot.ROUND})
SLOTS_FIRST = (Slot.OWNER, Slot.PLAN, Slot.STATUS, Slot.ROUND, Slot.DATE, Slot.RECOMMENDATION, Slot.INTENT)


def understand(
    text: str, names: Names, today: date, previous: Query | None = None, words: Lexicon | None = None
) -> Outcome:
    """What this sentence asks of this record on this day, after that question."""
    if why := gate.refused(text):
        return NotAQuestion(why)
    return read(text, names, today, previous, words, gate.MOST_PARTS)


def read(
    text: str,
    names: Names,
    today: date,
    previous: Query | None = None,
    words: Lexicon | None = None,
    most_parts: int | None = None,
) -> Outcome:
    """The same without the gate, which an echo of many parts would not pass."""
    known = words or lexicon()
    there = index(names)
    now = Now(today, seasons=names.calendar)
    sentence = filled(tokenise(text))
    sentence = particles.without_to_that(sentence) if previous else sentence
    draft = _read(sentence, known, there, now, previous)
    if left := coverage.unexplained(draft):
        better = repair.mended(draft.sentence, left, known, there)
        if better != draft.sentence:
            draft = _read(better, known, there, now, previous)
    if misspelt := repair.plan_words_in_text(draft.sentence, draft.marks, there):
        named = _read(repair.mended(draft.sentence, misspelt, known, there), known, there, now, previous)
        draft = named if named.has(Sort.PLAN) and not coverage.unexplained(named) else draft
    if most_parts is not None and len(draft.marks) > most_parts:
        return NotAQuestion("too_long")
    return _outcome(draft, previous)


def _read(sentence: Sentence, known: Lexicon, there: Index, now: Now, previous: Query | None) -> Draft:
    marks = _marks(sentence, known, there)
    while (plain := lead_ins.left_off(sentence, marks)) is not sentence:
        sentence, marks = plain, _marks(plain, known, there)
    if (plain := word_order.plain(sentence, marks)) is not sentence:
        sentence, marks = plain, _marks(plain, known, there)
    if (plain := particles.joined(sentence, marks)) is not sentence:
        sentence, marks = plain, _marks(plain, known, there)
    for step in (swapped, said_in_full):
        if (plain := step(sentence, marks, previous)) is not sentence:
            sentence, marks = plain, _marks(plain, known, there)
    marks = _with_leaning(marks, sentence, there, previous)
    draft = Draft(sentence, marks, there, now, before_it=previous)
    draft.negated = polarity.denied(draft)
    kinds.read_kind(draft)
    subjects.read_recommendations(draft)
    subjects.read_plans(draft)
    grading.read_grades(draft, known)
    subjects.read_owners(draft)
    subjects.read_text(draft)
    naming_rounds.read_rounds(draft)
    timing.read_periods(draft)
    ordering.read_grouping(draft)
    ordering.read_order(draft)
    ordering.read_limit(draft)
    kinds.finish_kind(draft)
    return draft


def _with_leaning(
    marks: tuple[Mark, ...], sentence: Sentence, there: Index, previous: Query | None
) -> tuple[Mark, ...]:
    """The marks, with those that mean something only after that question made what they mean there."""
    for step in (with_step, with_letting_go, with_present, with_order_turned):
        marks = step(marks, sentence, previous)
    looked_for = with_found_text(with_other_text(marks, sentence, previous), sentence)
    if looked_for != marks and not repair.near_names(sentence, looked_for, there):
        marks = looked_for
    return with_next(marks, previous)


def _marks(sentence: Sentence, known: Lexicon, there: Index) -> tuple[Mark, ...]:
    return with_text(with_numbers(settled(marks_of(sentence, known, there), sentence), sentence), sentence)


def _outcome(draft: Draft, previous: Query | None) -> Outcome:
    follows = previous is not None and leans(draft)
    left = coverage.unexplained(draft)
    if coverage.asks_how_to(draft):
        left = []  # help is the answer, whatever it is that is to be done
    if says_of_some(draft):
        return NotAQuestion("statement")
    if why := beyond.why_not(draft, anew=previous is None) or _no_question(draft, left, follows=follows):
        return NotAQuestion(why)
    if coverage.how_many(draft, left) > MOST_UNKNOWN:
        draft.doubts.clear()  # what is in doubt in the rest matters less than that most was not understood
    if left:
        draft.denial_in_doubt |= coverage.has_denial(draft, left)
        _ask_about(draft, left)
    return _asked(draft, previous if follows else None)


def _no_question(draft: Draft, left: list[int], *, follows: bool) -> Why | None:
    """Chat, or news of what was done: nothing that the record could answer."""
    if left and draft.query.kind is Kind.HELP:
        return "talk"
    about = coverage.is_about_the_record(draft) and not coverage.is_mostly_of_others(draft, left)
    if left and not about and not _may_be_a_name(draft, left):
        return "talk"
    if reads_as_statement(draft):
        return "statement"
    if left or follows or draft.doubts:
        return None
    return "talk" if coverage.asks_for_nothing(draft) or not coverage.says_something(draft) else None


def _may_be_a_name(draft: Draft, left: list[int]) -> bool:
    """ "anything for Priya?", or a plan's name alone and misspelt."""
    if coverage.names_somebody(draft, left):
        return True
    first = draft.sentence.tokens[left[0]]
    if draft.before_it and draft.has(Sort.FOLLOW, Sort.PRONOUN) and first.capitalised and left[0] > 0:
        return True
    if draft.has(Sort.NOUN) and coverage.slot_of(draft, left) is Slot.PLAN:
        return True
    word = draft.sentence.tokens[left[0]].word
    near = repair.plans_near(word, draft.index) or repair.names_near(word, draft.index)
    return len(draft.sentence.tokens) <= 2 and bool(near)


def _ask_about(draft: Draft, left: list[int]) -> None:
    word = draft.sentence.tokens[left[0]].word
    said = draft.sentence.said(left[0], left[0] + 1)
    if whole := repair.whole_name_near(draft.sentence, left[0], draft.index):
        begin, name = whole
        said = draft.sentence.said(begin, begin + 2)
        draft.ask(Slot.OWNER, f"I know nobody called “{said}”. Do you mean {name}?", (name,), said)
    elif owners := repair.names_near(word, draft.index):
        draft.ask(
            Slot.OWNER, f"I know nobody called “{said}”. Do you mean one of these?", owners[:MOST_CANDIDATES], said
        )
    elif plans := repair.plans_near(word, draft.index):
        draft.ask(
            Slot.PLAN, f"I know no plan called “{said}”. Do you mean one of these?", plans[:MOST_CANDIDATES], said
        )
    else:
        coverage.ask_about(draft, left)


def _asked(draft: Draft, before: Query | None) -> Outcome:
    """The answer's query, or the first thing that is in doubt."""
    if before is not None:
        ask_which_to_compare(draft, before)
        ask_whether_added(draft, before)
        ask_of_the_present(draft, before)
        whole = merged(draft, before)
        ask_of_none(draft, before, whole)
        ask_whether_of_those(draft, before, whole)
        draft.doubts = [doubt for doubt in draft.doubts if not _settled_by(doubt, whole)]
        ask_of_what_is_lost(draft, before, whole)
        draft.query = whole
    completeness.ask_what_is_left_open(draft, follows=before is not None)
    if draft.doubts:
        first = min(draft.doubts, key=lambda doubt: SLOTS_FIRST.index(doubt.slot))
        if draft.denial_in_doubt:
            return replace(first, candidates=first.candidates if first.slot in NAMING else ())
        return replace(first, draft=draft.query)
    aside, rows = grading.aside(draft), kinds.takes_rows(draft)
    return Understood(draft.query, echo(draft.query), before is None, aside, rows)


def _settled_by(doubt: Question, query: Query) -> bool:
    """What the question before supplies need not be asked: which plan, or what to put in a report."""
    if doubt.slot is Slot.RECOMMENDATION:
        return bool(query.filters.recommendations)
    if doubt.slot is Slot.OWNER and query.kind is Kind.REMIND and not doubt.words and not doubt.candidates:
        return bool(query.filters.owners)  # "send a reminder", after somebody's
    return doubt.slot is Slot.INTENT and query.kind is Kind.COMPARE and query.compare is not None and not doubt.words
