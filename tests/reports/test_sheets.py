"""The workbook and the CSV: a row for each update, dates that are dates, and text that stays text."""

import csv
import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from storage.reporting.columns import COLUMNS
from storage.reporting.compile import compiled
from storage.reporting.layout import form
from storage.reporting.naming import House, Named
from storage.reporting.paper import Paper
from storage.reporting.wanted import Format
from tests.reports import papers
from tests.reports.papers import HOUSE
from tests.reports.test_word import NASTY

NAMES = [column.name for column in COLUMNS]


def book(paper: Paper, house: House = HOUSE) -> Any:
    return openpyxl.load_workbook(io.BytesIO(compiled(paper, form("tracker"), Format.XLSX, house).content))


def lines(paper: Paper) -> list[list[str]]:
    content = compiled(paper, form("tracker"), Format.CSV, HOUSE).content
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_round_of_every_recommendation_has_a_row_answered_or_not() -> None:
    page = book(papers.full())["Updates"]
    found = [[cell.value for cell in row] for row in page.iter_rows()]
    assert found[0] == NAMES
    assert len(found) == 1 + 6 * 3
    status = NAMES.index("Status")
    assert [row[status] for row in found[7:10]] == ["Accepted", "No update received", "No update received"]
    assert [row[status] for row in found[10:13]] == ["Accepted", "Signed off before", "Signed off before"]


def test_dates_are_dates_numbers_are_numbers_and_the_head_stays_in_sight() -> None:
    page = book(papers.full())["Updates"]
    row = {name: page.cell(7, place) for place, name in enumerate(NAMES, 1)}
    assert row["Due"].value == datetime(2024, 12, 31)
    assert row["Due"].number_format == "d mmmm yyyy"
    assert row["Round date"].value.date() == date(2024, 7, 31)
    assert (row["Times moved"].value, row["Times moved"].data_type) == (1, "n")
    assert row["Indicators"].value == "None given"
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == f"A1:{page.cell(1, len(NAMES)).column_letter}19"
    assert all(cell.value is not None for line in page.iter_rows() for cell in line)
    assert {cell.font.sz for line in page.iter_rows() for cell in line} == {12}


def test_the_other_pages_say_what_it_is_and_have_the_charts_numbers() -> None:
    found = book(papers.full())
    assert found.sheetnames == ["Updates", "Progress by round", "About"]
    assert [cell.value for cell in found["Progress by round"][8]] == ["All", 6, 6, 6]
    assert dict(row for row in found["About"].values)["Protective marking"] == "OFFICIAL"
    assert found.properties.title == "Young Carers in Schools: updates, July 2024"


@pytest.mark.parametrize("name", NASTY)
def test_no_text_becomes_a_formula_or_breaks_the_book(name: str) -> None:
    text = NASTY[name]
    page = book(papers.said_everywhere(text))["Updates"]
    cells = [cell for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    evidence = page.cell(2, NAMES.index("Evidence of progress") + 1).value
    if name in ("formula", "jinja", "mentions", "markup", "right to left", "emoji", "tabs", "spaces"):
        assert evidence == text


def test_what_does_not_fit_a_cell_goes_on_in_a_page_of_its_own() -> None:
    text = NASTY["long"]
    found = book(papers.said_everywhere(text))
    column = NAMES.index("Evidence of progress") + 1
    cell = found["Updates"].cell(2, column)
    assert cell.value.endswith("(whole in “Long texts”)")
    pieces = [row[1] for row in found["Long texts"].values if row[0] == cell.coordinate]
    assert "".join(pieces) == text


def test_csv_has_the_same_rows_and_runs_nothing() -> None:
    found = lines(papers.full())
    assert found[0] == NAMES
    assert len(found) == 19
    assert dict(zip(NAMES, found[6], strict=True))["Due"] == "2024-12-31"
    (_, row) = lines(papers.said_everywhere(NASTY["formula"]))
    evidence = dict(zip(NAMES, row, strict=True))["Evidence of progress"]
    assert evidence == f"'{NASTY['formula']}"


def test_a_sheet_without_names_names_nobody() -> None:
    page = book(papers.full(), House("Lowmere Council", "", Named.JOB_TITLES))["Updates"]
    assert not [cell.value for row in page.iter_rows() for cell in row if "Asha" in str(cell.value)]
