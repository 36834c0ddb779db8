"""An officer's walk from hello to receipt, with buttons and with words; what is asked on the way, and what is kept."""

import pytest

from storage.vocabulary import UpdateState
from tests.conversations.conftest import Town
from tests.officer import told


async def test_the_bot_says_hello_once_and_what_is_waiting(town: Town) -> None:
    hello = await town.asha.joins()
    assert "2 recommendations for the July 2024 round" in told(hello)
    assert {"Start", "Later", "Help"} <= set(hello.buttons)
    assert len(town.asha.heard()) == 1
    again = await town.asha.says("Hi!")
    assert "2 recommendations for the July 2024 round" in told(again)
    assert told(again) != told(hello)


async def test_two_minutes_from_start_to_receipt_with_buttons(town: Town) -> None:
    await town.asha.joins()
    form = await town.asha.presses("start")
    assert "Every school names a lead for young carers." in told(form)
    assert {"evidence", "impact", "grade", "explanation", "anticipated"} <= set(form.inputs)
    form = await town.asha.presses(
        "save_and_next", evidence="44 schools have had a lead since May.", impact="Heads say it helps.", grade="1"
    )
    assert "Young carers are asked what helps them." in told(form)
    assert any(name.startswith("indicator_") for name in form.inputs)
    indicator = next(name for name in form.inputs if name.startswith("indicator_"))
    review = await town.asha.presses(
        "save_and_next", evidence="The survey went out.", impact="None yet.", grade="2", **{indicator: "48%"}
    )
    for words in (
        "Evidence of Progress (July 2024)",
        "44 schools have had a lead since May.",
        "1 – Fully achieved",
        "48%",
    ):
        assert words in told(review)
    receipt = await town.asha.presses("submit_all")
    assert "R-" in told(receipt)
    assert town.council.sheet("cleo", "1").state is UpdateState.SUBMITTED
    assert town.council.sheet("cleo", "2").response.indicators


async def test_the_same_walk_with_words_alone(town: Town) -> None:
    await town.asha.says("update")
    asked = await town.asha.says("44 schools have had a lead since May.")
    assert "Record this as evidence for rec 1?" in told(asked)
    assert town.council.sheet("cleo", "1").version == 0
    await town.asha.says("yes")
    await town.asha.says("1, fully achieved")
    form = await town.asha.says("impact: Heads say it helps.")
    assert "44 schools have had a lead since May." in str(form.card)
    await town.asha.says("next")
    await town.asha.says("skip")
    receipt = await town.asha.says("submit all")
    assert "R-" in told(receipt)
    sheet = town.council.sheet("cleo", "1")
    assert (sheet.response.evidence, sheet.response.grade, sheet.response.impact) == (
        "44 schools have had a lead since May.",
        "1",
        "Heads say it helps.",
    )


