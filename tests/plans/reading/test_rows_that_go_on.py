"""A recommendation that goes on over a second row, tables within a cell, dates that were changed, whose day a date is."""

import pytest

from storage.importing.source import Cell, Line, Row, Table
from tests.plans.reading.sources import DOWN, actions, codes, proposal, row, table

KEY = Line("Key: Green = on track; Amber = delayed; Red = stopped", "line 1")
HEADS = "ID | Recommendation | Action | Measure | Lead | Finish | RAG | Progress"
ONE = "1 | Open the museum on Mondays. | Hire guides | Visitors rise | Ann Bell | 30/06/2024 | Green | Both hired."
TWO = "2 | Lend objects to schools. | Make ten boxes | Boxes go out | Bo Finch | 31/07/2024 | Amber | Six made."
THREE = "3 | Put the catalogue online. | Scan the cards | All scanned | Di Eames | 31/12/2024 | Red | None yet."
FOUR = "4 | Publish a yearly report. | Write it | Read by 100 | Ann Bell | 31/01/2025 | Green | Drafted."


@pytest.mark.parametrize(
    "second",
    [
        " |  | Train teachers |  | Cy Day | 30/09/2024 |  | ",
        "2 |  | Train teachers |  | Cy Day | 30/09/2024 |  | ",
        f"{DOWN} | {DOWN} | Train teachers | {DOWN} | Cy Day | 30/09/2024 | {DOWN} | {DOWN}",
    ],
)
def test_a_row_that_goes_on_where_each_recommendation_has_one_gives_more_of_it(second: str) -> None:
    read = proposal(KEY, table(HEADS, ONE, TWO, second, THREE, FOUR), file="plan.csv")
    assert [one.number for one in read.recommendations] == ["1", "2", "3", "4"]
    two = read.recommendations[1]
    assert two.actions == ("Make ten boxes", "Train teachers")
    assert [owner.text for owner in two.owners] == ["Bo Finch", "Cy Day"]
    assert [str(one) for one in two.due.all] == ["2024-07-31", "2024-09-30"]
    assert (two.sub_actions, two.updates[0].grade) == ((), "Amber")


def test_which_lead_and_date_belong_to_which_action_is_told() -> None:
    second = " |  | Train teachers |  | Cy Day | 30/09/2024 |  | "
    read = proposal(KEY, table(HEADS, ONE, TWO, second, THREE, FOUR), file="plan.csv")
    told = {doubt.code: doubt.message for doubt in read.doubts if doubt.recommendation == 2}
    assert told.keys() == {"actions_joined", "due_multiple"}
    assert "“Train teachers” (Cy Day, 30/09/2024)" in told["actions_joined"]


def test_rows_with_grades_of_their_own_stay_actions_of_their_own() -> None:
    second = " |  | Train teachers |  | Cy Day | 30/09/2024 | Red | "
    two = proposal(KEY, table(HEADS, ONE, TWO, second, THREE, FOUR), file="plan.csv").recommendations[1]
    assert actions(two) == [
        "Make ten boxes | Bo Finch | 2024-07-31 | Amber",
        "Train teachers | Cy Day | 2024-09-30 | Red",
    ]


def test_where_recommendations_have_several_rows_these_are_their_actions() -> None:
    second = " |  | Train teachers |  | Cy Day | 30/09/2024 |  | "
    read = proposal(KEY, table(HEADS, ONE, TWO, second, THREE, second), file="plan.csv")
    assert [len(one.sub_actions) for one in read.recommendations] == [0, 2, 2]


WEAKNESS = "Area of weakness | What we will do | Who and when | How we will know"
PLANS = "Plans are late. | Hire planners |  | Plans come on time"
WAITS = "Waits are too long. | Open a clinic | Cy Day\nMay 2024 | Waits shorten"


def holding(inner: Table) -> Table:
    """A row with a table in its third cell, and a row after it."""
    cells = list(row(PLANS, "table 1, row 2").cells)
    cells[2] = Cell((), 2, tables=(inner,))
    rows = (row(WEAKNESS, "table 1, row 1"), Row(tuple(cells), "table 1, row 2"), row(WAITS, "table 1, row 3"))
    return Table(rows, "table 1")


