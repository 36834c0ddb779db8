"""One plan over several sheets or tables: a summary, its actions that say each recommendation again, its measures, a key."""

import pytest

from storage.importing.source import Line, Table
from storage.vocabulary import Meaning
from tests.plans.reading.sources import DOWN, actions, codes, proposal, table

SUMMARY = table(
    "No | Recommendation | Executive lead | RAG | Position at 31 May 2025",
    "1 | Every branch library should open on at least one evening each week. | Asha Pryce | A | Four open late.",
    "2 | Members should be told each quarter how many loans were renewed online. | Tom Lowe | G | Told in May.",
    "3 | Schools should be offered a visit from the mobile library every term. | Kim Osei | R | There is no van.",
    name="Summary",
)
KEY = table("Key | What it means", "Green | On track", "Amber | Some delay", "Red | Off track", name="Key")
BY_NUMBER = [
    "1.1 Hire evening staff | Ann Bell | 2024-05-31 | G",
    "1.2 Change the rota | Bo Finch | 2024-06-30 | A",
]


def steps(*rows: str, head: str = "Recommendation | Ref | Action | Lead | By when | RAG") -> Table:
    return table(head, *rows, name="Actions")


SHORTENED = steps(
    "1. Every branch library should open… | 1.1 | Hire evening staff | Ann Bell | May 2024 | G",
    f"{DOWN} | 1.2 | Change the rota | Bo Finch | June 2024 | A",
    "2. Members should be told each quarter… | 2.1 | Write a query | Cy Day | July 2024 | G",
    "3. Schools should be offered a visit… | 3.1 | Buy a van | Di Eames | July 2024 | R",
)
NAMED_SHORTLY = steps(
    "1. Evening opening | 1.1 | Hire evening staff | Ann Bell | May 2024 | G",
    f"{DOWN} | 1.2 | Change the rota | Bo Finch | June 2024 | A",
    "2. Online renewals | 2.1 | Write a query | Cy Day | July 2024 | G",
    "3. The mobile library | 3.1 | Buy a van | Di Eames | July 2024 | R",
)
BLANK_BELOW = steps(
    "1. Every branch library should open on at least one evening each week. "
    "| 1.1 | Hire evening staff | Ann Bell | May 2024 | G",
    " | 1.2 | Change the rota | Bo Finch | June 2024 | A",
    "2. Members should be told each quarter how many loans were renewed online. | 2.1 | Write a query | Cy Day | July 2024 | G",
    "3. Schools should be offered a visit from the mobile library every term. | 3.1 | Buy a van | Di Eames | July 2024 | R",
)


@pytest.mark.parametrize("sheet", [SHORTENED, NAMED_SHORTLY, BLANK_BELOW])
@pytest.mark.parametrize("is_first", [True, False])
def test_actions_under_a_recommendation_said_again_are_its_own(sheet: Table, is_first: bool) -> None:
    sheets = (sheet, SUMMARY) if is_first else (SUMMARY, sheet)
    read = proposal(KEY, *sheets, file="plan.xlsx")
    assert [(one.number, one.section) for one in read.recommendations] == [("1", ""), ("2", ""), ("3", "")]
    assert actions(read.recommendations[0]) == BY_NUMBER
    assert [len(one.sub_actions) for one in read.recommendations] == [2, 1, 1]
    assert [[owner.text for owner in one.owners] for one in read.recommendations] == [
        ["Asha Pryce"],
        ["Tom Lowe"],
        ["Kim Osei"],
    ]
    assert read.recommendations[0].text.startswith("Every branch library should open on at least one evening")


@pytest.mark.parametrize("sheet", [SHORTENED, BLANK_BELOW])
def test_words_that_only_say_a_recommendation_again_are_placed_with_it(sheet: Table) -> None:
    assert proposal(KEY, SUMMARY, sheet, file="plan.xlsx").not_placed == ()


def test_a_short_name_that_the_recommendation_does_not_say_is_told() -> None:
    read = proposal(KEY, SUMMARY, NAMED_SHORTLY, file="plan.xlsx")
    assert "1. Evening opening" in {one.text for one in read.not_placed}


def test_a_number_and_a_text_said_again_beside_rows_of_actions() -> None:
    sheet = steps(
        "1 | Every branch library should open… | Hire evening staff | Ann Bell | May 2024 | G",
        f"{DOWN} | {DOWN} | Change the rota | Bo Finch | June 2024 | A",
        "2 | Members should be told each quarter… | Write a query | Cy Day | July 2024 | G",
        head="Rec | Recommendation | Action | Lead | By when | RAG",
    )
    read = proposal(KEY, SUMMARY, sheet, file="plan.xlsx")
    assert [one.number for one in read.recommendations] == ["1", "2", "3"]
    assert actions(read.recommendations[0]) == [
        "Hire evening staff | Ann Bell | 2024-05-31 | G",
        "Change the rota | Bo Finch | 2024-06-30 | A",
    ]
    assert "lead_conflict" not in codes(read)
    assert read.not_placed == ()


def test_recommendations_without_numbers_are_known_by_their_first_words() -> None:
    listed = table(
        "Recommendation | Owner | RAG | Position",
        "Every branch library should open on at least one evening each week. | Asha Pryce | A | Four open late.",
        "Members should be told each quarter how many loans were renewed online. | Tom Lowe | G | Told in May.",
        name="Overview",
    )
    sheet = steps(
        "Every branch library should open… | Hire evening staff | Ann Bell | May 2024 | G",
        f"{DOWN} | Change the rota | Bo Finch | June 2024 | A",
        "Members should be told each quarter… | Write a query | Tom Lowe | July 2024 | G",
        head="Recommendation | Action | Lead | By when | RAG",
    )
    first, second = proposal(KEY, listed, sheet, file="plan.xlsx").recommendations
    assert [owner.text for owner in first.owners] == ["Asha Pryce"]
    assert actions(first) == [
        "Hire evening staff | Ann Bell | 2024-05-31 | G",
        "Change the rota | Bo Finch | 2024-06-30 | A",
    ]
    assert second.actions == ("Write a query",)


