"""Actions as rows under one recommendation, merged down or blank below: each with who leads, by when and its grade."""

from storage.importing.source import Line
from storage.vocabulary import Family
from tests.plans.reading.sources import DOWN, actions, codes, proposal, table

RAG = Line("Key: Green = on track; Amber = delayed; Red = stopped", "line 1")


def test_each_row_is_an_action_with_its_own_lead_and_date() -> None:
    plan = table(
        "Status | When | Officer | What we will do | Recommendation | No",
        "Green | May 2024 | Ranger | Survey the paths | Open every path to wheelchairs. | 1",
        f"Amber | June 2024 | Engineer | Widen six gates | {DOWN} | {DOWN}",
        f" | July 2024 | Ranger | Put up signs | {DOWN} | {DOWN}",
        "Green | May 2024 | Web Editor | Print a map | Publish a map of the paths. | 2",
    )
    read = proposal(Line("Paths – Action Plan", "line 0", level=1), RAG, plan)
    first, second = read.recommendations
    assert (first.owners, first.due.text, first.actions, first.updates) == ((), "", (), ())
    assert actions(first) == [
        "Survey the paths | Ranger | 2024-05-31 | Green",
        "Widen six gates | Engineer | 2024-06-30 | Amber",
        "Put up signs | Ranger | 2024-07-31",
    ]
    assert (second.owners[0].text, second.actions, second.sub_actions) == ("Web Editor", ("Print a map",), ())
    assert read.family is Family.ACTION_PLAN
    assert codes(read) == ["grade_missing"]


def test_what_is_merged_down_over_all_rows_is_the_recommendations_own() -> None:
    plan = table(
        "Ref | Recommendation | Action | Lead | Deadline | RAG",
        "A1 | Open every path to wheelchairs. | Survey the paths | Ranger | May 2024 | Green",
        f"{DOWN} | {DOWN} | Widen six gates | {DOWN} | June 2024 | {DOWN}",
        "A2 | Publish a map. | Draw it | Web Editor | May 2024 | Green",
        f"{DOWN} | {DOWN} | Print it | Web Editor | June 2024 | Green",
    )
    first, second = proposal(RAG, plan).recommendations
    assert ([one.text for one in first.owners], first.due.text) == (["Ranger"], "")
    assert first.updates[0].grade == "Green"
    assert actions(first) == ["Survey the paths | 2024-05-31", "Widen six gates | 2024-06-30"]
    assert [one.text for one in second.owners] == ["Web Editor"]
    assert actions(second) == [
        "Draw it | Web Editor | 2024-05-31 | Green",
        "Print it | Web Editor | 2024-06-30 | Green",
    ]


def test_numbers_of_actions_beside_the_recommendations() -> None:
    plan = table(
        "Rec | Recommendation | Action no | Action | By whom and when",
        "1 | Open every path to wheelchairs. | 1.1 | Survey the paths | Ranger, May 2024",
        " |  | 1.2 | Widen six gates | Engineer, June 2024",
        "2 | Publish a map. | 2.1 | Draw it | Web Editor, May 2024",
    )
    first, second = proposal(plan).recommendations
    assert actions(first) == [
        "1.1 Survey the paths | Ranger | 2024-05-31",
        "1.2 Widen six gates | Engineer | 2024-06-30",
    ]
    assert actions(second) == ["2.1 Draw it | Web Editor | 2024-05-31"]
    assert [one.text for one in second.owners] == ["Web Editor"]


def test_a_recommendation_repeated_beside_each_of_its_actions_is_one() -> None:
    plan = table(
        "Recommendation | Agreed action | Responsible officer | Target date | Status | Progress",
        "Open every path to wheelchairs. | Survey the paths | Ranger | 31/05/2024 | Green | Forty surveyed.",
        "Open every path to wheelchairs. | Widen six gates | Engineer | 30/06/2024 | Red | None yet.",
        "Publish a map. | Draw it | Web Editor | 31/05/2024 | Green | Drawn.",
        name="Export",
    )
    first, second = proposal(RAG, plan, file="export.csv").recommendations
    assert actions(first) == [
        "Survey the paths | Ranger | 2024-05-31 | Green",
        "Widen six gates | Engineer | 2024-06-30 | Red",
    ]
    assert first.updates[0].evidence == "Forty surveyed.\nNone yet."
    assert second.actions == ("Draw it",)


def test_parts_of_a_number_under_a_recommendation_are_its_actions() -> None:
    plan = table(
        "No | Recommendation / action | Lead | Date | RAG",
        "1 | The Council should open every path to wheelchairs by 2026. |  |  | ",
        "1.1 | Survey the paths | Ranger | May 2024 | Green",
        "1.2 | Widen six gates | Engineer | June 2024 | Amber",
        "2 | The Council should publish a map of all the paths. |  |  | ",
        "2.1 | Draw it | Web Editor | May 2024 | Green",
    )
    read = proposal(RAG, plan)
    assert [one.number for one in read.recommendations] == ["1", "2"]
    assert actions(read.recommendations[0]) == [
        "1.1 Survey the paths | Ranger | 2024-05-31 | Green",
        "1.2 Widen six gates | Engineer | 2024-06-30 | Amber",
    ]


def test_parts_of_a_number_under_the_name_of_a_theme_are_recommendations() -> None:
    plan = table(
        "No | Recommendation | Lead | Date | RAG",
        "1 | Access |  |  | ",
        "1.1 | Survey the paths | Ranger | May 2024 | Green",
        "1.2 | Widen six gates | Engineer | June 2024 | Amber",
        "2 | Maps |  |  | ",
        "2.1 | Draw a map | Web Editor | May 2024 | Green",
    )
    read = proposal(RAG, plan)
    assert [(one.number, one.section) for one in read.recommendations] == [
        ("1.1", "1 Access"),
        ("1.2", "1 Access"),
        ("2.1", "2 Maps"),
    ]


def test_a_row_that_a_page_cut_in_two_is_no_further_action() -> None:
    plan = table(
        "Ref | Recommendation | Action | Lead | Date",
        "1 | Open every path to wheelchairs. | Survey the paths and | Ranger | May 2024",
        " |  | widen the gates. |  | ",
        "2 | Publish a map. | Draw it | Web Editor | May 2024",
    )
    first, _ = proposal(plan).recommendations
    assert (first.actions, first.sub_actions) == (("Survey the paths and widen the gates.",), ())