def test_after_a_table_in_a_cell_the_rows_around_it_go_on() -> None:
    first, second = proposal(
        holding(table("Who | When", "Ann Bell | May 2024", "Bo Finch | July 2024"))
    ).recommendations
    assert ([one.text for one in first.owners], str(first.due.on)) == (["Ann Bell", "Bo Finch"], "2024-07-31")
    assert ([one.text for one in second.owners], str(second.due.on)) == (["Cy Day"], "2024-05-31")
    assert (second.actions, second.measures) == (("Open a clinic",), ("Waits shorten",))


@pytest.mark.parametrize(
    "rows", [("Ann Bell | May 2024", "Bo Finch | July 2024"), ("Lead Nurse | May 2024", "Clerk | July 2024")]
)
def test_a_table_in_a_cell_without_heads_is_what_the_cell_says(rows: tuple[str, str]) -> None:
    read = proposal(holding(table(*rows)))
    assert [len(one.owners) for one in read.recommendations] == [2, 1]
    assert [str(one.due.on) for one in read.recommendations] == ["2024-07-31", "2024-05-31"]
    assert read.not_placed == ()


def test_a_table_of_steps_in_a_cell_lists_the_recommendations_actions() -> None:
    steps = table("Step | Who | When", "Advertise | Ann Bell | May 2024", "Interview | Bo Finch | July 2024")
    first, second = proposal(holding(steps)).recommendations
    assert actions(first) == ["Advertise | Ann Bell | 2024-05-31", "Interview | Bo Finch | 2024-07-31"]
    assert second.text == "Waits are too long."


@pytest.mark.parametrize(
    ("cell", "owners", "is_doubted"),
    [
        ("Chief Nurse, NHS Kelder and Otter ICB", ["Chief Nurse, NHS Kelder and Otter ICB"], True),
        ("Chief Officer, Kelder and Otter Health Trust", ["Chief Officer, Kelder and Otter Health Trust"], True),
        ("Chief Nurse, Kelder Trust and Otter Council", ["Chief Nurse, Kelder Trust", "Otter Council"], False),
        ("Head of Law, Kelder Council and Head of Finance", ["Head of Law, Kelder Council", "Head of Finance"], False),
        (
            "Assistant Director, Adult Care / Head of Skills",
            ["Assistant Director, Adult Care", "Head of Skills"],
            False,
        ),
        ("Markets Lead (vacant) – interim: R. Sands", ["Markets Lead (vacant) – interim: R. Sands"], True),
    ],
)
def test_an_owner_with_a_comma_and_an_and(cell: str, owners: list[str], is_doubted: bool) -> None:
    read = proposal(KEY, table("No | Recommendation | Lead", f"1 | Mend the roof of the hall. | {cell}"))
    assert [one.text for one in read.recommendations[0].owners] == owners
    assert ("owner_role_mixed" in codes(read)) is is_doubted


def test_a_date_that_a_tracked_change_took_out_is_told() -> None:
    rows = [row("No | Recommendation | Due", "table 1, row 1"), row("1 | Mend the roof. | ", "table 1, row 2")]
    due = Line("May 2024", "table 1, row 2", removed="March 2024")
    cells = (*rows[1].cells[:2], Cell((due,), 2))
    read = proposal(Table((rows[0], Row(cells, "table 1, row 2")), "table 1"))
    assert str(read.recommendations[0].due.on) == "2024-05-31"
    told = [doubt.message for doubt in read.doubts if doubt.code == "due_struck_through"]
    assert len(told) == 1
    assert "“March 2024”" in told[0]
    assert "March 2024" in {one.text for one in read.not_placed}


def test_the_day_of_an_audits_report_is_no_day_of_an_account() -> None:
    heads = "Ref | Audit | Date of report | Recommendation | Status | Update"
    read = proposal(
        KEY,
        table(
            heads,
            "A1 | Stores | 01/02/2024 | Count the stock monthly. | Green | Counted in May.",
            "A2 | Stores | 01/02/2024 | Lock the yard at night. | Amber | A lock is ordered.",
            "B1 | Fleet | 05/03/2024 | Log each journey. | Red | Nothing yet.",
        ),
    )
    assert [one.updates[0].on for one in read.recommendations] == [None, None, None]
    assert all("Date of report: 0" in one.text for one in read.recommendations)


