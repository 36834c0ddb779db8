"""A message that is a grade and nothing else: read where it is sure, and told what the grades are where it is none."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from storage.database import Database
from storage.rules.schemes import known
from tests.builders import council, plan
from tests.conversations.conftest import Town, running_town
from tests.officer import told


@pytest.mark.parametrize(
    ("typed", "code"),
    [("two", "2"), ("grade two", "2"), ("Grade Three.", "3"), ("on-track", "2"), ("grade 2 please", "2"),
     ("fully-achieved, thanks", "1"), ("Grade: two", "2"), ("grade-2", "2"), ("- 2", "2")],
)  # fmt: skip
async def test_what_is_sure_is_read(town: Town, typed: str, code: str) -> None:
    await town.asha.says("update")
    await town.asha.says(typed)
    assert town.council.sheet("asha", "1").response.grade == code


@pytest.mark.parametrize(
    "typed", ["Red", "amber", "AMBER!", "2.5", "partially achieved", "-1", "−2", "grade -1", "five", "green please"]
)
async def test_what_is_no_grade_here_is_told_what_the_grades_are(town: Town, typed: str) -> None:
    await town.asha.says("update")
    shown = told(await town.asha.says(typed))
    assert "not a grade of this plan" in shown
    assert "1 – Fully achieved, 2 – On track, 3 – Slipped or 4 – Not achieved" in shown
    assert town.council.sheet("asha", "1").response.blank
    assert "Record this" not in told(await town.asha.says("my actions"))


async def test_a_word_that_is_no_grade_may_be_evidence_all_the_same(town: Town) -> None:
    await town.asha.says("update")
    assert "type “evidence: Ongoing”" in told(await town.asha.says("Ongoing"))
    await town.asha.says("evidence: Ongoing")
    assert town.council.sheet("asha", "1").response.evidence == "Ongoing"


async def test_a_reason_beside_a_named_grade_does_not_unset_it(town: Town) -> None:
    await town.asha.says("update")
    asked = told(await town.asha.says("Grade: 1 because every school has a lead now"))
    assert "grade 1 – Fully achieved" in asked
    assert "because every school has a lead now" in asked
    await town.asha.says("yes")
    kept = town.council.sheet("asha", "1").response
    assert (kept.grade, kept.evidence) == ("1", "because every school has a lead now")


@pytest.fixture
async def coloured(database: Database, tmp_path: Path) -> AsyncIterator[Town]:
    """A plan whose key is colours without definitions."""
    scheme = known("rag")
    bare = replace(scheme, grades=tuple(replace(grade, definition="") for grade in scheme.grades))
    async with running_town(council(database, replace(plan(), scheme=bare)), tmp_path) as found:
        yield found


async def test_no_question_quotes_a_key_that_says_nothing(coloured: Town) -> None:
    await coloured.asha.says("update")
    assert "not a grade of this plan. Choose C – Complete" in told(await coloured.asha.says("two"))
    await coloured.asha.says("evidence: 12 letters went out. Grade: Red")
    asked = told(await coloured.asha.says("next"))
    assert "without an explanation" in asked
    assert "key" not in asked
    await coloured.asha.says("open 1")
    await coloured.asha.says("green")
    asked = told(await coloured.asha.says("next"))
    assert "the due date (May 2024) has passed" in asked
    assert "key" not in asked
