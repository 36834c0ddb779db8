"""A plan that numbers its recommendations with letters: they are opened and asked about as they are printed."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from storage.database import Database
from tests.builders import council, plan
from tests.conversations.conftest import Town, running_town
from tests.officer import told


@pytest.fixture
async def lettered(database: Database, tmp_path: Path) -> AsyncIterator[Town]:
    agreed = plan()
    numbers = ("R1", "3.2", "CS/21/04", "")
    named = tuple(replace(one, number=number) for one, number in zip(agreed.recommendations, numbers, strict=True))
    async with running_town(council(database, replace(agreed, recommendations=named)), tmp_path) as found:
        yield found


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("open R1", "Every school names a lead"),
        ("open r1", "Every school names a lead"),
        ("show recommendation R1", "Every school names a lead"),
        ("show recommendation R1 of Young Carers in Schools", "Every school names a lead"),
        ("open 3.2", "asked what helps them"),
        ("show CS/21/04", "School nurses know"),
        ("show recommendation cs/21/04", "School nurses know"),
    ],
)
async def test_a_clerk_opens_what_is_printed_so(lettered: Town, words: str, text: str) -> None:
    assert text in told(await lettered.cleo.says(words))


async def test_an_officer_opens_what_is_printed_so(lettered: Town) -> None:
    assert "Your answer" in told(await lettered.asha.says("open R1"))
    assert "Your answer" in told(await lettered.asha.says("open 3.2"))
