"""While words wait for a yes: what is no part of them joins them not, and a yes is to what was asked last."""

import ast
from pathlib import Path

import pytest

from dialogs.chatter import is_title
from tests.conversations.conftest import Town
from tests.officer import told

WORDS = "31 heads have answered."
STILL = "Your earlier words still wait"


@pytest.mark.parametrize(
    "chatter", ["thanks", "Thank you!", "👍", "👍🏽", "great, thanks", "got it", "Offer to colleague", "Save these"]
)  # fmt: skip
async def test_chatter_joins_nothing(town: Town, chatter: str) -> None:
    await town.asha.says("update")
    await town.asha.says(WORDS)
    assert STILL in told(await town.asha.says(chatter))
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == WORDS


@pytest.mark.parametrize("chatter", ["cheers", "🙏", "…", "Offer to colleague", "Accept", "Start again"])
async def test_chatter_is_no_evidence_by_itself(town: Town, chatter: str) -> None:
    await town.asha.says("update")
    answer = await town.asha.says(chatter)
    assert "Record this" not in told(answer)
    assert "kept nothing of it" in told(answer)
    await town.asha.says(f"evidence: {chatter}")
    assert town.council.sheet("asha", "1").response.evidence == chatter


async def test_thanks_in_a_sentence_are_evidence(town: Town) -> None:
    await town.asha.says("update")
    assert "Record this as evidence" in told(await town.asha.says("Thanks to the nurses 9 carers were found."))


def test_every_title_of_a_button_is_known() -> None:
    """The cards are where titles are defined: one that is new there is to be listed."""
    titles = {
        call.args[0].value
        for path in Path("cards").glob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("button", "primary", "link") and call.args
        if isinstance(call.args[0], ast.Constant)
    }
    assert len(titles) > 50
    assert {str(one) for one in titles if not is_title(str(one))} == set()


async def test_undo_takes_the_last_message_out(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says(WORDS)
    await town.asha.says("Nine more to come.")
    assert "Taken out: “Nine more to come.”" in told(await town.asha.says("undo"))
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == WORDS
    assert "Taken back for rec 1" in told(await town.asha.says("undo"))


async def test_undo_of_the_only_message_leaves_none(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says(WORDS)
    assert "Nothing is recorded" in told(await town.asha.says("undo"))
    assert "I had asked nothing" in told(await town.asha.says("yes"))
    assert town.council.sheet("asha", "1").version == 0


@pytest.mark.parametrize("question", ["which are overdue?", "How many are slipped?", "who has not responded"])
async def test_a_question_is_not_taken_into_them(town: Town, question: str) -> None:
    await town.asha.says("update")
    await town.asha.says(WORDS)
    asked = told(await town.asha.says(question))
    assert "reads like a question" in asked
    assert STILL in asked
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == WORDS


async def test_words_for_another_recommendation_are_not_taken_into_them(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says(WORDS)
    assert "names rec 2" in told(await town.asha.says("rec 2: slipped"))
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == WORDS
    assert town.council.sheet("asha", "2").version == 0


@pytest.mark.parametrize(
    "typed", ["rec 2 on track", "update rec 2: on track", "open 2 and say on track", "update 2: on track",
     "Recommendation 2 is on track"]
)  # fmt: skip
async def test_words_that_name_another_ask_for_which(town: Town, typed: str) -> None:
    await town.asha.says("update")
    asked = told(await town.asha.says(typed))
    assert "This names rec 2, and rec 1 is the one open" in asked
    assert "“record for 2”, or “record for 1”" in asked
    assert "Which is it for?" in told(await town.asha.says("yes"))
    assert town.council.sheet("asha", "1").version == 0
    await town.asha.says("record for 2")
    assert town.council.sheet("asha", "1").version == 0
    assert town.council.sheet("asha", "2").response.grade == "2"


@pytest.mark.parametrize("number", ["1", "2"])
async def test_plain_words_stay_whole_whichever_it_is(town: Town, number: str) -> None:
    await town.asha.says("update")
    await town.asha.says("rec 2 and this one share a lead.")
    await town.asha.says(f"record for {number}")
    assert town.council.sheet("asha", number).response.evidence == "rec 2 and this one share a lead."


async def test_words_that_name_the_one_in_hand_are_for_it(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("rec 1 on track")
    assert town.council.sheet("asha", "1").response.grade == "2"


async def test_what_counts_something_names_no_other(town: Town) -> None:
    await town.asha.says("update")
    asked = told(await town.asha.says("Open 2 new centres in the north"))
    assert "Record this as evidence for rec 1" in asked
    assert "Which is it for" not in asked


@pytest.mark.parametrize("said", ["yes", "no"])
async def test_a_yes_or_no_after_the_questions_is_asked_about(town: Town, said: str) -> None:
    form = await town.asha.says("update")
    await town.asha.says(WORDS)
    await town.asha.presses("save_and_next", on=form, evidence="Letters went out.", impact="It helps.", grade="1")
    asked = told(await town.asha.says(said))
    assert "Something else was put to you" in asked
    assert WORDS in asked
    assert town.council.sheet("asha", "1").response.evidence == "Letters went out."
    await town.asha.says("yes")
    assert WORDS in town.council.sheet("asha", "1").response.evidence


async def test_a_grade_beside_them_leaves_their_question_last(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says(WORDS)
    asked = told(await town.asha.says("on track"))
    assert "Recorded for rec 1: grade 2" in asked
    assert "Record this as evidence for rec 1?" in asked
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == WORDS


async def test_after_a_stop_a_number_beside_them_is_asked_about(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says(WORDS)
    await town.asha.says("stop")
    await town.asha.says("ok")
    assert "With a yes I record" in told(await town.asha.says("1"))
    assert town.council.sheet("asha", "1").version == 0


async def test_a_yes_after_a_list_is_asked_about(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says(WORDS)
    await town.asha.says("my actions")
    assert "Something else was put to you" in told(await town.asha.says("yes"))
    assert town.council.sheet("asha", "1").version == 0


async def test_a_yes_beside_another_ones_form_is_asked_about_once(town: Town) -> None:
    second = await town.asha.says("open 2")
    await town.asha.says("open 1")
    await town.asha.says(WORDS)
    await town.asha.presses("save_and_next", on=second, evidence="58 surveys came back.", grade="1")
    asked = told(await town.asha.says("yes"))
    assert "Something else was put to you" in asked
    assert town.council.sheet("asha", "1").version == 0
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == WORDS
