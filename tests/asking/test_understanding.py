"""Promises about understanding that no list of sentences can show: order, purity, schemes, doubt before guessing."""

from dataclasses import replace
from itertools import permutations

import pytest

from dialogs.asking.index import index
from dialogs.asking.lexicon import Line, built, lexicon, lines
from dialogs.asking.marks import Sort
from dialogs.asking.outcome import NotAQuestion, Question, Slot, Understood
from dialogs.asking.understanding import understand
from storage.query import Kind, Names, OwnerName, Status
from tests.asking.council import DAMP, FOSTERING, TODAY, names

HERE = names()
PARTS = ("slipped", "overdue", "for Bryn Calloway", "in fostering", "due before Christmas", "with no evidence")


@pytest.mark.parametrize("parts", [PARTS[:3], PARTS[1:4], (PARTS[0], *PARTS[3:]), PARTS[2:6]])
def test_the_order_of_the_parts_does_not_matter(parts: tuple[str, ...]) -> None:
    outcomes = {understand("recommendations " + " ".join(order), HERE, TODAY) for order in permutations(parts)}
    assert len(outcomes) == 1
    assert all(isinstance(outcome, Understood) for outcome in outcomes)


def test_a_colour_is_looked_up_in_the_scheme_of_the_plan_that_is_named() -> None:
    in_damp = understand("amber in damp", HERE, TODAY)
    on_buses = understand("amber on the buses", HERE, TODAY)
    assert isinstance(in_damp, Understood)
    assert isinstance(on_buses, Understood)
    assert in_damp.query.filters.status == {Status.SLIPPED}
    assert on_buses.query.filters.status == {Status.ON_TRACK}


def test_a_label_that_means_different_things_in_two_plans_is_asked_about_until_a_plan_is_named() -> None:
    odd = replace(HERE.plans[0], grade_words=(("Amber", HERE.plans[1].grade_words[0][1]),))
    here = Names(plans=(odd, *HERE.plans[1:]), owners=HERE.owners, rounds=HERE.rounds)
    outcome = understand("amber actions", here, TODAY)
    assert isinstance(outcome, Question)
    assert outcome.slot is Slot.STATUS
    assert isinstance(understand("amber actions in fostering", here, TODAY), Understood)


def test_a_person_of_whom_there_are_two_is_asked_about_and_both_are_named() -> None:
    outcome = understand("Priya's overdue actions", HERE, TODAY)
    assert isinstance(outcome, Question)
    assert outcome.slot is Slot.OWNER
    assert set(outcome.candidates) == {"Priya Nair", "Priya Shah"}


@pytest.mark.parametrize("word", ["have", "date", "white", "mark", "will", "best"])
def test_an_ordinary_word_never_becomes_a_name(word: str) -> None:
    here = replace_owners(HERE, "Dave Hinton", "Rob White", "Mark Field", "Will Danby", "Rose Best")
    outcome = understand(f"show {word} actions", here, TODAY)
    assert not (isinstance(outcome, Understood) and outcome.query.filters.owners)


def test_a_single_misspelt_name_is_asked_about_and_a_whole_one_is_linked() -> None:
    one = understand("actions for Zielinsky", HERE, TODAY)
    whole = understand("actions for Thomasz Zielinski", HERE, TODAY)
    assert isinstance(one, Question)
    assert one.candidates == ("Tomasz Zielinski",)
    assert isinstance(whole, Understood)
    assert whole.query.filters.owners == {"Tomasz Zielinski"}


def test_a_word_to_look_for_is_no_order() -> None:
    assert isinstance(understand("search for reports", HERE, TODAY), Question)


def test_a_number_in_a_name_may_own_something() -> None:
    here = replace_owners(HERE, "Locality Team 2", "Locality Team 3")
    outcome = understand("Locality Team 2's overdue actions", here, TODAY)
    assert isinstance(outcome, Understood)
    assert outcome.query.filters.owners == {"Locality Team 2"}


def test_a_name_that_nobody_may_see_is_not_known() -> None:
    here = replace_owners(HERE, "Bryn Calloway")
    outcome = understand("actions for Lena Marsh", here, TODAY)
    assert isinstance(outcome, Question)
    assert outcome.slot is Slot.OWNER
    assert outcome.candidates == ()


