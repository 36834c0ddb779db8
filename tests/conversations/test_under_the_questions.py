"""Under the card of the checks' questions: a bare number is asked about, a reason that names its question is kept there."""

import pytest

from tests.conversations.conftest import Town
from tests.officer import told


async def reasons(town: Town, which: str = "1") -> list[str | None]:
    return [one.reason for one in town.council.sheet("asha", which).questions]


async def several(town: Town) -> None:
    """Three questions, numbered, about an answer of Asha's."""
    await town.asha.says("update")
    words = "Ms Farr's daughter Wren (aged 7) helps.\n3 - Slipped"
    await town.asha.presses("save_and_next", evidence=words, impact="12 schools", grade="1")
    assert len(await reasons(town)) == 3


async def one(town: Town) -> None:
    await town.asha.says("open 2")
    await town.asha.presses("save_and_next", evidence="58 surveys came back.", grade="1")
    assert await reasons(town, "2") == [None]


@pytest.mark.parametrize("number", ["1", "2", "3", "2.", "two"])
async def test_a_bare_number_is_asked_about(town: Town, number: str) -> None:
    await several(town)
    asked = told(await town.asha.says(number))
    assert "could be a question or a grade" in asked
    code = {"2.": "2", "two": "2"}.get(number, number)
    assert f"“keep {code}, because …”" in asked
    assert f"“grade: {code}”" in asked
    assert town.council.sheet("asha", "1").response.grade == "1"
    await town.asha.says(f"grade: {code}")
    assert town.council.sheet("asha", "1").response.grade == code


async def test_a_number_of_no_question_is_told_so(town: Town) -> None:
    await several(town)
    assert "There is no question 4" in told(await town.asha.says("4"))
    assert "no open question 4" in told(await town.asha.says("4 because the year was short"))
    assert town.council.sheet("asha", "1").response.grade == "1"


async def test_once_the_form_is_drawn_a_number_is_a_grade_again(town: Town) -> None:
    await several(town)
    await town.asha.says("change")
    await town.asha.says("2")
    assert town.council.sheet("asha", "1").response.grade == "2"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1 because the panel knew in May", "the panel knew in May"), ("Q1: the panel knew", "the panel knew"),
     ("1: the panel knew", "the panel knew"), ("question 1 - the panel knew", "the panel knew"),
     ("1: the panel knew\nand said so", "the panel knew\nand said so")],
)  # fmt: skip
async def test_a_reason_with_its_number_is_kept_there(town: Town, typed: str, kept: str) -> None:
    await several(town)
    assert "reason for question 1: “The evidence of progress says" in told(await town.asha.says(typed))
    assert await reasons(town) == [kept, None, None]
    assert town.council.sheet("asha", "1").response.grade == "1"


async def test_a_list_of_reasons_is_one_for_each(town: Town) -> None:
    await several(town)
    await town.asha.says("1: the panel knew\n3: her parents agreed")
    assert await reasons(town) == ["the panel knew", None, "her parents agreed"]


@pytest.mark.parametrize(
    "typed",
    ["2 - On track", "2: 30 June 2027", "3 - 4 schools are left", "1. We met the heads.", "1: slipped because of snow"],
)
async def test_what_may_be_something_else_is_no_reason(town: Town, typed: str) -> None:
    await several(town)
    await town.asha.says(typed)
    assert set(await reasons(town)) <= {None}


async def test_because_alone_is_for_the_only_question(town: Town) -> None:
    await one(town)
    await town.asha.says("because it is early days")
    assert await reasons(town, "2") == ["it is early days"]


async def test_other_plain_words_still_ask(town: Town) -> None:
    await one(town)
    assert "Record this as evidence" in told(await town.asha.says("It is early days."))
    assert await reasons(town, "2") == [None]


async def test_because_alone_is_for_none_of_several_until_a_number_says_which(town: Town) -> None:
    await several(town)
    assert "I kept your reason for none yet" in told(await town.asha.says("because the panel knew"))
    assert "I took your reason for" in told(await town.asha.says("2"))
    assert await reasons(town) == [None, "the panel knew", None]


async def test_a_reason_typed_after_something_else_waits_for_a_yes(town: Town) -> None:
    await one(town)
    await town.asha.says("open 1")
    await town.asha.says("open 2")
    assert "your reason “it is early days”" in told(await town.asha.says("keep because it is early days"))
    await town.asha.says("yes")
    assert await reasons(town, "2") == ["it is early days"]


@pytest.mark.parametrize("left", ["no", "next", "my actions", "We met twice."])
async def test_a_reason_that_waits_is_never_dropped_in_silence(town: Town, left: str) -> None:
    await one(town)
    await town.asha.says("open 1")
    await town.asha.says("open 2")
    await town.asha.says("keep because it is early days")
    answer = await town.asha.says(left)
    assert "is kept beside no question" in f"{told(answer)} {[told(one) for one in town.asha.heard()[-2:]]}"
    await town.asha.says("open 1")
    assert await reasons(town, "2") == [None]


async def test_of_several_a_reason_that_waits_is_for_the_number(town: Town) -> None:
    await several(town)
    await town.asha.says("open 2")
    await town.asha.says("open 1")
    assert "type the number of the one it is for" in told(await town.asha.says("keep because the panel knew"))
    assert "Which is it for?" in told(await town.asha.says("yes"))
    await town.asha.says("3")
    assert await reasons(town) == [None, None, "the panel knew"]


async def test_a_reason_that_waits_is_settled_before_older_words(town: Town) -> None:
    await one(town)
    await town.asha.says("A second mailing went out.")
    await town.asha.says("keep because it is early days")
    assert "A second mailing went out." in told(await town.asha.says("yes"))
    response = town.council.sheet("asha", "2").response
    assert await reasons(town, "2") == ["it is early days"]
    assert response.evidence == "58 surveys came back."
    await town.asha.says("yes")
    assert "A second mailing went out." in town.council.sheet("asha", "2").response.evidence


async def test_a_letter_in_between_has_the_reason_asked_about_again(town: Town) -> None:
    await one(town)
    await town.asha.says("open 1")
    await town.asha.says("open 2")
    await town.asha.says("keep because it is early days")
    await town.bryn.joins()
    await town.cleo.says("remind everybody who has not responded")
    await town.cleo.says("yes")
    await town.running.courier.round()
    assert "your reason “it is early days”" in told(await town.asha.says("yes"))
    await town.asha.says("yes")
    assert await reasons(town, "2") == ["it is early days"]
