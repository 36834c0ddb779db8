"""The ways in which words could get lost or be taken for what they are not: each was found once, and stays here."""

import pytest

from storage.vocabulary import UpdateState
from tests.conversations.conftest import Town
from tests.officer import told

PDF = b"%PDF-1.7\nminutes"


async def sent(town: Town, **given: str) -> None:
    await town.asha.says("open 1")
    await town.asha.presses("save_draft", **({"evidence": "One.", "grade": "1", "impact": "x"} | given))
    await town.asha.says("review")
    await town.asha.says("submit all")


async def test_an_edit_after_sending_leaves_the_sent_answer_with_the_clerk(town: Town) -> None:
    await sent(town)
    await town.asha.says("edit 1")
    await town.asha.presses("save_draft", evidence="Two, not ready.", grade="1", impact="x")
    answer = await town.cleo.says("open 1")
    assert "One." in told(answer)
    assert "Two, not ready." not in told(answer)
    await town.cleo.says("accept")
    sheet = town.council.sheet("asha", "1")
    assert (sheet.state, sheet.response.evidence, sheet.sent_version) == (UpdateState.ACCEPTED, "Two, not ready.", 1)


async def test_a_third_answer_that_nobody_looked_at_is_not_overwritten(town: Town) -> None:
    first, second = await town.asha.says("open 2"), await town.bryn.says("open 2")
    form = await town.asha.presses("save_draft", on=first, evidence="A1")
    clash = await town.bryn.presses("save_draft", on=second, evidence="B1")
    await town.asha.presses("save_draft", on=form, evidence="A2")
    again = await town.bryn.presses("use_mine", on=clash)
    assert "A2" in told(again)
    assert town.council.sheet("asha", "2").response.evidence == "A2"
    await town.bryn.presses("use_mine", on=again)
    assert town.council.sheet("asha", "2").response.evidence == "B1"


async def test_only_what_one_changed_goes_over_what_the_other_wrote(town: Town) -> None:
    form = await town.asha.says("open 2")
    await town.asha.presses("save_draft", on=form, evidence="E1", impact="I1")
    first, second = await town.asha.says("open 2"), await town.bryn.says("open 2")
    await town.asha.presses("save_draft", on=first, evidence="E1", impact="I2")
    await town.bryn.presses("save_draft", on=second, evidence="E2", impact="I1", grade="3")
    await town.bryn.presses("use_both")
    response = town.council.sheet("asha", "2").response
    assert (response.evidence, response.impact, response.grade) == ("E2", "I2", "3")


async def test_theirs_can_stay(town: Town) -> None:
    first, second = await town.asha.says("open 2"), await town.bryn.says("open 2")
    await town.asha.presses("save_draft", on=first, evidence="A1")
    await town.bryn.presses("save_draft", on=second, evidence="B1")
    await town.bryn.presses("use_theirs")
    assert town.council.sheet("asha", "2").response.evidence == "A1"


