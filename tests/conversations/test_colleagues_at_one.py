"""Two at one recommendation by typed words: neither replaces what the other gave unseen; and an offer takes a yes or a no."""

import pytest

from tests.conversations.conftest import Town
from tests.officer import told

SINCE = "Asha Pryce has changed rec 2 since your card was drawn"


async def both_at_it(town: Town) -> None:
    await town.asha.says("open 2")
    await town.bryn.says("open 2")


@pytest.mark.parametrize(
    ("hers", "his", "was"),
    [("2", "3", "it was 2 – On track, by Asha Pryce"), ("June 2027", "May 2026", "it was June 2027"),
     ("YC 1: 70%", "YC 1: 50%", "it was 70%"), ("2", "Grade: slipped. New date: May 2026", "it was 2 – On track")],
)  # fmt: skip
async def test_what_a_colleague_gave_meanwhile_is_replaced_after_a_yes(
    town: Town, hers: str, his: str, was: str
) -> None:
    await both_at_it(town)
    await town.asha.says(hers)
    before = town.council.sheet("asha", "2").response
    asked = told(await town.bryn.says(his))
    assert SINCE in asked
    assert was in asked
    assert town.council.sheet("asha", "2").response == before
    await town.bryn.says("yes")
    assert town.council.sheet("asha", "2").response != before


async def test_what_replaces_nothing_is_taken_at_once(town: Town) -> None:
    await both_at_it(town)
    await town.asha.says("2")
    await town.bryn.says("June 2027")
    kept = town.council.sheet("asha", "2").response
    assert (kept.grade, kept.anticipated) == ("2", "June 2027")


async def test_what_was_on_the_card_is_replaced_at_once(town: Town) -> None:
    await town.asha.says("open 2")
    await town.asha.says("2")
    await town.bryn.says("open 2")
    assert "it was 2 – On track, by Asha Pryce" in told(await town.bryn.says("3"))
    assert town.council.sheet("asha", "2").response.grade == "3"


async def test_what_came_after_the_question_is_asked_about_once_more(town: Town) -> None:
    await both_at_it(town)
    await town.asha.says("2")
    await town.bryn.says("3")
    await town.bryn.says("no")
    await town.asha.says("open 2")
    await town.bryn.says("my actions")
    await town.bryn.says("3")
    await town.asha.says("1")
    asked = told(await town.bryn.says("yes"))
    assert SINCE in asked
    assert "it was 1 – Fully achieved, by Asha Pryce" in asked
    assert town.council.sheet("asha", "2").response.grade == "1"
    await town.bryn.says("yes")
    assert town.council.sheet("asha", "2").response.grade == "3"


async def offered(town: Town) -> None:
    await town.bryn.joins()
    await town.asha.says("update")
    await town.asha.says("hand to Bryn Calloway because he runs it")
    await town.running.courier.round()
    assert "asks you to take this on" in told(town.bryn.sees_last())


async def test_a_yes_takes_the_offer_that_was_put_last(town: Town) -> None:
    await offered(town)
    assert "is yours now" in told(await town.bryn.says("yes"))
    assert "I had asked nothing" in told(await town.bryn.says("yes"))


async def test_a_no_declines_it(town: Town) -> None:
    await town.bryn.says("update")
    await offered(town)
    assert "Declined" in told(await town.bryn.says("no thanks"))
    assert town.council.sheet("asha", "1").offered_to == ""


@pytest.mark.parametrize("between", ["my actions", "help", "update", "which are slipped?"])
async def test_after_something_else_a_yes_is_to_no_offer(town: Town, between: str) -> None:
    await offered(town)
    await town.bryn.says(between)
    await town.bryn.says("yes")
    assert town.council.sheet("asha", "1").offered_to == "Bryn Calloway"


async def test_words_that_wait_come_before_the_offer(town: Town) -> None:
    await town.bryn.says("open 2")
    await town.bryn.says("58 surveys came back.")
    await offered(town)
    assert "Something else was put to you" in told(await town.bryn.says("yes"))
    assert town.council.sheet("asha", "1").offered_to == "Bryn Calloway"
    assert town.council.sheet("bryn", "2").version == 0
