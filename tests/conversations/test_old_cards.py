"""Cards that stand further up in the chat: what is pressed on them touches nothing newer."""

from datetime import date

import pytest

from storage import decisions
from storage.vocabulary import UpdateState
from tests.builders import moment
from tests.conversations.conftest import Town
from tests.conversations.forging import PDF, about, carried, forged, refused, versions
from tests.officer import told


async def test_an_old_use_mine_does_not_take_the_place_of_words_never_seen(town: Town) -> None:
    """The clash was settled, then Bryn wrote on. Asha's old card must not undo that unseen."""
    here = town.council
    first, second = await town.asha.says("open 2"), await town.bryn.says("open 2")
    await town.bryn.presses("save_draft", on=second, evidence="Bryn's words.")
    clash = await town.asha.presses("save_draft", on=first, evidence="Asha's words.")
    number = next(data for data in carried(clash.card) if "aside" in data)["aside"]
    here.saved("bryn", "2", 1, evidence="Bryn's second thoughts.")
    answer = await forged(town, "asha", "use_mine", **about(town, "2", version=1, aside=number))
    assert here.sheet("bryn", "2").response.evidence == "Bryn's second thoughts."
    assert "Bryn's second thoughts." in str(answer.body)


async def test_yes_to_the_same_words_about_another_recommendation_records_nothing_there(town: Town) -> None:
    await town.asha.says("update")
    old = await town.asha.says("We have begun.")
    await town.asha.says("no")
    await town.asha.says("open 2")
    await town.asha.says("We have begun.")
    shown = await town.asha.presses("Yes", on=old)
    assert "rec 1" in told(old)
    assert versions(town.council) == [], told(shown)


async def test_no_on_an_old_card_lets_go_of_nothing_newer(town: Town) -> None:
    await town.asha.says("update")
    old = await town.asha.says("Let me see.")
    await town.asha.says("no")
    await town.asha.says("44 schools have a lead.")
    await town.asha.presses("No", on=old)
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == "44 schools have a lead."


async def test_no_to_a_file_is_no_no_to_words(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("44 schools have a lead.")
    asked = await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    shown = await town.asha.presses("No", on=asked)
    assert "44 schools have a lead." in told(shown)
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == "44 schools have a lead."


async def test_no_typed_to_a_file_is_no_no_to_words(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("44 schools have a lead.")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    shown = await town.asha.says("no")
    assert "44 schools have a lead." in told(shown)
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == "44 schools have a lead."
    assert town.council.sheet("asha", "1").files == ()


async def test_yes_to_older_words_attaches_no_file(town: Town) -> None:
    """The file came with words that could not be taken, and the bot asked for a yes to the older ones first."""
    await town.asha.says("update")
    await town.asha.says("44 schools have a lead.")
    await forged(town, "asha", "save_draft", **about(town, "2", version=0, fields="evidence", evidence="Two."))
    await town.teams.send_file("asha", "minutes.pdf", PDF, "application/pdf", "See the minutes.")
    assert "still hold words of yours" in told(town.asha.sees_last())
    await town.asha.says("yes")
    assert town.council.sheet("cleo", "1").response.evidence == "44 schools have a lead."
    assert town.council.sheet("cleo", "2").files == ()


async def test_neither_of_two_grades_is_no_no_to_words(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("44 schools have a lead.")
    await town.asha.says("2, slipped")
    shown = await town.asha.presses("Neither")
    assert "44 schools have a lead." in told(shown)


async def test_yes_to_which_grade_is_no_yes_to_words(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("44 schools have a lead.")
    await town.asha.says("2, slipped")
    await town.asha.says("yes")
    assert versions(town.council) == []


@pytest.mark.parametrize("leaving", ["stop", "later"])
async def test_ok_after_leaving_records_nothing(town: Town, leaving: str) -> None:
    await town.asha.says("update")
    await town.asha.says("Half a thought")
    await town.asha.says(leaving)
    shown = await town.asha.says("ok")
    assert versions(town.council) == []
    assert "Half a thought" in told(shown)


async def test_words_held_for_a_closed_round_do_not_stand_in_the_way_of_the_next(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("Too late.")
    town.council.close_round()
    town.council.round_called("October 2024", date(2024, 10, 31))
    given_back = told(await town.asha.says("update"))
    assert "Too late." in given_back
    assert "could not record them" in given_back
    shown = await town.asha.says("update")
    assert "October 2024" in told(shown)
    assert "Every school names a lead" in told(shown)


async def test_words_are_recorded_where_the_question_said_whatever_is_pressed_between(town: Town) -> None:
    first = await town.asha.says("update")
    asked = await town.asha.says("44 schools have a lead.")
    await town.asha.presses("save_draft", on=first, impact="It helps.")
    await forged(town, "asha", "open", **about(town, "2"))
    await forged(town, "asha", "save_draft", **about(town, "2", version=0, fields="evidence", evidence="Two."))
    await town.asha.presses("Yes", on=asked)
    assert town.council.sheet("asha", "1").response.evidence == "44 schools have a lead."
    assert town.council.sheet("asha", "2").response.evidence == "Two."


async def test_submit_pressed_while_words_are_held_asks_first(town: Town) -> None:
    town.council.saved("asha", "1", 0, evidence="44 schools.", impact="x", grade="1")
    await town.asha.says("open 1")
    review = await town.asha.says("review")
    await town.asha.says("And two more.")
    asked = await town.asha.presses("submit_all", on=review)
    assert "And two more." in told(asked)
    assert town.council.sheet("cleo", "1").sent_version == 0


async def test_an_old_form_pressed_after_sending_changes_only_the_draft(town: Town) -> None:
    form = await town.asha.says("update")
    await town.asha.presses("save_draft", on=form, evidence="44 schools.", impact="x", grade="1")
    await town.asha.says("review")
    await town.asha.says("submit all")
    await forged(town, "asha", "save_draft", **about(town, "1", version=0, fields="evidence", evidence="Old tab."))
    sheet = town.council.sheet("cleo", "1")
    assert (sheet.response.evidence, sheet.state, sheet.sent_version) == ("44 schools.", UpdateState.SUBMITTED, 1)


async def test_what_is_signed_off_takes_no_words_that_nobody_would_see(town: Town) -> None:
    """July's answer is decided while October's round is open, and October's form is still on somebody's screen."""
    here = town.council
    here.saved("asha", "1", 0, evidence="44 schools.", grade="1")
    here.submit("asha")
    october = here.in_round(here.round_called("October 2024", date(2024, 10, 31)))
    here.database.write_now(
        decisions.decide,
        person=here.people["cleo"],
        moment=moment(),
        recommendation_id=here.recommendations["1"],
        round_id=here.round_id,
        grade="1",
        decided_on=date(2024, 7, 20),
        signed_off=True,
    )
    data = {"rec": here.recommendations["1"], "round": october.round_id, "version": 0, "evidence": "Into nowhere."}
    assert "signed" in await refused(town, "asha", "save_draft", **data)
    assert versions(here) == ["44 schools."]
