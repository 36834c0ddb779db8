"""After a stop nothing begins the walk again but what says so: a polite word is to nothing."""

import pytest

from tests.conversations.conftest import Town
from tests.officer import told


@pytest.mark.parametrize("leaving", ["stop", "later"])
@pytest.mark.parametrize("polite", ["ok", "yes", "sure thing", "no", "no thanks"])
async def test_a_polite_word_after_it_begins_nothing(town: Town, leaving: str, polite: str) -> None:
    await town.asha.says("update")
    await town.asha.says(leaving)
    answer = await town.asha.says(polite)
    assert "I had asked nothing" in told(answer)
    assert not answer.card
    await town.asha.says("1")
    assert town.council.sheet("asha", "1").version == 0


async def test_a_yes_to_nothing_between_two_questions_grades_nothing(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("later")
    await town.asha.says("who owns the surveys?")
    await town.asha.says("yes")
    await town.asha.says("2")
    assert town.council.sheet("asha", "1").version == 0


async def test_words_that_wait_are_asked_about_again_and_a_no_draws_no_form(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("31 heads have answered.")
    await town.asha.says("stop")
    answer = await town.asha.says("no")
    assert "Not recorded" in told(answer)
    assert not answer.card
    await town.asha.says("update")
    await town.asha.says("31 heads have answered.")
    await town.asha.says("stop")
    assert "I have not recorded it yet" in told(await town.asha.says("ok"))
    assert town.council.sheet("asha", "1").version == 0


@pytest.mark.parametrize("begins", ["update", "resume", "change", "open 1"])
async def test_what_says_so_begins_it(town: Town, begins: str) -> None:
    await town.asha.says("update")
    await town.asha.says("stop")
    await town.asha.says(begins)
    await town.asha.says("2")
    assert town.council.sheet("asha", "1").response.grade == "2"
