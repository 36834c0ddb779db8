"""Anticipated dates as they are typed: counted from the day they are said on, without a year, or said again later."""

from datetime import date, timedelta

import pytest

from storage.rules.deadlines import read_date, which_year
from tests.conversations.conftest import Town
from tests.officer import told

TODAY = date(2024, 7, 8)


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("end of next month", "31 August 2024"),
        ("by the end of next month", "31 August 2024"),
        ("next month", "31 August 2024"),
        ("end of the month", "31 July 2024"),
        ("in a fortnight", "22 July 2024"),
        ("in 3 weeks' time", "29 July 2024"),
        ("three weeks from today", "29 July 2024"),
        ("in a year’s time", "8 July 2025"),
        ("12/2024", "31 December 2024"),
        ("New date: end of next month", "31 August 2024"),
    ],
)
async def test_a_date_counted_from_today_is_read_and_the_day_is_said(town: Town, words: str, on: str) -> None:
    await town.asha.says("update")
    assert f"read as {on}" in told(await town.asha.says(words))
    read = town.council.sheet("asha", "1").response.anticipated_on
    assert read is not None
    assert f"{read.day} {read:%B %Y}" == on


@pytest.mark.parametrize("words", ["31 March", "end of March", "New date: 31 March", "by 5th May"])
async def test_a_date_without_its_year_is_asked_for_it(town: Town, words: str) -> None:
    await town.asha.says("update")
    asked = told(await town.asha.says(words))
    assert "Which year?" in asked
    assert "2025”" in asked
    assert town.council.sheet("asha", "1").version == 0


@pytest.mark.parametrize(
    "words", ["soon", "next week", "end of the year", "13/2024", "spring 2025", "31 April", "1/2", "an hour"]
)
def test_what_names_no_one_day_is_read_as_none(words: str) -> None:
    assert read_date(words, TODAY).on is None
    assert which_year(words, TODAY) == ""


def test_the_last_month_of_a_year_is_followed_by_the_first() -> None:
    assert read_date("end of next month", date(2024, 12, 31)).on == date(2025, 1, 31)
    assert which_year("29 February", TODAY) == "29 February 2028"


@pytest.mark.parametrize("again", ["in two weeks", "new date: in two weeks", "slipped, in two weeks"])
async def test_the_same_words_on_a_later_day_are_another_day(town: Town, again: str) -> None:
    await town.asha.says("update")
    await town.asha.says("3, slipped, in two weeks")
    assert town.council.sheet("asha", "1").response.anticipated_on == date(2024, 7, 22)
    town.teams.move_on(timedelta(days=10))
    said = told(await town.asha.says(again))
    assert "in two weeks, read as 1 August 2024 (it was in two weeks, read as 22 July 2024, by Asha Pryce)" in said
    assert town.council.sheet("asha", "1").response.anticipated_on == date(2024, 8, 1)


async def test_the_box_on_the_card_says_what_it_was_read_as(town: Town) -> None:
    form = await town.asha.says("update")
    saved = await town.asha.presses("save_draft", on=form, anticipated="end of next month")
    assert "end of next month, read as 31 August 2024" in told(saved)
    saved = await town.asha.presses("save_draft", on=saved, anticipated="31 March")
    assert "Which year?" in told(saved)
    assert town.council.sheet("asha", "1").response.anticipated == "31 March"
    town.teams.move_on(timedelta(days=10))
    await town.asha.presses("save_draft", on=saved, anticipated="in two weeks")
    town.teams.move_on(timedelta(days=10))
    await town.asha.presses("save_draft", on=town.asha.card(), anticipated="in two weeks", evidence="44 schools.")
    assert town.council.sheet("asha", "1").response.anticipated_on == date(2024, 8, 1), "an untouched box keeps its day"


@pytest.mark.parametrize("words", ["TBC", "next spring", "asap", "mid 2025"])
async def test_a_date_that_is_none_yet_is_kept_as_the_form_keeps_it(town: Town, words: str) -> None:
    """Never as evidence: it stands in its own field, as written, and is asked about."""
    await town.asha.says("update")
    shown = told(await town.asha.says(f"new date: {words}"))
    assert f"anticipated date {words}" in shown
    assert "kept as written" in shown
    await town.asha.says("grade: 3")
    kept = town.council.sheet("asha", "1").response
    assert (kept.anticipated, kept.anticipated_on, kept.evidence) == (words, None, "")
    assert "names no certain date" in told(await town.asha.says("next"))


async def test_a_day_that_there_is_not_is_still_refused(town: Town) -> None:
    await town.asha.says("update")
    assert "is not a date" in told(await town.asha.says("new date: 31/06/2025"))
    assert town.council.sheet("asha", "1").response.blank
