"""Words typed outside a walk, or beside a file: read as in the walk once it is said what they are for, and none are lost."""

import pytest

from tests.conversations.conftest import Town
from tests.officer import told

PDF = b"%PDF-1.7\nminutes"


@pytest.mark.parametrize(
    ("text", "evidence", "impact", "grade"),
    [
        ("Evidence: 46 schools. Impact: happy. Grade: 1", "46 schools.", "happy.", "1"),
        ("1, fully achieved", "", "", "1"),
        ("Impact: happy", "", "happy", None),
        ("We met 44 heads in May and they agreed.", "We met 44 heads in May and they agreed.", "", None),
    ],
)
async def test_labels_and_grades_are_taken_when_recorded_for_one(
    town: Town, text: str, evidence: str, impact: str, grade: str | None
) -> None:
    await town.asha.joins()
    await town.asha.says(text)
    await town.asha.says("record for 1")
    there = town.council.sheet("asha", "1").response
    assert (there.evidence, there.impact, there.grade) == (evidence, impact, grade)


async def test_several_messages_in_a_row_are_one_answer(town: Town) -> None:
    await town.asha.joins()
    await town.asha.says("We met 44 heads in May and they agreed.")
    first = town.asha.card()
    await town.asha.says("Impact: They were pleased.")
    asked = told(await town.asha.says("We wrote to 12 more schools in June."))
    assert "44 heads" in asked
    assert "pleased" in asked
    assert "12 more" in asked
    refused = told(await town.asha.presses("Record for Recommendation 2", on=first))
    assert "the last card has all of it" in refused
    await town.asha.says("record for 1")
    there = town.council.sheet("asha", "1").response
    assert there.evidence == "We met 44 heads in May and they agreed.\nWe wrote to 12 more schools in June."
    assert there.impact == "They were pleased."
    assert town.council.sheet("asha", "2").version == 0


@pytest.mark.parametrize("by_press", [True, False])
async def test_what_was_said_to_be_no_evidence_does_not_come_back(town: Town, by_press: bool) -> None:
    await town.asha.joins()
    await town.asha.says("We met 44 heads in May and they agreed.")
    await (town.asha.presses("Not evidence") if by_press else town.asha.says("no"))
    await town.asha.says("We wrote to 12 more schools in June.")
    await town.asha.says("record for 1")
    assert town.council.sheet("asha", "1").response.evidence == "We wrote to 12 more schools in June."


async def test_a_message_delivered_twice_is_told_once(town: Town) -> None:
    await town.asha.joins()
    await town.asha.says("We met 44 heads in May and they agreed.")
    await town.teams.redeliver("asha")
    await town.asha.says("record for 1")
    assert town.council.sheet("asha", "1").response.evidence == "We met 44 heads in May and they agreed."


@pytest.mark.parametrize(
    ("words", "impact", "grade"), [("Impact: it helps", "it helps", None), ("2, on track", "", "2")]
)
async def test_words_beside_a_file_are_read_as_in_the_walk(
    town: Town, words: str, impact: str, grade: str | None
) -> None:
    await town.asha.says("update")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf", words)
    assert "Record this for rec 1?" in told(await town.asha.says("yes")), "after the file comes the question about them"
    await town.asha.says("yes")
    there = town.council.sheet("asha", "1")
    assert (there.response.evidence, there.response.impact, there.response.grade) == ("", impact, grade)
    assert [file.name for file in there.files] == ["minutes.pdf"]


async def test_words_beside_a_file_outside_a_walk_wait_for_their_number(town: Town) -> None:
    await town.asha.joins()
    sent = told(await town.asha.sends("minutes.pdf", PDF, "application/pdf", "Impact: it helps"))
    assert "type “record for”" in sent
    await town.asha.says("file for 1")
    await town.asha.says("record for 1")
    assert town.council.sheet("asha", "1").response.impact == "it helps"
