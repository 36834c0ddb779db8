"""Layouts of other councils: numbers with brackets, labels with a word before, rows over all columns, tables within cells."""

from dataclasses import replace

import pytest

from storage.importing.reading.labels import read_start
from storage.importing.source import Cell, Line, Row, Table
from tests.plans.reading.sources import actions, proposal, table

KEY = Line("Key: Complete; On track; Slipped", "line 1")


@pytest.mark.parametrize(
    ("said", "number", "rest"),
    [
        ("Rec. 4(a) Mend the steps", "4(a)", "Mend the steps"),
        ("Recommendation 9(ii): Mend the steps", "9(ii)", "Mend the steps"),
        ("Key recommendation LP2", "LP2", ""),
        ("Scrutiny Recommendation 6 – Mend the steps", "6", "Mend the steps"),
        ("Recommendation PK/23/07 Mend the steps", "PK/23/07", "Mend the steps"),
        ("R5(b) Mend the steps", "R5(b)", "Mend the steps"),
        ("Recommendation 3 (a) mend (b) paint", "3", "(a) mend (b) paint"),
    ],
)
def test_a_number_is_read_as_it_is_printed(said: str, number: str, rest: str) -> None:
    start = read_start(said)
    assert start is not None
    assert (start.number, start.rest) == (number, rest)


def test_words_that_merely_count_recommendations_begin_none() -> None:
    assert read_start("Recommendations of 12 members were heard") is None
    assert read_start("Recommendation 3/4 of the budget") is None


def test_a_row_over_all_columns_may_tell_more_under_a_label_of_its_own() -> None:
    form = table(
        "Rec. 4(a) The Council should mend the steps of the museum.",
        "Responsible officer | Due date | Status",
        "Ines Vaughan | May 2025 | On track",
        "Progress (March 2025): Two of the three flights are mended and the third is in hand.",
    )
    (one,) = proposal(Line("Museum steps – monitoring form", "line 0", level=1), KEY, form).recommendations
    assert ([owner.text for owner in one.owners], one.number) == (["Ines Vaughan"], "4(a)")
    (update,) = one.updates
    assert (update.round, update.grade) == ("March 2025", "On track")
    assert update.evidence == "Two of the three flights are mended and the third is in hand."


def test_such_a_row_under_each_of_many_recommendations_is_no_section() -> None:
    plan = table(
        "No | Recommendation | Lead | Due | Status",
        "1 | Mend the steps. | Ines Vaughan | May 2025 | On track",
        "Progress: Two flights are mended.",
        "2 | Paint the doors. | Huw Parry | June 2025 | Slipped",
        "Progress: The paint was the wrong one.",
    )
    first, second = proposal(KEY, plan).recommendations
    assert (first.section, second.section) == ("", "")
    assert [one.updates[0].evidence for one in (first, second)] == [
        "Two flights are mended.",
        "The paint was the wrong one.",
    ]


def test_a_row_over_both_columns_of_a_form_names_the_section_of_what_follows() -> None:
    rows = (
        _over("Theme 1: Getting in", 1),
        _pair("Panel recommendation 1", "Widen the doors.", 2),
        _pair("Progress (June 2025)", "Two are widened.", 3),
        _pair("Panel recommendation 2", "Lower the desk.", 4),
        _pair("Progress (June 2025)", "It is ordered.", 5),
        _over("Theme 2: Staff and prices", 6),
        _pair("Panel recommendation 3a", "Train the staff.", 7),
        _pair("Progress (June 2025)", "All are trained.", 8),
    )
    read = proposal(KEY, Table(rows, "table 1"))
    assert [one.section for one in read.recommendations] == [
        "Theme 1: Getting in",
        "Theme 1: Getting in",
        "Theme 2: Staff and prices",
    ]
    assert read.recommendations[1].updates[0].evidence == "It is ordered."


def test_a_table_within_a_cell_is_a_table_of_actions() -> None:
    inner = table("Action | Who | When | Status", "Hold two workshops | Ines Vaughan | May 2025 | Complete")
    outer = Table(
        (
            _pair("Key recommendation LP2", "Agree a vision with partners.", 1),
            _pair("Action plan", "", 2, inner),
            _pair("Progress (March 2025)", "Partners have met twice.", 3),
        ),
        "table 1",
    )
    (one,) = proposal(KEY, outer).recommendations
    assert (one.number, one.text, one.actions) == ("LP2", "Agree a vision with partners.", ())
    assert actions(one) == ["Hold two workshops | Ines Vaughan | 2025-05-31 | Complete"]
    assert one.updates[0].evidence == "Partners have met twice."


def _over(text: str, nth: int) -> Row:
    place = f"table 1, row {nth}"
    return Row((Cell((Line(text, place),), 0, 2),), place)


def _pair(label: str, value: str, nth: int, *tables: Table) -> Row:
    place = f"table 1, row {nth}"
    first = Cell((Line(label, place),), 0)
    beside = Cell((Line(value, place),) if value else (), 1)
    return Row((first, replace(beside, tables=tables)), place)


def test_what_a_label_asks_its_writer_to_do_is_no_part_of_it() -> None:
    asks = "(rhowch esboniad os oes angen / include explanation if required)"
    rows = (
        _pair("Argymhelliad 1 / Recommendation 1:", "Open the hall on Sundays.", 1),
        _pair("Tystiolaeth o Gynnydd (Gorffennaf 2024) / Evidence of Progress (July 2024):", "It opened in May.", 2),
        _pair(f"Asesiad o Gynnydd (Gorffennaf 2024) / Assessment of Progress (July 2024): {asks}", "On track", 3),
    )
    (one,) = proposal(KEY, Table(rows, "table 1")).recommendations
    assert [(update.grade, update.explanation) for update in one.updates] == [("On track", "")]
