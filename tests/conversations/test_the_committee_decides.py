"""After the meeting the clerk records what the committee decided: with the card, or with words that do the same."""

from datetime import date

import pytest
from sqlmodel import col, select

from storage import reviews, rounds
from storage.tables.plans import DueDate
from storage.tables.rounds import Decision
from storage.vocabulary import Ruling, UpdateState, Verdict
from tests.builders import TITLE, moment
from tests.conversations.conftest import Town
from tests.conversations.forging import about, forged, refused
from tests.officer import told


def accepted(town: Town, *numbers: str) -> None:
    """Asha has answered these, and the clerk has accepted them."""
    for number in numbers:
        town.council.saved("asha", number, 0, evidence=f"Said of {number}.", impact="x", grade="2")
    town.council.submit("asha")
    for number in numbers:
        town.council.database.write_now(
            reviews.review,
            person=town.council.people["cleo"],
            moment=moment(),
            recommendation_id=town.council.recommendations[number],
            round_id=town.council.round_id,
            version=town.council.sheet("asha", number).sent_version,
            verdict=Verdict.ACCEPTED,
        )


def decided(town: Town) -> list[Decision]:
    return town.council.database.read_now(
        lambda session: list(session.exec(select(Decision).order_by(col(Decision.id))))
    )


async def test_the_clerk_finds_what_waits_and_records_a_changed_grade_on_the_card(town: Town) -> None:
    accepted(town, "1", "2")
    await town.cleo.says("to review")
    waiting = await town.cleo.presses("For the committee")
    assert "For the committee: 2 answers without a decision" in told(waiting)
    opened = await town.cleo.presses("Decide Recommendation 1")
    assert "Recommendation 1: what the committee decided" in told(opened)
    assert "Said of 1." in told(opened)
    said = "The lead has left, and nobody has the work."
    after = await town.cleo.presses(
        "record_decision", grade="3", signed_off="no", comment=said, moved_to="March 2025", decided_on="8 July 2024"
    )
    assert f"Recorded for Recommendation 1 of {TITLE}: 3 – Slipped, due March 2025." in told(after)
    assert "1 answer without a decision" in told(after)
    (row,) = decided(town)
    assert (row.ruling, row.grade_code, row.comment, row.signed_off) == (Ruling.CHANGED, "3", said, False)
    assert row.decided_on == date(2024, 7, 8)
    dates = town.council.database.read_now(lambda session: session.exec(select(DueDate.text, DueDate.reason)).all())
    assert ("March 2025", said) in dates
    assert town.council.sheet("asha", "1").state is UpdateState.CONFIRMED


@pytest.mark.parametrize(
    ("words", "grade", "signed_off", "comment"),
    [
        ("committee agreed", "2", False, ""),
        ("Committee agreed and signed off", "2", True, ""),
        ("the committee agreed it, signed off", "2", True, ""),
        (
            "committee grade 4 because Nothing has been done since March.",
            "4",
            False,
            "Nothing has been done since March.",
        ),
    ],
)
async def test_words_do_the_same(town: Town, words: str, grade: str, signed_off: bool, comment: str) -> None:
    accepted(town, "1")
    await town.cleo.says("decisions")
    await town.cleo.says("decide 1 of the young carers plan")
    assert "Recorded for Recommendation 1" in told(await town.cleo.says(words))
    (row,) = decided(town)
    assert (row.grade_code, row.signed_off, row.comment) == (grade, signed_off, comment)
    assert "No answer waits" in told(await town.cleo.says("decisions"))


async def test_a_grade_that_is_changed_needs_its_reason(town: Town) -> None:
    accepted(town, "1")
    await town.cleo.says("decisions")
    await town.cleo.presses("open_decision")
    assert "needs to say why" in told(await town.cleo.says("committee grade 3"))
    assert "is not a grade of this plan" in told(await town.cleo.says("committee grade 9 because so"))
    assert decided(town) == []
    await town.cleo.says("decide 1")
    assert "Recorded" in told(await town.cleo.says("committee agreed"))


async def test_a_day_that_is_none_or_is_to_come_is_refused(town: Town) -> None:
    accepted(town, "1")
    await town.cleo.says("decisions")
    await town.cleo.says("decide 1")
    for words, why in (("31/06/2024", "is not a day"), ("soon", "is not a day"), ("1 August 2030", "still to come")):
        await town.cleo.presses("record_decision", grade="2", signed_off="no", decided_on=words)
        assert why in told(town.cleo.sees_last()), words
    assert decided(town) == []


async def test_pressed_twice_it_is_decided_once(town: Town) -> None:
    accepted(town, "1")
    await town.cleo.says("decisions")
    await town.cleo.says("decide 1")
    seen = town.council.sheet("asha", "1").sent_version
    await town.cleo.presses("record_decision", grade="2", signed_off="yes", decided_on="8 July 2024")
    again = await forged(
        town,
        "cleo",
        "record_decision",
        **about(town, "1", version=seen, grade="4", comment="x", decided_on="8 July 2024"),
    )
    assert "has moved on since you opened it" in str(again.body)
    assert [row.grade_code for row in decided(town)] == ["2"]


async def test_what_was_sent_and_never_reviewed_is_decided_once_the_round_has_closed(town: Town) -> None:
    town.council.saved("asha", "1", 0, evidence="Said of 1.", impact="x", grade="2")
    town.council.submit("asha")
    assert "No answer waits" in told(await town.cleo.says("decisions"))
    town.council.database.write_now(
        rounds.close_round, person=town.council.people["cleo"], moment=moment(), round_id=town.council.round_id
    )
    assert "1 answer without a decision" in told(await town.cleo.says("decisions"))


@pytest.mark.parametrize("who", ["asha", "mo", "tess"])
async def test_nobody_else_can_record_one(town: Town, who: str) -> None:
    accepted(town, "1")
    sentence = await refused(
        town, who, "record_decision", **about(town, "1", version=1, grade="1", comment="x", decided_on="8 July 2024")
    )
    assert "Only a clerk" in sentence or "only the recommendations that you own" in sentence
    assert decided(town) == []


async def test_to_anybody_else_such_words_are_evidence(town: Town) -> None:
    await town.asha.says("update")
    for words in ("committee agreed", "committee grade 3 because it slipped", "decisions"):
        assert "Record this as evidence" in told(await town.asha.says(words))
        await town.asha.says("no")


async def test_with_none_open_words_record_nothing(town: Town) -> None:
    accepted(town, "1")
    assert "No decision is open" in told(await town.cleo.says("committee agreed"))
    await town.cleo.says("decisions")
    await town.cleo.says("decide 1")
    await town.cleo.says("my actions")
    assert "No decision is open" in told(await town.cleo.says("committee agreed"))
    assert decided(town) == []