def test_a_day_beside_accounts_that_have_their_own_is_kept() -> None:
    heads = "Ref | Date of report | Recommendation | Status | Update at 31/12/2024"
    read = proposal(KEY, table(heads, "A1 | 01/02/2024 | Count the stock monthly. | Green | Counted in May."))
    one = read.recommendations[0]
    assert (str(one.updates[0].on), "01/02/2024" in one.text) == ("2024-12-31", True)


def test_a_status_that_the_key_does_not_have_is_no_misspelt_one() -> None:
    key = Line("Status: Fully implemented = done; In progress = on course; Not started = no action yet", "line 1")
    read = proposal(key, table("No | Recommendation | Status", "1 | Mend the roof. | Partly implemented"))
    assert read.recommendations[0].updates[0].grade is None
    assert "grade_off_scheme" in codes(read)


@pytest.mark.parametrize("account", ["AMBER – the second bid came in late.", "Stays at Amber: no bid came in."])
def test_a_colour_at_the_head_of_an_account_is_its_grade_and_is_doubted(account: str) -> None:
    rows = ("1 | Mend the roof of the hall. | |" + account, "2 | Paint the doors. | Green | Painted.")
    read = proposal(KEY, table("No | Recommendation | RAG | Update", *rows))
    assert read.recommendations[0].updates[0].grade == "Amber"
    assert [(one.recommendation, one.code) for one in read.doubts if one.field == "grade"] == [(1, "grade_in_evidence")]


def test_a_quarter_of_the_financial_year_in_welsh() -> None:
    read = proposal(KEY, table("No | Recommendation | Due", "1 | Mend the roof of the hall. | Chwarter 4 2023/24"))
    assert str(read.recommendations[0].due.on) == "2024-03-31"


def test_posts_a_letter_apart_are_asked_about_and_plurals_are_not() -> None:
    rows = [
        f"{at} | Mend roof {at} of the hall. | {owner}"
        for at, owner in enumerate(("Fleet Manager", "Fleet Manger", "Fleet Managers", "Fleet Officer"), 1)
    ]
    read = proposal(KEY, table("No | Recommendation | Lead", *rows))
    assert [one.recommendation for one in read.doubts if one.code == "owner_name_variant"] == [2]


def test_the_first_level_of_a_key_may_stand_beside_its_name() -> None:
    rows = (
        "No | Recommendation (Scrutiny Review of Markets 2024) | RAG | Update",
        "1 | Mend the roof of the hall. | Complete | Mended.",
        "2 | Paint the doors of the hall. | Amber | Two are painted.",
        " |  |  | ",
        "Key | Complete – all is done |  | ",
        " | Green – on track |  | ",
        " | Amber – some slippage |  | ",
    )
    read = proposal(table(*rows, name="export"), file="export.csv")
    assert [one.code for one in read.key.levels] == ["Complete", "Green", "Amber"]
    assert [one.updates[0].grade for one in read.recommendations] == ["Complete", "Amber"]
    assert read.subject == "Scrutiny Review of Markets 2024"


def test_a_title_that_shares_its_row_with_a_date() -> None:
    rows = (
        "Audit actions – follow-up report |  | Position at 30/06/2024 | ",
        "No | Recommendation | Status | Update",
        "1 | Mend the roof of the hall. | Green | Mended.",
    )
    assert proposal(KEY, table(*rows, name="export"), file="export.csv").title == "Audit actions – follow-up report"


def test_a_percentage_beside_words_that_are_no_grade_is_kept() -> None:
    said = "Waiting for the surveyor to come back to us"
    read = proposal(
        KEY, table("No | Recommendation | RAG | % complete", f"1 | Mend the roof of the hall. | {said} | 35%")
    )
    one = read.recommendations[0]
    assert said in {update.evidence for update in one.updates}
    assert "Percentage complete: 35%" in one.text
