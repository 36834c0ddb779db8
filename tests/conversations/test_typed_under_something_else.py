"""A grade, a date, a label typed under a list, a story or an answer is asked about; under the form in hand it is taken."""

import pytest

from tests.conversations.conftest import Town
from tests.officer import told

ASKED = "Record this for rec"


@pytest.mark.parametrize("shown", ["my actions", "open 7", "open 3", "help", "review", "ask which are overdue?"])
@pytest.mark.parametrize("words", ["1", "slipped", "June 2027", "in two weeks", "Impact: Heads say it helps."])
async def test_parts_typed_under_a_card_of_something_else_are_asked_about(town: Town, shown: str, words: str) -> None:
    await town.asha.says("update")
    await town.asha.says(shown)
    asked = told(await town.asha.says(words))
    assert f"{ASKED} 1?" in asked
    assert words in asked
    assert town.council.sheet("asha", "1").version == 0
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").version == 1


async def test_an_indicator_typed_under_the_list_is_asked_about(town: Town) -> None:
    await town.asha.says("open 2")
    await town.asha.says("my actions")
    assert "YC 1 value 70%" in told(await town.asha.says("YC 1: 70%"))
    assert town.council.sheet("asha", "2").response.indicators == {}
    await town.asha.says("yes")
    assert list(town.council.sheet("asha", "2").response.indicators.values()) == ["70%"]


async def test_a_link_officer_who_looks_at_another_recommendation_grades_neither_unasked(town: Town) -> None:
    await town.lena.says("update")
    await town.lena.says("open 1")
    assert f"{ASKED} 3?" in told(await town.lena.says("1"))
    back = told(await town.lena.says("no"))
    assert "Not recorded. Your message is still above" in back
    assert town.council.sheet("lena", "3").version == 0
    assert "grade 2" in told(await town.lena.says("2")), "the form is on the screen again"


async def test_under_the_form_in_hand_nothing_is_asked(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("my actions")
    await town.asha.says("open 2")
    await town.asha.says("2")
    await town.asha.says("Impact: It helps.")
    await town.asha.says("June 2027")
    response = town.council.sheet("asha", "2").response
    assert (response.grade, response.impact, response.anticipated) == ("2", "It helps.", "June 2027")


async def test_what_is_said_while_it_is_asked_goes_with_it(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("my actions")
    await town.asha.says("1")
    asked = told(await town.asha.says("2"))
    assert "grade 2 – On track" in asked
    assert "grade 1" not in asked.split("With a yes")[1]
    await town.asha.says("Impact: It helps.")
    assert town.council.sheet("asha", "1").version == 0
    await town.asha.says("yes")
    response = town.council.sheet("asha", "1").response
    assert (response.grade, response.impact, response.evidence) == ("2", "It helps.", "")


async def test_what_was_meant_for_another_is_recorded_there(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("my actions")
    await town.asha.says("2, on track")
    assert "Recorded for rec 2: grade 2" in told(await town.asha.says("record for 2"))
    assert town.council.sheet("asha", "1").version == 0
    assert town.council.sheet("asha", "2").response.grade == "2"


async def test_a_press_that_draws_another_ones_form_puts_the_words_there(town: Town) -> None:
    first = await town.asha.says("update")
    await town.asha.says("open 2")
    await town.asha.presses("save_draft", on=first, evidence="44 schools have a lead.")
    assert "Recorded for rec 1: grade 2" in told(await town.asha.says("2"))


async def test_a_letter_that_arrives_in_between_is_something_else(town: Town) -> None:
    await town.asha.says("update")
    await town.cleo.says("remind everybody who has not responded")
    await town.cleo.says("yes")
    await town.running.courier.round()
    assert f"{ASKED} 1?" in told(await town.asha.says("2"))


async def test_a_message_delivered_twice_is_held_once(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("my actions")
    await town.asha.says("Impact: It helps.")
    await town.teams.redeliver("asha")
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.impact == "It helps."
