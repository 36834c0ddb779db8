"""Handing over with typed words: a slip in the name, a reason left out, oneself; and what a clerk may not assign yet."""

import pytest

from storage import people
from storage.people import ListedPerson
from tests.builders import moment
from tests.conversations.conftest import Town
from tests.officer import told


async def still_waits(town: Town) -> None:
    """Nothing was taken for evidence, and the name may still be typed."""
    assert town.council.sheet("asha", "1").response.blank
    await town.asha.says("hand to Tess Byrne because she runs it")
    assert town.council.sheet("asha", "1").offered_to == "Tess Byrne"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("hand to Tes Byrn because she runs it", "Do you mean Tess Byrne?"),
        ("hand to tesss", "Do you mean Tess Byrne?"),
        ("hand it over to Zebedee", "I know no colleague called “Zebedee”"),
        ("hand to Tess", "“hand to Tess Byrne because …”"),
        ("hand to Asha because I know it", "That is you"),
        ("Tess Byrne", "“hand to Tess Byrne because …”"),
        ("tess.", "“hand to Tess Byrne because …”"),
    ],
)
async def test_after_not_mine_every_hand_to_is_a_try(town: Town, typed: str, answer: str) -> None:
    await town.asha.says("update")
    await town.asha.says("not mine")
    assert answer in told(await town.asha.says(typed))
    await still_waits(town)


async def test_the_name_and_because_are_enough_where_it_is_asked_whose_it_is(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("not mine")
    await town.asha.says("Tess Byrne because she runs it")
    assert town.council.sheet("asha", "1").offered_to == "Tess Byrne"


@pytest.mark.parametrize(
    "typed", ["Tess Byrne told us 44 of 52 schools have a lead.", "44 schools because Tess Byrne asked"]
)
async def test_what_only_names_somebody_is_evidence_still(town: Town, typed: str) -> None:
    await town.asha.says("update")
    await town.asha.says("not mine")
    assert "Record this as evidence" in told(await town.asha.says(typed))
    assert not town.council.sheet("asha", "1").offered_to


async def test_a_name_where_nobody_asked_is_no_handing_over(town: Town) -> None:
    await town.asha.says("update")
    assert "Record this as evidence" in told(await town.asha.says("Tess Byrne because she runs it"))


async def test_a_reason_needs_no_because_where_the_name_is_known(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("not mine")
    await town.asha.says("hand to Tess Byrne, she runs it")
    assert town.council.sheet("asha", "1").offered_to == "Tess Byrne"


async def test_a_part_of_a_double_name_is_enough(town: Town) -> None:
    sarah = ListedPerson(name="Sarah-Jane Poe", email="sj@lowmere.example", job_title="", service="Children", roles=())
    town.council.database.write_now(people.import_people, person=None, moment=moment(), people=[sarah])
    await town.asha.says("update")
    await town.asha.says("hand to sarah because she runs it")
    assert town.council.sheet("asha", "1").offered_to == "Sarah-Jane Poe"


async def test_elsewhere_such_words_are_evidence_as_before(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("not mine")
    await town.asha.says("change")
    assert "Record this as evidence" in told(await town.asha.says("Hand to hand support is offered"))


async def test_under_another_card_it_is_asked_which_is_meant(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("my actions")
    asked = told(await town.asha.says("hand to Tess because she runs it"))
    assert "Something else was on your screen last" in asked
    assert town.council.sheet("asha", "1").offered_to == ""
    await town.asha.says("hand to Tess because she runs it")
    assert town.council.sheet("asha", "1").offered_to == "Tess Byrne"


async def test_what_a_list_came_after_is_asked_about_again(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("not mine")
    await town.asha.says("my actions")
    await town.asha.says("hand to Tess because she runs it")
    assert town.council.sheet("asha", "1").offered_to == ""


async def test_assigning_names_the_next_step_of_a_clerk(town: Town) -> None:
    assert "Nothing that was given back" in told(await town.cleo.says("assign to Bob"))
    await town.asha.says("update")
    await town.asha.says("back to the clerk, because I changed jobs")
    assert "type “to review”, then “open”" in told(await town.cleo.says("assign to Bob"))
    await town.cleo.says("open 1")
    refused = told(await town.cleo.says("assign to Bob"))
    assert "choose one on the card" in refused
    assert "not mine" not in refused