def test_texts_that_only_begin_alike_stay_two_recommendations() -> None:
    listed = table(
        "Recommendation | Owner | RAG | Position",
        "Every branch library should open on one evening. | Asha Pryce | A | Four open late.",
        name="North",
    )
    other = table(
        "Recommendation | Action | Lead | By when",
        "Every branch library should open on one evening and each Saturday. | Ask staff | Ann Bell | May 2024",
        name="South",
    )
    assert len(proposal(KEY, listed, other, file="plan.xlsx").recommendations) == 2


def test_measures_by_a_number_that_is_merged_down_go_to_their_recommendation() -> None:
    measures = table(
        "Rec | PI | Description | Owner | Target 2024/25 | Latest",
        "1 | LB-01 | Branches open late | Asha Pryce | 9 | 4",
        f"{DOWN} | LB-02 | Evening visits | Asha Pryce | 800 | 512",
        "2 | LB-07 | Reports to members | Tom Lowe | 4 | 1",
        name="Measures",
    )
    first, second, third = proposal(KEY, SUMMARY, SHORTENED, measures, file="plan.xlsx").recommendations
    assert [one.code for one in first.indicators] == ["LB-01", "LB-02"]
    assert [one.code for one in second.indicators] == ["LB-07"]
    assert third.indicators == ()


@pytest.mark.parametrize("name", ["Summary", "Overview", "At a glance", "Dashboard 2025", "Action log", "Crynodeb"])
def test_a_sheet_that_is_named_for_its_kind_is_no_section(name: str) -> None:
    plan = table("No | Recommendation", "1 | Mend the roof of the hall.", name=name)
    other = table("No | Recommendation", "2 | Paint every door of the hall.", name="Repairs")
    assert [one.section for one in proposal(plan, other, file="plan.xlsx").recommendations] == ["", "Repairs"]


def test_references_that_two_sheets_write_otherwise_are_one() -> None:
    plan = table(
        "Ref | Recommendation | Owner | Target",
        "AB-01 | Count the stock each month. | Stores Manager | 30/06/2024",
        "AB-02 | Lock the yard at night. | Stores Manager | 31/07/2024",
        name="Plan",
    )
    news = table(
        "Ref | Date of update | Given by | Update | Status",
        "AB-01 | 28/06/2024 | S Crane | Counted in May. | Green",
        "AB02 | 05/07/2024 | L Hale for S Crane | The lock is ordered. | Amber",
        name="Updates",
    )
    first, second = proposal(KEY, plan, news, file="plan.xlsx").recommendations
    assert [one.evidence for one in second.updates] == ["The lock is ordered."]
    assert (first.due.text, second.due.text) == ("30/06/2024", "31/07/2024")
    assert "Given by: S Crane" in first.text


@pytest.mark.parametrize(
    ("colour", "definition", "meaning"),
    [
        ("Green", "Complete, evidence being gathered", Meaning.COMPLETE),
        ("Green", "Delivered and being monitored", Meaning.COMPLETE),
        ("Green", "Complete, or on course to be", Meaning.ON_TRACK),
        ("Amber", "In progress and on track", Meaning.ON_TRACK),
        ("Amber", "At risk of missing its date, remedial action in hand", Meaning.SLIPPED),
        ("Amber", "Recovery plan agreed, some delay", Meaning.SLIPPED),
        ("Amber", "Started, but behind", Meaning.SLIPPED),
    ],
)
def test_a_key_means_what_it_says_whatever_its_colours(colour: str, definition: str, meaning: Meaning) -> None:
    others = [f"{name} | {means}" for name, means in (("Blue", "Closed"), ("Red", "Off track"))]
    key = table("Colour | Meaning", others[0], f"{colour} | {definition}", others[1], name="Key")
    levels = proposal(SUMMARY, key, file="plan.xlsx").key.levels
    assert {one.label: one.meaning for one in levels}[colour] is meaning


def test_figures_between_a_keys_levels_and_their_meanings_are_totals() -> None:
    counts = table(
        "Status | Number | Meaning",
        "Done | 1 | All the work is complete",
        "Under way | 1 | Work has begun and is on course",
        "Overdue | 0 | The date has passed",
        "Total | 2",
        name="Summary",
    )
    rows = table(
        "Ref | Recommendation | Status",
        "1 | Count the stock each month. | Under way",
        "2 | Lock the yard at night. | Under way",
        name="Tracker",
    )
    read = proposal(counts, rows, file="plan.xlsx")
    assert read.totals_stated == {"Done": 1, "Under way": 1, "Overdue": 0, "Total": 2}
    assert {one.label: one.definition for one in read.key.levels}["Done"] == "All the work is complete"
    assert "totals_mismatch" in codes(read)
    assert read.not_placed == ()


def test_one_total_alone_is_held_against_the_rows() -> None:
    rows = table(
        "Ref | Recommendation | Status",
        "1 | Count the stock each month. | Complete",
        "2 | Lock the yard at night. | In progress",
        "3 | Sell the spare vans. | In progress",
        "Total outstanding: 1",
        name="Tracker",
    )
    read = proposal(Line("Stores audit – follow-up report", "line 1"), rows, file="audit.csv")
    assert read.totals_stated == {"Total outstanding": 1}
    assert read.totals_counted["Total outstanding"] == 2
    assert "totals_mismatch" in codes(read)
