"""A grade with evidence after it, a grade that is nearly one, and fields that are named without a colon."""

import pytest

from tests.conversations.conftest import Town
from tests.officer import told


@pytest.mark.parametrize(
    ("text", "code", "grade", "evidence"),
    [
        ("2 - on track - we've met 12 heads", "2", "2 – On track", "we've met 12 heads"),
        ("on track, we met 12 heads", "2", "2 – On track", "we met 12 heads"),
        ("3 slipped: the trainer left", "3", "3 – Slipped", "the trainer left"),
        ("Grade 2. Twelve heads have met.", "2", "2 – On track", "Twelve heads have met."),
        ("1 because the last school signed", "1", "1 – Fully achieved", "because the last school signed"),
        ("2\nTwelve heads have met.", "2", "2 – On track", "Twelve heads have met."),
    ],
)
async def test_a_grade_and_its_evidence_are_asked_about_in_one_card(
    town: Town, text: str, code: str, grade: str, evidence: str
) -> None:
    await town.asha.says("update")
    asked = told(await town.asha.says(text))
    assert f"grade {grade}" in asked
    assert f"This as evidence: {evidence}" in asked
    assert town.council.sheet("asha", "1").version == 0
    await town.asha.says("yes")
    response = town.council.sheet("asha", "1").response
    assert (response.grade, response.evidence) == (code, evidence)


async def test_a_no_to_a_grade_with_its_evidence_records_neither(town: Town) -> None:
    await town.asha.says("update")
    assert "after “evidence:”" in told(await town.asha.says("on track, we met 12 heads"))
    await town.asha.says("no")
    assert town.council.sheet("asha", "1").response.blank


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("fully acheived", "1 – Fully achieved"),
        ("ontrack", "2 – On track"),
        ("On trakc!", "2 – On track"),
        ("option 2", "2 – On track"),
        ("number 2 please", "2 – On track"),
        ("sliped", "3 – Slipped"),
        ("not acheived", "4 – Not achieved"),
    ],
)
async def test_what_is_nearly_a_grade_is_asked_about_as_one(town: Town, text: str, grade: str) -> None:
    await town.asha.says("update")
    asked = told(await town.asha.says(text))
    assert f"Did you mean the grade {grade}?" in asked
    assert "as evidence for" not in asked
    assert town.council.sheet("asha", "1").response.blank
    await town.asha.says("yes")
    response = town.council.sheet("asha", "1").response
    assert (response.grade, response.evidence) == (grade[0], "")


@pytest.mark.parametrize(
    "text", ["slippers", "We are on top", "number 2 school signed", "option 7", "tracked", "in lone"]
)
async def test_other_words_are_not_taken_for_a_grade(town: Town, text: str) -> None:
    await town.asha.says("update")
    assert "Did you mean" not in told(await town.asha.says(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("YC 1 is 58%", "58%"),
        ("yc1 = 58%", "58%"),
        ("Surveys returned is 58%", "58%"),
        ("YC 1 returned 58% of the forms.", "58% of the forms"),
        ("The YC 1 was about 58", "about 58"),
        ("YC 1 - 58%", "58%"),
    ],
)
async def test_an_indicator_with_its_value_is_offered_as_one(town: Town, text: str, value: str) -> None:
    await town.asha.says("open 2")
    await town.asha.says(text)
    if not town.council.sheet("asha", "2").response.indicators:
        await town.asha.says("yes")
    response = town.council.sheet("asha", "2").response
    assert (list(response.indicators.values()), response.evidence) == ([value], "")


async def test_a_value_said_in_a_sentence_waits_for_a_yes(town: Town) -> None:
    await town.asha.says("open 2")
    assert "YC 1 value 58%" in told(await town.asha.says("YC 1 is 58%"))
    assert town.council.sheet("asha", "2").response.blank


@pytest.mark.parametrize(
    ("text", "field", "words", "is_asked"),
    [
        ("Impact - pupils stay longer", "impact", "pupils stay longer", False),
        ("impact is that pupils stay longer", "impact", "impact is that pupils stay longer", True),
        ("The reason is that two staff left", "explanation", "The reason is that two staff left", True),
        ("Explanation – two staff left", "explanation", "two staff left", False),
        ("Record this as evidence: 12 heads met", "evidence", "12 heads met", False),
        ("record as evidence - 12 heads met", "evidence", "12 heads met", False),
        ("Anticipated date 3 May 2025", "anticipated", "3 May 2025", False),
        ("the expected completion is June 2025", "anticipated", "June 2025", False),
        ("expected completion spring 2025", "anticipated", "spring 2025", True),
    ],
)
async def test_a_field_is_named_without_a_colon(town: Town, text: str, field: str, words: str, is_asked: bool) -> None:
    await town.asha.says("update")
    await town.asha.says(text)
    assert (town.council.sheet("asha", "1").version == 0) is is_asked
    if is_asked:
        await town.asha.says("yes")
    response = town.council.sheet("asha", "1").response
    assert getattr(response, field) == words
    assert field == "evidence" or not response.evidence


@pytest.mark.parametrize(
    "text", ["anticipated date 31/06/2025", "expected completion 31/06/2025", "The new date is 31 June 2025."]
)
async def test_a_day_that_there_is_not_is_said_under_a_label_without_a_colon(town: Town, text: str) -> None:
    await town.asha.says("update")
    assert "June 2025 has 30 days" in told(await town.asha.says(text))
    assert town.council.sheet("asha", "1").response.blank
    assert "Record this" not in told(await town.asha.says("update"))


@pytest.mark.parametrize(
    "text", ["The date we agreed with heads was kept", "Expected completion of the survey slipped a bit"]
)
async def test_a_sentence_about_a_date_is_none(town: Town, text: str) -> None:
    await town.asha.says("update")
    await town.asha.says(text)
    await town.asha.says("yes")
    response = town.council.sheet("asha", "1").response
    assert (response.anticipated, response.evidence) == ("", text)


@pytest.mark.parametrize(
    "text", ["new date: 1/1/2020", "1 January 2020", "slipped, new date 1/1/2020", "new date 1/1/2020"]
)
async def test_a_date_that_has_passed_is_said_at_once(town: Town, text: str) -> None:
    await town.asha.says("update")
    await town.asha.says("grade: 3")
    assert "1 January 2020 has already passed" in told(await town.asha.says(text))


async def test_beside_fully_achieved_a_day_may_lie_behind(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("grade: 1")
    assert "already passed" not in told(await town.asha.says("new date: 1/1/2020"))


async def test_what_is_said_of_a_date_is_said_once(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("new date: end of March")
    assert told(await town.asha.says("new date: 03/31/2025")).count("there is no month 31") == 1


async def test_a_date_without_a_day_is_asked_for_in_two_sentences(town: Town) -> None:
    await town.asha.says("update")
    assert "names no one date. When will that be?" in told(await town.asha.says("new date: spring"))


async def test_too_many_messages_together_are_told_so_in_good_grammar(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.says("We held panels. " * 1_000)
    said = told(await town.asha.says("We held panels. " * 500))
    assert "Your text in these messages together is 24,001 characters long" in said
