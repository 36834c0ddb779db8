"""Yes and no in the words people have for them; and commands that are asked rather than said."""

import pytest

from tests.conversations.conftest import Town
from tests.officer import told

WORDS = "44 schools have a lead."


@pytest.mark.parametrize(
    "yes",
    ["yeah", "Yep", "yup!", "Sure", "correct", "yes, record it", "yes please do", "Yes, that is correct.", "ok thanks",
     "absolutely", "go ahead", "yes - record that please"],
)  # fmt: skip
async def test_a_yes_in_other_words_records_what_was_asked_about(town: Town, yes: str) -> None:
    await town.asha.says("update")
    await town.asha.says(WORDS)
    await town.asha.says(yes)
    assert town.council.sheet("asha", "1").response.evidence == WORDS


@pytest.mark.parametrize("no", ["nope", "nah", "No!", "no, don't", "no, leave it", "no thank you", "no that's wrong"])
async def test_a_no_in_other_words_records_nothing(town: Town, no: str) -> None:
    await town.asha.says("update")
    await town.asha.says(WORDS)
    assert "Not recorded" in told(await town.asha.says(no))
    assert town.council.sheet("asha", "1").response.blank


async def test_more_than_a_yes_is_an_answer(town: Town) -> None:
    await town.asha.says("update")
    assert "Record this as evidence" in told(await town.asha.says("yes, 14 schools have a lead"))


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("help?", "What I can do"), ("Update?", "1 of 2"), ("stop?", "Stopped"), ("hello?", "Hello Asha"),
     ("my actions ?", "My actions"), ("open 2?", "asked what helps")],
)  # fmt: skip
async def test_a_command_with_a_question_mark_is_one(town: Town, asked: str, shown: str) -> None:
    await town.asha.says("update")
    assert shown in told(await town.asha.says(asked))


@pytest.mark.parametrize("asked", ["submit all?", "yes?", "record it?"])
async def test_what_is_asked_is_not_done(town: Town, asked: str) -> None:
    await town.asha.says("update")
    await town.asha.says(WORDS)
    assert "question mark, so I have done nothing" in told(await town.asha.says(asked))
    assert town.council.sheet("asha", "1").response.blank
