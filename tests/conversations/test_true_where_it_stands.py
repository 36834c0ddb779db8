"""What a card offers to type, and the sentences on it, are true where they stand: for this list, this plan, this many."""

from datetime import timedelta

from storage.rules.grading import example
from storage.rules.schemes import known
from tests.conversations.conftest import Town
from tests.officer import told


async def sent_to_the_clerk(town: Town) -> None:
    """Asha's two answers, sent."""
    town.council.saved("asha", "1", 0, evidence="44 schools.", impact="x", grade="1")
    town.council.saved("asha", "2", 0, evidence="61 surveys.", impact="y", grade="2")
    town.council.submit("asha")


async def test_accept_is_to_the_answer_that_is_shown(town: Town) -> None:
    await sent_to_the_clerk(town)
    for between in ("to review", "which are slipped?", "my actions"):
        await town.cleo.says("open 1")
        await town.cleo.says(between)
        assert "No answer is open" in told(await town.cleo.says("accept"))
    await town.cleo.says("open 1")
    await town.cleo.presses("my_actions", on=await town.cleo.says("to review"))
    assert "No answer is open" in told(await town.cleo.says("accept"))
    await town.cleo.says("open 2")
    await town.cleo.says("what the grades mean")
    assert "Recommendation 2" in told(await town.cleo.says("accept"))


async def test_back_to_the_list_has_words(town: Town) -> None:
    await sent_to_the_clerk(town)
    assert "back to the list" in told(await town.cleo.says("open 1"))
    assert "To review: 2 answers" in told(await town.cleo.says("back to the list"))


async def test_a_round_that_closed_over_drafts_says_no_untruth(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("evidence: 12 of 40")
    town.council.close_round()
    shown = told(await town.asha.says("review"))
    assert "Nothing has been written yet" not in shown
    assert "kept, and was not sent" in shown


async def test_examples_are_of_what_is_there(town: Town) -> None:
    listed = told(await town.bryn.says("my actions"))
    assert "open 2" in listed
    assert "open 5" not in listed
    await town.asha.says("update")
    await town.asha.says("evidence: 44 schools. Grade: 1")
    assert "open 1 to edit" in told(await town.asha.says("review"))
    assert "has no files" in told(await town.asha.says("get file 1"))
    assert example(known("rag")) == "G"


async def test_a_card_says_grade_as_the_paper_does(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("evidence: 44 schools.")
    assert "No grade given" in told(await town.asha.says("review"))


async def test_who_is_asked_for_nothing_is_told_so_once(town: Town) -> None:
    shown = told(await town.tess.says("update"))
    assert "Nothing is waiting for you" in shown
    assert "want nothing" not in shown


async def test_one_answer_is_spoken_of_as_one(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("evidence: 44 schools. Impact: x. Grade: 1")
    await town.asha.says("review")
    sent = told(await town.asha.says("submit all"))
    assert "has been sent this." in sent
    town.teams.clock.advance(timedelta(minutes=1))
    await town.asha.says("open 1")
    assert "Send it again before the round closes" in told(await town.asha.says("evidence: 45 now."))


async def test_a_mark_that_stands_for_none_is_not_told_of_what_is_above_it(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("evidence: N/A. Impact: x. Grade: 2")
    asked = told(await town.asha.says("next"))
    assert "tells its reader nothing" in asked
    assert "above" not in asked


async def test_a_date_is_spoken_of_where_one_was(town: Town) -> None:
    await town.asha.says("update")
    assert "new date:" not in told(await town.asha.says("Slipped because staff have left"))
    await town.asha.says("no")
    assert "new date:" in told(await town.asha.says("Slipped because staff leave in June"))


async def test_a_stranger_who_wrote_nothing_is_told_of_no_words(town: Town) -> None:
    assert "what you wrote" not in told(await town.stranger.joins())
    assert "kept nothing of what you wrote" in told(await town.stranger.says("hello"))
