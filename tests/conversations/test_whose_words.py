"""Two people at one answer: a clash goes by who wrote what differs, and an old question sets no grade over a newer one."""

from tests.conversations.conftest import Town
from tests.officer import told


async def test_a_clash_names_who_wrote_what_differs_whoever_saved_last(town: Town) -> None:
    first, second = await town.asha.says("open 2"), await town.bryn.says("open 2")
    await town.asha.presses("save_draft", on=first, evidence="Asha's words", grade="2")
    await town.bryn.presses("save_draft", on=second, evidence="Bryn's words", grade="3")
    await town.bryn.says("impact: he says")
    clash = told(await town.bryn.says("next"))
    assert "Asha Pryce saved this" in clash
    assert "Saved by Asha Pryce:" in clash
    assert "You saved the earlier words" not in clash
    assert "keep theirs" in clash


async def test_a_clash_with_a_colleague_and_oneself_names_both(town: Town) -> None:
    first, second = await town.asha.says("open 2"), await town.bryn.says("open 2")
    await town.asha.presses("save_draft", on=first, evidence="Asha's words")
    await town.bryn.says("3, slipped, March 2025")
    clash = told(await town.bryn.presses("save_draft", on=second, evidence="Bryn's words", grade="2"))
    assert "Saved by Asha Pryce:" in clash
    assert "Saved by you, earlier:" in clash


async def test_an_old_question_about_the_grade_is_refused_where_another_has_been_given(town: Town) -> None:
    await town.asha.says("open 2")
    old = await town.asha.says("2, fully achieved")
    await town.bryn.says("open 2")
    await town.bryn.says("3, slipped, March 2025")
    shown = told(await town.asha.presses("1 – Fully achieved", on=old))
    assert "This has moved on since I asked, so I set no grade" in shown
    assert "The grade is 3 – Slipped now, by Bryn Calloway" in shown
    assert town.council.sheet("asha", "2").response.grade == "3"
    await town.asha.says("grade: 1")
    assert town.council.sheet("asha", "2").response.grade == "1"


async def test_an_old_question_about_the_grade_is_refused_after_ones_own_newer_grade(town: Town) -> None:
    await town.asha.says("open 2")
    old = await town.asha.says("2, fully achieved")
    await town.asha.says("4")
    assert "so I set no grade" in told(await town.asha.presses("1 – Fully achieved", on=old))
    assert town.council.sheet("asha", "2").response.grade == "4"


async def test_a_question_about_the_grade_stands_when_only_other_words_came(town: Town) -> None:
    await town.asha.says("open 2")
    asked = await town.asha.says("2, fully achieved")
    town.council.saved("bryn", "2", 0, evidence="Bryn's survey.")
    assert "Recorded for rec 2: grade 2 – On track" in told(await town.asha.presses("2 – On track", on=asked))
    response = town.council.sheet("asha", "2").response
    assert (response.grade, response.evidence) == ("2", "Bryn's survey.")
