"""A typed reason is for the question it was given for: the clerk reads it beside that one and no other."""

from tests.conversations.conftest import Town
from tests.officer import told


async def asked(town: Town) -> dict[str, str | None]:
    """The questions about Asha's first, each with its reason."""
    return {one.code: one.reason for one in town.council.sheet("asha", "1").questions}


async def several(town: Town) -> str:
    """An answer that names a child, and whose words and grade disagree."""
    await town.asha.says("update")
    words = "Mrs Jones's son Tyler (aged 9) is a carer.\n3 - Slipped"
    return told(await town.asha.presses("save_and_next", evidence=words, impact="40 schools", grade="1"))


async def test_a_reason_for_several_questions_is_for_none_until_it_says_which(town: Town) -> None:
    card = await several(town)
    codes = list(await asked(town))
    assert {"grades_disagree", "possible_child"} <= set(codes)
    number = codes.index("grades_disagree") + 1
    assert f"{number}. The evidence of progress says" in card
    told_which = told(await town.asha.says("keep, because the minutes say so"))
    assert "I kept your reason for none yet" in told_which
    assert set((await asked(town)).values()) == {None}
    kept = told(await town.asha.says(f"keep {number}, because the minutes say so"))
    assert "I took your reason for: “The evidence of progress says" in kept
    assert {code for code, why in (await asked(town)).items() if why} == {"grades_disagree"}


async def test_a_reason_for_all_says_which_they_are(town: Town) -> None:
    await several(town)
    kept = told(await town.asha.says("keep all because the parents agreed"))
    assert "may name a child" in kept
    assert set((await asked(town)).values()) == {"the parents agreed"}


async def test_a_question_that_is_not_there_is_said(town: Town) -> None:
    await several(town)
    assert "There is no open question 9" in told(await town.asha.says("keep 9, because it is so"))
    assert "Say why" in told(await town.asha.says("keep 1"))


async def test_the_only_question_needs_no_number(town: Town) -> None:
    await town.asha.says("open 2")
    await town.asha.presses("save_and_next", evidence="61 surveys came back.", grade="1")
    assert list(await asked_of(town, "2")) == ["no_impact"]
    await town.asha.says("keep, because it is too soon to say")
    assert await asked_of(town, "2") == {"no_impact": "it is too soon to say"}


async def asked_of(town: Town, which: str) -> dict[str, str | None]:
    return {one.code: one.reason for one in town.council.sheet("asha", which).questions}
