"""Dates, times, numbers and names in words."""

from datetime import UTC, date, datetime

import pytest

from cards.wording import (
    clock_time,
    count,
    day,
    distance,
    drawable,
    file_size,
    isolated,
    listed,
    said,
    shortened,
    unmarked,
)


def test_a_date_is_written_as_people_write_it() -> None:
    assert day(date(2025, 3, 31)) == "31 March 2025"
    assert day(date(2025, 3, 1)) == "1 March 2025"


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(2024, 7, 3, 13, 5, tzinfo=UTC), "14:05 on 3 July 2024"),
        (datetime(2024, 12, 3, 14, 5, tzinfo=UTC), "14:05 on 3 December 2024"),
        (datetime(2024, 7, 3, 23, 30, tzinfo=UTC), "00:30 on 4 July 2024"),
    ],
)
def test_a_time_is_that_of_the_councils_wall(at: datetime, told: str) -> None:
    assert clock_time(at) == told


def test_distances_and_numbers_agree_with_their_nouns() -> None:
    today = date(2024, 7, 12)
    assert distance(date(2024, 7, 13), today) == "in 1 day"
    assert distance(today, today) == "today"
    assert distance(date(2024, 5, 31), today) == "42 days ago"
    assert count("recommendation", 1) == "1 recommendation"
    assert count("character", 4_120) == "4,120 characters"
    assert listed(("Asha", "Bryn", "Cleo")) == "Asha, Bryn and Cleo"
    assert listed(()) == ""
    assert (file_size(10), file_size(48_213), file_size(3_400_000)) == ("1 KB", "47 KB", "3.2 MB")


def test_a_long_line_is_cut_at_a_word() -> None:
    assert shortened("Every school names a lead", 40) == "Every school names a lead"
    assert shortened("Every school names a lead for young carers", 27) == "Every school names a lead…"
    assert len(shortened("w" * 500, 40)) == 40


def test_control_and_half_characters_are_drawn_and_no_function_is_run() -> None:
    assert drawable("a\x00b\x1bc\x7fd\ud83d") == "a␀b␛c␡d\ufffd"
    assert drawable("{{DATE(2024-01-01T00:00:00Z)}} {{{") == "{\u2060{DATE(2024-01-01T00:00:00Z)}} {\u2060{\u2060{"


def test_plain_words_are_left_to_the_letter() -> None:
    for text in ("Asha Pryce", "café – 90%", "**not bold** [x](y)"):
        assert said(text) == text


def test_right_to_left_words_cannot_reorder_ours() -> None:
    assert isolated("مدرسة") == "\u2068مدرسة\u2069"
    assert isolated("\u202etxt.exe") == "\u2068\u202etxt.exe\u2069"
    assert isolated("\u2067open") == "\u2068\u2067open\u2069\u2069"
    assert isolated("\u2069early") == "\u2068\ufffdearly\u2069"


def test_a_name_in_a_heading_holds_no_markdown() -> None:
    assert unmarked("**5** [x](javascript:a) `c` # <at>") == "∗∗5∗∗ ［x］(javascript:a) ˋcˋ ＃ ‹at›"


def test_emoji_weigh_more_than_letters() -> None:
    assert len(said("👍" * 500, 60).encode()) <= 120
    assert said("a\nb\r\nc") == "a b c"


def test_a_name_keeps_no_marks_that_turn_the_direction_of_writing() -> None:
    assert said("\u202ePryce\u2066") == "Pryce"