async def test_somebody_who_types_is_asked_the_same_questions(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("evidence: 44 schools have a lead")
    await town.asha.says("2, on track")
    asked = await town.asha.says("next")
    assert "the due date (May 2024) has passed" in told(asked)
    await town.asha.says("keep all, because the board moved it")
    assert all(question.reason for question in town.council.sheet("cleo", "1").questions)


async def test_a_typed_reason_is_for_the_questions_that_were_seen(town: Town) -> None:
    first, second = await town.asha.says("open 2"), await town.bryn.says("open 2")
    await town.bryn.presses("save_and_next", on=second, evidence="2 - On track. Sent out.", grade="2")
    await town.asha.says("open 2")
    await town.asha.presses("save_draft", evidence="2 - On track. Sent out.", grade="3")
    shown = await town.bryn.says("keep all, because that is how it is")
    assert "These are the questions" in told(shown)
    assert not any(question.reason for question in town.council.sheet("cleo", "2").questions)
    assert first


async def test_no_on_an_old_card_does_not_throw_newer_words_away(town: Town) -> None:
    await town.asha.says("update")
    old = await town.asha.says("First words.")
    await town.asha.says("no")
    await town.asha.says("Newer words.")
    await town.asha.presses("No", on=old)
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == "Newer words."


async def test_save_and_later_own_up_to_words_that_are_not_recorded(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("We wrote to 44 schools.")
    assert "We wrote to 44 schools." in told(await town.asha.says("save"))
    assert "not recorded yet" in told(await town.asha.says("later"))


async def test_words_for_something_that_has_passed_on_are_given_back(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("hand to Tess because she runs it")
    await town.asha.says("open 1")
    await town.asha.says("We wrote to 44 schools.")
    await town.tess.says("accept")
    given_back = await town.asha.says("next")
    assert "has gone to somebody else" in told(given_back)
    assert "We wrote to 44 schools." in told(given_back)
    assert "We wrote to 44 schools." not in told(await town.asha.says("next"))


async def test_a_file_that_was_passed_over_is_not_forgotten(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    assert "not attached yet" in told(await town.asha.says("next"))
    await town.asha.says("file for 1")
    assert [file.name for file in town.council.sheet("cleo", "1").files] == ["minutes.pdf"]


async def test_words_sent_with_a_file_are_asked_about_too(town: Town) -> None:
    await town.asha.says("update")
    await town.teams.send_file("asha", "minutes.pdf", PDF, "application/pdf", text="The board agreed it.")
    await town.asha.says("yes")
    assert "The board agreed it." in told(await town.asha.says("next"))


async def test_the_reason_for_declining_is_read_by_the_one_who_offered(town: Town) -> None:
    await town.tess.joins()
    await town.asha.says("update")
    await town.asha.says("hand to Tess because she runs it")
    await town.running.courier.round()
    await town.tess.presses("decline_offer", reason="I left the schools team in May.")
    await town.running.courier.round()
    assert "I left the schools team in May." in told(town.asha.sees_last())


async def test_what_is_returned_reaches_whoever_owns_it_now(town: Town) -> None:
    await sent(town)
    await town.asha.says("open 1")
    await town.asha.says("hand to Tess because she runs it")
    await town.tess.says("accept")
    await town.cleo.says("open 1")
    await town.cleo.says("return, because it lacks a number")
    await town.running.courier.round()
    assert "it lacks a number" in told(town.tess.sees_last())


async def test_a_returned_answer_can_be_sent_again_with_a_reason_alone(town: Town) -> None:
    await sent(town, grade="2")
    await town.cleo.says("open 1")
    await town.cleo.says("return, because the date has passed")
    await town.asha.says("open 1")
    await town.asha.says("next")
    await town.asha.says("keep all, because the board moved it")
    await town.asha.says("review")
    assert "R-" in told(await town.asha.says("submit all"))
    assert town.council.sheet("cleo", "1").state is UpdateState.SUBMITTED


async def test_a_typed_grade_says_whose_it_took_the_place_of(town: Town) -> None:
    form = await town.asha.says("open 2")
    await town.asha.presses("save_draft", on=form, evidence="x", grade="3")
    await town.bryn.says("open 2")
    assert "it was 3 – Slipped, by Asha Pryce" in told(await town.bryn.says("1"))


async def test_a_whole_form_in_one_message_goes_where_it_says(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("Evidence: 44 schools.\nSecond line.\nImpact: It helps.\nGrade: 1")
    response = town.council.sheet("asha", "1").response
    assert (response.evidence, response.impact, response.grade) == ("44 schools.\nSecond line.", "It helps.", "1")


async def test_a_label_that_is_part_of_a_sentence_is_asked_about(town: Town) -> None:
    await town.asha.says("update")
    assert "Record this as evidence" in told(await town.asha.says("Date: 12 May we met 40 heads"))
    assert town.council.sheet("asha", "1").response.anticipated == ""


@pytest.mark.parametrize("text", ["5, on track", "2-3", "2 / 3", "7"])
async def test_a_number_that_is_no_grade_is_refused_and_the_scale_named(town: Town, text: str) -> None:
    await town.asha.says("update")
    assert "is not a grade of this plan. Choose 1 – Fully achieved" in told(await town.asha.says(text))


async def test_a_date_alone_is_the_anticipated_date_or_refused_with_the_reason(town: Town) -> None:
    await town.asha.says("update")
    assert "June 2025 has 30 days" in told(await town.asha.says("31/06/2025"))
    await town.asha.says("March 2025")
    assert town.council.sheet("asha", "1").response.anticipated == "March 2025"


async def test_a_long_reason_is_refused_by_its_limit_and_a_long_comment_kept(town: Town) -> None:
    await sent(town, grade="2")
    await town.asha.says("edit 1")
    await town.asha.says("next")
    assert "1,300 characters" in told(await town.asha.says("keep all, because " + "x" * 1_300))
    await town.cleo.says("open 1")
    await town.cleo.says("return, because " + "y" * 1_300)
    assert town.council.sheet("asha", "1").clerk_comment == "y" * 1_300


async def test_a_clerk_with_an_answer_open_is_given_no_form_to_write_in(town: Town) -> None:
    await sent(town)
    await town.cleo.says("open 1")
    assert "evidence" not in (await town.cleo.says("change")).inputs


async def test_buttons_that_lead_about(town: Town) -> None:
    await town.asha.joins()
    await town.asha.presses("later")
    await town.asha.presses("start")
    await town.asha.presses("not_mine")
    await town.asha.presses("hand_to_clerk", reason="I changed jobs.")
    await town.asha.says("update")
    await town.asha.says("The survey went out.")
    await town.asha.presses("confirm")
    assert town.council.sheet("asha", "2").response.evidence == "The survey went out."
    await town.asha.says("Something else.")
    await town.asha.presses("discard")
    await town.asha.says("hello")
    await town.asha.presses("help")
    await town.asha.says("my actions")
    await town.asha.presses("open")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    await town.asha.says("yes")
    await town.asha.presses("detach")
    assert town.council.sheet("asha", "2").files == ()
    await town.lena.joins()
    await town.lena.sends("minutes.pdf", PDF, "application/pdf")
    await town.lena.presses("attach_to")
    assert [file.name for file in town.council.sheet("lena", "3").files] == ["minutes.pdf"]
    await town.asha.says("review")
    await town.asha.says("submit all")
    receipt = await town.asha.says("hello")
    await town.asha.presses("my_actions", on=receipt)
    await town.cleo.says("to review")
    await town.cleo.presses("Check Recommendation 2")
    await town.cleo.presses("to_review")
    await town.cleo.says("open 2")
    await town.cleo.presses("accept_answer")
    assert town.council.sheet("asha", "2").state is UpdateState.ACCEPTED


async def files_of(town: Town, number: str) -> list[str]:
    return [file.name for file in town.council.sheet("cleo", number).files]


@pytest.mark.parametrize("way", ["review", "submit all", "next", "my actions", "stop", "later"])
async def test_a_file_waits_whatever_is_done_before_it_is_answered(town: Town, way: str) -> None:
    await town.asha.says("update")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    assert "not attached yet" in told(await town.asha.says("2, on track"))
    assert "not attached yet" in told(await town.asha.says(way))
    assert "Attach this file" in told(await town.asha.says("update"))
    await town.asha.says("yes")
    assert await files_of(town, "1") == ["minutes.pdf"]
    assert "not attached" not in told(await town.asha.says("next"))


async def test_a_file_waits_over_save_and_next(town: Town) -> None:
    form = await town.asha.says("update")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    await town.asha.presses("save_and_next", on=form, evidence="44 schools.", grade="1", impact="x")
    assert "not attached yet" in told(await town.asha.says("review"))
    await town.asha.says("yes")
    assert await files_of(town, "1") == ["minutes.pdf"]


async def test_a_file_that_is_for_nothing_is_asked_about_no_more(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    assert "Not attached" in told(await town.asha.says("no"))
    assert "not attached yet" not in told(await town.asha.says("review"))
    await town.asha.says("file for 1")
    assert await files_of(town, "1") == ["minutes.pdf"]


async def test_two_files_are_asked_about_one_after_the_other(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    await town.asha.sends("plan.pdf", PDF + b"2", "application/pdf")
    await town.asha.says("yes")
    assert "minutes.pdf" in told(await town.asha.says("review"))
    await town.asha.says("yes")
    assert sorted(await files_of(town, "1")) == ["minutes.pdf", "plan.pdf"]


async def test_a_yes_is_to_the_words_that_came_after_a_file(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    asked = told(await town.asha.says("We held 12 panels."))
    assert "Record this as evidence" in asked
    assert "minutes.pdf” is not attached yet" in asked
    recorded = told(await town.asha.says("yes"))
    assert town.council.sheet("asha", "1").response.evidence == "We held 12 panels."
    assert "Attach this file" in recorded
    assert "Recorded as evidence" in recorded
    assert await files_of(town, "1") == []
    await town.asha.says("yes")
    assert await files_of(town, "1") == ["minutes.pdf"]


async def test_a_no_is_to_the_words_that_came_after_a_file(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    await town.asha.says("We held 12 panels.")
    left = told(await town.asha.says("no"))
    assert "Not recorded." in left
    assert "Attach this file" in left
    left = told(await town.asha.says("no"))
    assert "Not attached" in left


async def test_no_to_a_file_owns_up_to_the_words_that_wait(town: Town) -> None:
    await town.asha.says("update")
    await town.teams.send_file("asha", "minutes.pdf", PDF, "application/pdf", text="The board agreed it.")
    left = told(await town.asha.says("no"))
    assert "Not attached" in left
    assert "The board agreed it." in left


async def test_no_on_an_old_card_leaves_the_newer_file_waiting(town: Town) -> None:
    await town.asha.says("update")
    old = await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    await town.asha.sends("plan.pdf", PDF + b"2", "application/pdf")
    await town.asha.presses("No", on=old)
    await town.asha.says("yes")
    assert await files_of(town, "1") == ["plan.pdf"]


async def test_a_part_that_is_no_grade_does_not_take_the_other_parts_with_it(town: Town) -> None:
    await town.asha.says("update")
    said = told(await town.asha.says("Evidence: 40 done\nGrade: on track, nearly there\nDate: when we are ready"))
    assert "“on track, nearly there” is not a grade of this plan, so I set none" in said
    assert "“when we are ready” names no one date" in said
    response = town.council.sheet("asha", "1").response
    assert (response.evidence, response.grade, response.anticipated) == ("40 done", None, "when we are ready")


async def test_a_label_with_words_that_are_no_grade_is_offered_as_evidence(town: Town) -> None:
    await town.asha.says("update")
    asked = told(await town.asha.says("Grade: on track, nearly there"))
    assert "is not a grade of this plan" in asked
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == "Grade: on track, nearly there"


@pytest.mark.parametrize(
    ("text", "evidence", "impact", "grade"),
    [
        ("Evidence: 44 schools.\nImpact: Good.\nEvidence: And 3 more.", "44 schools.\nAnd 3 more.", "Good.", None),
        ("Evidence: 44 schools.\nImpact:\nGrade: 2", "44 schools.", "", "2"),
        ("Evidence: x\nGrade: 2\nGrade: on track", "x", "", "2"),
        ("Evidence: x\nGrade: 2\nGrade: 2", "x", "", "2"),
        ("EVIDENCE : 44 schools.\n  evidence:\n", "44 schools.", "", None),
    ],
)  # fmt: skip
async def test_a_label_given_twice_or_with_nothing_after_it_takes_no_other_part_with_it(
    town: Town, text: str, evidence: str, impact: str, grade: str | None
) -> None:
    await town.asha.says("update")
    await town.asha.says(text)
    response = town.council.sheet("asha", "1").response
    assert (response.evidence, response.impact, response.grade) == (evidence, impact, grade)


async def test_two_grades_under_one_label_are_said_and_neither_is_set(town: Town) -> None:
    await town.asha.says("update")
    assert "“2 / 3” is not a grade of this plan" in told(await town.asha.says("Impact: x\nGrade: 2\nGrade: 3"))


async def test_a_label_alone_says_that_its_words_go_into_the_same_message(town: Town) -> None:
    await town.asha.says("update")
    said = told(await town.asha.says("Impact:"))
    assert "has no evidence of impact yet" in said
    assert "type it in one message" in said


@pytest.mark.parametrize(
    ("text", "impact", "grade", "anticipated"),
    [
        ("Impact: Fine. Grade: 2", "Fine.", "2", ""),
        ("Grade: 3, new date: June 2027; impact: Fine, all told.", "Fine, all told.", "3", "June 2027"),
        ("Impact: Fine. Grade: on track, nearly there", "Fine.", "", ""),
        ("Impact: Heads say so. Impact: lasting", "Heads say so. Impact: lasting", "", ""),
    ],
)
async def test_labels_on_one_line_are_parted(town: Town, text: str, impact: str, grade: str, anticipated: str) -> None:
    await town.asha.says("update")
    await town.asha.says(text)
    response = town.council.sheet("asha", "1").response
    assert (response.impact, response.grade or "", response.anticipated) == (impact, grade, anticipated)


async def test_after_the_receipt_a_second_review_traps_nobody(town: Town) -> None:
    await sent(town)
    for again in ("review", "submit all", "review"):
        await town.asha.says(again)
    assert "no recommendation open" not in told(await town.asha.says("which are overdue?"))
    assert "Record this as evidence?" in told(await town.asha.says("We held 12 panels with heads in March."))


async def test_where_the_round_has_closed_a_question_is_answered_and_words_are_said_not_kept(town: Town) -> None:
    await town.asha.says("update")
    town.council.close_round()
    assert "takes no more words" not in told(await town.asha.says("which are overdue?"))
    assert "I kept nothing of this" in told(await town.asha.says("We held 12 panels."))


@pytest.mark.parametrize(
    ("text", "anticipated"),
    [
        ("slipped, new date 30 June 2027", "30 June 2027"),
        ("3, slipped, new date June 2027", "June 2027"),
        ("3, new date: June 2027", "June 2027"),
    ],
)
async def test_a_grade_with_its_date_is_both(town: Town, text: str, anticipated: str) -> None:
    await town.asha.says("update")
    said = told(await town.asha.says(text))
    assert f"grade 3 – Slipped; anticipated date {anticipated}" in said
    response = town.council.sheet("asha", "1").response
    assert (response.grade, response.anticipated, response.evidence) == ("3", anticipated, "")


async def test_a_grade_on_a_line_of_its_own_is_one_and_the_words_under_it_are_asked_about(town: Town) -> None:
    await town.asha.says("update")
    asked = told(await town.asha.says("2, on track\nWe held 12 panels"))
    assert "Record this as evidence" in asked
    assert "grade 2 – On track" in asked
    await town.asha.says("yes")
    response = town.council.sheet("asha", "1").response
    assert (response.grade, response.evidence) == ("2", "We held 12 panels")


async def test_a_grade_with_a_reason_is_asked_about_together_with_it(town: Town) -> None:
    await town.asha.says("update")
    asked = told(await town.asha.says("slipped, because the contractor left"))
    assert "grade 3 – Slipped" in asked
    assert "This as evidence: because the contractor left" in asked
    await town.asha.says("yes")
    kept = town.council.sheet("asha", "1").response
    assert (kept.grade, kept.evidence) == ("3", "because the contractor left")
    asked = told(await town.asha.says("3, of the 12 schools, have a lead"))
    assert "grade" not in asked.casefold()
    await town.asha.says("no")
    await town.asha.says("grade: 2")
    await town.asha.says("3, June 2027")
    assert town.council.sheet("asha", "1").response.grade == "2"


async def test_words_after_a_report_was_read_back_are_what_a_yes_is_to(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("hand to Lena because she runs it")
    await town.lena.says("accept")
    await town.lena.says("open 1")
    assert "Compile" in told(await town.lena.says("report for young carers"))
    asked = told(await town.lena.says("We held 12 panels."))
    assert "I have not compiled the report" in asked
    await town.lena.says("yes")
    assert town.council.sheet("lena", "1").response.evidence == "We held 12 panels."
