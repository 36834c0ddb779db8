"""Parts that name their field: the form's labels and the paper's, on lines or within one; what one cannot be is said."""

import pytest

from tests.conversations.conftest import Town
from tests.officer import told

PAPER = (
    "Evidence of Progress (July 2024): 44 schools in May\n"
    "EVIDENCE OF IMPACT (July 2024):\nHeads say so.\n"
    "Assessment of Progress (July 2024): (include explanation if required) 3 – Slipped\n"
    "Explanation: Staff left.\nAnticipated date: May 2025."
)
FORM = (
    "- **Evidence of progress:** 44 schools in May\n- **Evidence of impact**: Heads say so.\n"
    "- **Assessment of progress:** 3 – Slipped\n* Explanation: Staff left.\n• _Anticipated date_: May 2025."
)


@pytest.mark.parametrize("text", [PAPER, FORM])
async def test_the_forms_and_the_papers_labels_are_labels(town: Town, text: str) -> None:
    await town.asha.says("update")
    await town.asha.says(text)
    there = town.council.sheet("asha", "1").response
    assert (there.evidence, there.impact, there.grade) == ("44 schools in May", "Heads say so.", "3")
    assert (there.explanation, there.anticipated) == ("Staff left.", "May 2025")


@pytest.mark.parametrize(
    ("text", "said", "evidence", "impact", "grade"),
    [
        ("Evidence: 44 in May. Impact: good. Grade: 1 of them so far", "“1 of them so far” is not a grade",
         "44 in May.", "good.", None),
        ("Evidence: a. Anticipated date: 31/06/2025. Grade: 3", "June 2025 has 30 days", "a.", "", "3"),
        ("Impact: better; new date: soon; grade: 3", "“soon” names no one date", "", "better", "3"),
        ("Evidence: a. Grade: 2. Impact: b. Grade: 3", "“2 / 3” is not a grade", "a.", "b.", None),
        ("Evidence: 44 schools; impact: fine; grade: 2", "grade 2", "44 schools", "fine", "2"),
    ],
)  # fmt: skip
async def test_a_part_within_a_line_that_cannot_be_read_is_said_and_not_swallowed(
    town: Town, text: str, said: str, evidence: str, impact: str, grade: str | None
) -> None:
    await town.asha.says("update")
    assert said in told(await town.asha.says(text))
    there = town.council.sheet("asha", "1").response
    assert (there.evidence, there.impact, there.grade) == (evidence, impact, grade)
    assert there.anticipated == ("soon" if "soon" in text else "")


async def test_what_follows_a_grade_or_a_date_is_asked_about(town: Town) -> None:
    await town.asha.says("update")
    asked = told(await town.asha.says("Evidence: Sessions are booked. Grade: 2. We also met 40 heads."))
    assert "grade 2 – On track" in asked
    assert "Record this as evidence" in asked
    assert town.council.sheet("asha", "1").response.evidence == "Sessions are booked."
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == "Sessions are booked.\nWe also met 40 heads."


@pytest.mark.parametrize(
    ("text", "value", "evidence"),
    [
        ("Evidence: survey done\nYC 1: 70%", "70%", "survey done"),
        ("YC 1: 65%. Evidence: survey done", "65%", "survey done"),
        ("Evidence: survey done. YC1 = 66%", "66%", "survey done."),
        ("Surveys returned: approx. 67% of 120", "approx. 67% of 120", ""),
        ("yc 1 63%", "63%", ""),
    ],
)
async def test_an_indicator_is_a_part(town: Town, text: str, value: str, evidence: str) -> None:
    await town.asha.says("open 2")
    await town.asha.says(text)
    there = town.council.sheet("asha", "2").response
    assert (list(there.indicators.values()), there.evidence) == ([value], evidence)


async def test_parts_under_an_opening_without_a_label_are_asked_about(town: Town) -> None:
    await town.asha.says("update")
    asked = told(await town.asha.says("We met all heads.\nImpact: They were pleased.\nGrade: 2"))
    assert "With a yes I record:" in asked
    assert "grade 2 – On track" in asked
    assert town.council.sheet("asha", "1").version == 0
    await town.asha.says("yes")
    there = town.council.sheet("asha", "1").response
    assert (there.evidence, there.impact, there.grade) == ("We met all heads.", "They were pleased.", "2")


@pytest.mark.parametrize("text", ["It is now 1", "I'd say 1", "Grade – 1", "1️⃣", "Grade = 1"])
async def test_a_grade_in_other_words_is_one(town: Town, text: str) -> None:
    await town.asha.says("update")
    await town.asha.says(text)
    assert town.council.sheet("asha", "1").response.grade == "1"


@pytest.mark.parametrize(
    "text", ["Fully achieved 30 June 2024", "3, June 2025", "3, in two weeks", "Delayed, the heads met"]
)
async def test_a_grade_that_is_not_set_is_said_with_how_to_set_it(town: Town, text: str) -> None:
    await town.asha.says("update")
    asked = told(await town.asha.says(text))
    assert "type “grade: " in asked
    assert "Record this as evidence" in asked
    assert town.council.sheet("asha", "1").version == 0


@pytest.mark.parametrize(
    "text", ["1 inspection took place", "3 of the 12 schools have a lead", "Staff slipped notes in"]
)
async def test_a_sentence_with_a_number_is_no_grade(town: Town, text: str) -> None:
    await town.asha.says("update")
    assert "type “grade: " not in told(await town.asha.says(text))


async def test_an_impossible_date_beside_a_grade_is_said(town: Town) -> None:
    await town.asha.says("update")
    assert "June 2025 has 30 days" in told(await town.asha.says("3 (slipped) - 31/06/2025"))


async def test_a_grade_before_labels_is_one_of_the_parts(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("Grade 3. Reason: staff left. New date: March 2025.")
    there = town.council.sheet("asha", "1").response
    assert (there.grade, there.explanation, there.anticipated) == ("3", "staff left.", "March 2025")


async def test_done_shows_the_review_and_says_how_to_set_the_grade_of_that_name(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("Impact: It helps.")
    shown = told(await town.asha.says("done"))
    assert "1 answer to send" in shown
    assert "type “grade: 1”" in shown
    assert town.council.sheet("asha", "1").response.grade is None


@pytest.mark.parametrize(
    ("before", "instead"),
    [
        (("evidence: 44. Impact: x. Grade: 2", "next"), "type “keep, because"),
        (("evidence: 44. Impact: x. Grade: 2", "review"), "“submit all”"),
    ],
)
async def test_a_yes_to_a_card_that_asks_for_other_words_says_which(
    town: Town, before: tuple[str, ...], instead: str
) -> None:
    await town.asha.says("update")
    for words in before:
        await town.asha.says(words)
    assert instead.casefold() in told(await town.asha.says("yes")).casefold()


async def test_a_yes_to_words_for_what_has_passed_on_gives_them_back(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("hand to Tess because she leads on it")
    await town.asha.says("open 1")
    await town.asha.says("44 schools have a lead.")
    await town.tess.says("accept")
    back = told(await town.asha.says("yes"))
    assert "has gone to somebody else" in back
    assert "44 schools have a lead." in back