def test_the_same_words_give_the_same_outcome() -> None:
    said = "which of Bryn's actions in fostering are overdue"
    assert understand(said, HERE, TODAY) == understand(said, names(), TODAY)


@pytest.mark.parametrize("text", ["", "?", "   ", "…", "😀 👍", "\n", "'", "a" * 300])
def test_a_message_of_nothing_at_all_is_no_question(text: str) -> None:
    assert isinstance(understand(text, HERE, TODAY), NotAQuestion)
    assert isinstance(understand("overdue", Names(), TODAY), Understood)


def test_a_very_long_message_is_never_run() -> None:
    assert understand("overdue actions " * 40, HERE, TODAY) == NotAQuestion("too_long")


def test_two_meanings_of_one_phrase_are_a_mistake_in_the_files() -> None:
    with pytest.raises(LookupError, match="both"):
        built([*lines(), Line(Sort.GRADE, "slipped", "complete")])


def test_five_thousand_owners_are_known_at_once() -> None:
    many = [f"Person{at} Surname{at % 977}" for at in range(5_000)]
    here = replace_owners(HERE, *many)
    index(here), lexicon()
    outcome = understand("overdue actions for Person17 Surname17 in damp", here, TODAY)
    assert isinstance(outcome, Understood)
    assert outcome.query.filters.owners == {"Person17 Surname17"}
    assert outcome.query.filters.plans == {DAMP}


def test_a_plan_of_the_context_answers_which_plan() -> None:
    before = understand("what's overdue in fostering", HERE, TODAY)
    assert isinstance(before, Understood)
    outcome = understand("show rec 4", HERE, TODAY, before.query)
    assert isinstance(outcome, Understood)
    assert outcome.query.filters.plans == {FOSTERING}
    assert not outcome.fresh


def replace_owners(here: Names, *owners: str) -> Names:
    return Names(here.plans, tuple(OwnerName(name) for name in owners), here.rounds, here.calendar, here.me)


@pytest.mark.parametrize(
    "said",
    [
        "all damp recs except number 2",
        "which officer has nothing overdue",
        "plans with no reds",
        "not just damp",
        "actions without the word landlords",
        "which updates don't mention landlords",
        "nobody has responded",
    ],
)
def test_nothing_is_offered_that_may_be_the_opposite_of_what_was_said(said: str) -> None:
    outcome = understand(said, HERE, TODAY)
    assert isinstance(outcome, Question)
    assert outcome.draft is None
    assert not outcome.candidates


def test_who_has_responded_is_not_answered_with_who_has_not() -> None:
    outcome = understand("who has responded to the July 2024 round", HERE, TODAY)
    assert isinstance(outcome, Question)
    assert not outcome.candidates


def test_a_grade_that_runs_on_in_another_word_is_offered_as_words_to_look_for() -> None:
    outcome = understand("recs mentioning red flags", HERE, TODAY)
    assert isinstance(outcome, Question)
    assert outcome.candidates == ("recommendations mentioning “red flags”",)
    assert outcome.draft is not None
    assert not outcome.draft.filters.status


@pytest.mark.parametrize("said", ["not on track in damp", "neither complete nor on track", "off track"])
def test_what_a_denial_leaves_out_without_saying_so_is_said(said: str) -> None:
    outcome = understand(said, HERE, TODAY)
    assert isinstance(outcome, Understood)
    assert "no grade is left out" in outcome.aside


@pytest.mark.parametrize("said", ["red or amber", "not complete", "slipped actions", "not overdue"])
def test_what_leaves_nothing_unsaid_says_no_more(said: str) -> None:
    outcome = understand(said, HERE, TODAY)
    assert isinstance(outcome, Understood)
    assert not outcome.aside


def test_a_number_and_a_file_are_offered_as_the_two_that_they_are() -> None:
    outcome = understand("how many are overdue in damp in excel", HERE, TODAY)
    assert isinstance(outcome, Question)
    read_back = [understand(one, HERE, TODAY) for one in outcome.candidates]
    assert [one.query.kind for one in read_back if isinstance(one, Understood)] == [Kind.COUNT, Kind.REPORT]
