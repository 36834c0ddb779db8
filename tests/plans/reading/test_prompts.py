"""Prompts of a form that were pasted with its words: no value, and nothing is taken for one because of them."""

import pytest

from storage.importing.prompts import asks, without_prompts
from storage.importing.source import Line
from tests.plans.reading.sources import proposal, table

HEADS = "No | Recommendation | Lead | By when | Progress | Status"


@pytest.mark.parametrize(
    "text",
    [
        "Choose an item.",
        "choose an item",
        "Click or tap to enter a date.",
        "Click or tap here to enter text.",
        "Click here to enter text.",
        "Click here to enter a date",
        "Tap or click to add text.",
        "Select a date",
        "Please select",
        "-- Select --",
        "Select one",
        "Choose a status",
        "Select from the drop-down list",
        "Choose a building block.",
        "[Insert name]",
        "<enter date>",
        "Enter text here",
        "Choose an item. Click or tap to enter a date.",
        "Dewiswch eitem.",
        "Cliciwch neu tapiwch yma i roi testun.",
        "Cliciwch yma i fewnosod dyddiad.",
        "Rhowch y dyddiad yma",
        "Dewiswch opsiwn",
    ],
)
def test_words_that_only_ask_for_words(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Select a lead officer for each ward and publish the names.",
        "Choose an item of equipment for each school.",
        "Enter into an agreement with the health board.",
        "Residents click to enter the site from two places now.",
        "Add a second crossing.",
        "Write to every tenant.",
        "Selected",
        "[Inserted by the committee] Plant trees.",
        "Dewiswch un ysgol ym mhob ward a chyhoeddwch yr enwau.",
        "N/A",
    ],
)
def test_words_that_say_something_do_not_ask(text: str) -> None:
    assert not asks(text)


def test_a_prompt_among_other_words_is_taken_out_and_kept() -> None:
    left, taken = without_prompts("Forty are planted. Choose an item. The rest follow in May.")
    assert left == "Forty are planted. The rest follow in May."
    assert taken == ("Choose an item.",)
    assert without_prompts("Owner: [insert name]") == ("Owner:", ("[insert name]",))


def test_cells_with_prompts_are_blank_and_the_gaps_are_told() -> None:
    read = proposal(
        table(
            HEADS,
            "1 | Plant trees. | Asha Pryce | May 2024 | Forty planted. Click or tap here to enter text. | On track",
            "2 | Cut hedges. | Click or tap here to enter text. | Click or tap to enter a date. | Two cut. | Choose an item.",
            "3 | Sweep paths. | Kim Osei | June 2024 | Cliciwch yma i roi testun. | Complete",
        )
    )
    one, two, three = read.recommendations
    assert one.updates[0].evidence == "Forty planted."
    assert (two.owners, two.due.text, two.updates[0].grade_text) == ((), "", "")
    assert three.updates[0].evidence == ""
    assert sorted(doubt.code for doubt in read.doubts if doubt.recommendation == 2) == [
        "due_missing",
        "grade_missing",
        "owner_missing",
    ]
    assert {one.text for one in read.not_placed} == {
        "Click or tap here to enter text.",
        "Click or tap to enter a date.",
        "Choose an item.",
        "Cliciwch yma i roi testun.",
    }


def test_a_prompt_beside_a_label_that_has_no_field_leaves_nothing_behind() -> None:
    def form(number: int, done: str) -> tuple[str, ...]:
        return (
            f"Recommendation {number}: | Plant trees in ward {number}. | | ",
            "Progress: | Forty planted. | | ",
            f"Status: | Met | Date completed: | {done}",
        )

    read = proposal(
        Line("Status: Met / Partly met / Not met", "line"),
        table(*form(1, "Click or tap to enter a date."), at=1),
        table(*form(2, "4 May 2024"), at=2),
    )
    first, second = read.recommendations
    assert [(one.updates[0].grade, one.updates[0].explanation) for one in (first, second)] == [("Met", "")] * 2
    assert first.text == "Plant trees in ward 1."
    assert second.text == "Plant trees in ward 2.\nDate completed: 4 May 2024"


def test_prompts_in_the_prose_are_no_part_of_the_introduction() -> None:
    said = "This plan answers the review of parks, which the council carried out last year with residents."
    rows = table(HEADS, "1 | Plant trees. | Asha Pryce | May 2024 | Forty planted. | On track")
    read = proposal(Line("Parks – Action Plan", "line 1"), Line(f"{said} Choose an item.", "line 2"), rows)
    assert read.introduction == (said,)
