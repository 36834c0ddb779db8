"""Two answers to one recommendation: the words set aside wait on the record until their writer has chosen."""

from pathlib import Path

import pytest
from sqlmodel import select

from storage.tables.rounds import UpdateVersion
from tests.builders import Council
from tests.conversations.conftest import Town, running_town
from tests.officer import told


async def clash(town: Town) -> None:
    """Asha saves; Bryn, whose card is older, saves after her."""
    first, second = await town.asha.says("open 2"), await town.bryn.says("open 2")
    await town.asha.presses("save_draft", on=first, evidence="Asha's words.", grade="2")
    await town.bryn.presses("save_and_next", on=second, evidence="Bryn's words.", grade="2")


async def test_leaving_says_that_words_are_set_aside(town: Town) -> None:
    await clash(town)
    assert "Words of yours for rec 2 are set aside" in told(await town.bryn.says("stop"))
    assert "Words of yours for rec 2 are set aside" in told(await town.bryn.says("my actions"))


@pytest.mark.parametrize("words", ["update", "open 2", "open item 4", "next", "back", "review", "submit all", "save"])
async def test_whatever_leads_on_puts_the_choice_again(town: Town, words: str) -> None:
    await clash(town)
    await town.bryn.says("stop")
    shown = told(await town.bryn.says(words))
    assert "Bryn's words." in shown
    assert "still set aside" in shown
    await town.bryn.says("use both")
    assert town.council.sheet("bryn", "2").response.evidence == "Asha's words.\n\nBryn's words."
    assert "still set aside" not in told(await town.bryn.says(words))


async def test_typed_after_leaving_the_two_are_shown_before_one_is_chosen(town: Town) -> None:
    await clash(town)
    await town.bryn.says("stop")
    assert "Type it again to choose" in told(await town.bryn.says("use mine"))
    assert town.council.sheet("bryn", "2").response.evidence == "Asha's words."
    await town.bryn.says("use mine")
    assert town.council.sheet("bryn", "2").response.evidence == "Bryn's words."


async def test_the_choice_is_put_after_a_restart(here: Council, tmp_path: Path) -> None:
    async with running_town(here, tmp_path) as town:
        await clash(town)
        await town.bryn.says("stop")
    async with running_town(here, tmp_path) as town:
        assert "Bryn's words." in told(await town.bryn.says("update"))


async def test_the_choice_is_put_though_the_other_has_sent_hers(town: Town) -> None:
    """Nothing of rec 2 waits for Bryn any more, but for his own words."""
    await clash(town)
    await town.bryn.says("stop")
    await town.asha.says("review")
    await town.asha.says("submit all")
    town.council.saved("bryn", "item 4", 0, evidence="Passes.", grade="1")
    town.council.submit("bryn")
    assert "Bryn's words." in told(await town.bryn.says("update"))


async def test_the_choice_is_put_though_the_other_has_saved_again(town: Town) -> None:
    await clash(town)
    await town.bryn.says("stop")
    town.council.saved("asha", "2", 1, evidence="Asha's second thoughts.")
    shown = told(await town.bryn.says("update"))
    assert "Bryn's words." in shown
    assert "Asha's second thoughts." in shown


async def test_theirs_can_stay_and_nothing_is_asked_again(town: Town) -> None:
    await clash(town)
    await town.bryn.says("keep theirs")
    assert "still set aside" not in told(await town.bryn.says("open 2"))
    assert "still set aside" not in told(await town.bryn.says("review"))
    kept = town.council.database.read_now(lambda session: session.exec(select(UpdateVersion.evidence)).all())
    assert "Bryn's words." in kept


async def test_of_one_card_saved_twice_the_last_is_put(town: Town) -> None:
    first, second = await town.asha.says("open 2"), await town.bryn.says("open 2")
    await town.asha.presses("save_draft", on=first, evidence="Asha's words.")
    await town.bryn.presses_raw("save_draft", second, evidence="Bryn")
    town.council.save("bryn", "2", 0, evidence="Bryn's whole words.")
    assert "Bryn's whole words." in told(await town.bryn.says("update"))
    await town.bryn.says("use mine")
    assert "still set aside" not in told(await town.bryn.says("update"))


