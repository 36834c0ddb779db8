"""An offer that ends without an answer: its giver takes it back, or the colleague has left."""

from dataclasses import replace

import pytest

from storage import offers
from storage.tables.rounds import Handover
from storage.vocabulary import HandoverState
from tests.builders import listed, moment
from tests.conversations.conftest import Town
from tests.conversations.forging import about, deactivated, forged, refused, rows_of
from tests.officer import told


async def offered(town: Town) -> None:
    await town.tess.joins()
    await town.asha.joins()
    await town.asha.says("open 1")
    assert "Offered to Tess Byrne" in told(await town.asha.says("hand to Tess because she runs it"))
    await town.running.courier.round()


def state(town: Town) -> str:
    return str(rows_of(town, Handover)[0].state)


@pytest.mark.parametrize(
    "way", ["take it back", "Take back.", "withdraw", "take back 1", "it's mine after all", "button"]
)
async def test_an_offer_is_taken_back_by_words_or_a_button(town: Town, way: str) -> None:
    await offered(town)
    shown = await (town.asha.presses("Take it back") if way == "button" else town.asha.says(way))
    assert "Taken back: Recommendation 1 is yours as before. I have told Tess Byrne." in told(shown)
    assert state(town) == HandoverState.SETTLED
    await town.running.courier.round()
    assert "Asha Pryce has taken back an offer" in told(town.tess.sees_last())
    assert "Offered to" not in told(await town.asha.says("my actions"))
    assert "Nothing is offered to you" in told(await town.tess.says("accept"))


async def test_the_form_says_that_it_is_offered_and_takes_it_back(town: Town) -> None:
    await offered(town)
    form = await town.asha.says("open 1")
    assert "You have offered this to Tess Byrne, who has not accepted it yet." in told(form)
    assert "take it back" in told(form)
    assert "You have offered this" not in told(await town.asha.presses("take_back", on=form))
    assert state(town) == HandoverState.SETTLED


async def test_what_was_accepted_at_the_same_moment_is_not_taken_back(town: Town) -> None:
    await offered(town)
    done = town.asha.card()
    await town.tess.says("accept")
    assert "has accepted it" in told(await town.asha.presses("Take it back", on=done))
    assert state(town) == HandoverState.ACCEPTED


async def test_nobody_takes_back_what_another_offered(town: Town) -> None:
    await offered(town)
    id = rows_of(town, Handover)[0].id
    for who in ("bryn", "tess", "cleo"):
        assert "my actions" in await refused(town, who, "take_back", handover=id)
    assert state(town) == HandoverState.OFFERED


async def test_with_nothing_offered_the_words_are_an_answer_in_a_walk_and_refused_outside(town: Town) -> None:
    assert "You have offered nothing" in told(await town.asha.says("take it back"))
    await town.asha.says("update")
    assert "Record this as evidence" in told(await town.asha.says("withdraw"))
    await forged(town, "asha", "take_back", **about(town, "1"))


async def test_of_two_offers_the_one_is_asked_for(town: Town) -> None:
    await offered(town)
    await town.asha.says("open 2")
    await town.asha.says("hand to Tess because she runs this too")
    await town.asha.says("open 1")
    await town.asha.says("stop")
    assert "Recommendation 2 is yours" in told(await town.asha.says("take back 2"))
    assert "Recommendation 1 is yours" in told(await town.asha.says("take it back"))


async def test_a_colleague_who_leaves_is_told_of_to_giver_and_clerk(town: Town) -> None:
    await town.cleo.joins()
    await offered(town)
    left = [replace(one, active=False) for one in listed() if one.name == "Tess Byrne"]
    town.council.database.write_now(offers.import_list, person=None, moment=moment(), listed=left)
    await town.running.courier.round()
    assert "Tess Byrne has left" in told(town.asha.card())
    assert "stays with you" in told(town.asha.card())
    assert "Asha Pryce had offered it to them" in told(town.cleo.card())
    assert "Offered to" not in told(await town.asha.says("my actions"))
    assert town.council.database.write_now(offers.offers_lapse, moment=moment(2)) == 0


async def test_an_offer_to_somebody_who_has_left_is_none_at_once(town: Town) -> None:
    await offered(town)
    deactivated(town, "tess")
    assert "Offered to" not in told(await town.asha.says("my actions"))
    assert "You have offered this" not in told(await town.asha.says("open 1"))
    assert town.council.database.write_now(offers.offers_lapse, moment=moment(1)) == 1
