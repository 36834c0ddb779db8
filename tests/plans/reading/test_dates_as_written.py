"""Dates as plans write them: which are certain, which are only words, and what the clerk is told."""

from datetime import date

import pytest

from storage.importing.reading.dates import has_short_years, read_start, read_when
from storage.importing.reading.rounds import spot_round
from storage.importing.reading.spans import certain_dates


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("May 2019", date(2019, 5, 31)),
        ("Sept 2016", date(2016, 9, 30)),
        ("Mawrth 2024", date(2024, 3, 31)),
        ("Rhagfyr / December 2022", date(2022, 12, 31)),
        ("Mar-24", date(2024, 3, 31)),
        ("03/2025", date(2025, 3, 31)),
        ("31.03.24", date(2024, 3, 31)),
        ("2024-03-31 00:00:00", date(2024, 3, 31)),
        ("June 15th, 2017", date(2017, 6, 15)),
        ("By the end of March 2024", date(2024, 3, 31)),
        ("Q4 2023/24", date(2024, 3, 31)),
        ("2023-24 Q4", date(2024, 3, 31)),
        ("By end of Q2 2023/24", date(2023, 9, 30)),
        ("May - July 2014", date(2014, 7, 31)),
        ("1 Mai / May 2024", date(2024, 5, 1)),
        ("Nov–Jan 2024", date(2024, 1, 31)),
        ("Sept 2016 – Mar 2017", date(2017, 3, 31)),
    ],
)
def test_one_certain_date_is_read_without_a_doubt(words: str, on: date) -> None:
    read = read_when([words])
    assert (read.dated.on, read.dated.text, read.findings) == (on, words, ())


@pytest.mark.parametrize(
    ("words", "code", "candidates"),
    [
        ("Ongoing rolling training", "due_not_a_date", ()),
        ("Immediate", "due_not_a_date", ()),
        ("TBC", "due_not_a_date", ()),
        ("From September 2022", "due_from_then", ("2022-09-30",)),
        ("Parhaus", "due_not_a_date", ()),
        ("Ongoing – review March 2024", "due_not_a_date", ("2024-03-31",)),
        ("Summer 2014", "due_not_a_date", ("2014-08-31",)),
        ("Q4", "due_ambiguous_quarter", ()),
        ("Q3 2024", "due_ambiguous_quarter", ("2024-09-30", "2024-12-31", "2023-12-31")),
        ("2018", "due_year_only", ()),
        ("2023/24", "due_year_only", ()),
        ("31/06/2025", "due_invalid", ()),
        ("01/31/2024", "due_invalid", ()),
        ("30th Febuary 2024", "due_invalid", ()),
        ("Monday 3 May 2024", "due_invalid", ()),
        ("1 Mai / June 2024", "due_not_a_date", ()),
        ("Completed March 2024", "status_in_date_cell", ("2024-03-31",)),
        ("once the lease is signed", "due_not_a_date", ()),
    ],
)
def test_what_is_no_certain_date_stays_words_with_a_doubt(words: str, code: str, candidates: tuple[str, ...]) -> None:
    read = read_when([words])
    assert (read.dated.on, read.dated.text) == (None, words)
    assert [(one.code, one.candidates) for one in read.findings] == [(code, candidates)]


@pytest.mark.parametrize(
    ("words", "on", "code"),
    [
        ("31/08/18 and 30/06/18", date(2018, 8, 31), "due_multiple"),
        ("31st March 2024 (revised from 31 December 2023)", date(2024, 3, 31), "due_multiple"),
        ("Septmber 2024", date(2024, 9, 30), "month_typo"),
        ("Nov 2023 and then ongoing", date(2023, 11, 30), "due_other_words"),
        ("Jun 19", date(2019, 6, 30), "due_other_words"),
        ("30 June 2024 if Cabinet agrees", date(2024, 6, 30), "due_other_words"),
    ],
)
def test_a_date_that_needs_a_look_is_read_with_a_doubt(words: str, on: date, code: str) -> None:
    read = read_when([words])
    assert (read.dated.on, [one.code for one in read.findings]) == (on, [code])


def test_a_date_beside_a_line_of_words_stands_and_the_words_are_doubted() -> None:
    read = read_when(["Quarterly reporting to the Board", "30 September 2014"])
    assert read.dated.on == date(2014, 9, 30)
    assert [one.code for one in read.findings] == ["due_not_a_date"]


def test_what_is_struck_through_is_not_the_date() -> None:
    read = read_when(["31 March 2024 30 June 2024"], struck="31 March 2024")
    assert read.dated.on == date(2024, 6, 30)
    assert [one.code for one in read.findings] == ["due_struck_through"]


@pytest.mark.parametrize(
    ("words", "on"), [("Jul 2016", date(2016, 7, 1)), ("12 July 2016", date(2016, 7, 12)), ("soon", None)]
)
def test_a_month_starts_on_its_first_day(words: str, on: date | None) -> None:
    assert read_start(words).on == on


@pytest.mark.parametrize(
    ("label", "round", "on", "rest"),
    [
        ("Evidence of Progress (March 2020):", "March 2020", date(2020, 3, 31), "Evidence of Progress"),
        ("RAG Q2 2023/24", "Q2 2023/24", date(2023, 9, 30), "RAG"),
        ("Update – Spring 2024", "Spring 2024", None, "Update"),
        ("Progress to date (as at 30 June 2024)", "30 June 2024", date(2024, 6, 30), "Progress to date"),
        ("Assessment (Mawrth / March 2022)", "Mawrth / March 2022", date(2022, 3, 31), "Assessment"),
    ],
)
def test_a_label_names_its_round(label: str, round: str, on: date | None, rest: str) -> None:
    spotted, without = spot_round(label)
    assert spotted is not None
    assert (spotted.text, spotted.on, without) == (round, on, rest)


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("Dec 24", date(2024, 12, 31)),
        ("end March 25", date(2025, 3, 31)),
        ("by Sept 23", date(2023, 9, 30)),
        ("end of Jan 26", date(2026, 1, 31)),
        ("Mawrth 25", date(2025, 3, 31)),
    ],
)
def test_a_month_with_two_digits_is_certain_where_the_document_writes_no_days(words: str, on: date) -> None:
    read = read_when([words], short_years=True)
    assert (read.dated.on, read.findings) == (on, ())
    assert [one.code for one in read_when([words]).findings] == ["due_other_words"]


@pytest.mark.parametrize(
    ("cells", "short"),
    [
        (["Dec 24", "Mar 25", "TBC"], True),
        (["Dec 24", "Mar 25", "Jun 25", "1 May 2025"], True),
        (["Dec 24", "1 May 2025", "31/03/2025"], False),
        (["1 May 2025"], False),
    ],
)
def test_what_the_other_dates_look_like_says_whether_two_digits_are_a_year(cells: list[str], short: bool) -> None:
    assert has_short_years(cells) is short


@pytest.mark.parametrize(
    "words", ["In May 20 people came to the first meeting", "on May 20", "April 15 homes were let"]
)
def test_a_figure_after_a_month_may_count_something(words: str) -> None:
    assert certain_dates(words) == []
