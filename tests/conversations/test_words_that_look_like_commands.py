"""Words typed in a walk that begin like a command, or hide a character nobody sees: they are an answer, and stay one."""

import pytest

from storage import handovers
from storage.vocabulary import HandoverState
from tests.conversations.conftest import Town
from tests.officer import told

RECORD = "Record this as evidence"


@pytest.mark.parametrize(
    "words",
    [
        "Decline - referrals fell by 12% this year",
        "To the clerk: please note that 40 staff are trained",
        "To the clerk",
        "Keep: staff informed every month",
        "Keep",
        "Return: 94% of surveys came back",
        "Return because the schools asked for them",
        "Assign to each school a named lead",
        "Hand to hand support is offered because families asked",
        "Hand to mouth: 14 families were helped",
        "Both.",
        "mine",
        "Theirs",
        "line 3",
        "row 12",
        "more",
        "remove 2",
        "clear",
        "page 4",
        "Enough.",
    ],
)
async def test_a_sentence_that_is_a_command_only_by_chance_can_be_evidence(town: Town, words: str) -> None:
    await town.asha.says("update")
    assert RECORD in told(await town.asha.says(words))
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == words
    assert "names a lead" in told(await town.asha.says("my actions"))


async def test_a_sentence_about_a_decline_leaves_a_colleagues_offer_open(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("hand to Bryn because he runs it")
    await town.bryn.says("update")
    assert RECORD in told(await town.bryn.says("Decline - referrals fell by 12% this year"))
    offers = town.council.database.read_now(handovers.offers_to, person=town.council.people["bryn"])
    assert [one.state for one in offers] == [HandoverState.OFFERED]


async def test_the_question_says_why_the_words_were_no_command(town: Town) -> None:
    await town.asha.says("update")
    shown = told(await town.asha.says("hand to Zebedee because he knows"))
    assert "no colleague called “Zebedee”" in shown
    assert "take this for your answer" in shown


@pytest.mark.parametrize("words", ["yes\u200b", "\u200byes", "y\u200bes", "yes\ufeff", "\u2060yes\u00a0"])
async def test_a_yes_with_a_character_nobody_sees_is_a_yes(town: Town, words: str) -> None:
    await town.asha.says("update")
    await town.asha.says("44 schools have a lead.")
    await town.asha.says(words)
    assert town.council.sheet("asha", "1").response.evidence == "44 schools have a lead."


@pytest.mark.parametrize("words", ["\u200b", "\u200b \u200d\ufeff", "\u2060\n\u00ad"])
async def test_what_nobody_sees_is_no_evidence(town: Town, words: str) -> None:
    form = await town.asha.says("update")
    assert RECORD not in told(await town.asha.says(words))
    await town.asha.presses("save_draft", on=form, evidence=words)
    assert town.council.sheet("asha", "1").version == 0


async def test_a_reason_that_nobody_sees_is_none(town: Town) -> None:
    form = await town.asha.says("update")
    await town.asha.presses("hand_to_clerk", on=await town.asha.presses("not_mine", on=form), reason="\u200b")
    assert town.council.database.read_now(handovers.with_clerk, person=town.council.people["cleo"]) == ()


async def test_what_nobody_sees_is_kept_to_the_letter_inside_an_answer(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("Schools\u200b: 44 \u200dhave a lead")
    await town.asha.says("yes\u200b")
    assert town.council.sheet("asha", "1").response.evidence == "Schools\u200b: 44 \u200dhave a lead"
    await town.asha.says("2\u200b, on track")
    assert town.council.sheet("asha", "1").response.grade == "2"
    await town.asha.says("\u200bImpact: It\u200b helps.")
    assert town.council.sheet("asha", "1").response.impact == "It\u200b helps."


async def test_a_reason_after_a_hidden_character_is_kept_to_the_letter(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("back to the\u200b clerk, because I\u200b moved")
    back = town.council.database.read_now(handovers.with_clerk, person=town.council.people["cleo"])
    assert [one.reason for one in back] == ["I\u200b moved"]


async def test_an_answer_asked_for_in_the_walk_has_rows_and_pages(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("ask which have no grade")
    assert RECORD not in told(await town.asha.says("row 1"))
    assert "Cleared" in told(await town.asha.says("clear"))
    assert RECORD in told(await town.asha.says("clear"))