async def test_several_messages_are_one_answer_in_their_order(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("First we wrote to them.")
    asked = await town.asha.says("Then 44 schools replied.")
    assert "First we wrote to them." in told(asked)
    await town.asha.says("Yes")
    assert town.council.sheet("asha", "1").response.evidence == "First we wrote to them.\nThen 44 schools replied."


async def test_yes_on_an_old_card_is_not_a_yes_to_newer_words(town: Town) -> None:
    await town.asha.says("update")
    old = await town.asha.says("We wrote to 44 schools.")
    await town.asha.says("no")
    await town.asha.says("Which of these is mine?")
    shown = await town.asha.presses("Yes", on=old)
    assert "Which of these is mine?" in told(shown)
    assert "typed more since" in told(shown)
    assert town.council.sheet("asha", "1").version == 0


async def test_words_that_wait_for_a_yes_are_asked_about_before_anything_leads_on(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("We wrote to 44 schools.")
    for words in ("next", "review", "submit all", "open 2"):
        assert "We wrote to 44 schools." in told(await town.asha.says(words))
    await town.asha.says("2, on track")
    await town.asha.says("stop")
    assert "We wrote to 44 schools." in told(await town.asha.says("resume"))
    await town.asha.says("yes")
    response = town.council.sheet("asha", "1").response
    assert (response.evidence, response.grade) == ("We wrote to 44 schools.", "2")


async def test_words_are_recorded_for_the_one_they_were_typed_about(town: Town) -> None:
    first = await town.asha.says("update")
    second = await town.asha.says("open 2")
    await town.asha.says("The survey went out.")
    await town.asha.presses("save_draft", on=first, evidence="44 schools.")
    await town.asha.says("yes")
    assert town.council.sheet("asha", "2").response.evidence == "The survey went out."
    assert town.council.sheet("asha", "1").response.evidence == "44 schools."
    assert second


async def test_what_is_emptied_in_the_form_is_emptied_in_the_record(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.presses("save_draft", evidence="Wrong words.", impact="Stays.")
    await town.asha.presses("save_draft", evidence="", impact="Stays.")
    response = town.council.sheet("asha", "1").response
    assert (response.evidence, response.impact) == ("", "Stays.")


async def test_words_typed_into_the_form_survive_skip_and_not_mine(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.presses("skip", evidence="Half a thought")
    assert town.council.sheet("asha", "1").response.evidence == "Half a thought"
    await town.asha.presses("not_mine", evidence="Another half")
    assert town.council.sheet("asha", "2").response.evidence == "Another half"


async def test_no_records_nothing(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("Something I should not have typed.")
    await town.asha.says("no")
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").version == 0


@pytest.mark.parametrize(
    "text",
    [
        "2 new leads were named.",
        "Which actions are slipped in this area was unclear.",
        "Stop using agency staff.",
        "keep staff informed",
        "Return to work interviews are held.",
    ],
)
async def test_free_text_in_a_walk_is_never_a_command_or_a_query(town: Town, text: str) -> None:
    await town.asha.says("update")
    asked = await town.asha.says(text)
    assert "Record this as evidence" in told(asked)
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == text


async def test_a_code_and_a_label_that_disagree_are_asked_about(town: Town) -> None:
    await town.asha.says("update")
    asked = await town.asha.says("2, slipped")
    assert town.council.sheet("asha", "1").response.grade is None
    assert any("On track" in button for button in asked.buttons)
    await town.asha.presses("3 – Slipped")
    assert town.council.sheet("asha", "1").response.grade == "3"


async def test_a_grade_off_the_scale_is_refused_and_the_scale_named(town: Town) -> None:
    await town.asha.says("update")
    refused = await town.asha.says("5")
    assert "1 – Fully achieved, 2 – On track, 3 – Slipped or 4 – Not achieved" in told(refused)


async def test_checks_are_questions_that_can_be_kept_with_a_reason(town: Town) -> None:
    await town.asha.says("update")
    asked = await town.asha.presses("save_and_next", evidence="44 schools have a lead.", impact="It helps.", grade="2")
    assert "the due date (May 2024) has passed" in told(asked)
    assert town.council.sheet("cleo", "1").version == 1
    await town.asha.presses("keep", reason_on_track_past_due="The board moved the date to December.")
    assert town.council.sheet("cleo", "1").questions[0].reason == "The board moved the date to December."


async def test_a_reason_may_be_typed_and_change_leads_back(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.presses("save_and_next", evidence="44 schools.", impact="It helps.", grade="2")
    form = await town.asha.says("change")
    assert "44 schools." in str(form.card)
    await town.asha.says("keep, because the board moved it.\nSee the minutes.")
    assert town.council.sheet("cleo", "1").questions[0].reason == "the board moved it.\nSee the minutes."


async def test_leaving_and_coming_back_finds_the_draft(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.presses("save_draft", evidence="Half a sentence", grade="")
    stopped = await town.asha.says("stop")
    assert "1 of your answers is a draft" in told(stopped)
    form = await town.asha.says("resume")
    assert "Half a sentence" in str(form.card)


async def test_back_open_and_numbers_find_their_way(town: Town) -> None:
    await town.asha.says("update")
    assert "asked what helps them" in told(await town.asha.says("next"))
    assert "names a lead" in told(await town.asha.says("back"))
    assert "asked what helps them" in told(await town.asha.says("open 2"))
    assert "numbered 9" in told(await town.asha.says("open rec 9"))
    assert "Transport passes" in told(await town.bryn.says("open item 4"))


async def test_my_actions_lists_what_is_mine_and_how_it_stands(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.presses("save_draft", evidence="Begun.")
    listed = told(await town.asha.says("my actions"))
    assert "Draft" in listed
    assert "Not begun" in listed
    assert "School nurses" not in listed


async def test_submit_all_typed_without_having_looked_shows_the_review_first(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.presses("save_draft", evidence="Begun.", grade="1", impact="x")
    review = await town.asha.says("submit all")
    assert town.council.sheet("cleo", "1").sent_version == 0
    assert "Begun." in told(review)
    await town.asha.says("submit all")
    assert town.council.sheet("cleo", "1").sent_version == 1


async def test_an_old_review_card_sends_nothing_that_was_not_on_it(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.presses("save_draft", evidence="Begun.", grade="1", impact="x")
    review = await town.asha.says("review")
    await town.asha.says("open 1")
    await town.asha.presses("save_draft", evidence="Begun, and more.", grade="1", impact="x")
    shown = await town.asha.presses("submit_all", on=review)
    assert "has changed since" in told(shown)
    assert town.council.sheet("cleo", "1").sent_version == 0


async def test_an_answer_can_be_edited_after_it_was_sent(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.presses("save_draft", evidence="One.", grade="1", impact="x")
    await town.asha.says("review")
    await town.asha.says("submit")
    await town.asha.says("edit 1")
    await town.asha.presses("save_draft", evidence="Two.", grade="1", impact="x")
    sheet = town.council.sheet("cleo", "1")
    assert (sheet.sent_version, sheet.version, sheet.response.evidence) == (1, 2, "Two.")
    assert "Changed since you sent it" in told(await town.asha.says("my actions"))


async def test_a_link_officer_answers_for_a_partner(town: Town) -> None:
    form = await town.lena.says("update")
    assert "Mere Valley NHS Trust" in told(form)
    await town.lena.presses("save_draft", evidence="Nurses were told.", grade="2", impact="x")
    written = town.council.sheet("cleo", "3").written
    assert written is not None
    assert (written.by, written.on_behalf_of) == ("Lena Marsh", "Mere Valley NHS Trust")


async def test_two_people_at_once_are_shown_both_answers(town: Town) -> None:
    first, second = await town.asha.says("open 2"), await town.bryn.says("open 2")
    await town.asha.presses("save_draft", on=first, evidence="Asha's words.", grade="2")
    clash = await town.bryn.presses("save_draft", on=second, evidence="Bryn's words.", grade="2")
    assert "Asha Pryce" in told(clash)
    assert "Bryn's words." in told(clash)
    assert town.council.sheet("asha", "2").response.evidence == "Asha's words."
    await town.bryn.presses("use_both")
    assert town.council.sheet("asha", "2").response.evidence == "Asha's words.\n\nBryn's words."


async def test_a_clash_can_be_settled_with_words(town: Town) -> None:
    first, second = await town.asha.says("open 2"), await town.bryn.says("open 2")
    await town.asha.presses("save_draft", on=first, evidence="Asha's words.")
    await town.bryn.presses("save_draft", on=second, evidence="Bryn's words.")
    await town.bryn.says("use mine")
    assert town.council.sheet("asha", "2").response.evidence == "Bryn's words."


async def test_a_card_that_has_moved_on_says_so_and_shows_how_it_stands(town: Town) -> None:
    old = await town.asha.says("update")
    form = await town.asha.says("open 1")
    await town.asha.presses("save_draft", on=form, evidence="Newer.", grade="1")
    shown = await town.asha.presses("save_draft", on=old, evidence="", grade="")
    assert "moved on" in told(shown)
    assert "Newer." in str(shown.card)
    assert town.council.sheet("asha", "1").version == 1


async def test_a_press_delivered_twice_has_one_effect_and_one_answer(town: Town) -> None:
    await town.asha.says("update")
    form = town.asha.card()
    first = await town.asha.presses_raw("save_draft", form, evidence="Once.", grade="1")
    again = await town.teams.redeliver("asha")
    assert again.body == first.body
    assert town.council.sheet("asha", "1").version == 1


async def test_a_message_delivered_twice_is_answered_once(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("44 schools.")
    heard = len(town.asha.heard())
    await town.teams.redeliver("asha")
    assert len(town.asha.heard()) == heard
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == "44 schools."


async def test_an_old_client_presses_as_well(town: Town) -> None:
    await town.asha.says("update")
    form = town.asha.card()
    shown = await town.asha.presses_in_an_old_client("save_draft", evidence="From an old phone.", grade="1")
    assert "From an old phone." in str(shown.card)
    assert shown.id == form.id
    assert town.council.sheet("asha", "1").response.evidence == "From an old phone."


async def test_what_is_refused_leaves_the_card_as_it_stands(town: Town) -> None:
    form = await town.asha.says("update")
    refused = await town.asha.presses("save_draft", evidence="x" * 100_000, grade="1")
    assert "100,000 characters long and I can keep 20,000" in told(refused)
    assert refused.card == form.card
    refused = await town.asha.presses("save_draft", evidence="Fine.", anticipated="31/06/2025")
    assert "June 2025 has 30 days" in told(refused)
    assert town.council.sheet("asha", "1").version == 0


async def test_a_stranger_is_told_whom_to_ask_and_sees_nothing(town: Town) -> None:
    for text in ("update", "my actions", "44 schools have a lead."):
        turned_away = await town.stranger.says(text)
        assert "scrutiny@lowmere.example" in told(turned_away)
        assert "Young" not in told(turned_away)


async def test_a_closed_round_takes_nothing_more(town: Town) -> None:
    await town.asha.says("update")
    town.council.close_round()
    refused = await town.asha.presses("save_draft", evidence="Too late.", grade="1")
    assert "round has closed" in told(refused)
    assert "Nothing is waiting" in told(await town.asha.says("update"))


async def test_somebody_with_nothing_to_do_is_told_so(town: Town) -> None:
    assert "Nothing is waiting" in told(await town.tess.says("update"))
    assert "kept nothing of it" in told(await town.tess.says("Which actions are slipped?"))
    assert "my actions" in told(await town.tess.says("help"))