async def test_a_clash_with_oneself_speaks_of_nobody_else(town: Town) -> None:
    old = await town.asha.says("open 2")
    await town.asha.says("Typed words.")
    await town.asha.says("yes")
    shown = told(await town.asha.presses("save_and_next", on=old, evidence="Form words.", grade="2"))
    assert "you saved this since that card was drawn" in shown
    assert "somebody saved before you" not in shown
    await town.asha.says("keep earlier")
    assert town.council.sheet("asha", "2").response.evidence == "Typed words."


async def clash_of_grades(town: Town) -> None:
    """Both give a grade, a date and a value; Bryn saves second."""
    first, second = await town.asha.says("open 2"), await town.bryn.says("open 2")
    value = f"indicator_{town.council.sheet('asha', '2').indicators[0].id}"
    hers = {"evidence": "Asha's words.", "grade": "2", "anticipated": "May 2025", value: "61%"}
    his = {"evidence": "Bryn's words.", "grade": "3", "anticipated": "June 2025", value: "44%"}
    await town.asha.presses("save_draft", on=first, **hers)
    await town.bryn.presses("save_and_next", on=second, **his)


def as_kept(town: Town) -> tuple[str, str | None, str, list[str]]:
    kept = town.council.sheet("bryn", "2").response
    return kept.evidence, kept.grade, kept.anticipated, list(kept.indicators.values())


BOTH = "Asha's words.\n\nBryn's words."


async def test_two_grades_are_never_both_kept(town: Town) -> None:
    """Of what only one can have, neither is dropped without a word: whose counts is asked, and said."""
    await clash_of_grades(town)
    asked = told(town.bryn.card())
    assert "Both answers give a grade, a date and values, and only one of each can count." in asked
    asked = told(await town.bryn.says("use both"))
    assert "nothing has changed" in asked
    assert as_kept(town) == ("Asha's words.", "2", "May 2025", ["61%"])
    used = told(await town.bryn.says("use both, my grade, date and values"))
    assert "The grade, date and values (3 – Slipped) count as set aside" in used
    assert as_kept(town) == (BOTH, "3", "June 2025", ["44%"])


async def test_the_button_for_both_says_whose_grade_counts(town: Town) -> None:
    await clash_of_grades(town)
    used = told(await town.bryn.presses("Use both, their grade, date and values"))
    assert "(2 – On track) count as saved first" in used
    assert as_kept(town) == (BOTH, "2", "May 2025", ["61%"])


async def test_a_grade_that_only_one_gave_is_nobodys_rival(town: Town) -> None:
    first, second = await town.asha.says("open 2"), await town.bryn.says("open 2")
    await town.asha.presses("save_draft", on=first, evidence="Asha's words.")
    await town.bryn.presses("save_and_next", on=second, evidence="Bryn's words.", grade="3")
    used = told(await town.bryn.presses("Use both"))
    assert as_kept(town) == (BOTH, "3", "", [])
    assert "The checks have 3 questions about it" in used


async def test_whose_grade_counts_where_it_was_oneself_on_two_cards(town: Town) -> None:
    old = await town.asha.says("open 2")
    await town.asha.says("Typed words.")
    await town.asha.says("yes")
    await town.asha.says("grade: 2")
    await town.asha.presses("save_and_next", on=old, evidence="Form words.", grade="4")
    await town.asha.says("use both with the earlier grade")
    kept = town.council.sheet("asha", "2").response
    assert (kept.evidence, kept.grade) == ("Typed words.\n\nForm words.", "2")


async def test_a_choice_that_its_round_has_ended_says_where_the_words_are(town: Town) -> None:
    await clash(town)
    town.council.close_round()
    await town.bryn.says("my actions")
    assert "what was set aside is kept" in told(await town.bryn.says("use mine"))
